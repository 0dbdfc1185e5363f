"""Copying a graph between stores, comparing the copies, and resuming an interrupted copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import InputError, StoreUnavailable
from graph.model.schema import MODEL_VERSION
from graph.store import GraphStore
from ingest.maintenance import restore
from ingest.maintenance.backup import store_digest
from ingest.maintenance.copy_store import copy_graph
from ingest.maintenance.model_version import read_record
from tests.ingest.office import OfficeFolder, load_office
from tests.stores import StoreAddress


@pytest.fixture
def source(empty_store: GraphStore, tmp_path: Path) -> GraphStore:
    """A store with a small office."""
    empty_store.create_schema()
    load_office(empty_store, OfficeFolder(tmp_path / "office").path)
    empty_store.write_statement(
        "MERGE (s:Store {id: 'store'}) SET s.model_version = $v", {"v": MODEL_VERSION}
    )
    return empty_store


@pytest.fixture
def target(second_address: StoreAddress) -> Iterator[GraphStore]:
    """The second store, empty, opened as a server."""
    with second_address.as_server().open() as store:
        yield store


def test_copy_is_identical_and_leaves_no_files(
    source: GraphStore, target: GraphStore, tmp_path: Path
) -> None:
    done = copy_graph(source, target, tmp_path / "copies")
    assert store_digest(source) == store_digest(target)
    assert done.nodes["Visit"] == source.read("MATCH (v:Visit) RETURN count(v)").rows[0][0]
    assert list((tmp_path / "copies").iterdir()) == []
    target.write_statement("MATCH (n:Visit) WITH n LIMIT 1 SET n.persons = 1234567")
    back = copy_graph
    with pytest.raises(InputError, match="the store is not empty"):
        back(target, source, tmp_path / "copies")


def test_interrupted_copy_resumes(
    source: GraphStore, target: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restore, "ONE_TRANSACTION", 10)
    monkeypatch.setattr(restore, "BATCH", 20)
    batches: list[int] = []

    def watch(what: str, done: int, total: int) -> None:
        if what == "restore":
            batches.append(done)
            if len(batches) == 3:
                raise StoreUnavailable("the store does not answer")

    with pytest.raises(StoreUnavailable):
        copy_graph(source, target, tmp_path / "copies", progress=watch)
    assert read_record(target).restored_lines == 60
    first = len(batches)
    copy_graph(source, target, tmp_path / "copies", progress=watch)
    assert batches[first] == 80, "it goes on where it stopped"
    assert store_digest(source) == store_digest(target)
    assert not read_record(target).restoring
