"""Dump, backup and restore: deterministic bytes, and no partial results."""

import datetime as dt
import gzip
import hashlib
import json
import os
import random
import resource
import stat
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import FileUnreadable, InputError, StoreError, StoreVersionError
from graph.model.schema import MODEL_VERSION
from graph.store import GraphStore
from ingest.maintenance import restore as restore_module
from ingest.maintenance.backup import backup, inspect
from ingest.maintenance.dump import decode, dump, encode
from ingest.maintenance.model_version import check_readable, has_nodes, read_record
from ingest.maintenance.restore import restore
from tests.stores import StoreAddress, TestStores, wipe

FACTS: list[tuple[str, dict[str, Any]]] = [
    (
        "City",
        {
            "id": "b-town",
            "name_zh": "乙城",
            "name_en": 'B "q" \\ t\n\u2028',
            "lat": 0.1,
            "lon": -5.0,
            "population": 2**53 + 1,
        },
    ),
    ("City", {"id": "a-town", "lat": 1e-300, "lon": 1e22, "is_port_city": False, "note": ""}),
    ("City", {"id": "\U00020000-town"}),  # sorts after the next one by code point, before it by UTF-16
    ("City", {"id": "\uffee-town"}),
    (
        "Visit",
        {
            "id": "visit-1",
            "start": "2019-05",
            "start_from": dt.date(2019, 5, 1),
            "start_to": dt.date(2019, 5, 31),
            "topics": ["港口", "b", "a"],
        },
    ),
    (
        "Event",
        {
            "id": "a-town",
            "start": "1",
            "start_from": dt.date(1, 1, 1),
            "start_to": dt.date(9999, 12, 31),
            "note": "x" * 70_000,
        },
    ),
    ("Source", {"id": "s"}),
    ("Statement", {"id": "s:1", "values": '{"a":"1"}'}),
    ("LoadRun", {"id": "load-1", "state": "complete"}),
    ("Issue", {"id": "issue-1"}),
    ("Office", {"id": "office-a-town"}),
    (
        "Store",
        {
            "id": "store",
            "model_version": MODEL_VERSION,
            "writer": "h:1:n",
            "writer_since": 1.0,
            "writer_beat": 2,
        },
    ),
]
RELATIONS: list[tuple[str, str, str, str, str, dict[str, Any]]] = [
    ("Visit", "visit-1", "TO_PLACE", "City", "b-town", {"order": 2}),
    ("Visit", "visit-1", "TO_PLACE", "City", "b-town", {"order": 10}),
    ("Visit", "visit-1", "TO_PLACE", "City", "a-town", {"order": 1}),
    (
        "City",
        "a-town",
        "TO_PLACE",
        "City",
        "b-town",
        {"since": "2019", "since_from": dt.date(2019, 1, 1), "since_to": dt.date(2019, 12, 31)},
    ),
    ("Statement", "s:1", "SAYS", "Visit", "visit-1", {}),
    ("Statement", "s:1", "SAYS", "City", "a-town", {}),
    ("Statement", "s:1", "FROM_SOURCE", "Source", "s", {}),
    ("Statement", "s:1", "BROUGHT_BY", "LoadRun", "load-1", {}),
    ("Issue", "issue-1", "RAISED_BY", "LoadRun", "load-1", {}),
]
LONG = "x" * 70_000
EXPECTED = (
    rf"""
{{"id":"a-town","label":"City","properties":{{"id":"a-town","is_port_city":false
 ,"lat":1e-300,"lon":1e+22,"note":""}}}}
{{"id":"b-town","label":"City","properties":{{"id":"b-town","lat":0.1,"lon":-5.0
 ,"name_en":"B \"q\" \\ t\n@","name_zh":"乙城","population":9007199254740993}}}}
{{"id":"￮-town","label":"City","properties":{{"id":"￮-town"}}}}
{{"id":"𠀀-town","label":"City","properties":{{"id":"𠀀-town"}}}}
{{"id":"a-town","label":"Event","properties":{{"id":"a-town","note":"{LONG}"
 ,"start":"1","start_from":{{"$date":"0001-01-01"}}
 ,"start_to":{{"$date":"9999-12-31"}}}}}}
{{"id":"s","label":"Source","properties":{{"id":"s"}}}}
{{"id":"s:1","label":"Statement","properties":{{"id":"s:1","values":"{{\"a\":\"1\"}}"}}}}
{{"id":"visit-1","label":"Visit","properties":{{"id":"visit-1","start":"2019-05"
 ,"start_from":{{"$date":"2019-05-01"}},"start_to":{{"$date":"2019-05-31"}}
 ,"topics":["港口","b","a"]}}}}
{{"from":["Statement","s:1"],"properties":{{}},"to":["Source","s"],"type":"FROM_SOURCE"}}
{{"from":["Statement","s:1"],"properties":{{}},"to":["City","a-town"],"type":"SAYS"}}
{{"from":["Statement","s:1"],"properties":{{}},"to":["Visit","visit-1"],"type":"SAYS"}}
{{"from":["City","a-town"],"properties":{{"since":"2019"
 ,"since_from":{{"$date":"2019-01-01"}},"since_to":{{"$date":"2019-12-31"}}}}
 ,"to":["City","b-town"],"type":"TO_PLACE"}}
{{"from":["Visit","visit-1"],"properties":{{"order":1}},"to":["City","a-town"],"type":"TO_PLACE"}}
{{"from":["Visit","visit-1"],"properties":{{"order":10}},"to":["City","b-town"],"type":"TO_PLACE"}}
{{"from":["Visit","visit-1"],"properties":{{"order":2}}
 ,"to":["City","b-town"],"type":"TO_PLACE"}}
""".strip()
    .replace("\n ", "")
    .replace("@", "\u2028")
)


