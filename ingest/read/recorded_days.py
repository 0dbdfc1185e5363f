"""The day on which a row was recorded first, as an export tells it: of its statement, not a cell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from graph.i18n import Message
from ingest.read.files import CellNote, Row
from ingest.tables.declaration import RECORDED_ON


def without_recorded_days(rows: Iterable[Row], today: str, days: dict[int, str]) -> Iterator[Row]:
    """Yield rows without the day on which they were recorded first.

    A row with a later day than ``today``, or with something else, is refused by a note.

    :param today: day of the load, ISO
    :param days: the days are added here, by line
    """
    for row in rows:
        day = row.cells.pop(RECORDED_ON, "")
        if not day:
            yield row
        elif _is_day(day) and day <= today:
            days[row.line] = day
            yield row
        else:
            yield replace(row, notes=(*row.notes, _note(day)))


def _is_day(text: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return False
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _note(day: str) -> CellNote:
    return CellNote(
        level="error",
        code="date",
        column=RECORDED_ON,
        value=day,
        reason=Message("{day!r} is no day on which a row can have been recorded", day=day),
        hint=Message("write a day until today as 2019-05-28, or leave the cell empty"),
    )
