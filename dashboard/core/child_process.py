"""Start Python processes without code from the working folder or Streamlit environment variables.

Python puts the working folder first on its search path for ``python -m`` and for an empty or relative entry
of ``PYTHONPATH``, so a file ``graph.py`` or ``psutil.py`` there would be run. Absolute entries of
``PYTHONPATH`` are kept, since they were set deliberately.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def python_command(module: str, *arguments: str) -> list[str]:
    """Return the command that runs a module with this Python, ignoring modules in the working folder."""
    return [sys.executable, "-P", "-m", module, *arguments]


def child_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return ``environ`` without Streamlit variables and without relative search path entries."""
    kept = {name: value for name, value in environ.items() if not name.upper().startswith("STREAMLIT_")}
    path = [entry for entry in kept.pop("PYTHONPATH", "").split(os.pathsep) if Path(entry).is_absolute()]
    return {**kept, **({"PYTHONPATH": os.pathsep.join(path)} if path else {}), "PYTHONSAFEPATH": "1"}
