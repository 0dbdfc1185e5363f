"""``export``: write what a store holds as data folders that ``load`` takes back, or a register again."""

from __future__ import annotations

from pathlib import Path

import click

from friendcircle.errors import CommandError
from friendcircle.options import Command, FilePath
from friendcircle.session import Session


@click.command(cls=Command, writes=False, help="export.help")
@click.option("--out", required=True, type=FilePath(), metavar="PATH", help="export.out")
@click.option("--as", "form", type=click.Choice(("csv", "xlsx", "json")), default="csv", help="export.form")
@click.option("--map", "mapping", type=FilePath(), metavar="MAPPING", help="export.map")
@click.pass_obj
def export(session: Session, out: Path, form: str, mapping: Path | None) -> None:
    """Write what is asked for, and say what was written."""
    try:
        if mapping is not None:
            _register(session, out, mapping)
        else:
            _folders(session, out, form)
    except OSError as error:
        raise CommandError("file_unwritable", where=str(out), reason=error.strerror or str(error)) from error


def _folders(session: Session, out: Path, form: str) -> None:
    """Write all rows of the store as data folders."""
    from ingest.export import collections, write_collections

    with session.open_store() as store:
        found = collections(store)
    folders = write_collections(out, found, form)
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


def _register(session: Session, out: Path, mapping: Path) -> None:
    """Write a register again in its own form, and tell what could not be written back."""
    from graph.i18n import Message
    from ingest.registers.mapping import read_mapping
    from ingest.registers.register_file import write_register, written_sheets

    _check_new(out)
    read = read_mapping(mapping)
    with session.open_store() as store:
        office = session.office(store)
        sheets = written_sheets(store, read, mapping, out, home=office.home, naming=session.naming(office))
    guarded = write_register(out, sheets)
    remarks = [(sheet.sheet, remark) for sheet in sheets for remark in sheet.remarks]
    if guarded:
        looks = Message("cells that look like a formula have an apostrophe in front: {count}", count=guarded)
        remarks.append((sheets[0].sheet, looks))
    lang = session.texts.lang
    document = {
        "file": str(out),
        "sheets": [
            {
                "sheet": sheet.sheet,
                "rows": sheet.told + sheet.entered,
                "entered": sheet.entered,
                "remarks": [remark.text(lang) for name, remark in remarks if name == sheet.sheet],
            }
            for sheet in sheets
        ],
    }
    rows = [(sheet.sheet or out.stem, sheet.told + sheet.entered, sheet.entered) for sheet in sheets]
    told = [(name or out.stem, remark.text(lang)) for name, remark in remarks]
    session.answer(
        document,
        session.sheet("export", ("sheet", "rows", "entered"), rows, ""),
        session.sheet("export", ("sheet", "not_back"), told, ""),
    )
    session.remark("export.register_done", file=out)


def _check_new(out: Path) -> None:
    """Check that a file can be written, and that none is overwritten.

    :raises CommandError: if it exists, or its folder does not
    """
    if out.exists():
        raise CommandError("export_exists", where=str(out))
    if not out.parent.is_dir():
        raise CommandError("brief_folder", where=str(out.parent))
