"""``friendcircle brief`` on real stores: three formats, the public pack, a time without data, refusals."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.friendcircle.command_line import CommandLine
from tests.ingest.office import OfficeFolder
from tests.queries import facts
from tests.stores import ROOT

AT = ("--as-of", "2020-01-22", "--period", "2020")


def words_of(data: bytes) -> str:
    return re.sub(r"<[^>]+>", " ", data.decode())


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_pack_is_the_same_byte_for_byte(cli_loaded: CommandLine, tmp_path: Path, audience: str) -> None:
    files = [tmp_path / "first.html", tmp_path / "second.html"]
    for file in files:
        done = cli_loaded("brief", "--out", file, *AT, "--audience", audience, "--lang", "zh")
        assert (done.status, done.out) == (0, "")
    assert files[0].read_bytes() == files[1].read_bytes()


def test_pack_has_everything_the_meeting_needs(cli_loaded: CommandLine, tmp_path: Path) -> None:
    word, sheet, page = (tmp_path / f"pack.{suffix}" for suffix in ("docx", "xlsx", "html"))
    for file in (word, sheet, page):
        assert cli_loaded("brief", "--out", file, *AT, "--lang", "zh", "-q").err == ""
    headings = [
        paragraph.text
        for paragraph in docx.Document(str(word)).paragraphs
        if paragraph.style.name == "Heading 1"
    ]
    assert headings == [
        "首要事项",
        "朋友圈现状",
        "上一周期以来的变化",
        "友好交往度排列与依据",
        "工作提示（短板弱项）",
        "拟结好对象推进情况",
        "本周期结好周年",
        "重点任务与完成情况",
        "布局覆盖与均衡",
        "备选结好城市",
        "牵线渠道与牵线方",
        "会议十问",
        "建议议题",
        "出处",
    ]
    text = words_of(page.read_bytes())
    for part in (
        "友好城市（有效）：登记 20",
        "德班、内坦亚、釜山",
        "2019 年接待团组：登记 17，2019 年公布 205（占 8%）",
        "2020-11-11",
        "情况截至 2020-01-22",
        "未登记",
    ):
        assert part in text, part
    digest = re.search(r"参数 ([0-9a-f]{12})，规则 ([0-9a-f]{12})", text)
    assert digest
    for section in docx.Document(str(word)).sections:
        assert digest[0] in section.footer.paragraphs[0].text
    book = openpyxl.load_workbook(sheet)
    assert {"友好交往度", "工作提示 年内", "拟结好看板", "周年", "重点任务", "出处"} <= set(book.sheetnames)
    assert book["拟结好看板"].max_row == 12, "three targets, three of ports, five of the province"
    assert not any(cell.data_type == "f" for one in book for row in one.iter_rows() for cell in row)
    cited = {int(number) for number in re.findall(r"\[(\d+)\]", text)}
    assert cited == set(range(1, max(cited) + 1)), "every number leads to a source, and every source is named"
    assert len(book["出处"]["A"]) == max(cited) + 1


def test_public_pack_has_no_strength_and_no_findings(cli_loaded: CommandLine, tmp_path: Path) -> None:
    for suffix in ("html", "xlsx"):
        assert (
            cli_loaded(
                "brief", "--out", tmp_path / f"p.{suffix}", *AT, "--audience", "public", "--lang", "zh"
            ).status
            == 0
        )
    text = words_of((tmp_path / "p.html").read_bytes())
    for hidden in (
        "友好交往度",
        "工作提示",
        "备选",
        "往来密切",
        "待核实",
        "参数",
        "内部使用　朋友圈",
        "牵线",
        "依赖程度",
    ):
        assert hidden not in text, hidden
    assert "朋友圈现状" in text and "内坦亚" in text, "the plan that names it is public"
    assert not {"友好交往度", "备选结好城市", "大洲"} & set(
        openpyxl.load_workbook(tmp_path / "p.xlsx").sheetnames
    )


def test_public_pack_is_not_stamped_as_internal(cli_loaded: CommandLine, tmp_path: Path) -> None:
    for audience, lang, inside in (
        ("public", "en", False),
        ("public", "zh", False),
        ("internal", "en", True),
    ):
        file = tmp_path / f"{audience}-{lang}.html"
        assert cli_loaded("brief", "--out", file, *AT, "--audience", audience, "--lang", lang).status == 0
        text = file.read_text(encoding="utf-8")
        assert ("nternal use" in text or "内部使用" in text) == inside
        assert "Sketch" in text or "示意图" in text


def test_known_as_of_excludes_figures_published_later(cli_loaded: CommandLine, tmp_path: Path) -> None:
    for known, told in (("2020-01-22", True), ("2019-01-01", False)):
        file = tmp_path / f"{known}.html"
        assert cli_loaded("brief", "--out", file, *AT, "--known-as-of", known, "--lang", "en").status == 0
        assert ("205 " in words_of(file.read_bytes())) == told


def test_consulates_are_counted_from_their_opening(cli_loaded: CommandLine, tmp_path: Path) -> None:
    for day, told in (("1985-12-31", False), ("1997-12-31", True)):
        file = tmp_path / f"{day}.html"
        assert cli_loaded("brief", "--out", file, "--as-of", day, "--lang", "en").status == 0
        assert ("Consulates of other countries" in file.read_text(encoding="utf-8")) == told


def test_public_pack_has_nothing_from_non_public_sources(cli_empty: CommandLine, tmp_path: Path) -> None:
    cli = cli_empty.within()
    office = OfficeFolder(tmp_path / "office")
    office.change("sources", "press", disclosure="public")
    office.change("sources", "blog", disclosure="public")
    office.add(
        "ties",
        id="t9",
        from_id="home",
        to_id="east",
        kind="friendly_exchange_city",
        status="signed",
        signed_date="1985-09-09",
        as_of="2019",
        source="own",
        locator="9",
    )
    assert cli("load", office.path).status == 0
    texts = {}
    for audience in ("internal", "public"):
        for suffix in ("html", "xlsx", "docx"):
            out = tmp_path / f"{audience}.{suffix}"
            assert cli("brief", "--out", out, *AT, "--audience", audience).status == 0
        text = words_of((tmp_path / f"{audience}.html").read_bytes())
        text += " ".join(
            str(cell.value)
            for sheet in openpyxl.load_workbook(tmp_path / f"{audience}.xlsx")
            for row in sheet.iter_rows()
            for cell in row
        )
        file = docx.Document(BytesIO((tmp_path / f"{audience}.docx").read_bytes()))
        text += " ".join(paragraph.text for paragraph in file.paragraphs) + " ".join(
            cell.text for table in file.tables for row in table.rows for cell in row.cells
        )
        # Names in pictures are included.
        texts[audience] = text + (tmp_path / f"{audience}.html").read_text(encoding="utf-8")
    secrets = ("West", "Register", "1985-09-09")
    assert [secret for secret in secrets if secret not in texts["internal"]] == []
    assert not [secret for secret in secrets if secret in texts["public"]]
    assert "East" in texts["public"] and "Post" in texts["public"], "a public source tells of it too"


def packs(cli: CommandLine, folder: Path, *asked: str) -> dict[str, str]:
    """Return the pages of the internal and of the public pack."""
    pages = {}
    for audience in ("internal", "public"):
        file = folder / f"{audience}.html"
        assert cli("brief", "--out", file, *asked, "--audience", audience, "--lang", "en").status == 0
        pages[audience] = file.read_text(encoding="utf-8")
    return pages


def test_public_circle_shows_neither_rank_nor_contact(cli_loaded: CommandLine, tmp_path: Path) -> None:
    pages = packs(cli_loaded, tmp_path, *AT)
    names = {
        audience: re.findall(r'<text[^>]* font-size="12"[^>]*>([^<]+)</text>', page)
        for audience, page in pages.items()
    }
    ranked = ["Cebu City", "Nice", "Trier", "Phuket", "Mokpo", "Sasebo", "Izmir"]
    assert [name for name in names["internal"] if name in ranked] == ranked
    assert [name for name in names["public"] if name in ranked] != ranked and set(ranked) <= set(
        names["public"]
    )
    for judged in (
        "None recorded for three years",
        "our side",
        "not found",
        "partly done",
        "17 recorded of 205 announced",
        "Proposal",
    ):
        assert judged in pages["internal"] or judged in ("not found",), judged
        assert judged not in pages["public"], judged
    assert "nothing found" not in pages["internal"] + pages["public"], "the searches came years later"
    later = packs(cli_loaded, tmp_path, "--as-of", "2026-12-31", "--period", "2026")
    assert "nothing found" in later["internal"]
    assert "nothing found" not in later["public"]
    assert "205 groups received in 2019" in pages["public"]


def test_ten_questions_agree_with_the_other_parts(cli_loaded: CommandLine, tmp_path: Path) -> None:
    commitments = f"{len(facts.rows('plan_2020'))} commitments"
    for day, told, hidden in (
        (
            "2020-01-22",
            (commitments, "4 in 2020", "in 3 countries or areas: Chile, Ireland, Singapore"),
            ("Morocco, ",),
        ),
        (
            "1900-12-31",
            ("No plan is entered",),
            (commitments, "countries or areas:", "projects with partners", "no contact recorded for"),
        ),
    ):
        file = tmp_path / f"{day}.html"
        assert (
            cli_loaded("brief", "--out", file, "--as-of", day, "--period", "2020", "--lang", "en").status == 0
        )
        text = words_of(file.read_bytes())
        text = text[text.rindex("What was promised") :]
        assert [part for part in told if part not in text] == []
        assert [part for part in hidden if part in text] == []


def test_tie_that_has_ended_or_is_only_claimed_is_not_silent(cli_loaded: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "pack.html"
    clocks = ("--as-of", "2020-01-22", "--known-as-of", "2020-01-22")
    assert cli_loaded("brief", "--out", file, *clocks, "--period", "2020", "--lang", "en").status == 0
    text = words_of(file.read_bytes())
    silent = re.search(r"Who has been silent.*?last_contacts", text, re.DOTALL)
    assert silent and "Kuching" not in silent[0], "one newspaper's claim, not on the complete list"
    found = cli_loaded("gaps", *clocks, "--rule", "G15", "--format", "json").json
    assert "kuching" not in {finding["partner"] for finding in found}


def test_new_office_is_told_what_to_do(cli_empty: CommandLine, tmp_path: Path) -> None:
    cli = cli_empty.within()
    assert cli("init", "--home", "Nantes", "--country", "FR").status == 0
    for asked in (
        ("gaps",),
        ("pending",),
        ("candidates",),
        ("anniversaries",),
        ("brief", "--out", tmp_path / "p.html"),
        ("network",),
    ):
        done = cli(*asked)
        assert (done.status, done.out, len(done.err.splitlines())) == (2, "", 1), done.err
        assert "load ties, visits or events with" in done.err


def test_pack_of_a_small_office(cli_empty: CommandLine, tmp_path: Path) -> None:
    """An office without a plan, a visit or a second continent."""
    cli = cli_empty.within()
    assert cli("load", ROOT / "docs" / "example-office").status == 0
    for lang in ("en", "zh"):
        assert (
            cli("brief", "--out", tmp_path / f"{lang}.html", "--as-of", "2025-12-31", "--lang", lang).status
            == 0
        )
        text = words_of((tmp_path / f"{lang}.html").read_bytes().partition(b"</style>")[2])
        assert not re.search(r"[{}]|-0\.0|(, |、){2}", text)
    assert "contact by sector" not in words_of((tmp_path / "en.html").read_bytes()), (
        "one signing says nothing of sectors"
    )


def test_pack_reports_a_time_without_data(cli_loaded: CommandLine, tmp_path: Path) -> None:
    for suffix in ("docx", "xlsx", "html"):
        done = cli_loaded("brief", "--out", tmp_path / f"p.{suffix}", "--as-of", "1950", "--period", "1950")
        assert "is far from the day" not in done.err
        assert done.status == 0, done.err
    far = cli_loaded("brief", "--out", tmp_path / "far.html", "--as-of", "1950", "--period", "2099")
    assert far.status == 0 and "the period 2099 is far from the day 1950-12-31" in far.err
    text = words_of((tmp_path / "p.html").read_bytes())
    assert "Nothing is recorded by 1950-12-31" in text and "Nothing is recorded for this." in text


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        (("--out", "pack.pdf"), "the kind of file is not known (pack.pdf): end the name with .docx"),
        (("--out", "no/such/pack.docx"), "the folder does not exist"),
        (("--out", "pack.html", "--period", "soon"), "--period"),
        (("--out", "pack.html", "--as-of", "soon"), "'soon' is no day"),
        (("--out", "pack.html", "--audience", "all"), "--audience"),
        ((), "--out"),
        (("--out", "../notes.html"), "a file of another kind is there already"),
    ],
)
def test_impossible_pack_is_refused_in_one_line(
    cli_loaded: CommandLine, asked: tuple[str, ...], part: str
) -> None:
    (cli_loaded.folder.parent / "notes.html").write_text("<p>mine</p>", encoding="utf-8")
    done = cli_loaded("brief", *asked)
    assert (done.status, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert part in done.err
