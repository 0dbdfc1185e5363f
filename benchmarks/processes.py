"""Processes that are measured: one for each figure, so that its time and its memory are its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1_000_000


class MeasureFailed(Exception):
    """A figure could not be taken; the text says why, in one line."""


def peak_memory(pid: int | None = None) -> float:
    """The most memory that a process has held so far, in MB: its resident set at the highest.

    Linux and Windows keep the mark; elsewhere it is what the process holds now.
    """
    pid = pid or os.getpid()
    try:
        for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / MEGABYTE
    except OSError:
        pass
    held = psutil.Process(pid).memory_info()
    return float(getattr(held, "peak_wset", held.rss)) / MEGABYTE


def environment(folder: Path, store: Mapping[str, str]) -> dict[str, str]:
    """The environment of a measured process: a store, and no settings of the user's; what it keeps goes below
    ``folder``.
    """
    own = {name: value for name, value in os.environ.items() if not name.startswith("FRIENDCIRCLE_")}
    homes = {
        name: str(folder / name.lower()) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
    }
    return own | homes | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | dict(store)


def run_task(name: str, folder: Path, store: Mapping[str, str], /, **arguments: Any) -> dict[str, Any]:
    """Run one task of :mod:`benchmarks.tasks` in a process of its own; what it found.

    :raises MeasureFailed: if it failed
    """
    command = [sys.executable, "-m", "benchmarks.tasks", name, json.dumps(arguments, default=str)]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=environment(folder, store),
        stdin=subprocess.DEVNULL,
    )
    lines = (done.stdout if done.returncode == 0 else done.stderr).strip().splitlines() or [
        f"exit {done.returncode}"
    ]
    if done.returncode != 0:
        raise MeasureFailed(lines[-1])
    found: dict[str, Any] = json.loads(lines[-1])
    return found
