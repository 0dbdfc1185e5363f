"""Where the workbench of a store is kept, and whether it matches the store.

It matches if the last load of the store is the one after which the workbench was kept, and the store has as
many statements and nodes as then. Otherwise, and after a change of the program, of an office or of the naming
profile, it is rebuilt from the store; the cost of that depends on the size of the store.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import platformdirs

from graph.errors import InputError
from graph.naming.profile import Naming
from graph.store import GraphStore
from graph.store.local_settings import APPLICATION
from ingest.load import write
from ingest.load.nodes import REFERENCE
from ingest.load.references.reference_resolver import read_again
from ingest.load.staged_record import KEPT, OWN_RECORD
from ingest.load.workbench import VERSION, Workbench
from ingest.maintenance.process_mark import is_alive, process_mark
from ingest.read.office_folder import OfficeInfo
from queries.kept.program_digest import program_digest
from queries.statements import statement
from queries.store_state import state_token

_NAME = "workbench.sqlite"
#: Prefix of the folder in which a workbench is built; process id and process mark of its builder follow.
_DRAFT = ".workbench-"
#: Code and data that determine how rows are understood.
_READERS = ("ingest", "graph", "profiles")


@contextmanager
def opened(
    store: GraphStore, offices: Mapping[str, OfficeInfo], naming: Naming, *, full: bool
) -> Iterator[tuple[Workbench, bool]]:
    """Open the workbench of a store; also yield whether everything on it has still to be understood.

    :param offices: by collection, of the store and of what is to be loaded
    :param full: rebuild it
    :raises InputError: if the store has rows of a table that this program does not know
    """
    path = _path(store)
    _clear_away(path.parent)
    settings = {"version": str(VERSION), "program": program_digest(*_READERS), "naming": _digest(naming)}
    bench = None if full else _kept(path, {**settings, "token": state_token(store)}, offices)
    if bench is not None:
        try:
            bench.set("offices", _offices(offices))
            yield bench, False
        finally:
            bench.close()
        return
    folder = _draft(path.parent)
    try:
        bench = Workbench(folder / _NAME, fresh=True)
        try:
            for name, value in {**settings, "offices": _offices(offices)}.items():
                bench.set(name, value)
            _read_statements(store, bench)
            write.read_stored(store, bench)
            yield bench, True
        finally:
            bench.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def keep(store: GraphStore, bench: Workbench, recorded: str) -> None:
    """Keep a workbench for the next load, after its plan was applied; on failure the next load rebuilds it.

    :param recorded: day on which new statements were recorded
    """
    now = state_token(store)
    with suppress(OSError, sqlite3.Error):
        bench.settle(recorded)
        bench.set("token", now)
        bench.commit()
        if bench.fresh:
            path = _path(store)
            for left in (path, *(path.with_name(path.name + ending) for ending in ("-wal", "-shm"))):
                left.unlink(missing_ok=True)
            bench.path.replace(path)


def _kept(path: Path, wanted: Mapping[str, str], offices: Mapping[str, OfficeInfo]) -> Workbench | None:
    """Return the kept workbench if it can be used."""
    if not path.is_file():
        return None
    with suppress(sqlite3.Error):
        bench = Workbench(path, fresh=False)
        with suppress(sqlite3.Error):
            # A new office has no rows yet; a changed one affects how its rows are understood.
            before = json.loads(bench.setting("offices") or "{}")
            now = json.loads(_offices(offices))
            if all(bench.setting(name) == value for name, value in wanted.items()) and all(
                now.get(name) == kept for name, kept in before.items()
            ):
                return bench
        bench.close()
    return None


def _draft(beside: Path) -> Path:
    """Make a folder for building a workbench, elsewhere if the folder of the store is read-only."""
    prefix = f"{_DRAFT}{os.getpid()}-{process_mark(os.getpid())}-"
    try:
        return Path(tempfile.mkdtemp(prefix=prefix, dir=beside))
    except OSError:
        return Path(tempfile.mkdtemp(prefix=prefix))


def _clear_away(folder: Path) -> None:
    """Remove what loaders that were killed left behind."""
    for left in folder.glob(f"{_DRAFT}*"):
        pid, mark = left.name.removeprefix(_DRAFT).split("-")[:2]
        if is_alive(int(pid), mark) is False:
            shutil.rmtree(left, ignore_errors=True)


def _path(store: GraphStore) -> Path:
    """Return the path of the workbench: next to a local store, for a server in the user's state folder."""
    if store.server is not None:
        return store.server.folder / _NAME
    folder = platformdirs.user_state_path(APPLICATION, appauthor=False) / "workbenches"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / f"{hashlib.sha256(store.url.encode()).hexdigest()[:24]}.sqlite"


def _offices(offices: Mapping[str, OfficeInfo]) -> str:
    """Return, as JSON, the office settings that affect how rows are understood.

    Collections of entries are left out; they follow the home's own collection.
    """
    mine = {
        name: [office.home, office.disclosure]
        for name, office in offices.items()
        if not name.startswith(OWN_RECORD)
    }
    return json.dumps(mine, ensure_ascii=False, sort_keys=True)


def _digest(naming: Naming) -> str:
    content = json.dumps(
        [naming.id, {code: dict(names) for code, names in naming.names.items()}, sorted(naming.outside)],
        ensure_ascii=False,
        sort_keys=True,
    )
    return hashlib.sha256(content.encode()).hexdigest()


def _read_statements(store: GraphStore, bench: Workbench) -> None:
    for _, collection, dataset, row, locator, recorded_on, values in store.stream(
        statement("load/read_statements")
    ):
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
