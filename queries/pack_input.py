"""Input of a planning pack besides the world of a home: sources, groups received, figures, query results."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from graph.facts.as_of import AsOf
from graph.store import GraphStore
from queries.catalogue.collection import both_clocks, catalogue, run_by_name
from queries.citations import citations
from queries.links.gathering import PUBLIC
from queries.statements import ask


def sources(store: GraphStore) -> Mapping[str, Mapping[str, Any]]:
    """Return all sources by id: title, publisher, url, date, grade, disclosure."""
    return {row["id"]: row for row in ask(store, "world/sources")}


def received(
    store: GraphStore, home: str, year: int, *, public: bool = False, known: dt.date | None = None
) -> tuple[int, int]:
    """Count the groups received in a year.

    :param public: only those in public sources
    :param known: only those known by this day
    :returns: rows of the register, including the province or state, and distinct groups to the home itself
    """
    rows = ask(store, "world/received", home=home, first=dt.date(year, 1, 1), last=dt.date(year, 12, 31))
    known_rows = [row for row in rows if known is None or any(day <= known for day in row["known"])]
    seen = [row for row in known_rows if not public or PUBLIC in row["disclosures"]]
    return len(seen), sum(row["main"] and row["here"] for row in seen)


def stated(store: GraphStore, home: str) -> list[dict[str, Any]]:
    """Return the indicators of a home, each with the ids of its sources."""
    rows = ask(store, "world/indicators", home=home)
    cited = citations(store, [row["id"] for row in rows], ["Indicator"])
    return [
        row | {"sources": tuple(dict.fromkeys(entry.source for entry in cited.get(row["id"], ())))}
        for row in rows
    ]


def question_rows(
    store: GraphStore,
    home: str,
    names: Iterable[str],
    as_of: AsOf,
    year: int,
    outside: Iterable[str] = (),
) -> dict[str, list[dict[str, Any]]]:
    """Run queries of the catalogue on a day, by what was known; return their rows by name.

    :param year: year of the queries that take one
    :param outside: alpha-2 codes of the countries and areas outside the remit of the office
    """
    found = {}
    for name in names:
        query = catalogue()[name]
        given = both_clocks(query, as_of)
        if any(parameter.name == "year" for parameter in query.parameters):
            given["year"] = str(year)
        answer = run_by_name(store, name, home, as_of.valid_on, given=given, outside=outside)[1]
        found[name] = answer.records()
    return found
