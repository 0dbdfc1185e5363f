"""Issues with the references and ids of a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.i18n import Bilingual, label_name
from graph.suggest import near_matches
from ingest.load.references.row_context import RowContext
from ingest.load.report import Issue
from ingest.load.staged_record import StagedRecord
from ingest.read.row_place import RowPlace
from ingest.tables import TABLES
from ingest.tables.declaration import CellType, InputColumn, InputTable

_REFERENCES = {
    table.name: [
        column for column in table.columns if column.cell in (CellType.REFERENCE, CellType.REFERENCES)
    ]
    for table in TABLES.values()
}
_COUNTRIES = {
    table.name: [column for column in table.columns if column.cell in (CellType.COUNTRY, CellType.COUNTRIES)]
    for table in TABLES.values()
}


def reference_problems(context: RowContext, table: InputTable, staged: StagedRecord) -> Iterator[Issue]:
    """Yield an issue for each reference of a row that is unknown or of a wrong kind."""
    for column in _REFERENCES[table.name]:
        for node_id in _listed(staged.record.values.get(column.name)):
            if problem := _reference_problem(context, column, node_id, staged):
                yield problem


def _reference_problem(
    context: RowContext, column: InputColumn, node_id: str, staged: StagedRecord
) -> Issue | None:
    found = context.find(node_id)
    if found is not None and (not column.labels or found.label in column.labels):
        return None
    place = place_of(staged)
    if found is None:
        near = _near_id(context, node_id)
        return place.issue(
            "warning" if column.soft else "error",
            "unknown_reference",
            column.name,
            node_id,
            "{id!r} is not known; the row is kept as text"
            if column.soft
            else "{id!r} is not known; the row is not loaded",
            "did you mean {near}?"
            if near
            else "correct it, or load the table that describes it as well ({labels:or})",
            id=node_id,
            near=near,
            labels=[label_name(label) for label in column.labels[:3]],
        )
    return place.issue(
        "error",
        "wrong_kind",
        column.name,
        node_id,
        "{id!r} is a {label}",
        "here it must be a {labels:or}",
        id=node_id,
        label=label_name(found.label),
        labels=[label_name(label) for label in column.labels],
    )


def _near_id(context: RowContext, node_id: str) -> str:
    first = node_id[:1]
    candidates = context.bench.column(
        "SELECT DISTINCT id FROM identity WHERE id >= ? AND id < ? LIMIT 500", (first, first + "\U0010ffff")
    )
    close = near_matches(node_id, candidates, most=1, alike=0.7)
    return close[0] if close else ""


def remit_issues(context: RowContext, table: InputTable, staged: StagedRecord) -> Iterator[Issue]:
    """Yield an issue for each country or area of a row that is outside the remit of the office."""
    if not context.naming.outside:
        return
    codes: set[str] = set()
    values = staged.record.values
    for column in _COUNTRIES[table.name]:
        codes.update(_listed(values.get(column.name)))
    for column in _REFERENCES[table.name]:
        codes.update(map(context.country_of, _listed(values.get(column.name))))
    for iso2 in sorted(codes & context.naming.outside):
        name_en, name_zh = (context.naming.area_name(iso2, lang) for lang in ("en", "zh"))
        yield place_of(staged).issue(
            "warning",
            "out_of_remit",
            "",
            iso2,
            "the row concerns {name}, which is outside the remit of this office",
            "it is kept, and left out of counts",
            name=Bilingual(f"{name_zh} {name_en}", name_zh),
        )


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def id_taken(staged: StagedRecord, node_id: str, known: str, label: str) -> Issue:
    """Return the issue that an id stands for a node of another kind."""
    return place_of(staged).issue(
        "error",
        "id_taken",
        "id",
        node_id,
        "this id stands for a {known} already, so it cannot be a {label}",
        "give one of the two another id",
        known=label_name(known),
        label=label_name(label),
    )


def place_of(staged: StagedRecord) -> RowPlace:
    """Return the place of a record in its file, or in the store."""
    return RowPlace(staged.file or f"{staged.collection}/{staged.record.dataset}", staged.sheet, staged.line)
