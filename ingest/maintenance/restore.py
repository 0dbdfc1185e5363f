"""Fill an empty store from a backup, in one transaction or in batches that can be resumed."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import neo4j

from graph.errors import FriendCircleError, InputError, StoreError, StoreUnavailable
from graph.store import GraphStore
from ingest.load.create import Elements, NewRelation, create_nodes, create_relations
from ingest.maintenance.backup import Backup, inspect, opened_backup
from ingest.maintenance.dump import BATCH, Progress, decode
from ingest.maintenance.model_version import STORE_ID, StoreRecord, has_nodes, read_record
from queries.statements import statement

#: Maximum number of lines that are restored in one transaction.
ONE_TRANSACTION = 15_000


def restore(store: GraphStore, file: Path, *, progress: Progress | None = None) -> Backup:
    """Fill an empty store from a backup of any kind of store; the caller must hold the write lease.

    The file is read completely before anything is changed. Up to :data:`ONE_TRANSACTION` lines are one
    transaction. A larger file is restored in batches; meanwhile the store records that it is being restored,
    from which file, and how far. If this process is killed or the store becomes unavailable, the next restore
    of the same file continues there; a restore of another file empties the store first. On any other failure
    the store is emptied again.

    :raises InputError: if the store is not empty
    :raises FileUnreadable: if the file is not a backup, or not complete
    :raises StoreVersionError: if it was made by a newer version of the program
    :raises StoreError: if the store fails; it is empty again then, or the message says that it is not
    """
    content = inspect(file, progress=progress)
    record = read_record(store)
    if not record.restoring and has_nodes(store):
        raise InputError(
            "the store is not empty",
            where=store.url,
            hint="restore into an empty one: give another address or folder with --store",
        )
    store.create_schema()
    stamp = {"id": STORE_ID, "version": content.model_version}
    if content.lines <= ONE_TRANSACTION and not record.restoring:

        def work(transaction: neo4j.ManagedTransaction) -> None:
            elements: Elements = {}
            for rows in _batches(content, progress):
                _create(transaction, rows, elements)
            _run(transaction, "store/stamp_version", stamp)

        store.write(work)
    else:
        try:
            done = _begin_batches(store, record, content)
            elements: Elements = {}
            for rows in _batches(content, progress, done):
                done += len(rows)
                store.write(partial(_create_and_count, rows=rows, elements=elements, done=done))
        except StoreUnavailable:
            raise  # the next restore continues from here
        except FriendCircleError as error:
            raise _after_failure(store, error) from error
        store.write_statement(statement("store/stamp_version"), stamp)
    return content


def _begin_batches(store: GraphStore, record: StoreRecord, content: Backup) -> int:
    """Return how many lines of the backup the store already contains; 0 after emptying it."""
    if record.restoring_sha256 == content.sha256 and record.restored_lines is not None:
        return record.restored_lines
    mark = {"id": STORE_ID, "what": content.file.name, "sha256": content.sha256}
    store.write_statement(statement("store/mark_restoring"), mark)
    _empty(store)
    store.write_statement(statement("store/mark_restored"), {"id": STORE_ID, "lines": 0})
    return 0


def _create_and_count(
    transaction: neo4j.ManagedTransaction, rows: list[dict[str, Any]], elements: Elements, done: int
) -> None:
    _create(transaction, rows, elements)
    _run(transaction, "store/mark_restored", {"id": STORE_ID, "lines": done})


def _after_failure(store: GraphStore, error: FriendCircleError) -> StoreError:
    try:
        _empty(store)
        store.write_statement(statement("store/stamp_version"), {"id": STORE_ID, "version": None})
    except FriendCircleError:
        return StoreError(
            "the restore failed, and the store could not be emptied again ({what})",
            what=error.parts.what,
            where=store.url,
            hint="restore again once the store works; that empties it first",
        )
    return StoreError(
        "the restore failed, and the store was emptied again ({what})",
        what=error.parts.what,
        where=store.url,
        hint=error.parts.hint or "restore again",
    )


def _empty(store: GraphStore) -> None:
    for name in ("store/delete_relations", "store/delete_nodes"):
        while store.write(partial(_run, name=name, parameters={"batch": BATCH}))[0]["gone"]:
            pass


def _batches(content: Backup, progress: Progress | None, done: int = 0) -> Iterator[list[dict[str, Any]]]:
    with opened_backup(content.file) as lines:
        rows = (json.loads(line) for line in itertools.islice(lines, 1 + done, 1 + content.lines))
        while batch := list(itertools.islice(rows, BATCH)):
            yield batch
            done += len(batch)
            if progress:
                progress("restore", done, content.lines)


def _create(transaction: neo4j.ManagedTransaction, rows: list[dict[str, Any]], elements: Elements) -> None:
    """Create a batch, its nodes first.

    :param elements: element ids of nodes in earlier batches (:mod:`ingest.load.create`)
    """
    nodes: list[tuple[str, dict[str, Any]]] = []
    relations: list[NewRelation] = []
    for row in rows:
        properties = {name: decode(value) for name, value in row["properties"].items()}
        if "label" not in row:
            relations.append(NewRelation(row["type"], tuple(row["from"]), tuple(row["to"]), properties))
        elif row["label"] != "Store":  # this store has its own record; it gets its version at the end
            nodes.append((row["label"], properties))
    made, wanted = (
        create_nodes(transaction, nodes, elements) + create_relations(transaction, relations, elements),
        len(nodes) + len(relations),
    )
    if made != wanted:
        raise StoreError(
            "the store made {made} of {wanted}", made=made, wanted=wanted, hint="restore into an empty store"
        )


def _run(
    transaction: neo4j.ManagedTransaction, name: str, parameters: Mapping[str, object]
) -> list[dict[str, Any]]:
    return [record.data() for record in transaction.run(statement(name), dict(parameters))]
