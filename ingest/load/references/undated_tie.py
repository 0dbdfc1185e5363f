"""A remark on a row about a tie of which nothing tells when it was so."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model.tie_stages import steps_told
from ingest.load.references.reference_issues import place_of
from ingest.load.references.row_context import RowContext
from ingest.load.report import Issue
from ingest.load.staged_record import StagedRecord, source_of
from ingest.tables.declaration import InputTable


def undated_tie(context: RowContext, table: InputTable, staged: StagedRecord) -> Iterator[Issue]:
    """Yield a remark if a row gives no day of a step, nor of what it says, and its source has no date."""
    if table.name != "ties":
        return
    values = staged.record.values
    steps = steps_told(values)
    if not steps or any(steps.values()) or values.get("as_of"):
        return
    if context.bench.weight(source_of(staged.collection, staged.record))[1]:
        return
    yield place_of(staged).issue(
        "warning",
        "undated_tie",
        "",
        "",
        "the row tells no day, nor does its source: unless another row does, the tie is shown apart and does "
        "not count as in force",
        "write its date or year, or into the column as_of the day for which the row holds",
    )
