"""Which entries made by hand were taken back.

``friendcircle entries --out FOLDER`` writes entries as a data folder, for a copy or another store. A folder
written earlier may be older than the store, so loading a file only adds entries and never changes or removes
one (:mod:`ingest.load.plan`).
"""

from __future__ import annotations

import json

from graph.store import GraphStore
from ingest.load.staged_record import OWN_RECORD
from queries.statements import statement

#: Action recorded in a LoadRun when an entry was taken back by hand.
TAKEN_BACK = "taken_back"
#: Collection, table and id of a row.
Key = tuple[str, str, str]


def taken_back(store: GraphStore) -> set[Key]:
    """Return the keys of the entries whose last recorded action is that they were taken back."""
    last: dict[Key, str] = {}
    for _, text in store.read(statement("load/read_entry_runs")).rows:
        details = json.loads(text)
        own = f"{OWN_RECORD}{details['home']}"
        last[own, details["table"], details["row"]] = details["action"]
        for table, row in details.get("also", ()):  # places that came with it
            last[own, table, row] = details["action"]
    return {key for key, action in last.items() if action == TAKEN_BACK}
