"""A card of the board as the row of a table: in the planning pack, in files and on the command line. Pure."""

from __future__ import annotations

from typing import NamedTuple

from graph.i18n import Texts
from graph.model.durations import months_text
from graph.planning.board import BoardCard
from reports.wording.sentences import Wording


class BoardRow(NamedTuple):
    """What every table of the board says of a card, in this order; empty where there is nothing to say.

    :param months: months in the stage: a number, a range such as 1–13, or ≥ 7 if no source gives the date
    """

    lane: str
    partner: str
    kind: str
    stage: str
    since: str
    months: str
    waits_on: str
    last_movement: str
    next_step: str


def months_said(card: BoardCard) -> str:
    """Return the months of a card in its stage as a number, a range, or a least number; empty if unknown."""
    if not card.since:
        return ""
    if card.months_high is None:
        return f"≥ {round(card.months_low)}"
    return str(months_text(card.months_low, card.months_high))


def months_of(card: BoardCard, words: Texts) -> str:
    """Return the months of a card in its stage in words."""
    said = months_said(card)
    if not said:
        return ""
    return (
        words.number("pictures.months", int(said))
        if said.isdecimal()
        else words("pictures.some_months", n=said)
    )


def kind_of(card: BoardCard, words: Texts) -> str:
    """Return the kind of tie that a card aims at and, if it is signed for a lesser one, that one."""
    kind = words.word("tie_kind", card.kind)
    if not card.signed_kind:
        return kind
    return words("board_row.upgrade", kind=kind, signed=words.word("tie_kind", card.signed_kind))


def board_row(card: BoardCard, teller: Wording, words: Texts) -> BoardRow:
    """Return the row of a card."""
    return BoardRow(
        lane=words.word("lane", card.lane.value),
        partner=teller.party_name(card.party),
        kind=kind_of(card, words),
        stage=words.word("stage", card.stage),
        since=card.since,
        months=months_said(card),
        waits_on=words.word("waits_on", card.waits_on) if card.waits_on else "",
        last_movement=card.last_movement,
        next_step=teller.step(card.position.next) if card.position.next else "",
    )
