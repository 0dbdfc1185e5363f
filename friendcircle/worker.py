"""Run commands one after another in one process: ``python -m friendcircle.worker``.

Pages that write to the store run commands. Starting Python and its libraries takes longer than the command
itself, so the pages keep this process. Each input line is a JSON object with ``arguments`` and ``input``;
each output line is one with ``status``, ``output`` and ``errors``, as from a separate process.

Once no entry has come for a while, the stored links are renewed by a separate process, which is killed when a
command comes, so that no command waits for it. The worker ends when its input ends, or after a long idle
time.
"""

from __future__ import annotations

import io
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, TextIO

from dashboard.core.child_process import python_command
from friendcircle.__main__ import run
from graph.light_driver import leave_out_tables

#: Idle seconds after which the worker ends, and after which it renews the links following an entry.
IDLE_SECONDS, RENEW_SECONDS = 900.0, 20.0
_ENTERING = ("enter", "undo")
_RENEW = ("strength", "--write")


class LinkRenewal:
    """Renewal of the links by a separate process."""

    def __init__(self) -> None:
        #: Options of the program for a renewal that is due; empty if none is due.
        self.due: list[str] = []
        self._options: list[str] = []
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def runs(self) -> bool:
        """Whether the renewal is running."""
        return self._process is not None and self._process.poll() is None

    def begin(self) -> None:
        """Start the renewal that is due."""
        self._options, self.due = self.due, []
        command = [*python_command("friendcircle"), *self._options, *_RENEW]
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def interrupt(self) -> None:
        """Kill the renewal; an unfinished one is due again."""
        if self._process is not None and self.runs:
            self._process.kill()
            self._process.wait()
            self.due = self.due or self._options
        self._process = None


def main() -> int:
    """Answer requests until the input ends."""
    leave_out_tables()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    # Output of libraries must not mix with the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    lines: queue.Queue[str] = queue.Queue()
    threading.Thread(target=_read, args=(sys.stdin, lines), daemon=True).start()
    renewal = LinkRenewal()
    while True:
        try:
            line = lines.get(timeout=RENEW_SECONDS if renewal.due else IDLE_SECONDS)
        except queue.Empty:
            if renewal.due:
                renewal.begin()
            elif not renewal.runs:
                return 0
            continue
        renewal.interrupt()
        if not line:
            return 0
        asked = json.loads(line)
        answer = _answer(asked["arguments"], asked["input"])
        print(json.dumps(answer, ensure_ascii=False), file=answers, flush=True)
        if answer["status"] == 0 and "--dry-run" not in asked["arguments"]:
            renewal.due = _before(asked["arguments"], _ENTERING) or renewal.due


def _read(stream: TextIO, lines: queue.Queue[str]) -> None:
    for line in stream:
        lines.put(line)
    lines.put("")


def _answer(arguments: Sequence[str], given: str) -> dict[str, Any]:
    """Run a command as in a separate process."""
    output, errors = _text(), _text()
    sys.stdin = _text(given)
    with redirect_stdout(output), redirect_stderr(errors):
        status = run(list(arguments), os.environ, Path())
    return {"status": status, "output": _all(output), "errors": _all(errors)}


def _before(arguments: Sequence[str], commands: Sequence[str]) -> list[str]:
    """Return the program options before one of these commands; empty for other commands."""
    places = [arguments.index(name) for name in commands if name in arguments]
    return list(arguments[: min(places)]) if places else []


def _text(content: str = "") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content.encode()), encoding="utf-8", write_through=True)


def _all(text: io.TextIOWrapper) -> str:
    text.flush()
    text.seek(0)
    return text.read()


if __name__ == "__main__":
    sys.exit(main())
