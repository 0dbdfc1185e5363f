"""Rows of visits and events that stand twice in a table under different ids."""

from __future__ import annotations

from ingest.read.files import Row

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

    def earlier(self, row: Row) -> str:
        """Return the id of an earlier row that tells the same as this one; empty if there is none."""
        row_id = row.cells.get("id", "")
        if not self._cells or not row_id or row.cells.get("same_as"):
            return ""
        key = tuple(row.cells.get(cell, "").strip() for cell in self._cells)
        first = self._seen.setdefault(key, row_id)
        return first if key[0] and first != row_id else ""
