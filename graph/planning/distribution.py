"""The distribution of a home's ties and contacts over continents, countries, levels, sectors and years. Pure.

An empty cell of a table does not mean zero: it says whether the record is declared complete for it ("none")
or not ("not recorded").
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.planning.balance import INHABITED, entropy, herfindahl, shares
from graph.planning.reach_rules import formal_ties
from graph.strength.config_file import SECTORS
from graph.strength.counting import CountedContact
from graph.strength.meetings import silence_since
from graph.world_on_date import PartnerOnDate, WorldOnDate

#: Tables that have to be complete for an empty cell to mean that there was nothing.
CONTACT_TABLES = ("visits", "events")


class CoverageCell(StrEnum):
    """What a cell says."""

    SOME = "some"
    NONE = "none"
    NOT_RECORDED = "not_recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageMatrix:
    """A heat map.

    :param rows: keys of its rows
    :param columns: keys of its columns
    :param values: row and column to an amount
    :param complete: cells (row and column) for whose time the record is complete
    :param unit: contacts or weight
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: Mapping[tuple[str, str], float]
    complete: frozenset[tuple[str, str]]
    unit: str
    facts: Mapping[tuple[str, str], tuple[str, ...]]

    def cell(self, row: str, column: str) -> CoverageCell:
        """Return what a cell says."""
        if self.values.get((row, column), 0.0) > 0.0:
            return CoverageCell.SOME
        return CoverageCell.NONE if (row, column) in self.complete else CoverageCell.NOT_RECORDED


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A group with its share of all ties.

    :param ties: number of ties in force
    :param share: share of all ties, 0 to 1
    :param target: share the office aims at, or None
    :param contacts: number of contacts in the months after which silence is said, each once
    """

    group: str
    ties: int
    share: float
    target: float | None
    contacts: int
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Distribution:
    """The distribution of ties over groups.

    :param herfindahl: sum of squared shares
    :param entropy: fraction of its maximum
    """

    by: str
    groups: tuple[Share, ...]
    herfindahl: float
    entropy: float


def distribution(
    on_date: WorldOnDate, by: str, kinds: Iterable[str], targets: Mapping[str, float]
) -> Distribution:
    """Return the distribution of ties of these kinds over continents, countries, levels or districts.

    :param by: continent, country, level or district (of a consulate)
    :param targets: group to the share the office aims at
    """
    ties = formal_ties(on_date, kinds)
    places = [
        view
        for view in on_date.partners.values()
        if view.party.is_place or (view.partner.tied and view.party.label != "CountryOrArea")
    ]
    key = _keys(on_date)[by]
    names = {name for view, _ in ties for name in key(view)} | {name for name in targets if by == "continent"}
    names |= set(INHABITED) if by == "continent" else set(_own_posts(on_date)) if by == "district" else set()
    rows = []
    for name in sorted(names):
        mine = [view for view, _ in ties if name in key(view)]
        contacts = on_date.scores.recent_meetings(view.place for view in places if name in key(view))
        rows.append(
            Share(
                group=name,
                ties=len(mine),
                share=len(mine) / len(ties) if ties else 0.0,
                target=targets.get(name),
                contacts=contacts,
                partners=tuple(view.id for view in mine),
            )
        )
    parts = shares({row.group: float(row.ties) for row in rows}, [row.group for row in rows])
    ordered = sorted(rows, key=lambda row: (-row.ties, -row.contacts, row.group))
    return Distribution(by, tuple(ordered), herfindahl(parts), entropy(parts) if any(parts.values()) else 0.0)


def _own_posts(on_date: WorldOnDate) -> list[str]:
    return [
        consulate.id
        for consulate in on_date.world.consulates
        if not consulate.here and consulate.country == on_date.world.home.country and consulate.covers
    ]


def _keys(on_date: WorldOnDate) -> dict[str, Callable[[PartnerOnDate], tuple[str, ...]]]:
    districts = [consulate for consulate in on_date.world.consulates if consulate.id in _own_posts(on_date)]
    return {
        "continent": lambda view: (view.party.continent,) if view.party.continent else (),
        "country": lambda view: (view.party.country,) if view.party.country else (),
        "level": lambda view: (view.party.level,) if view.party.level else (),
        "district": lambda view: tuple(
            consulate.id for consulate in districts if {view.id, *view.party.within} & {*consulate.covers}
        ),
    }


def continents_by_sector(on_date: WorldOnDate) -> CoverageMatrix:
    """Return the contacts in the months after which silence is said, by continent and sector.

    A happening with several partners counts once in each continent.
    """
    first = silence_since(on_date.config, on_date.day)
    once = _once(on_date, lambda view: view.party.continent)
    values: dict[tuple[str, str], float] = {}
    facts: dict[tuple[str, str], tuple[str, ...]] = {}
    for (continent, _), held in once.items():
        if held.last >= first.toordinal():
            for sector in held.sectors:
                values[continent, sector] = values.get((continent, sector), 0.0) + 1
                facts[continent, sector] = (*facts.get((continent, sector), ()), held.id)
    whole = on_date.complete(CONTACT_TABLES, first, on_date.day)
    cells = frozenset((row, column) for row in INHABITED for column in SECTORS) if whole else frozenset()
    return CoverageMatrix(
        rows=INHABITED, columns=SECTORS, values=values, complete=cells, unit="contacts", facts=facts
    )


def partners_by_year(on_date: WorldOnDate, partners: Sequence[str], years: int = 12) -> CoverageMatrix:
    """Return the contacts by partner and year, for the last ``years`` years up to the day."""
    columns = tuple(str(year) for year in range(on_date.day.year - years + 1, on_date.day.year + 1))
    values: dict[tuple[str, str], float] = {}
    facts: dict[tuple[str, str], tuple[str, ...]] = {}
    for partner in partners:
        view = on_date.partners.get(partner)
        for held in view.meetings if view else ():
            year = str(dt.date.fromordinal(round(held.day)).year)
            if year in columns:
                values[partner, year] = values.get((partner, year), 0.0) + 1
                facts[partner, year] = (*facts.get((partner, year), ()), held.id)
    complete = frozenset(
        (partner, year)
        for year in columns
        if on_date.complete(
            CONTACT_TABLES, dt.date(int(year), 1, 1), min(dt.date(int(year), 12, 31), on_date.day)
        )
        for partner in partners
    )
    return CoverageMatrix(
        rows=tuple(partners), columns=columns, values=values, complete=complete, unit="contacts", facts=facts
    )


def _once(on_date: WorldOnDate, key: Callable[[PartnerOnDate], str]) -> dict[tuple[str, str], CountedContact]:
    found: dict[tuple[str, str], CountedContact] = {}
    for view in on_date.partners.values():
        for held in view.contacts:
            if held.what != "step" and key(view):
                found.setdefault((key(view), held.id), held)
    return found
