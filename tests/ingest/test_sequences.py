"""Any sequence of changes of a store gives the same graph as one full load.

The changes are loads, entries, corrections, decisions, retirements, undone loads and changes of an office.
The full load processes all statements present at the end of the sequence together. No server is needed: an
in-memory set of the nodes of a plan replaces Neo4j. Neo4j itself is tested with the same plans in
test_load.py and test_kill.py.
"""

from __future__ import annotations

import copy
import json
import os
import random
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from graph.naming.profile import load_naming
from ingest.entry_record import Key
from ingest.load.load_input import (
    Inputs,
    LoadSettings,
    NewRow,
    RowChanges,
)
from ingest.load.plan import LoadPlan, plan_load
from ingest.load.staged_record import OWN_RECORD
from ingest.load.workbench import Workbench, unpack
from ingest.read.office_folder import OfficeInfo, collect
from tests.ingest.office import TABLES, OfficeFolder

OFFICES = {
    "office": OfficeInfo(collection="office", home="home", country="PT"),
    "other": OfficeInfo(collection="other", home="home", country="PT"),
    f"{OWN_RECORD}home": OfficeInfo(collection=f"{OWN_RECORD}home", home="home", country="PT"),
}
NAMINGS = (load_naming("un"), load_naming("cn"))
RECORDED = "2021-03-04"
#: Number of sequences, and of steps in each; FRIENDCIRCLE_TEST_SEQUENCES sets the former.
SEEDS, STEPS = int(os.environ.get("FRIENDCIRCLE_TEST_SEQUENCES", "30")), 14

Nodes = dict[str, tuple[str, Any, Any]]
Statements = dict[Key, dict[str, str]]


@dataclass
class FileLoad:
    """A load of files that has not been undone.

    :param before: content of every statement before it
    :param former: rows that it removed or replaced, with the load that had brought each
    :param since: rows put (with cells) or taken (``None``) by hand after it
    :param held: rows of a later load that stayed when that one was undone, since something referred to them
    """

    number: int
    before: Statements
    former: dict[Key, int]
    since: dict[Key, dict[str, str] | None] = field(default_factory=dict)
    held: Statements = field(default_factory=dict)


