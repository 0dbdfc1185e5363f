"""``export``: write what a store holds: data folders that ``load`` takes back, a register, a network."""

from __future__ import annotations

from pathlib import Path

import click

from friendcircle.commands.export_network import ALL, SUFFIXES, NetworkQuestion, write_network
from friendcircle.errors import CommandError, unwritable
from friendcircle.options import Command, FilePath
from friendcircle.relations import read_day
from friendcircle.session import Session

AUDIENCES = ("internal", "public")
#: Endings of files that are not written; a folder of such a name is a mistake.
_NO_FOLDERS = (".csv", ".xlsx", ".xml", ".gml", ".html", ".zip", ".db", ".txt")


@click.command(cls=Command, writes=False, help="export.help")
@click.option("--out", required=True, type=FilePath(), metavar="PATH", help="export.out")
@click.option("--what", default=ALL, metavar="all|circle|PARTNER|QUERY", help="export.what_option")
@click.option("--audience", type=click.Choice(AUDIENCES), default="internal", help="export.audience_option")
@click.option("--as-of", metavar="D", help="strength.as_of_option")
@click.option("--known-as-of", metavar="D", help="strength.known_as_of_option")
@click.option("--as", "form", type=click.Choice(("csv", "xlsx", "json")), help="export.form")
@click.option("--map", "mapping", type=FilePath(), metavar="MAPPING", help="export.map")
@click.pass_obj
def export(
    session: Session,
    out: Path,
    what: str,
    audience: str,
    as_of: str | None,
    known_as_of: str | None,
    form: str | None,
    mapping: Path | None,
) -> None:
    """Write what is asked for, and say what was written."""
    question = NetworkQuestion(
        out=out,
        what=what.strip(),
        as_of=read_day(as_of, "--as-of"),
        known=read_day(known_as_of, "--known-as-of"),
        public=audience == "public",
    )
    narrowed = what != ALL or question.public or bool(as_of or known_as_of)
    of_network = narrowed or out.suffix.casefold() in SUFFIXES[:-1]
    if (mapping and narrowed) or (form and (mapping or of_network)):
        raise click.UsageError(session.texts("export.together"))
    try:
        if mapping is not None:
            _register(session, out, mapping)
        elif of_network:
            _check_new(out)
            write_network(session, question)
        elif out.suffix.casefold() in _NO_FOLDERS:
            raise CommandError("export_suffix", where=str(out))
        else:
            _folders(session, out, form or "csv")
    except OSError as error:
        raise unwritable(out, error) from error


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
