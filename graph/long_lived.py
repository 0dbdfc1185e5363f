"""Millions of objects that are kept: the garbage collector need not look at them again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
