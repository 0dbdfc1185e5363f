"""The wording of a figure: its number beside the announced total, and what it means. Pure."""

from __future__ import annotations

from graph.figures import Figure, FigureCount
from graph.i18n import Texts
from graph.partner_figures import PartnerFigure
from graph.world_on_date import PartnerOnDate


def figure_text(found: FigureCount, words: Texts) -> str:
    """Return the number of a figure; beside an announced total never the recorded number alone."""
    if found.announced is None or found.share is None:
        return words("figure.none_recorded") if found.unrecorded else words("figure.recorded", n=found.number)
    if found.unrecorded:
        return words(
            "figure.none_of_announced", total=f"{found.announced.value:g}", year=found.announced.year
        )
    return words(
        "figure.of_announced",
        n=found.number,
        total=f"{found.announced.value:g}",
        year=found.announced.year,
        share=round(100 * found.share),
    )


def public_figure_text(found: FigureCount, words: Texts) -> str:
    """Return the number of a figure for the public: what was announced, else what is recorded."""
    if found.announced is None:
        return figure_text(found, words)
    return words("figure.announced", total=f"{found.announced.value:g}", year=found.announced.year)


def partner_figure_text(figure: PartnerFigure, view: PartnerOnDate, words: Texts) -> str:
    """Return the value of a partner's figure; of the last contact also its kind."""
    value, last = figure.value(view), view.record.last
    if not figure.kind(view) or last is None:
        return "–" if value == "" else str(value)
    kind = words.word("direction" if last.what == "visit" else "event_kind", figure.kind(view))
    return f"{value} · {kind}"


def figure_help(figure: Figure | PartnerFigure, words: Texts) -> str:
    """Return what a figure counts and leaves out."""
    lang = words.lang
    return words(
        "figure.help",
        title=figure.title.text(lang),
        meaning=figure.meaning.text(lang),
        leaves_out=figure.leaves_out.text(lang),
    )


def figure_meaning(found: FigureCount, words: Texts) -> str:
    """Return what a figure counts and leaves out, and the announced total if there is one."""
    text = figure_help(found.figure, words)
    return words("list.sentences").join([text, figure_text(found, words)]) if found.announced else text
