"""Entries: rows of declared tables that an office enters by hand, kept separate from its files.

An entry is an ordinary row of a collection of its own; it becomes a statement whose source is the office's
own record. Making, correcting or taking back an entry is a load that adds, replaces or removes the row, with
the same guarantees: one transaction, the write lease, and retiring of facts that only this row supports. A
corrected row keeps its id; its former statement stays in the history. The office's files belong to other
collections and do not affect it. The cells of a row that was taken back are kept in the :class:`LoadRun` that
took it back, so that it can be entered again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import InputError, UnknownName
from graph.i18n import Bilingual
from graph.naming.profile import Naming
from graph.store import GraphStore
from ingest.entry_places import with_decided_names, with_places
from ingest.entry_record import TAKEN_BACK
from ingest.load.load_input import NewRow, RowChanges
from ingest.load.report import Counts, Issue, LoadReport, NodeChange
from ingest.load.run import LoadRun, load_rows
from ingest.load.staged_record import OWN_RECORD, statement_id
from ingest.maintenance.write_lock import Lease
from ingest.read.cleaning import CLEANING, clean_cells, cleaning_issues
from ingest.read.files import Row
from ingest.read.office_folder import OfficeInfo
from ingest.read.row_place import RowPlace
from ingest.read.rows import read_row
from ingest.tables import TABLES
from ingest.tables.declaration import LOCATOR, SOURCE, InputColumn, InputTable
from queries.statements import statement

#: Tables that are filled in most often.
_DAILY = ("visits", "events", "ties", "tie_steps", "plan", "projects", "decisions")
#: Tables into which rows can be entered by hand, in display order: every one.
ENTRY_TABLES = (*_DAILY, *(name for name in TABLES if name not in _DAILY))
#: Columns for who entered a row and when; they are kept with the statement.
BY, AT = "entered_by", "entered_at"
#: The field for who makes the entry; it is no column of the table.
ENTERED_BY = InputColumn(BY, label=Bilingual("Entered by", "登记处室"))
#: Columns filled by the program.
_OWN_COLUMNS = (SOURCE.name, AT)
#: Line number reported for the new row: the first one below the header.
_LINE = 2

#: What was done: a row was entered, or corrected, cannot be used, or had been changed by somebody else.
ENTERED, CORRECTED, REFUSED, CHANGED = "entered", "corrected", "refused", "changed"


@dataclass(frozen=True, slots=True)
class EntryHome:
    """The home that entries belong to, with its country and naming profile."""

    id: str
    country: str
    naming: str = ""

    @property
    def collection(self) -> str:
        """The collection of the entries of this home."""
        return f"{OWN_RECORD}{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualEntry:
    """A row that was entered by hand.

    :param at: when it was last entered or taken back, ISO 8601
    :param stands: whether it is in force; false if it was taken back
    """

    table: str
    row: str
    cells: Mapping[str, str]
    at: str
    stands: bool

    @property
    def id(self) -> str:
        """Id of the entry: table and row."""
        return f"{self.table}/{self.row}"

    @property
    def version(self) -> str:
        """A text that is another one after every correction."""
        return hashlib.blake2b(
            json.dumps(dict(self.cells), sort_keys=True).encode(), digest_size=8
        ).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """The result of entering a row, correcting it or taking it back, or of a dry run.

    :param action: ``entered``, ``corrected``, ``taken_back``, ``refused`` if the row cannot be used, or
        ``changed`` if somebody changed it meanwhile; then nothing was changed, and ``entry`` is what stands
    :param issues: errors and warnings about this row
    """

    action: str
    entry: ManualEntry
    dry_run: bool
    load_id: str
    nodes: Mapping[str, Counts]
    changes: Sequence[NodeChange]
    issues: Sequence[Issue]


def entries(store: GraphStore, home: EntryHome) -> list[ManualEntry]:
    """Return all entries of a home, newest first, including those that were taken back."""
    found = {entry.id: entry for entry in _standing(store, home)}
    for entry in _replaced(store, home, TAKEN_BACK, "cells"):
        if not (entry.id in found and found[entry.id].stands):
            found[entry.id] = entry
    return sorted(found.values(), key=lambda entry: (entry.at, entry.id), reverse=True)


def earlier_versions(store: GraphStore, home: EntryHome) -> dict[str, list[ManualEntry]]:
    """Return what each corrected entry of a home said before, the oldest first, by the id of the entry."""
    found: dict[str, list[ManualEntry]] = {}
    for before in _replaced(store, home, CORRECTED, "before"):
        found.setdefault(before.id, []).append(before)
    return found


def _replaced(store: GraphStore, home: EntryHome, action: str, cells: str) -> Iterator[ManualEntry]:
    """Yield what each action of a kind put out of force, the oldest first.

    :param cells: where the details of the action have its cells
    """
    for at, text in store.read(statement("load/read_entry_runs")).rows:
        told = json.loads(text)
        if told["home"] == home.id and told["action"] == action:
            yield ManualEntry(
                table=told["table"], row=told["row"], cells=told[cells], at=str(at), stands=False
            )


def _standing(store: GraphStore, home: EntryHome) -> list[ManualEntry]:
    rows = store.read(statement("load/read_entries"), {"collection": home.collection}).rows
    return [
        ManualEntry(
            table=table, row=row, cells={**json.loads(values), "id": row}, at=str(at or ""), stands=True
        )
        for table, row, values, at in rows
    ]


def _find(store: GraphStore, home: EntryHome, table: str, row: str) -> ManualEntry | None:
    """Return the entry of a row if in force."""
    found = store.read(statement("load/read_entry"), {"id": statement_id(home.collection, table, row)}).rows
    return next(
        (
            ManualEntry(
                table=name, row=key, cells={**json.loads(values), "id": key}, at=str(at or ""), stands=True
            )
            for name, key, values, at in found
        ),
        None,
    )


def entry_table(name: str) -> InputTable:
    """Return the declaration of a table.

    :raises UnknownName: if rows cannot be entered into it by hand
    """
    if name not in ENTRY_TABLES:
        raise UnknownName(
            "nothing is entered by hand into {table!r}",
            table=name,
            hint="known are {known}",
            known=ENTRY_TABLES,
        )
    return TABLES[name]


def checked(
    name: str, cells: Mapping[str, str], by: str, now: dt.datetime
) -> tuple[dict[str, str], tuple[Issue, ...]]:
    """Return the row as it would be entered, and the issues that can be found without a store.

    :param cells: filled cells by column
    :param by: office or division that enters it, not a person
    :raises InputError: for a column that the table does not have
    """
    table = entry_table(name)
    known = [column.name for column in table.columns if column.name not in _OWN_COLUMNS]
    cleaned, remarks = clean_cells({**cells, BY: by.strip() or cells.get(BY, "")}, table)
    filled = {column: cell for column, cell in cleaned.items() if cell}
    if unknown := [column for column in filled if column not in (*known, BY)]:
        raise InputError(
            "the table {table!r} has no column {column!r} to be filled by hand",
            table=name,
            column=unknown[0],
            hint="known are {known}",
            known=known,
        )
    moment = now.astimezone(dt.UTC).isoformat(timespec="seconds")
    row = {**filled, BY: filled.get(BY, ""), AT: moment}
    place = RowPlace(f"{name}.csv", "", _LINE)
    if name == "decisions":
        row.setdefault("decided_on", now.astimezone().date().isoformat())
    if table.sourced:
        row.setdefault(LOCATOR.name, locator_of(row))
    record, issues = read_row(
        Row(_LINE, {column: row.get(column, "") for column in known}), place, table, name
    )
    issues = [*cleaning_issues(remarks, place), *issues]
    if not row[BY]:
        issues = [
            place.issue(
                "error",
                "empty",
                BY,
                "",
                "who enters the row is missing",
                "name the division; on the command line: --by DIVISION",
            ),
            *issues,
        ]
    if record is not None:
        row["id"] = record.row
    return row, tuple(issues)


def enter(
    store: GraphStore,
    home: EntryHome,
    name: str,
    cells: Mapping[str, str],
    *,
    by: str,
    load_id: str,
    now: dt.datetime,
    naming: Naming | None = None,
    dry_run: bool = False,
    lease: Lease | None = None,
) -> Entered:
    """Enter a row by hand, or report what that would change.

    The caller must hold the write lease and have migrated the store, as for :func:`ingest.load.run.load`.

    :param name: table, one of :data:`ENTRY_TABLES`
    :param cells: filled cells by column
    :param by: office or division that enters it, not a person
    :raises InputError: if the row was entered before, or names a column that does not exist
    :raises StoreError: if the store fails; nothing was changed
    """
    cells, places = with_places(store, entry_table(name), cells)
    cells = with_decided_names(store, entry_table(name), cells)
    row, issues = checked(name, cells, by, now)
    if any(issue.level == "error" for issue in issues):
        entry = ManualEntry(table=name, row=row.get("id", ""), cells=row, at=row[AT], stands=False)
        return _not_done(REFUSED, entry, issues, load_id=load_id, dry_run=dry_run)
    if _find(store, home, name, row["id"]):
        raise InputError(
            "this was entered before",
            where=f"{name}/{row['id']}",
            hint="correct the former entry, or take it back first",
        )
    return _put(
        store,
        home,
        name,
        row,
        load_id=load_id,
        now=now,
        naming=naming,
        dry_run=dry_run,
        lease=lease,
        places=places,
        told=issues,
    )


def correct(
    store: GraphStore,
    home: EntryHome,
    name: str,
    row_id: str,
    cells: Mapping[str, str],
    *,
    by: str,
    seen: str = "",
    load_id: str,
    now: dt.datetime,
    naming: Naming | None = None,
    dry_run: bool = False,
    lease: Lease | None = None,
) -> Entered:
    """Replace the cells of an entry, or report what that would change; its former statement is retired.

    For the other parameters see :func:`enter`.

    :param row_id: :attr:`ManualEntry.row`
    :param seen: :attr:`ManualEntry.version` of what was corrected; another one stands: nothing is written
    :raises UnknownName: if there is no entry of that id in force
    :raises InputError: if nothing differs
    :raises StoreError: if the store fails; nothing was changed
    """
    before = _find(store, home, name, row_id)
    if before is None:
        raise _never_entered(f"{name}/{row_id}")
    if seen and before.version != seen:
        return _not_done(CHANGED, before, (), load_id=load_id, dry_run=dry_run)
    cells, places = with_places(store, entry_table(name), cells)
    cells = with_decided_names(store, entry_table(name), cells)
    row, issues = checked(name, {**cells, "id": row_id}, by, now)
    if any(issue.level == "error" for issue in issues):
        refused = ManualEntry(table=name, row=row_id, cells=row, at=row[AT], stands=False)
        return _not_done(REFUSED, refused, issues, load_id=load_id, dry_run=dry_run)
    if _said(row) == _said(before.cells):
        raise InputError("the entry says this already", where=before.id, hint="change a cell first")
    return _put(
        store,
        home,
        name,
        row,
        load_id=load_id,
        now=now,
        naming=naming,
        dry_run=dry_run,
        lease=lease,
        before=before,
        places=places,
        told=issues,
    )


def _said(cells: Mapping[str, str]) -> dict[str, str]:
    """Return the cells that somebody filled in, without the moment and the place that follows from it."""
    return {name: cell for name, cell in own_cells(cells).items() if name not in (AT, "id")}


def own_cells(cells: Mapping[str, str]) -> dict[str, str]:
    """Return the cells of an entry without what was filled in from the day and the division."""
    filled = locator_of(cells)
    return {name: cell for name, cell in cells.items() if not (name == LOCATOR.name and cell == filled)}


def _made(row: Mapping[str, str]) -> dict[str, str]:
    """Return the cells that say who entered a row, and when."""
    return {BY: row[BY], AT: row[AT], LOCATOR.name: locator_of(row)}


def locator_of(cells: Mapping[str, str]) -> str:
    """Return the place in the office's own record of a row that names none: day and division."""
    return " ".join(part for part in (cells.get(AT, "")[:10], cells.get(BY, "")) if part)


