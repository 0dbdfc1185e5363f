"""The day of loading is no date of a fact: the same folder, loaded on two days, gives the same answers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from graph.facts.as_of import AsOf
from graph.facts.tie_progress import TieEnding, tie_progress
from graph.figures import FIGURES, FigureInput
from graph.naming.profile import load_naming
from graph.planning.board import board
from graph.planning.commitments import answers as commitment_answers
from graph.planning.gaps import find_gaps
from graph.store import GraphStore
from graph.strength.score import score
from graph.world_on_date import WorldOnDate
from queries.facts import world
from queries.links.link_scores import config_of
from queries.own_rules.rule_files import rules_of
from queries.pack_input import question_rows
from reports.planning_pack.questions import QUERIES
from tests.ingest.office import OfficeFolder, load_office
from tests.stores import wipe

#: Days of loading, and days asked about: before both, between them, and after.
LOADED = (dt.datetime(2015, 6, 1, tzinfo=dt.UTC), dt.datetime(2026, 11, 28, tzinfo=dt.UTC))
DAYS = (dt.date(2010, 12, 31), dt.date(2018, 1, 1), dt.date(2022, 6, 30), dt.date(2027, 1, 1))
NAMING = load_naming("un")
#: Queries that ask for a day, besides those of the pack.
OTHERS = ("sister_cities", "ties_by_kind", "commitment_results", "outcomes_beyond_plan")
#: What the sources own, press and blog say; only blog has no date.
BLOG, OWN = {"source": "blog", "locator": "1"}, {"source": "own", "locator": "1"}


def office(folder: Path) -> OfficeFolder:
    """Return an office in which facts of every kind rest on a source without a date."""
    made = OfficeFolder(folder)
    for city in ("south", "north", "upper"):
        made.add(
            "cities",
            id=city,
            name_en=city.title(),
            name_zh="",
            country_iso2="JP",
            admin_level="city",
            **OWN,
        )
        made.add(
            "ties",
            id=f"t-{city}",
            from_id="home",
            to_id=city,
            kind="sister_city",
            status="signed",
            signed_date="1996-05-01",
            as_of="2000",
            **OWN,
        )
    for city, status, source, as_of in (
        ("south", "terminated", "blog", ""),
        ("north", "terminated", "press", ""),
        ("upper", "suspended", "blog", ""),
        ("upper", "resumed", "own", "2005"),
    ):
        made.add(
            "ties",
            id=f"t-{city}-{status}",
            from_id="home",
            to_id=city,
            kind="sister_city",
            status=status,
            as_of=as_of,
            source=source,
            locator="1",
        )
    further: dict[str, list[dict[str, str]]] = {
        "plan_2020": [
            {"id": "c1", "target_place": "west", "verb": "visit", "commitment": "visit West", **BLOG}
        ],
        "outcomes": [
            {
                "id": "o1",
                "target": "west",
                "commitment": "visit",
                "outcome": "visited",
                "outcome_date": "",
                "verdict": "done",
                **BLOG,
            },
            {
                "id": "o2",
                "target": "east",
                "commitment": "",
                "outcome": "nothing found",
                "outcome_date": "",
                "verdict": "not_found",
                **BLOG,
            },
        ],
        "projects": [
            {
                "id": "p1",
                "name_en": "Garden",
                "partner_place": "east",
                "sector": "culture",
                "status": "operating",
                "date_start": "",
                **BLOG,
            }
        ],
        "organisations": [
            {
                "id": "b1",
                "name_en": "Friends of Home",
                "name_zh": "",
                "kind": "friendship_association",
                "place_id": "east",
                **BLOG,
            }
        ],
        "consulates": [
            {
                "id": "k1",
                "name_en": "Consulate",
                "name_zh": "",
                "kind": "consulate_general",
                "seat": "home",
                "sending_country_iso2": "JP",
                **BLOG,
            }
        ],
    }
    for name, rows in further.items():
        made.tables[name] = rows
        made.write(name)
    made.add(
        "visits",
        id="v9",
        direction="inbound",
        date_start="2023-02-01",
        from_place="west",
        to_place="home",
        level="mayor",
        delegation_title="mayor of West",
        status="planned",
        **BLOG,
    )
    return made


def answers(store: GraphStore, day: dt.date) -> dict[str, Any]:
    """Return what pages and commands say of a day."""
    found, _ = world(store, "home", NAMING, "PT")
    on_date = WorldOnDate(found, config_of(store, "home"), AsOf(day))
    figures = FigureInput(
        on_date=on_date, naming=NAMING, visits=(), first=day.replace(month=1, day=1), last=day
    )
    scores = {name: score(partner.facts, on_date.config, day) for name, partner in found.partners.items()}
    return {
        "strength": {
            name: (
                entry.present,
                entry.strength,
                entry.date_low,
                entry.date_high,
                entry.evidence,
                entry.signed,
            )
            for name, entry in scores.items()
        },
        "figures": {name: figure.count(figures).facts for name, figure in FIGURES.items()},
        "gaps": [
            (entry.rule, entry.partner, entry.case, entry.certainty, entry.figures)
            for entry in find_gaps(on_date, rules_of(store, "home"))
        ],
        "board": [(card.partner, card.stage, card.since, card.last_movement) for card in board(on_date)],
        "commitments": [
            (entry.commitment.id if entry.commitment else "", entry.verdict)
            for entry in commitment_answers(on_date)
        ],
        "endings": {
            tie.id: progress.ending
            for ties in found.ties.values()
            for tie in ties
            if (progress := tie_progress(tie, on_date.as_of))
        },
        "queries": question_rows(store, "home", [*QUERIES.values(), *OTHERS], AsOf(day), day.year),
    }


@pytest.fixture
def both(empty_store: GraphStore, tmp_path: Path) -> list[dict[dt.date, dict[str, Any]]]:
    """The answers of all days, after a load on the first and on the second day."""
    folder, found = office(tmp_path / "office"), []
    for now in LOADED:
        wipe(empty_store)
        report = load_office(empty_store, folder.path, now=now)
        assert not report.refused, [issue.code for issue in report.issues]
        found.append({day: answers(empty_store, day) for day in DAYS})
    return found


def test_answers_do_not_depend_on_the_day_of_loading(both: list[dict[dt.date, dict[str, Any]]]) -> None:
    first, second = both
    for day in DAYS:
        for what, answer in first[day].items():
            assert answer == second[day][what], (day, what)

    def told(day: dt.date, query: str, column: str) -> set[Any]:
        return {row[column] for row in first[day]["queries"][query]}

    before, between, later, last = DAYS
    south, north, upper = "tie-home--south", "tie-home--north", "tie-home--upper"
    assert first[before]["endings"] == {
        **dict.fromkeys(first[before]["endings"]),
        south: TieEnding("terminated"),
    }, "when it ended is not recorded; the suspension was followed by a resumption"
    assert first[between]["endings"][north] is None
    assert first[later]["endings"][north] == TieEnding("terminated", "2019-05"), "told by the press in 2019"
    in_force = {"tie-east--home", north, upper}
    for day, expected in ((between, in_force), (later, in_force - {north})):
        assert set(first[day]["figures"]["sister_cities"]) == expected
        assert told(day, "sister_cities", "tie") == expected
    assert first[between]["commitments"] == [], "its plan is that of 2020"
    assert first[later]["commitments"] == [("c1", "done")], "when somebody looked for o2 is not recorded"
    assert told(later, "outcomes_beyond_plan", "outcome") == set()
    assert told(later, "commitments", "verdict") == {"done"}
    assert (told(later, "coming_visits", "visit"), told(between, "coming_visits", "visit")) == ({"v9"}, set())
    low, high = (first[last]["strength"]["south"][place] for place in (2, 3))
    assert low < high, "it may not have ended by then"
