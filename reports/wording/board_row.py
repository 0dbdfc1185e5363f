"""A card of the board as the row of a table: in the planning pack, in files and on the command line. Pure."""

from __future__ import annotations

from typing import NamedTuple

from graph.i18n import Texts
from graph.planning.board import BoardCard
from reports.wording.sentences import Wording


class BoardRow(NamedTuple):
    """What every table of the board says of a card, in this order; empty where there is nothing to say.

    :param months: full months in the stage
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


def board_row(card: BoardCard, teller: Wording, words: Texts) -> BoardRow:
    """Return the row of a card."""
    return BoardRow(
        lane=words.word("lane", card.lane.value),
        partner=teller.party_name(card.party),
        kind=words.word("tie_kind", card.kind),
        stage=words.word("stage", card.stage),
        since=card.since,
        months=f"{card.months:.0f}",
        waits_on=words.word("waits_on", card.waits_on) if card.waits_on else "",
        last_movement=card.last_movement,
        next_step=teller.step(card.position.next) if card.position.next else "",
    )
