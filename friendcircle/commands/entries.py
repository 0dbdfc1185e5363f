"""``enter``, ``entries`` and ``undo``: rows entered by hand. The pages run them in a separate process."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from friendcircle.answers.output import OutputTable
from friendcircle.errors import CommandError, unwritable
from friendcircle.loading import run_load
from friendcircle.options import Command, FilePath, parameter_option
from friendcircle.session import PATIENCE, Session

if TYPE_CHECKING:
    from graph.naming.profile import Naming
    from graph.store import GraphStore
    from ingest.entries import Entered, EntryHome, ManualEntry
    from ingest.maintenance.write_lock import Lease

#: Maximum number of cells shown for each entry of a list.
_SHOWN = 6


@click.command(cls=Command, writes=True, help="enter.help")
@click.argument("table", metavar="TABLE")
@parameter_option
@click.option("--cells", type=click.File("r", encoding="utf-8"), metavar="FILE", help="enter.cells")
@click.option("--by", default="", metavar="DIVISION", help="enter.by")
@click.option("--corrects", default="", metavar="ROW", help="enter.corrects")
@click.option("--seen", default="", metavar="VERSION", help="enter.seen")
@click.option("--dry-run", is_flag=True, help="load.dry_run")
@click.pass_obj
def enter(
    session: Session,
    table: str,
    parameters: tuple[str, ...],
    cells: Any,
    by: str,
    corrects: str,
    seen: str,
    dry_run: bool,
) -> int:
    """Enter one row by hand, or correct one; exit status 1 if it was refused or changed meanwhile."""
    from ingest.entries import entry_table

    entry_table(table)
    row = _cells(cells) | _pairs(parameters)
    return enter_cells(session, table, row, by, corrects=corrects, seen=seen, dry_run=dry_run)


def enter_cells(
    session: Session,
    table: str,
    row: Mapping[str, str],
    by: str,
    *,
    corrects: str = "",
    seen: str = "",
    dry_run: bool,
) -> int:
    """Enter a row, print the result, and return the exit status: 1 if it was refused.

    :param corrects: id of the row that it corrects, if any
    :param seen: the version of that row that was looked at
    """
    from ingest.entries import checked, correct
    from ingest.entries import enter as enter_row

    now = dt.datetime.now(dt.UTC)
    checked(table, row, by, now)  # report an unknown column before starting a store

    def work(store: GraphStore, home: EntryHome, naming: Naming | None, lease: Lease | None) -> Entered:
        if corrects:
            return correct(
                store,
                home,
                table,
                corrects,
                row,
                by=by,
                seen=seen,
                load_id=_load_id(now),
                now=now,
                naming=naming,
                dry_run=dry_run,
                lease=lease,
            )
        return enter_row(
            store,
            home,
            table,
            row,
            by=by,
            load_id=_load_id(now),
            now=now,
            naming=naming,
            dry_run=dry_run,
            lease=lease,
        )

    return _do(session, work, dry_run=dry_run)


@click.command(cls=Command, writes=True, help="undo.help")
@click.argument("entry", metavar="ID")
@click.option("--dry-run", is_flag=True, help="load.dry_run")
@click.option("--expect", type=click.Choice(("standing", "taken-back")), help="undo.expect")
@click.pass_obj
def undo(session: Session, entry: str, dry_run: bool, expect: str | None) -> int:
    """Take an entry back, or enter it again if it was taken back."""
    expected = None if expect is None else expect == "standing"
    return take_back(session, entry, dry_run=dry_run, expected=expected)


def take_back(session: Session, entry: str, *, dry_run: bool, expected: bool | None = True) -> int:
    """Take an entry back, print the result, and return the exit status.

    :param expected: whether it is expected to be in force; None: one that was taken back is entered again
    """
    from ingest.entries import undo as undo_entry

    now = dt.datetime.now(dt.UTC)

    def work(store: GraphStore, home: EntryHome, naming: Naming | None, lease: Lease | None) -> Entered:
        return undo_entry(
            store,
            home,
            entry,
            load_id=_load_id(now),
            now=now,
            naming=naming,
            dry_run=dry_run,
            lease=lease,
            expect=expected,
        )

    return _do(session, work, dry_run=dry_run)


@click.command(cls=Command, writes=False, help="entries.help")
@click.option("--out", type=FilePath(file_okay=False), metavar="FOLDER", help="entries.out")
@click.pass_obj
def entries(session: Session, out: Path | None) -> None:
    """List the rows entered by hand, or write them as a folder for ``load``."""
    from ingest.entries import entries as stored_entries
    from ingest.entry_folder import write_folder

    with session.open_store() as store:
        home = _home(session, store)[0]
        found = stored_entries(store, home)
    if out is not None:
        tables = {
            entry.table: [other.cells for other in found if other.table == entry.table and other.stands]
            for entry in found
            if entry.stands
        }
        try:
            write_folder(out, home, tables)
        except OSError as error:
            raise unwritable(out, error) from error
    documents = [_document(entry) for entry in found]
    heads = ("id", "state", "at", "by", "cells")
    rows = [
        (
            entry.id,
            session.texts(f"entries.{'standing' if entry.stands else 'taken_back'}"),
            entry.at,
            _by(entry),
            _brief(entry),
        )
        for entry in found
    ]
    session.answer(
        documents, session.sheet("entries", heads, rows, session.texts("entries.title", count=len(rows)))
    )


def _do(
    session: Session,
    work: Callable[[GraphStore, EntryHome, Naming | None, Lease | None], Entered],
    *,
    dry_run: bool,
) -> int:
    """Run the work of a command with the lease, print the result, and return the exit status."""
    from ingest.entries import CHANGED, REFUSED

    done = run_load(
        session,
        lambda store, lease: work(store, *_home(session, store), lease),
        dry_run=dry_run,
        patience=PATIENCE,
        derive=False,
    )
    _tell(session, done)
    return 1 if done.action in (CHANGED, REFUSED) else 0


def _home(session: Session, store: GraphStore) -> tuple[EntryHome, Naming | None]:
    """Return the home, and the naming profile if the settings name one.

    Otherwise the profiles of all homes in the store apply, which an entry does not change.
    """
    from ingest.entries import EntryHome

    office = session.office(store)
    naming = session.naming(office)
    return EntryHome(office.home, office.country, naming.id), naming if session.settings.naming else None


def _load_id(now: dt.datetime) -> str:
    return f"entry-{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


def _cells(file: Any) -> dict[str, str]:
    """Read cells by column from a JSON object."""
    if file is None:
        return {}
    try:
        found = json.load(file)
    except ValueError:
        raise CommandError("cells_no_json", where=getattr(file, "name", "-")) from None
    if not isinstance(found, dict) or not all(isinstance(cell, str) for cell in found.values()):
        raise CommandError("cells_no_json", where=getattr(file, "name", "-"))
    return found


def _pairs(parameters: tuple[str, ...]) -> dict[str, str]:
    pairs = [text.partition("=") for text in parameters]
    for name, sign, value in pairs:
        if not sign or not name:
            raise CommandError("no_pair", where=f"-p {name}{sign}{value}")
    return {name: value for name, _, value in pairs}


def _document(entry: ManualEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "table": entry.table,
        "row": entry.row,
        "at": entry.at,
        "stands": entry.stands,
        "version": entry.version,
        "by": _by(entry),
        "cells": dict(entry.cells),
    }


def _by(entry: ManualEntry) -> str:
    from ingest.entries import BY

    return entry.cells.get(BY, "")


def _brief(entry: ManualEntry) -> str:
    from ingest.entries import AT, BY

    cells = [
        f"{column}: {cell}" for column, cell in entry.cells.items() if column not in ("id", AT, BY, "locator")
    ]
    return "; ".join(cells[:_SHOWN])


def _tell(session: Session, done: Entered) -> None:
    texts = session.texts
    document = {
        "action": done.action,
        "dry_run": done.dry_run,
        "load_id": done.load_id,
        "entry": _document(done.entry),
        "nodes": {label: asdict(counts) for label, counts in done.nodes.items()},
        "changes": [asdict(change) for change in done.changes],
        "issues": [asdict(issue) for issue in done.issues],
    }
    changes = session.sheet(
        "load",
        ("label", "created", "updated", "retired"),
        [
            (label, counts.created, counts.updated, counts.retired)
            for label, counts in _changed(done.nodes).items()
        ],
        texts(
            "enter.title_dry"
            if done.dry_run and done.action not in ("refused", "changed")
            else f"enter.{done.action}",
            id=done.entry.id,
        ),
    )
    sheets = [changes]
    if done.issues:
        rows = [(issue.column, issue.value, *issue.texts(texts.lang)) for issue in done.issues]
        sheets.append(
            session.sheet("load", ("column", "value", "reason", "hint"), rows, texts("enter.issues"))
        )
    session.answer(
        document,
        *sheets,
        csv=OutputTable(
            ("what", "label", "id"), [(change.what, change.label, change.id) for change in done.changes]
        ),
    )


def _changed(nodes: Mapping[str, Any]) -> dict[str, Any]:
    return {
        label: counts for label, counts in nodes.items() if counts.created or counts.updated or counts.retired
    }
