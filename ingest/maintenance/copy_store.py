"""Copying a graph from one store to another; each can be a local store or a server."""

from __future__ import annotations

import hashlib
from pathlib import Path

from graph.errors import FriendCircleError, InputError, StoreError
from graph.store import GraphStore
from ingest.maintenance.backup import Backup, backup, content_digest, inspect, store_digest
from ingest.maintenance.dump import Progress
from ingest.maintenance.model_version import has_nodes, read_record
from ingest.maintenance.restore import restore


def copy_graph(
    source: GraphStore, target: GraphStore, folder: Path, *, progress: Progress | None = None
) -> Backup:
    """Copy everything in ``source`` into the empty ``target``. The caller must hold the write lease of both.

    The copy goes through a backup in ``folder``. An interrupted copy continues with that backup where it
    stopped. At the end the canonical dump of ``target`` is compared with the backup, which is then removed.

    :return: what was copied
    :raises InputError: if ``target`` is not empty, or ``source`` is
    :raises StoreError: if ``target`` does not contain the same graph afterwards
    """
    name = hashlib.sha256(f"{source.url}\n{target.url}".encode()).hexdigest()[:16]
    file = folder / f"copy-{name}.jsonl.gz"
    begun = _begun(target, file)
    if begun is None:
        if has_nodes(target):
            raise InputError(
                "the store is not empty",
                where=target.url,
                hint="copy into an empty one: another address or folder",
            )
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        backup(source, file, progress=progress)
    done = restore(target, file, progress=progress)
    if store_digest(target) != content_digest(file):
        raise StoreError(
            "the copy is not the same graph",
            where=target.url,
            hint="empty that store, and copy again when nobody writes to either",
        )
    file.unlink()
    return done


def _begun(target: GraphStore, file: Path) -> Backup | None:
    """Return the backup of an interrupted copy if ``target`` was being filled from it, else ``None``."""
    record = read_record(target)
    if not record.restoring or not file.exists():
        return None
    try:
        content = inspect(file)
    except FriendCircleError:
        return None
    return content if content.sha256 == record.restoring_sha256 else None
