"""The statements on the facts of a label, as a home may use them."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from graph.facts.link_facts import Existence
from graph.facts.statement import NO_GRADE, Statement
from graph.naming.profile import Naming
from graph.store import GraphStore
from queries.links.home_places import HomePlaces
from queries.statements import ask

#: Disclosure of a source that everyone may see.
PUBLIC = "public"
#: Labels with few facts: statements on all of them are read at once, as are their cells.
_FEW_STATED = ("Commitment", "Consulate", "Coverage", "Indicator", "Organisation", "Outcome", "Project")
_FEW_WITH_CELLS = ("Consulate", "Organisation", "Port")


class StatedFacts(HomePlaces):
    """Places around a home, and what is stated of facts.

    For the parameters see :class:`queries.links.home_places.HomePlaces`.

    :ivar foreign_collections: data folders of other homes
    """

    def __init__(
        self,
        store: GraphStore,
        home_id: str,
        naming: Naming,
        home_country: str,
        *,
        public: bool = False,
        only: str | None = None,
    ) -> None:
        super().__init__(store, home_id, naming, home_country, public=public, only=only)
        self._statements_read: dict[str, dict[str, list[Statement]]] = {}
        self._cells_read: dict[str, dict[str, list[tuple[Statement, dict[str, str]]]]] = {}
        self.foreign_collections = {
            row["collection"]
            for row in ask(store, "load/read_offices")
            if row["collection"] and row["home"] and row["home"] != home_id
        }

    def _is_usable(self, row: Mapping[str, Any]) -> bool:
        return not self.public or row["disclosure"] == PUBLIC

    def statements(self, label: str, facts: Iterable[str] | None = None) -> dict[str, list[Statement]]:
        """Return the statements on the facts of a label, by fact.

        :param facts: ids of some of them, or None for all, which are read once
        """
        if facts is None and label in self._statements_read:
            return self._statements_read[label]
        labels = _FEW_STATED if facts is None and label in _FEW_STATED else (label,)
        found: dict[str, dict[str, list[Statement]]] = {name: defaultdict(list) for name in labels}
        for row in ask(self.store, "links/words", of_label="|".join(labels), facts=_some(facts)):
            if self._is_usable(row) and (
                row["collection"] not in self.foreign_collections or label in ("Visit", "Event")
            ):
                found[row["label"]][row["fact"]].append(statement_of(row))
        if facts is None:
            self._statements_read |= found
        return found[label]

    def cells(
        self, label: str, facts: Iterable[str] | None = None
    ) -> dict[str, list[tuple[Statement, dict[str, str]]]]:
        """Return the statements on the facts of a label with the cells of their rows, by fact.

        :param facts: see :meth:`statements`
        """
        if facts is None and label in self._cells_read:
            return self._cells_read[label]
        labels = _FEW_WITH_CELLS if facts is None and label in _FEW_WITH_CELLS else (label,)
        found: dict[str, dict[str, list[tuple[Statement, dict[str, str]]]]] = {
            name: defaultdict(list) for name in labels
        }
        for row in ask(self.store, "links/cells", of_label="|".join(labels), facts=_some(facts)):
            if self._is_usable(row):
                found[row["label"]][row["fact"]].append(
                    (statement_of(row), json.loads(row["values"] or "{}"))
                )
        if facts is None:
            self._cells_read |= found
        return found[label]

    def named_bodies(self, bodies: Iterable[str]) -> dict[str, list[Existence]]:
        """Return the dated evidence that consulates and organisations without a beginning existed."""
        found: dict[str, list[Existence]] = defaultdict(list)
        for row in ask(self.store, "links/named_bodies", bodies=sorted(set(bodies))):
            if self._is_usable(row):
                found[row["body"]].append(Existence(statement_of(row), named=row["date"] or ""))
        return found


def _some(facts: Iterable[str] | None) -> list[str] | None:
    return None if facts is None else sorted(set(facts))


def statement_of(row: Mapping[str, Any]) -> Statement:
    """Create a statement from a row of ``links/words`` or ``links/cells``."""
    return Statement(
        row["statement"],
        row["source"],
        row["grade"] or NO_GRADE,
        known_on=row["known_on"] or dt.date.max,
        published=row["published"] or "",
        locator=row["locator"] or "",
        speaks_of=row["speaks_of"] or "",
    )
