"""``python -m graph``: write the data dictionary into a folder."""

from __future__ import annotations

import sys
from pathlib import Path

from graph.dictionary import render

if __name__ == "__main__":
    (Path(sys.argv[1] if len(sys.argv) > 1 else "docs") / "data-dictionary.md").write_text(render(), encoding="utf-8")
