"""Contacts in compact form always equal the facts, whatever was loaded, entered or undone since."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pytest

from graph.facts.contact_pack import ContactPack
from graph.facts.link_facts import Contact
from graph.naming.profile import load_naming
from graph.store import GraphStore
from graph.strength.config import default_config
from graph.strength.config_file import SECTORS
from graph.strength.score import score
from ingest.derived.links import derive
from ingest.entries import EntryHome, enter
from ingest.load.run import LoadRun, undo_load
from ingest.maintenance.dump import dump
from queries.links.contact_reading import ContactReading
from queries.links.gathering import Gathering
from queries.links.link_scores import scores
from tests.ingest.office import NOW, OfficeFolder, load_office
from tests.ingest.test_sequences import CITIES, random_tables

DAY = dt.date(2021, 3, 4)
NAMING = load_naming("un")
#: Number of sequences of loads, and of steps in each.
SEEDS, STEPS = 2, 8


class FromFacts(ContactReading):
    """Reads the facts, whatever is held in compact form."""

    stored_packs = None


def contacts_of(reading: ContactReading) -> dict[str, list[Contact]]:
    return {
        party: sorted(part.contacts(), key=lambda contact: contact.id)
        for party, part in reading.contact_parts.items()
        if part.count
    }


def assert_equal_to_the_facts(store: GraphStore, *, home: str = "home", country: str = "PT") -> None:
    held = ContactReading(store, home, NAMING, country)
    facts = contacts_of(FromFacts(store, home, NAMING, country))
    found = contacts_of(held)
    assert {party: sorted(one.id for one in given) for party, given in found.items()} == {
        party: sorted(one.id for one in given) for party, given in facts.items()
    }
    for party, given in facts.items():
        for one, other in zip(found[party], given, strict=True):
            assert one == other


def renew(store: GraphStore) -> None:
    derive(store, "home", "PT", NAMING, default_config(), DAY)


def stale(store: GraphStore) -> set[str]:
    return {str(row[0]) for row in store.read("MATCH (p:ContactPack {stale: true}) RETURN p.party").rows}


@pytest.mark.parametrize("seed", range(SEEDS))
def test_after_any_changes(empty_store: GraphStore, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = tmp_path / "office"
    for step in range(STEPS):
        now = NOW + dt.timedelta(minutes=step)
        what = chance.random()
        if step and what < 0.3:
            cells = {
                "direction": "outbound",
                "date_start": chance.choice(["2020", "2020-06"]),
                "from_place": "home",
                "to_place": chance.choice(CITIES[1:]),
                "level": "people",
                "delegation_title": chance.choice(["team", "orchestra"]),
            }
            enter(
                empty_store,
                EntryHome("home", "PT"),
                "visits",
                cells,
                by="Division",
                load_id=f"entry-{step}",
                now=now,
            )
        elif step and what < 0.4:
            undo_load(empty_store, LoadRun(load_id=f"undo-{step}", moment=now))
        else:
            office = OfficeFolder(path, random_tables(chance, step))
            load_office(empty_store, office.path, number=step, now=now)
        assert_equal_to_the_facts(empty_store)
        if chance.random() < 0.5:
            renew(empty_store)
            assert not stale(empty_store)
            assert_equal_to_the_facts(empty_store)


def test_entry_makes_only_its_parties_stale(empty_store: GraphStore, tmp_path: Path) -> None:
    load_office(empty_store, OfficeFolder(tmp_path / "office").path)
    renew(empty_store)
    assert not stale(empty_store)
    cells = {
        "direction": "inbound",
        "date_start": "2020-05",
        "from_place": "east",
        "to_place": "home",
        "level": "mayor",
        "delegation_title": "mayor of East",
    }
    enter(empty_store, EntryHome("home", "PT"), "visits", cells, by="Division", load_id="entry-1", now=NOW)
    assert stale(empty_store) == {"east", "home"}
    assert_equal_to_the_facts(empty_store)
    renew(empty_store)
    assert_equal_to_the_facts(empty_store)


def test_changed_grade_and_changed_home(empty_store: GraphStore, tmp_path: Path) -> None:
    office = OfficeFolder(tmp_path / "office")
    load_office(empty_store, office.path)
    renew(empty_store)
    office.change("sources", "press", grade="D", date="2019-06")
    load_office(empty_store, office.path, number=2)
    assert_equal_to_the_facts(empty_store)
    renew(empty_store)
    office.change("cities", "home", name_en="Homeville")  # its names decide whose guests are whose
    load_office(empty_store, office.path, number=3)
    assert ContactReading(empty_store, "home", NAMING, "PT").stored_packs is None
    assert_equal_to_the_facts(empty_store)
    renew(empty_store)
    assert ContactReading(empty_store, "home", NAMING, "PT").stored_packs


def test_load_in_batches_gives_up_what_is_held(empty_store: GraphStore, tmp_path: Path) -> None:
    office = OfficeFolder(tmp_path / "office")
    load_office(empty_store, office.path)
    renew(empty_store)
    office.add("visits", **{**office.row("visits", "v1"), "id": "v77", "same_as": "", "from_place": "east"})
    load_office(empty_store, office.path, number=2, one_transaction=1)
    assert ContactReading(empty_store, "home", NAMING, "PT").stored_packs is None
    assert_equal_to_the_facts(empty_store)


def test_pack_of_another_version_is_not_used(empty_store: GraphStore, tmp_path: Path) -> None:
    load_office(empty_store, OfficeFolder(tmp_path / "office").path)
    renew(empty_store)
    empty_store.write_statement("MATCH (p:ContactPack) SET p.contacts = $data", {"data": b"old"})
    assert ContactReading(empty_store, "home", NAMING, "PT").stored_packs is None
    assert_equal_to_the_facts(empty_store)
    renew(empty_store)
    assert_equal_to_the_facts(empty_store)


def test_backups_leave_it_out(empty_store: GraphStore, tmp_path: Path) -> None:
    load_office(empty_store, OfficeFolder(tmp_path / "office").path)
    renew(empty_store)
    for bookkeeping in (True, False):
        assert not [line for line in dump(empty_store, bookkeeping=bookkeeping) if '"Contact' in line]


def test_sample_in_compact_form(loaded_store: GraphStore) -> None:
    naming, config = load_naming("cn"), default_config()
    held = Gathering(loaded_store, "xiamen", naming, "CN")
    parts = held.contact_parts.values()
    assert parts
    assert all(isinstance(part, ContactPack) for part in parts)
    assert contacts_of(held) == contacts_of(FromFacts(loaded_store, "xiamen", naming, "CN"))
    for day, known in (
        (dt.date(2020, 1, 22), dt.date(2020, 1, 22)),
        (dt.date(2012, 7, 1), None),
        (dt.date(2025, 9, 8), None),
    ):
        for entry in scores(held.links, config, day, known):
            alone = score(held.links.partners[entry.partner].facts, config, day, known)
            for name in ("strength", "date_low", "date_high", "evidence_low", "evidence_high", "evidence"):
                assert getattr(entry, name) == pytest.approx(getattr(alone, name), abs=1e-9), name
            for name in ("band", "signed", "record", "context", "equal", "last", "activity_known"):
                assert getattr(entry, name) == getattr(alone, name), name
    assert len(SECTORS) <= 32, "sectors are bits of 32"