class Graph:
    """The nodes of a store, with its workbench."""

    def __init__(self, folder: Path) -> None:
        self.nodes: Nodes = {}
        self._folder = folder
        self.bench = Workbench(folder / "bench.sqlite", fresh=True)
        self.sense = LoadSettings(OFFICES, NAMINGS[0], RECORDED)
        self._everything = True
        self._loads: list[FileLoad] = []
        self._brought_by: dict[Key, int] = {}
        self._number = 0

    def plan(self, inputs: Sequence[Any], rows: RowChanges) -> LoadPlan:
        """Plan a load."""
        return plan_load(self.bench, Inputs(tuple(inputs), rows), self.sense, everything=self._everything)

    def load(self, inputs: Sequence[Any] = (), rows: RowChanges | None = None) -> LoadPlan:
        """Carry out a load."""
        before = self.rows()
        plan = self._apply(inputs, rows or RowChanges())
        after = self.rows()
        self._number += 1
        if inputs:
            former = {key: self._brought_by[key] for key in before if after.get(key) != before[key]}
            self._loads.append(FileLoad(self._number, before, former))
        elif self._loads:
            self._loads[-1].since |= {
                key: after.get(key) for key in {*before, *after} if after.get(key) != before.get(key)
            }
        self._brought_by |= {key: self._number for key in after if after[key] != before.get(key)}
        return plan

    def undo(self) -> LoadPlan | None:
        """Undo the last load of files, as :func:`ingest.load.run.undo_load` does."""
        if not self._loads:
            return None
        last, standing = self._loads.pop(), self.rows()
        put = tuple(
            NewRow(collection=key[0], dataset=key[1], cells=last.before[key], recorded=RECORDED, row=key[2])
            for key in sorted(last.former)
        )
        taken = tuple(
            key for key in sorted(standing) if self._brought_by[key] == last.number and key not in last.former
        )
        plan = self._apply((), RowChanges(put, taken))
        # A row that was only held is replaced by the one that stood before.
        held = {key: cells for key, cells in last.held.items() if key not in last.former}
        expected = {
            key: cells for key, cells in {**last.before, **held, **last.since}.items() if cells is not None
        }
        stayed = {
            (*issue.file.rsplit("/", 1), issue.value)
            for issue in plan.issues
            if issue.code == "still_referenced"
        }
        found = self.rows()
        assert {key: cells for key, cells in found.items() if key not in stayed} == {
            key: cells for key, cells in expected.items() if key not in stayed
        }
        assert expected.keys() <= found.keys() <= expected.keys() | stayed
        self._brought_by |= last.former
        if self._loads:
            before = self._loads[-1]
            before.since |= last.since
            before.held |= held | {key: found[key] for key in stayed if key in found}
        return plan

    def change_office(self, chance: random.Random) -> LoadPlan:
        """Change the disclosure or the naming profile, so that all statements are processed again."""
        offices = {
            **OFFICES,
            "office": replace(OFFICES["office"], disclosure=chance.choice(["internal", "public"])),
        }
        self.sense = LoadSettings(offices, chance.choice(NAMINGS), RECORDED)
        bench = copy_of(self.bench, self._folder / f"bench-{self._number}-{chance.randrange(10**9)}.sqlite")
        bench.db.executemany(
            "INSERT INTO stored VALUES (?,?,?,?)",
            self.bench.db.execute("SELECT id, label, hash, degree FROM stored").fetchall(),
        )
        bench.db.executemany(
            "INSERT INTO total VALUES (?,?)",
            self.bench.db.execute("SELECT label, nodes FROM total").fetchall(),
        )
        self.bench.close()
        self.bench, self._everything = bench, True
        return self._apply((), RowChanges())

    def _apply(self, inputs: Sequence[Any], rows: RowChanges) -> LoadPlan:
        plan = self.plan(inputs, rows)
        for node_id in self.bench.column("SELECT id FROM gone"):
            del self.nodes[node_id]
        text = "SELECT m.id, m.label, m.content FROM made m JOIN change c ON c.id = m.id"
        for node_id, label, content in self.bench.db.execute(text):
            values, links = unpack(content)
            self.nodes[node_id] = (label, values, sorted(map(repr, links)))
        self.bench.settle(RECORDED)
        self.bench.commit()
        self.bench.db.execute("BEGIN")
        self._everything = False
        return plan

    def rows(self) -> Statements:
        """Return the content of every statement by collection, table and id."""
        return {
            (values["collection"], values["dataset"], values["row"]): json.loads(values["values"])
            for label, values, _ in self.nodes.values()
            if label == "Statement" and values["collection"] != "reference"
        }


def copy_of(bench: Workbench, path: Path) -> Workbench:
    """Return a new workbench with the statements of another one, as if read from a store."""
    new = Workbench(path, fresh=True)
    for staged in bench.standing():
        new.add_record(
            "kept", staged.collection, staged.record, locator=staged.locator, recorded=staged.recorded
        )
    for code, recorded in bench.db.execute("SELECT code, recorded FROM area").fetchall():
        new.db.execute("INSERT INTO area VALUES (?, '', ?)", (code, recorded))
    return new


def full(graph: Graph, folder: Path) -> Nodes:
    """Return the nodes that result from processing all statements of a graph together on a new workbench."""
    bench = copy_of(graph.bench, folder / "full.sqlite")
    plan_load(bench, Inputs(), graph.sense, everything=True)
    found = {}
    for node_id, label, content in bench.db.execute("SELECT id, label, content FROM made"):
        values, links = unpack(content)
        found[node_id] = (label, values, sorted(map(repr, links)))
    bench.close()
    return found


#: A city may share the name of another one, move, become a region, or be missing; a source may change its
#: grade and date.
CITIES = ("home", "east", "west", "north", "springfield-1", "springfield-2")
SOURCES = ("own", "press", "blog")


