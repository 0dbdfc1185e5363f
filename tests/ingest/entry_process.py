"""Visits entered by hand in a process of its own, one after another: ``python -m tests.ingest.entry_process URL COUNT``.

It prints ``begin``, and then the id of each row once that is saved.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from collections.abc import Callable

from graph.errors import InputError
from graph.store import GraphStore
from ingest.entries import Home, checked, enter
from ingest.lease import Owner, writing
from tests.ingest.office import NOW
from tests.stores import StoreAddress

HOME = Home("home", "PT")
BY = "Office"
#: Another process that died may still hold the right to write for a moment.
PATIENCE = 30.0


def enter_visits(store: GraphStore, count: int, told: Callable[[str], None]) -> list[str]:
    """Enter ``count`` visits, those that are not there yet; the ids of all.

    :param told: called with the id of each row that was saved
    """
    rows = []
    for number in range(count):
        cells = {
            "direction": "inbound",
            "date_start": f"20{10 + number}-05",
            "from_place": "east",
            "to_place": "home",
            "level": "mayor",
            "delegation_title": f"group {number}",
        }
        now = NOW + number * dt.timedelta(minutes=1)
        rows.append(checked("visits", cells, BY, now)[0]["id"])
        with writing(store, owner=Owner.here(str(number)), clock=time.monotonic, patience=PATIENCE) as lease:
            try:
                enter(store, HOME, "visits", cells, by=BY, load_id=f"entry-{number}", now=now, lease=lease)
            except InputError:
                continue  # it is there
        told(rows[-1])
    return rows


def main(url: str, count: int) -> None:
    """Enter ``count`` visits."""
    address = StoreAddress(url, os.environ.get("FRIENDCIRCLE_USER", ""), os.environ.get("FRIENDCIRCLE_PASSWORD", ""))
    with address.open() as store:
        print("begin", flush=True)
        enter_visits(store, count, lambda row: print(row, flush=True))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
