"""The section on introductions: who can introduce the home to wanted partners, and brokers. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from graph.i18n import Texts
from graph.network.introductions import introductions
from graph.network.links import Network
from graph.network.measures import NetworkMeasures, measure
from reports.document import Cell, Listing, PageReference, Paragraph, Section, Table
from reports.wording.introductions import IntroductionWording, meanings

#: Maximum number of paths shown per wanted partner.
MOST_PATHS = 3
#: Maximum number of brokers shown per network.
_BROKERS = 10

Cite = Callable[[Iterable[str]], str]
MakeTable = Callable[[str, Sequence[str], Iterable[Sequence[Cell]]], Table]


@dataclass(frozen=True, kw_only=True)
class IntroductionSection:
    """Builds the section on introductions from a network.

    :param cite: returns the reference numbers of sources
    :param table: makes a table from a key, heads and rows
    """

    network: Network
    teller: IntroductionWording
    words: Texts
    cite: Cite
    table: MakeTable

    def section(self, sought: Sequence[str]) -> Section:
        """Build the section: paths to the wanted partners, and measures of both networks.

        :param sought: ids of partners, the most wanted first
        """
        words = self.words
        rows = [row for partner in sought for row in self.paths(partner)]
        paths = self.table("ways", ("partner", "through", "why", "sources"), rows)
        circle, wider = (measure(self.network, scope) for scope in ("circle", "wider"))
        explained = meanings(words)
        return Section(
            words("pack_part.introductions"),
            (Paragraph(words("pack.ways_note"), note=True), paths),
            (
                Section(
                    words("pack.circle_network", nodes=len(circle.rows), links=circle.links),
                    (
                        self._measures("brokers", circle),
                        Listing(tuple(explained[name] for name in ("degree", "broker", "home"))),
                    ),
                ),
                Section(
                    words("pack.wider_network", nodes=len(wider.rows), links=wider.links),
                    (self._measures("wider", wider),),
                ),
            ),
        )

    def paths(self, partner: str) -> list[tuple[Cell, ...]]:
        """Return the best ways to a partner, one row each; a single row says so if there is none."""
        words, home = self.words, self.network.recorded.home
        name = PageReference(self.teller.name(partner), partner)
        found = introductions(self.network, home, partner, most=MOST_PATHS)
        between = words("pack.between")
        return [
            (
                name,
                " → ".join(self.teller.through(way)) or words("pack.direct"),
                between.join(self.teller.tells(hop.link, hop.start) for hop in way.hops),
                self.cite(sorted({source for hop in way.hops for source in hop.link.sources})[:3]),
            )
            for way in found
        ] or [(name, words("pack.no_way"), None, None)]

    def _measures(self, key: str, found: NetworkMeasures) -> Table:
        """Build the table of the home and the parties through whom others are reached."""
        rows: list[tuple[Cell, ...]] = []
        for row in found.rows:
            if row.party == self.network.recorded.home or row.betweenness > 0 or row.broker:
                names = [self.teller.name(place) for place in row.broker]
                rows.append(
                    (
                        PageReference(self.teller.name(row.party), row.party),
                        row.degree,
                        self._joined(names) or None,
                    )
                )
        return self.table(key, ("partner", "degree", "only_link"), rows[: _BROKERS + 1])

    def _joined(self, names: Iterable[str]) -> str:
        return self.words("pack.comma").join(names)
