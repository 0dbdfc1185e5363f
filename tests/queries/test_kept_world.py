"""A world that is kept beside a store."""

from __future__ import annotations

import datetime as dt
import stat
from dataclasses import fields, replace
from pathlib import Path

import pytest

from graph.circle import circle
from graph.facts.as_of import AsOf
from graph.facts.world import World
from graph.naming.profile import load_naming
from graph.planning.gap_rules import default_gap_config
from graph.planning.gaps import find_gaps
from graph.store import GraphStore
from graph.strength.config import default_config
from graph.world_on_date import WorldOnDate
from queries.facts import every_link, world
from queries.kept.kept_world import KeptWorld, state_of
from tests.stores import SAMPLE_COUNTRY, SAMPLE_HOME

NAMING = load_naming("cn")
#: Days asked about, and by which statements had to be known.
CLOCKS = (
    AsOf(dt.date(2026, 1, 1)),
    AsOf(dt.date(2019, 7, 1)),
    AsOf(dt.date(2019, 7, 1), dt.date(2019, 7, 1)),
    AsOf(dt.date(2005, 3, 1), dt.date(2016, 1, 1)),
)
#: A home with a sister city, after one load.
SMALL = """
    CREATE (cn:CountryOrArea {id: 'country-cn', iso2: 'CN'})
    CREATE (it:CountryOrArea {id: 'country-it', iso2: 'IT'})
    CREATE (home:City {id: 'home'})-[:IN]->(cn), (far:City {id: 'far'})-[:IN]->(it)
    CREATE (tie:Tie {id: 'tie', family: 'relation'})-[:BETWEEN {role: 'a'}]->(home),
      (tie)-[:BETWEEN {role: 'b'}]->(far)
    CREATE (:LoadRun {id: 'first', state: 'complete', started_at: '2020-01-01T00:00:00Z'})
"""


@pytest.fixture(scope="module")
def read(loaded_store: GraphStore) -> World:
    """The world of the sample as the store has it."""
    return world(loaded_store, SAMPLE_HOME, NAMING, SAMPLE_COUNTRY)[0]


def place(folder: Path) -> KeptWorld:
    return KeptWorld(folder, SAMPLE_HOME, NAMING, SAMPLE_COUNTRY)


def test_kept_world_is_the_world_of_the_store(loaded_store: GraphStore, read: World, tmp_path: Path) -> None:
    place(tmp_path).keep(loaded_store, read, state_of(loaded_store))
    kept = place(tmp_path).find(loaded_store)
    assert kept is not None
    for name in (field.name for field in fields(World)):
        assert getattr(kept, name) == getattr(read, name), name
    for as_of in CLOCKS:
        one, other = (WorldOnDate(entry, default_config(), as_of) for entry in (read, kept))
        assert circle(one, NAMING) == circle(other, NAMING)
        assert find_gaps(one, default_gap_config()) == find_gaps(other, default_gap_config())
        assert one.scores.strength.tolist() == other.scores.strength.tolist()
        assert one.scores.evidence.tolist() == other.scores.evidence.tolist()


def test_only_its_user_can_read_the_file(loaded_store: GraphStore, read: World, tmp_path: Path) -> None:
    place(tmp_path).keep(loaded_store, read, state_of(loaded_store))
    (file,) = tmp_path.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_another_question_does_not_find_it(loaded_store: GraphStore, read: World, tmp_path: Path) -> None:
    place(tmp_path).keep(loaded_store, read, state_of(loaded_store))
    others = (
        KeptWorld(tmp_path, "zhangzhou", NAMING, SAMPLE_COUNTRY),
        KeptWorld(tmp_path, SAMPLE_HOME, load_naming("un"), SAMPLE_COUNTRY),
        KeptWorld(tmp_path, SAMPLE_HOME, replace(NAMING, outside=frozenset({"IT"})), SAMPLE_COUNTRY),
        KeptWorld(tmp_path, SAMPLE_HOME, NAMING, "SG"),
    )
    assert [other.find(loaded_store) for other in others] == [None] * len(others)


