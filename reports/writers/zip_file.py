"""The zip file that a DOCX and a workbook are, written so that the same content gives the same bytes."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO

_FIRST, _LAST = dt.date(1980, 1, 1), dt.date(2107, 12, 31)


def dated(data: bytes, day: dt.date) -> bytes:
    """The same parts in the same order, each of one day instead of the minute it was packed in.

    :param day: a day outside the years 1980 to 2107, which are all that a zip file knows, becomes the nearest
        within
    """
    day = min(max(day, _FIRST), _LAST)
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(part))
    return buffer.getvalue()
