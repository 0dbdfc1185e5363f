"""How a Python process of this program is started: it never loads code from the working folder, nor Streamlit
settings from the environment.

Python puts the working folder first on its search path for ``python -m`` and for an empty or relative entry
of ``PYTHONPATH``; a file ``graph.py`` or ``psutil.py`` that lies there would be run. Absolute entries of
``PYTHONPATH`` are kept: whoever set them has set them for this process too.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def python_command(module: str, *arguments: str) -> list[str]:
    """The command that runs a module by this Python, without the working folder on the search path."""
    return [sys.executable, "-P", "-m", module, *arguments]


def child_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment for such a process, made from ``environ``: no variable of Streamlit, and no search path
    that depends on the working folder.
    """
    kept = {name: value for name, value in environ.items() if not name.upper().startswith("STREAMLIT_")}
    path = [entry for entry in kept.pop("PYTHONPATH", "").split(os.pathsep) if Path(entry).is_absolute()]
    return {**kept, **({"PYTHONPATH": os.pathsep.join(path)} if path else {}), "PYTHONSAFEPATH": "1"}
