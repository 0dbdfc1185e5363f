"""Copies a graph from one store to another, whatever each of them is: a local store or a server."""

from __future__ import annotations

import hashlib
from pathlib import Path

from graph.errors import FriendCircleError, InputError, StoreError
from graph.store import GraphStore
from ingest.maintenance.backup import Backup, Progress, backup, content_digest, inspect, restore, store_digest
from ingest.maintenance.model_version import has_nodes, read_record


def copy_graph(
    source: GraphStore, target: GraphStore, folder: Path, *, progress: Progress | None = None
) -> Backup:
    """Copy everything that ``source`` holds into ``target``, which is empty. The caller holds the right to
    write to both.

    A backup in ``folder`` stands between the two. A copy that was cut off goes on with that backup where it
    stopped. At its end the canonical dump of ``target`` is compared with the backup, which is then removed.

    :return: what was copied
    :raises InputError: if ``target`` is not empty, or ``source`` is
    :raises StoreError: if ``target`` does not hold the same graph then
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
    """The backup of an earlier copy that was cut off while ``target`` was being filled, if this is the one."""
    record = read_record(target)
    if not record.restoring or not file.exists():
        return None
    try:
        content = inspect(file)
    except FriendCircleError:
        return None
    return content if content.sha256 == record.restoring_sha256 else None
