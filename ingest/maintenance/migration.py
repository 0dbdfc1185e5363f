"""Migrating a store to the model version of this program; every writer does so before it writes.

A step is declared as a :class:`Migration`: the version it leads to, what it does, and its statements from
``queries/cypher/store/migrate_*.cypher``. Each step is one transaction that also raises the version, so a
store is never between two versions. The store is backed up before the first step.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import neo4j

from graph.errors import FriendCircleError, StoreError
from graph.model.schema import MODEL_VERSION
from graph.store import GraphStore
from ingest.maintenance.backup import backup
from ingest.maintenance.dump import Progress
from ingest.maintenance.model_version import STORE_ID, check_readable
from ingest.maintenance.private_files import private_folder
from queries.statements import statement

__all__ = [
    "MIGRATIONS",
    "Migration",
    "MigrationPlan",
    "MigrationReport",
    "check_readable",
    "ensure_current",
    "plan",
]


@dataclass(frozen=True, slots=True)
class Migration:
    """One step from the previous version to ``to_version``.

    :param description: what it does, for the dry run
    :param statements: Cypher texts from :func:`queries.statements.statement`, run in order in one transaction
    """

    to_version: int
    description: str
    statements: tuple[str, ...] = ()


#: All steps, starting with version 1. Version 0 is a store from before the version was recorded; its graph is
#: that of version 1.
MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, "records the version of the model in the store"),
    Migration(2, "knows functions, sites, quotas and documents"),
    Migration(3, "keeps statements that a load takes out or replaces"),
    Migration(
        4, "knows the home side of a visit, texts in Chinese, meetings of mechanisms and parts of events"
    ),
    Migration(5, "knows former names with their times, and holds contacts in compact form too"),
)


@dataclass(frozen=True, slots=True)
class MigrationPlan:
    """What :func:`ensure_current` would do.

    :param stored: version of the store; ``None`` if it is empty and only gets its schema and version
    :param target: version after the migration
    :param steps: migrations to be run, in order
    """

    stored: int | None
    target: int
    steps: tuple[Migration, ...]


@dataclass(frozen=True, slots=True)
class MigrationReport:
    """What :func:`ensure_current` did.

    :param backup: backup of the store before the first step, if there were steps
    """

    stored: int | None
    target: int
    steps: tuple[Migration, ...]
    backup: Path | None = None

    @property
    def changed(self) -> bool:
        """Whether anything was written to the store."""
        return self.stored != self.target


def plan(store: GraphStore, *, migrations: Sequence[Migration] = MIGRATIONS) -> MigrationPlan:
    """Return what has to be done to bring ``store`` to the newest version; changes nothing.

    :raises StoreVersionError: if the store is newer than this program
    :raises StoreError: if a restore into it was interrupted
    """
    target = _target(migrations)
    stored = check_readable(store, known=target)
    return MigrationPlan(
        stored,
        target,
        () if stored is None else tuple(step for step in migrations if step.to_version > stored),
    )


def ensure_current(
    store: GraphStore,
    *,
    backup_to: Path,
    now: dt.datetime,
    migrations: Sequence[Migration] = MIGRATIONS,
    progress: Progress | None = None,
) -> MigrationReport:
    """Prepare ``store`` for writing; the caller must hold the write lease.

    An empty store gets its schema and version; an older one is backed up and migrated.

    :param backup_to: folder for the backup; created if needed
    :param now: time with time zone, used in the name of the backup
    :raises StoreVersionError: if the store is newer than this program
    :raises StoreError: if the backup cannot be written (nothing is changed then) or a step fails (the store
        stays at the version before that step)
    """
    todo = plan(store, migrations=migrations)
    if todo.stored is None:
        store.create_schema()
        store.write_statement(statement("store/stamp_version"), {"id": STORE_ID, "version": todo.target})
    file = None
    if todo.stored is not None and todo.steps:
        file = _backup_file(backup_to, todo.stored, now)
        backup(store, file, progress=progress)
        for step in todo.steps:
            try:
                store.write(partial(_migrate, step=step))
            except FriendCircleError as error:
                raise StoreError(
                    "the migration to version {version} of the model failed and was taken back ({what})",
                    version=step.to_version,
                    what=error.parts.what,
                    where=store.url,
                    hint="{advice}; the store as it was is in {file}"
                    if error.hint
                    else "the store as it was is in {file}",
                    advice=error.parts.hint,
                    file=file,
                ) from error
        store.create_schema()
    return MigrationReport(todo.stored, todo.target, todo.steps, file)


def _target(migrations: Sequence[Migration]) -> int:
    versions = [step.to_version for step in migrations]
    if versions != list(range(1, len(versions) + 1)) or len(versions) < MODEL_VERSION:
        raise ValueError(
            f"the migrations lead to the versions {versions}; they must lead from 1 to {MODEL_VERSION} "
            f"without a gap"
        )
    return versions[-1]


def _backup_file(folder: Path, stored: int, now: dt.datetime) -> Path:
    try:
        private_folder(folder)
    except OSError as error:
        raise StoreError(
            "the folder for the backup before a migration cannot be made",
            where=str(folder),
            hint="{reason}",
            reason=error.strerror or error,
        ) from error
    return folder / f"before-migration-from-{stored}-{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}.jsonl.gz"


def _migrate(transaction: neo4j.ManagedTransaction, *, step: Migration) -> None:
    found = transaction.run(statement("store/read_store"), id=STORE_ID).data()
    stored = found[0]["model_version"] if found else None
    if (stored or 0) >= step.to_version:
        return  # a retry after the result of a committed attempt was lost
    for text in step.statements:
        transaction.run(text).consume()
    transaction.run(statement("store/stamp_version"), id=STORE_ID, version=step.to_version).consume()
