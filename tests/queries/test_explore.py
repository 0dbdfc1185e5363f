"""Every statement of the catalogue, compared with the tables of the sample read with pandas."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from graph.model.areas import AREAS
from graph.model.vocabulary import TIE_KINDS, VOCABULARIES
from graph.naming.profile import load_naming
from graph.store import GraphStore
from queries.catalogue.collection import load_catalogue, run
from queries.catalogue.parameters import ProfileValues, bind
from queries.catalogue.query import AnswerColumn, ColumnType
from tests.queries import checks_meeting, checks_other, checks_provenance, checks_ties, checks_visits, facts
from tests.queries.checking import CHECKS, Record
from tests.stores import SAMPLE_HOME

CATALOGUE = load_catalogue()
EXPLORED = [name for name, query in CATALOGUE.items() if query.group == "catalogue"]
TODAY = dt.date(2026, 11, 23)
AREA_NAMES = {
    facts.by_id("cities")[area][key] for area in facts.AREAS for key in ("name_en", "name_zh", "name_local")
}
PROFILE = ProfileValues.of(load_naming("cn"), "CN")
MODULES = (checks_ties, checks_visits, checks_meeting, checks_other, checks_provenance)


def test_every_statement_has_a_check() -> None:
    assert sorted(CHECKS) == sorted(EXPLORED), (
        f"write a check in one of {', '.join(module.__name__ for module in MODULES)}"
    )


def test_catalogue_is_large_enough() -> None:
    assert len(EXPLORED) >= 30
    assert {"sister_cities", "partner", "last_contacts", "conflicts"} <= set(EXPLORED)


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_rows_match_the_tables(name: str, loaded_store: GraphStore) -> None:
    query = CATALOGUE[name]

    def ask(**given: str) -> list[Record]:
        return run(loaded_store, query, bind(query, given, SAMPLE_HOME, TODAY, PROFILE)).records()

    CHECKS[name](ask)


@pytest.mark.parametrize("name", list(CATALOGUE))
def test_example_runs_and_has_the_declared_types(name: str, loaded_store: GraphStore) -> None:
    """Run the example of the header and check the types of its cells."""
    query = CATALOGUE[name]
    answer = run(loaded_store, query, bind(query, query.example, SAMPLE_HOME, TODAY, PROFILE))
    for row in answer.rows:
        for column, value in zip(query.columns, row, strict=True):
            assert value is None or fits(column, value), f"{column.name}: {value!r} is no {column.type}"
    assert len({repr(row) for row in answer.rows}) == len(answer.rows), "a row comes twice"
    # Queries never return the name that a table gives to a country or area; the naming profile names it.
    shown = [place for place, column in enumerate(query.columns) if column.name.startswith("name")]
    assert not AREA_NAMES & {row[place] for row in answer.rows for place in shown}


DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def fits(column: AnswerColumn, value: Any) -> bool:
    match column.type:
        case ColumnType.ID | ColumnType.TEXT:
            words = VOCABULARIES.get(column.vocabulary)
            return isinstance(value, str) and (words is None or words.open or value in words)
        case ColumnType.TEXTS:
            return isinstance(value, list) and all(isinstance(entry, str) for entry in value)
        case ColumnType.INT:
            return isinstance(value, int) and not isinstance(value, bool)
        case ColumnType.NUMBER:
            return isinstance(value, int | float) and not isinstance(value, bool)
        case ColumnType.DATE:
            return isinstance(value, str) and bool(DATE.fullmatch(value))
        case ColumnType.TRUTH:
            return isinstance(value, bool)
        case ColumnType.AREA:
            return value in AREAS
        case ColumnType.AREAS:
            return isinstance(value, list) and all(entry in AREAS for entry in value)


def test_order_of_kinds_matches_the_vocabulary() -> None:
    """Cypher cannot read the vocabulary, so statements that order kinds spell it out."""
    first = "['sister_city', 'friendly_exchange_city'"
    spelled = [query for query in CATALOGUE.values() if first in query.text]
    assert spelled
    for query in spelled:
        begin = query.text.index(first)
        assert tuple(re.findall(r"'(\w+)'", query.text[begin : query.text.index("]", begin)])) == TIE_KINDS, (
            query.path
        )
