"""The section on findings. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.planning.findings import Certainty, Finding
from graph.planning.gap_rules import SEVERITIES
from reports.document import Cell, Paragraph, Section
from reports.planning_pack.context import PackContext

#: Findings that say the same of at least this many partners share one row in DOCX and HTML.
_MANY = 4


def findings_section(context: PackContext) -> Section:
    """Build the section on findings, one part for each severity."""
    words = context.words
    sections = []
    for severity in SEVERITIES:
        mine = [finding for finding in context.found if finding.severity == severity]
        rows = [_finding_row(context, finding) for finding in mine]
        heads = ("rule", "partner", "finding", "certainty", "next_step", "sources")
        name = words.word("severity", severity).capitalize()
        table = replace(context.table(f"findings_{severity}", heads, rows), short=_merged_rows(context, mine))
        sections.append(Section(words("pack.findings_of", name=name, n=len(mine)), (table,)))
    sure = sum(finding.certainty is Certainty.GAP for finding in context.found)
    lead = Paragraph(
        words("pack.findings_lead", n=len(context.found), sure=sure, unknown=len(context.found) - sure)
    )
    return Section(words("pack_part.findings"), (lead,), tuple(sections))


def _merged_rows(context: PackContext, findings: Sequence[Finding]) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows for DOCX and HTML: equal findings of one rule about many partners share a row."""
    alike: dict[tuple[str, str, str, str], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.rule, finding.case, finding.certainty.value, finding.next), []).append(
            finding
        )
    rows: list[tuple[Cell, ...]] = []
    for group in alike.values():
        if len(group) < _MANY or not all(finding.partner for finding in group):
            rows += [_finding_row(context, finding) for finding in group]
            continue
        first = group[0]
        partners = context.names(finding.partner for finding in group)
        cite = context.cite(sorted({source for finding in group for source in finding.sources})[:3])
        rows.append(
            (
                f"{first.rule} {context.teller.rule(first)}",
                partners,
                context.words("pack.alike", n=len(group), says=_sentences(context, group)),
                *_finding_row(context, first)[3:5],
                cite,
            )
        )
    return tuple(rows)


def _sentences(context: PackContext, findings: Sequence[Finding]) -> str:
    """Return the sentences about several partners: one if it is the same for all, else one per group."""
    partners_by_sentence: dict[str, list[str]] = {}
    for finding in findings:
        partners_by_sentence.setdefault(context.teller.says(finding), []).append(finding.partner)
    if len(partners_by_sentence) == 1:
        return next(iter(partners_by_sentence))
    return context.words("list.and").join(
        context.words("pack.of_them", names=context.names(partners), says=says)
        for says, partners in partners_by_sentence.items()
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
