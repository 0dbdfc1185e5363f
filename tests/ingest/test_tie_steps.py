"""Tie steps from row to board: each side has its own progress."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from graph.facts.as_of import AsOf
from graph.naming.profile import load_naming
from graph.planning.board import BoardCard, board
from graph.store import GraphStore
from graph.strength.config import default_config
from graph.world_on_date import WorldOnDate
from queries.facts import world
from tests.ingest.office import TABLES, OfficeFolder, load_office

OWN = {"from_id": "home", "to_id": "west", "procedure": "generic", "source": "own", "locator": "5"}
STEPS = [
    {
        "id": "s1",
        "step": "intent",
        "track": "both",
        "date": "2020-02-01",
        "status": "done",
        "kind": "sister_city",
        "body": "",
        **OWN,
    },
    {
        "id": "s2",
        "step": "application",
        "track": "home",
        "date": "2020-05-01",
        "status": "done",
        "kind": "sister_city",
        "body": "council",
        **OWN,
    },
    {
        "id": "s3",
        "step": "approval",
        "track": "home",
        "date": "2020-08-01",
        "status": "done",
        "kind": "sister_city",
        "body": "ministry",
        **OWN,
    },
    {
        "id": "s4",
        "step": "consent",
        "track": "partner",
        "date": "2020-03-01",
        "status": "done",
        "kind": "sister_city",
        "body": "mayor",
        **OWN,
    },
    {
        "id": "s5",
        "step": "council",
        "track": "partner",
        "date": "2020-09-01",
        "status": "suspended",
        "kind": "sister_city",
        "body": "council",
        **OWN,
    },
]


def card(store: GraphStore, day: str) -> BoardCard:
    found, _ = world(store, "home", load_naming("un"), "PT")
    (west,) = [
        card
        for card in board(WorldOnDate(found, default_config(), AsOf(dt.date.fromisoformat(day))))
        if card.partner == "west"
    ]
    return west


def test_tie_waits_on_the_side_that_is_behind(empty_store: GraphStore, tmp_path: Path) -> None:
    folder = OfficeFolder(tmp_path / "office", TABLES | {"tie_steps": STEPS})
    report = load_office(empty_store, folder.path)
    assert not report.refused
    march, june, october = (card(empty_store, day) for day in ("2020-03-15", "2020-06-15", "2020-10-15"))
    assert (march.column, march.waits_on, march.since) == ("intent", "home", "2020-02-01")
    assert (june.column, june.position.next.id if june.position.next else "", june.waits_on) == (
        "application",
        "approval",
        "above",
    )
    assert (october.column, october.position.next.id if october.position.next else "", october.waits_on) == (
        "approved",
        "council",
        "partner",
    )
    assert october.position.partner_known
    folder.remove("tie_steps", "s3")
    load_office(empty_store, folder.path, number=2)
    assert card(empty_store, "2020-10-15").column == "application", "what a register no longer says is gone"


def test_unknown_step_is_refused_with_the_known_ones(empty_store: GraphStore, tmp_path: Path) -> None:
    rows = [STEPS[0] | {"step": "wedding"}, STEPS[1] | {"procedure": "nobody"}, STEPS[2] | {"to_id": "home"}]
    report = load_office(empty_store, OfficeFolder(tmp_path / "office", TABLES | {"tie_steps": rows}).path)
    assert {issue.code for issue in report.issues if issue.level == "error"} == {
        "unknown_step",
        "unknown_procedure",
        "tie_with_itself",
    }
