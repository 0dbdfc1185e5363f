"""The model version of a store, and whether this program can use it."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import StoreError, StoreVersionError
from graph.model.schema import MODEL_VERSION
from graph.store import GraphStore
from queries.statements import statement

#: Id of the single ``Store`` node.
STORE_ID = "store"


@dataclass(frozen=True, slots=True)
class StoreRecord:
    """The store's own record; its node can exist, for the lease, before any other.

    :param model_version: version of the model; ``None`` if not recorded
    :param restoring: name of the backup that is being restored, or ``""``
    :param restoring_sha256: its digest
    :param restored_lines: number of its lines restored so far; ``None`` while the store is being emptied
    """

    model_version: int | None = None
    restoring: str = ""
    restoring_sha256: str = ""
    restored_lines: int | None = None


def read_record(store: GraphStore) -> StoreRecord:
    """Return the record of ``store``; an empty one if there is none."""
    records = store.read(statement("store/read_store"), {"id": STORE_ID}).records()
    if not records:
        return StoreRecord()
    found = records[0]
    return StoreRecord(
        found["model_version"],
        found["restoring"] or "",
        found["restoring_sha256"] or "",
        found["restored_lines"],
    )


def has_nodes(store: GraphStore) -> bool:
    """Return whether ``store`` contains anything besides its own record."""
    return bool(store.read(statement("store/has_nodes")).rows)


def check_readable(store: GraphStore, *, known: int = MODEL_VERSION) -> int | None:
    """Return the model version of ``store``; to be called before anything is read from it.

    An older store can be read; the next writer migrates it. ``0`` is a store with facts but no version,
    ``None`` one with neither.

    :param known: newest version that the caller can use
    :raises StoreVersionError: if the store is newer
    :raises StoreError: if a restore was interrupted, so that part of the content is missing
    """
    record = read_record(store)
    if record.restoring:
        raise StoreError(
            "a restore into this store has not ended, its content is not whole",
            where=store.url,
            hint="wait for it, or restore {file} again",
            file=record.restoring,
        )
    if record.model_version is None:
        return 0 if has_nodes(store) else None
    if record.model_version > known:
        raise StoreVersionError(
            "the store has version {stored} of the model, this program knows {known}",
            stored=record.model_version,
            known=known,
            where=store.url,
            hint="use a newer version of the program",
        )
    return record.model_version
