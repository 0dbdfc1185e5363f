"""Regenerate the documentation of the input tables: ``python -m ingest [FOLDER]`` (default: ``docs``)."""

from __future__ import annotations

import sys
from pathlib import Path

from ingest.tables.document import write_pages


def main(arguments: list[str]) -> None:
    """Write the pages.

    :param arguments: the folder to write into, or nothing
    """
    folder = Path(arguments[0]) if arguments else Path(__file__).resolve().parent.parent / "docs"
    for path in write_pages(folder):
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
