"""Canonical dumps, by which two stores can be compared, and backups, from which any store can be restored.

A dump is JSON Lines, one node or relationship per line, nodes first::

    {"id":"cardiff","label":"City","properties":{"id":"cardiff","name_en":"Cardiff"}}
    {"from":["City","cardiff"],"properties":{},"to":["CountryOrArea","country-gb"],"type":"IN"}

Nodes are ordered by label and id, relationships by type, start, end and properties, by code point. Keys are
sorted; a date is ``{"$date":"2019-05-28"}``; a number with a fraction has the fewest digits that reproduce
it. So two stores with the same graph give the same bytes. The write lease is not part of the graph.

A backup is such a dump, including bookkeeping, between a head (format, model version, counts) and an end
(SHA-256 of everything before it), compressed with gzip without a timestamp: the same graph gives the same
file.
"""

from __future__ import annotations

import gzip
import hashlib
import itertools
import json
import os
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from graph.errors import FileUnreadable, InputError, StoreError, StoreVersionError
from graph.i18n import Message
from graph.model.schema import MODEL_VERSION, NODE_TYPES, RELATION_TYPES
from graph.store import GraphStore
from ingest.maintenance.dump import BATCH, Progress, as_json, decode, dump, spooled
from ingest.maintenance.model_version import check_readable
from ingest.maintenance.private_files import private_file

FORMAT = "friendcircle-graph"
FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class Backup:
    """The description of a backup file.

    :param model_version: model version of the store it was made from
    :param nodes: number of nodes by label
    :param relations: number of relationships by type
    :param sha256: of its uncompressed content without the last line
    """

    file: Path
    model_version: int
    nodes: Mapping[str, int]
    relations: Mapping[str, int]
    sha256: str

    @property
    def lines(self) -> int:
        """Number of nodes and relationships."""
        return sum(self.nodes.values()) + sum(self.relations.values())


def backup(store: GraphStore, file: Path, *, progress: Progress | None = None) -> Backup:
    """Write everything in ``store`` to ``file``, readable only by its owner.

    An older backup of that name is replaced once the new one is complete. The caller must hold the write
    lease (:mod:`ingest.maintenance.write_lock`) if the graph must not change meanwhile; a change is detected
    and refused.

    :raises StoreError: if the file cannot be written, or the store cannot be read; no partial file is left
    :raises InputError: if the store is empty, or ``file`` exists and is not a backup
    """
    if not _may_be_written(file):
        raise InputError(
            "there is such a file, and it is no backup",
            where=str(file),
            hint="give another name; only an older backup is replaced",
        )
    version = check_readable(store)
    if version is None:
        raise InputError("the store is empty, there is nothing to back up", where=store.url)
    with spooled(store, bookkeeping=True, progress=progress) as spool:
        nodes, relations = spool.counts()
        head = {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "model_version": version,
            "nodes": nodes,
            "relationships": relations,
        }
        total = sum(nodes.values()) + sum(relations.values())
        digest = hashlib.sha256()
        with (
            _whole_file(file) as raw,
            gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=6, mtime=0) as packed,
        ):
            for number, line in enumerate(itertools.chain([as_json(head)], spool.lines())):
                data = line.encode() + b"\n"
                digest.update(data)
                packed.write(data)
                if progress and number % BATCH == 0:
                    progress("write", number, total)
            packed.write(as_json({"sha256": digest.hexdigest()}).encode() + b"\n")
    if progress:
        progress("write", total, total)
    return Backup(file, version, nodes, relations, digest.hexdigest())


def _may_be_written(file: Path) -> bool:
    """Return whether ``file`` does not exist or begins like a backup.

    Other obstacles are only found when it is written.
    """
    try:
        if not file.exists():
            return True
    except OSError:
        return True
    try:
        with gzip.open(file, "rb") as lines:
            return bool(json.loads(lines.readline())["format"] == FORMAT)
    except (OSError, zlib.error, EOFError, ValueError, KeyError, TypeError):
        return False


@contextmanager
def _whole_file(target: Path) -> Iterator[IO[bytes]]:
    """Yield a new file that replaces ``target`` if the block succeeds, and is deleted otherwise.

    It is synced to disk before it replaces ``target``.
    """
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        try:
            with private_file(draft) as raw:
                yield raw
                raw.flush()
                os.fsync(raw.fileno())
            draft.replace(target)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise StoreError(
            "the backup cannot be written",
            where=str(target),
            hint="{reason}; nothing was left behind",
            reason=error.strerror or error,
        ) from error


