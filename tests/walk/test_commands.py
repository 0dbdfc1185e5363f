"""Commands that show figures, as JSON and as text, on days of the walk."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from dashboard.core.texts import load_texts
from friendcircle.commands import front
from friendcircle.texts import load_texts as command_texts
from graph.figures import FIGURES
from graph.partner_figures import PARTNER_FIGURES
from tests.friendcircle.command_line import CommandLine
from tests.independent.contacts import Contacts
from tests.independent.places import CONTINENTS, continent
from tests.independent.ties import relations
from tests.walk.moments import MOMENTS, Moment, expected, expected_of_year, parameters
from tests.walk.reading import NUMBER, reader, stated, tells_of_contacts

#: A day of one clock, and one known later, each with the language of the texts.
DAYS = ((MOMENTS[0], "zh"), (MOMENTS[2], "en"))
on_days = pytest.mark.parametrize(("moment", "lang"), DAYS, ids=str)


#: Commands of this walk, and those that show none of the figures.
WALKED = {"brief", "candidates", "figures", "gaps", "pending", "query", "strength"}
OTHERS = {
    "anniversaries",  # years
    "cypher",
    "dashboard",
    "doctor",
    "enter",
    "entries",
    "init",
    "load",
    "map",
    "network",  # relations and visits between two parties
    "path",
    "perspective",
    "queries",
    "review",  # pairs that may be one happening
    "scenario",  # what would be
    "sources",
    "store",
    "export",
    "template",
    "undo",
}


def test_every_command_was_looked_at() -> None:
    assert {*front.commands} - WALKED == OTHERS


def clocks(moment: Moment) -> list[str]:
    return [
        part for name, value in parameters(moment).items() for part in (f"--{name.replace('_', '-')}", value)
    ]


def ask(cli: CommandLine, moment: Moment, *command: str) -> Any:
    """Return the JSON answer of a command on a day."""
    answer = cli(*command, *clocks(moment), "--format", "json", "--quiet")
    assert answer.status == 0, answer.err
    return answer.json


def held(partner: str, moment: Moment) -> Contacts:
    return expected(moment).contacts.get(partner, Contacts(()))


@on_days
def test_figures(cli: CommandLine, moment: Moment, lang: str) -> None:
    year = moment[0].year - 1
    wanted = {**expected(moment).facts, **expected_of_year(year, moment)}
    numbers = {name: 0 if name == "persons_received" else len(ids) for name, ids in wanted.items()}
    found = {row["figure"]: row for row in ask(cli, moment, "figures", "--year", str(year))}
    assert found.keys() == wanted.keys()
    for name, row in found.items():
        assert {*row["facts"]} == wanted[name], name
        assert row["recorded"] == numbers[name], name
        of_year = row["year"] is not None
        told = stated(name, year if of_year else moment[0].year, moment, of_year=of_year)
        assert (row["announced"], row["announced_year"]) == told, name
    text = cli("figures", "--year", str(year), *clocks(moment), FRIENDCIRCLE_LANG=lang).out
    for name, figure in FIGURES.items():
        title = figure.title.text(lang)
        (line,) = [row for row in text.splitlines() if row.startswith(f"{title}  ")]
        cells = line.removeprefix(title).split()
        told_as = "–" if name == "persons_received" else str(numbers[name])
        assert cells[1 if figure.period else 0] == told_as, name


def test_figures_of_a_partner(cli: CommandLine) -> None:
    moment = DAYS[0][0]
    contacts = held("cardiff", moment)
    assert contacts.last
    found = {row["figure"]: row for row in ask(cli, moment, "figures", "cardiff")}
    assert {name: row["recorded"] for name, row in found.items()} == {
        "last_contact": contacts.last.start,
        "contacts_lately": len(contacts.lately(moment[0])),
        "contacts": len(contacts.counted()),
    }
    assert found["last_contact"]["kind"] == contacts.last.kind
    assert found.keys() == PARTNER_FIGURES.keys()


@on_days
def test_strength(cli: CommandLine, moment: Moment, lang: str) -> None:
    found = ask(cli, moment, "strength")
    assert len(found) > 40
    for row in found:
        contacts = held(row["partner"], moment)
        last = contacts.last
        assert (row["last_contact"], row["last_contact_kind"], row["contacts_in_three_years"]) == (
            last.start if last else "",
            last.kind if last else "",
            len(contacts.lately(moment[0])),
        ), row["partner"]
    partner = "nice" if lang == "zh" else "izmir"
    title = cli("strength", partner, *clocks(moment), FRIENDCIRCLE_LANG=lang).out.splitlines()[0]
    assert tells_of_contacts(title, held(partner, moment), moment, load_texts(lang)), title


@on_days
def test_board(cli: CommandLine, moment: Moment, lang: str) -> None:
    cards = ask(cli, moment, "pending")
    ways = expected(moment).facts["ties_on_their_way"]
    targets = [card for card in cards if card["lane"] == "target" and card["stage"] != "signed"]
    assert len(targets) == len(ways)
    for card in cards:
        last = held(card["partner"], moment).last
        assert (card["last_contact"] or "") == (last.start if last else ""), card["partner"]
    title = cli("pending", *clocks(moment), FRIENDCIRCLE_LANG=lang).out.splitlines()[0]
    values = {"day": r"[\d-]+", "known": ".*", "way": NUMBER, "count": NUMBER}
    shown = reader(command_texts(lang), "pending.title", **values).fullmatch(title)
    assert shown and (int(shown["way"]), int(shown["count"])) == (len(ways), len(cards)), title


@on_days
def test_findings(cli: CommandLine, moment: Moment, lang: str) -> None:
    found = ask(cli, moment, "gaps", "--rule", "G3,G4,G11", "--lang", lang)
    sisters = expected(moment).number("sister_cities")
    blank = [row for row in found if row["rule"] == "G11"]
    assert blank and all(row["figures"]["ties"] == sisters for row in blank)
    assert all(str(sisters) in re.findall(NUMBER, row["says"]) for row in blank)
    silent = [row for row in found if row["rule"] in ("G3", "G4")]
    assert silent
    for row in silent:
        contacts = held(row["partner"], moment)
        assert row["figures"]["contacts"] == len(contacts.counted()), row["partner"]
        assert not contacts.lately(moment[0]), row["partner"]
        if row["case"] == "silent":
            assert contacts.last and row["figures"]["last"] == contacts.last.start, row["partner"]
            assert contacts.last.start in row["says"]


@on_days
def test_candidates(cli: CommandLine, moment: Moment, lang: str) -> None:
    found, t = ask(cli, moment, "candidates", "--lang", lang), load_texts(lang)
    there = Counter(continent(tie.other) for tie in relations(*moment) if tie.kind == "sister_city")
    assert found
    told = reader(t, "candidates.portfolio", ties=NUMBER, continent=".+?")
    of_name = {t.word("continent", code): code for code in CONTINENTS}
    for row in found:
        assert row["contacts"] == len(held(row["place"], moment).counted()), row["place"]
        (text,) = [text for text in row["for"] + row["against"] if told.match(text)]
        (code,) = [of_name[name] for name in of_name if name in text and f"South {name}" not in text]
        assert re.findall(NUMBER, text)[0] == str(there[code]), text
