"""Visits and events that may be one, told by different sources, of all partners of a home."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from graph.facts.as_of import AsOf
from graph.model.partial_date import PartialDate
from graph.store import GraphStore
from graph.strength.config import StrengthConfig
from graph.strength.contacts import CountedContact, likely_doubles
from graph.strength.counting import count_facts
from queries.links.gathering import HomeLinks
from queries.proposal import Likeness, Proposal, ProposedNames, Sign
from queries.statements import ask


def decided_apart(store: GraphStore) -> frozenset[tuple[str, str]]:
    """Return the pairs that were decided not to be one happening, the smaller id first."""
    return frozenset(
        (min(row["fact"], row["other"]), max(row["fact"], row["other"]))
        for row in ask(store, "lookup/decided_apart")
    )


def open_doubles(
    found: HomeLinks, config: StrengthConfig, as_of: AsOf, apart: Collection[tuple[str, str]]
) -> list[Proposal]:
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
        _double(found, contacts[one], contacts[other], told) for (one, other), told in partners.items()
    ]
    return sorted(doubles, key=lambda double: (double.dates, double.id))


def _is_country(found: HomeLinks, partner: str) -> bool:
    return found.partners[partner].names.label == "CountryOrArea"


def _double(
    found: HomeLinks, first: CountedContact, second: CountedContact, partners: Sequence[str]
) -> Proposal:
    # What represents several rows stays the main one, since each row names the main one of its happening.
    main, row = (second, first) if len(second.facts) > len(first.facts) else (first, second)
    sources = {statement.source for contact in (first, second) for statement in contact.statements}
    told = PartialDate(row.date)
    is_same_day = row.date == main.date and told.first == told.last
    return Proposal(
        what=first.what,
        kind=first.data_kind,
        row=row.id,
        main=main.id,
        names=(_titled(found, row.id, partners), _titled(found, main.id, partners)),
        dates=(row.date, main.date),
        partners=tuple(partners),
        sources=tuple(sorted(sources)),
        is_single=len(row.facts) == 1,
        why=(Sign.SAME_DAY if is_same_day else Sign.DAYS_OVERLAP,),
        certainty=Likeness.LIKELY if is_same_day else Likeness.POSSIBLE,
    )


def _titled(found: HomeLinks, row: str, partners: Sequence[str]) -> ProposedNames:
    """Return the title of a row that is a contact with one of the partners."""
    for partner in partners:
        for contact in found.partners[partner].facts.contacts:
            if contact.id == row:
                return ProposedNames(zh=contact.title_zh, en=contact.title)
    return ProposedNames()
