"""Make text safe for a page, a file or a terminal: never markup, a formula or an escape sequence. Pure.

Every writer uses this module, so that all of them guard against the same things.
"""

from __future__ import annotations

import csv
import html
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

#: Default maximum length of one line; a longer text ends with an ellipsis.
LONGEST = 400
#: Marks that change the direction of writing, or end such a change.
DIRECTION_MARKS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
#: What XML 1.0 cannot hold: control characters but tab and line feed, surrogates, two non-characters.
_NOT_XML = (
    *(code for code in range(0x20) if code not in (0x09, 0x0A)),
    *range(0xD800, 0xE000),
    0xFFFE,
    0xFFFF,
)
_UNPRINTABLE = dict.fromkeys((*DIRECTION_MARKS, *_NOT_XML))
#: A spreadsheet takes a cell that begins with one of these for a formula, in half width and in full width.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NEGATIVE_NUMBER = re.compile(r"-\d{1,15}(\.\d{1,15})?")
#: Escape sequences of terminals: CSI, OSC and the other string sequences, and those of two characters.
_ESCAPE_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|"
    r"\x9c)?|\x1b.?",
    re.DOTALL,
)


def printable(text: str) -> str:
    """``text`` with its line breaks, without direction marks and without what XML cannot hold."""
    return text.translate(_UNPRINTABLE)


def one_line(text: str | None, longest: int = LONGEST) -> str:
    """Return ``text`` on one line, at most ``longest`` characters, without control and direction marks."""
    kept = "".join(
        " " if char.isspace() else char
        for char in (text or "")[: 4 * longest]
        if char.isspace() or unicodedata.category(char) not in ("Cc", "Cf", "Co", "Cs")
    )
    line = " ".join(kept.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def html_text(text: str | None, longest: int = LONGEST) -> str:
    """:func:`one_line`, escaped for HTML."""
    return html.escape(one_line(text, longest), quote=True)


def terminal_line(text: str) -> str:
    """``text`` on one line, without escape sequences, control characters and direction marks."""
    without = _ESCAPE_SEQUENCE.sub("", text).translate(dict.fromkeys(DIRECTION_MARKS))
    spaced = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in without)
    return " ".join(spaced.split())


def safe_url(url: str | None) -> str:
    """``url`` if it is an address of the web, else empty."""
    address = (url or "").strip()
    is_web = address.lower().startswith(("http://", "https://"))
    return address if is_web and not any(char.isspace() for char in address) else ""


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet could take a cell for a formula; a negative number is none."""
    return text.lstrip(" ").startswith(_FORMULA) and not _NEGATIVE_NUMBER.fullmatch(text)


def csv_cell(text: str) -> str:
    """A cell of CSV; one that looks like a formula gets an apostrophe in front."""
    return f"'{text}" if looks_like_formula(text) else text


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV in UTF-8 with a byte order mark, which spreadsheets need."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([csv_cell(cell) for cell in head])
    writer.writerows([csv_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def file_stem(name: str, otherwise: str = "file") -> str:
    """Return ``name`` as a portable file name; ``otherwise`` if no character of it can be kept."""
    return re.sub(r"[^\w-]+", "-", name).strip("-") or otherwise
