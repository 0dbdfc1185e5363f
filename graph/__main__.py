"""Write the data dictionary, the strength numbers and the gap rules into a folder: ``python -m graph``."""

from __future__ import annotations

import sys
from pathlib import Path

from graph.model.data_dictionary import render
from graph.planning import gap_rules_document
from graph.strength import numbers_document

if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs")
    (folder / "data-dictionary.md").write_text(render(), encoding="utf-8")
    (folder / "gap-rules.md").write_text(gap_rules_document.render("en"), encoding="utf-8")
    (folder / "gap-rules.zh.md").write_text(gap_rules_document.render("zh"), encoding="utf-8")
    (folder / "strength-numbers.md").write_text(numbers_document.render("en"), encoding="utf-8")
    (folder / "strength-numbers.zh.md").write_text(numbers_document.render("zh"), encoding="utf-8")
