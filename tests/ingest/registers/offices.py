"""Registers of eight offices, as messy as real ones, each with the ties or visits that it tells.

The ties are public facts, to the precision in which they are known; the groups of the register of visits are
made up. Every register is written anew by a test, in another form, language and encoding.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRegister:
    """A register and what is right.

    :param home: name of the home as `init` is given it; ``home_id`` its id
    :param ties: partner's id, its country, kind and date of signature
    :param visits: direction, first day, last day, place, persons
    :param refused: lines that are refused, with the code of the reason
    :param no_data: number of rows that are no data
    """

    name: str
    home: str
    home_id: str
    country: str
    write: Callable[[Path], None]
    ties: tuple[tuple[str, str, str, str], ...] = ()
    visits: tuple[tuple[str, str, str, str, str], ...] = ()
    refused: tuple[tuple[int, str], ...] = ()
    no_data: int = 0


# --- China --------------------------------------------------------------------------------------------------


def _guangzhou(file: Path) -> None:
    """A workbook with titles, merged cells of countries, and dates in five forms."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "友城"
    sheet.append(["广州市国际友好城市一览表"])
    sheet.merge_cells("A1:G1")
    sheet.append(["（截至2019年底）"])
    sheet.append(["序号", "洲别", "国家", "友城名称", "英文名称", "结好时间", "备注"])
    for row in (
        (1, "亚洲", "日本", "福冈市", "Fukuoka", "1979年5月2日", "首个友城"),
        (2, "北美洲", "美国", "洛杉矶市", "Los Angeles", "１９８１．１２．８", ""),
        (3, "", "", "奥克兰市", "Oakland", "待定", "未结好，仅往来"),
        (4, "亚洲", "菲律宾", "马尼拉市", "Manila", "1982-11-05", ""),
        (5, "大洋洲", "澳大利亚", "悉尼市", "Sydney", "一九八六年五月十二日", ""),
        (6, "欧洲", "意大利", "巴里市", "Bari", "19861112", ""),
        (7, "大洋洲", "新西兰", "奥克兰市", "Auckland", "1989年2月17日", ""),
        (8, "欧洲", "亚特兰蒂斯", "无名市", "", "1990年", ""),
    ):
        sheet.append(row)
    sheet.merge_cells("B5:B6")
    sheet.merge_cells("C5:C6")
    sheet.append(["合计", "", "", "8个", "", "", ""])
    sheet.append(["注：按结好时间排序。"])
    book.save(file)


def _shanghai(file: Path) -> None:
    """Text in GB 18030: groups received, in two sections, with a total."""
    file.write_bytes(
        "\r\n".join(
            (
                "接待外宾登记表",
                "日期,团组名称,国别,城市,团长职务,人数,接待单位,会见领导",
                "一季度,,,,,,,",
                "2019.3.5-8,横滨市友好代表团,日本,横滨市,市长,１２人,市外办,市长",
                "2019年3月28日至4月2日,汉堡经贸代表团,德国,汉堡市,会长,约20人,市贸促会,",
                "二季度,,,,,,,",
                "2019年5月,鹿特丹港代表团,荷兰,鹿特丹,副市长,8,港务集团,副市长",
                "合计,3批,,,,40,,",
            )
        ).encode("gb18030")
    )


def _qingdao(file: Path) -> None:
    """A table in a Word file, whose head has two lines."""
    document = docx.Document()
    document.add_paragraph("青岛市友好城市")
    table = document.add_table(rows=0, cols=5)
    for row in (
        ("国家", "城市", "结好", "结好", "备注"),
        ("", "", "时间", "类别", ""),
        ("日本", "下关市", "1979年10月3日", "友好城市", ""),
        ("韩国", "大邱市", "1993年12月4日", "友好城市", ""),
        ("西班牙", "毕尔巴鄂", "2004年", "友好交流城市", ""),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(file))


# --- other countries ----------------------------------------------------------------------------------------


def _fukuoka(file: Path) -> None:
    """Text in Shift_JIS, with dates in Japanese eras."""
    file.write_bytes(
        "\r\n".join(
            (
                "福岡市の姉妹都市,,,",
                "番号,国名,都市名,提携年月日",
                "1,アメリカ合衆国,オークランド市,昭和37年10月13日",
                "2,中国,広州市,昭和54年5月2日",
                "3,フランス,ボルドー市,昭和57年11月8日",
                "4,ニュージーランド,オークランド市,昭和61年6月24日",
                "5,マレーシア,イポー市,平成元年3月21日",
                "6,韓国,釜山広域市,平成元年10月24日",
                "7,アメリカ合衆国,アトランタ市,H17.2.8",
                "※提携順,,,",
            )
        ).encode("cp932")
    )


def _kaiserslautern(file: Path) -> None:
    """Text in Windows-1252, cells separated by semicolons."""
    file.write_bytes(
        "\r\n".join(
            (
                "Lfd. Nr.;Partnerstadt;Land;Partnerschaft seit;Bemerkung",
                "1;Davenport (Iowa);USA;1960;",
                "2;Saint-Quentin;Frankreich;1967;",
                "3;Pleven;Bulgarien;1999;",
                "4;Guimarães;Portugal;2000;",
                "5;Banja Luka;Bosnien und Herzegowina;2003;früher Städtefreundschaft",
                "Summe;5;;;",
            )
        ).encode("cp1252")
    )


def _lyon(file: Path) -> None:
    """UTF-16 with its mark, cells separated by tabs."""
    file.write_text(
        "\n".join(
            (
                "Ville jumelée\tPays\tAnnée\tObservations",
                "Birmingham\tRoyaume-Uni\t1951\t",
                "Yokohama\tJapon\t1959\t",
                "Francfort\tAllemagne\t1960\t",
                "Milan\tItalie\t1967\t",
                "Canton\tChine\t1988\t",
            )
        ),
        encoding="utf-16",
    )


