"""The columns that a workbook of refused rows has besides those of the file: no data, and known as such."""

from __future__ import annotations

from graph.i18n import Bilingual
from graph.sanitize import clean

#: Heads of the columns that say why a row was refused, and what to do.
REASON = Bilingual("Why it was not loaded", "未读入的原因")
HINT = Bilingual("How to correct it", "如何更正")
_HEADS = frozenset(head.casefold() for pair in (REASON, HINT) for head in (pair.en, pair.zh))


def is_added(head: str) -> bool:
    """Whether a column with this head was added to a workbook of refused rows."""
    return clean(head).text.casefold() in _HEADS