def _never_entered(entry_id: str) -> UnknownName:
    return UnknownName(
        "nothing with the id {id} was entered by hand",
        id=entry_id,
        hint="'friendcircle entries' lists what was",
    )


def _not_done(
    action: str, entry: ManualEntry, issues: Sequence[Issue], *, load_id: str, dry_run: bool
) -> Entered:
    return Entered(
        action=action,
        entry=entry,
        dry_run=dry_run,
        load_id=load_id,
        nodes={},
        changes=(),
        issues=issues,
    )


def undo(
    store: GraphStore,
    home: EntryHome,
    entry_id: str,
    *,
    load_id: str,
    now: dt.datetime,
    naming: Naming | None = None,
    dry_run: bool = False,
    lease: Lease | None = None,
    expect: bool | None = None,
) -> Entered:
    """Take back an entry with everything that only it supports; enter it again if it was taken back.

    :param entry_id: :attr:`ManualEntry.id`
    :param expect: whether the entry is expected to be in force; None: no check
    :raises UnknownName: if there is no entry of that id
    :raises InputError: if the entry is not in the expected state, or another row refers to it
    :raises StoreError: if the store fails; nothing was changed
    """
    table, _, row = entry_id.partition("/")
    entry = _find(store, home, table, row) or next(
        (entry for entry in entries(store, home) if entry.id == entry_id), None
    )
    if entry is None:
        raise _never_entered(entry_id)
    if expect is not None and entry.stands != expect:
        raise InputError(
            "somebody has changed this entry meanwhile",
            where=entry_id,
            hint="look at the list of entries again",
        )
    if not entry.stands:
        return _put(
            store,
            home,
            entry.table,
            dict(entry.cells),
            load_id=load_id,
            now=now,
            naming=naming,
            dry_run=dry_run,
            lease=lease,
        )
    holding = [False]

    def agree(report: LoadReport) -> bool:
        holding[0] = any(
            issue.code == "still_referenced" and issue.value == entry.row for issue in report.issues
        )
        return not dry_run and not holding[0]

    details = {
        "home": home.id,
        "action": TAKEN_BACK,
        "table": entry.table,
        "row": entry.row,
        "cells": dict(entry.cells),
    }
    rows = RowChanges(removed=((home.collection, entry.table, entry.row),))
    report = _load(store, home, rows, details, agree, load_id=load_id, now=now, naming=naming, lease=lease)
    if holding[0]:
        raise InputError("another row refers to this entry", where=entry_id, hint="take that one back first")
    after = ManualEntry(
        table=entry.table,
        row=entry.row,
        cells=entry.cells,
        at=now.astimezone(dt.UTC).isoformat(timespec="seconds"),
        stands=False,
    )
    return Entered(
        action=TAKEN_BACK,
        entry=after,
        dry_run=dry_run,
        load_id=load_id,
        nodes=report.nodes,
        changes=report.changes,
        issues=(),
    )


