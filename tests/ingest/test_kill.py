"""Kill the loader, writer or store with SIGKILL thirty times during work.

Nothing acknowledged may be lost and nothing may be left half done.
"""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest

from graph.store import local_server
from ingest.entries import enter, entries
from tests.ingest.office import NOW, TABLES, OfficeFolder, canonical
from tests.ingest.writers import HOME, Writer, enter_visits, load_office
from tests.stores import StoreAddress

#: Number of kills during loads, and during entries by hand.
KILLS, ENTRY_KILLS = 20, 10
#: Every seventh kill hits the store, all others the writing process.
STORE_EVERY = 7
#: Batch limits: larger than the load (one transaction), and smaller (batches).
WHOLE, BATCHES = 50_000, 50
#: A decision entered by hand, which is in no file.
DECISION = {
    "from_id": "home",
    "to_id": "west",
    "property": "status",
    "value": "signed",
    "reason": "we have the paper",
    "decided_on": "2021-01-01",
}
#: Number of visits entered by hand.
ENTRIES = 5


class Target:
    """A local store of one test; after a kill its watchdog restarts it, or the next process that opens it."""

    def __init__(self, folder: Path) -> None:
        self.address = StoreAddress.local(folder)

    def kill(self) -> None:
        """Kill the server process, as a power failure would."""
        running = local_server.find(self.address.folder)
        assert running is not None
        os.kill(running.pid, signal.SIGKILL)
        while running.lives:
            time.sleep(0.02)


@pytest.fixture
def target(local_folder: Path) -> Target:
    """A local store of this test, which may be killed."""
    return Target(local_folder)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Return two folders: an office with a hundred visits of two sources each, and the same a year later.

    In the later one every row differs and some rows are new.
    """
    return tuple(
        OfficeFolder(tmp_path / name / "office", {**TABLES, "visits": _visits(level, first)}).path
        for name, level, first in _YEARS
    )


#: Folder, level of the guests, and number of the first visit.
_YEARS = (("before", "people", 0), ("after", "mayor", 20))


def _visits(level: str, first: int) -> list[dict[str, str]]:
    return [
        {
            "id": f"v{number}-{source}",
            "direction": "inbound" if number % 2 else "outbound",
            "date_start": f"20{10 + number % 10}",
            "from_place": "east" if number % 2 else "home",
            "to_place": "home" if number % 2 else "west",
            "level": level,
            "delegation_title": f"group {number}",
            "same_as": f"v{number}-own" if source == "blog" else "",
            "source": source,
            "locator": str(number),
        }
        for number in range(first, first + 50)
        for source in ("own", "blog")
    ]


def clean_load(target: Target, folder: Path, number: int) -> float:
    """Load completely in this process; return the seconds."""
    begun = time.monotonic()
    with target.address.open() as store:
        load_office(store, silent, folder, number, WHOLE)
    return time.monotonic() - begun


def silent(text: str) -> None:
    """Ignore the text."""


def graph_of(target: Target) -> str:
    """Return the canonical dump."""
    with target.address.open("read") as store:
        return canonical(store)


def empty(target: Target) -> None:
    """Delete everything but the schema and the store record."""
    with target.address.open() as store:
        store.write_statement("MATCH (n) WHERE NOT n:Store DETACH DELETE n")


@pytest.mark.xdist_group("kills during loads")
@pytest.mark.timeout(900)
def test_load_after_a_kill_gives_the_graph_of_a_clean_load(
    target: Target, folders: tuple[Path, Path]
) -> None:
    """Run on a store with entries, a decision and retired rows."""
    chance = random.Random(20)
    clean_load(target, folders[0], 0)
    with target.address.open() as store:
        entered = set(enter_visits(store, silent, 2))
        enter(store, HOME, "decisions", DECISION, by="Office", load_id="entry-decision", now=NOW)
    seconds, expected = [0.0, 0.0], ["", ""]
    for number, turn in enumerate((1, 0, 1, 0), start=10):
        seconds[turn], graph = clean_load(target, folders[turn], number), graph_of(target)
        assert expected[turn] in ("", graph), "the same load gives the same graph"
        expected[turn] = graph
    assert expected[0] != expected[1]
    in_the_middle = 0
    for number in range(2, 2 + KILLS):
        turn = (number + 1) % 2
        writer = Writer(
            target.address.url,
            load_office,
            folders[turn],
            100 + number,
            WHOLE if number // 2 % 2 else BATCHES,
        )
        time.sleep(chance.uniform(0.05, 0.95) * seconds[turn])
        in_the_middle += writer.runs
        if number % STORE_EVERY == 0:
            target.kill()
        else:
            writer.kill()
        # If the driver could rerun its transaction, the load ends well.
        writer.end()
        # A machine that is no longer busy loads faster, so the next kill comes earlier.
        seconds[turn] = min(seconds[turn], clean_load(target, folders[turn], 200 + number))
        assert graph_of(target) == expected[turn], f"after kill {number}"
        with target.address.open() as store:
            assert {
                entry.row for entry in entries(store, HOME) if entry.stands and entry.table == "visits"
            } == entered
    # The test is only valid if most kills hit a running load.
    assert in_the_middle >= KILLS // 2


@pytest.mark.xdist_group("kills during entries")
@pytest.mark.timeout(900)
def test_acknowledged_entries_survive_a_kill(target: Target, tmp_path: Path) -> None:
    chance = random.Random(21)
    office = OfficeFolder(tmp_path / "office").path
    clean_load(target, office, 0)
    begun = time.monotonic()
    with target.address.open() as store:
        all_rows = enter_visits(store, silent, ENTRIES)
    seconds = time.monotonic() - begun
    expected = graph_of(target)
    acknowledged_before_the_kill = 0
    for number in range(ENTRY_KILLS):
        empty(target)
        clean_load(target, office, 1 + number)
        writer = Writer(target.address.url, enter_visits, ENTRIES)
        time.sleep(chance.uniform(0.2, 0.9) * seconds)
        if number % STORE_EVERY == 0:
            target.kill()
        else:
            writer.kill()
        acknowledged = writer.end()
        acknowledged_before_the_kill += bool(acknowledged)
        with target.address.open() as store:
            there = {entry.row for entry in entries(store, HOME) if entry.stands}
            assert set(acknowledged) <= there, f"kill {number} lost what was acknowledged"
            assert enter_visits(store, silent, ENTRIES) == all_rows
        assert graph_of(target) == expected, f"after kill {number}"
    assert acknowledged_before_the_kill >= ENTRY_KILLS // 2
