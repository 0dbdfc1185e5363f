"""Starts, finds and stops the Neo4j of a local store: a separate process on the loopback interface.

A store is a folder that only its user can enter::

    FOLDER/data/            data of the server
    FOLDER/conf/, logs/     its configuration and its logs
    FOLDER/password         the password of this store, generated once (mode 0600)
    FOLDER/server.json      the running process: pid, port and start settings (mode 0600)
    FOLDER/restarts.jsonl   time and reason of each restart by the watchdog
    FOLDER/start.lock       held while the server is being started or stopped

Several programs share one server: each further one reads ``server.json``, verifies that the process is the
one started on this folder, and connects. The password is never printed and never on a command line. A copy of
the folder is another store: ``server.json`` contains the inode of the data folder, and a record with another
inode is ignored.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import filelock
import neo4j.exceptions
import psutil

from graph.errors import StoreError, StoreUnavailable
from graph.i18n import Message
from graph.store import class_data, jars, server_process
from graph.store.class_data import ClassData
from graph.store.jars import Software
from graph.store.java import Java, examine, find_java
from graph.store.local_settings import GRACE_SECONDS, LocalSettings, Progress, heap_bytes, silent

STATE_FILE = "server.json"
PASSWORD_FILE = "password"
RESTARTS_FILE = "restarts.jsonl"
WATCHDOG_LOG = "watchdog.log"
#: Maximum time for a start; a store that was not shut down may have to recover first.
START_SECONDS = 300.0
STOP_SECONDS = 60.0
_LOCK_SECONDS = START_SECONDS + STOP_SECONDS
_PORTS_TRIED = 5
#: Code of the watchdog; without numpy, pandas and pyarrow, which the driver imports if they are installed, it
#: takes a third of the memory.
_WATCHDOG = (
    "from graph.light_driver import leave_out_tables; leave_out_tables(); from graph.store.watchdog "
    "import main; main()"
)


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A server that runs on a folder, as ``server.json`` records it.

    :param pid: process id
    :param started: creation time of the process, in seconds since 1970; distinguishes it from a later process
        with the same pid
    :param nonce: random text on the command line of the process
    :param place: device and inode of ``FOLDER/data``, which differ in a copy of the folder
    :param path: path of the folder when the server was started
    :param java: the ``java`` executable, for a restart by the watchdog
    :param jars: folder with the jars, for a restart by the watchdog
    :param ready: whether it has answered
    :param watchdog: pid and creation time of the watchdog
    :param extra: further server settings
    :param java_options: further Java options
    :param grace: see :class:`LocalSettings`
    :param restarted: whether the previous process had ended without being stopped
    """

    folder: Path
    pid: int
    started: float
    bolt_port: int
    nonce: str
    place: tuple[int, int]
    path: str
    heap: str
    java: str
    jars: str
    software: str
    ready: bool = False
    watchdog: tuple[int, float] | None = None
    extra: dict[str, str] = field(default_factory=dict)
    java_options: tuple[str, ...] = ()
    grace: float = GRACE_SECONDS
    restarted: bool = False

    @property
    def bolt_url(self) -> str:
        """URL for the driver."""
        return f"bolt://{server_process.HOST}:{self.bolt_port}"

    @property
    def lives(self) -> bool:
        """Whether its process runs."""
        return server_process.is_process(self.pid, self.started, self.nonce)

    @property
    def usable(self) -> bool:
        """Whether it runs, answers, and its folder was not moved."""
        return self.ready and self.path == str(self.folder) and self.lives


@dataclass(frozen=True, slots=True)
class Installation:
    """The software that a server is started with."""

    java: Java
    software: Software
    class_data: ClassData | None


# --- what is installed --------------------------------------------------------------------------------------


def is_installed(settings: LocalSettings) -> bool:
    """Whether the jars are complete and intact; a folder given by the user is not checked."""
    if settings.neo4j_home is not None:
        return True
    return jars.is_complete(jars.jar_folder(settings.software), jars.kept_list())


def install(settings: LocalSettings, progress: Progress = silent) -> Installation:
    """Fetch missing jars and make the class-data archive.

    :raises StoreUnavailable: if there is no Java, or the jars cannot be fetched
    :raises ConfigurationError: if the folder or URL configured for them cannot be used
    """
    fetch(settings, progress)
    installation = installed(settings)
    class_data.make_archive(settings.software, installation.java, installation.software, progress)
    return installed(settings)


