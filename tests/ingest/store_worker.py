"""A separate process that takes the lease.

Run ``python -m tests.ingest.store_worker take NUMBER`` or ``... hold``.
"""

import json
import os
import sys
import time

from graph.errors import StoreBusy
from graph.store import GraphStore
from ingest.maintenance.write_lock import Owner, writing
from tests.stores import StoreAddress


def take(store: GraphStore, number: int) -> None:
    """Take the lease ``number`` times, retrying while it is busy; print the intervals and retries."""
    intervals, busy = [], 0
    while len(intervals) < number:
        try:
            with writing(store, owner=Owner.here(str(len(intervals))), clock=time.monotonic):
                begin = time.monotonic()
                time.sleep(0.05)
                intervals.append((begin, time.monotonic()))
        except StoreBusy:
            busy += 1
            time.sleep(0.02)
    print(json.dumps({"intervals": intervals, "busy": busy}))


def hold(store: GraphStore) -> None:
    """Take the lease and keep it until killed."""
    with writing(store, owner=Owner.here("hold"), clock=time.monotonic):
        print("held", flush=True)
        time.sleep(300)


if __name__ == "__main__":
    address = StoreAddress(
        os.environ["FRIENDCIRCLE_STORE"],
        os.environ.get("FRIENDCIRCLE_USER", ""),
        os.environ.get("FRIENDCIRCLE_PASSWORD", ""),
    )
    with address.open() as opened:
        if sys.argv[1] == "take":
            take(opened, int(sys.argv[2]))
        else:
            hold(opened)
