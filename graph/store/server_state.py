"""The record of the server that runs on a folder, its password, and its restarts by the watchdog."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from graph.errors import StoreUnavailable
from graph.store import server_process
from graph.store.local_settings import GRACE_SECONDS

STATE_FILE = "server.json"
PASSWORD_FILE = "password"
RESTARTS_FILE = "restarts.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
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


def resolved(folder: Path) -> Path:
    """Return the real path of a store's folder, so that two paths of one folder mean one store."""
    return Path(os.path.realpath(folder.expanduser().absolute()))


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