def fill(store: GraphStore, seed: int = 0) -> None:
    """Write the graph above, in an order determined by the seed."""
    store.create_schema()
    order = random.Random(seed)

    def work(transaction: Any) -> None:
        for label, properties in order.sample(FACTS, len(FACTS)):
            transaction.run(f"CREATE (n:{label}) SET n = $properties", properties=properties).consume()
        for from_label, start, name, to_label, end, properties in order.sample(RELATIONS, len(RELATIONS)):
            text = (
                f"MATCH (a:{from_label} {{id: $start}}) MATCH (b:{to_label} {{id: $end}}) CREATE "
                f"(a)-[r:{name}]->(b) SET r = $properties"
            )
            transaction.run(text, start=start, end=end, properties=properties).consume()

    store.write(work)


@pytest.fixture
def filled_store(empty_store: GraphStore) -> GraphStore:
    fill(empty_store)
    return empty_store


def lines_of(store: GraphStore) -> list[str]:
    return list(dump(store, bookkeeping=True))


def rewrite(file: Path, change: Callable[[list[bytes]], list[bytes]], *, sign: bool = True) -> None:
    """Change the lines of a backup; recompute its checksum if ``sign`` is set."""
    lines = change(gzip.decompress(file.read_bytes()).splitlines(keepends=True)[:-1])
    digest = hashlib.sha256(b"".join(lines)).hexdigest() if sign else "0" * 64
    file.write_bytes(gzip.compress(b"".join(lines) + json.dumps({"sha256": digest}).encode() + b"\n"))


# --- dump ---------------------------------------------------------------------------------------------------

plain = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.dates(),
)


@given(st.one_of(plain, st.lists(plain)))
def test_every_value_survives_a_round_trip(value: Any) -> None:
    back = decode(json.loads(json.dumps(encode(value))))
    assert repr(back) == repr(value)


@pytest.mark.parametrize("value", [{"$date": "2019-13-01"}, {"$day": "2019-01-01"}, {}, None, [None]])
def test_invalid_values_are_refused(value: Any) -> None:
    with pytest.raises(ValueError):
        decode(value)


@pytest.mark.parametrize("seed", [1, 2])
def test_dump_does_not_depend_on_the_order_of_writing(empty_store: GraphStore, seed: int) -> None:
    fill(empty_store, seed)
    assert list(dump(empty_store, bookkeeping=False)) == EXPECTED.split("\n")


def test_bookkeeping_is_dumped_without_its_time(filled_store: GraphStore) -> None:
    added = set(lines_of(filled_store)) - set(EXPECTED.split("\n"))
    assert added == {
        '{"id":"load-1","label":"LoadRun","properties":{"id":"load-1","state":"complete"}}',
        '{"id":"issue-1","label":"Issue","properties":{"id":"issue-1"}}',
        '{"id":"office-a-town","label":"Office","properties":{"id":"office-a-town"}}',
        f'{{"id":"store","label":"Store","properties":{{"id":"store","model_version":{MODEL_VERSION}}}}}',
        '{"from":["Statement","s:1"],"properties":{},"to":["LoadRun","load-1"],"type":"BROUGHT_BY"}',
        '{"from":["Issue","issue-1"],"properties":{},"to":["LoadRun","load-1"],"type":"RAISED_BY"}',
    }


