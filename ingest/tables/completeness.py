"""``completeness`` and ``conflicts``: declared coverage of tables and known disagreements between sources."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model.schema import PLACE_LABELS
from ingest.tables.declaration import (
    PROVENANCE,
    CellType,
    Claim,
    Context,
    Identity,
    InputColumn,
    InputTable,
    NodeReference,
    Record,
    RowLink,
)


def _coverage_claims(record: Record, context: Context) -> Iterable[Claim]:
    home = record.text("home") or context.home
    values = {
        **record.pick("dataset", "kind", "note"),
        **record.pick(**{"from": "date_from", "to": "date_to"}),
    }
    yield Claim(
        NodeReference("Coverage", record.row),
        values,
        (RowLink("OF_HOME", context.ref(home)),) if home else (),
    )


COMPLETENESS = InputTable(
    name="completeness",
    columns=(
        InputColumn("id", CellType.ID, required=True),
        InputColumn("dataset", required=True),
        InputColumn("kind"),
        InputColumn("home", CellType.REFERENCE, optional=True, labels=PLACE_LABELS),
        InputColumn("date_from", CellType.DAY, required=True),
        InputColumn("date_to", CellType.DAY, required=True),
        *PROVENANCE,
    ),
    identities=lambda record, context: (Identity(NodeReference("Coverage", record.row)),),
    claims=_coverage_claims,
    valid_on=("date_to",),
)


def _conflict_claims(record: Record, context: Context) -> Iterable[Claim]:
    dataset = record.text("file").removesuffix(".csv")
    about = (
        context.said_by(dataset, record.text("row_id")) if dataset else context.find(record.text("subject"))
    )
    links = (RowLink("CONCERNS", about),) if about else ()
    yield Claim(NodeReference("Conflict", record.row), record.pick("subject", text="description"), links)


CONFLICTS = InputTable(
    name="conflicts",
    columns=(
        InputColumn("id", CellType.ID, required=True),
        InputColumn("file", optional=True),
        InputColumn("row_id", optional=True),
        InputColumn("subject", required=True),
        InputColumn("description", required=True),
        *PROVENANCE,
    ),
    identities=lambda record, context: (Identity(NodeReference("Conflict", record.row)),),
    claims=_conflict_claims,
)
