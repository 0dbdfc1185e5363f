"""The figures of the program against those worked out from the CSV files, on many days by both clocks."""

from __future__ import annotations

import ast
import csv
import datetime as dt
import sys
from pathlib import Path

import pytest

from graph.facts.as_of import AsOf
from graph.facts.world import World
from graph.figures import FIGURES, FigureInput
from graph.naming.profile import load_naming
from graph.partner_figures import PARTNER_FIGURES
from graph.store import GraphStore
from graph.strength.config import load_config
from graph.world_on_date import WorldOnDate
from queries.facts import visits
from tests.independent.contacts import Contacts
from tests.independent.figures import announced
from tests.independent.places import level
from tests.stores import ROOT
from tests.walk.moments import FURTHER, MOMENTS, Moment, expected, expected_of_year

#: An opening announced for November 2017 and held in May 2018 is one event, of 2018.
YEARS = (2017, 2018, 2019, 2023)


def test_other_side_is_independent() -> None:
    """It uses the standard library and itself, so that no mistake of the program can be repeated."""
    imported = set()
    for path in (ROOT / "tests" / "independent").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(node.module or "")
    others = {name for name in imported if name.split(".")[0] not in sys.stdlib_module_names}
    assert {name for name in others if not name.startswith("tests.independent.")} == set()


def given(store: GraphStore, recorded: World, moment: Moment, year: int) -> FigureInput:
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    return FigureInput(
        on_date=WorldOnDate(recorded, load_config(), AsOf(*moment)),
        naming=load_naming("cn"),
        visits=visits(store, recorded, first, last),
        first=first,
        last=last,
    )


@pytest.mark.parametrize("moment", (*MOMENTS, *FURTHER), ids=str)
def test_figures(loaded_store: GraphStore, recorded: World, moment: Moment) -> None:
    wanted = {(name, moment[0].year): ids for name, ids in expected(moment).facts.items()}
    for year in YEARS:
        wanted |= {(name, year): ids for name, ids in expected_of_year(year, moment).items()}
    assert {name for name, _ in wanted} == set(FIGURES), "every figure is worked out on the other side too"
    inputs = {year: given(loaded_store, recorded, moment, year) for year in {*YEARS, moment[0].year}}
    for (name, year), ids in wanted.items():
        counted = FIGURES[name].facts(inputs[year])
        assert len(counted) == len(set(counted)), name
        assert set(counted) == ids, (name, year)
        count = FIGURES[name].count(inputs[year])
        assert count.number == (0 if name == "persons_received" else len(ids)), name
        stated = announced(name, year, moment[1], of_year=FIGURES[name].period)
        assert ((count.announced.value, count.announced.year) if count.announced else None) == stated, name
        assert count.share == (count.number / stated[0] if stated else None)


@pytest.mark.parametrize("moment", (*MOMENTS, *FURTHER), ids=str)
def test_figures_of_partners(recorded: World, moment: Moment) -> None:
    views = WorldOnDate(recorded, load_config(), AsOf(*moment)).partners
    contacts = expected(moment).contacts
    # A continent is no partner, nor are bodies without a tie.
    others = {party for party in contacts.keys() - views.keys() if level(party)}
    assert others <= {"africa", "central-asia", "europe"}
    for identifier, view in views.items():
        told = contacts.get(identifier, Contacts(()))
        shown = {name: figure.value(view) for name, figure in PARTNER_FIGURES.items()}
        assert shown == {
            "last_contact": told.last.start if told.last else "",
            "contacts_lately": len(told.lately(moment[0])),
            "contacts": len(told.counted()),
        }, identifier
        assert PARTNER_FIGURES["last_contact"].kind(view) == (told.last.kind if told.last else "")
        behind = {name: set(figure.facts(view)) for name, figure in PARTNER_FIGURES.items()}
        assert behind["contacts_lately"] == told.lately(moment[0]) and behind["contacts"] == told.counted()
        assert behind["last_contact"] == (set(told.last.ids) if told.last else set())


def test_fixed_points_of_the_sample(reference_folder: Path) -> None:
    """The list of sister cities that was agreed on by hand."""
    with (reference_folder / "sister_cities.csv").open(encoding="utf-8", newline="") as file:
        signed = [row["signed_date"] for row in csv.DictReader(file)]
    for day, right in ((dt.date(2015, 8, 11), 18), (dt.date(2020, 1, 22), 20), (dt.date(2023, 12, 5), 23)):
        assert sum(date <= day.isoformat() for date in signed) == right
        for known in (None, day):
            assert expected((day, known)).number("sister_cities") == right, (day, known)
