"""The sections on the board, anniversaries and commitments. Pure."""

from __future__ import annotations

from dataclasses import replace

from graph.planning.anniversaries import Anniversary, EventRecorded
from graph.planning.board import BoardCard, Lane
from graph.planning.commitments import CommitmentOutcome
from reports.document import Block, Cell, PageReference, Paragraph, Picture, Section
from reports.drawing import pictures
from reports.planning_pack.context import PackContext
from reports.wording.board_row import board_row

#: Verdicts that count as done.
_DONE = ("done", "done_late", "partly")


def board_section(context: PackContext) -> Section:
    """Build the section on the partners that the home works towards."""
    words = context.words
    cards = [card for card in context.cards if context.internal or card.commitments or card.stage == "signed"]
    if not cards:
        return Section(words("pack_part.board"), (Paragraph(words("pack.nothing")),))
    svg = pictures.board(
        cards, context.teller, words, context.on_date.day, context.stamp, plain=not context.internal
    )
    blocks: list[Block] = [
        Picture(
            svg,
            words("pictures.board_alt", day=context.on_date.day),
            words("pack.board_caption", day=context.on_date.day),
        )
    ]
    if context.internal:
        rows = [_card_row(context, card) for card in cards if card.lane is not Lane.CONTACT]
        heads = (
            "partner",
            "lane",
            "kind",
            "stage",
            "since",
            "months",
            "waits_on",
            "last_movement",
            "next_step",
            "asked_for",
            "sources",
        )
        table = context.table("board", heads, rows)
        blocks.append(replace(table, aside=frozenset({heads.index("kind"), heads.index("last_movement")})))
    return Section(words("pack_part.board"), tuple(blocks))


def _card_row(context: PackContext, card: BoardCard) -> tuple[Cell, ...]:
    row = board_row(card, context.teller, context.words)
    return (
        PageReference(row.partner, card.partner),
        row.lane,
        row.kind,
        row.stage,
        row.since,
        int(row.months) if row.months.isdecimal() else row.months,
        row.waits_on or None,
        row.last_movement,
        row.next_step or None,
        context.joined(context.teller.commitment(commitment) for commitment in card.commitments) or None,
        context.cite(card.sources[:3]),
    )


def anniversaries_section(context: PackContext) -> Section:
    """Build the section on the anniversaries of the period."""
    rows = [_anniversary_row(context, entry) for entry in context.marks]
    heads: tuple[str, ...] = ("day", "partner", "years", "kind", "signed", "event", "proposal", "sources")
    lead = Paragraph(context.words("pack.anniversaries_lead", period=context.material.period, n=len(rows)))
    if not context.internal:
        columns = [place for place, head in enumerate(heads) if head != "proposal"]
        heads, rows = (
            tuple(heads[place] for place in columns),
            [tuple(row[place] for place in columns) for row in rows],
        )
    return Section(
        context.words("pack_part.anniversaries"), (lead, context.table("anniversaries", heads, rows))
    )


def _anniversary_row(context: PackContext, entry: Anniversary) -> tuple[Cell, ...]:
    words = context.words
    kind = words.word("tie_kind", entry.kind) + (
        "" if entry.stage == "signed" else words("pack.aside", text=words.word("stage", entry.stage))
    )
    event = words.word("marked", entry.marked.value) + (f" {entry.event_date}" if entry.event else "")
    rule = context.material.rules["G5"]
    code = "event" if entry.years % rule.number("event_every") == 0 else "letter"
    proposal = (
        rule.next[code].text(words.lang) if entry.marked is EventRecorded.NONE and context.internal else None
    )
    cite = context.cite(sorted({word.source for word in (*entry.statements, *entry.event_words)})[:3])
    return (
        entry.day,
        context.partner_link(entry.partner),
        entry.years,
        kind,
        entry.signed,
        event,
        proposal,
        cite,
    )


def commitments_section(context: PackContext) -> Section:
    """Build the section on the commitments of the plans and what came of them."""
    words = context.words
    if not context.internal:
        return _announced(context)
    rows = [_outcome_row(context, answer) for answer in context.answers if answer.commitment]
    beyond = [_outcome_row(context, answer) for answer in context.answers if not answer.commitment]
    heads = ("plan", "commitment", "verdict", "found", "sources")
    lead = Paragraph(words("pack.commitments_lead"), note=True)
    undated = context.on_date.undated_commitments
    told = tuple(
        Paragraph(
            words(
                "pack.commitments_undated",
                commitments=words("list.clauses").join(context.teller.commitment(entry) for entry in undated),
            ),
            note=True,
        )
        for _ in undated[:1]
    )
    table = context.table("commitments", heads, rows)
    sections = (Section(words("pack.beyond"), (context.table("beyond", heads, beyond),)),) if beyond else ()
    return Section(words("pack_part.commitments"), (lead, *told, table), sections)


def _announced(context: PackContext) -> Section:
    """Build the public section: what was announced and done, without verdicts or failed searches."""
    rows = []
    for answer in context.answers:
        if answer.commitment:
            done = replace(
                answer, outcomes=tuple(outcome for outcome in answer.outcomes if outcome.verdict in _DONE)
            )
            _, text, _, found, cite = _outcome_row(context, done)
            rows.append((text, found, cite))
    return Section(
        context.words("pack_part.commitments"),
        (context.table("commitments", ("commitment", "found", "sources"), rows),),
    )


def _outcome_row(context: PackContext, answer: CommitmentOutcome) -> tuple[Cell, ...]:
    commitment = answer.commitment
    targets = answer.outcomes[0].targets if answer.outcomes else ()
    text: Cell = (
        context.teller.commitment(commitment)
        if commitment
        else context.partner_link(targets[0])
        if len(targets) == 1
        else context.names(targets)
    )
    found = " ".join(
        f"{outcome.date + ' ' if outcome.date else ''}{outcome.text.text(context.words.lang)}."
        for outcome in answer.outcomes
    )
    # An outcome "not found" has no source of its own; only the sources of the commitment are cited.
    reported = [outcome for outcome in answer.outcomes if outcome.verdict != "not_found"]
    cite = context.cite(
        sorted({word.source for word in replace(answer, outcomes=tuple(reported)).statements})[:4]
    )
    return (
        PageReference(commitment.id, commitment.id) if commitment else None,
        text,
        context.words.word("verdict", answer.verdict),
        found or None,
        cite,
    )