def inspect(file: Path, *, progress: Progress | None = None) -> Backup:
    """Read a backup completely and return its description.

    :raises FileUnreadable: if it is not a backup, or not complete
    :raises StoreVersionError: if it was made by a newer version of the program
    """
    head, sha256 = _verified(file, progress)
    return Backup(file, head["model_version"], head["nodes"], head["relationships"], sha256)


def content_digest(file: Path) -> str:
    """Return the SHA-256 of a backup's lines between head and end, i.e. of the dump it was made from."""
    with opened_backup(file) as lines:
        total = inspect(file).lines
        return _digest_of(line.rstrip(b"\n") for line in itertools.islice(lines, 1, 1 + total))


def store_digest(store: GraphStore) -> str:
    """Return the SHA-256 of the canonical dump of everything in ``store``."""
    return _digest_of(line.encode() for line in dump(store, bookkeeping=True))


def _digest_of(lines: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line + b"\n")
    return digest.hexdigest()


@contextmanager
def opened_backup(file: Path) -> Iterator[Iterator[bytes]]:
    """Yield the lines of a compressed file; its errors are raised as :class:`FileUnreadable`."""
    try:
        with gzip.open(file, "rb") as lines:
            yield iter(lines)
    except gzip.BadGzipFile as error:
        raise _damaged(file, Message("it begins differently")) from error
    except (zlib.error, EOFError) as error:
        raise _damaged(file, Message("it ends too early, or was changed")) from error
    except OSError as error:
        raise FileUnreadable(
            "the backup cannot be read", where=str(file), hint="{reason}", reason=error.strerror or error
        ) from error


def _damaged(file: Path, why: Message) -> FileUnreadable:
    return FileUnreadable(
        "the file is no whole backup of this program: {why}",
        why=why,
        where=str(file),
        hint="take another backup",
    )


def _verified(file: Path, progress: Progress | None) -> tuple[dict[str, Any], str]:
    """Return the head and checksum of a backup after checking every line."""
    digest = hashlib.sha256()
    nodes: Counter[str] = Counter()
    relations: Counter[str] = Counter()
    with opened_backup(file) as lines:
        try:
            first = next(lines, b"")
            head = _head(first, file)
            digest.update(first)
            total = sum(head["nodes"].values()) + sum(head["relationships"].values())
            for number, line in enumerate(itertools.islice(lines, total), start=1):
                digest.update(line)
                row = json.loads(line)
                for value in row["properties"].values():
                    decode(value)
                if "label" in row:
                    nodes[row["label"]] += 1
                else:
                    relations[row["type"]] += 1
                if progress and number % BATCH == 0:
                    progress("check", number, total)
            last = json.loads(next(lines, b"null"))
            if (
                not isinstance(last, dict)
                or last.get("sha256") != digest.hexdigest()
                or next(lines, None) is not None
            ):
                raise _damaged(file, Message("its checksum does not fit"))
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            raise _damaged(file, Message("a line of it cannot be understood")) from error
    if nodes != head["nodes"] or relations != head["relationships"]:
        raise _damaged(file, Message("its counts do not fit"))
    unknown = sorted((set(nodes) - set(NODE_TYPES)) | (set(relations) - set(RELATION_TYPES)))
    if unknown:
        raise StoreVersionError(
            "the backup has {names}, which version {version} of the model does not know",
            names=unknown,
            version=MODEL_VERSION,
            where=str(file),
            hint="restore it with the program whose model has version {made_by}",
            made_by=head["model_version"],
        )
    return head, digest.hexdigest()


def _head(line: bytes, file: Path) -> dict[str, Any]:
    head = json.loads(line)
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise _damaged(file, Message("it begins differently"))
    if head["format_version"] > FORMAT_VERSION or head["model_version"] > MODEL_VERSION:
        raise StoreVersionError(
            "the backup was made by a newer program (version {model} of the model, {format} of the format)",
            model=head["model_version"],
            format=head["format_version"],
            where=str(file),
            hint="use that one; this program knows {known_model} and {known_format}",
            known_model=MODEL_VERSION,
            known_format=FORMAT_VERSION,
        )
    return head
