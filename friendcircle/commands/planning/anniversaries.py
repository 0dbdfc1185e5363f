"""``anniversaries``: list those of a year and the events that mark them, and write a calendar file."""

from __future__ import annotations

from pathlib import Path

import click

from friendcircle.answers.output import OutputTable, replace_output
from friendcircle.options import Command, FilePath, out_option
from friendcircle.relations import WorldInputs, read_day
from friendcircle.session import Session

HEADS = (
    "partner",
    "name_en",
    "name_zh",
    "group",
    "kind",
    "stage",
    "signed",
    "day",
    "years",
    "marked",
    "event",
    "event_date",
    "lead_days",
    "tie",
    "sources",
    "as_of",
    "known_as_of",
)


@click.command(cls=Command, writes=False, help="anniversaries.help")
@click.option("--year", type=click.IntRange(1900, 2999), metavar="Y", help="anniversaries.year_option")
@click.option("--every", type=click.IntRange(1, 100), metavar="N", help="anniversaries.every_option")
@click.option("--as-of", metavar="D", help="strength.as_of_option")
@click.option("--known-as-of", metavar="D", help="strength.known_as_of_option")
@click.option("--ics", type=FilePath(dir_okay=False), metavar="FILE", help="anniversaries.ics_option")
@out_option
@click.pass_obj
def anniversaries(
    session: Session,
    year: int | None,
    every: int | None,
    as_of: str | None,
    known_as_of: str | None,
    ics: Path | None,
    out: Path | None,
) -> None:
    """Print the anniversaries, those of sister cities first."""
    from friendcircle.answers.gaps import anniversary, flat
    from graph.planning.anniversaries import anniversaries as of_year

    day = read_day(as_of, "--as-of") or session.today
    known = read_day(known_as_of, "--known-as-of")
    with session.open_store() as store:
        asked = WorldInputs(session, store, known)
    on_date, teller, words = asked.on_date(day), asked.teller, asked.words
    rule = asked.rules["G5"]
    chosen = year or day.year
    found = (
        ()
        if asked.nothing_yet(day)
        else of_year(on_date, chosen, every or int(rule.number("every")), rule.number("months"))
    )
    documents = sorted(
        (anniversary(entry, teller, on_date) for entry in found),
        key=lambda entry: entry["group"] != "sister_city",
    )
    if ics is not None:
        from reports.writers.icalendar import calendar_text

        replace_output(ics, calendar_text(found, teller, asked.office.home, words).encode())
    by_tie = {(entry.partner, entry.tie, entry.kind, entry.stage): entry for entry in found}
    rows = []
    for document in documents:
        entry = by_tie[document["partner"], document["tie"], document["kind"], document["stage"]]
        told = words.word("marked", entry.marked.value) + (
            f" {entry.event_date} ({entry.event})" if entry.event else ""
        )
        stage = "" if entry.stage == "signed" else f" · {words.word('stage', entry.stage)}"
        rows.append(
            (
                entry.day,
                teller.name(entry.partner),
                entry.years,
                words.word("tie_kind", entry.kind) + stage,
                entry.signed,
                told,
                document["lead_days"],
            )
        )
    heads = ("day", "name", "years", "kind", "signed", "marked", "lead_days")
    csv = OutputTable(HEADS, [flat(document, HEADS) for document in documents])
    title = asked.title("anniversaries.title", day, year=chosen, count=len(documents))
    session.answer(documents, session.sheet("anniversaries", heads, rows, title), csv=csv, out=out)
