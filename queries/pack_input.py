"""Input of a planning pack besides the world of a home: sources and query results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph.facts.as_of import AsOf
from graph.store import GraphStore
from queries.catalogue.collection import both_clocks, catalogue, run_by_name
from queries.catalogue.parameters import NO_PROFILE, ProfileValues
from queries.statements import ask


def sources(store: GraphStore) -> Mapping[str, Mapping[str, Any]]:
    """Return all sources by id: title, publisher, url, date, grade, disclosure."""
    return {row["id"]: row for row in ask(store, "world/sources")}


def question_rows(
    store: GraphStore,
    home: str,
    names: Iterable[str],
    as_of: AsOf,
    year: int,
    profile: ProfileValues = NO_PROFILE,
) -> dict[str, list[dict[str, Any]]]:
    """Run queries of the catalogue on a day, by what was known; return their rows by name.

    :param year: year of the queries that take one
    :param profile: what the naming profile of the office gives
    """
    found = {}
    for name in names:
        query = catalogue()[name]
        given = both_clocks(query, as_of)
        if any(parameter.name == "year" for parameter in query.parameters):
            given["year"] = str(year)
        answer = run_by_name(store, name, home, as_of.valid_on, given=given, profile=profile)[1]
        found[name] = answer.records()
    return found