def random_tables(chance: random.Random, number: int) -> dict[str, list[dict[str, str]]]:
    """Return a random office folder: rows missing, changed, and with dangling references."""
    pick, some = chance.choice, lambda share: chance.random() < share
    tables: dict[str, list[dict[str, str]]] = {
        "sources": [
            {**row, "grade": pick("ABCD"), "date": pick(["", "2019", "2020-01-22", "2021"])}
            for row in copy.deepcopy(TABLES["sources"])
            if some(0.9)
        ]
    }
    tables["cities"] = [
        {
            "id": city,
            "name_en": "Springfield"
            if city.startswith("spring") and some(0.7)
            else f"{city.title()}{pick(['', '', ' Town'])}",
            "name_zh": pick(["", f"{city}市"]),
            "country_iso2": pick(["PT", "JP", "US"]) if some(0.2) else "US",
            "admin_level": pick(["city", "city", "city", "province"]),
            "source": pick(SOURCES),
            "locator": "1",
        }
        for city in CITIES
        if city == "home" or some(0.8)
    ]
    tables["organisations"] = [
        {
            "id": f"body-{place}",
            "name_en": pick(["Chamber", "Port office"]),
            "name_zh": "",
            "kind": "association",
            "place_id": place,
            "source": pick(SOURCES),
            "locator": "2",
        }
        for place in CITIES
        if some(0.4)
    ]
    tables["consulates"] = [
        {
            "id": f"post-{place}",
            "name_en": f"Consulate {place}",
            "name_zh": "",
            "sending_country_iso2": pick(["JP", "US", "FR"]),
            "seat": place,
            "kind": "consulate",
            "district": pick(["", "Springfield", "East; Far Province"]),
            "source": pick(SOURCES),
            "locator": "3",
        }
        for place in CITIES
        if some(0.25)
    ]
    tables["ties"] = [
        {
            "id": f"t{place}{turn}",
            "from_id": "home" if turn else place,
            "to_id": place if turn else "home",
            "kind": "sister_city",
            "status": pick(["signed", "target", "dormant"]),
            "signed_date": pick(["", "2001-05", "2001-05-28", "2003"]),
            "as_of": pick(["2018", "2019", "2020"]),
            "source": pick(SOURCES),
            "locator": "4",
        }
        for place in CITIES[1:]
        for turn in (0, 1)
        if some(0.4)
    ]
    tables["visits"] = [
        {
            "id": f"v{count}",
            "direction": "inbound",
            "date_start": pick(["2018", "2018-04-02", "2019-05"]),
            "from_place": pick(CITIES),
            "to_place": "home",
            "level": "people",
            "delegation_title": pick(["choir", "mayor"]),
            "counterpart_orgs": pick(["", "Chamber", "Port office"]),
            "tie": pick(["", "", "tie-east--home"]),
            "same_as": pick(["", "", f"v{count + 1}"]),
            "source": pick(SOURCES),
            "locator": "5",
        }
        for count in range(6)
        if some(0.7)
    ]
    tables["decisions"] = [
        {
            "id": f"d{place}",
            "fact": "",
            "from_id": "home",
            "to_id": place,
            "property": "status",
            "value": pick(["signed", "target", "open"]),
            "reason": "because",
            "decided_on": pick(["2020-01-01", "2020-02-02"]),
        }
        for place in CITIES[1:4]
        if some(0.3)
    ]
    tables["conflicts"] = [
        {
            "id": "c1",
            "file": "ties.csv",
            "row_id": pick(["teast0", "teast1"]),
            "subject": "kind",
            "description": str(number),
            "source": "own",
            "locator": "6",
        }
    ]
    # An empty table would still have a header.
    return {name: rows for name, rows in tables.items() if rows}