def test_broken_file_is_passed_over_and_replaced(
    loaded_store: GraphStore, read: World, tmp_path: Path
) -> None:
    kept = place(tmp_path)
    kept.keep(loaded_store, read, state_of(loaded_store))
    whole = kept.path.read_bytes()
    for broken in (
        b"",
        whole[:50],
        whole[:-1],
        b"friendcircle world 0\n" + whole[21:],
        whole[:90] + b"\xc1" * 9,
    ):
        kept.path.write_bytes(broken)
        assert kept.find(loaded_store) is None
    kept.keep(loaded_store, read, state_of(loaded_store))
    assert kept.find(loaded_store) is not None


def test_what_a_killed_writer_left_is_cleared_away(
    loaded_store: GraphStore, read: World, tmp_path: Path
) -> None:
    kept = place(tmp_path)
    left, of_other = (kept.path.with_name(f"{kept.path.name}.{pid}.abc") for pid in (2**22 + 1, 1))
    left.touch()
    of_other.touch()
    kept.keep(loaded_store, read, state_of(loaded_store))
    assert sorted(tmp_path.iterdir()) == sorted([kept.path, of_other])


def test_folder_that_cannot_be_written_is_no_error(
    loaded_store: GraphStore, read: World, tmp_path: Path
) -> None:
    kept = place(tmp_path / "gone")
    kept.keep(loaded_store, read, state_of(loaded_store))
    assert kept.find(loaded_store) is None


@pytest.mark.parametrize(
    "change",
    [
        "CREATE (:LoadRun {id: 'second', state: 'complete', started_at: '2020-01-02T00:00:00Z'})",
        "CREATE (:LoadRun {id: 'second', state: 'running', started_at: '2020-01-02T00:00:00Z'})",
        "CREATE (:City {id: 'new'})",
        "MATCH (n:City {id: 'far'}) DETACH DELETE n",
    ],
)
def test_change_of_the_store_is_noticed(empty_store: GraphStore, tmp_path: Path, change: str) -> None:
    empty_store.write_statement(SMALL)
    kept = KeptWorld(tmp_path, "home", NAMING, "CN")
    state = state_of(empty_store)
    found = world(empty_store, "home", NAMING, "CN")[0]
    kept.keep(empty_store, found, state)
    assert kept.find(empty_store) == found
    empty_store.write_statement(change)
    assert kept.find(empty_store) is None


def test_world_that_was_read_while_the_store_changed_is_not_kept(
    empty_store: GraphStore, tmp_path: Path
) -> None:
    empty_store.write_statement(SMALL)
    state = state_of(empty_store)
    found = world(empty_store, "home", NAMING, "CN")[0]
    empty_store.write_statement(
        "CREATE (:LoadRun {id: 'second', state: 'complete', started_at: '2020-01-02T00:00:00Z'})"
    )
    kept = KeptWorld(tmp_path, "home", NAMING, "CN")
    kept.keep(empty_store, found, state)
    assert not list(tmp_path.iterdir())


def test_nothing_is_kept_while_a_load_runs(empty_store: GraphStore, tmp_path: Path) -> None:
    empty_store.write_statement(SMALL.replace("'complete'", "'running'"))
    found = world(empty_store, "home", NAMING, "CN")[0]
    KeptWorld(tmp_path, "home", NAMING, "CN").keep(empty_store, found, state_of(empty_store))
    assert not list(tmp_path.iterdir())


def test_small_world_is_not_kept(loaded_store: GraphStore, read: World) -> None:
    assert read.partners
    assert loaded_store.server is None or not list(loaded_store.server.folder.glob("world-*"))


@pytest.mark.parametrize("public", [False, True])
def test_large_world_is_read_from_its_file(
    empty_store: GraphStore, monkeypatch: pytest.MonkeyPatch, *, public: bool
) -> None:
    """The limit is set to one partner; a store of thousands takes half a minute to make."""
    if empty_store.server is None:
        pytest.skip("of a server nothing is kept")
    monkeypatch.setattr("queries.facts.KEPT_FROM", 1)
    folder = empty_store.server.folder
    empty_store.write_statement(SMALL)
    first = world(empty_store, "home", NAMING, "CN", public=public)
    files = list(folder.glob("world-*"))
    assert len(files) == (0 if public else 1)
    try:
        assert world(empty_store, "home", NAMING, "CN", public=public) == first
        if not public:
            assert every_link(empty_store, "home", NAMING, "CN") == first[1]
    finally:
        for file in files:
            file.unlink()
