"""The pending board: every tie on its way, the stage it has reached, which side it waits on, and the next step. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph.procedures import Position
from graph.situation import Party, Promise, Situation, View, Way, months_between, way_of
from graph.standing import position_of
from graph.strength_facts import Clock, Word
from graph.vocabulary import STAGES

#: A target of a plan that was reached stays on the board for so many months.
SIGNED_MONTHS = 60.0
#: The columns of the board, in the order of the way, by the generic stage.
COLUMNS = {"target": "target", "contact": "contact", "intent": "intent", "application": "application", "approval": "approved", "signed": "signed"}


class Lane(StrEnum):
    """Which rows of the board a card can stand in."""

    TARGET = "target"  # targets and letters of intent of the home that a plan or a party has named
    CONTACT = "contact"  # mere contacts
    PORT = "port"
    PROVINCE = "province"  # ties of the province or state the home lies in


@dataclass(frozen=True, slots=True)
class Later:
    """What came after the day: a stage with its date."""

    kind: str
    stage: str
    date: str


@dataclass(frozen=True, slots=True)
class Card:
    """A tie on its way.

    :param kind: kind of tie aimed at
    :param column: a value of :data:`COLUMNS`
    :param since: when the stage was reached; ``dated`` whether a source gives that date
    :param months: months in the stage
    :param waits_on: home, partner, both, above, or empty once signed
    :param last_movement: when its last step was taken, or it was last named as a target: partial date
    :param last_contact: partial date of the newest visit or event, or empty
    :param promises: commitments that name the partner, newest plan first
    :param later: what is known to have come after the day, first to last
    """

    partner: str
    party: Party
    tie: str
    lane: Lane
    kind: str
    column: str
    stage: str
    since: str
    dated: bool
    months: float
    waits_on: str
    position: Position
    last_movement: str
    last_contact: str
    promises: tuple[Promise, ...]
    words: tuple[Word, ...]
    ended: str = ""
    later: tuple[Later, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the tie and of the commitments."""
        return tuple(sorted({word.source for word in self.words} | {word.source for promise in self.promises for word in promise.words}))


def board(situation: Situation, lanes: Iterable[Lane] = tuple(Lane), *, signed_months: float = SIGNED_MONTHS) -> tuple[Card, ...]:
    """The cards of these lanes: by lane, then the furthest column, then those that stand longest.

    :param signed_months: a target of a plan that was signed stays for so long
    """
    wanted = set(lanes)
    cards = [card for card in (*_own(situation, signed_months), *_above(situation)) if card.lane in wanted]
    order = list(Lane)
    return tuple(sorted(cards, key=lambda card: (order.index(card.lane), -STAGES.index(card.stage), -card.months, card.partner, card.tie)))


def _own(situation: Situation, signed_months: float) -> Iterator[Card]:
    for view in situation.tied:
        for way in view.ways:
            if way.open and not way.ended:
                yield _card(situation, view, way, _lane(view.party, way))
            elif way.stage == "signed" and _was_promised(situation, view.id, way) and months_between(way.day, situation.as_of.toordinal()) <= signed_months:
                yield _card(situation, view, way, Lane.PORT if view.party.label == "Port" else Lane.TARGET)


def _lane(party: Party, way: Way) -> Lane:
    if party.label == "Port":
        return Lane.PORT
    return Lane.CONTACT if way.stage == "contact" else Lane.TARGET


def _was_promised(situation: Situation, partner: str, way: Way) -> bool:
    """Whether a plan had named the partner before the signature."""
    told = [day for promise in situation.promises if partner in promise.targets and (day := situation.told_on(promise.words))]
    return any(day.toordinal() <= way.day for day in told)


def _above(situation: Situation) -> Iterator[Card]:
    """Ties on their way of the places the home lies in."""
    for entry in situation.world.elsewhere:
        if not entry.above:
            continue
        way = way_of(entry.tie, situation.clock)
        party = situation.world.party(entry.partner)
        if way and party and way.open and not way.ended:
            view = situation.views.get(entry.partner)
            yield _card(situation, view, way, Lane.PROVINCE, party)


def _card(situation: Situation, view: View | None, way: Way, lane: Lane, party: Party | None = None) -> Card:
    found = party or (view.party if view else None)
    assert found is not None
    position = position_of(situation, view, way)
    promises = sorted((entry for entry in situation.promises if found.id in entry.targets), key=lambda entry: (entry.plan, entry.id), reverse=True)
    contacts = [held for held in (view.contacts if view else ()) if held.what != "step"]
    return Card(
        partner=found.id,
        party=found,
        tie=way.tie.id,
        lane=lane,
        kind=way.kind,
        column=COLUMNS[way.stage],
        stage=way.stage,
        since=way.since,
        dated=way.dated,
        months=max(0.0, months_between(way.day, situation.as_of.toordinal())),
        waits_on="" if way.stage == "signed" else position.waits_on,
        position=position,
        last_movement=_moved(situation, way),
        last_contact=contacts[-1].date if contacts else "",
        promises=tuple(promises) if lane is not Lane.PROVINCE else (),
        words=way.words,
        ended=way.ended,
        later=_later(situation, way),
    )


def _moved(situation: Situation, way: Way) -> str:
    named = [step for step in situation.world.steps.get(way.tie.id, ()) if step.status != "planned" and situation.heard(step.words)]
    days = [(day, step.date) for step in named if (day := situation.clock.day(step.date)) is not None]
    days += [(step.day, step.date or dt.date.fromordinal(round(step.day)).isoformat()) for step in way.steps]
    return max(days)[1]


def _later(situation: Situation, way: Way) -> tuple[Later, ...]:
    """What of the same tie came after the day, as far as it is known by ``known_as_of``."""
    end = way_of(way.tie, Clock(dt.date.max, situation.clock.known_as_of))
    if end is None:
        return ()
    now = situation.as_of.toordinal()
    return tuple(Later(step.kind, step.stage, step.date) for step in end.steps if step.day > now and step.date)
