"""The page "Plan": commitments, outcomes with sources, responsibilities, and further results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dashboard.components.frame import tell_problems
from dashboard.core.page import Page
from dashboard.core.page_state import PageState
from dashboard.shared import document_page, place_names
from dashboard.shared.catalogue_answers import material
from dashboard.shared.document_page import counted
from graph.planning.commitments import NOT_RECORDED, OPEN, ORDER, CommitmentOutcome, answers, due
from reports.document import Block, Cell, PageReference, Paragraph, Section, Table
from reports.planning_pack.pack import parts
from reports.wording.sentences import Wording

#: Verdicts in the order of a meeting: done, open, not recorded.
_VERDICTS = (*ORDER, OPEN, NOT_RECORDED)
#: Optional attributes of a commitment besides its text, each a column of the table of commitments.
_WORK = ("division", "others", "measure", "progress", "blocked_by")


def show(page: Page[PageState]) -> None:
    """Draw the page."""
    t = page.t
    tell_problems(page.state.problems, t)
    as_of = page.day
    made = material(page, page.as_of)
    found = [answer for answer in answers(made.on_date) if answer.commitment]
    commitments, sources = parts(made, ("commitments",))
    sections = [
        Section(t("plan.verdicts"), _verdicts(page, found)),
        commitments,
        Section(t("plan.work"), _work(page, found, made.teller)),
        sources,
    ]
    content = document_page.document(
        page,
        t("plan.title"),
        t("plan.subtitle", date=as_of.isoformat()),
        sections,
        [Paragraph(t("plan.lead"), note=True)],
    )
    document_page.show_document(page, content, key="plan")


def _verdicts(page: Page[PageState], found: Sequence[CommitmentOutcome]) -> tuple[Block, ...]:
    """Return the number of commitments per verdict and plan; every number links to its commitments."""
    t, names = page.t, place_names.called_places(page.now, page.t.lang)
    plans = sorted({answer.commitment.plan for answer in found if answer.commitment})
    counts = Counter(answer.verdict for answer in found)
    used = [verdict for verdict in (*_VERDICTS, *sorted(set(counts) - {*_VERDICTS})) if counts[verdict]]

    def ids(plan: str, verdict: str = "") -> list[str]:
        return [
            answer.commitment.id
            for answer in found
            if answer.commitment and answer.commitment.plan == plan and verdict in ("", answer.verdict)
        ]

    rows: list[tuple[Cell, ...]] = [
        (
            PageReference(names.get(plan, plan), plan),
            counted(ids(plan)),
            *(counted(ids(plan, verdict)) for verdict in used),
        )
        for plan in plans
    ]
    heads = (t("plan.plan"), t("plan.all"), *(t.word("verdict", verdict) for verdict in used))
    table = Table(name=t("plan.verdicts"), heads=heads, rows=tuple(rows), empty=t("plan.none"))
    return (Paragraph(t("plan.numbers_lead"), note=True), table) if rows else (table,)


def _work(page: Page[PageState], found: Sequence[CommitmentOutcome], teller: Wording) -> tuple[Block, ...]:
    """Return who is responsible, due date, measure, progress and obstacles, where any is recorded."""
    t = page.t
    given = [
        name
        for name in _WORK
        if any(answer.commitment and getattr(answer.commitment, name) for answer in found)
    ]
    rows: list[tuple[Cell, ...]] = []
    for answer in found:
        commitment = answer.commitment
        if commitment is None or not any((due(commitment), *(getattr(commitment, name) for name in _WORK))):
            continue
        until = due(commitment)
        told = (getattr(commitment, name) or None for name in given)
        rows.append(
            (
                PageReference(commitment.id, commitment.id),
                teller.commitment(commitment),
                until.isoformat() if until else None,
                *told,
            )
        )
    heads = (t("plan.item"), t("plan.text"), t("plan.due"), *(t(f"plan.{name}") for name in given))
    missing = [t(f"plan.{name}") for name in _WORK if name not in given]
    note = (
        [Paragraph(t("plan.missing", columns=t("list.tags").join(missing)), note=True)]
        if missing and found
        else []
    )
    return (*note, Table(name=t("plan.work"), heads=heads, rows=tuple(rows), empty=t("plan.no_work")))
