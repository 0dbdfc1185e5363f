"""Helpers of the commands that return rows: parse ``-p``, and print rows with area names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from friendcircle.answers.output import OutputTable
from friendcircle.errors import CommandError
from friendcircle.session import Session
from graph.i18n import Bilingual

if TYPE_CHECKING:
    from graph.naming.profile import Naming
    from graph.store import GraphStore, Result
    from queries.catalogue.query import AnswerColumn


def pairs(parameters: Sequence[str]) -> dict[str, str]:
    """Parse ``key=value`` texts.

    :raises CommandError: if ``=`` is missing or a key is given twice
    """
    found: dict[str, str] = {}
    for entry in parameters:
        key, separator, value = entry.partition("=")
        if not key or not separator:
            raise CommandError("no_pair", where=f"-p {entry}")
        if key in found:
            raise CommandError("pair_twice", where=f"-p {entry}", key=key)
        found[key] = value
    return found


def give_rows(
    session: Session,
    store: GraphStore,
    result: Result,
    naming: Naming | None,
    *,
    columns: Sequence[AnswerColumn] = (),
    out: Path | None = None,
    added: Mapping[str, object] | None = None,
    plan: OutputTable | None = None,
    only_plan: bool = False,
    title: str = "",
) -> None:
    """Print rows as ``{"columns", "rows", "truncated"}``, or as a table with area names and texts in the
    user's language.

    :param columns: columns as declared in the catalogue; empty for a free statement
    :param added: further keys of the JSON document
    :param plan: a table that follows the rows
    :param title: heading of the table of rows
    :param only_plan: whether to leave out the table of rows, because nothing was run
    """
    texts = session.texts
    areas = (
        {place for place, column in enumerate(columns) if column.type in ("area", "areas")}
        if naming
        else set()
    )

    def shown(place: int, value: object) -> object:
        if place not in areas or naming is None:
            return value
        if isinstance(value, list):
            return [naming.area_name(code, texts.lang) for code in value]
        return naming.area_name(str(value), texts.lang) if value else value

    heads, rows = (
        list(result.columns),
        [[shown(place, value) for place, value in enumerate(row)] for row in result.rows],
    )
    if columns and session.settings.format == "table":
        from queries.catalogue.collection import in_language

        read, rows = in_language(columns, rows, texts.lang)
        rows = [
            [_worded(column, value, texts.lang) for column, value in zip(read, row, strict=True)]
            for row in rows
        ]
        heads = [_head(column, naming, texts.lang) for column in read]
    document: dict[str, object] = {
        "columns": result.columns,
        "rows": result.rows,
        "truncated": result.truncated,
        **(added or {}),
    }
    unfinished = session.unfinished_load(store)
    if unfinished:
        document["unfinished_load"] = unfinished
        session.remark("note.unfinished_load", load=unfinished)
    sheets = [*([] if only_plan else [OutputTable(heads, rows, title)]), *([plan] if plan else [])]
    session.answer(document, *sheets, out=out)
    if result.truncated:
        session.remark("note.truncated", count=len(result.rows))
    elif not result.rows and not only_plan and session.settings.format == "table":
        session.remark("note.nothing_found")


def _worded(column: AnswerColumn, value: object, lang: str) -> object:
    """Return a vocabulary word as the pages show it; other values stay unchanged."""
    from reports.wording.texts import load_texts

    if not column.vocabulary or value in (None, ""):
        return value
    words = load_texts(lang)
    return (
        [words.word(column.vocabulary, str(entry)) for entry in value]
        if isinstance(value, list)
        else words.word(column.vocabulary, str(value))
    )


def _head(column: AnswerColumn, naming: Naming | None, lang: str) -> str:
    """Return the head of a column in a table; CSV keeps the column name, which programs rely on."""
    if column.type in ("area", "areas") and naming:
        return naming.area_header(lang)
    return Bilingual(column.name, column.meaning.zh).text(lang)
