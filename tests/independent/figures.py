"""Every figure of a day and of a year, as ids of what it counts, and the figures of each partner."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tests.independent.contacts import Contacts, contacts
from tests.independent.groups import HIGH, groups, joint_events, year
from tests.independent.places import AT_HOME, area, country, level
from tests.independent.tables import known, table
from tests.independent.ties import relations

#: Figures of ties with kinds of their own.
KINDS = {
    "sister_city": "sister_cities",
    "friendly_exchange_city": "exchange_cities",
    "sister_port": "sister_ports",
}
#: Name of the announced total with the same meaning.
ANNOUNCED = {
    "sister_cities": "sister_cities",
    "exchange_cities": "exchange_cities",
    "sister_ports": "friendly_ports",
    "groups_received": "inbound_groups",
    "high_level_groups": "high_level_groups",
    "persons_received": "inbound_persons",
    "groups_sent": "outbound_groups",
}


@dataclass(frozen=True)
class Day:
    """The figures of a day.

    :param facts: figure to the ids of what it counts
    :param contacts: of every party abroad that has any
    """

    facts: Mapping[str, frozenset[str]]
    contacts: Mapping[str, Contacts]

    def number(self, figure: str) -> int:
        """Return how many there are."""
        return len(self.facts[figure])


@cache
def on_day(day: dt.date, on: dt.date | None) -> Day:
    """Return the figures of a day, by what was known on another; None is today."""
    ties = relations(day, on)
    found: dict[str, set[str]] = {
        name: set() for name in (*KINDS.values(), "other_ties", "ties_on_their_way")
    }
    for tie in ties:
        if kind := tie.kind:
            found[KINDS.get(kind, "other_ties")].add(tie.name)
        elif tie.on_its_way:
            found["ties_on_their_way"].add(tie.name)
    met = contacts(day, on)
    tied = {tie.other for tie in ties if tie.begun}
    partners = {party for party in tied | met.keys() if level(party) in ("city", "region") and country(party)}
    codes = {country(partner) for partner in partners} - {*AT_HOME}
    found |= {"partners": partners, "countries": {area(code) for code in codes}}
    return Day({name: frozenset(ids) for name, ids in found.items()}, met)


@cache
def of_year(number: int, day: dt.date, on: dt.date | None) -> Mapping[str, frozenset[str]]:
    """Return the figures of a year as of a day: the ids of what each counts."""
    inbound = groups("inbound", year(number), day, on)
    ours = {main: group for main, group in inbound.items() if group.ours}
    found = {
        "groups_received": {*ours},
        "groups_received_assigned": {main for main, group in ours.items() if group.assigned},
        "groups_received_by_others": inbound.keys() - ours.keys(),
        "high_level_groups": {main for main, group in ours.items() if group.first("level") in HIGH},
        "persons_received": {main for main, group in ours.items() if group.rows[0].get("persons")},
        "groups_sent": {*groups("outbound", year(number), day, on)},
        "joint_events": joint_events(year(number), day, on),
    }
    return {name: frozenset(ids) for name, ids in found.items()}


@cache
def announced(figure: str, number: int, on: dt.date | None, *, of_year: bool) -> tuple[float, int] | None:
    """Return the total that the home states of a figure, and its year; None without one.

    :param of_year: whether it has to be of that very year; otherwise the newest until then
    """
    stated = [
        (int(row["year"]), float(row["value"]))
        for name in ("indicators_2019", "indicators_2023")
        for row in table(name)
        if row["indicator"] == ANNOUNCED.get(figure) and known(row, on)
    ]
    fitting = [(year, value) for year, value in stated if (year == number if of_year else year <= number)]
    return max(fitting)[::-1] if fitting else None
