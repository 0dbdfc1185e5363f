"""``export``: write what a store holds as data folders that ``load`` takes back."""

from __future__ import annotations

from pathlib import Path

import click

from friendcircle.errors import CommandError
from friendcircle.options import Command, FilePath
from friendcircle.session import Session


@click.command(cls=Command, writes=False, help="export.help")
@click.option("--out", required=True, type=FilePath(file_okay=False), metavar="FOLDER", help="export.out")
@click.option("--as", "form", type=click.Choice(("csv", "xlsx", "json")), default="csv", help="export.form")
@click.pass_obj
def export(session: Session, out: Path, form: str) -> None:
    """Write all rows of the store, and say what was written."""
    from ingest.export import collections, write_collections

    with session.open_store() as store:
        found = collections(store)
    try:
        folders = write_collections(out, found, form)
    except OSError as error:
        raise CommandError("file_unwritable", where=str(out), reason=error.strerror or str(error)) from error
    documents = [
        {
            "collection": entry.office.collection,
            "folder": str(folder),
            "tables": {name: len(rows) for name, rows in entry.tables.items()},
        }
        for entry, folder in zip(found, folders, strict=True)
    ]
    rows = [
        (entry.office.collection, name, len(lines)) for entry in found for name, lines in entry.tables.items()
    ]
    session.answer(documents, session.sheet("export", ("collection", "table", "rows"), rows, ""))
    session.remark("export.done", folders=len(folders), out=out)
