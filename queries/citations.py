"""Sources that facts rest on, with the locators within them."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.model.partial_date import PartialDate
from graph.store import GraphStore
from queries.statements import ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A source with the locators within it."""

    source: str
    title: str
    publisher: str
    url: str
    date: str
    grade: str
    locators: tuple[str, ...] = ()


def citations_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Citation, ...]:
    """Return the sources that rows name, best grade first, each with its locators.

    Locators stand in the order of the numbers in them: the store returns rows in any order.
    """
    found: dict[str, Citation] = {}
    for row in rows:
        known = found.get(row["source"]) or Citation(
            source=row["source"],
            title=row["title"] or "",
            publisher=row["publisher"] or "",
            url=row["url"] or "",
            date=row["date"] or "",
            grade=row["grade"] or "",
        )
        locator = row["locator"]
        found[row["source"]] = (
            replace(known, locators=(*known.locators, locator))
            if locator and locator not in known.locators
            else known
        )
    ordered = [
        replace(entry, locators=tuple(sorted(entry.locators, key=_in_source))) for entry in found.values()
    ]
    return tuple(
        sorted(ordered, key=lambda entry: (entry.grade or "Z", _descending(entry.date), entry.source))
    )


#: Labels of facts that occur in a ledger.
OF_LEDGER = ("Tie", "Visit", "Event", "Project", "Consulate", "Organisation")


def citations(
    store: GraphStore,
    facts: Iterable[str],
    labels: Iterable[str] = OF_LEDGER,
    *,
    known_on: dt.date | None = None,
) -> dict[str, tuple[Citation, ...]]:
    """Return the sources of facts with these labels, by fact id, best grade first.

    :param known_on: leaves out statements that were not known by this day; None for all
    """
    return {
        fact: citations_of(rows)
        for fact, rows in cited_statements(store, facts, labels, known_on=known_on).items()
    }


def cited_statements(
    store: GraphStore, facts: Iterable[str], labels: Iterable[str], *, known_on: dt.date | None = None
) -> dict[str, list[dict[str, Any]]]:
    """Return the statements about facts with their sources, by fact id; see :func:`citations`."""
    wanted = sorted(set(facts))
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for label in labels:
        for row in ask(store, "links/citations", of_label=label, ids=wanted):
            if known_on is None or (row["known_on"] is not None and row["known_on"] <= known_on):
                rows[row["fact"]].append(row)
    return dict(rows)


def _in_source(locator: str) -> tuple[list[int], str]:
    """Sort key of a locator: paragraph 9 stands before paragraph 10."""
    return [int(number) for number in re.findall(r"[0-9]+", locator)], locator


def _descending(date: str) -> int:
    return -PartialDate.parse(date).first.toordinal() if date else 0
