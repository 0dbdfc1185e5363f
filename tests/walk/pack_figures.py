"""The figures of a pack, read from its lines and tables, against the CSV files."""

from __future__ import annotations

import re
from collections import Counter

from dashboard.core.texts import load_texts
from graph.figures import FIGURES
from graph.i18n import Texts
from tests.independent.contacts import Contacts
from tests.independent.tables import table
from tests.walk.moments import Moment, by_continent, expected, expected_of_year
from tests.walk.reading import DATE, NUMBER, numbers_of_figure, reader, stated, tells_of_contacts

TIES = ("sister_cities", "exchange_cities", "sister_ports", "other_ties")
#: Rows of a table, its heads first.
Rows = list[list[str]]


def check_pack(lines: list[str], tables: list[Rows], moment: Moment, lang: str) -> None:
    """Compare every figure of a pack for internal use."""
    t, wanted, year = load_texts(lang), expected(moment), moment[0].year
    for name in TIES:
        told = numbers_of_figure(line_of(lines, FIGURES[name].title.text(lang), t), t)
        assert told == (wanted.number(name), *stated(name, year, moment, of_year=False)), name
    for key, further in (("pack.targets", {"names": ".*"}), ("pack.agenda_board", {})):
        told_of = reader(t, key, n=NUMBER, **further)
        (found,) = [match for line in lines if (match := told_of.search(line))]
        assert int(found["n"]) == wanted.number("ties_on_their_way"), key
    _groups(lines, tables, moment, t)
    _last_contacts(tables, moment, t)
    continents = _headed(tables, t("pack_head.contacts"))
    names = {t.word("continent", code): number for code, number in by_continent(moment).items()}
    assert {row[0]: int(row[1]) for row in continents[1:] if int(row[1])} == names


def line_of(lines: list[str], title: str, t: Texts) -> str:
    """Return the line on a figure of ties, without the numbers of its sources."""
    start = t("pack.ties", figure=title, text="")
    (line,) = [line for line in lines if line.lstrip("• ").startswith(start)]
    return line


def _headed(tables: list[Rows], head: str) -> Rows:
    """Return the table that has a head."""
    (found,) = [one for one in tables if one and head in one[0]]
    return found


def _groups(lines: list[str], tables: list[Rows], moment: Moment, t: Texts) -> None:
    """Compare the groups of the last year, on the first pages and in the ten questions."""
    year = moment[0].year - 1
    counts = {name: len(ids) for name, ids in expected_of_year(year, moment).items()}
    before = len(expected_of_year(year - 1, moment)["groups_received"])
    told = (counts["groups_received"], *stated("groups_received", year, moment, of_year=True))
    text = reader(t, "pack.groups", year=str(year), text=".*")
    (line,) = [line for line in lines if text.search(line)]
    assert numbers_of_figure(line, t) == told
    further = reader(t, "pack.register", year=str(year), groups_received_by_others=NUMBER, groups_sent=NUMBER)
    (found,) = [match for line in lines if (match := further.search(line))]
    assert {name: int(value) for name, value in found.groupdict().items() if name != "year"} == {
        name: counts[name] for name in ("groups_received_by_others", "groups_sent")
    }
    asked = reader(t, "question.groups_line", year=str(year), text=".*", before=".*?")
    answers = [cell for one in tables for row in one for cell in row if asked.match(cell)]
    assert bool(answers) == bool(told[0])
    for answer in answers:
        match = asked.match(answer)
        assert match and numbers_of_figure(match["text"], t) == told
        assert re.findall(NUMBER, answer[len(match["text"]) :]) and str(before) in re.findall(NUMBER, answer)


def _last_contacts(tables: list[Rows], moment: Moment, t: Texts) -> None:
    """Compare the last contact of every partner of the ranking, in words and as a date."""
    rows, ids = _headed(tables, t("pack_head.last_contact")), _called(t.lang)
    words, dates = (rows[0].index(t(f"pack_head.{head}")) for head in ("band", "last_contact"))
    seen = [(ids[row[0]], row) for row in rows[1:] if row[0] in ids]
    assert len(seen) > 30
    for partner, row in seen:
        contacts = expected(moment).contacts.get(partner, Contacts(()))
        assert row[dates] == (contacts.last.start if contacts.last else t("pack.not_recorded")), partner
        if re.search(DATE, row[words]):
            assert tells_of_contacts(row[words], contacts, moment, t), partner


def _called(lang: str) -> dict[str, str]:
    """Return the ids of places and ports by name; of names that several have, none."""
    found = {(row[f"name_{lang}"], row["id"]) for row in (*table("cities"), *table("ports"))}
    often = Counter(name for name, _ in found)
    return {name: identifier for name, identifier in found if often[name] == 1}
