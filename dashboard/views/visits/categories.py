"""What visits are counted as: the figures of the register, and meetings that no figure counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.figures import FIGURES
from graph.i18n import Texts
from graph.model.partial_date import PartialDate

Rows = Sequence[Mapping[str, Any]]
#: Categories with their colours: figures by id, and other directions of a visit.
COLOURS = {
    "groups_received": "#0072b2",
    "groups_received_by_others": "#7fb8d8",
    "groups_sent": "#e69f00",
    "online": "#8f4d8a",
    "domestic_tour": "#8a8f98",
}
CATEGORIES = tuple(COLOURS)
#: Of these, the figures, which no visit belongs to twice.
COUNTED = tuple(name for name in CATEGORIES if name in FIGURES)


def titles(t: Texts) -> tuple[str, ...]:
    """Return the titles of the categories."""
    return tuple(
        FIGURES[name].title.text(t.lang) if name in FIGURES else t.word("direction", name)
        for name in CATEGORIES
    )


def categories(rows: Rows, facts: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return the category of each visit, by its id; visits of no category are left out.

    :param rows: answer of the query ``visits``
    :param facts: figure to the ids of the visits that it counts
    """
    counted = {identifier: name for name in COUNTED for identifier in facts[name]}
    found = {str(row["visit"]): counted.get(str(row["visit"]), str(row["direction"])) for row in rows}
    return {identifier: name for identifier, name in found.items() if name in CATEGORIES}


def by_month(rows: Rows, of: Mapping[str, str]) -> Mapping[tuple[str, int], list[str]]:
    """Return the ids of the visits by category and month; month 0 if only the year is known."""
    months: dict[tuple[str, int], list[str]] = defaultdict(list)
    for row in rows:
        if (identifier := str(row["visit"])) in of:
            day = PartialDate.parse(str(row["start"]))
            month = 0 if day.precision == "year" else day.first.month
            months[of[identifier], month].append(identifier)
    return months
