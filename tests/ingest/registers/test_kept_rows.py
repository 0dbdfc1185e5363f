"""Rows of registers are kept as they were added, whatever their cells hold."""

from __future__ import annotations

from graph.i18n import Message
from ingest.read.files import CellNote
from ingest.registers.kept_rows import KeptRows

NOTE = CellNote(
    level="error", code="date", column="日期", value="x", reason=Message("it is odd"), hint=Message("even it")
)


def test_rows_come_back_as_they_were_added() -> None:
    """Among them lone surrogates, which a JSON file can hold, and more rows than are written at once."""
    added = [
        (line, {"name": f"市{line}", **({"note": "\ud800 [x"} if line % 700 == 3 else {"人数": "5"})})
        for line in range(1, 2_000)
    ]
    kept = KeptRows()
    for line, cells in added:
        kept.add(line, cells, [NOTE] if line % 500 == 0 else [])
    for _ in range(2):
        rows = list(kept)
        assert [(row.line, row.cells) for row in rows] == added
        noted = [(row.line, *(note.reason.text("en") for note in row.notes)) for row in rows if row.notes]
        assert noted == [(line, "it is odd") for line in (500, 1000, 1500)]
        assert [row.line for row in rows if row.is_refused] == [500, 1000, 1500]


def test_digest_tells_rows_and_notes_apart() -> None:
    def digest(cells: dict[str, str], *notes: CellNote) -> str:
        kept = KeptRows()
        kept.add(1, cells, notes)
        return kept.digest()

    given = [
        ({"a": "1"}, ()),
        ({"a": "2"}, ()),
        ({"b": "1"}, ()),
        ({"a": "1"}, (NOTE,)),
        ({"a": "\ud800"}, ()),
    ]
    assert len({digest(cells, *notes) for cells, notes in given}) == len(given)
    assert digest({"a": "1"}, NOTE) == digest({"a": "1"}, NOTE)
