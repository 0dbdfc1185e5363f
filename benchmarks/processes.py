"""Run measured tasks in separate processes, so that time and memory belong to one figure."""

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
    """A figure could not be measured; the text gives the reason in one line."""


def peak_memory(pid: int | None = None) -> float:
    """Return the peak resident memory of a process so far in MB, by default of this one.

    Linux and Windows record the peak; elsewhere it is the current value.
    """
    pid = pid or os.getpid()
    try:
        for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / MEGABYTE
    except OSError:
        pass
    memory = psutil.Process(pid).memory_info()
    return float(getattr(memory, "peak_wset", memory.rss)) / MEGABYTE


def environment(folder: Path, store: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a measured process: a store, no user settings, own files below ``folder``."""
    own = {
        name: value
        for name, value in os.environ.items()
        # Python keeps the code it compiled, as for a user.
        if not name.startswith("FRIENDCIRCLE_") and name != "PYTHONDONTWRITEBYTECODE"
    }
    homes = {
        name: str(folder / name.lower()) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
    }
    return own | homes | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | dict(store)


def run_task(name: str, folder: Path, store: Mapping[str, str], /, **arguments: Any) -> dict[str, Any]:
    """Run one task of :mod:`benchmarks.tasks` in a separate process and return its result.

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
