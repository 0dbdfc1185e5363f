"""``figures``: print every figure with its meaning, beside what was announced."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from friendcircle.answers.output import OutputTable
from friendcircle.errors import CommandError
from friendcircle.options import Command, out_option
from friendcircle.relations import WorldInputs, read_day
from friendcircle.session import Session

HEADS = (
    "figure",
    "title_en",
    "title_zh",
    "year",
    "recorded",
    "announced",
    "announced_year",
    "meaning_en",
    "meaning_zh",
    "leaves_out_en",
    "leaves_out_zh",
    "facts",
    "as_of",
    "known_as_of",
)
PARTNER_HEADS = (
    "figure",
    "partner",
    "title_en",
    "title_zh",
    "recorded",
    "kind",
    *HEADS[HEADS.index("meaning_en") :],
)


@click.command(cls=Command, writes=False, help="figures.help")
@click.argument("partner", required=False)
@click.option("--year", type=click.IntRange(1800, 2999), help="figures.year_option")
@click.option("--as-of", metavar="D", help="strength.as_of_option")
@click.option("--known-as-of", metavar="D", help="strength.known_as_of_option")
@out_option
@click.pass_obj
def figures(
    session: Session,
    partner: str | None,
    year: int | None,
    as_of: str | None,
    known_as_of: str | None,
    out: Path | None,
) -> None:
    """Print the figures of a day and of a year, or those of one partner."""
    from friendcircle.answers.gaps import flat
    from graph.figures import FIGURES, FigureInput
    from queries.facts import visits

    if partner and year:
        raise CommandError("figures_year", where="--year")
    day = read_day(as_of, "--as-of") or session.today
    known = read_day(known_as_of, "--known-as-of")
    whole = year or day.year
    first, last = dt.date(whole, 1, 1), dt.date(whole, 12, 31)
    with session.open_store() as store:
        asked = WorldInputs(session, store, known)
        seen = () if partner else visits(store, asked.world, first, last)
    asked.nothing_yet(day)
    if partner:
        asked.check_partner(partner)
        _of_partner(asked, partner, day, out)
        return
    given = FigureInput(on_date=asked.on_date(day), naming=asked.naming, visits=seen, first=first, last=last)
    counts = [figure.count(given) for figure in FIGURES.values()]
    documents = [
        {
            "figure": found.figure.id,
            "title_en": found.figure.title.en,
            "title_zh": found.figure.title.zh,
            "year": whole if found.figure.period else None,
            "recorded": found.number,
            "announced": found.announced.value if found.announced else None,
            "announced_year": found.announced.year if found.announced else None,
            "meaning_en": found.figure.meaning.en,
            "meaning_zh": found.figure.meaning.zh,
            "leaves_out_en": found.figure.leaves_out.en,
            "leaves_out_zh": found.figure.leaves_out.zh,
            "facts": list(found.facts),
            "as_of": day.isoformat(),
            "known_as_of": known.isoformat() if known else None,
        }
        for found in counts
    ]
    lang = session.texts.lang
    rows = [
        (
            found.figure.title.text(lang),
            str(whole) if found.figure.period else "",
            "–" if found.unrecorded else str(found.number),
            f"{found.announced.value:g} ({found.announced.year})" if found.announced else "",
            found.figure.meaning.text(lang),
        )
        for found in counts
    ]
    csv = OutputTable(HEADS, [flat(document, HEADS) for document in documents])
    sheet = session.sheet(
        "figures",
        ("figure", "year", "recorded", "announced", "meaning"),
        rows,
        asked.title("figures.title", day),
    )
    session.answer(documents, sheet, csv=csv, out=out)


def _of_partner(asked: WorldInputs, partner: str, day: dt.date, out: Path | None) -> None:
    """Print the figures of one partner."""
    from friendcircle.answers.gaps import flat
    from graph.partner_figures import PARTNER_FIGURES
    from reports.wording.figures import partner_figure_text

    session, view = asked.session, asked.on_date(day).partners.get(partner)
    documents = [
        {
            "figure": figure.id,
            "partner": partner,
            "title_en": figure.title.en,
            "title_zh": figure.title.zh,
            "recorded": figure.value(view) if view else None,
            "kind": figure.kind(view) if view else "",
            "meaning_en": figure.meaning.en,
            "meaning_zh": figure.meaning.zh,
            "leaves_out_en": figure.leaves_out.en,
            "leaves_out_zh": figure.leaves_out.zh,
            "facts": list(figure.facts(view)) if view else [],
            "as_of": day.isoformat(),
            "known_as_of": asked.known.isoformat() if asked.known else None,
        }
        for figure in PARTNER_FIGURES.values()
    ]
    lang = session.texts.lang
    rows = [
        (
            figure.title.text(lang),
            partner_figure_text(figure, view, asked.words) if view else "–",
            figure.meaning.text(lang),
        )
        for figure in PARTNER_FIGURES.values()
    ]
    csv = OutputTable(PARTNER_HEADS, [flat(document, PARTNER_HEADS) for document in documents])
    title = asked.title("figures.title_partner", day, name=asked.teller.name(partner))
    sheet = session.sheet("figures", ("figure", "recorded", "meaning"), rows, title)
    session.answer(documents, sheet, csv=csv, out=out)
