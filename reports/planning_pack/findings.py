"""The sections on findings: what to do first, and all findings by urgency. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.planning.findings import Certainty, Finding
from graph.planning.gap_rules import SEVERITIES
from graph.planning.next_steps import FIRST_PAGE, NextStep, next_steps
from reports.document import Cell, PageReference, PageReferences, Paragraph, Section
from reports.planning_pack.context import PackContext

#: Maximum number of partners named in a line of the first page.
_NAMED = 6


def first_steps_section(context: PackContext) -> Section:
    """Build the first page: at most seven steps, in the order in which a meeting takes them."""
    words, shown = context.words, context.steps[:FIRST_PAGE]
    heads = ("next_step", "partner", "finding", "due", "asked_for", "sources")
    rows = [_step_row(context, step) for step in shown]
    table = context.table("first_steps", heads, rows)
    lead = words("pack.first_steps_lead", shown=len(shown), all=len(context.steps))
    return Section(words("pack_part.first_steps"), (Paragraph(lead, note=True), table))


def _step_row(context: PackContext, step: NextStep) -> tuple[Cell, ...]:
    asked = [context.commitment(identifier) for identifier in step.commitments]
    return (
        context.teller.next_step(step.first),
        _partners(context, step),
        context.teller.step_says(step),
        step.due.isoformat() if step.due else None,
        context.joined(asked) or None,
        context.cite(step.sources[:3]),
    )


def _partners(context: PackContext, step: NextStep) -> Cell:
    if not step.partners:
        return None
    named = step.partners[:_NAMED]
    items = tuple(PageReference(context.teller.name(partner), partner) for partner in named)
    more = len(step.partners) - len(named)
    return PageReferences(
        items, context.words("question.more", n=more) if more else "", context.words("list.tags")
    )


def findings_section(context: PackContext) -> Section:
    """Build the section on findings, one part for each severity."""
    words = context.words
    sections = []
    for severity in SEVERITIES:
        mine = [finding for finding in context.found if finding.severity == severity]
        rows = [_finding_row(context, finding) for finding in mine]
        heads = ("rule", "partner", "finding", "certainty", "next_step", "sources")
        name = words.word("severity", severity).capitalize()
        every = context.table(f"findings_{severity}", heads, rows)
        table = replace(every, short=_grouped_rows(context, mine))
        sections.append(Section(words("pack.findings_of", name=name, n=len(mine)), (table,)))
    sure = sum(finding.certainty is Certainty.GAP for finding in context.found)
    lead = Paragraph(
        words("pack.findings_lead", n=len(context.found), sure=sure, unknown=len(context.found) - sure)
    )
    return Section(words("pack_part.findings"), (lead,), tuple(sections))


def _grouped_rows(context: PackContext, findings: Sequence[Finding]) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows for DOCX and HTML: findings of one rule that ask for the same step share a row."""
    rows: list[tuple[Cell, ...]] = []
    for step in next_steps(context.on_date, findings):
        if len(step.findings) == 1:
            rows.append(_finding_row(context, step.first))
            continue
        rows.append(
            (
                f"{step.rule} {context.teller.rule(step.first)}",
                _partners(context, step),
                context.words("pack.alike", n=len(step.findings), says=_sentences(context, step.findings)),
                context.words.word("certainty", step.certainty.value),
                context.teller.next_step(step.first),
                context.cite(step.sources[:3]),
            )
        )
    return tuple(rows)


def _sentences(context: PackContext, findings: Sequence[Finding]) -> str:
    """Return the sentences about several partners: one if it is the same for all, else one per group."""
    by_sentence: dict[str, list[str]] = {}
    for finding in findings:
        by_sentence.setdefault(context.teller.says(finding), []).append(finding.partner)
    if len(by_sentence) == 1:
        return next(iter(by_sentence))
    return context.words("list.and").join(
        context.words("pack.of_them", names=context.names(partners), says=says) if any(partners) else says
        for says, partners in by_sentence.items()
    )


def _finding_row(context: PackContext, finding: Finding) -> tuple[Cell, ...]:
    return (
        f"{finding.rule} {context.teller.rule(finding)}",
        context.partner_link(finding.partner),
        context.teller.says(finding),
        context.words.word("certainty", finding.certainty.value),
        context.teller.next_step(finding),
        context.cite(finding.sources[:3]),
    )