def test_empty_store_has_an_empty_dump(empty_store: GraphStore) -> None:
    assert lines_of(empty_store) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("CREATE (:City {name_en: 'nameless'})", "a node City has no id"),
        (
            "CREATE (:City {id: 'c', at: datetime('2019-01-01T00:00:00Z')})",
            "type datetime has no place in the model (City c, property at)",
        ),
        ("CREATE (:City {id: 'c'})-[:IN]->(:CountryOrArea)", "has no id"),
    ],
)
def test_content_outside_the_model_is_refused(empty_store: GraphStore, text: str, says: str) -> None:
    empty_store.write_statement(text)
    with pytest.raises(StoreError) as caught:
        lines_of(empty_store)
    assert says in str(caught.value)


def test_node_with_two_labels_is_refused(empty_store: GraphStore) -> None:
    empty_store.write_statement("CREATE (:City:Port {id: 'both'})")
    with pytest.raises(StoreError, match="labels City, Port; in this model it has one"):
        lines_of(empty_store)


def test_graph_that_changes_during_the_dump_is_refused(
    filled_store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = filled_store.stream

    def and_delete(text: str, *arguments: Any) -> Iterator[list[Any]]:
        yield from stream(text, *arguments)
        filled_store.write_statement("MATCH (n:Visit) DETACH DELETE n")

    monkeypatch.setattr(filled_store, "stream", and_delete)
    with pytest.raises(StoreError, match="try again when nothing is being loaded"):
        lines_of(filled_store)


def test_dump_uses_bounded_memory(empty_store: GraphStore) -> None:
    empty_store.create_schema()
    for begin in range(0, 12_000, 2_000):
        rows = [{"id": f"s{number}", "values": "y" * 3_000} for number in range(begin, begin + 2_000)]
        empty_store.write_statement("UNWIND $rows AS row CREATE (n:Statement) SET n = row", {"rows": rows})
    tracemalloc.start()
    try:
        total = sum(len(line) for line in dump(empty_store, bookkeeping=True))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert total > 36e6
    assert peak < 20e6
    with full_disk(), pytest.raises(StoreError, match="make room in the temporary folder"):
        lines_of(empty_store)


# --- backup -------------------------------------------------------------------------------------------------


def test_backup_reports_its_contents(filled_store: GraphStore, tmp_path: Path) -> None:
    steps = []
    made = backup(filled_store, tmp_path / "b.gz", progress=lambda *step: steps.append(step))
    assert steps[-1] == ("write", made.lines, made.lines)
    assert made == inspect(tmp_path / "b.gz")
    assert made.model_version == MODEL_VERSION
    assert made.nodes["City"] == 4
    assert made.relations["TO_PLACE"] == 4
    assert made.lines == len(FACTS) + len(RELATIONS)
    lines = gzip.decompress((tmp_path / "b.gz").read_bytes()).decode().split("\n")
    assert json.loads(lines[0]) == {
        "format": "friendcircle-graph",
        "format_version": 1,
        "model_version": MODEL_VERSION,
        "nodes": made.nodes,
        "relationships": made.relations,
    }
    assert lines[1:-2] == lines_of(filled_store)
    assert json.loads(lines[-2]) == {"sha256": made.sha256}


def test_same_graph_gives_the_same_file(filled_store: GraphStore, tmp_path: Path) -> None:
    backup(filled_store, tmp_path / "one.gz")
    wipe(filled_store)
    fill(filled_store, seed=9)
    backup(filled_store, tmp_path / "two.gz")
    assert (tmp_path / "one.gz").read_bytes() == (tmp_path / "two.gz").read_bytes()
    assert (tmp_path / "one.gz").read_bytes()[4:8] == b"\0\0\0\0"


def test_only_the_owner_can_read_a_backup(filled_store: GraphStore, tmp_path: Path) -> None:
    file = tmp_path / "b.gz"
    backup(filled_store, file)
    file.chmod(0o644)
    backup(filled_store, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert inspect(file)
    assert [entry.name for entry in tmp_path.iterdir()] == ["b.gz"]


def test_empty_store_cannot_be_backed_up(empty_store: GraphStore, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing to back up"):
        backup(empty_store, tmp_path / "b.gz")
    assert list(tmp_path.iterdir()) == []


@contextmanager
def full_disk() -> Iterator[None]:
    """Limit the size of files to a few bytes, as on a full disk (Python ignores the resulting signal)."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def no_right_to_write(folder: Path) -> Iterator[None]:
    """Make ``folder`` read-only; root, who is not bound by modes, becomes another user meanwhile."""
    folder.chmod(0o500)
    user = os.geteuid()
    try:
        if user == 0:
            os.seteuid(65534)
        yield
    finally:
        os.seteuid(user)
        folder.chmod(0o700)


def test_full_disk_keeps_the_older_backup(filled_store: GraphStore, tmp_path: Path) -> None:
    backup(filled_store, tmp_path / "whole.gz")
    before = (tmp_path / "whole.gz").read_bytes()
    (tmp_path / "whole.gz").unlink()
    for older in (None, before):
        file = tmp_path / "b.gz"
        if older:
            file.write_bytes(older)
        with full_disk(), pytest.raises(StoreError) as caught:
            backup(filled_store, file)
        assert (
            str(caught.value)
            == f"the backup cannot be written ({file}): File too large; nothing was left behind"
        )
        assert caught.value.exit_status == 3
        assert [entry.read_bytes() for entry in tmp_path.iterdir()] == ([older] if older else [])


def test_backup_into_a_read_only_folder(filled_store: GraphStore, tmp_path: Path) -> None:
    with no_right_to_write(tmp_path), pytest.raises(StoreError) as caught:
        backup(filled_store, tmp_path / "b.gz")
    assert (
        str(caught.value)
        == f"the backup cannot be written ({tmp_path / 'b.gz'}): Permission denied; nothing was left behind"
    )
    assert list(tmp_path.iterdir()) == []


def test_backup_to_an_impossible_path(filled_store: GraphStore, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place, says in [
        (tmp_path / "missing" / "b.gz", "No such file or directory"),
        (tmp_path / "file" / "b.gz", "Not a directory"),
        (tmp_path / ("x" * 300), "File name too long"),
        (tmp_path, "it is no backup"),
        (tmp_path / "file", "it is no backup"),
        (Path("/dev/null"), "it is no backup"),
    ]:
        with pytest.raises((StoreError, InputError)) as caught:
            backup(filled_store, place)
        assert says in str(caught.value)
        assert "\n" not in str(caught.value)


def test_half_restored_store_is_not_backed_up(filled_store: GraphStore, tmp_path: Path) -> None:
    filled_store.write_statement("MATCH (s:Store) SET s.restoring = 'b.gz'")
    with pytest.raises(StoreError, match=r"restore b\.gz again"):
        backup(filled_store, tmp_path / "b.gz")


# --- restore ------------------------------------------------------------------------------------------------


@pytest.fixture
def file(filled_store: GraphStore, tmp_path: Path) -> Path:
    """A backup of a store that is empty now."""
    backup(filled_store, tmp_path / "b.gz")
    wipe(filled_store)
    return tmp_path / "b.gz"


def test_backup_moves_between_stores(stores: TestStores, store_address: StoreAddress, tmp_path: Path) -> None:
    with store_address.open() as store:
        fill(store)
        before = lines_of(store)
        backup(store, tmp_path / "there.gz")
    with stores.empty().open() as store:
        restore(store, tmp_path / "there.gz")
        assert lines_of(store) == before
        backup(store, tmp_path / "back.gz")
    with stores.empty().open() as store:
        restore(store, tmp_path / "back.gz")
        assert lines_of(store) == before
    assert (tmp_path / "there.gz").read_bytes() == (tmp_path / "back.gz").read_bytes()


def test_restored_values_have_their_types(empty_store: GraphStore, file: Path) -> None:
    steps = []
    restore(empty_store, file, progress=lambda *step: steps.append(step))
    assert steps[-1] == ("restore", len(FACTS) + len(RELATIONS), len(FACTS) + len(RELATIONS))
    [[visit]] = empty_store.read("MATCH (n:Visit) RETURN properties(n) AS p").rows
    assert visit == FACTS[4][1]
    [[city]] = empty_store.read("MATCH (n:City {id: 'b-town'}) RETURN properties(n) AS p").rows
    assert {name: repr(value) for name, value in city.items()} == {
        name: repr(value) for name, value in FACTS[0][1].items()
    }
    # An id is taken, which shows that the constraints exist.
    with pytest.raises((StoreError, InputError)):
        empty_store.write_statement("CREATE (:City {id: 'a-town'})")


def test_derived_relationships_are_in_backups_but_not_in_comparisons(empty_store: GraphStore) -> None:
    empty_store.write_statement(
        "CREATE (a:City {id: 'a'})-[:TWINNED {load_id: 'x'}]->(b:City {id: 'b'}), (a)-[:LINKED {strength: "
        "1.5}]->(b)"
    )
    assert not [
        line for line in dump(empty_store, bookkeeping=False) if "TWINNED" in line or "LINKED" in line
    ]
    assert (
        len([line for line in dump(empty_store, bookkeeping=True) if "TWINNED" in line or "LINKED" in line])
        == 2
    )


def test_restore_in_batches(empty_store: GraphStore, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restore_module, "ONE_TRANSACTION", 3)
    monkeypatch.setattr(restore_module, "BATCH", 2)
    states = []
    restore(
        empty_store,
        file,
        progress=lambda what, done, total: (
            states.append(read_record(empty_store).restoring) if what == "restore" else None
        ),
    )
    assert len(states) == 11
    assert set(states) == {"b.gz"}
    assert list(dump(empty_store, bookkeeping=False)) == EXPECTED.split("\n")
    assert check_readable(empty_store) == MODEL_VERSION


def test_restore_keeps_the_store_record_and_writer(empty_store: GraphStore, file: Path) -> None:
    empty_store.write_statement("MERGE (s:Store {id: 'store'}) SET s.writer = 'h:2:m:now', s.writer_beat = 5")
    restore(empty_store, file)
    assert empty_store.read("MATCH (s:Store) RETURN s.writer, s.writer_beat, s.model_version").rows == [
        ["h:2:m:now", 5, MODEL_VERSION]
    ]


def test_restore_refuses_a_store_that_is_not_empty(empty_store: GraphStore, file: Path) -> None:
    empty_store.write_statement("CREATE (:City {id: 'mine'})")
    with pytest.raises(InputError, match=r"the store is not empty .*: restore into an empty one"):
        restore(empty_store, file)
    assert lines_of(empty_store) == ['{"id":"mine","label":"City","properties":{"id":"mine"}}']


def spoil_bytes(where: int) -> Callable[[Path], None]:
    def spoil(file: Path) -> None:
        data = bytearray(file.read_bytes())
        data[where] ^= 0xFF
        file.write_bytes(data)

    return spoil


def head(**changes: Any) -> Callable[[list[bytes]], list[bytes]]:
    return lambda lines: [json.dumps(json.loads(lines[0]) | changes).encode() + b"\n", *lines[1:]]


SPOILS: dict[str, Callable[[Path], object]] = {
    "cut off": lambda file: file.write_bytes(file.read_bytes()[:-20]),
    "empty": lambda file: file.write_bytes(b""),
    "another kind of file": lambda file: file.write_text("id,name\n1,x\n"),
    "packed, another kind": lambda file: file.write_bytes(gzip.compress(b"hello\n")),
    "packed, other JSON": lambda file: file.write_bytes(gzip.compress(b"[1]\n{}\n")),
    "a byte in the middle": spoil_bytes(200),
    "a byte of the checksum": spoil_bytes(-6),
    "something after it": lambda file: file.write_bytes(file.read_bytes() + b"more"),
    "more lines after it": lambda file: file.write_bytes(file.read_bytes() + gzip.compress(b"{}\n")),
    "a line changed": lambda file: rewrite(
        file, lambda lines: [line.replace(b"0.1", b"0.2") for line in lines], sign=False
    ),
    "a line missing": lambda file: rewrite(file, lambda lines: lines[:-1]),
    "lines exchanged for others": lambda file: rewrite(file, lambda lines: [*lines[:-1], lines[1]]),
    "a value of no kind": lambda file: rewrite(
        file, lambda lines: [line.replace(b"2019-05-01", b"2019-05-99") for line in lines]
    ),
    "a line that is no object": lambda file: rewrite(file, lambda lines: [*lines[:-1], b"[]\n"]),
    "bytes that are no text": lambda file: rewrite(
        file, lambda lines: [line.replace("乙".encode(), b"\xff\xfe") for line in lines]
    ),
    "no counts": lambda file: rewrite(file, head(nodes=None)),
}


@pytest.mark.parametrize("spoil", SPOILS.values(), ids=SPOILS.keys())
def test_damaged_backup_is_refused(
    empty_store: GraphStore, file: Path, spoil: Callable[[Path], object]
) -> None:
    spoil(file)
    with pytest.raises(FileUnreadable) as caught:
        restore(empty_store, file)
    assert "is no whole backup" in str(caught.value)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert lines_of(empty_store) == []


def test_missing_backup_is_refused(empty_store: GraphStore, tmp_path: Path) -> None:
    for place in (tmp_path / "none.gz", tmp_path):
        with pytest.raises(FileUnreadable, match="cannot be read"):
            restore(empty_store, place)


@pytest.mark.parametrize("newer", [{"model_version": MODEL_VERSION + 1}, {"format_version": 2}])
def test_newer_backup_is_refused(empty_store: GraphStore, file: Path, newer: dict[str, int]) -> None:
    rewrite(file, head(**newer))
    with pytest.raises(StoreVersionError, match="made by a newer program"):
        restore(empty_store, file)
    assert lines_of(empty_store) == []


def test_backup_of_an_older_model_is_restored_only_by_its_program(
    empty_store: GraphStore, tmp_path: Path
) -> None:
    empty_store.write_statement("CREATE (:Embassy {id: 'e'})-[:STANDS_IN {floor: 1}]->(:City {id: 'c'})")
    empty_store.write_statement("MATCH (c:City), (e:Embassy) CREATE (c)-[:HOSTS]->(e)")
    made = backup(empty_store, tmp_path / "b.gz")
    assert made.model_version == 0
    assert made.nodes == {"City": 1, "Embassy": 1}
    assert lines_of(empty_store) == [
        '{"id":"c","label":"City","properties":{"id":"c"}}',
        '{"id":"e","label":"Embassy","properties":{"id":"e"}}',
        '{"from":["City","c"],"properties":{},"to":["Embassy","e"],"type":"HOSTS"}',
        '{"from":["Embassy","e"],"properties":{"floor":1},"to":["City","c"],"type":"STANDS_IN"}',
    ]
    wipe(empty_store)
    with pytest.raises(
        StoreVersionError,
        match=r"has Embassy, HOSTS, STANDS_IN, which .* "
        r"restore it with the program whose model has version 0",
    ):
        restore(empty_store, tmp_path / "b.gz")
    assert lines_of(empty_store) == []


def without_a_city(lines: list[bytes]) -> list[bytes]:
    """Remove a city that a relationship refers to; counts and checksum fit."""
    changed = [line for line in lines if not line.startswith(b'{"id":"b-town"')]
    content = json.loads(lines[0])
    content["nodes"]["City"] -= 1
    return [json.dumps(content).encode() + b"\n", *changed[1:]]


def test_failed_restore_in_one_transaction_changes_nothing(empty_store: GraphStore, file: Path) -> None:
    rewrite(file, without_a_city)
    with pytest.raises(StoreError, match="the store made"):
        restore(empty_store, file)
    assert lines_of(empty_store) == []


def test_failure_in_a_later_batch_empties_the_store(
    empty_store: GraphStore, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restore_module, "ONE_TRANSACTION", 3)
    monkeypatch.setattr(restore_module, "BATCH", 2)
    rewrite(file, without_a_city)
    with pytest.raises(StoreError, match="the restore failed, and the store was emptied again"):
        restore(empty_store, file)
    assert not has_nodes(empty_store)
    assert check_readable(empty_store) is None


def test_unusable_store_reports_the_failed_restore_until_restored_again(
    empty_store: GraphStore, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restore_module, "ONE_TRANSACTION", 3)
    monkeypatch.setattr(restore_module, "BATCH", 4)
    write = empty_store.write
    calls = []

    def fails_from_the_eighth_on(work: Any) -> Any:
        calls.append(work)
        if len(calls) >= 8:
            raise StoreError("the store failed", where="disk full")
        return write(work)

    with monkeypatch.context() as patch:
        patch.setattr(empty_store, "create_schema", lambda: None)
        patch.setattr(empty_store, "write", fails_from_the_eighth_on)
        with pytest.raises(StoreError, match="could not be emptied again"):
            restore(empty_store, file)
    assert has_nodes(empty_store)
    with pytest.raises(StoreError, match=r"a restore into this store has not ended.*restore b\.gz again"):
        check_readable(empty_store)
    restore(empty_store, file)
    assert list(dump(empty_store, bookkeeping=False)) == EXPECTED.split("\n")
    assert check_readable(empty_store) == MODEL_VERSION
