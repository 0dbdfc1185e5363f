"""How the ties and contacts of a home are spread: over continents, countries, levels, sectors and years. Pure.

An empty cell of a table is not nothing: it says whether the record is declared complete for it ("none") or not ("not recorded").
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.balance import INHABITED, entropy, herfindahl, shares
from graph.gaps import formal_ties
from graph.situation import Situation, View, add_months
from graph.strength_config import SECTORS
from graph.strength_facts import Held

#: Tables that have to be complete for an empty cell to say that there was nothing.
CONTACT_TABLES = ("visits", "events")


class Cell(StrEnum):
    """What a cell says."""

    SOME = "some"
    NONE = "none"
    NOT_RECORDED = "not_recorded"


@dataclass(frozen=True, slots=True)
class Matrix:
    """A heat map.

    :param rows: keys of its rows, ``columns`` of its columns
    :param values: row, column to an amount
    :param complete: columns, or rows, for whose time the record is complete, cell by cell
    :param unit: contacts or weight
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: Mapping[tuple[str, str], float]
    complete: frozenset[tuple[str, str]]
    unit: str
    facts: Mapping[tuple[str, str], tuple[str, ...]]

    def cell(self, row: str, column: str) -> Cell:
        """What a cell says."""
        if self.values.get((row, column), 0.0) > 0.0:
            return Cell.SOME
        return Cell.NONE if (row, column) in self.complete else Cell.NOT_RECORDED


@dataclass(frozen=True, slots=True)
class Share:
    """A group with its part of the whole.

    :param ties: ties in force in it
    :param share: its part of all ties, 0 to 1
    :param target: the part the office aims at, or None
    :param contacts: contacts of the last years
    """

    group: str
    ties: int
    share: float
    target: float | None
    contacts: int
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """How ties are spread over groups.

    :param herfindahl: sum of squared shares
    :param entropy: part of its maximum
    """

    by: str
    groups: tuple[Share, ...]
    herfindahl: float
    entropy: float


def spread(situation: Situation, by: str, kinds: Iterable[str], targets: Mapping[str, float], months: float = 36.0) -> Spread:
    """The ties of these kinds over continents, countries, levels or consular districts.

    :param by: continent, country, level or district
    :param targets: group to the part the office aims at
    :param months: contacts of so many last months are counted
    """
    ties = formal_ties(situation, kinds)
    since = add_months(situation.as_of, -months).toordinal()
    places = [view for view in situation.views.values() if view.party.is_place or (view.bond.tied and view.party.label != "CountryOrArea")]
    key = _keys(situation)[by]
    names = {name for view, _ in ties for name in key(view)} | {name for name in targets if by == "continent"}
    names |= set(INHABITED) if by == "continent" else set(_own_posts(situation)) if by == "district" else set()
    rows = []
    for name in sorted(names):
        mine = [view for view, _ in ties if name in key(view)]
        contacts = {held.id for view in places if name in key(view) for held in view.contacts if held.what != "step" and held.day > since}
        rows.append(Share(name, len(mine), len(mine) / len(ties) if ties else 0.0, targets.get(name), len(contacts), tuple(view.id for view in mine)))
    parts = shares({row.group: float(row.ties) for row in rows}, [row.group for row in rows])
    ordered = sorted(rows, key=lambda row: (-row.ties, -row.contacts, row.group))
    return Spread(by, tuple(ordered), herfindahl(parts), entropy(parts) if any(parts.values()) else 0.0)


def _own_posts(situation: Situation) -> list[str]:
    return [post.id for post in situation.world.posts if not post.here and post.country == situation.world.home.country and post.covers]


def _keys(situation: Situation) -> dict[str, Callable[[View], tuple[str, ...]]]:
    districts = [post for post in situation.world.posts if post.id in _own_posts(situation)]
    return {
        "continent": lambda view: (view.party.continent,) if view.party.continent else (),
        "country": lambda view: (view.party.country,) if view.party.country else (),
        "level": lambda view: (view.party.level,) if view.party.level else (),
        "district": lambda view: tuple(post.id for post in districts if {view.id, *view.party.within} & {*post.covers}),
    }


def continents_by_sector(situation: Situation, months: float = 36.0) -> Matrix:
    """Contacts of the last months, by continent and sector; a happening with several partners counts once in each continent."""
    first = add_months(situation.as_of, -months)
    once = _once(situation, lambda view: view.party.continent)
    values: dict[tuple[str, str], float] = {}
    facts: dict[tuple[str, str], tuple[str, ...]] = {}
    for (continent, _), held in once.items():
        if held.day > first.toordinal():
            for sector in held.sectors:
                values[continent, sector] = values.get((continent, sector), 0.0) + 1
                facts[continent, sector] = (*facts.get((continent, sector), ()), held.id)
    whole = situation.complete(CONTACT_TABLES, first, situation.as_of)
    cells = frozenset((row, column) for row in INHABITED for column in SECTORS) if whole else frozenset()
    return Matrix(INHABITED, SECTORS, values, cells, "contacts", facts)


def partners_by_year(situation: Situation, partners: Sequence[str], years: int = 12) -> Matrix:
    """Contacts by partner and year, the last years up to the day."""
    columns = tuple(str(year) for year in range(situation.as_of.year - years + 1, situation.as_of.year + 1))
    values: dict[tuple[str, str], float] = {}
    facts: dict[tuple[str, str], tuple[str, ...]] = {}
    for partner in partners:
        view = situation.views.get(partner)
        for held in view.contacts if view else ():
            year = str(dt.date.fromordinal(round(held.day)).year)
            if held.what != "step" and year in columns:
                values[partner, year] = values.get((partner, year), 0.0) + 1
                facts[partner, year] = (*facts.get((partner, year), ()), held.id)
    complete = frozenset(
        (partner, year)
        for year in columns
        if situation.complete(CONTACT_TABLES, dt.date(int(year), 1, 1), min(dt.date(int(year), 12, 31), situation.as_of))
        for partner in partners
    )
    return Matrix(tuple(partners), columns, values, complete, "contacts", facts)


def _once(situation: Situation, key: Callable[[View], str]) -> dict[tuple[str, str], Held]:
    found: dict[tuple[str, str], Held] = {}
    for view in situation.views.values():
        for held in view.contacts:
            if held.what != "step" and key(view):
                found.setdefault((key(view), held.id), held)
    return found