def fetch(settings: LocalSettings, progress: Progress = silent) -> None:
    """Fetch missing jars.

    :raises StoreUnavailable: if they cannot be fetched
    """
    if not is_installed(settings):
        jars.fetch(jars.jar_folder(settings.software), jars.kept_list(), settings.maven, progress)


def installed(settings: LocalSettings) -> Installation:
    """Return the installed software.

    :raises StoreUnavailable: if there is no Java
    :raises ConfigurationError: if there are no jars
    """
    java = find_java(settings.java_home)
    folder = settings.neo4j_home or jars.jar_folder(settings.software)
    software = jars.software_in(folder)
    return Installation(java, software, class_data.find_archive(settings.software, java, software))


# --- find, start, stop --------------------------------------------------------------------------------------


def find(folder: Path) -> RunningServer | None:
    """Return the server that runs on ``folder`` and answers, or ``None``."""
    state = read_state(folder)
    return state if state is not None and state.usable else None


def died(folder: Path) -> bool:
    """Whether a server on ``folder`` ended without having been stopped."""
    state = read_state(folder)
    return state is not None and not state.lives


def ensure(settings: LocalSettings, folder: Path, progress: Progress = silent) -> RunningServer:
    """Return the running server of ``folder``; if there is none, install missing software and start one.

    :raises StoreUnavailable: if the folder cannot be written, or the server does not start
    :raises ConfigurationError: if the heap size is invalid
    :raises StoreError: if the folder contains a store of the first version of this program
    """
    folder = resolved(folder)
    heap_bytes(settings.heap)
    refuse_old_store(folder)
    running = find(folder)
    if running is not None:
        return running
    with _writable(folder):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        if not is_installed(settings):
            install(settings, progress)
        with locked(folder):
            running = find(folder)
            return running if running is not None else _begin(settings, folder)


def stop(folder: Path) -> bool:
    """Shut down the server of ``folder``; return whether one was running.

    :raises StoreUnavailable: if it does not end in time
    """
    folder = resolved(folder)
    if not folder.is_dir():
        return False
    with _writable(folder), locked(folder):
        running = read_state(folder)
        if running is None or not running.lives:
            (folder / STATE_FILE).unlink(missing_ok=True)
            return False
        _end_watchdog(running)
        server_process.signal_process(running.pid)
        # ``lives`` is false for a zombie too: the program that started the server may not have reaped it yet.
        if not server_process.wait_for_end(partial(_lives, running), STOP_SECONDS):
            raise StoreUnavailable(
                "the store did not stop within {seconds:.0f} s",
                seconds=STOP_SECONDS,
                where=Message("process {pid}", pid=running.pid),
                hint="look at {log}",
                log=folder / "logs" / "debug.log",
            )
        (folder / STATE_FILE).unlink(missing_ok=True)
        return True


def restart(seen: RunningServer, why: Restart) -> RunningServer | None:
    """Kill the server ``seen`` if it still runs, and start it again at the same port.

    Acknowledged changes are kept: the transaction log is on disk before the server answers.

    :param why: recorded before the server is killed, so that programs that lose their connection can read it
    :return: the new server; ``None`` if another process has stopped or restarted it, or Java is missing
    :raises StoreUnavailable: if it does not start
    """
    folder = seen.folder
    with locked(folder):
        state = read_state(folder)
        if state is None or (state.pid, state.nonce) != (seen.pid, seen.nonce):
            return None
        note_restart(folder, why)
        server_process.signal_process(state.pid, kill=True)
        server_process.wait_for_end(partial(_lives, state), STOP_SECONDS)
        java = examine(Path(state.java))
        if java is None:
            return None
        software = jars.software_in(Path(state.jars))
        found = Installation(java, software, class_data.find_archive(Path(state.software), java, software))
        return _start(replace(state, watchdog=seen.watchdog, restarted=True), found, state.bolt_port)


def resolved(folder: Path) -> Path:
    """Return the real path of a store's folder, so that two paths of one folder mean one store."""
    return Path(os.path.realpath(folder.expanduser().absolute()))


def refuse_old_store(folder: Path) -> None:
    """Check for a store of the first version of this program, which did not use Neo4j.

    :raises StoreError: if the folder contains one
    """
    if (folder / "data" / "config" / "server-groups.json").is_file():
        raise StoreError(
            "the folder holds a store of an earlier version of this program",
            where=str(folder),
            hint="with that version write a backup (store backup FILE), choose another folder with --store "
            "local:FOLDER,"
            " and bring it over with 'friendcircle store restore FILE'",
        )


