"""What the sections of a pack share: its input, the results of the rules, and the sources cited so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from graph.figures import FIGURES, FigureCount, FigureInput
from graph.planning.anniversaries import anniversaries
from graph.planning.board import BoardCard, board
from graph.planning.candidates.gazetteer import places_abroad
from graph.planning.candidates.ranking import candidates
from graph.planning.candidates.terms import Candidate
from graph.planning.commitments import answers
from graph.planning.findings import Finding
from graph.planning.gaps import find_gaps
from graph.planning.next_steps import ANALYST_RULES, next_steps
from graph.world_on_date import PartnerOnDate
from reports.document import Cell, PageReference, Table
from reports.planning_pack.material import Audience, PackInput

#: Maximum number of candidates shown.
_CANDIDATES = 10
#: Maximum number of these that come from the gazetteer.
_NOT_MET = 3


class PackContext:
    """What the sections of one pack share; collects the sources that they cite."""

    def __init__(self, material: PackInput) -> None:
        self.material = material
        self.on_date, self.teller, self.words = material.on_date, material.teller, material.words
        self.internal = material.audience is Audience.INTERNAL
        self.stamp = material.stamp or (
            self.words("pictures.stamp") if self.internal else self.words("pictures.stamp_public")
        )
        self.cited: dict[str, int] = {}
        self.found: tuple[Finding, ...] = ()
        if self.internal:
            both = (*find_gaps(self.on_date, material.rules), *material.own_findings)
            kept = (finding for finding in both if finding.rule not in ANALYST_RULES)
            self.found = tuple(sorted(kept, key=lambda finding: finding.order))
        self.steps = next_steps(self.on_date, self.found)
        self.cards = board(self.on_date)
        rule = material.rules["G5"]
        self.marks = anniversaries(
            self.on_date, material.period, int(rule.number("every")), rule.number("months")
        )
        self.answers = answers(self.on_date)
        conflicts = [finding for finding in self.found if finding.rule == "G14"]
        self.candidates: tuple[Candidate, ...] = ()
        if self.internal:
            places = places_abroad(material.teller.naming, self.on_date.world.home.country)
            every = candidates(self.on_date, conflicts, gazetteer=places)
            # The places on record first, then some of which little is known.
            unmet = [entry for entry in every if not entry.met][:_NOT_MET]
            met = [entry for entry in every if entry.met][: _CANDIDATES - len(unmet)]
            self.candidates = (*met, *unmet)

    def cite(self, sources: Iterable[str]) -> str:
        """Return the reference numbers of sources, assigned in the order of first citation."""
        numbers = sorted(
            self.cited.setdefault(source, len(self.cited) + 1) for source in dict.fromkeys(sorted(sources))
        )
        return "".join(f"[{number}]" for number in numbers)

    def cities_and_regions(self) -> list[PartnerOnDate]:
        return [view for view in self.on_date.tied if view.party.label != "CountryOrArea"]

    def table(self, key: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Table:
        names = tuple(self.words(f"pack_head.{head}") for head in heads)
        return Table(
            name=self.words(f"pack_sheet.{key}"),
            heads=names,
            rows=tuple(tuple(row) for row in rows),
            empty=self.words("pack.nothing"),
        )

    def partner_link(self, partner: str) -> Cell:
        """Return a reference to the page of a partner, shown by name; None for an empty id."""
        return PageReference(self.teller.name(partner), partner) if partner else None

    def names(self, partners: Iterable[str]) -> str:
        return self.joined(self.teller.name(partner) for partner in partners) or self.words("pack.none")

    def joined(self, parts: Iterable[str]) -> str:
        return self.words("list.tags").join(parts)

    def commitment(self, identifier: str) -> str:
        """Return what a commitment asks for."""
        found = next(entry for entry in self.on_date.commitments if entry.id == identifier)
        return self.teller.commitment(found)

    @cached_property
    def on_their_way(self) -> FigureCount:
        """The figure of the ties on their way."""
        given = FigureInput(on_date=self.on_date, naming=self.teller.naming)
        return FIGURES["ties_on_their_way"].count(given)

    @property
    def open_targets(self) -> list[BoardCard]:
        """Cards of the ties on their way."""
        return [card for card in self.cards if card.tie in self.on_their_way.facts]

    def comma(self) -> str:
        return self.words("list.clauses")