def random_entry(chance: random.Random, graph: Graph) -> RowChanges:
    """Return a row put or taken by hand."""
    own = [key for key in graph.rows() if key[0].startswith(OWN_RECORD)]
    collection = f"{OWN_RECORD}home"
    if own and chance.random() < 0.4:
        return RowChanges(removed=(chance.choice(sorted(own)),))
    if chance.random() < 0.3:
        cells = {
            "id": f"own-d{chance.randrange(3)}",
            "from_id": "home",
            "to_id": chance.choice(CITIES),
            "property": "kind",
            "value": "friendly_city",
            "reason": "so",
            "decided_on": "2021-01-01",
        }
        return RowChanges(added=(NewRow(collection=collection, dataset="decisions", cells=cells),))
    cells = {
        "id": f"own-v{chance.randrange(4)}",
        "direction": "outbound",
        "date_start": chance.choice(["2020", "2020-06"]),
        "from_place": "home",
        "to_place": chance.choice(CITIES),
        "level": "people",
        "delegation_title": chance.choice(["team", "orchestra"]),
        "same_as": chance.choice(["", "v1"]),
        "locator": "by hand",
    }
    return RowChanges(added=(NewRow(collection=collection, dataset="visits", cells=cells),))


def random_step(chance: random.Random, graph: Graph, folder: Path, number: int) -> LoadPlan:
    """Do one random step: a load, an entry or correction, an undone load, or a change of the office."""
    what = chance.random()
    if what < 0.08:
        return graph.change_office(chance)
    if what < 0.2 and (undone := graph.undo()) is not None:
        return undone
    if what < 0.55:
        return graph.load(rows=random_entry(chance, graph))
    name = chance.choice(["office", "office", "other"])
    tables = random_tables(chance, number)
    if name == "other":
        tables = {
            table: [
                {**row, "id": row["id"] if table in ("sources", "cities") else f"o-{row['id']}"}
                for row in rows
            ]
            for table, rows in tables.items()
        }
    office = OfficeFolder(folder / f"{number}" / name, tables)
    (office.path / "office.toml").write_text(
        f'collection = "{name}"\nhome = "home"\ncountry = "PT"\n', encoding="utf-8"
    )
    files = [office.path] if chance.random() < 0.6 else [chance.choice(sorted(office.path.glob("*.csv")))]
    return graph.load(collect(files))


@pytest.mark.parametrize("seed", range(SEEDS))
def test_sequence_gives_the_graph_of_a_full_load(seed: int) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        graph = Graph(folder)
        for number in range(STEPS):
            random_step(chance, graph, folder, number)
            assert graph.nodes == full(
                graph, folder / str(number) if (folder / str(number)).is_dir() else folder
            ), f"after step {number}"
            for left in folder.rglob("full.sqlite"):
                left.unlink()
        graph.bench.close()


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    """Return the ids of the nodes that differ."""
    return {node_id for node_id in {*before, *after} if before.get(node_id) != after.get(node_id)}


