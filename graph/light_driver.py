"""Keep the Neo4j driver from loading numpy, pandas and pyarrow.

The driver imports them if they are installed, to accept their types as parameters. That takes a second and 80
MB, and no command passes such types; a command that needs these packages imports them itself.
"""

from __future__ import annotations

import sys
from types import ModuleType

_PART = "neo4j._optional_deps"
_NAMES = ("np", "pd", "pa", "pa_compute")


def leave_out_tables() -> None:
    """Prevent these imports. Has no effect once the driver has been imported."""
    if "neo4j" not in sys.modules:
        part = ModuleType(_PART)
        vars(part).update(dict.fromkeys(_NAMES))
        sys.modules[_PART] = part