def password_of(folder: Path) -> str:
    """Return the password of the store in ``folder``.

    :raises StoreUnavailable: if its file cannot be read
    """
    try:
        return (folder / PASSWORD_FILE).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise StoreUnavailable(
            "the password of the store cannot be read",
            where=str(folder / PASSWORD_FILE),
            hint="put the file back from a copy of the folder, or restore a backup into another folder",
        ) from error


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock for starting and stopping the server of ``folder``.

    :raises StoreUnavailable: if another process holds it for too long
    """
    try:
        with filelock.FileLock(folder / "start.lock", timeout=_LOCK_SECONDS):
            yield
    except filelock.Timeout as error:
        raise StoreUnavailable(
            "another process has been starting this store for too long",
            where=str(folder),
            hint="look at {log}",
            log=folder / "logs" / server_process.CONSOLE_LOG,
        ) from error


@contextmanager
def _writable(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreUnavailable(
            "the folder of the store cannot be written",
            where=str(folder),
            hint="{reason}",
            reason=error.strerror or error,
        ) from error


def _begin(settings: LocalSettings, folder: Path) -> RunningServer:
    """Start a server on a folder that has no usable one; the caller holds the lock."""
    state = read_state(folder)
    if state is not None and state.lives:
        # Since we hold the lock, the process that was starting it is gone; or the folder was moved.
        _end_watchdog(state)
        server_process.signal_process(state.pid)
        if not server_process.wait_for_end(partial(_lives, state), STOP_SECONDS):
            server_process.signal_process(state.pid, kill=True)
        restarted = False
    else:
        restarted = state is not None and state.ready
    (folder / STATE_FILE).unlink(missing_ok=True)
    server_process.prepare(folder)
    if not (folder / PASSWORD_FILE).exists():
        if (folder / "data" / "databases").exists():
            password_of(folder)
        server_process.write_private(folder / PASSWORD_FILE, secrets.token_urlsafe(24))
    if not (folder / "data" / "databases").exists():
        server_process.set_first_password(folder, password_of(folder))
    found = installed(settings)
    draft = RunningServer(
        folder=folder,
        pid=0,
        started=0,
        bolt_port=0,
        nonce="",
        place=place_of(folder),
        path=str(folder),
        heap=settings.heap,
        java=str(found.java.path),
        jars=str(found.software.jars[0].parent),
        software=str(settings.software),
        restarted=restarted,
        extra=dict(settings.extra),
        java_options=settings.java_options,
        grace=settings.grace,
    )
    return _start(draft, found, 0)


def _start(draft: RunningServer, found: Installation, port: int) -> RunningServer:
    """Start the server, record it, and wait until it answers; the caller holds the lock.

    :param port: port to listen on, or 0 for any
    :raises StoreUnavailable: if it does not start
    """
    for left in reversed(range(_PORTS_TRIED)):
        running = _launch(draft, found, port or server_process.free_port())
        try:
            if server_process.wait_until_it_answers(
                running.bolt_port, password_of(running.folder), partial(_lives, running), START_SECONDS
            ):
                return _watched(running)
        except neo4j.exceptions.AuthError as error:
            _give_up(running)
            raise StoreUnavailable(
                "the password of the store is not the one in its file",
                where=str(running.folder / PASSWORD_FILE),
                hint="put the file back from a copy of the folder, or restore a backup into another folder",
            ) from error
        except neo4j.exceptions.Neo4jError:
            pass
        why = server_process.last_error(running.folder)
        alive = running.lives
        _give_up(running)
        if not (left and not alive and "Address already in use" in why):
            break
        port = 0
    log = draft.folder / "logs" / server_process.CONSOLE_LOG
    if alive:
        raise StoreUnavailable(
            "the store did not answer within {seconds:.0f} s",
            seconds=START_SECONDS,
            where=str(draft.folder),
            hint="look at {log}",
            log=log,
        )
    raise StoreUnavailable(
        "the store ended while starting ({last})",
        last=why or Message("no output"),
        where=str(draft.folder),
        hint="look at {log}; 'friendcircle doctor' tells what is missing",
        log=log,
    )


def _launch(draft: RunningServer, found: Installation, port: int) -> RunningServer:
    folder, heap, nonce = draft.folder, heap_bytes(draft.heap), secrets.token_hex(16)
    text = server_process.configuration(folder, port, heap, draft.extra)
    (folder / "conf" / "neo4j.conf").write_text(text, encoding="utf-8")
    software, archive = (
        (found.class_data.software, found.class_data.archive) if found.class_data else (found.software, "")
    )
    line = server_process.command(
        found.java, software, folder, heap=heap, nonce=nonce, archive=archive, options=draft.java_options
    )
    process = server_process.launch(line, folder)
    started = _created(process)
    running = replace(
        draft,
        pid=process.pid,
        started=started,
        bolt_port=port,
        nonce=nonce,
        place=place_of(folder),
        ready=False,
    )
    write_state(running)
    return running


def _lives(running: RunningServer) -> bool:
    return running.lives


def _created(process: subprocess.Popen[bytes]) -> float:
    try:
        return psutil.Process(process.pid).create_time()
    except psutil.NoSuchProcess:
        return 0.0


def _give_up(running: RunningServer) -> None:
    server_process.signal_process(running.pid, kill=True)
    server_process.wait_for_end(partial(_lives, running), STOP_SECONDS)
    (running.folder / STATE_FILE).unlink(missing_ok=True)


def _watched(running: RunningServer) -> RunningServer:
    """Record that the server answers, and start a watchdog unless one runs."""
    (running.folder / "data" / "dbms" / "auth.ini").unlink(missing_ok=True)
    running = replace(running, ready=True)
    write_state(running)
    if running.watchdog is None or not _is_python(*running.watchdog):
        log = os.open(running.folder / "logs" / WATCHDOG_LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(log, "ab") as output:
            # -P and -E: neither the working folder nor environment variables may change the code that runs.
            process = subprocess.Popen(
                [sys.executable, "-P", "-E", "-c", _WATCHDOG, str(running.folder)],
                cwd=running.folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        running = replace(running, watchdog=(process.pid, _created(process)))
        write_state(running)
    return running


def _is_python(pid: int, started: float) -> bool:
    try:
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and abs(process.create_time() - started) < 2
    except psutil.NoSuchProcess:
        return False


def _end_watchdog(running: RunningServer) -> None:
    if running.watchdog is not None and _is_python(*running.watchdog):
        server_process.signal_process(running.watchdog[0], kill=True)


# --- the record of the process ------------------------------------------------------------------------------


def place_of(folder: Path) -> tuple[int, int]:
    """Return device and inode of a store's data folder."""
    stat = (folder / "data").stat()
    return stat.st_dev, stat.st_ino


