"""Rows of visits and events that stand twice in a table under different ids."""

from __future__ import annotations

from ingest.load.report import Issue
from ingest.read.files import Row
from ingest.read.row_place import RowPlace

#: Cells in which two rows of a table have to agree to tell the same happening.
_CELLS = {
    "visits": (
        "source",
        "locator",
        "direction",
        "date_start",
        "date_end",
        "from_place",
        "from_countries",
        "to_place",
        "level",
        "delegation_title",
    ),
    "events": (
        "source",
        "locator",
        "kind",
        "date_start",
        "date_end",
        "place",
        "participant_places",
        "participant_countries",
        "name_en",
        "name_zh",
    ),
}


class EqualRows:
    """Finds rows of one table that tell what an earlier row tells.

    :param table: name of the table's declaration
    """

    def __init__(self, table: str) -> None:
        self._cells = _CELLS.get(table, ())
        self._seen: dict[tuple[str, ...], str] = {}

    def issue(self, row: Row, place: RowPlace) -> Issue | None:
        """Return the issue that a row is equal to one with another id; None if it is not."""
        row_id = row.cells.get("id", "")
        if not self._cells or not row_id or row.cells.get("same_as"):
            return None
        key = tuple(row.cells.get(cell, "").strip() for cell in self._cells)
        first = self._seen.setdefault(key, row_id)
        if first == row_id or not key[0]:
            return None
        return place.issue(
            "warning",
            "equal_row",
            "id",
            row_id,
            "the row tells the same as {id!r}: source, place in it, parties, dates and kind are equal",
            "it is kept, and counts once with it; delete it, or correct what differs",
            id=first,
        )