@pytest.mark.parametrize("seed", range(5))
def test_plan_predicts_the_run(seed: int) -> None:
    chance = random.Random(1000 + seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        graph = Graph(folder)
        for number in range(STEPS):
            before = dict(graph.nodes)
            plan = random_step(chance, graph, folder, number)
            assert {change.id for change in plan.changes} == changed(before, graph.nodes)
            after = {label: sum(node[0] == label for node in graph.nodes.values()) for label in plan.nodes}
            assert {
                label: counts.created + counts.updated + counts.unchanged
                for label, counts in plan.nodes.items()
            } == after
        graph.bench.close()


def many_visits(count: int) -> dict[str, list[dict[str, str]]]:
    """Return the small office with ``count`` visits of two sources each."""
    row = TABLES["visits"][0]
    visits = [
        {
            **row,
            "id": f"v{number}-{source}",
            "source": source,
            "locator": f"p{number}",
            "same_as": "" if source == "own" else f"v{number}-own",
        }
        for number in range(count // 2)
        for source in ("own", "press")
    ]
    return {**TABLES, "visits": visits}


@pytest.mark.parametrize("count", [40, 4_000])
def test_entry_touches_only_what_depends_on_it(tmp_path: Path, count: int) -> None:
    """Count the records processed and nodes made, at two sizes of a store."""
    graph = Graph(tmp_path)
    office = OfficeFolder(tmp_path / "office", many_visits(count))
    graph.load(collect([office.path]))
    collection = f"{OWN_RECORD}home"
    cells = {
        "id": "mine",
        "direction": "outbound",
        "date_start": "2020",
        "from_place": "home",
        "to_place": "east",
        "delegation_title": "team",
    }
    # The visit, its statement, and the office's own record as a source; also the reference data of countries.
    entered = graph.load(
        rows=RowChanges(added=(NewRow(collection=collection, dataset="visits", cells=cells),))
    )
    assert (entered.work.read, entered.work.understood, {change.label for change in entered.changes}) == (
        0,
        1,
        {"Visit", "Statement", "Source"},
    )
    assert entered.work.made <= 4
    # The same event as one of the others: their contradictions are checked, too.
    joined = graph.load(
        rows=RowChanges(
            added=(
                NewRow(
                    collection=collection,
                    dataset="visits",
                    cells={**cells, "id": "mine-too", "same_as": "v1-own"},
                ),
            )
        )
    )
    assert joined.work.understood == 1
    assert len(joined.changes) <= 4
    assert joined.work.made <= 6
    taken = graph.load(rows=RowChanges(removed=((collection, "visits", "mine"),)))
    assert (taken.work.understood, {change.what for change in taken.changes}) == (0, {"retired"})
    # One row of a file changed: the file is read and one row processed.
    office.change("visits", "v7-press", level="governor")
    reloaded = graph.load(collect([office.path]))
    assert (reloaded.work.read, reloaded.work.understood) == (count, 1)
    assert reloaded.work.made <= 5
    # Nothing changed: nothing is read.
    again = graph.load(collect([office.path]))
    assert (again.work.read, again.work.understood, again.changes) == (0, 0, ())
    # A city is renamed: the rows that store its name are processed, and no visit.
    office.change("cities", "east", name_en="Eastham")
    renamed = graph.load(collect([office.path]))
    assert renamed.work.understood <= 1 + len(TABLES["ties"])
    assert renamed.work.made <= 12
    graph.bench.close()


def test_lookup_that_changes_twice_within_a_load_is_noticed(tmp_path: Path) -> None:
    """A row exists for a moment until it is refused: rows that found it must be told that it is gone."""
    graph = Graph(tmp_path)
    office = OfficeFolder(tmp_path / "office")
    first = {**office.row("visits", "v1"), "same_as": ""}
    graph.load(collect([office.path]))
    # A row refers to a visit that does not exist; the lookup is stored with its result.
    office.add("visits", **{**first, "id": "v7", "same_as": "v9"})
    assert [issue.value for issue in graph.load(collect([office.path])).issues if issue.level == "error"] == [
        "v9"
    ]
    # The visit comes after the rows that refer to it, and is refused.
    office.add("visits", **{**first, "id": "v8", "same_as": "v9"})
    office.add("visits", **{**first, "id": "v9", "from_place": "nowhere"})
    refused = [issue.value for issue in graph.load(collect([office.path])).issues if issue.level == "error"]
    assert sorted(refused) == ["nowhere", "v9", "v9"]
    assert not {"v7", "v8", "v9"} & graph.nodes.keys()
    assert graph.nodes == full(graph, tmp_path)
    graph.bench.close()


def test_displaced_row_returns_when_its_source_gets_a_better_grade(tmp_path: Path) -> None:
    """Two folders use one id for different things; the better grade gets it, also after grades change."""
    graph = Graph(tmp_path)
    office, other = OfficeFolder(tmp_path / "office"), OfficeFolder(tmp_path / "other", {"cities": []})
    (other.path / "office.toml").write_text(
        'collection = "other"\nhome = "home"\ncountry = "PT"\n', encoding="utf-8"
    )
    far = {"id": "far", "name_en": "Far", "name_zh": "", "country_iso2": "JP", "locator": "1"}
    office.add("cities", **far, admin_level="province", source="press")
    graph.load(collect([office.path]))
    assert graph.nodes["far"][0] == "Region"
    other.add("cities", **far, admin_level="city", source="own")
    graph.load(collect([other.path]))
    assert graph.nodes["far"][0] == "City"
    office.change("sources", "press", grade="A", date="2021-01-01")
    graph.load(collect([office.path]))
    assert graph.nodes["far"][0] == "Region"
    assert graph.nodes == full(graph, tmp_path)
    graph.bench.close()
