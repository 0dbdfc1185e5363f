"""The command line as a user has it: its output, its exit status; as a process of its own, or within the
tests' process.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from friendcircle.__main__ import run
from tests.stores import ROOT, StoreAddress


@dataclass(frozen=True)
class Run:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on standard output."""
        return json.loads(self.out)

    @property
    def line(self) -> str:
        """The one line on standard error."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        return lines[0]


@dataclass(frozen=True)
class CommandLine:
    """Runs ``friendcircle`` in a folder of its own.

    :param here: within this process instead of one of its own
    """

    folder: Path
    environ: Mapping[str, str] = field(default_factory=dict)
    here: bool = False

    def __call__(self, *arguments: str | Path, timeout: float = 180, **environ: str) -> Run:
        if self.here:
            return self._run_here([*map(str, arguments)], self.full_environ(environ))
        done = subprocess.run(
            [sys.executable, "-m", "friendcircle", *map(str, arguments)],
            cwd=self.folder,
            env=self.full_environ(environ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=timeout,
            check=False,
        )
        return Run(done.returncode, done.stdout, done.stderr)

    def full_environ(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """The environment a command gets: the test's, with English unless something else is asked for."""
        return {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "FRIENDCIRCLE_LANG": "en",
            **self.environ,
            **(more or {}),
        }

    def _run_here(self, arguments: list[str], environ: Mapping[str, str]) -> Run:
        """The same command within this process, which spares it a second of starting; its streams are texts
        as a pipe has them.
        """
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
        before = Path.cwd()
        os.chdir(self.folder)
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                status = run(arguments, environ, Path())
        finally:
            os.chdir(before)
        texts = []
        for stream in (out, err):
            stream.flush()
            texts.append(stream.buffer.getvalue().decode())  # type: ignore[attr-defined]
        return Run(status, *texts)

    def at(self, address: StoreAddress) -> CommandLine:
        """The same, pointed to a store."""
        return replace(self, environ={**self.environ, **address.environment})

    def within(self) -> CommandLine:
        """The same, run within this process: for what does not depend on how a process begins and ends."""
        return replace(self, here=True)
