"""``pending``: show the board of ties in progress."""

from __future__ import annotations

from pathlib import Path

import click

from friendcircle.answers.output import OutputTable
from friendcircle.options import Command, out_option
from friendcircle.relations import WorldInputs, read_day
from friendcircle.session import Session

LANES = ("target", "contact", "port", "province")
HEADS = (
    "lane",
    "partner",
    "name_en",
    "name_zh",
    "kind",
    "stage",
    "since",
    "months_in_stage",
    "months_in_stage_high",
    "waits_on",
    "last_movement",
    "last_contact",
    "next_step",
    "commitments",
    "sources",
    "as_of",
    "known_as_of",
)


@click.command(cls=Command, writes=False, help="pending.help")
@click.option("--lane", "lanes", type=click.Choice(LANES), multiple=True, help="pending.lane_option")
@click.option("--as-of", metavar="D", help="strength.as_of_option")
@click.option("--known-as-of", metavar="D", help="strength.known_as_of_option")
@out_option
@click.pass_obj
def pending(
    session: Session, lanes: tuple[str, ...], as_of: str | None, known_as_of: str | None, out: Path | None
) -> None:
    """Print the cards, lane by lane."""
    from friendcircle.answers.gaps import card, flat
    from graph.figures import FIGURES, FigureInput
    from graph.planning.board import Lane, board
    from reports.wording.board_row import board_row

    day = read_day(as_of, "--as-of") or session.today
    known = read_day(known_as_of, "--known-as-of")
    with session.open_store() as store:
        asked = WorldInputs(session, store, known)
    on_date, teller, words = asked.on_date(day), asked.teller, asked.words
    cards = () if asked.nothing_yet(day) else board(on_date, [Lane(lane) for lane in lanes] or tuple(Lane))
    documents = [card(entry, teller, on_date) for entry in cards]
    heads = (
        "lane",
        "name",
        "kind",
        "stage",
        "since",
        "months",
        "waits_on",
        "last_movement",
        "next_step",
        "asked_for",
        "later",
    )
    rows = [
        (
            *row._replace(waits_on=row.waits_on or "–", next_step=row.next_step or "–"),
            [f"{teller.commitment(commitment)} ({commitment.id})" for commitment in entry.commitments],
            [f"{words.word('stage', later.stage)} {later.date}" for later in entry.later],
        )
        for entry in cards
        for row in (board_row(entry, teller, words),)
    ]
    csv = OutputTable(HEADS, [flat(document, HEADS) for document in documents])
    given = FigureInput(on_date=on_date, naming=asked.naming)
    way = FIGURES["ties_on_their_way"].count(given).number
    title = asked.title("pending.title", day, way=way, count=len(cards))
    sheet = session.sheet("pending", heads, rows, title)
    session.answer(documents, sheet, csv=csv, out=out)
