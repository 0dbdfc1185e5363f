"""Settings of Python's garbage collector for work that creates many objects without reference cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: Thresholds of the three generations (see :func:`gc.set_threshold`); Python's defaults are 700, 10 and 10.
_SELDOM = (50_000, 20, 100)


@contextmanager
def few_collections() -> Iterator[None]:
    """Run the collector rarely; otherwise scanning all the objects takes a quarter of the time of a load."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
