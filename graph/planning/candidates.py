"""Candidates for the next tie: what speaks for and against each place, and the basis of every number.

::

    score = sum of weight x term / sum of the weights of the terms that are known      0 <= score <= 1

    size          exp(-ln^2(population ratio) / 2)
    port          1 if both are port cities or both are not, else 0
    industry      share of the sectors of the place's recorded projects in which the home has projects
                  with others
    connectivity  1 for a direct route to the place, 1/2 for one to its country or area
    channel       1 - prod(1 - q) over the open channels, as component I of strength
    portfolio     gain in entropy of the ties over the continents, as a fraction of the largest gain possible

Common-neighbour measures are not used: on networks of sister cities they predict poorly. Pure.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from graph.facts.statement import Statement
from graph.facts.world import Party
from graph.i18n import Bilingual
from graph.planning.balance import INHABITED, entropy, shares
from graph.planning.findings import Figure, Finding
from graph.planning.reach_rules import distance_km, formal_ties
from graph.world_on_date import WorldOnDate

TERMS = ("size", "port", "industry", "connectivity", "channel", "portfolio")
#: Kinds of tie that exclude a place as a candidate once one of them is in force.
FORMAL = ("sister_city", "friendly_exchange_city", "district_level_tie")
#: From this value on, a term speaks for a place; below it, against.
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a candidate's score.

    :param value: 0 to 1; None if data is missing
    :param figures: values it was computed from
    :param facts: ids of the facts behind it
    """

    name: str
    weight: float
    value: float | None
    figures: Mapping[str, Figure]
    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def speaks_for(self) -> bool:
        """Whether it speaks for the place."""
        return self.value is not None and self.value >= HALF


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place with what speaks for and against it.

    :param score: 0 to 1
    :param known: share of the weights for which there is data
    :param contacts: number of visits and events so far
    :param pending: stage of a tie under way, or empty
    :param conflicts: findings of G14 about it
    """

    party: Party
    score: float
    known: float
    terms: tuple[Term, ...]
    contacts: int
    pending: str
    conflicts: tuple[Finding, ...]
    distance_km: float | None

    @property
    def missing(self) -> tuple[str, ...]:
        """The terms without data."""
        return tuple(term.name for term in self.terms if term.value is None)


@cache
def weights() -> Mapping[str, tuple[float, Bilingual]]:
    """Return the weight of each term and the reason for it."""
    raw = tomllib.loads(resources.files("profiles").joinpath("candidates.toml").read_text(encoding="utf-8"))[
        "weights"
    ]
    return {name: (float(raw[name]["is"]), Bilingual(raw[name]["why"], raw[name]["zh"])) for name in TERMS}


def candidates(
    on_date: WorldOnDate, conflicts: Iterable[Finding] = (), least_known: float = 0.5
) -> tuple[Candidate, ...]:
    """Return the places without a formal tie, best first.

    :param conflicts: findings of G14, to be shown with the places they are about
    :param least_known: places with a smaller share of known weights are left out
    """
    by_partner: dict[str, list[Finding]] = {}
    for finding in conflicts:
        by_partner.setdefault(finding.partner, []).append(finding)
    tied = {view.id for view, _ in formal_ties(on_date, FORMAL)}
    judge = _Judge(on_date)
    found = [
        judge.candidate(party, tuple(by_partner.get(party.id, ())))
        for party in on_date.world.cities
        if party.id not in tied
    ]
    return tuple(
        sorted(
            (entry for entry in found if entry.known >= least_known),
            key=lambda entry: (-entry.score, -entry.known, entry.party.id),
        )
    )


class _Judge:
    """Computes the terms; values that all places share are computed once."""

    def __init__(self, on_date: WorldOnDate) -> None:
        self.on_date, self.home = on_date, on_date.world.home
        self.countries = {
            view.party.country: view
            for view in on_date.partners.values()
            if view.party.label == "CountryOrArea"
        }
        counted: dict[str, float] = {}
        for view, _ in formal_ties(on_date, ("sister_city",)):
            counted[view.party.continent] = counted.get(view.party.continent, 0.0) + 1
        now = entropy(shares(counted, INHABITED))
        self.gains = {
            name: entropy(shares({**counted, name: counted.get(name, 0.0) + 1}, INHABITED)) - now
            for name in INHABITED
        }
        self.ties = {name: int(counted.get(name, 0.0)) for name in INHABITED}
        self.sectors = {
            identifier: frozenset(
                sector
                for project, _, _ in view.counted.projects
                for sector in on_date.world.sectors.get(project.id, ())
            )
            for identifier, view in on_date.partners.items()
        }

    def candidate(self, party: Party, conflicts: tuple[Finding, ...]) -> Candidate:
        """Return a place with its terms."""
        terms = tuple(
            Term(
                name,
                weights()[name][0],
                value,
                figures,
                tuple(dict.fromkeys(facts)),
                tuple(sorted({statement.source for statement in statements})),
            )
            for name, (value, figures, facts, statements) in (
                ("size", self._size(party)),
                ("port", self._port(party)),
                ("industry", self._industry(party)),
                ("connectivity", self._connectivity(party)),
                ("channel", self._channel(party)),
                ("portfolio", self._portfolio(party)),
            )
        )
        there = [term for term in terms if term.value is not None]
        known = math.fsum(term.weight for term in there)
        total = math.fsum(term.weight * (term.value or 0.0) for term in there) / known if known else 0.0
        view = self.on_date.partners.get(party.id)
        pending = next((way.stage for way in view.ties if way.open), "") if view else ""
        contacts = sum(held.what != "step" for held in view.contacts) if view else 0
        return Candidate(
            party, total, known, terms, contacts, pending, conflicts, distance_km(self.home, party)
        )

    def _size(self, party: Party) -> _Answer:
        if not party.population or not self.home.population:
            return _nothing()
        ratio = party.population / self.home.population
        return (
            math.exp(-(math.log(ratio) ** 2) / 2),
            {"population": party.population, "ratio": round(ratio, 2)},
            (party.id,),
            (),
        )

    def _port(self, party: Party) -> _Answer:
        home = bool(self.on_date.world.own_ports) or self.home.port
        if party.port is None or home is None:
            return _nothing()
        return float(party.port == home), {"port": party.port}, (party.id,), ()

    def _industry(self, party: Party) -> _Answer:
        theirs = self.sectors.get(party.id) or frozenset()
        if not theirs:
            return _nothing()
        ours = {
            sector
            for other, sectors in self.sectors.items()
            if other != party.id and self.on_date.partners[other].party.country != party.country
            for sector in sectors
        }
        common = tuple(sorted(theirs & ours))
        projects = self.on_date.partners[party.id].counted.projects
        facts = [project.id for project, _, _ in projects]
        return (
            len(common) / len(theirs),
            {"sectors": tuple(sorted(theirs)), "common": common},
            facts,
            [statement for _, _, statements in projects for statement in statements],
        )

    def _connectivity(self, party: Party) -> _Answer:
        for identifier, value in ((party.id, 1.0), (self._country(party), HALF)):
            view = self.on_date.partners.get(identifier)
            routes = (
                [
                    (channel, statements)
                    for channel, statements in view.counted.channels
                    if channel.code == "route"
                ]
                if view
                else []
            )
            if routes:
                return (
                    value,
                    {"to": identifier},
                    [channel.id for channel, _ in routes],
                    [statement for _, statements in routes for statement in statements],
                )
        if self.on_date.complete(["port_links"], self.on_date.day, self.on_date.day):
            return 0.0, {"to": ""}, (), ()
        return _nothing()

    def _channel(self, party: Party) -> _Answer:
        view = self.on_date.partners.get(party.id) or self.on_date.partners.get(self._country(party))
        # Routes are counted in the term connectivity.
        channels = (
            [
                (channel, statements)
                for channel, statements in view.counted.channels
                if channel.code != "route"
            ]
            if view
            else []
        )
        if channels:
            q = self.on_date.config["channels"]
            codes = tuple(sorted({channel.code for channel, _ in channels}))
            value = 1.0 - math.prod(1.0 - q[code] for code in codes)
            return (
                value,
                {"channels": codes},
                [channel.id for channel, _ in channels],
                [statement for _, statements in channels for statement in statements],
            )
        if self.on_date.complete(
            ["consulates", "port_links", "organisations"], self.on_date.day, self.on_date.day
        ):
            return 0.0, {"channels": ()}, (), ()
        return _nothing()

    def _portfolio(self, party: Party) -> _Answer:
        most = max(self.gains.values())
        if party.continent not in self.gains or most <= 0:
            return _nothing()
        gain = self.gains[party.continent]
        return (
            max(0.0, gain / most),
            {"continent": party.continent, "ties": self.ties[party.continent]},
            (),
            (),
        )

    def _country(self, party: Party) -> str:
        view = self.countries.get(party.country)
        return view.id if view else ""


_Answer = tuple[float | None, Mapping[str, Figure], Iterable[str], Iterable[Statement]]


def _nothing() -> _Answer:
    return None, {}, (), ()
