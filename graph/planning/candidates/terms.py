"""The terms of a candidate's score, and how they add up.

::

    size          exp(-ln^2(population ratio) / 2)
    port          1 if both are port cities or both are not, else 0
    industry      share of the sectors of the place's recorded projects in which the home has projects
                  with others
    connectivity  1 for a direct route to the place, 1/2 for one to its country or area
    channel       1 - prod(1 - q) over the open channels, as component I of strength
    portfolio     gain in entropy of the ties over the continents, as a fraction of the largest gain possible

    score = sum of weight x counted value                                          0 <= score <= 1

A term counts with its value. One whose data is missing counts as the median of the others. Industry,
connectivity and channel rest on records, which can only be too few: such a term counts as the median of the
others if its value is less, so that nothing that is recorded for a place ranks it below the same place
without it. The range goes from every missing term at 0, and every recorded one at its own value, to every
term that can be more at 1.

Common-neighbour measures are not used: on networks of sister cities they predict poorly. Pure.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from statistics import median
from typing import Annotated

from msgspec import Meta, Struct, field

from graph.facts.statement import Statement
from graph.facts.world import Party
from graph.i18n import Bilingual
from graph.planning.balance import INHABITED, entropy, shares
from graph.planning.findings import Figure, Finding
from graph.planning.reach_rules import distance_km, formal_ties
from graph.settings.toml_text import parse_toml, place_of
from graph.settings.typed import read_as, words
from graph.world_on_date import WorldOnDate

TERMS = ("size", "port", "industry", "connectivity", "channel", "portfolio")
#: Kinds of tie that exclude a place as a candidate once one of them is in force.
FORMAL = ("sister_city", "friendly_exchange_city", "district_level_tie")
#: Terms that rest on what is recorded between the home and the place.
RECORDED = ("industry", "connectivity", "channel")
#: From this value on, a term speaks for a place; below it, against.
HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of a candidate's score.

    :param value: 0 to 1; None if data is missing
    :param counted: value that it counts with in the score
    :param figures: values it was computed from
    :param facts: ids of the facts behind it
    """

    name: str
    weight: float
    value: float | None
    counted: float
    figures: Mapping[str, Figure]
    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def speaks_for(self) -> bool:
        """Whether it speaks for the place."""
        return self.value is not None and self.value >= HALF


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place with what speaks for and against it.

    :param score: 0 to 1
    :param low: score if every missing term is 0
    :param high: score if every term that can be more is 1
    :param known: share of the weights for which there is data
    :param contacts: number of visits and events so far
    :param met: whether the office has a record of the place; otherwise it comes from the gazetteer
    :param conflicts: findings of G14 about it
    """

    party: Party
    score: float
    low: float
    high: float
    known: float
    terms: tuple[Term, ...]
    contacts: int
    met: bool
    conflicts: tuple[Finding, ...]
    distance_km: float | None

    @property
    def missing(self) -> tuple[str, ...]:
        """The terms without data."""
        return tuple(term.name for term in self.terms if term.value is None)


class TermWeight(Struct):
    """The weight of a term in the file, with the reason for it."""

    value: Annotated[float, Meta(ge=0, le=1)] = field(name="is")
    why: str
    zh: str


class CandidatesFile(Struct):
    """The content of the file."""

    weights: dict[words(TERMS), TermWeight]  # type: ignore[valid-type]


@cache
def weights() -> Mapping[str, tuple[float, Bilingual]]:
    """Return the weight of each term and the reason for it."""
    name = "candidates.toml"
    text = resources.files("profiles").joinpath(name).read_text(encoding="utf-8")
    file = read_as(CandidatesFile, parse_toml(text, name), partial(place_of, text, name))
    return {
        term: (file.weights[term].value, Bilingual(file.weights[term].why, file.weights[term].zh))
        for term in TERMS
    }


def counted_values(values: Mapping[str, float | None]) -> dict[str, float]:
    """Return the value with which each term counts.

    The recorded terms are taken from the greatest to the least, each raised to the median of those before it
    if it is less; then every missing term counts as the median of all.
    """
    found = {name: value for name, value in values.items() if value is not None and name not in RECORDED}
    recorded = []
    for name in RECORDED:
        value = values.get(name)
        if value is not None and can_be_more(name, value):
            recorded.append((value, name))
        elif value is not None:
            found[name] = value
    for value, name in sorted(recorded, reverse=True):
        found[name] = max(value, median(found.values())) if found else value
    middle = median(found.values()) if found else 0.0
    return {name: found.get(name, middle) for name in values}


class TermValues:
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
                for project, _, _ in view.link.projects
                for sector in on_date.world.sectors.get(project.id, ())
            )
            for identifier, view in on_date.partners.items()
        }

    def candidate(self, party: Party, conflicts: tuple[Finding, ...], *, met: bool) -> Candidate:
        """Return a place with its terms."""
        answers = {
            "size": self._size(party),
            "port": self._port(party),
            "industry": self._industry(party),
            "connectivity": self._connectivity(party),
            "channel": self._channel(party),
            "portfolio": self._portfolio(party),
        }
        counted = counted_values({name: answer[0] for name, answer in answers.items()})
        terms = tuple(
            Term(
                name=name,
                weight=weights()[name][0],
                value=value,
                counted=counted[name],
                figures=figures,
                facts=tuple(dict.fromkeys(facts)) if met else (),
                sources=tuple(sorted({statement.source for statement in statements})),
            )
            for name, (value, figures, facts, statements) in answers.items()
        )
        total = math.fsum(term.weight for term in terms)
        view = self.on_date.partners.get(party.id)
        return Candidate(
            party=party,
            score=math.fsum(term.weight * term.counted for term in terms) / total,
            low=math.fsum(term.weight * (term.value or 0.0) for term in terms) / total,
            high=math.fsum(term.weight * _most(term) for term in terms) / total,
            known=math.fsum(term.weight for term in terms if term.value is not None) / total,
            terms=terms,
            contacts=view.record.total if view else 0,
            met=met,
            conflicts=conflicts,
            distance_km=distance_km(self.home, party),
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
        projects = self.on_date.partners[party.id].link.projects
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
                    for channel, statements in view.link.channels
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
            [(channel, statements) for channel, statements in view.link.channels if channel.code != "route"]
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


def can_be_more(name: str, value: float) -> bool:
    """Return whether more may exist than is recorded: not where a complete record has nothing."""
    return name in RECORDED and (value > 0 or name == "industry")


def _most(term: Term) -> float:
    """Return the greatest value that a term can have."""
    return 1.0 if term.value is None or can_be_more(term.name, term.value) else term.value


_Answer = tuple[float | None, Mapping[str, Figure], Iterable[str], Iterable[Statement]]


def _nothing() -> _Answer:
    return None, {}, (), ()
