"""Which version of the model a store carries, and whether this program can use it."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import StoreError, StoreVersionError
from graph.model.schema import MODEL_VERSION
from graph.store import GraphStore
from queries.statements import statement

#: Id of the one node ``Store``.
STORE_ID = "store"


@dataclass(frozen=True, slots=True)
class StoreRecord:
    """What a store says of itself; its node can be there, for the lease, before anything else is.

    :param model_version: version of the model, ``None`` where it is not recorded
    :param restoring: name of the backup whose restore has begun and not ended, or ``""``
    :param restoring_sha256: its digest
    :param restored_lines: how many of its lines are there; ``None`` while the store is being emptied
    """

    model_version: int | None = None
    restoring: str = ""
    restoring_sha256: str = ""
    restored_lines: int | None = None


def read_record(store: GraphStore) -> StoreRecord:
    """The record of ``store``; an empty one where there is none."""
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
    """Whether ``store`` holds anything beside its own record."""
    return bool(store.read(statement("store/has_nodes")).rows)


def check_readable(store: GraphStore, *, known: int = MODEL_VERSION) -> int | None:
    """The version of the model that ``store`` carries; to be asked before anything is read from it.

    An older one can be read; the next writer migrates it. ``0`` is a store that has facts but no version,
    ``None`` one that has neither.

    :param known: newest version that the caller can use
    :raises StoreVersionError: if the store is newer
    :raises StoreError: if a restore was broken off, so that half of its content is missing
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
