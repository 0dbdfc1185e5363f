"""Normalise DOCX and XLSX files, which are zip files, so that the same content gives the same bytes."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO

_FIRST, _LAST = dt.date(1980, 1, 1), dt.date(2107, 12, 31)


def dated(data: bytes, day: dt.date) -> bytes:
    """Return the zip file with the same parts in the same order, all dated to one day.

    :param day: date of the parts; clamped to 1980 to 2107, the range of the zip format
    """
    day = min(max(day, _FIRST), _LAST)
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(part))
    return buffer.getvalue()
