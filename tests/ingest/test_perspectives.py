"""Perspectives kept in the store."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dashboard.views.explore.canvas import Canvas, Perspective, read_perspective, write_perspective
from graph.errors import InputError, UnknownName
from graph.store import GraphStore
from ingest.perspectives import remove_perspective, save_perspective, saved_perspectives
from tests.ingest.office import OfficeFolder, load_office

NOW = dt.datetime(2026, 3, 1, 8, 30, tzinfo=dt.UTC)
LATER = dt.datetime(2026, 3, 2, 8, 30, tzinfo=dt.UTC)
CANVAS = Canvas(nodes=("home", "east"), positions={"home": (0.0, 0.0), "east": (12.5, -3.0)}, since="2016")


def test_perspective_can_be_kept_replaced_and_removed(empty_store: GraphStore) -> None:
    empty_store.create_schema()
    document = write_perspective(Perspective("东亚", CANVAS))
    assert save_perspective(empty_store, "home", "  东亚   与港口 ", document, NOW).name == "东亚 与港口"
    save_perspective(empty_store, "home", "Ports", "{}", NOW)
    save_perspective(empty_store, "home", "Ports", document, LATER)
    save_perspective(empty_store, "other", "Ports", document, NOW)
    assert [(entry.name, entry.saved_at[:10]) for entry in saved_perspectives(empty_store, "home")] == [
        ("Ports", "2026-03-02"),
        ("东亚 与港口", "2026-03-01"),
    ]
    assert read_perspective(saved_perspectives(empty_store, "home")[0].document).canvas == CANVAS
    assert remove_perspective(empty_store, "home", "Ports").document == document
    assert [entry.name for entry in saved_perspectives(empty_store, "home")] == ["东亚 与港口"]
    assert [entry.name for entry in saved_perspectives(empty_store, "other")] == ["Ports"], (
        "another home has its own"
    )
    with pytest.raises(UnknownName, match="Ports"):
        remove_perspective(empty_store, "home", "Ports")


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_unusable_name_is_refused(empty_store: GraphStore, name: str) -> None:
    with pytest.raises(InputError, match="1 to 80"):
        save_perspective(empty_store, "home", name, "{}", NOW)
    assert saved_perspectives(empty_store, "home") == []


def test_load_leaves_perspectives_alone(empty_store: GraphStore, tmp_path: Path) -> None:
    office = OfficeFolder(tmp_path / "office")
    load_office(empty_store, office.path)
    save_perspective(empty_store, "home", "Ports", "{}", NOW)
    office.tables["visits"] = office.tables["visits"][:1]
    office.write("visits")
    load_office(empty_store, office.path, number=2)
    assert [entry.name for entry in saved_perspectives(empty_store, "home")] == ["Ports"]
