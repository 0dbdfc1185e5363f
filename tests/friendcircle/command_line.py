"""The command line as a user has it: a process of its own, its output, its exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

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
    """Runs ``friendcircle`` in a folder of its own."""

    folder: Path
    environ: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, *arguments: str | Path, timeout: float = 180, **environ: str) -> Run:
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
        return {**os.environ, "PYTHONPATH": str(ROOT), "FRIENDCIRCLE_LANG": "en", **self.environ, **(more or {})}

    def at(self, address: StoreAddress) -> CommandLine:
        """The same, pointed to a store."""
        return CommandLine(self.folder, {**self.environ, **address.environment})
