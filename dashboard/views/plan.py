"""The page "Plan": what was promised, what was found of it, and what came beside it."""

from __future__ import annotations

from collections import Counter

from dashboard import sheets
from dashboard.material import material
from dashboard.page import Page, tell_problems
from graph.commitments import answers
from reports.content import Listing, Paragraph
from reports.pack import parts


def show(page: Page) -> None:
    """Draw the page."""
    t = page.t
    tell_problems(page.state.problems, t)
    as_of = page.state.as_of or page.last
    made = material(page, as_of)
    verdicts = Counter(answer.verdict for answer in answers(made.situation) if answer.promise)
    lead = [
        Paragraph(t("plan.lead"), note=True),
        Listing(tuple(f"{t.word('verdict', verdict)}: {number}" for verdict, number in verdicts.most_common())),
    ]
    sections = parts(made, ("commitments", "anniversaries"))
    content = sheets.document(page, t("plan.title"), t("plan.subtitle", date=as_of.isoformat()), sections, lead)
    sheets.show_document(page, content, key="plan")
