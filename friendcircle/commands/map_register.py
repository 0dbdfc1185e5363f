"""``map``: propose what the columns of a register mean, and keep that as its mapping."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from friendcircle.answers.output import write_bytes
from friendcircle.errors import CommandError
from friendcircle.loading import register_folder
from friendcircle.options import Command, FilePath
from friendcircle.session import Session
from friendcircle.settings.settings import StoredOffice

if TYPE_CHECKING:
    from ingest.registers.choices import RegisterChoice
    from ingest.registers.mapping import RegisterMapping
    from ingest.registers.propose import SheetProposal

#: Sign between examples and between settings.
_BETWEEN = " | "
_HEADS = ("sheet", "column", "means", "certainty", "why", "examples")


@click.command("map", cls=Command, writes=False, help="map.help")
@click.argument("file", type=FilePath())
@click.option("--out", type=FilePath(), metavar="MAPPING", help="map.out")
@click.option("--encoding", metavar="NAME", help="load.encoding")
@click.option("--choices", type=click.File("r", encoding="utf-8"), metavar="FILE", help="map.choices")
@click.option("--replace", is_flag=True, help="map.replace")
@click.pass_obj
def map_columns(
    session: Session, file: Path, out: Path | None, encoding: str | None, choices: Any, replace: bool
) -> int:
    """Show the proposed meanings on the file's own rows and write them; status 1 if none is recognised."""
    from ingest.registers.intake import proposals
    from ingest.registers.mapping import RegisterMapping, mapping_file, mapping_text

    found = [proposal for _, proposal in proposals(file, encoding, _kept(session), _choice(choices))]
    known = [proposal for proposal in found if proposal.subject]
    out = out or mapping_file(file)
    if known:
        if out.exists() and not replace:
            raise CommandError("mapping_exists", where=str(out))
        remarks = {
            (proposal.sheet, column.head): _why(session, column.certainty, column.why)
            for proposal in known
            for column in proposal.columns
        }
        mapping = RegisterMapping(sheets=tuple(proposal.mapping for proposal in known))
        write_bytes(out, mapping_text(mapping, remarks).encode())
    session.answer(
        {
            "file": str(file),
            "mapping": str(out) if known else None,
            "sheets": [_document(one) for one in found],
        },
        *(_table(session, proposal) for proposal in found),
    )
    if known:
        session.remark("map.written", file=out)
        return 0
    session.remark("map.nothing")
    return 1


def _kept(session: Session) -> list[RegisterMapping]:
    """Return the mappings of the registers that are kept for the home of the settings."""
    home = session.settings.home
    return register_folder(session, StoredOffice(home)).mappings() if home else []


def _choice(file: Any) -> RegisterChoice | None:
    """Read what was chosen as JSON, in the form of :class:`ingest.registers.choices.RegisterChoice`."""
    if file is None:
        return None
    import msgspec

    from ingest.registers.choices import RegisterChoice

    try:
        return msgspec.json.decode(file.read().encode(), type=RegisterChoice)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise CommandError("choices_no_json", where=getattr(file, "name", "-"), reason=str(error)) from None


def _why(session: Session, certainty: str, why: str) -> str:
    """Return why a column was given its meaning, or how certain that is."""
    known = {
        "head": "map.why_head",
        "part_of_head": "map.why_part_of_head",
        "cells": "map.why_cells",
        "personal": "map.why_personal",
        "kept": "map.why_kept",
        "chosen": "map.why_chosen",
    }
    return session.texts(known[why]) if why else _certainty(session, certainty)


def _certainty(session: Session, certainty: str) -> str:
    known = {
        "certain": "map.certainty_certain",
        "likely": "map.certainty_likely",
        "unknown": "map.certainty_unknown",
    }
    return session.texts(known[certainty])


def _table(session: Session, proposal: SheetProposal) -> Any:
    t = session.texts
    rows = [
        (
            proposal.sheet,
            column.head,
            column.field or t("map.kept"),
            _certainty(session, column.certainty),
            _why(session, column.certainty, column.why) if column.why else "",
            _BETWEEN.join(column.examples),
        )
        for column in proposal.columns
    ]
    settings = _BETWEEN.join(f"{name} = {value}" for name, value in proposal.set.items())
    title = t(
        "map.title" if proposal.subject else "map.title_unknown",
        subject=proposal.subject,
        line=proposal.head_line,
        rows=proposal.rows,
        set=settings,
    )
    return session.sheet("map", _HEADS, rows, title)


def _document(proposal: SheetProposal) -> dict[str, Any]:
    return {
        "sheet": proposal.sheet,
        "subject": proposal.subject or None,
        "head_line": proposal.head_line,
        "set": proposal.set,
        "rows": proposal.rows,
        "body": [list(row) for row in proposal.body],
        "columns": [
            {
                "head": column.head,
                "field": column.field or None,
                "certainty": column.certainty.value,
                "why": column.why or None,
                "order": column.order or None,
                "examples": list(column.examples),
            }
            for column in proposal.columns
        ],
    }
