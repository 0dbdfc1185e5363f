"""Write to the store by running ``friendcircle`` commands in a separate process.

The pages themselves read with read-only access.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.core.child_process import child_environment, python_command

#: Time limit in seconds after which a writer counts as hung; loading a large store takes minutes.
LONGEST_SECONDS = 900.0
_NAME = "friendcircle: "


@dataclass(frozen=True, slots=True)
class CommandResult:
    """Result of a command.

    :param document: its JSON output; None if it failed
    :param error: its one-line error message in the language requested; empty on success
    """

    document: Any = None
    error: str = ""


class WriterProcess:
    """The process that runs commands (:mod:`friendcircle.worker`); started on demand and reused."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._lines: queue.Queue[str] = queue.Queue()
        self._made_for: tuple[Mapping[str, str], str] | None = None

    def run(self, arguments: Sequence[str], given: str) -> dict[str, Any]:
        """Run a command and return its status, output and error output.

        :raises OSError: if the process cannot be started, ended before it answered, or did not answer in time
        """
        with self._turn:
            process = self._ready()
            assert process.stdin is not None
            process.stdin.write(
                json.dumps({"arguments": list(arguments), "input": given}, ensure_ascii=False) + "\n"
            )
            process.stdin.flush()
            try:
                line = self._lines.get(timeout=LONGEST_SECONDS)
            except queue.Empty:
                self._end()
                raise OSError(f"no answer within {LONGEST_SECONDS:.0f} s") from None
            if not line:
                self._end()
                raise OSError("the process that writes has ended")
            told: dict[str, Any] = json.loads(line)
            return told

    def close(self) -> None:
        """End the process."""
        with self._turn:
            self._end()

    def _ready(self) -> subprocess.Popen[str]:
        """Return the process, restarted if it has ended or if environment or working folder have changed."""
        wanted = (child_environment(os.environ), str(Path.cwd()))
        if self._process is not None and (self._process.poll() is not None or self._made_for != wanted):
            self._end()
        if self._process is None:
            self._process = subprocess.Popen(
                python_command("friendcircle.worker"),
                env=dict(wanted[0]),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
                errors="replace",
            )
            self._made_for, self._lines = wanted, queue.Queue()
            threading.Thread(target=_pass_on, args=(self._process, self._lines), daemon=True).start()
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _pass_on(process: subprocess.Popen[str], lines: queue.Queue[str]) -> None:
    """Put the lines of a process into a queue, and an empty string at the end."""
    assert process.stdout is not None
    with contextlib.suppress(ValueError, OSError):
        for line in process.stdout:
            lines.put(line)
    lines.put("")


_WRITER = WriterProcess()


def command(
    arguments: Sequence[str], *, home: str, lang: str, cells: Mapping[str, Any] | None = None
) -> CommandResult:
    """Run a ``friendcircle`` command with the store, user and password of this process.

    :param home: id of the home
    :param cells: passed to the command as JSON on its standard input
    """
    line = ["--format", "json", "--lang", lang, "--home", home, "--quiet", *arguments]
    try:
        done = _WRITER.run(line, "" if cells is None else json.dumps(dict(cells), ensure_ascii=False))
    except OSError as error:
        return CommandResult(error=str(error))
    # Status 1 is no failure: rows were rejected, and the document says which.
    if done["status"] in (0, 1) and done["output"].strip():
        return CommandResult(document=json.loads(done["output"]))
    told = [said.removeprefix(_NAME) for said in done["errors"].splitlines() if said.startswith(_NAME)]
    return CommandResult(
        error=told[-1] if told else f"{done['status']} {done['errors'].strip()[-200:]}".strip()
    )


def close() -> None:
    """End the writer process; the next command starts another one."""
    _WRITER.close()
