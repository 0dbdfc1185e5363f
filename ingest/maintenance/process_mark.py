"""Identifying processes by machine and start time, independently of clock settings."""

from __future__ import annotations

import hashlib
import socket
from functools import cache
from pathlib import Path

import psutil

_PROC = Path("/proc")
_HAS_PROC = (_PROC / "self" / "stat").exists()


def process_mark(pid: int) -> str:
    """Return ``MACHINE.BEGIN`` of a process on this machine; the begin is empty if it does not exist."""
    return f"{machine_mark()}.{_begin(pid)}"


def is_alive(pid: int, mark: str) -> bool | None:
    """Return whether the process with that mark is running; ``None`` if it is on another machine."""
    machine, _, begin = mark.partition(".")
    if machine != machine_mark():
        return None
    return bool(begin) and _begin(pid) == begin


@cache
def machine_mark() -> str:
    """Return an identifier of this machine since its last start.

    Containers that do not see each other's processes count as different machines.
    """
    parts = [socket.gethostname()]
    if _HAS_PROC:
        parts += [
            (_PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii"),
            str((_PROC / "self/ns/pid").readlink()),
        ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def _begin(pid: int) -> str:
    """Return when a process began; empty if there is none or it is a zombie."""
    if _HAS_PROC:
        try:
            # Clock ticks since boot, unaffected by setting the clock. The process name may contain blanks and
            # brackets.
            fields = (
                (_PROC / str(pid) / "stat")
                .read_text(encoding="utf-8", errors="replace")
                .rpartition(")")[2]
                .split()
            )
        except OSError:
            return ""
        return "" if fields[0] in "ZX" else fields[19]
    try:
        process = psutil.Process(pid)
        return "" if process.status() == psutil.STATUS_ZOMBIE else str(int(process.create_time()))
    except psutil.Error:
        return ""
