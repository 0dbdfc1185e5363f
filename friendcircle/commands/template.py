"""``template``: write a workbook with the tables that an office fills in."""

from __future__ import annotations

from pathlib import Path

import click

from friendcircle.answers.output import write_bytes
from friendcircle.errors import CommandError
from friendcircle.options import Command, FilePath
from friendcircle.session import Session

_SUFFIX = ".xlsx"


@click.command(cls=Command, writes=False, help="template.help")
@click.argument("tables", nargs=-1, metavar="[TABLE]...")
@click.option("--out", required=True, type=FilePath(dir_okay=False), metavar="FILE", help="template.out")
@click.option("--replace", is_flag=True, help="template.replace")
@click.pass_obj
def template(session: Session, tables: tuple[str, ...], out: Path, replace: bool) -> int:
    """Write the template in the language of the session."""
    from ingest.tables.template import template as sheets_of
    from reports.wording.texts import load_texts
    from reports.writers.template_workbook import write_template

    if out.suffix.casefold() != _SUFFIX:
        raise CommandError("template_suffix", where=str(out))
    if out.exists() and not replace:
        raise CommandError("template_exists", where=str(out))
    lang = session.texts.lang
    sheets = sheets_of(lang, tables)
    write_bytes(out, write_template(sheets, load_texts(lang), session.today))
    session.remark("template.done", file=out, sheets=len(sheets))
    return 0
