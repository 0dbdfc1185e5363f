"""Where the workbench of a store is kept, and whether it is in step with the store.

It is in step if the last load that the store knows is the one after which it was kept, and the store holds as
many statements and nodes as it did then. Otherwise, and after a change of the program, of an office or of the
naming profile, it is made anew from the store, which costs as much as the store is large.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import platformdirs

from graph.errors import InputError
from graph.naming.profile import Naming
from graph.store import GraphStore
from graph.store.local_settings import APPLICATION
from ingest.load import write
from ingest.load.nodes import REFERENCE
from ingest.load.references import read_again
from ingest.load.workbench import KEPT, OWN_RECORD, VERSION, Workbench
from ingest.maintenance.process_mark import is_alive, process_mark
from ingest.read.office_folder import OfficeInfo
from queries.statements import statement

_NAME = "workbench.sqlite"
#: Begins the name of a folder in which a workbench is made; process and mark of its maker follow.
_DRAFT = ".workbench-"
_ROOT = Path(__file__).resolve().parent.parent.parent


@contextmanager
def opened(
    store: GraphStore, offices: Mapping[str, OfficeInfo], naming: Naming, *, full: bool
) -> Iterator[tuple[Workbench, bool]]:
    """The workbench of a store, and whether everything on it is still to be understood.

    :param offices: by collection, of the store and of what is to be loaded
    :param full: make it anew
    :raises InputError: if the store holds rows of a table that this program does not know
    """
    path = _path(store)
    _clear_away(path.parent)
    settings = {"version": str(VERSION), "program": program_digest(), "naming": _digest(naming)}
    bench = None if full else _kept(path, {**settings, "token": token(store)}, offices)
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
    """Keep a workbench for the next load, after its plan was carried out; where that cannot be done, the next
    load makes one anew.

    :param recorded: day on which new statements were recorded
    """
    now = token(store)
    with suppress(OSError, sqlite3.Error):
        bench.settle(recorded)
        bench.set("token", now)
        bench.commit()
        if bench.fresh:
            path = _path(store)
            for left in (path, *(path.with_name(path.name + ending) for ending in ("-wal", "-shm"))):
                left.unlink(missing_ok=True)
            bench.path.replace(path)


def token(store: GraphStore) -> str:
    """Tells one state of a store from another: its last load, and how many loads, statements and nodes there
    are.
    """
    last = store.read(statement("load/last_run")).rows
    counts = dict(store.read(statement("load/count_nodes")).rows)
    return json.dumps(
        [last, counts["all"] - counts["perspectives"], counts["statements"], counts["loads"]],
        ensure_ascii=False,
    )


def _kept(path: Path, wanted: Mapping[str, str], offices: Mapping[str, OfficeInfo]) -> Workbench | None:
    """The workbench that was kept, if it can be used."""
    if not path.is_file():
        return None
    with suppress(sqlite3.Error):
        bench = Workbench(path, fresh=False)
        with suppress(sqlite3.Error):
            # An office that is new has no rows yet; one that is otherwise makes other sense of all it says.
            before = json.loads(bench.setting("offices") or "{}")
            now = json.loads(_offices(offices))
            if all(bench.setting(name) == value for name, value in wanted.items()) and all(
                now.get(name) == kept for name, kept in before.items()
            ):
                return bench
        bench.close()
    return None


def _draft(beside: Path) -> Path:
    """A folder for a workbench that is being made; elsewhere where one may only read the store's own."""
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
    """Beside the data of a local store; for a server in the user's own folder."""
    if store.server is not None:
        return store.server.folder / _NAME
    folder = platformdirs.user_state_path(APPLICATION, appauthor=False) / "workbenches"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / f"{hashlib.sha256(store.url.encode()).hexdigest()[:24]}.sqlite"


def _offices(offices: Mapping[str, OfficeInfo]) -> str:
    """What of the offices decides how rows are understood; what is entered by hand follows the home's own."""
    mine = {
        name: [office.home, office.disclosure]
        for name, office in offices.items()
        if not name.startswith(OWN_RECORD)
    }
    return json.dumps(mine, ensure_ascii=False, sort_keys=True)


def _digest(naming: Naming) -> str:
    """Digest of what a naming profile makes of countries and areas."""
    content = json.dumps(
        [naming.id, {code: dict(names) for code, names in naming.names.items()}, sorted(naming.outside)],
        ensure_ascii=False,
        sort_keys=True,
    )
    return hashlib.sha256(content.encode()).hexdigest()


@cache
def program_digest() -> str:
    """Digest of the code and data by which rows are understood."""
    digest = hashlib.sha256(sys.version.encode())
    for folder in ("ingest", "graph", "profiles"):
        for path in sorted((_ROOT / folder).rglob("*")):
            if (
                path.suffix in (".py", ".csv", ".toml", ".json")
                and "data" not in path.relative_to(_ROOT / folder).parts[:1]
            ):
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _read_statements(store: GraphStore, bench: Workbench) -> None:
    """Put what the store's statements say on a new workbench."""
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
