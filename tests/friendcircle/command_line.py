"""Run the command line as a user does, in a separate process or within the test process."""

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
    """Exit status and output of a command."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The JSON document on standard output."""
        return json.loads(self.out)

    @property
    def line(self) -> str:
        """The only line on standard error."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        return lines[0]


@dataclass(frozen=True)
class CommandLine:
    """Runs ``friendcircle`` in a given folder.

    :param here: run within this process instead of a separate one
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
        """Return the environment of a command: the test's, in English unless ``more`` says otherwise."""
        return {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "FRIENDCIRCLE_LANG": "en",
            **self.environ,
            **(more or {}),
        }

    def _run_here(self, arguments: list[str], environ: Mapping[str, str]) -> Run:
        """Run the command within this process, which saves a second; its streams are text as in a pipe."""
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
            texts.append(stream.buffer.getvalue().decode())
        return Run(status, *texts)

    def at(self, address: StoreAddress) -> CommandLine:
        """Return a copy that uses the given store."""
        return replace(self, environ={**self.environ, **address.environment})

    def within(self) -> CommandLine:
        """Return a copy that runs within this process, for tests that do not depend on its start and exit."""
        return replace(self, here=True)