def _wellington(file: Path) -> None:
    """A list of objects."""
    rows = [
        {"City": "Sydney", "Country": "Australia", "Year established": 1982},
        {"City": "Xiamen", "Country": "China", "Year established": 1987},
        {"City": "Sakai", "Country": "Japan", "Year established": 1994},
        {"City": "Beijing", "Country": "China", "Year established": 2006},
        {"City": "Canberra", "Country": "Australia", "Year established": 2016},
    ]
    file.write_text(json.dumps({"sister cities": rows}), encoding="utf-8")


def _seattle(file: Path) -> None:
    """City and country in one cell, a note below."""
    rows: Sequence[Sequence[str]] = (
        ("Seattle sister cities", ""),
        ("Sister city", "Since"),
        ("Kobe, Japan", "1957"),
        ("Bergen, Norway", "1967"),
        ("Nantes, France", "1980"),
        ("Christchurch, New Zealand", "1981"),
        ("Chongqing, China", "1983"),
        ("Galway, Ireland", "1986"),
        ("Daejeon, South Korea", "1989"),
        ("Gdynia, Poland", "1993"),
        ("Total: 8", ""),
    )
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    file.write_text(text.getvalue(), encoding="utf-8-sig")


SISTER, EXCHANGE = "sister_city", "friendly_exchange_city"
REGISTERS = (
    OfficeRegister(
        name="广州友城一览表.xlsx",
        home="广州市",
        home_id="guangzhou",
        country="CN",
        write=_guangzhou,
        ties=(
            ("auckland", "NZ", SISTER, "1989-02-17"),
            ("bari", "IT", SISTER, "1986-11-12"),
            ("fukuoka", "JP", SISTER, "1979-05-02"),
            ("los-angeles", "US", SISTER, "1981-12-08"),
            ("manila", "PH", SISTER, "1982-11-05"),
            ("oakland", "US", SISTER, ""),
            ("sydney", "AU", SISTER, "1986-05-12"),
        ),
        refused=((11, "country"),),
        no_data=2,
    ),
    OfficeRegister(
        name="接待登记.csv",
        home="上海",
        home_id="shanghai",
        country="CN",
        write=_shanghai,
        visits=(
            ("inbound", "2019-03-05", "2019-03-08", "yokohama", "12"),
            ("inbound", "2019-03-28", "2019-04-02", "hamburg", ""),
            ("inbound", "2019-05", "", "rotterdam", "8"),
        ),
        no_data=3,
    ),
    OfficeRegister(
        name="青岛友城.docx",
        home="青岛市",
        home_id="qingdao",
        country="CN",
        write=_qingdao,
        ties=(
            ("bilbao", "ES", EXCHANGE, "2004"),
            ("daegu", "KR", SISTER, "1993-12-04"),
            ("shimonoseki", "JP", SISTER, "1979-10-03"),
        ),
    ),
    OfficeRegister(
        name="姉妹都市.csv",
        home="福岡市",
        home_id="fukuoka",
        country="JP",
        write=_fukuoka,
        ties=(
            ("atlanta", "US", SISTER, "2005-02-08"),
            ("auckland", "NZ", SISTER, "1986-06-24"),
            ("bordeaux", "FR", SISTER, "1982-11-08"),
            ("busan", "KR", SISTER, "1989-10-24"),
            ("guangzhou", "CN", SISTER, "1979-05-02"),
            ("ipoh", "MY", SISTER, "1989-03-21"),
            ("oakland", "US", SISTER, "1962-10-13"),
        ),
        no_data=1,
    ),
    OfficeRegister(
        name="Partnerstaedte.csv",
        home="Kaiserslautern",
        home_id="kaiserslautern",
        country="DE",
        write=_kaiserslautern,
        ties=(
            ("banja-luka", "BA", SISTER, "2003"),
            ("davenport", "US", SISTER, "1960"),
            ("guimaraes", "PT", SISTER, "2000"),
            ("pleven", "BG", SISTER, "1999"),
            ("saint-quentin", "FR", SISTER, "1967"),
        ),
        no_data=1,
    ),
    OfficeRegister(
        name="jumelages.txt",
        home="Lyon",
        home_id="lyon",
        country="FR",
        write=_lyon,
        ties=(
            ("birmingham", "GB", SISTER, "1951"),
            ("frankfurt-am-main", "DE", SISTER, "1960"),
            ("guangzhou", "CN", SISTER, "1988"),
            ("milan", "IT", SISTER, "1967"),
            ("yokohama", "JP", SISTER, "1959"),
        ),
    ),
    OfficeRegister(
        name="sister-cities-wellington.json",
        home="Wellington",
        home_id="wellington",
        country="NZ",
        write=_wellington,
        ties=(
            ("beijing", "CN", SISTER, "2006"),
            ("canberra", "AU", SISTER, "2016"),
            ("sakai", "JP", SISTER, "1994"),
            ("sydney", "AU", SISTER, "1982"),
            ("xiamen", "CN", SISTER, "1987"),
        ),
    ),
    OfficeRegister(
        name="sister cities.csv",
        home="Seattle",
        home_id="seattle",
        country="US",
        write=_seattle,
        ties=(
            ("bergen", "NO", SISTER, "1967"),
            ("chongqing", "CN", SISTER, "1983"),
            ("christchurch", "NZ", SISTER, "1981"),
            ("daejeon", "KR", SISTER, "1989"),
            ("galway", "IE", SISTER, "1986"),
            ("gdynia", "PL", SISTER, "1993"),
            ("kobe", "JP", SISTER, "1957"),
            ("nantes", "FR", SISTER, "1980"),
        ),
        no_data=1,
    ),
)
