"""What a file holds before it has heads, and files that are made to do harm."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from graph.errors import FileUnreadable
from graph.store import GraphStore
from ingest.read.grids import open_grids
from tests.friendcircle.command_line import CommandLine
from tests.ingest.office import OfficeFolder, load_office
from tests.stores import StoreAddress


def cells(file: Path) -> list[tuple[int, tuple[str, ...]]]:
    (grid,) = open_grids(file)
    return [(row.line, row.cells) for row in grid.read()]


def workbook(file: Path, rows: list[list[object]], change: Callable[[openpyxl.Workbook], None]) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book)
    book.save(file)


def rewritten(file: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    """Replace a part of a packed file."""
    with zipfile.ZipFile(file) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        for name, content in parts.items():
            after.writestr(name, content)


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_cells_are_separated_by_any_usual_sign(sign: str, tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text(f'a{sign}b\n1{sign}"x{sign}y"\n\n2{sign}\n', encoding="utf-8")
    assert cells(file) == [(1, ("a", "b")), (2, ("1", f"x{sign}y")), (4, ("2", ""))]


def test_merged_cells_are_filled_and_hidden_rows_left_out(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.active.merge_cells("A2:A3")
        book.active.row_dimensions[4].hidden = True
        book.create_sheet("hidden").sheet_state = "hidden"

    file = tmp_path / "t.xlsx"
    workbook(file, [["country", "city"], ["France", "Nantes"], ["", "Lyon"], ["Spain", "Vigo"]], change)
    assert cells(file) == [(1, ("country", "city")), (2, ("France", "Nantes")), (3, ("France", "Lyon"))]


def test_error_values_and_formulas_are_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "t.xlsx"
    workbook(file, [["a", "b"], ["1", "=NA()"], ["2", '=""'], ["3", "=A1"]], lambda book: None)

    def results(sheet: bytes) -> bytes:
        sheet = re.sub(rb'<c r="B2"[^>]*>.*?</c>', b'<c r="B2" t="e"><f>NA()</f><v>#N/A</v></c>', sheet)
        return re.sub(rb'<c r="B3"[^>]*>.*?</c>', b'<c r="B3" t="str"><f>""</f><v></v></c>', sheet)

    rewritten(file, SHEET, results)
    (grid,) = open_grids(file)
    assert [(row.cells[0], dict(row.faults)) for row in grid.read()] == [
        ("a", {}),
        ("1", {1: "#N/A"}),
        ("2", {}),
        ("3", {1: "="}),
    ]


@pytest.mark.parametrize("shift", range(0, 80, 3))
def test_error_value_in_a_long_sheet_is_told_wherever_it_stands(shift: int, tmp_path: Path) -> None:
    """A sheet is looked through in pieces of 256 kB, and the cell may lie between two of them."""
    file = tmp_path / "t.xlsx"
    workbook(file, [["a"], ["b"]], lambda book: None)

    def fault(sheet: bytes) -> bytes:
        before, _, after = sheet.partition(b'<c r="A2"')
        text = b'<c r="C1" t="inlineStr"><is><t>%b</t></is></c></row><row r="2">'
        before = before.removesuffix(b'<row r="2">').removesuffix(b"</row>")
        before += text % (b"x" * ((1 << 18) - len(before) - len(text) - shift))
        return before + b'<c r="A2" s="0" t="e"><v>#N/A</v></c><c r="B2"' + after

    rewritten(file, SHEET, fault)
    (grid,) = open_grids(file)
    assert [dict(row.faults) for row in grid.read()] == [{}, {0: "#N/A"}]


def test_json_rows_are_objects_without_tricks(tmp_path: Path) -> None:
    file = tmp_path / "t.json"
    file.write_text(json.dumps([{"a": 1, "b": None}, {"b": ["x", "y"], "c": True}]), encoding="utf-8")
    assert [row for _, row in cells(file)] == [("a", "b", "c"), ("1", "", ""), ("", "x; y", "true")]
    for text in ('[{"a": NaN}]', '[{"a": 1, "a": 2}]', "[" * 100_000, "[1]", "{"):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(FileUnreadable):
            open_grids(file)


def far_corner(file: Path) -> None:
    workbook(file, [["a", "b"]], lambda book: None)
    rewritten(file, SHEET, lambda sheet: sheet.replace(b'r="B1"', b'r="XFD1048576"'))


def entities(file: Path) -> None:
    workbook(file, [["a", "b"]], lambda book: None)
    rewritten(
        file,
        SHEET,
        lambda sheet: (
            b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + sheet.partition(b"?>")[2].lstrip()
            if sheet.startswith(b"<?xml")
            else b'<!DOCTYPE x [<!ENTITY a "b">]>' + sheet
        ),
    )


def bomb(file: Path) -> None:
    workbook(file, [["a", "b"]], lambda book: None)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/media/zero.bin", b"\0" * 60_000_000)


def cut(file: Path) -> None:
    workbook(file, [["a", "b"]], lambda book: None)
    file.write_bytes(file.read_bytes()[:-300])


def flipped(file: Path) -> None:
    workbook(file, [["a", "b"]] * 500, lambda book: None)
    data = bytearray(file.read_bytes())
    with zipfile.ZipFile(file) as book:
        at = book.getinfo(SHEET).header_offset + 60
    data[at : at + 40] = bytes(255 - byte for byte in data[at : at + 40])
    file.write_bytes(data)


def password(file: Path) -> None:
    file.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 4096)


def wrong_ending(file: Path) -> None:
    file.write_text("a,b\n1,2\n", encoding="utf-8")


@pytest.mark.parametrize("make", [far_corner, entities, bomb, cut, flipped, password, wrong_ending])
def test_harmful_workbook_is_refused_in_one_line(make: Callable[[Path], None], tmp_path: Path) -> None:
    file = tmp_path / "t.xlsx"
    make(file)
    with pytest.raises(FileUnreadable) as caught:
        for grid in open_grids(file):
            list(grid.read())
    assert "\n" not in str(caught.value) and str(file) in str(caught.value)


def test_line_without_end_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("a,b\n" + "x" * 1_200_000, encoding="utf-8")
    with pytest.raises(FileUnreadable, match="longer than"):
        list(open_grids(file)[0].read())


def test_written_values_are_read_in_the_standard_tables_too(
    empty_store: GraphStore, store_address: StoreAddress, tmp_path: Path
) -> None:
    """Dates, countries and numbers of the program's own tables may be written as offices do."""
    office = OfficeFolder(tmp_path / "office")
    office.change("ties", "t1", signed_date="１９９３-０５-０６")
    office.change("ties", "t2", signed_date="2001-05-00")
    office.change("cities", "east", country_iso2="日本")
    office.change("visits", "v1", date_start="2018年4月2日")
    report = load_office(empty_store, office.path)
    assert not report.issues
    written = "MATCH (s:Statement {dataset: 'ties'}) RETURN s.row, s.values ORDER BY s.row LIMIT 2"
    told = [(row, json.loads(values)) for row, values in empty_store.read(written).rows]
    assert [(row, cells["signed_date"], cells["signed_date*"]) for row, cells in told] == [
        ("t1", "1993-05-06", "１９９３-０５-０６"),
        ("t2", "2001-05", "2001-05-00"),
    ]
    assert empty_store.read("MATCH (v:Visit {id: 'v1'}) RETURN v.start").rows == [["2018-04-02"]]
    shown = CommandLine(tmp_path).at(store_address).within()("strength", "--home", "home", "--format", "json")
    assert shown.status == 0, shown.err
    assert load_office(empty_store, office.path, number=2).changed == 0


def test_open_quotation_mark_is_suspected_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text('a,b,c\n1,x,"so called\n2,y,z\n3,y,z"\n', encoding="utf-8")
    (grid,) = open_grids(file)
    assert [(row.line, row.swallowed) for row in grid.read()][1:] == [(2, 2)]
    file.write_text('a,b,c\n1,x,"two lines\nof a note, with a comma"\n', encoding="utf-8")
    assert [(row.line, row.swallowed) for row in grid.read()][1:] == [(2, 0)]
