"""What was entered by hand and taken back.

``friendcircle entries --out FOLDER`` writes entries as a data folder, for a copy or another store. A folder
written earlier says less than the store knows; a file adds entries, and never changes or removes one
(:mod:`ingest.load.plan`).
"""

from __future__ import annotations

import json

from graph.store import GraphStore
from ingest.load.workbench import OWN_RECORD
from queries.statements import statement

#: What was done with an entry, as its LoadRun keeps it: it was taken back by hand.
TAKEN_BACK = "taken_back"
#: Collection, table and id of a row.
Key = tuple[str, str, str]


def taken_back(store: GraphStore) -> set[Key]:
    """The entries that were taken back by hand last."""
    last: dict[Key, str] = {}
    for _, text in store.read(statement("load/read_entry_runs")).rows:
        told = json.loads(text)
        last[f"{OWN_RECORD}{told['home']}", told["table"], told["row"]] = told["action"]
    return {key for key, action in last.items() if action == TAKEN_BACK}
