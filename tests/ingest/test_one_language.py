"""One language is enough: rows named in Chinese only or in English only load in every table."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.store import GraphStore
from ingest.read.files import Row
from ingest.read.row_place import RowPlace
from ingest.read.rows import read_row
from ingest.tables import TABLES
from queries.statements import ask
from tests.ingest.office import TABLES as OFFICE
from tests.ingest.office import OfficeFolder, load_office

#: Ends of columns that hold a text in one language.
ENDS = {"zh": "_zh", "en": "_en"}
#: A row of each table without the texts that stand in two languages.
ROWS: dict[str, dict[str, str]] = {
    "ports": {"country_iso2": "JP", "city_id": "east"},
    "organisations": {"place_id": "east", "kind": "company"},
    "consulates": {"sending_country_iso2": "JP", "seat": "home", "kind": "consulate"},
    "mechanisms": {"id": "m1", "members": ""},
    "tie_actors": {"id": "a1", "kind": "association"},
    "events": {"kind": "forum", "date_start": "2019", "place": "home"},
    "projects": {"partner_place": "east", "sector": "", "status": "signed", "date_start": "2019"},
    "programmes": {"kind": "programme"},
    "functions": {"holder": ""},
    "sites": {"kind": "museum", "place": "home"},
    "quotas": {"kind": "trip_share"},
    "documents": {"kind": "book", "date": "2019", "issued_by": ""},
    "plan": {"id": "c1", "verb": "deepen", "target_place": "east"},
    "outcomes": {"id": "o1", "target": "east", "verdict": "done", "commitment": "deepen"},
    "indicators": {"id": "i1", "indicator": "x", "value": "1", "year": "2019", "unit": "", "channel": ""},
    "conflicts": {"id": "k1", "subject": "east"},
}
#: The columns of each table that say the same in English and in Chinese.
TEXTS = {
    "plan": ("commitment", "commitment_zh"),
    "outcomes": ("outcome", "outcome_zh"),
    "indicators": ("meaning", "meaning_zh"),
    "conflicts": ("description", "description_zh"),
}


def texts(table: str) -> tuple[str, str]:
    return TEXTS.get(table, ("name_en", "name_zh"))


def test_every_table_with_texts_in_two_languages_is_tried() -> None:
    pairs = {
        table.name
        for table in TABLES.values()
        for column in table.columns
        if column.name.endswith("_zh") and column.name != "note_zh"
    }
    assert pairs - {"cities", "visits"} == set(ROWS)
    for table in TABLES.values():
        for column in table.columns:
            if column.name.endswith(tuple(ENDS.values())):
                assert not column.required, f"{table.name}.{column.name}"


@pytest.mark.parametrize("place", [0, 1], ids=["en", "zh"])
def test_rows_in_one_language_load_and_stay_apart(
    place: int, empty_store: GraphStore, tmp_path: Path
) -> None:
    named = {
        table: [{**row, texts(table)[place]: text} for text in ("甲", "乙")] for table, row in ROWS.items()
    }
    for rows in named.values():
        for number, row in enumerate(rows):
            if "id" in row:
                row["id"] += f"-{number}"
    folder = OfficeFolder(
        tmp_path / "office", {"sources": OFFICE["sources"], "cities": OFFICE["cities"], **named}
    )
    report = load_office(empty_store, folder.path)
    assert [(issue.file, issue.reason) for issue in report.issues if issue.level == "error"] == []
    accepted = {entry.dataset: entry.accepted for entry in report.files}
    assert {table: accepted[table] for table in ROWS} == dict.fromkeys(ROWS, 2)
    for label in ("Event", "Project", "Port", "Site", "Document", "Commitment", "Outcome"):
        assert report.nodes[label].created == 2, label
    for statement in ("world/commitments", "world/outcomes"):
        told = {row[("text", "text_zh")[place]] for row in ask(empty_store, statement, home="home")}
        assert told == {"甲", "乙"}, statement


@pytest.mark.parametrize("table", sorted(ROWS))
def test_a_row_without_any_name_is_refused(table: str) -> None:
    row = Row(2, {"id": "x", **ROWS[table]})
    record, issues = read_row(row, RowPlace(f"{table}.csv", "", 2), TABLES[table], table)
    assert record is None
    assert [(issue.code, issue.column) for issue in issues] == [("empty", texts(table)[0])]


def test_an_id_made_of_an_english_name_is_what_it_was() -> None:
    row = Row(2, {**ROWS["events"], "name_en": "Forum", "name_zh": "论坛"})
    place = RowPlace("events.csv", "", 2)
    both = read_row(row, place, TABLES["events"], "events")[0]
    alone = read_row(Row(2, {**ROWS["events"], "name_en": "Forum"}), place, TABLES["events"], "events")[0]
    assert both is not None and alone is not None
    assert both.row == alone.row
