"""``store``: install, start, stop, inspect, back up, restore and copy the store."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from friendcircle.answers.output import OutputTable, plain
from friendcircle.errors import CommandError, unwritable
from friendcircle.loading import pack_contacts
from friendcircle.options import Command, CommandGroup, FilePath, NonEmptyText
from friendcircle.session import Session
from graph.errors import FriendCircleError

if TYPE_CHECKING:
    from graph.store import GraphStore
    from ingest.maintenance.backup import Backup

DEFAULT_BOLT_PORT = 7687
_NOT_RUNNING: dict[str, Any] = {
    "running": False,
    "pid": None,
    "bolt_port": None,
    "server": None,
    "nodes": None,
    "relationships": None,
    "last_load": None,
}


@click.group(cls=CommandGroup, help="store.help")
def store() -> None:
    """Commands on the store itself."""


@store.command(cls=Command, writes=False, help="store.install.help")
@click.option("--to", type=FilePath(file_okay=False), metavar="FOLDER", help="store.install.to")
@click.pass_obj
def install(session: Session, to: Path | None) -> None:
    """Fetch the Neo4j of local stores, verify it, and prepare it for a quick start."""
    from graph.store import installation, jars
    from graph.store.local_settings import silent

    local = session.local
    there = installation.is_installed(local)
    begun = time.monotonic()
    if not there:
        session.remark("note.installing")
    with session.progress() as progress:
        installation.fetch(local, progress or silent)
        fetched = time.monotonic()
        done = installation.install(local, progress or silent)
    document: dict[str, Any] = {
        "version": done.software.version,
        "folder": str(done.software.jars[0].parent),
        "java": str(done.java.path),
        "class_data_archive": done.class_data is not None,
        "fetched_bytes": 0 if there else sum(jar.size for jar in jars.kept_list()),
        "fetch_seconds": 0.0 if there else round(fetched - begun, 1),
        "seconds": round(time.monotonic() - begun, 1),
    }
    if to is not None:
        copy_files(done.software.jars, to)
        document["copied_to"] = str(to)
    _show(session, document)


@store.command(cls=Command, writes=False, help="store.start.help")
@click.pass_obj
def start(session: Session) -> None:
    """Start the local store if it is not running."""
    _local_folder(session, "start")
    with session.open_store("read", check=False) as opened:
        _show(session, _running(session.store_url(), opened))


@store.command(cls=Command, writes=True, help="store.stop.help")
@click.option("--force", is_flag=True, help="store.stop.force")
@click.pass_obj
def stop(session: Session, force: bool) -> None:
    """Stop the local store if it is running and no process is writing to it."""
    from graph.store import local_server

    folder = _local_folder(session, "stop")
    if not force and local_server.find(folder) is not None and (writer := _writer(session)):
        raise CommandError("store_in_use", where=session.store_url(), exit_status=3, writer=writer)
    stopped = local_server.stop(folder)
    if not stopped:
        session.remark("store.not_running")
    _show(session, {"url": session.store_url(), **_NOT_RUNNING})


@store.command(cls=Command, writes=False, help="store.status.help")
@click.pass_obj
def status(session: Session) -> None:
    """Show whether the store is running and what it contains, without starting it."""
    from graph.store import local_server

    if session.is_local:
        folder = session.local_folder()
        local_server.refuse_old_store(folder)
        if local_server.find(folder) is None:
            if local_server.died(folder):
                session.remark("note.store_died", where=folder)
            _show(session, {"url": session.store_url(), **_NOT_RUNNING})
            return
    with session.open_store("read", check=False) as opened:
        _show(session, _running(session.store_url(), opened))


@store.command(cls=Command, writes=True, help="store.backup.help")
@click.argument("file", type=FilePath())
@click.pass_obj
def backup(session: Session, file: Path) -> None:
    """Write the complete content of the store to a file."""
    from ingest.maintenance.backup import backup as write_backup

    replaced = file.exists()
    with session.open_store("write") as opened, session.lease(opened), session.progress() as progress:
        _show_backup(session, write_backup(opened, file, progress=progress))
    if replaced:
        session.remark("store.replaced", file=file)


@store.command(cls=Command, writes=True, help="store.restore.help")
@click.argument("file", type=FilePath())
@click.pass_obj
def restore(session: Session, file: Path) -> None:
    """Fill an empty store from a backup."""
    from ingest.maintenance.backup import inspect
    from ingest.maintenance.restore import restore as read_backup

    inspect(file)  # report a file that is no backup before starting a store
    with session.open_store("write") as opened, session.lease(opened), session.progress() as progress:
        done = read_backup(opened, file, progress=progress)
        pack_contacts(session, opened)
    _show_backup(session, done)


@store.command(cls=Command, writes=True, help="store.copy.help")
@click.argument("source", metavar="FROM", type=NonEmptyText())
@click.argument("target", metavar="TO", type=NonEmptyText())
@click.pass_obj
def copy(session: Session, source: str, target: str) -> None:
    """Copy everything from one store into another, empty one, and compare them."""
    from ingest.maintenance.copy_store import copy_graph

    places = [session.folder_of(address) for address in (source, target)]
    if source == target or (places[0] is not None and places[0] == places[1]):
        raise CommandError("same_store", where=source)
    if places[0] is not None and not (places[0] / "data").is_dir():
        raise CommandError("no_such_store", where=source)
    with (
        session.open_store("write", at=source) as here,
        session.lease(here),
        session.open_store("write", at=target) as there,
        session.lease(there),
        session.progress() as progress,
    ):
        done = copy_graph(here, there, session.settings.data_folder.parent / "copies", progress=progress)
        pack_contacts(session, there)
    _show(session, {"from": source, "to": target, **_counts(done)})


@store.command(cls=Command, writes=True, help="store.unlock.help")
@click.pass_obj
def unlock(session: Session) -> None:
    """Release the lease of a process that no longer runs."""
    from ingest.maintenance.write_lock import SECONDS, holder_of
    from ingest.maintenance.write_lock import unlock as free

    with session.open_store("write", check=False) as opened:
        holder = holder_of(opened)
        if holder.owner is not None and holder.owner.lives is None:
            session.remark("store.watching", seconds=int(SECONDS))
        was = free(opened, owner=session.owner(), clock=time.monotonic)
    if was is None and not holder.writer:
        session.remark("store.not_locked")
    document: dict[str, Any] = {"url": session.store_url(), "freed": holder.writer or None}
    _show(session, document)


def copy_files(files: Iterable[Path], folder: Path) -> None:
    """Copy files into a folder.

    :raises CommandError: if it cannot be written
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            shutil.copy2(file, folder)
    except OSError as error:
        raise unwritable(folder, error, 3) from error


