"""Dates, numbers, countries and encodings as offices write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import FileUnreadable
from graph.model.areas import AREAS
from graph.model.partial_date import PartialDate
from ingest.read.encodings import find_encoding
from ingest.read.grids import open_grids
from ingest.read.secrecy import mark_in_name, secrecy_mark
from ingest.read.written_areas import read_area
from ingest.read.written_dates import DateOrder, is_blank, names_decade, order_of, read_date
from ingest.read.written_numbers import read_count
from ingest.registers.places.place_names import names_in

DATES = {
    "2019年5月28日": "2019-05-28",
    "2019 年 5 月": "2019-05",
    "２０１９．５．２８": "2019-05-28",
    "2019.5": "2019-05",
    "二〇一九年五月": "2019-05",
    "二〇一九年十二月二十八日": "2019-12-28",
    "令和元年5月28日": "2019-05-28",
    "昭和58年10月28日": "1983-10-28",
    "S58.10.28": "1983-10-28",
    "民國108年5月28日": "2019-05-28",
    "2019년 5월 28일": "2019-05-28",
    "28 May 2019": "2019-05-28",
    "May 28, 2019": "2019-05-28",
    "28. Mai 2019": "2019-05-28",
    "le 28 mai 2019": "2019-05-28",
    "28 de mayo de 2019": "2019-05-28",
    "28 de maio de 2019": "2019-05-28",
    "28 мая 2019 г.": "2019-05-28",
    "28/05/2019": "2019-05-28",
    "05/28/2019": "2019-05-28",
    "28.05.2019": "2019-05-28",
    "01.02.1995": "1995-02-01",
    "2019-05-00": "2019-05",
    "2019-00-00": "2019",
    "20190528": "2019-05-28",
    "43613": "2019-05-28",
    "2019-05-28 00:00:00": "2019-05-28",
    "2019年5月28日（星期二）": "2019-05-28",
    "1983": "1983",
}
SPANS = {
    "2019.5.28-30": ("2019-05-28", "2019-05-30"),
    "2019年5月28日至6月2日": ("2019-05-28", "2019-06-02"),
    "12-13 May 2019": ("2019-05-12", "2019-05-13"),
    "12. bis 14. Mai 2019": ("2019-05-12", "2019-05-14"),
    "2018年12月30日—2019年1月3日": ("2018-12-30", "2019-01-03"),
}

#: A part of a year or month, by language, and the date in which it lies.
PARTS = {
    "en": {
        "early 2019": "2019",
        "Mid-2019": "2019",
        "the end of 2019": "2019",
        "spring 1994": "1994",
        "autumn of 1994": "1994",
        "first half of 2019": "2019",
        "Q1 2019": "2019",
        "2019 Q4": "2019",
        "mid-May 2019": "2019-05",
        "late May 2019": "2019-05",
    },
    "zh": {
        "2019年初": "2019",
        "２０１９年上半年": "2019",
        "2019下半年": "2019",
        "二〇一九年底": "2019",
        "1994年春": "1994",
        "1994年秋季": "1994",
        "2019年第一季度": "2019",
        "2019年5月上旬": "2019-05",
        "2019年5月底": "2019-05",
        "民國108年初": "2019",
    },
    "ja": {
        "2019年初頭": "2019",
        "1994年の春": "1994",
        "平成6年秋": "1994",
        "2019年5月中旬": "2019-05",
        "2019年後半": "2019",
        "令和元年末": "2019",
        "2019年第1四半期": "2019",
    },
    "de": {
        "Anfang 2019": "2019",
        "Ende Mai 2019": "2019-05",
        "Frühjahr 1994": "1994",
        "Sommer 1994": "1994",
        "1. Halbjahr 2019": "2019",
        "erstes Halbjahr 2019": "2019",
        "2. Quartal 2019": "2019",
    },
    "fr": {
        "début 2019": "2019",
        "mi-mai 2019": "2019-05",
        "fin 2019": "2019",
        "printemps 1994": "1994",
        "1er semestre 2019": "2019",
        "premier semestre 2019": "2019",
        "deuxième trimestre de 2019": "2019",
    },
    "es": {
        "principios de 2019": "2019",
        "a mediados de mayo de 2019": "2019-05",
        "finales de 2019": "2019",
        "primavera de 1994": "1994",
        "primer semestre de 2019": "2019",
    },
}
DECADES = (
    "1980s",
    "the early 1980s",
    "八十年代",
    "1990年代前半",
    "20世纪80年代",
    "1980er Jahre",
    "années 80",
    "años 80",
)


@pytest.mark.parametrize(("text", "meant"), [pair for parts in PARTS.values() for pair in parts.items()])
def test_part_of_a_year_or_month_is_the_date_in_which_it_lies(text: str, meant: str) -> None:
    found = read_date(text)
    assert found is not None and found.part
    assert (found.start, found.end, found.other) == (meant, "", "")


@pytest.mark.parametrize("text", DECADES)
def test_decade_is_no_date_and_is_told_as_one(text: str) -> None:
    assert read_date(text) is None and names_decade(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "winter 1994",
            "1994年冬",
            "summer 1994",
            "verano de 1994",
            "2019年度",
            "上半年",
            "spring",
            "Anfang",
        ),
        *("early 28 May 2019", "2019年5月28日上旬", "early 03/04/2019", "fin", "mid", "初", "early 2019-13"),
    ],
)
def test_what_may_lie_in_two_years_is_no_date(text: str) -> None:
    assert read_date(text) is None and not names_decade(text)


@pytest.mark.parametrize("text", [*DATES, *SPANS])
def test_whole_dates_are_no_parts(text: str) -> None:
    found = read_date(text)
    assert found is not None and not found.part and not names_decade(text)


@pytest.mark.parametrize(("text", "meant"), DATES.items())
def test_date_is_read(text: str, meant: str) -> None:
    found = read_date(text)
    assert found is not None
    assert (found.start, found.end, found.other) == (meant, "", "")


@pytest.mark.parametrize(("text", "meant"), SPANS.items())
def test_span_is_read(text: str, meant: tuple[str, str]) -> None:
    found = read_date(text)
    assert found is not None
    assert (found.start, found.end) == meant


@pytest.mark.parametrize(
    "text", ["2019-02-30", "31/11/2019", "abc", "19.05.28", "2019-13", "9", "about 1990", "12345678901"]
)
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    assert read_date(text) is None


def test_order_is_settled_by_the_column() -> None:
    column = ["03/04/2019", "28/05/2019", "1999"]
    assert order_of(column) is DateOrder.DAY_FIRST
    assert order_of(["03/04/2019", "05/28/2019"]) is DateOrder.MONTH_FIRST
    assert order_of(["28/05/2019", "05/28/2019"]) is DateOrder.UNSETTLED
    unsettled = read_date("03/04/2019")
    assert unsettled is not None and (unsettled.start, unsettled.other) == ("2019-04-03", "2019-03-04")
    settled = read_date("03/04/2019", DateOrder.MONTH_FIRST)
    assert settled is not None and (settled.start, settled.other) == ("2019-03-04", "")
    assert all(map(is_blank, ["", "—", "不详", "N/A", "unbekannt", "?"]))


@given(
    st.one_of(
        st.text(max_size=30), st.from_regex(r"\d{1,4}[-/.年 ]\d{1,2}[-/.月 ]\d{1,4}[日 ]?", fullmatch=True)
    )
)
def test_whatever_is_read_as_a_date_is_one(text: str) -> None:
    found = read_date(text)
    for date in (found.start, found.end, found.other) if found else ():
        assert not date or PartialDate.parse(date)


def test_counts_are_read_and_approximations_are_not() -> None:
    read = {
        "1,234": 1234,
        "1.234": 1234,
        "50万": 500_000,
        "３５": 35,
        "12人": 12,
        "25 persons": 25,
        "3.5万": 35_000,
    }
    assert {text: read_count(text) for text in read} == read
    assert [read_count(text) for text in ("约20人", "20余人", "-1", "5_5", "5_5.5", "a", "", "1,2,3")] == [
        None
    ] * 8


@pytest.mark.parametrize(
    ("names", "code"),
    [
        ("新西兰 紐西蘭 ニュージーランド 뉴질랜드 Neuseeland Nouvelle-Zélande NZL nz", "NZ"),
        ("UK GB Großbritannien 英国 イギリス", "GB"),
        ("EL Griechenland 希腊 Grecia", "GR"),
        ("韩国 南韓 大韓民国 Südkorea ROK", "KR"),
        ("USA 美国 米国 アメリカ合衆国 США", "US"),
        ("Türkiye Turkey 土耳其", "TR"),
        ("中国台湾 Taiwan 臺灣", "TW"),
    ],
)
def test_countries_are_known_by_many_names(names: str, code: str) -> None:
    assert {read_area(name) for name in names.split()} == {code}


def test_unknown_country_is_not_guessed() -> None:
    assert [read_area(name) for name in ("Atlantis", "", "ZZ", "洲")] == [None] * 4
    assert all(read_area(code) == code and read_area(AREAS[code].iso3) == code for code in AREAS)


@pytest.mark.parametrize(
    ("cell", "names", "country"),
    [
        ("英国加的夫市", ["加的夫市"], "GB"),
        ("Nantes, France", ["Nantes"], "FR"),
        ("Nantes (France)", ["Nantes"], "FR"),
        ("Cardiff（加的夫）", ["Cardiff", "加的夫"], ""),
        ("1. 福冈市", ["福冈市"], ""),
        ("Frankfurt am Main", ["Frankfurt am Main"], ""),
        ("萨拉姆", ["萨拉姆"], ""),
    ],
)
def test_names_in_a_cell(cell: str, names: list[str], country: str) -> None:
    assert names_in(cell) == (names, country)


TEXTS = {
    "gb18030": "国家,城市,备注\n日本,福冈市,首个友好城市\n法国,贝桑松,交流",
    "big5": "國家,城市,備註\n日本,福岡市,首個友好城市\n法國,貝桑松,交流",
    "cp932": "国名,都市名\n韓国,釜山広域市\nフランス,ボルドー市",
    "cp949": "국가,도시\n일본,후쿠오카\n중국,광저우",
    "cp1252": "Land,Stadt\nFrankreich,Besançon\nPortugal,Guimarães\nÖsterreich,Graz",
    "cp1251": "страна,город\nФранция,Нант\nЯпония,Фукуока",
    "utf-8-sig": "国家,城市\n法国,Besançon",
    "utf-16": "国家,城市\n法国,Besançon",
    "utf-16-le": "country,city\nFrance,Nantes\n",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_encoding_is_found_by_what_it_yields(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_bytes(TEXTS[encoding].encode(encoding))
    found = find_encoding(file)
    assert file.read_text(encoding=found).removeprefix("\ufeff") == TEXTS[encoding]


def test_one_accent_in_latin_text_is_no_chinese(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_bytes("id,name\n1,Besançon\n2,Tromsø\n".encode("cp1252"))
    assert find_encoding(file) == "cp1252"
    file.write_bytes(b"id,name\n1,\x81\x98\xff\xff\n")
    with pytest.raises(FileUnreadable, match="in no known encoding"):
        find_encoding(file)


@pytest.mark.parametrize(
    "text",
    [
        "机密",
        "【机密】",
        "密级：机密",
        "機密★",
        "秘密★10年",
        "绝 密",
        "（秘密）5年",
        "密级:绝密★长期",
        "［机密］",
    ],
)
def test_mark_of_secrecy_is_found_in_all_usual_forms(text: str, tmp_path: Path) -> None:
    assert secrecy_mark(text)
    file = tmp_path / "t.csv"
    file.write_text(f"友城一览表\n{text}\n国家,城市\n", encoding="utf-8")
    with pytest.raises(FileUnreadable, match="must not be on this system"):
        open_grids(file)


def test_mark_of_secrecy_in_a_name_stands_apart_from_other_words() -> None:
    marked = ("友城（机密）", "秘密-友城", "友城_绝密★5年", "【机密】一览表", "机密")
    assert [name for name in marked if not mark_in_name(name)] == []
    usual = ("秘密花园-演出", "保密培训", "机密机械厂（来访）", "友城一览表")
    assert [name for name in usual if mark_in_name(name)] == []


def test_word_for_secrecy_within_a_text_is_no_mark() -> None:
    texts = ("保密工作培训", "机密机械厂", "秘密花园艺术节", "secret", "本表不涉密", "机密处")
    assert [text for text in texts if secrecy_mark(text)] == []
