"""Runs queries of the catalogue by their names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache

from graph.store import GraphStore, Result
from queries.catalogue import Query, bind, find, load_catalogue, run


def run_by_name(
    store: GraphStore,
    name: str,
    home_id: str,
    today: dt.date,
    most: int | None = None,
    given: Mapping[str, str] | None = None,
) -> tuple[Query, Result]:
    """Run a query of the catalogue; return the query and its result.

    :param most: maximum number of rows; the result says whether there are more
    :param given: parameters by name; all others have their defaults
    """
    query = find(catalogue(), name)
    return query, run(store, query, bind(query, given or {}, home_id, today), limit=most)


@cache
def catalogue() -> dict[str, Query]:
    """Return the catalogue by name; it is loaded once."""
    return load_catalogue()
