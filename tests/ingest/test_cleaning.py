"""Text is cleaned once, when it comes in: one form, nothing invisible, and what was done is said."""

from __future__ import annotations

import datetime as dt
import unicodedata
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import FileUnreadable
from graph.naming.profile import load_naming
from graph.sanitize import clean, clean_document
from ingest.entries import checked
from ingest.load.plan import Inputs, LoadPlan, LoadSettings, plan_load
from ingest.load.workbench import Workbench
from ingest.read.cleaning import clean_cells
from ingest.read.files import open_documents
from ingest.read.office_folder import OfficeInfo, collect
from ingest.tables import TABLES
from tests.ingest.office import TABLES as ROWS
from tests.ingest.office import OfficeFolder

LATIN_NFD = unicodedata.normalize("NFD", "Évora")
NOW = dt.datetime(2021, 3, 4, 5, 6, tzinfo=dt.UTC)
OFFICE = OfficeInfo(collection="office", home="home", country="PT")


@pytest.mark.parametrize(
    ("text", "kept", "removed"),
    [
        (LATIN_NFD, "Évora", ()),
        (unicodedata.normalize("NFD", "パリ"), "パリ", ()),
        ("É\u200bvora", "Évora", ("U+200B",)),
        ("Évo\u202era", "Évora", ("U+202E",)),
        ("É\ufeffvora\ufeff", "Évora", ("U+FEFF",)),
        ("Évo\x00r\x07a\x1f", "Évora", ("U+0000", "U+0007", "U+001F")),
        ("Évo\x85ra", "Évo ra", ()),
        ("Évo\ud800ra", "Évora", ("U+D800",)),
        ("厦\u200b门\u2060市", "厦门市", ("U+200B", "U+2060")),
        ("Coim\u00adbra", "Coimbra", ("U+00AD",)),
        ("Porto\u200d Alegre", "Porto Alegre", ("U+200D",)),
        # what stays
        ("Ｐｏｒｔｏ　１２３", "Ｐｏｒｔｏ　１２３", ()),
        ("می\u200cخواهم", "می\u200cخواهم", ()),
        ("क्\u200dष", "क्\u200dष", ()),
        ("👩\u200d🚀", "👩\u200d🚀", ()),
        ("two\r\nlines\tand more", "two lines and more", ()),
    ],
)
def test_text_has_one_form_and_nothing_invisible(text: str, kept: str, removed: tuple[str, ...]) -> None:
    found = clean(text)
    assert (found.text, found.removed, found.alike) == (kept, removed, ())


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        ("the city of C\u0430rdiff", ("C\u0430rdiff (U+0430)",)),
        ("Mосква", ("Mосква (U+004D)",)),
        ("P\u03bfrto", ("P\u03bfrto (U+03BF)",)),
        ("Москва, Αθήνα, Porto", ()),
        ("Москва-Porto", ()),
        ("5 µm, Δt", ()),
    ],
)
def test_look_alike_letters_are_told_and_kept(text: str, alike: tuple[str, ...]) -> None:
    assert clean(text) == (text, (), alike)


@given(st.text(max_size=200), st.booleans())
def test_cleaning_twice_changes_nothing(text: str, lines: bool) -> None:
    once = clean(text, lines=lines)
    assert clean(once.text, lines=lines) == (once.text, (), once.alike)
    assert unicodedata.is_normalized("NFC", once.text)
    assert lines or once.text == once.text.strip()
    once.text.encode()


def test_lines_stay_where_they_are_meant() -> None:
    cells = {"id": "v\n1", "name_en": "Two\nlines", "note": "one\r\n\ttwo "}
    found, remarks = clean_cells(cells, TABLES["events"])
    assert found == {"id": "v 1", "name_en": "Two lines", "note": "one\n\ttwo"}
    assert remarks == {}
    text, told = clean_document('a = "x"\r\nb = "y\u200bz"\n')
    assert text == 'a = "x"\nb = "yz"\n' and list(told) == [2] and told[2].removed == ("U+200B",)


# --- files --------------------------------------------------------------------------------------------------


def plan(folder: OfficeFolder, bench: Workbench) -> LoadPlan:
    settings = LoadSettings({"office": OFFICE}, load_naming("un"), "2021-03-04")
    return plan_load(bench, Inputs(tuple(collect([folder.path]))), settings)


def office(tmp_path: Path, **changes: str) -> OfficeFolder:
    """Return an office whose city ``east`` has other cells."""
    cities = [row | (changes if row["id"] == "east" else {}) for row in ROWS["cities"]]
    return OfficeFolder(tmp_path / "office", ROWS | {"cities": cities})


def cells_of(bench: Workbench, dataset: str, row: str) -> dict[str, str]:
    found = bench.find_record("new", "office", dataset, row) or bench.find_record(
        "kept", "office", dataset, row
    )
    assert found is not None
    return dict(found.record.cells)


def told(done: LoadPlan) -> set[tuple[str, str, int, str]]:
    codes = ("invisible_character", "look_alike")
    return {
        (issue.code, issue.file, issue.line, issue.column) for issue in done.issues if issue.code in codes
    }


