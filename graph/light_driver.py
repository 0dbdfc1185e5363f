"""Keeps the Neo4j driver from loading numpy, pandas and pyarrow.

The driver imports them wherever they are installed, to take their types as parameters. That takes a second
and 80 MB, and no command gives it any; what a command itself needs of them it imports as usual.
"""

from __future__ import annotations

import sys
from types import ModuleType

_PART = "neo4j._optional_deps"
_NAMES = ("np", "pd", "pa", "pa_compute")


def leave_out_tables() -> None:
    """To be called before the driver is imported; does nothing afterwards."""
    if "neo4j" not in sys.modules:
        part = ModuleType(_PART)
        vars(part).update(dict.fromkeys(_NAMES))
        sys.modules[_PART] = part
