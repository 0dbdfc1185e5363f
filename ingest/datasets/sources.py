"""``sources``: the documents that the other tables cite."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.table import NOTE, Cell, Claim, Column, Context, Identity, Record, Ref, Table


def _identities(record: Record, context: Context) -> Iterable[Identity]:
    yield Identity(Ref("Source", record.row))


def _claims(record: Record, context: Context) -> Iterable[Claim]:
    values = record.pick("title", "publisher", "url", "date", "language", "reliability", "grade", "disclosure")
    yield Claim(Ref("Source", record.row), values)


SOURCES = Table(
    name="sources",
    columns=(
        Column("id", Cell.ID, required=True),
        Column("title", required=True),
        Column("publisher"),
        Column("url"),
        Column("date", Cell.DATE),
        Column("date_precision", optional=True),
        Column("language"),
        Column("reliability"),
        Column("grade", Cell.WORD, required=True, vocabulary="grade"),
        Column("disclosure", Cell.WORD, optional=True, vocabulary="disclosure"),
        Column("rows_citing", optional=True),
        Column("named_in_notes", optional=True),
        NOTE,
    ),
    identities=_identities,
    claims=_claims,
    valid_on=("date",),
    sourced=False,
)