def test_cells_of_a_file_are_cleaned_and_what_was_taken_out_is_said(tmp_path: Path) -> None:
    folder = office(tmp_path, name_en=f"E\u200bast {LATIN_NFD}", note="C\u0430pital")
    line = next(number for number, row in enumerate(ROWS["cities"], start=2) if row["id"] == "east")
    bench = Workbench(tmp_path / "bench.sqlite", fresh=True)
    done = plan(folder, bench)
    assert cells_of(bench, "cities", "east")["name_en"] == "East Évora"
    assert told(done) == {
        ("invisible_character", "cities.csv", line, "name_en"),
        ("look_alike", "cities.csv", line, "note"),
    }
    (first, *_) = [issue for issue in done.issues if issue.code == "invisible_character"]
    assert (first.level, first.value) == ("warning", "East Évora")
    assert "U+200B" in first.reason and "U+200B" in first.reason_zh
    bench.close()


def test_names_that_differ_by_normal_form_only_are_one(tmp_path: Path) -> None:
    folder = office(tmp_path, name_en="Évora")
    bench = Workbench(tmp_path / "bench.sqlite", fresh=True)
    plan(folder, bench)
    bench.settle("2021-03-04")
    bench.commit()
    bench.db.execute("BEGIN")
    again = plan(office(tmp_path, name_en=LATIN_NFD), bench)
    assert not again.retiring
    assert sum(counts.created + counts.updated + counts.retired for counts in again.nodes.values()) == 0
    bench.close()


def test_what_was_cleaned_is_said_as_long_as_it_is_in_the_file(tmp_path: Path) -> None:
    bench = Workbench(tmp_path / "bench.sqlite", fresh=True)
    found = []
    for name in ("East", "E\u200bast", "E\u200bast", "C\u0430st", "C\u0430st", "East"):
        found.append(sorted(code for code, *_ in told(plan(office(tmp_path, name_en=name), bench))))
        bench.settle("2021-03-04")
        bench.commit()
        bench.db.execute("BEGIN")
    seen, alike = ["invisible_character"], ["look_alike"]
    assert found == [[], seen, seen, alike, alike, []]
    bench.close()


def test_ids_that_differ_by_normal_form_only_are_one(tmp_path: Path) -> None:
    row = ROWS["cities"][0]
    cities = [*ROWS["cities"], row | {"id": "évora"}, row | {"id": unicodedata.normalize("NFD", "évora")}]
    folder = OfficeFolder(tmp_path / "office", ROWS | {"cities": cities})
    bench = Workbench(tmp_path / "bench.sqlite", fresh=True)
    done = plan(folder, bench)
    assert [issue.value for issue in done.issues if issue.code == "duplicate_id"] == ["évora"]
    bench.close()


def test_header_of_a_file_is_cleaned(tmp_path: Path) -> None:
    file = tmp_path / "cities.csv"
    file.write_text("id,name\u200b_en\n1,x\n", encoding="utf-8")
    (document,) = open_documents(file)
    assert document.header == ("id", "name_en")
    assert document.remarks["name_en"].removed == ("U+200B",)
    assert [row.cells for row in document.rows()] == [{"id": "1", "name_en": "x"}]


def test_mark_of_secrecy_cannot_be_hidden(tmp_path: Path) -> None:
    file = tmp_path / "cities.csv"
    file.write_text("id,name_en\n1,机\u200b密\n", encoding="utf-8")
    with pytest.raises(FileUnreadable, match="must not be on this system"):
        open_documents(file)


def test_cells_of_a_workbook_are_cleaned(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["id", "name_en"], ["a", f"{LATIN_NFD}\u202e"], ["\u200b", "\ufeff"]):
        sheet.append(row)
    book.save(tmp_path / "cities.xlsx")
    (document,) = open_documents(tmp_path / "cities.xlsx")
    found = [clean_cells(row.cells, TABLES["cities"]) for row in document.rows()]
    assert found[0][0] == {"id": "a", "name_en": "Évora"} and list(found[0][1]) == ["name_en"]


def test_row_of_invisible_characters_only_is_blank(tmp_path: Path) -> None:
    folder = office(tmp_path)
    file = folder.path / "cities.csv"
    text = file.read_text(encoding="utf-8")
    width = text.splitlines()[0].count(",")
    file.write_text(text + "\u200b" + "," * width + "\n", encoding="utf-8")
    bench = Workbench(tmp_path / "bench.sqlite", fresh=True)
    done = plan(folder, bench)
    assert {entry.refused for entry in done.files} == {0}
    bench.close()


# --- entries ------------------------------------------------------------------------------------------------


def test_entry_is_cleaned() -> None:
    cells = {"date_start": "2020-01-02\u200b", "delegation_title": LATIN_NFD, "note": "one\ntwo\x00"}
    row, issues = checked("visits", cells, f"{LATIN_NFD} division", NOW)
    assert (row["date_start"], row["delegation_title"], row["note"]) == ("2020-01-02", "Évora", "one\ntwo")
    assert row["entered_by"] == "Évora division"
    assert {issue.column for issue in issues if issue.code == "invisible_character"} == {"date_start", "note"}
