"""``sources``: the documents that the other tables cite."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.tables.declaration import (
    NOTE,
    CellType,
    Claim,
    Context,
    Identity,
    InputColumn,
    InputTable,
    NodeReference,
    Record,
)


def _identities(record: Record, context: Context) -> Iterable[Identity]:
    yield Identity(NodeReference("Source", record.row))


def _claims(record: Record, context: Context) -> Iterable[Claim]:
    values = record.pick(
        "title", "publisher", "url", "date", "language", "reliability", "grade", "disclosure"
    )
    yield Claim(NodeReference("Source", record.row), values)


SOURCES = InputTable(
    name="sources",
    columns=(
        InputColumn("id", CellType.ID, required=True),
        InputColumn("title", required=True),
        InputColumn("publisher"),
        InputColumn("url"),
        InputColumn("date", CellType.DATE),
        InputColumn("date_precision", optional=True),
        InputColumn("language"),
        InputColumn("reliability"),
        InputColumn("grade", CellType.WORD, required=True, vocabulary="grade"),
        InputColumn("disclosure", CellType.WORD, optional=True, vocabulary="disclosure"),
        InputColumn("rows_citing", optional=True),
        InputColumn("named_in_notes", optional=True),
        NOTE,
    ),
    identities=_identities,
    claims=_claims,
    valid_on=("date",),
    sourced=False,
)
