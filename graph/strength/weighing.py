"""The weight of each contact of a link; contacts of the same days count once. Pure."""

from __future__ import annotations

import bisect
import datetime as dt
import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.facts.statement import NO_GRADE, Statement
from graph.strength.config import StrengthConfig
from graph.strength.config_file import SECTORS
from graph.strength.contacts import CountedContact


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedContact:
    """A happening with its contributions.

    :param weight: x, its contribution to X; less than its own weight if part of it is counted with another
        happening on the same days
    :param received: its contribution to X_in
    :param sent: its contribution to X_out
    :param sectors: sector to its contribution there
    :param own: its own weight
    :param confidence: confidence in it, 0 to 1
    """

    contact: CountedContact
    weight: float
    received: float
    sent: float
    sectors: Mapping[str, float]
    own: float
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedContacts:
    """The contacts of a link.

    :param total: X
    :param joined: id of a happening to those that are counted with it, wholly or partly
    """

    contacts: tuple[WeighedContact, ...]
    total: float
    received: float
    sent: float
    sectors: Mapping[str, float]
    joined: Mapping[str, tuple[CountedContact, ...]]


def measure(held: Iterable[CountedContact], config: StrengthConfig, as_of: dt.date) -> WeighedContacts:
    """Return the contribution of each happening on ``as_of``.

    A visit and an event of the same days, or an event that a visit was made to, count once, at the heavier
    weight: the event adds only its excess over the heaviest such visit. A signature adds only its excess over
    the visits and events of its days. An additional contact can therefore only add.
    """
    ranks: tuple[list[WeighedContact], list[WeighedContact], list[WeighedContact]] = ([], [], [])
    for one in sorted(held, key=lambda one: one.id):
        own = one.weight(config, as_of)
        received, sent = {
            "in": (own, 0.0),
            "out": (0.0, own),
            "both": (own / 2, own / 2),
            "none": (0.0, 0.0),
        }[one.direction]
        ranks[RANK[one.what]].append(
            WeighedContact(
                contact=one,
                weight=own,
                received=received,
                sent=sent,
                sectors=dict.fromkeys(one.sectors, own),
                own=own,
                confidence=confidence(one.statements, config),
            )
        )
    counted = list(ranks[0])
    joined: dict[str, list[CountedContact]] = {}
    before = list(ranks[0])
    for rank in ranks[1:]:
        together = SameHappening([entry.contact for entry in before], config)
        for entry in rank:
            others = [before[place] for place in together.places(entry.contact)]
            if others:
                heaviest = max(others, key=lambda one: (one.own, one.contact.id))
                joined.setdefault(heaviest.contact.id, []).append(entry.contact)
            counted.append(_excess(entry, others))
        before += rank
    return WeighedContacts(
        contacts=tuple(counted),
        total=math.fsum(entry.weight for entry in counted),
        received=math.fsum(entry.received for entry in counted),
        sent=math.fsum(entry.sent for entry in counted),
        sectors={
            name: math.fsum(entry.sectors.get(name, 0.0) for entry in counted)
            for name in SECTORS
            if any(name in entry.sectors for entry in counted)
        },
        joined={name: tuple(entries) for name, entries in joined.items()},
    )


#: Order of counting: journeys first, then what happened during them.
RANK = {"visit": 0, "event": 1, "step": 2}


def _excess(entry: WeighedContact, others: Sequence[WeighedContact]) -> WeighedContact:
    """Return the excess of ``entry`` over each of ``others`` (with their own weights), in every respect."""
    if not others:
        return entry
    return WeighedContact(
        contact=entry.contact,
        weight=max(0.0, entry.weight - max(other.weight for other in others)),
        received=max(0.0, entry.received - max(other.received for other in others)),
        sent=max(0.0, entry.sent - max(other.sent for other in others)),
        sectors={
            name: max(0.0, value - max(other.sectors.get(name, 0.0) for other in others))
            for name, value in entry.sectors.items()
        },
        own=entry.own,
        confidence=entry.confidence,
    )


#: Kinds of contact that happen once: what a visit signed is the signature that the tie tells of.
SIGNINGS = ("sign", "letter_of_intent")


class SameHappening:
    """Finds the contacts that are the same happening as one of a later rank.

    They took the same day, or a visit was made to the event, or both sign the same within a month.

    :param before: contacts of earlier ranks, in any order
    """

    def __init__(self, before: Sequence[CountedContact], config: StrengthConfig) -> None:
        self._before, self._most = before, config["joining"]["days"]
        self._spans = DaySpans(
            (entry.days.first, entry.days.last, place)
            for place, entry in enumerate(before)
            if entry.days.length <= self._most
        )
        self._at: dict[str, list[int]] = {}
        for place, entry in enumerate(before):
            for event in entry.during if entry.days.length <= self._most else ():
                self._at.setdefault(event, []).append(place)

    def places(self, contact: CountedContact) -> list[int]:
        """Return the indexes in ``before`` of those that count together with ``contact``."""
        if contact.days.length > self._most:
            return []
        found = {place for fact in contact.facts for place in self._at.get(fact, ())}
        days = contact.days
        around = int(self._most) if contact.kind in SIGNINGS else 0
        for place in self._spans.overlapping(days.first - around, days.last + around):
            other = self._before[place]
            if days.share(other.days, self._most) or (
                around and contact.kind == other.kind and days.surely_near(other.days, self._most)
            ):
                found.add(place)
        return sorted(found)


class DaySpans:
    """Spans of days that can be searched for overlaps.

    :param spans: first and last ordinal, and a number that identifies the span
    """

    def __init__(self, spans: Iterable[tuple[int, int, int]]) -> None:
        self._spans = sorted(spans)
        self._firsts = [first for first, _, _ in self._spans]
        self._lasts = list(itertools.accumulate((last for _, last, _ in self._spans), max))

    def overlapping(self, first: int, last: int) -> list[int]:
        """Return the numbers of the spans that share a day with the one from ``first`` to ``last``."""
        found = []
        for place in range(bisect.bisect_right(self._firsts, last) - 1, -1, -1):
            if self._lasts[place] < first:
                break
            if self._spans[place][1] >= first:
                found.append(self._spans[place][2])
        return found


def confidence(statements: Iterable[Statement], config: StrengthConfig) -> float:
    """Return the confidence in a fact: independent sources corroborate each other, 1 - prod(1 - c)."""
    grades = config["grades"]
    statements = tuple(statements)
    if len(statements) == 1:
        return 1.0 - (1.0 - grades.get(statements[0].grade, grades[NO_GRADE]))
    best: dict[str, float] = {}
    for statement in statements:
        best[statement.source] = max(
            best.get(statement.source, 0.0), grades.get(statement.grade, grades[NO_GRADE])
        )
    return 1.0 - math.prod(1.0 - best[source] for source in sorted(best))
