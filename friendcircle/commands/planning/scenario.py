"""``scenario``: compare the world before and after assumed changes; nothing is stored."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from friendcircle.errors import CommandError
from friendcircle.options import Command, FilePath, out_option
from friendcircle.relations import WorldInputs, read_day
from friendcircle.session import Session

if TYPE_CHECKING:
    from graph.planning.scenario import ScenarioComparison
    from graph.world_on_date import WorldOnDate


@click.command(cls=Command, writes=False, help="scenario.help")
@click.argument("file", type=FilePath(exists=True, dir_okay=False), metavar="FILE")
@click.option("--as-of", metavar="D", help="scenario.as_of_option")
@click.option("--known-as-of", metavar="D", help="strength.known_as_of_option")
@out_option
@click.pass_obj
def scenario(
    session: Session, file: Path, as_of: str | None, known_as_of: str | None, out: Path | None
) -> None:
    """Print the world as it is and as it would be."""
    from graph.planning.scenario import compare, idle, signed_already
    from graph.planning.scenario_file import read_scenario

    day = read_day(as_of, "--as-of")
    known = read_day(known_as_of, "--known-as-of")
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (UnicodeDecodeError, OSError) as error:
        raise CommandError("scenario_no_text", where=str(file)) from error
    with session.open_store() as store:
        asked = WorldInputs(session, store, known)
    read = read_scenario(text, str(file), asked.world, asked.config)
    if day:
        read = replace(read, as_of=day)
    done = compare(asked.world, read, asked.config, asked.rules, session.today, known)
    asked.check(done.as_of)
    for change in idle(read, done):
        session.remark("scenario.idle", where=change.where, day=done.as_of)
    for change, since in signed_already(asked.world, read):
        session.remark("scenario.signed", where=change.where, partner=change.values["partner"], since=since)
    if not done.shifts and not done.ended and not done.new:
        session.remark("scenario.nothing", day=done.as_of)
    _answer(asked, read.name or file.name, done, out)


def _answer(asked: WorldInputs, name: str, done: ScenarioComparison, out: Path | None) -> None:
    from friendcircle.answers.gaps import card, clocks, finding
    from friendcircle.answers.strength import rounded
    from graph.strength.bands import StrengthBand
    from reports.wording.sentences import Wording

    session, words = asked.session, asked.words
    teller = asked.teller
    after = Wording(done.after.world, asked.rules, asked.naming, words)

    def word(on_date: WorldOnDate, partner: str) -> str:
        view = on_date.partners.get(partner)
        return view.band.value if view else StrengthBand.NONE.value

    moved: list[dict[str, Any]] = [
        {
            "partner": shift.partner,
            "name_en": after.names(shift.partner)[0],
            "name_zh": after.names(shift.partner)[1],
            "strength_before": rounded(shift.before),
            "strength_after": rounded(shift.after),
            "difference": rounded(shift.difference),
            "band_before": word(done.before, shift.partner),
            "band_after": word(done.after, shift.partner),
        }
        for shift in done.shifts
    ]
    cards = {
        "before": [card(entry, teller, done.before) for entry in done.cards_before],
        "after": [card(entry, after, done.after) for entry in done.cards_after],
    }
    document = {
        "name": name,
        **clocks(done.before),
        "strength": moved,
        "findings_ended": [finding(entry, teller, done.before) for entry in done.ended],
        "findings_new": [finding(entry, after, done.after) for entry in done.new],
        "board_before": cards["before"],
        "board_after": cards["after"],
        "continents_before": {row.group: row.ties for row in done.spread_before.groups},
        "continents_after": {row.group: row.ties for row in done.spread_after.groups},
        "herfindahl_before": rounded(done.spread_before.herfindahl),
        "herfindahl_after": rounded(done.spread_after.herfindahl),
    }
    strengths = session.sheet(
        "scenario",
        ("name", "before", "after", "difference"),
        [
            (
                after.name(entry["partner"]),
                f"{entry['strength_before']:.1f} {words.word('band', entry['band_before'])}",
                f"{entry['strength_after']:.1f} {words.word('band', entry['band_after'])}",
                f"{entry['difference']:+.1f}",
            )
            for entry in moved
        ],
        asked.title("scenario.title", done.as_of, name=name),
    )
    findings = session.sheet(
        "scenario",
        ("change", "finding"),
        [(session.texts("scenario.ended"), teller.title(entry)) for entry in done.ended]
        + [(session.texts("scenario.new"), after.title(entry)) for entry in done.new],
        session.texts("scenario.findings"),
    )
    before, then = document["continents_before"], document["continents_after"]
    assert isinstance(before, dict) and isinstance(then, dict)
    groups = sorted({*before, *then}, key=lambda group: (-then.get(group, 0), group))
    layout = session.sheet(
        "scenario",
        ("continent", "before", "after"),
        [(words.word("continent", group), before.get(group, 0), then.get(group, 0)) for group in groups],
        session.texts("scenario.layout"),
    )
    # An empty table for people says so; one for programs has no rows.
    shown = [
        sheet
        if sheet.rows
        else replace(sheet, rows=[(session.texts("scenario.none"), *[""] * (len(sheet.heads) - 1))])
        for sheet in (strengths, findings)
    ]
    session.answer(document, *shown, layout, csv=strengths, out=out)
