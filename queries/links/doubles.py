"""Visits and events that may be one, told by different sources, of all partners of a home."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from graph.facts.as_of import AsOf
from graph.store import GraphStore
from graph.strength.config import StrengthConfig
from graph.strength.contacts import CountedContact, likely_doubles
from graph.strength.counting import count_facts
from queries.links.gathering import HomeLinks
from queries.statements import ask


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyDouble:
    """Two happenings that may be one.

    :param what: visit or event
    :param kind: direction of the visits, kind of the events
    :param row: the one that would be decided to be the same as the other
    :param main: the other one, which may represent several rows already
    :param is_single: whether ``row`` represents no further rows
    """

    what: str
    kind: str
    row: str
    main: str
    dates: tuple[str, str]
    partners: tuple[str, ...]
    sources: tuple[str, ...]
    is_single: bool

    @property
    def id(self) -> str:
        """The pair, which stays the same when others are decided on."""
        return f"{self.row}={self.main}"


def decided_apart(store: GraphStore) -> frozenset[tuple[str, str]]:
    """Return the pairs that were decided not to be one happening, the smaller id first."""
    return frozenset(
        (min(row["fact"], row["other"]), max(row["fact"], row["other"]))
        for row in ask(store, "lookup/decided_apart")
    )


def open_doubles(
    found: HomeLinks, config: StrengthConfig, as_of: AsOf, apart: Collection[tuple[str, str]]
) -> list[LikelyDouble]:
    """Return the pairs on which nothing was decided, by date."""
    contacts: dict[str, CountedContact] = {}
    partners: dict[tuple[str, str], list[str]] = {}
    # A contact with a city is one with its country too; the country is named where it is the only partner.
    for partner in sorted(found.partners, key=lambda name: (_is_country(found, name), name)):
        held = count_facts(found.partners[partner].facts, config, as_of).contacts
        contacts |= {contact.id: contact for contact in held}
        for pair in likely_doubles(held, config):
            if pair not in apart and not (pair in partners and _is_country(found, partner)):
                partners.setdefault(pair, []).append(partner)
    doubles = [
        _double(contacts[first], contacts[second], partners[first, second]) for first, second in partners
    ]
    return sorted(doubles, key=lambda double: (double.dates, double.id))


def _is_country(found: HomeLinks, partner: str) -> bool:
    return found.partners[partner].names.label == "CountryOrArea"


def _double(first: CountedContact, second: CountedContact, partners: list[str]) -> LikelyDouble:
    # What represents several rows stays the main one, since each row names the main one of its happening.
    main, row = (second, first) if len(second.facts) > len(first.facts) else (first, second)
    sources = {statement.source for contact in (first, second) for statement in contact.statements}
    return LikelyDouble(
        what=first.what,
        kind=first.data_kind,
        row=row.id,
        main=main.id,
        dates=(row.date, main.date),
        partners=tuple(partners),
        sources=tuple(sorted(sources)),
        is_single=len(row.facts) == 1,
    )
