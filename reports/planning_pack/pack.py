"""Build the planning pack of a home on a day as a document for Word, Excel and the browser. Pure.

The internal pack contains everything. The public pack uses public statements only (its world contains no
others) and omits strength, ranking, findings and candidates.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from graph.network.links import Network
from graph.planning.anniversaries import EventRecorded
from graph.planning.findings import Certainty, Finding
from graph.planning.next_steps import FIRST_PAGE
from reports.document import Block, Document, Listing, Paragraph, Section
from reports.planning_pack import questions
from reports.planning_pack.context import PackContext
from reports.planning_pack.coverage import coverage_section
from reports.planning_pack.findings import findings_section, first_steps_section
from reports.planning_pack.introductions import IntroductionSection
from reports.planning_pack.material import PackInput, SourceLine
from reports.planning_pack.planned_work import anniversaries_section, board_section, commitments_section
from reports.planning_pack.state_and_changes import changes_section, ranking_section, state_section
from reports.wording.candidates import reasons
from reports.wording.introductions import IntroductionWording

#: Maximum number of candidates for whom introductions are looked up.
_SOUGHT = 5


def pack(material: PackInput) -> Document:
    """Build the pack."""
    return _document(PackContext(material))


def parts(material: PackInput, names: Sequence[str]) -> list[Section]:
    """Build some parts of the pack, and the list of the sources that they cite.

    :param names: any of ``changes``, ``ranking``, ``findings``, ``board``, ``anniversaries``,
        ``commitments``, ``coverage``, ``candidates`` and ``questions``
    """
    context = PackContext(material)
    return [_PARTS[name](context) for name in (*names, "sources")]


def _document(context: PackContext) -> Document:
    """Assemble all parts in order."""
    words, day = context.words, context.on_date.day
    home = context.teller.name(context.on_date.world.home.id)
    known = context.on_date.as_of.known_on
    sections = [first_steps_section(context)] if context.internal else []
    sections += [state_section(context), changes_section(context)]
    if context.internal:
        sections += [ranking_section(context), findings_section(context)]
    sections += [board_section(context), anniversaries_section(context), commitments_section(context)]
    if context.internal:
        sections += [coverage_section(context), candidates_section(context)]
        if network := context.material.network:
            sections.append(introductions_section(context, network))
        sections += [questions_section(context), agenda_section(context)]
    sections.append(sources_section(context))
    period = context.material.period
    clocks = (
        words("pack.clocks", day=day, known=known.isoformat()) if known else words("pack.clocks_all", day=day)
    )
    until = context.material.recorded_until
    if until and until < day:
        clocks += words("pack.recorded", day=until)
    digest = (
        words("pack.digest", strength=context.on_date.config.hash, rules=context.material.rules.hash)
        if context.internal
        else ""
    )
    return Document(
        title=words("pack.title", home=home, period=period)
        if context.internal
        else words("pack.title_public", home=home, period=period),
        subtitle=clocks,
        lang=words.lang,
        header=words("pack.header_internal", home=home)
        if context.internal
        else words("pack.header_public", home=home),
        footer=" · ".join(part for part in (clocks, digest) if part),
        sections=tuple(sections),
        lead=tuple(_lead(context)),
        overview=words("pack_sheet.overview"),
    )


def _lead(context: PackContext) -> list[Block]:
    blocks: list[Block] = [
        Paragraph(
            context.words("pack.lead_internal") if context.internal else context.words("pack.lead_public"),
            note=True,
        )
    ]
    period, day = context.material.period, context.on_date.day
    if period < day.year:
        blocks.append(Paragraph(context.words("pack.period_is_over", period=period, day=day), note=True))
    if not context.on_date.partners:
        blocks.append(Paragraph(context.words("pack.no_data", day=context.on_date.day)))
    return blocks


def candidates_section(context: PackContext) -> Section:
    """Build the section on candidates for new ties."""
    words = context.words
    rows = []
    for entry in context.candidates:
        speaks_for, against, missing = reasons(entry, context.teller, words, weighed=False)
        rows.append(
            (
                context.partner_link(entry.party.id) if entry.met else context.teller.party_name(entry.party),
                f"{entry.known:.0%}",
                words("list.and").join(speaks_for),
                words("list.and").join([*against, *missing]),
            )
        )
    heads = ("partner", "known", "for", "against")
    note = Paragraph(words("pack.candidates_note"), note=True)
    return Section(words("pack_part.candidates"), (note, context.table("candidates", heads, rows)))


def introductions_section(context: PackContext, network: Network) -> Section:
    """Build the section on who can introduce the home to its open targets and to the best candidates."""
    targets = [card.partner for card in context.open_targets]
    best = [entry.party.id for entry in context.candidates if entry.met][:_SOUGHT]
    sought = dict.fromkeys([*targets, *best])
    teller = IntroductionWording(network.recorded, context.teller.naming, context.words)
    return IntroductionSection(
        network=network, teller=teller, words=context.words, cite=context.cite, table=context.table
    ).section(list(sought))


def questions_section(context: PackContext) -> Section:
    """Build the section with the ten questions, each with its answer and the query behind it."""
    material, naming = context.material, context.teller.naming
    asked = questions.on_day(
        material.asked,
        context.on_date,
        context.answers,
        context.marks,
        _channels(context),
    )
    found = questions.lines(
        asked,
        material.period,
        context.on_date.day,
        context.words,
        context.teller.name,
        lambda code: naming.area_name(code, context.words.lang),
        material.figures,
    )
    table = context.table("questions", ("question", "answer", "query"), found)
    return Section(context.words("pack_part.questions"), (table,))


def _channels(context: PackContext) -> list[Finding] | None:
    """Return the findings of rule G8; None if the office has switched it off."""
    return (
        [finding for finding in context.found if finding.rule == questions.CHANNEL_RULE]
        if context.material.rules[questions.CHANNEL_RULE].on
        else None
    )


def agenda_section(context: PackContext) -> Section:
    """Build the agenda from the results of the other parts."""
    words = context.words
    points = [words("pack.agenda_board", n=context.on_their_way.number)]
    points += [
        words(
            "pack.agenda_step",
            step=context.teller.next_step(step.first),
            names=context.names(step.partners) if step.partners else context.teller.says(step.first),
        )
        for step in context.steps[:FIRST_PAGE]
    ]
    unmarked = [entry for entry in context.marks if entry.marked is EventRecorded.NONE and entry.main]
    if unmarked:
        points.append(
            words("pack.agenda_anniversaries", names=context.names(entry.partner for entry in unmarked))
        )
    open_ones = [
        answer
        for answer in context.answers
        if answer.commitment and answer.verdict in ("open", "not_recorded", "not_found")
    ]
    points.append(words("pack.agenda_commitments", n=len(open_ones)))
    unknown = sum(finding.certainty is Certainty.UNKNOWN for finding in context.found)
    points.append(words("pack.agenda_records", n=unknown))
    return Section(words("pack_part.agenda"), (Listing(tuple(points)),))


def sources_section(context: PackContext) -> Section:
    """Build the list of the sources cited so far."""
    rows = []
    for source, number in context.cited.items():
        entry = context.material.sources.get(source) or SourceLine(id=source, title=source)
        rows.append(
            (
                number,
                entry.title,
                entry.publisher or None,
                entry.date or None,
                entry.grade or None,
                entry.url or None,
            )
        )
    heads = ("number", "source", "publisher", "date", "grade", "address")
    note = Paragraph(context.words("pack.sources_note"), note=True)
    return Section(
        context.words("pack_part.sources"), (note, replace(context.table("sources", heads, rows), lines=True))
    )


#: Sections that a page shows by themselves.
_PARTS: dict[str, Callable[[PackContext], Section]] = {
    "changes": changes_section,
    "ranking": ranking_section,
    "findings": findings_section,
    "board": board_section,
    "anniversaries": anniversaries_section,
    "commitments": commitments_section,
    "coverage": coverage_section,
    "candidates": candidates_section,
    "questions": questions_section,
    "sources": sources_section,
}
