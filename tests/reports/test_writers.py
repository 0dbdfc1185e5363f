"""The planning pack's files: headings numbered by Word, typed cells, one self-contained HTML
file, escaping.
"""

from __future__ import annotations

import datetime as dt
import re
import time
import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from reports.document import (
    Document,
    Listing,
    PageReference,
    Paragraph,
    Picture,
    Section,
    Table,
    chinese_number,
    heading_number,
    heat_colour,
)
from reports.drawing.pictures import png
from reports.writers.docx import write_docx
from reports.writers.html import write_html
from reports.writers.xlsx import write_xlsx

DAY = dt.date(2020, 1, 22)
NASTY = (
    "=1+1",
    "+86 592",
    "-2",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "a & b",
    "\u202egnp",
    "x\x00\x07y",
    "1" * 40_000,
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10" width="20" height="10"><rect width="20" '
    'height="10" fill="#0072b2"/></svg>'
)


def document(lang: str = "zh", *rows: tuple[object, ...]) -> Document:
    table = Table(
        name="名/单*很长的名字很长的名字很长的名字很长的名字",
        heads=("a", "b", "c"),
        rows=rows or (("Trier", 3, 4.5),),
        empty="nothing",
    )
    again = Table(name=table.name, heads=("a",), rows=(), empty="nothing here", centred=True)
    inner = Section("里面", (Paragraph("text"), again))
    return Document(
        title="标题",
        subtitle="副题",
        lang=lang,
        header="head",
        footer="情况截至 2020-01-22 · 0123456789ab",
        sections=(
            Section("一段", (table, Listing(("x", "y"))), (inner,)),
            Section("二段", (Picture(SVG, "alt text", "caption"),)),
        ),
    )


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (23, "二十三"), (99, "九十九")],
)
def test_chinese_numbers(number: int, text: str) -> None:
    assert chinese_number(number) == text


def test_headings_are_numbered_in_the_office_style() -> None:
    assert [heading_number(places, "zh") for places in ((2,), (2, 3), (2, 3, 1), (2, 3, 1, 4))] == [
        "二、",
        "（三）",
        "1. ",
        "（4）",
    ]
    assert heading_number((2, 3), "en") == "2.3  "


def test_word_has_styles_numbers_contents_and_the_day_on_every_page() -> None:
    data = write_docx(document(), DAY)
    file = docx.Document(BytesIO(data))
    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in file.paragraphs
        if paragraph.style.name.startswith("Heading")
    ]
    assert headings == [("Heading 1", "一段"), ("Heading 2", "里面"), ("Heading 1", "二段")]
    assert file.styles["Heading 1"].element.pPr.find(qn("w:numPr")) is not None
    with zipfile.ZipFile(BytesIO(data)) as packed:
        numbering = packed.read("word/numbering.xml").decode()
        body = packed.read("word/document.xml").decode()
    assert "chineseCountingThousand" in numbering and "（%2）" in numbering
    assert "TOC \\o" in body and 'w:anchor="_part1"' in body and "（一）里面" in body
    assert "2020-01-22" in file.sections[0].footer.paragraphs[0].text
    assert len(file.inline_shapes) == 1 and 'descr="alt text"' in body
    assert any("nothing here" in paragraph.text for paragraph in file.paragraphs)


def test_workbook_has_typed_cells_and_no_formulas() -> None:
    rows = [(text, 3, 4.5) for text in NASTY] + [
        ("2020-11-11", DAY, None),
        (PageReference("Trier", "trier"), 1, 2.0),
    ]
    book = openpyxl.load_workbook(BytesIO(write_xlsx(document("zh", *rows), DAY)))
    names = book.sheetnames
    assert (
        len(names) == 3
        and len({name.casefold() for name in names}) == 3
        and all(len(name) <= 31 and not re.search(r"[\\/*?:\[\]]", name) for name in names)
    )
    sheet = book[names[1]]
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == f"A1:C{len(rows) + 1}"
    for number in range(2, 2 + len(NASTY)):
        assert sheet.cell(number, 1).data_type == "s", sheet.cell(number, 1).value
        assert sheet.cell(number, 2).value == 3 and isinstance(sheet.cell(number, 3).value, float)
    assert sheet.cell(2, 1).value == "=1+1" and sheet.cell(2, 1).quotePrefix
    assert len(str(sheet.cell(1 + len(NASTY), 1).value)) <= 32_767
    dated = sheet.cell(2 + len(NASTY), 1)
    assert dated.is_date and dated.value.date() == dt.date(2020, 11, 11)
    assert sheet.cell(3 + len(NASTY), 1).value == "Trier"
    assert book[names[2]].max_row == 1, "a table without rows keeps its head"
    assert any("2020-01-22" in str(row[0].value) for row in book[names[0]].iter_rows())


