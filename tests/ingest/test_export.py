"""An export loads into an empty store as the same graph, in each form."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.store import GraphStore
from ingest.entries import EntryHome, enter
from ingest.export import FORMS, collections, write_collections
from ingest.maintenance.dump import dump
from ingest.read.office_folder import read_office
from tests.ingest.office import NOW, OfficeFolder, load_office
from tests.stores import SAMPLE_FOLDER, wipe

#: What comes with the program is recorded on the day of the load.
OF_THE_PROGRAM = '"id":"s:reference/'
HOSTILE = '=1+1,"quoted"\tand <b>\nsecond line'


@pytest.fixture
def office(empty_store: GraphStore, tmp_path: Path) -> OfficeFolder:
    """A small office, loaded into the store."""
    folder = OfficeFolder(tmp_path / "office")
    load_office(empty_store, folder.path)
    return folder


def graph_of(store: GraphStore) -> str:
    """Return the canonical dump of everything but what comes with the program."""
    return "\n".join(line for line in dump(store, bookkeeping=False) if OF_THE_PROGRAM not in line)


@pytest.mark.parametrize("form", FORMS)
def test_sample_is_the_same_after_export_and_load(empty_store: GraphStore, tmp_path: Path, form: str) -> None:
    load_office(empty_store, SAMPLE_FOLDER)
    before = graph_of(empty_store)
    folders = write_collections(tmp_path / "out", collections(empty_store), form)
    assert folders == [tmp_path / "out"]
    assert read_office(folders[0]) == read_office(SAMPLE_FOLDER)
    wipe(empty_store)
    report = load_office(empty_store, *folders, number=2, now=NOW + dt.timedelta(days=400))
    assert report.refused == 0
    assert graph_of(empty_store) == before, "the days on which rows were recorded included"


@pytest.mark.parametrize("form", FORMS)
def test_entries_and_hostile_cells_are_the_same(
    empty_store: GraphStore, office: OfficeFolder, tmp_path: Path, form: str
) -> None:
    cells = {"direction": "inbound", "date_start": "2019-07", "delegation_title": "council", "note": HOSTILE}
    enter(
        empty_store,
        EntryHome("home", "CN"),
        "visits",
        cells,
        by="Exchange division",
        load_id="entry",
        now=NOW + dt.timedelta(days=30),
    )
    before = graph_of(empty_store)
    folders = write_collections(tmp_path / "out", collections(empty_store), form)
    assert len(folders) == 2
    wipe(empty_store)
    assert load_office(empty_store, *folders, number=2, now=NOW + dt.timedelta(days=400)).refused == 0
    assert graph_of(empty_store) == before


@pytest.mark.parametrize("day", ["2031-01-01", "2019-02-30", "soon", "2019"])
def test_rows_recorded_on_no_possible_day_are_refused(
    empty_store: GraphStore, office: OfficeFolder, tmp_path: Path, day: str
) -> None:
    (folder,) = write_collections(tmp_path / "out", collections(empty_store), "csv")
    table = folder / "visits.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    lines[1] = f"{lines[1].rpartition(',')[0]},{day}"
    table.write_text("\n".join([*lines, ""]), encoding="utf-8")
    wipe(empty_store)
    report = load_office(empty_store, folder)
    [issue] = [issue for issue in report.issues if issue.column == "recorded_on"]
    assert (issue.level, issue.line, issue.value) == ("error", 2, day)


def test_nothing_that_is_there_is_overwritten(empty_store: GraphStore, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("a\n", encoding="utf-8")
    with pytest.raises(InputError, match="must be empty"):
        write_collections(tmp_path, collections(empty_store), "csv")
    assert [file.name for file in tmp_path.iterdir()] == ["mine.csv"]


def test_no_cell_is_cut_in_a_workbook(empty_store: GraphStore, office: OfficeFolder, tmp_path: Path) -> None:
    office.change("visits", office.tables["visits"][0]["id"], note="x" * 40_000)
    load_office(empty_store, office.path, number=2)
    with pytest.raises(InputError, match="longer than a workbook can hold"):
        write_collections(tmp_path / "out", collections(empty_store), "xlsx")
    assert not (tmp_path / "out").exists()
    write_collections(tmp_path / "csv", collections(empty_store), "csv")
    assert "x" * 40_000 in (tmp_path / "csv" / "visits.csv").read_text(encoding="utf-8")
