"""Text from the graph on its way to the page or to a file: always text, never markup, formula or layout."""

from __future__ import annotations

import csv
import html
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

#: Longest text of one cell that is sent to the browser; what is cut ends with an ellipsis.
LONGEST = 400
#: Marks that turn the direction of writing, or end such a turn.
_TURNING = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
#: Spreadsheets take a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_NEGATIVE = re.compile(r"-\d{1,15}(\.\d{1,15})?")


def plain(text: str | None, longest: int = LONGEST) -> str:
    """``text`` on one line, without control characters and marks that turn the direction of writing, and not
    longer than ``longest`` characters.
    """
    kept = "".join(
        " " if char.isspace() else char
        for char in (text or "")[: 4 * longest]
        if char.isspace() or unicodedata.category(char) not in ("Cc", "Cf", "Co", "Cs")
    )
    line = " ".join(kept.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def unturned(text: str) -> str:
    """``text`` without marks that turn the direction of writing, for what is more than a line: a paragraph, a
    drawing.
    """
    return text.translate(_TURNING)


def escaped(text: str | None, longest: int = LONGEST) -> str:
    """:func:`plain` text for a place in HTML."""
    return html.escape(plain(text, longest), quote=True)


def safe_url(url: str | None) -> str:
    """``url`` if it is an address of the web, else empty."""
    address = (url or "").strip()
    return (
        address
        if address.lower().startswith(("http://", "https://")) and not any(char.isspace() for char in address)
        else ""
    )


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: one that could be gets an apostrophe in front; a number
    below nothing is none.
    """
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) and not _NEGATIVE.fullmatch(text) else text


def file_stem(name: str, otherwise: str = "file") -> str:
    """A name as the name of a file, without what file systems or people stumble over; ``otherwise`` where
    nothing of it is left.
    """
    return re.sub(r"[^\w-]+", "-", name).strip("-") or otherwise


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV in UTF-8 with a byte order mark, as spreadsheets want it; formulas are neutralised."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe_cell(cell) for cell in head])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
