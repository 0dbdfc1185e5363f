"""Write the pages of the input tables anew: ``python -m ingest [FOLDER]``; without a folder into ``docs``
beside the packages.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ingest.tables.document import write_pages


def main(arguments: list[str]) -> None:
    """:param arguments: the folder to write into, or nothing"""
    folder = Path(arguments[0]) if arguments else Path(__file__).resolve().parent.parent / "docs"
    for path in write_pages(folder):
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
