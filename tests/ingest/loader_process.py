"""A load in a process of its own, as the front door does it: ``python -m tests.ingest.loader_process URL FOLDER NUMBER ROWS``.

User and password are in the environment.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from ingest.lease import Owner, writing
from ingest.load import load
from ingest.migrate import ensure_current
from tests.ingest.office import NOW
from tests.stores import StoreAddress


def main(url: str, folder: Path, number: int, one_transaction: int) -> None:
    """Load ``folder``; a load of more rows than ``one_transaction`` goes in batches."""
    address = StoreAddress(url, os.environ.get("FRIENDCIRCLE_USER", ""), os.environ.get("FRIENDCIRCLE_PASSWORD", ""))
    with address.open() as store, writing(store, owner=Owner.here(str(number)), clock=time.monotonic) as lease:
        ensure_current(store, backup_to=folder.parent / "backups", now=NOW)
        sys.stdout.write("begin\n")
        sys.stdout.flush()
        load(store, [folder], load_id=f"load-{number:03d}", now=NOW, lease=lease, one_transaction=one_transaction)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
