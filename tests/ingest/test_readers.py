"""Readers return every cell as text, with its line."""

from __future__ import annotations

import csv
import datetime as dt
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import FileUnreadable
from ingest.read.files import open_documents


def read(path: Path, encoding: str | None = None) -> list[tuple[int, dict[str, str]]]:
    """Return lines and cells of the only table of a file."""
    (document,) = open_documents(path, encoding)
    return [(row.line, row.cells) for row in document.rows()]


def test_types_are_not_inferred_and_lines_count_breaks_and_blanks(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text('\ufeffid,name\n1,NA\n\n2,"two\nlines"\n3,00123\n , \n4, x \n', encoding="utf-8")
    assert read(file) == [
        (2, {"id": "1", "name": "NA"}),
        (4, {"id": "2", "name": "two\nlines"}),
        (6, {"id": "3", "name": "00123"}),
        (8, {"id": "4", "name": "x"}),
    ]


def test_workbook_dates_and_whole_numbers_read_as_typed(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["id", "day", "number", "truth", "text"])
    sheet.append([1, dt.date(2019, 5, 28), 2.5, True, "00123"])
    sheet.append([None] * 5)
    sheet.append(["2", None, 1985, None, "NA"])
    other = book.create_sheet("visits")
    other.append(["id"])
    other.append(["v"])
    book.save(tmp_path / "b.xlsx")
    first, second = open_documents(tmp_path / "b.xlsx")
    assert [row.cells for row in first.rows()] == [
        {"id": "1", "day": "2019-05-28", "number": "2.5", "truth": "true", "text": "00123"},
        {"id": "2", "day": "", "number": "1985", "truth": "", "text": "NA"},
    ]
    assert [row.line for row in first.rows()] == [2, 4]
    assert second.dataset == "visits"


def test_encoding_can_be_given_and_a_wrong_one_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_bytes("id,name\n1,café\n".encode("cp1252"))
    assert read(file, "cp1252") == [(2, {"id": "1", "name": "café"})]
    with pytest.raises(FileUnreadable, match="not known"):
        read(file, "utf-99")
    with pytest.raises(FileUnreadable, match="not in the encoding ascii"):
        read(file, "ascii")


@pytest.mark.parametrize("cell", ["秘密", "机密★5年", "绝密 ★"])
def test_classification_mark_at_the_top_refuses_the_file(tmp_path: Path, cell: str) -> None:
    file = tmp_path / "t.csv"
    file.write_text(f"id,name\n1,x\n2,{cell}\n", encoding="utf-8")
    with pytest.raises(FileUnreadable, match="must not be on this system"):
        read(file)


@pytest.mark.parametrize("cell", ["工作秘密", "保守秘密", "机密性"])
def test_text_resembling_a_mark_is_accepted(tmp_path: Path, cell: str) -> None:
    file = tmp_path / "t.csv"
    file.write_text(f"id,name\n1,{cell}\n", encoding="utf-8")
    assert read(file)[0][1]["name"] == cell


cells = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=20).map(str.strip)


@settings(max_examples=100)
@given(st.lists(st.tuples(cells, cells), max_size=20))
def test_written_rows_are_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    file = tmp_path_factory.mktemp("read") / "t.csv"
    with file.open("w", encoding="utf-8", newline="") as output:
        csv.writer(output).writerows([("a", "b"), *rows])
    assert [(row["a"], row["b"]) for _, row in read(file)] == [row for row in rows if any(row)]


def test_formula_without_a_result_is_not_read_as_empty(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["id", "date"])
    sheet.append(["a", "2019"])
    sheet.append(["b", "=TODAY()"])
    file = tmp_path / "t.xlsx"
    book.save(file)
    found = {row.cells["id"]: [note.code for note in row.notes] for row in open_documents(file)[0].rows()}
    assert found == {"a": [], "b": ["no_result"]}
    # Excel saves the result next to the formula.
    with zipfile.ZipFile(file) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    parts["xl/worksheets/sheet1.xml"] = re.sub(
        rb"(<f>TODAY\(\)</f>)<v\s*/?>(</v>)?", rb"\1<v>43600</v>", parts["xl/worksheets/sheet1.xml"]
    )
    with zipfile.ZipFile(file, "w") as after:
        for name, content in parts.items():
            after.writestr(name, content)
    assert [(row.cells["id"], row.is_refused) for row in open_documents(file)[0].rows()] == [
        ("a", False),
        ("b", False),
    ]
