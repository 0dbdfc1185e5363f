"""Run the dashboard's process: check the port, start the process, wait until it answers, and stop it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from dashboard.core.child_process import child_environment, python_command
from dashboard.server.link import HEALTH, HOST, SERVER, VARIABLE, address_of
from friendcircle.errors import CommandError, unwritable
from ingest.maintenance.private_files import private_file, private_folder

START_SECONDS = 60.0
STOP_SECONDS = 10.0
_PAUSE_SECONDS = 0.1


def free_port(wanted: int) -> int:
    """Return ``wanted``, or any free port if it is 0.

    :raises CommandError: if the port is taken, or this user may not use it
    """
    try:
        with _bound(wanted) as port:
            return port
    except PermissionError as error:
        raise CommandError("port_forbidden", where=f"{HOST}:{wanted}", exit_status=3) from error
    except OSError as error:
        with _bound(0) as other:
            raise CommandError(
                "port_taken", where=f"{HOST}:{wanted}", exit_status=3, port=wanted, other=other
            ) from error


@contextmanager
def _bound(port: int) -> Iterator[int]:
    with socket.socket() as probe:
        if os.name == "posix":
            probe.setsockopt(
                socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
            )  # else a recently used port counts as taken
        probe.bind((HOST, port))
        yield probe.getsockname()[1]


def server_command(port: int, script: Path | None = None) -> list[str]:
    """Return the command that serves the dashboard on the loopback interface, without access to the network.

    :param script: another Streamlit script to serve in the same way; None for the dashboard
    """
    return python_command(
        SERVER,
        "--port",
        str(port),
        "--parent",
        str(os.getpid()),
        *(["--script", str(script)] if script else []),
    )


def server_environment(environ: Mapping[str, str], token: str) -> dict[str, str]:
    """Return the environment of the server's process, with the token of its link."""
    return {**child_environment(environ), VARIABLE: token}


class EndSignal:
    """Records requests by the user or the system to end this process; the signals do nothing else."""

    def __init__(self) -> None:
        self._asked = threading.Event()
        self._before: dict[int, Callable[[int, FrameType | None], object] | int | None] = {}

    def __enter__(self) -> EndSignal:
        for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
            number = getattr(signal, name, None)
            if number is not None:
                self._before[number] = signal.signal(number, self._ask)
        return self

    def __exit__(self, *exception: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _ask(self, signum: int, frame: FrameType | None) -> None:
        self._asked.set()

    @property
    def asked(self) -> bool:
        """Whether a signal came."""
        return self._asked.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait up to ``seconds`` for a signal; returns whether one came."""
        return self._asked.wait(seconds)


@contextmanager
def child(command: Sequence[str], environ: Mapping[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run ``command`` for the duration of the block, with its output in ``log``.

    It has a session of its own, so that Ctrl-C reaches only this process, which then ends it in order.

    :raises CommandError: if the log cannot be written
    """
    try:
        private_folder(log.parent)
        output = private_file(log)
    except OSError as error:
        raise unwritable(log, error, 3) from error
    with output:
        process = subprocess.Popen(
            command,
            env=dict(environ),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_healthy(process: subprocess.Popen[bytes], port: int, ending: EndSignal, log: Path) -> bool:
    """Wait until the server answers; returns False if a signal came first.

    :raises CommandError: if the process ends or does not answer in time
    """
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # never through a proxy
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise CommandError("dashboard_ended", where=last_line(log), exit_status=3, log=log)
        try:
            with opener.open(address_of(port) + HEALTH, timeout=2) as answer:
                if answer.status == 200:
                    return True
        except (urllib.error.URLError, OSError):
            pass
        if ending.wait(_PAUSE_SECONDS):
            return False
    raise CommandError(
        "dashboard_silent", where=f"{HOST}:{port}", exit_status=3, seconds=int(START_SECONDS), log=log
    )


def last_line(log: Path) -> str:
    """Return the last line of the log that is not blank, or its path."""
    lines = [
        line.strip()
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines()
        if line.strip()
    ]
    return lines[-1][:200] if lines else str(log)