def read_state(folder: Path) -> RunningServer | None:
    """Return the record in ``server.json``; ``None`` if there is none, or it belongs to another folder.

    :raises StoreUnavailable: if it is damaged
    """
    path = folder / STATE_FILE
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        content["place"] = tuple(content["place"])
        content["java_options"] = tuple(content["java_options"])
        content["watchdog"] = tuple(content["watchdog"]) if content["watchdog"] else None
        state = RunningServer(folder=resolved(folder), **content)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, TypeError, KeyError) as error:
        raise StoreUnavailable(
            "the record of the running store is damaged",
            where=str(path),
            hint="end its process if one runs, and delete this file",
        ) from error
    try:
        return state if state.place == place_of(folder) else None
    except FileNotFoundError:
        return None


def write_state(running: RunningServer) -> None:
    """Write ``server.json``, readable only by the user."""
    content = {name: value for name, value in asdict(running).items() if name not in ("folder", "restarted")}
    server_process.write_private(running.folder / STATE_FILE, json.dumps(content))


# --- what the watchdog did ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Restart:
    """A restart by the watchdog.

    :param at: time, in seconds since 1970
    :param reason: ``statement`` (one did not end at its limit), ``silent`` (the server did not respond),
        ``failed`` (the server had stopped after a failure) or ``died`` (its process had ended)
    :param statement: beginning of the statement that did not end, or empty
    """

    at: float
    reason: str
    statement: str = ""


def note_restart(folder: Path, done: Restart) -> None:
    """Append a restart to ``restarts.jsonl``; errors of the file system are ignored."""
    with contextlib.suppress(OSError), (folder / RESTARTS_FILE).open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(done), ensure_ascii=False) + "\n")


def last_restart(folder: Path) -> Restart | None:
    """Return the latest restart by the watchdog; ``None`` if there is none or it cannot be read."""
    try:
        lines = (folder / RESTARTS_FILE).read_text(encoding="utf-8").splitlines()
        return Restart(**json.loads(lines[-1])) if lines else None
    except (OSError, ValueError, TypeError):
        return None
