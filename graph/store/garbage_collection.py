"""Python's garbage collector, for work that makes many objects which refer to nothing that refers back to
them.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: Objects made before the youngest are looked through, and how often before the older ones are; Python's own
#: are 700, 10 and 10.
_SELDOM = (50_000, 20, 100)


@contextmanager
def few_collections() -> Iterator[None]:
    """Let the collector come by seldom: it would go through all these objects again and again, which takes a
    quarter of the time of a load.
    """
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
