"""The statements on the facts of a label, as a home may use them."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from graph.facts.link_facts import Existence
from graph.facts.statement import NO_GRADE, Statement
from queries.links.home_places import HomePlaces
from queries.statements import Reader, ask

#: Disclosure of a source that everyone may see.
PUBLIC = "public"
T = TypeVar("T")
#: Something by label and fact.
ByLabel = dict[str, dict[str, list[T]]]
#: A statement with the cells of its row.
StatedCells = tuple[Statement, dict[str, str]]
#: Labels with few facts: statements on all of them are read at once, as are their cells.
FEW_STATED = ("Commitment", "Consulate", "Coverage", "Indicator", "Organisation", "Outcome", "Project")
FEW_WITH_CELLS = ("Consulate", "Organisation", "Port")


class StatedFacts(HomePlaces):
    """Places around a home, and what is stated of facts.

    For the parameters see :class:`queries.links.home_places.HomePlaces`.
    """

    @cached_property
    def foreign_collections(self) -> set[str]:
        """Data folders of other homes."""
        return {
            row["collection"]
            for row in ask(self.store, "load/read_offices")
            if row["collection"] and row["home"] and row["home"] != self.home
        }

    @cached_property
    def _kept_statements(self) -> ByLabel[Statement]:
        return {}

    @cached_property
    def _kept_cells(self) -> ByLabel[StatedCells]:
        return {}

    def _is_usable(self, row: Mapping[str, Any]) -> bool:
        return not self.public or row["disclosure"] == PUBLIC

    def statements(self, label: str, facts: Iterable[str] | None = None) -> dict[str, list[Statement]]:
        """Return the statements on the facts of a label, by fact.

        :param facts: ids of some of them, or None for all, which are read once
        """

        def told(row: Mapping[str, Any]) -> Statement | None:
            if row["collection"] in self.foreign_collections and label not in ("Visit", "Event"):
                return None
            return statement_of(row)

        return self._by_fact("links/words", FEW_STATED, self._kept_statements, label, facts, told)

    def cells(self, label: str, facts: Iterable[str] | None = None) -> dict[str, list[StatedCells]]:
        """Return the statements on the facts of a label with the cells of their rows, by fact.

        :param facts: see :meth:`statements`
        """

        def told(row: Mapping[str, Any]) -> StatedCells:
            return statement_of(row), json.loads(row["values"] or "{}")

        return self._by_fact("links/cells", FEW_WITH_CELLS, self._kept_cells, label, facts, told)

    def _by_fact(
        self,
        text: str,
        few: Sequence[str],
        kept: ByLabel[T],
        label: str,
        facts: Iterable[str] | None,
        told: Callable[[Mapping[str, Any]], T | None],
    ) -> dict[str, list[T]]:
        """Return what ``told`` makes of each statement that may be used, by fact; None leaves it out.

        :param text: name of the Cypher text
        :param few: labels that are read together
        :param kept: what was read of whole labels
        """
        if facts is None and label in kept:
            return kept[label]
        labels = few if facts is None and label in few else (label,)
        found: ByLabel[T] = {name: defaultdict(list) for name in labels}
        some = None if facts is None else sorted(set(facts))
        for row in ask(self.store, text, of_label="|".join(labels), facts=some):
            if self._is_usable(row) and (entry := told(row)) is not None:
                found[row["label"]][row["fact"]].append(entry)
        if facts is None:
            kept.update(found)
        return found[label]

    def named_bodies(self, bodies: Iterable[str]) -> dict[str, list[Existence]]:
        """Return the dated evidence that consulates and organisations without a beginning existed."""
        rows = ask(self.store, "links/named_bodies", bodies=sorted(set(bodies)))
        return _existence(row for row in rows if self._is_usable(row))


def first_named(store: Reader, *, public: bool = False) -> dict[str, list[Existence]]:
    """Return the evidence from which on organisations are known to exist, without what came later.

    Of each body it is the fact that names it first and, for any earlier day of knowledge, the first of those
    that were known by then.

    :param public: use only public sources
    """
    return _existence(ask(store, "links/first_named", public=public))


def _existence(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Existence]]:
    found: dict[str, list[Existence]] = defaultdict(list)
    for row in rows:
        found[row["body"]].append(Existence(statement_of(row), named=row["date"] or ""))
    return found


def statement_of(row: Mapping[str, Any]) -> Statement:
    """Create a statement from a row of ``links/words``, ``links/cells`` or evidence of a body."""
    return Statement(
        row["statement"],
        row["source"],
        row["grade"] or NO_GRADE,
        known_on=row["known_on"] or dt.date.max,
        published=row["published"] or "",
        locator=row["locator"] or "",
        speaks_of=row["speaks_of"] or "",
    )