def _show_backup(session: Session, done: Backup) -> None:
    _show(session, {"file": str(done.file), **_counts(done)})


def _counts(done: Backup) -> dict[str, Any]:
    nodes, relationships = sum(done.nodes.values()), sum(done.relations.values())
    return {
        "model_version": done.model_version,
        "nodes": nodes,
        "relationships": relationships,
        "sha256": done.sha256,
    }


def _writer(session: Session) -> str:
    """Return host and pid of the process writing to the store; empty if none does or no store answers."""
    from ingest.maintenance.write_lock import holder_of

    try:
        with session.open_store("read", check=False) as opened:
            owner = holder_of(opened).owner
    except FriendCircleError:
        return ""
    return f"{owner.host}, {owner.pid}" if owner is not None and owner.lives else ""


def _local_folder(session: Session, command: str) -> Path:
    """Return the folder of the local store.

    :raises CommandError: if the store is a server, which this program does not start or stop
    """
    if not session.is_local:
        raise CommandError("not_ours", where=session.settings.store, command=command)
    return session.local_folder()


def _running(address: str, opened: GraphStore) -> dict[str, Any]:
    """Return the output of ``store status`` for a running store."""
    from queries.statements import statement
    from queries.store_state import last_load

    last = last_load(opened)
    url = address.partition("://")[2]
    port = url.rpartition(":")[2].partition("/")[0]
    return {
        "url": address,
        "running": True,
        "pid": opened.server.pid if opened.server else None,
        "bolt_port": opened.server.bolt_port
        if opened.server
        else int(port)
        if port.isdecimal()
        else DEFAULT_BOLT_PORT,
        "server": opened.server_name(),
        "nodes": opened.read(statement("lookup/count_nodes")).rows[0][0],
        "relationships": opened.read(statement("lookup/count_relations")).rows[0][0],
        "last_load": last.id if last else None,
        "last_load_state": last.state if last else None,
        "last_load_at": (last.finished or last.started) if last else None,
    }


def _show(session: Session, state: dict[str, Any]) -> None:
    rows = [(session.texts(f"store.{key}"), plain(value)) for key, value in state.items()]
    session.answer(
        state,
        session.sheet("store", ("what", "value"), rows),
        csv=OutputTable(list(state), [list(state.values())]),
    )
