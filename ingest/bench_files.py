"""Where the workbench of a store is kept, and whether it is in step with the store.

It is in step if the last load that the store knows is the one after which it was kept, and the store holds as many nodes
of each label as it did then. Otherwise, and after a change of the program, of an office or of the naming profile, it is
made anew from the store, which costs as much as the store is large.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path

import platformdirs

from graph.errors import InputError
from graph.naming import Naming
from graph.store import GraphStore
from graph.store.local_settings import APPLICATION
from ingest import write
from ingest.assemble import REFERENCE
from ingest.folder import Office
from ingest.understand import read_again
from ingest.workbench import KEPT, VERSION, Workbench
from queries.statements import statement

_NAME = "workbench.sqlite"
_ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def opened(store: GraphStore, offices: Mapping[str, Office], naming: Naming, *, full: bool) -> Iterator[tuple[Workbench, bool]]:
    """The workbench of a store, and whether everything on it is still to be understood.

    :param full: make it anew
    :raises InputError: if the store holds rows of a table that this program does not know
    """
    path = _path(store)
    settings = _settings(offices, naming)
    bench = None if full else _kept(path, {**settings, "token": token(store)})
    if bench is not None:
        try:
            yield bench, False
        finally:
            bench.close()
        return
    folder = Path(tempfile.mkdtemp(prefix=".workbench-", dir=path.parent))
    try:
        bench = Workbench(folder / _NAME, fresh=True)
        try:
            for name, value in settings.items():
                bench.set(name, value)
            _read_statements(store, bench)
            write.read_stored(store, bench)
            yield bench, True
        finally:
            bench.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def keep(store: GraphStore, bench: Workbench) -> None:
    """Keep a workbench for the next load, after its plan was carried out."""
    bench.set("token", token(store))
    bench.commit()
    if bench.fresh:
        path = _path(store)
        for left in (path, *(path.with_name(path.name + ending) for ending in ("-wal", "-shm"))):
            left.unlink(missing_ok=True)
        bench.path.replace(path)


def token(store: GraphStore) -> str:
    """Tells one state of a store from another: its last load, and how many nodes of each label there are."""
    last = store.read(statement("load/last_run")).rows
    counts = store.read("\nUNION ALL\n".join(statement("load/count_label", label=label) for label in write.COMPARED)).rows
    return json.dumps([last, sorted(counts)], ensure_ascii=False)


def _kept(path: Path, wanted: Mapping[str, str]) -> Workbench | None:
    """The workbench that was kept, if it can be used."""
    if not path.is_file():
        return None
    with suppress(sqlite3.Error):
        bench = Workbench(path, fresh=False)
        with suppress(sqlite3.Error):
            if all(bench.setting(name) == value for name, value in wanted.items()):
                return bench
        bench.close()
    return None


def _path(store: GraphStore) -> Path:
    """Beside the data of a local store; for a server in the user's own folder."""
    if store.server is not None:
        return store.server.folder / _NAME
    folder = platformdirs.user_state_path(APPLICATION, appauthor=False) / "workbenches"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / f"{hashlib.sha256(store.url.encode()).hexdigest()[:24]}.sqlite"


def _settings(offices: Mapping[str, Office], naming: Naming) -> dict[str, str]:
    """Everything by which rows are understood."""
    mine = {name: asdict(office) for name, office in sorted(offices.items())}
    return {
        "version": str(VERSION),
        "program": program_digest(),
        "offices": json.dumps([mine[name] for name in mine if not name.startswith("own-record-")], ensure_ascii=False, sort_keys=True),
        "naming": repr(naming),
    }


@cache
def program_digest() -> str:
    """Digest of the code and data by which rows are understood."""
    digest = hashlib.sha256(sys.version.encode())
    for folder in ("ingest", "graph"):
        for path in sorted((_ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".csv", ".toml", ".json") and "data" not in path.relative_to(_ROOT / folder).parts[:1]:
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _read_statements(store: GraphStore, bench: Workbench) -> None:
    """Put what the store's statements say on a new workbench."""
    for _, collection, dataset, row, locator, recorded_on, values in store.stream(statement("load/read_statements")):
        recorded = recorded_on.isoformat() if recorded_on else ""
        if (collection, dataset) == REFERENCE:
            bench.insert("INSERT OR REPLACE INTO area VALUES (?,?,?)", (row, "", recorded))
            continue
        record = read_again(dataset, row, json.loads(values))
        if record is None:
            raise InputError(
                "the store holds rows of a table that this program does not know",
                where=f"{collection}/{dataset}",
                hint="use the version of the program that loaded them",
            )
        bench.add_record(KEPT, collection, record, locator=locator, recorded=recorded)
    bench.flush()
