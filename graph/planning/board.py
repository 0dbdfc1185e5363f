"""The pending board: ties under way, the stage reached, which side each waits on, and the next step. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph.facts.as_of import AsOf
from graph.facts.statement import Statement
from graph.facts.tie_progress import TieProgress, tie_progress
from graph.facts.world import Commitment, Party
from graph.model.durations import months_between, months_since
from graph.model.partial_date import PartialDate
from graph.model.procedures import ProcedurePosition
from graph.model.vocabulary import STAGES
from graph.planning.procedure_position import position_of
from graph.world_on_date import PartnerOnDate, WorldOnDate

#: Months for which a target of a plan stays on the board after its signature.
SIGNED_MONTHS = 60.0
#: Generic stage to column of the board, in order.
COLUMNS = {
    "target": "target",
    "contact": "contact",
    "intent": "intent",
    "application": "application",
    "approval": "approved",
    "signed": "signed",
}


class Lane(StrEnum):
    """A group of rows in which a card can stand."""

    TARGET = "target"  # targets, letters of intent and later stages of the home
    CONTACT = "contact"  # contact only
    PORT = "port"
    PROVINCE = "province"  # ties of the province or state the home lies in


@dataclass(frozen=True, slots=True)
class LaterStage:
    """A stage reached after the day, with its date."""

    kind: str
    stage: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardCard:
    """A tie under way.

    :param kind: kind of tie aimed at
    :param signed_kind: kind that is signed already, if it aims at a stronger one; else empty
    :param column: a value of :data:`COLUMNS`
    :param since: when the stage was reached; empty if no source gives any day
    :param dated: whether a source gives that date
    :param months: months in the stage, from the middle of ``since``
    :param months_low: fewest months in the stage that ``since`` allows
    :param months_high: most months; None if no source gives the date, so that it may be any number
    :param waits_on: home, partner, both, above, or empty once signed
    :param last_movement: partial date of its last step, or of when it was last named as a target; or empty
    :param last_contact: partial date of the newest visit or event, or empty
    :param commitments: commitments that name the partner, newest plan first
    :param later: stages known to have been reached after the day, in order
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
    months_low: float
    months_high: float | None
    waits_on: str
    position: ProcedurePosition
    last_movement: str
    last_contact: str
    commitments: tuple[Commitment, ...]
    statements: tuple[Statement, ...]
    ended: str = ""
    signed_kind: str = ""
    later: tuple[LaterStage, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the tie and of the commitments."""
        return tuple(
            sorted(
                {statement.source for statement in self.statements}
                | {statement.source for commitment in self.commitments for statement in commitment.statements}
            )
        )


def board(
    on_date: WorldOnDate, lanes: Iterable[Lane] = tuple(Lane), *, signed_months: float = SIGNED_MONTHS
) -> tuple[BoardCard, ...]:
    """Return the cards of these lanes by lane, then furthest column, then longest time in the stage.

    :param signed_months: months for which a target of a plan stays after its signature
    """
    wanted = set(lanes)
    cards = [card for card in (*_own(on_date, signed_months), *_above(on_date)) if card.lane in wanted]
    order = list(Lane)
    return tuple(
        sorted(
            cards,
            key=lambda card: (
                order.index(card.lane),
                -STAGES.index(card.stage),
                -card.months,
                card.partner,
                card.tie,
            ),
        )
    )


def _own(on_date: WorldOnDate, signed_months: float) -> Iterator[BoardCard]:
    for view in on_date.tied:
        for way in view.ties:
            if view.id not in way.tie.parties:
                continue  # a tie of a place within it, which has a card of its own
            if way.open and not way.ended:
                yield _card(on_date, view, way, _lane(view.party, way))
            elif (
                way.stage == "signed"
                and _was_committed(on_date, view.id, way)
                and months_between(way.day, on_date.day.toordinal()) <= signed_months
            ):
                yield _card(on_date, view, way, Lane.PORT if view.party.label == "Port" else Lane.TARGET)
        placed = {way.tie.id for way in view.ties}
        for way in view.undated_ties:
            if view.id in way.tie.parties and way.tie.id not in placed and way.open and not way.ended:
                yield _card(on_date, view, way, _lane(view.party, way))


def _lane(party: Party, way: TieProgress) -> Lane:
    if party.label == "Port":
        return Lane.PORT
    return Lane.CONTACT if way.stage == "contact" else Lane.TARGET


def _was_committed(on_date: WorldOnDate, partner: str, way: TieProgress) -> bool:
    """Return whether a plan had named the partner before the signature."""
    told = [
        day
        for commitment in on_date.commitments
        if partner in commitment.targets and (day := on_date.made_on(commitment))
    ]
    return any(day.toordinal() <= way.day for day in told)


def _above(on_date: WorldOnDate) -> Iterator[BoardCard]:
    """Yield the cards of ties under way of the places that the home lies in."""
    for entry in on_date.world.ties_elsewhere:
        if not entry.above:
            continue
        way = on_date.progress(entry.tie)
        party = on_date.world.party(entry.partner)
        if way and party and way.open and not way.ended:
            view = on_date.partners.get(entry.partner)
            yield _card(on_date, view, way, Lane.PROVINCE, party)


def _card(
    on_date: WorldOnDate, view: PartnerOnDate | None, way: TieProgress, lane: Lane, party: Party | None = None
) -> BoardCard:
    found = party or (view.party if view else None)
    assert found is not None
    position = position_of(on_date, view, way)
    commitments = sorted(
        (entry for entry in on_date.commitments if found.id in entry.targets),
        key=lambda entry: (entry.plan, entry.id),
        reverse=True,
    )
    low, high = 0.0, None
    if way.since:
        since = PartialDate(way.since)
        low, high = months_since(since.first.toordinal(), since.last.toordinal(), on_date.day)
    contact = view.record.last if view else None
    return BoardCard(
        partner=found.id,
        party=found,
        tie=way.tie.id,
        lane=lane,
        kind=way.kind,
        column=COLUMNS[way.stage],
        stage=way.stage,
        since=way.since,
        dated=way.dated,
        months=max(0.0, months_between(way.day, on_date.day.toordinal())),
        months_low=low,
        months_high=high if way.dated else None,
        waits_on="" if way.stage == "signed" else position.waits_on,
        position=position,
        last_movement=_moved(on_date, way),
        last_contact=contact.date if contact else "",
        commitments=tuple(commitments) if lane is not Lane.PROVINCE else (),
        statements=way.statements,
        ended=way.ended,
        signed_kind=way.signed.kind if way.signed and way.stage != "signed" else "",
        later=_later(on_date, way),
    )


def _moved(on_date: WorldOnDate, way: TieProgress) -> str:
    named = [
        step
        for step in on_date.world.steps.get(way.tie.id, ())
        if step.status != "planned" and on_date.known(step.statements)
    ]
    days = [(day, step.date) for step in named if (day := on_date.as_of.day(step.date)) is not None]
    if not way.undated:
        days += [
            (step.day, step.date or dt.date.fromordinal(round(step.day)).isoformat()) for step in way.steps
        ]
    return max(days)[1] if days else ""


def _later(on_date: WorldOnDate, way: TieProgress) -> tuple[LaterStage, ...]:
    """Return the stages of the same tie reached after the day, as far as they are known."""
    end = tie_progress(way.tie, AsOf(dt.date.max, on_date.as_of.known_on))
    if end is None:
        return ()
    now = on_date.day.toordinal()
    return tuple(
        LaterStage(step.kind, step.stage, step.date) for step in end.steps if step.day > now and step.date
    )