def _put(
    store: GraphStore,
    home: EntryHome,
    name: str,
    row: Mapping[str, str],
    *,
    load_id: str,
    now: dt.datetime,
    naming: Naming | None,
    dry_run: bool,
    lease: Lease | None,
    before: ManualEntry | None = None,
    places: Sequence[Mapping[str, str]] = (),
    told: Sequence[Issue] = (),
) -> Entered:
    """Load a row.

    :param before: the entry that it corrects
    :param places: rows of new places that it refers to; they become entries of their own
    :param told: issues found when it was checked; of its cleaning the load itself has nothing to say
    """
    added = [(name, row), *(("cities", {**place, **_made(row)}) for place in places)]
    files = {f"{table}.csv" for table, _ in added}

    def of_row(report: LoadReport) -> list[Issue]:
        return [issue for issue in report.issues if issue.file in files and issue.line == _LINE]

    def agree(report: LoadReport) -> bool:
        return not dry_run and all(issue.level != "error" for issue in of_row(report))

    details: dict[str, Any] = {
        "home": home.id,
        "action": ENTERED,
        "table": name,
        "row": row["id"],
        "cells": dict(row),
    }
    if before is not None:
        details |= {"action": CORRECTED, "before": dict(before.cells)}
    if places:
        details["also"] = [["cities", place["id"]] for place in places]
    rows = RowChanges(
        added=tuple(
            NewRow(collection=home.collection, dataset=table, cells=dict(cells)) for table, cells in added
        )
    )
    report = _load(store, home, rows, details, agree, load_id=load_id, now=now, naming=naming, lease=lease)
    issues = of_row(report)
    refused = any(issue.level == "error" for issue in issues)
    entry = ManualEntry(
        table=name,
        row=row["id"],
        cells=row,
        at=now.astimezone(dt.UTC).isoformat(timespec="seconds"),
        stands=not refused,
    )
    return Entered(
        action=REFUSED if refused else CORRECTED if before is not None else ENTERED,
        entry=entry,
        dry_run=dry_run,
        load_id=load_id,
        nodes={} if refused else report.nodes,
        changes=() if refused else report.changes,
        issues=[*(issue for issue in told if issue.code in CLEANING), *issues],
    )


def _load(
    store: GraphStore,
    home: EntryHome,
    rows: RowChanges,
    details: Mapping[str, Any],
    agree: Callable[[LoadReport], bool],
    *,
    load_id: str,
    now: dt.datetime,
    naming: Naming | None,
    lease: Lease | None,
) -> LoadReport:
    office = OfficeInfo(collection=home.collection, home=home.id, country=home.country, naming=home.naming)
    text = json.dumps(details, ensure_ascii=False, sort_keys=True)
    return load_rows(
        store,
        rows,
        office,
        LoadRun(load_id=load_id, moment=now, lease=lease, agree=agree, entry=text),
        naming,
    )
