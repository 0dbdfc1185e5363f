"""``figures``: print every figure with its meaning, beside what was announced."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from friendcircle.answers.output import OutputTable
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


@click.command(cls=Command, writes=False, help="figures.help")
@click.option("--year", type=click.IntRange(1800, 2999), help="figures.year_option")
@click.option("--as-of", metavar="D", help="strength.as_of_option")
@click.option("--known-as-of", metavar="D", help="strength.known_as_of_option")
@out_option
@click.pass_obj
def figures(
    session: Session, year: int | None, as_of: str | None, known_as_of: str | None, out: Path | None
) -> None:
    """Print the figures of a day and of a year."""
    from friendcircle.answers.gaps import flat
    from graph.figures import FIGURES, FigureInput
    from queries.facts import visits

    day = read_day(as_of, "--as-of") or session.today
    known = read_day(known_as_of, "--known-as-of")
    whole = year or day.year
    first, last = dt.date(whole, 1, 1), dt.date(whole, 12, 31)
    with session.open_store() as store:
        asked = WorldInputs(session, store, known)
        seen = visits(store, asked.world, first, last)
    asked.nothing_yet(day)
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
            str(found.number),
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
