"""What was entered by hand, kept against files: a file adds entries, and never changes or removes one.

``friendcircle entries --out FOLDER`` writes entries as a data folder, for a copy or another store. A folder written
earlier says less than the store knows; loading it must not undo what was entered or corrected since.
"""

from __future__ import annotations

import json
from collections import Counter

from graph.store import GraphStore
from ingest.staging import KEPT, NEW, OWN_RECORD, REFUSED, VANISHED, Staged, Staging
from ingest.validate import Place
from queries.statements import statement

#: What was done with an entry, as its LoadRun keeps it: it was taken back by hand.
TAKEN_BACK = "taken_back"
#: Collection, table and id of a row.
Key = tuple[str, str, str]


def keep_entries(store: GraphStore, staging: Staging) -> None:
    """Decide for each row of the offices' own records in files whether it is taken, and keep the stored entries that no file has.

    Called once the files were read, and before anything is worked out from their rows.
    """
    own = staging.one("SELECT 1 FROM record WHERE origin = ? AND collection LIKE ? LIMIT 1", (NEW, f"{OWN_RECORD}%"))
    if own is None:
        return
    gone = taken_back(store)
    for staged in list(staging.records("origin = ? AND collection LIKE ?", (NEW, f"{OWN_RECORD}%"))):
        _judge(staging, staged, gone)
    _keep_the_rest(staging)


def taken_back(store: GraphStore) -> set[Key]:
    """The entries that were taken back by hand last."""
    last: dict[Key, str] = {}
    for _, text in store.read(statement("load/read_entry_runs")).rows:
        told = json.loads(text)
        last[f"{OWN_RECORD}{told['home']}", told["table"], told["row"]] = told["action"]
    return {key for key, action in last.items() if action == TAKEN_BACK}


def _judge(staging: Staging, staged: Staged, gone: set[Key]) -> None:
    record = staged.record
    key = (staged.collection, record.dataset, record.row)
    before = next(staging.records("origin = ? AND collection = ? AND dataset = ? AND row = ?", (VANISHED, *key)), None)
    place = Place(staged.file, staged.sheet, staged.line)
    if before is None and key in gone:
        staging.add_issue(
            place.issue(
                "warning",
                "entered_again",
                "id",
                record.row,
                "this row was taken back by hand; the file enters it again",
                "if that is not meant, take it back once more in the list of entries",
            )
        )
    elif before is not None and before.record.cells != record.cells:
        staging.add_issue(
            place.issue(
                "error",
                "entered_otherwise",
                "id",
                record.row,
                "this row was entered by hand with other cells; it stays as it was entered",
                "to change it, take the entry back and enter it again",
            )
        )
        staging.set_active(staged.seq, False)
        staging.db.execute("UPDATE record SET origin = ? WHERE seq = ?", (REFUSED, staged.seq))
        _stand(staging, before.seq)


def _keep_the_rest(staging: Staging) -> None:
    """Entries of the store that the files do not have."""
    condition = (
        "NOT active AND origin = ? AND collection LIKE ? AND NOT EXISTS "
        "(SELECT 1 FROM record n WHERE n.origin = ? AND n.collection = record.collection AND n.dataset = record.dataset AND n.row = record.row)"
    )
    kept: Counter[str] = Counter()
    for staged in list(staging.records(condition, (VANISHED, f"{OWN_RECORD}%", NEW))):
        _stand(staging, staged.seq)
        kept[staged.record.dataset] += 1
    for dataset, count in sorted(kept.items()):
        issue = Place(f"{dataset}.csv", "", 0).issue(
            "warning",
            "entries_stay",
            "",
            dataset,
            "{count} rows that were entered by hand are not in this file; they stay",
            "what is not wanted is taken back in the list of entries",
            count=count,
        )
        staging.add_issue(issue)


def _stand(staging: Staging, seq: int) -> None:
    staging.db.execute("UPDATE record SET active = 1, origin = ? WHERE seq = ?", (KEPT, seq))
