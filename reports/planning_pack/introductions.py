"""The section on introductions: who can introduce the home to wanted partners, brokers and holes. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from graph.i18n import Texts
from graph.network.introductions import introductions
from graph.network.links import Network
from graph.network.measures import NetworkMeasures, measure
from reports.document import Cell, Listing, PageReference, Paragraph, Section, Table
from reports.wording.introductions import IntroductionWording, meanings

#: Maximum number of ways shown per wanted partner.
WAYS = 3
#: Maximum number of brokers shown per network, and of holes shown of the circle.
_BROKERS, _HOLES = 10, 5

Cite = Callable[[Iterable[str]], str]
MakeTable = Callable[[str, Sequence[str], Iterable[Sequence[Cell]]], Table]


@dataclass(frozen=True)
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
        """Build the section: ways to the wanted partners, and measures of both networks.

        :param sought: ids of partners, the most wanted first
        """
        words = self.words
        rows = [row for partner in sought for row in self.ways(partner)]
        ways = self.table("ways", ("partner", "through", "why", "sources"), rows)
        circle, wider = (measure(self.network, scope) for scope in ("circle", "wider"))
        explained = meanings(words)
        return Section(
            words("pack_part.introductions"),
            (Paragraph(words("pack.ways_note"), note=True), ways),
            (
                Section(
                    words("pack.circle_network", nodes=len(circle.rows), links=circle.links),
                    (
                        self._measures("brokers", circle),
                        Listing(
                            tuple(
                                explained[name]
                                for name in ("degree", "betweenness", "constraint", "broker", "home")
                            )
                        ),
                    ),
                ),
                Section(
                    words("pack.holes", n=len(circle.holes)),
                    (Paragraph(explained["holes"], note=True), Listing(self._holes(circle))),
                ),
                Section(
                    words("pack.wider_network", nodes=len(wider.rows), links=wider.links),
                    (self._measures("wider", wider),),
                ),
            ),
        )

    def ways(self, partner: str) -> list[tuple[Cell, ...]]:
        """Return the best ways to a partner, one row each; a single row says so if there is none."""
        words, home = self.words, self.network.wiring.home
        name = PageReference(self.teller.name(partner), partner)
        found = introductions(self.network, home, partner, most=WAYS)
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
            if row.party == self.network.wiring.home or row.betweenness > 0 or row.broker:
                names = [self.teller.name(place) for place in row.broker]
                rows.append(
                    (
                        PageReference(self.teller.name(row.party), row.party),
                        row.degree,
                        round(100 * row.betweenness, 2),
                        None if row.constraint is None else round(row.constraint, 2),
                        self._joined(names) or None,
                    )
                )
        return self.table(
            key, ("partner", "degree", "betweenness", "constraint", "only_link"), rows[: _BROKERS + 1]
        )

    def _holes(self, circle: NetworkMeasures) -> tuple[str, ...]:
        words = self.words
        pairs = [
            words("pack.hole", first=self._few(hole.first), second=self._few(hole.second))
            for hole in circle.holes[:_HOLES]
        ]
        return (*pairs, words("pack.alone", n=len(circle.alone)))

    def _few(self, parties: Sequence[str]) -> str:
        names = self._joined(self.teller.name(party) for party in parties[:3])
        return words_more(self.words, names, len(parties) - 3)

    def _joined(self, names: Iterable[str]) -> str:
        return self.words("pack.comma").join(names)


def words_more(words: Texts, names: str, more: int) -> str:
    """Return the names, followed by how many more there are."""
    return names + (words("question.more", n=more) if more > 0 else "")
