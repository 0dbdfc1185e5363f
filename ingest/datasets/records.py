"""``completeness`` and ``conflicts``: what is known of the records themselves."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model.schema import PLACE_LABELS
from ingest.table import PROVENANCE, Cell, Claim, Column, Context, Identity, Link, Record, Ref, Table


def _coverage_claims(record: Record, context: Context) -> Iterable[Claim]:
    home = record.text("home") or context.home
    values = {**record.pick("dataset", "kind", "note"), **record.pick(**{"from": "date_from", "to": "date_to"})}
    yield Claim(Ref("Coverage", record.row), values, (Link("OF_HOME", context.ref(home)),) if home else ())


COMPLETENESS = Table(
    name="completeness",
    columns=(
        Column("id", Cell.ID, required=True),
        Column("dataset", required=True),
        Column("kind"),
        Column("home", Cell.REFERENCE, optional=True, labels=PLACE_LABELS),
        Column("date_from", Cell.DAY, required=True),
        Column("date_to", Cell.DAY, required=True),
        *PROVENANCE,
    ),
    identities=lambda record, context: (Identity(Ref("Coverage", record.row)),),
    claims=_coverage_claims,
    valid_on=("date_to",),
)


def _conflict_claims(record: Record, context: Context) -> Iterable[Claim]:
    dataset = record.text("file").removesuffix(".csv")
    about = context.said_by(dataset, record.text("row_id")) if dataset else context.find(record.text("subject"))
    links = (Link("CONCERNS", about),) if about else ()
    yield Claim(Ref("Conflict", record.row), record.pick("subject", text="description"), links)


CONFLICTS = Table(
    name="conflicts",
    columns=(
        Column("id", Cell.ID, required=True),
        Column("file", optional=True),
        Column("row_id", optional=True),
        Column("subject", required=True),
        Column("description", required=True),
        *PROVENANCE,
    ),
    identities=lambda record, context: (Identity(Ref("Conflict", record.row)),),
    claims=_conflict_claims,
)
