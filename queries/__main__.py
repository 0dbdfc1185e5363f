"""Generates the pages of the query catalogue: ``python -m queries [FOLDER]``, by default into ``docs``."""

from __future__ import annotations

import sys
from pathlib import Path

from queries.catalogue.catalogue_document import write_pages
from queries.catalogue.collection import FOLDER, load_catalogue


def main(arguments: list[str]) -> None:
    """Write the pages and print their paths.

    :param arguments: the folder to write to, or nothing
    """
    folder = Path(arguments[0]) if arguments else FOLDER.parent / "docs"
    for path in write_pages(load_catalogue(), folder):
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