@pytest.mark.parametrize("write", [write_docx, write_xlsx])
def test_same_content_gives_the_same_bytes_at_any_time(
    write: Callable[[Document, dt.date], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = write(document(), DAY)
    later = time.time() + 90_000
    monkeypatch.setattr(time, "time", lambda: later)
    assert write(document(), DAY) == first
    with zipfile.ZipFile(BytesIO(first)) as packed:
        assert {entry.date_time[:3] for entry in packed.infolist()} == {(DAY.year, DAY.month, DAY.day)}
        assert b"%d-%02d-%02dT00:00:00Z" % (DAY.year, DAY.month, DAY.day) in packed.read("docProps/core.xml")


@pytest.mark.parametrize("year", [1949, 2200])
def test_pack_day_may_be_outside_the_range_of_zip_dates(year: int) -> None:
    day = dt.date(year, 10, 1)
    assert docx.Document(BytesIO(write_docx(document(), day))).core_properties.created.date() == day
    assert openpyxl.load_workbook(BytesIO(write_xlsx(document(), day))).properties.created.date() == day


def test_row_heights_of_a_workbook_fit_the_text() -> None:
    book = openpyxl.load_workbook(
        BytesIO(
            write_xlsx(
                document(
                    "zh", ("short", 1, 1.0), ("对象" * 60, 1, 1.0), (PageReference("word " * 40, "x"), 1, 1.0)
                ),
                DAY,
            )
        )
    )
    heights = [book[book.sheetnames[1]].row_dimensions[number].height for number in (2, 3, 4)]
    assert heights[0] < heights[2] and heights[0] < heights[1], "Chinese characters are twice as wide"


def test_html_file_is_self_contained_and_has_no_scripts() -> None:
    text = write_html(document("en", *((text, 3, 4.5) for text in NASTY))).decode()
    assert "<script" not in text and "&lt;script&gt;" in text
    assert not re.search(r'(?:src|href)="(?!#)', text) and "url(" not in text and "@import" not in text
    assert "default-src 'none'" in text and 'lang="en"' in text and SVG in text
    assert '<h2 id="p1">1  一段</h2>' in text and '<h3 id="p1-1">1.1  里面</h3>' in text


def test_word_accepts_any_text() -> None:
    file = docx.Document(BytesIO(write_docx(document("en", *((text, 3, 4.5) for text in NASTY)), DAY)))
    cells = [row.cells[0].text for row in file.tables[0].rows][1:]
    assert cells[0] == "=1+1" and cells[6] == "gnp" and cells[7] == "xy"


def test_picture_is_drawn_without_a_browser() -> None:
    drawn = png(SVG)
    assert drawn.startswith(b"\x89PNG") and int.from_bytes(drawn[16:20]) == 40


def test_heat_map_has_colours_and_numbers() -> None:
    table = Table(name="heat", heads=("row", "a", "b"), rows=(("x", 4, 2), ("y", "?", 1)), heat=True)
    assert [table.warmth(value) for value in (4, 2, "?", None, 1)] == [1.0, 0.5, 0.0, 0.0, 0.25]
    assert (heat_colour(0.0), heat_colour(1.0)) == ("FFFFFF", "6BAED6")
    content = Document(
        title="t", subtitle="s", lang="en", header="h", footer="f", sections=(Section("one", (table,)),)
    )
    assert 'style="background:#6BAED6">4</td>' in write_html(content).decode()
    book = openpyxl.load_workbook(BytesIO(write_xlsx(content, DAY)))
    assert book["heat"]["B2"].fill.fgColor.rgb.endswith("6BAED6") and book["heat"]["B3"].value == "?"
    assert 'w:fill="6BAED6"' in docx.Document(BytesIO(write_docx(content, DAY))).tables[0]._tbl.xml


def test_control_characters_stop_no_writer() -> None:
    """Wherever they stand: in titles, headings, names of sheets, captions, alternative texts, drawings."""
    nasty = "x\x00\x07\x1b[2J\u202ey\ud800"
    section = Section(
        nasty,
        (
            Paragraph(nasty),
            Listing((nasty,)),
            Table(name=nasty, heads=(nasty,), rows=((nasty,),), empty=nasty),
            Picture(SVG.replace("<rect", f"<title>{nasty}</title><rect"), nasty, nasty),
        ),
    )
    content = Document(
        title=nasty,
        subtitle=nasty,
        lang="en",
        header=nasty,
        footer=nasty,
        sections=(section,),
        lead=(Paragraph(nasty),),
        overview=nasty,
    )
    file = docx.Document(BytesIO(write_docx(content, DAY)))
    assert {paragraph.text for paragraph in file.paragraphs} >= {"x[2Jy"}
    assert file.core_properties.title == "x[2Jy"
    book = openpyxl.load_workbook(BytesIO(write_xlsx(content, DAY)))
    assert not set("".join(book.sheetnames)) & set(nasty[1:4])
    assert not set(write_html(content).decode()) & {"\x00", "\x07", "\x1b", "\u202e"}
