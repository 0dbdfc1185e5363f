"""Tells one process from every other, without a clock: its machine, and when it began by the count of that
machine.
"""

from __future__ import annotations

import hashlib
import socket
from functools import cache
from pathlib import Path

import psutil

_PROC = Path("/proc")
_HAS_PROC = (_PROC / "self" / "stat").exists()


def process_mark(pid: int) -> str:
    """``MACHINE.BEGIN`` of a process of this machine; the begin is empty if there is no such process."""
    return f"{machine_mark()}.{_begin(pid)}"


def is_alive(pid: int, mark: str) -> bool | None:
    """Whether the process with that mark still runs; ``None`` if it is of another machine, so that nobody can
    tell here.
    """
    machine, _, begin = mark.partition(".")
    if machine != machine_mark():
        return None
    return bool(begin) and _begin(pid) == begin


@cache
def machine_mark() -> str:
    """Tells this machine, from one start of it to the next, from others; containers that do not see each
    other's processes count as machines.
    """
    parts = [socket.gethostname()]
    if _HAS_PROC:
        parts += [
            (_PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii"),
            str((_PROC / "self/ns/pid").readlink()),
        ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def _begin(pid: int) -> str:
    """When a process began; empty if there is none, or it has ended and its parent has not taken note of it."""
    if _HAS_PROC:
        try:
            # Ticks since the machine started, which setting the clock does not change; the name may hold
            # blanks and brackets.
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
