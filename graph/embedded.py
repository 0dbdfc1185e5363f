"""Starts, finds and stops the embedded store: a Bolt server of its own process on the loopback interface, and nothing else.

A store lives in a folder::

    FOLDER/data/          what the server writes
    FOLDER/server.json    process, ports and passwords of the server that runs on it (mode 0600)
    FOLDER/server.log     what the server prints
    FOLDER/start.lock     held while one is being started, so that two commands do not start two

Two programs share one server: the second finds ``server.json``, sees that the process lives, and connects. The passwords are made anew at each start
and are never printed, never passed on a command line.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import filelock
import psutil

from graph.errors import StoreUnavailable
from graph.messages import Message

DATABASE = "friendcircle"
WRITER = "root"
READER = "reader"
STATE_FILE = "server.json"
LOG_FILE = "server.log"
DEFAULT_HEAP = "1g"
START_SECONDS = 90.0
#: Longer than the server lets a statement run, since it winds that down first.
STOP_SECONDS = 90.0


@dataclass(frozen=True, slots=True)
class Running:
    """A server that runs on a folder.

    :param pid: its process
    :param started: when that process was created, seconds since 1970; tells it from a later process of the same id
    :param restarted: the process before it had ended without being stopped
    """

    folder: Path
    pid: int
    started: float
    bolt_port: int
    http_port: int
    writer_password: str
    reader_password: str
    restarted: bool = False

    @property
    def bolt_url(self) -> str:
        """Address for the driver."""
        return f"bolt://127.0.0.1:{self.bolt_port}"


def find(folder: Path) -> Running | None:
    """The server that runs on ``folder``, or ``None``."""
    state = _read_state(folder)
    return state if state is not None and _alive(state) else None


def died(folder: Path) -> bool:
    """Whether a server on ``folder`` ended without having been stopped."""
    state = _read_state(folder)
    return state is not None and not _alive(state)


def ensure(folder: Path, heap: str = DEFAULT_HEAP) -> Running:
    """Find the server of ``folder``, or start one and wait until it answers.

    :param heap: memory of its Java machine, for example ``1g``
    :raises StoreUnavailable: if the folder cannot be written, or the server does not start
    """
    folder = folder.expanduser().absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        with filelock.FileLock(folder / "start.lock", timeout=START_SECONDS):
            running = find(folder)
            return running if running is not None else _start(folder, heap)
    except filelock.Timeout as error:
        raise StoreUnavailable("another process has been starting this store for too long", where=str(folder), hint="look at {log}", log=LOG_FILE) from error
    except OSError as error:
        raise StoreUnavailable("the folder of the store cannot be written", where=str(folder), hint="{reason}", reason=error.strerror or error) from error


def stop(folder: Path) -> bool:
    """Stop the server of ``folder`` cleanly; whether there was one.

    :raises StoreUnavailable: if it does not end in time
    """
    folder = folder.expanduser().absolute()
    running = find(folder)
    if running is None:
        (folder / STATE_FILE).unlink(missing_ok=True)
        return False
    with contextlib.suppress(psutil.NoSuchProcess):
        psutil.Process(running.pid).terminate()
    deadline = time.monotonic() + STOP_SECONDS
    # Asked like this since a program that started the server may not yet have taken note of its end; waiting for the process would then last for ever.
    while _alive(running):
        if time.monotonic() > deadline:
            raise StoreUnavailable(
                "the store did not stop within {seconds:.0f} s",
                seconds=STOP_SECONDS,
                where=Message("process {pid}", pid=running.pid),
                hint="look at {log}",
                log=folder / LOG_FILE,
            )
        time.sleep(0.05)
    (folder / STATE_FILE).unlink(missing_ok=True)
    return True


def write_state(running: Running) -> None:
    """Record ``running`` beside its data, readable by the user alone; called by the server once it answers."""
    target = running.folder / STATE_FILE
    draft = target.with_suffix(f".{running.pid}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump({name: getattr(running, name) for name in ("pid", "started", "bolt_port", "http_port", "writer_password", "reader_password")}, file)
    draft.replace(target)


def _read_state(folder: Path) -> Running | None:
    try:
        state = json.loads((folder / STATE_FILE).read_text(encoding="utf-8"))
        return Running(folder=folder, **state)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, TypeError) as error:
        raise StoreUnavailable(
            "the record of the running store is damaged", where=str(folder / STATE_FILE), hint="end its process if one runs, and delete this file"
        ) from error


def _alive(state: Running) -> bool:
    try:
        process = psutil.Process(state.pid)
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE and abs(process.create_time() - state.started) < 2
    except psutil.NoSuchProcess:
        return False


def _start(folder: Path, heap: str) -> Running:
    restarted = died(folder)
    (folder / STATE_FILE).unlink(missing_ok=True)
    log = folder / LOG_FILE
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "graph.embedded_server", str(folder), heap],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        state = _read_state(folder)
        if state is not None and state.pid == process.pid:
            return Running(**{**{name: getattr(state, name) for name in Running.__slots__}, "restarted": restarted})
        if process.poll() is not None:
            raise StoreUnavailable(
                "the embedded store ended while starting ({last})",
                last=_last_line(log),
                where=str(folder),
                hint="look at {log}; 'friendcircle doctor' tells what is missing",
                log=log,
            )
        time.sleep(0.05)
    process.terminate()
    raise StoreUnavailable("the embedded store did not answer within {seconds:.0f} s", seconds=START_SECONDS, where=str(folder), hint="look at {log}", log=log)


def _last_line(log: Path) -> str | Message:
    lines = [line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return lines[-1][:200] if lines else Message("no output")
