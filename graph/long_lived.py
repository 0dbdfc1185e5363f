"""Millions of objects that are kept: the garbage collector need not look at them again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: Number of new objects after which objects in cycles are looked for; Python's default is 700.
_OBJECTS_BETWEEN_SEARCHES = 200_000


def search_seldom() -> None:
    """Let the garbage collector look for objects in cycles seldom, in a process that works on facts.

    The facts of an office are many small objects that live long: looking for cycles among them takes a
    quarter of the time of reading them.
    """
    gc.set_threshold(_OBJECTS_BETWEEN_SEARCHES)


@contextmanager
def long_lived_objects() -> Iterator[None]:
    """Exempt the objects made inside from garbage collection, now and later.

    They are still freed when nothing refers to them. While a world of 200,000 visits is read, the collector
    would take as long as the reading (``make bench ARGS=--scoring``).
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if enabled:
            gc.enable()
