"""Whole numbers as offices write them. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNITS = {"万": 10_000, "萬": 10_000, "만": 10_000, "億": 100_000_000, "亿": 100_000_000, "억": 100_000_000}
_NUMBER = re.compile(
    r"(?P<digits>\d+(?:[.,]\d+)*)\s*(?P<unit>[万萬만億亿억])?\s*(?P<word>(?![余餘多以])[^\W\d_]{0,12})\.?"
)
#: A larger number counts nothing that an office writes down.
_MOST = 10**12
#: Thousands are grouped by one sign, always in threes.
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+")


@lru_cache(maxsize=20_000)
def read_count(text: str) -> int | None:
    """Return a number of persons, groups or inhabitants; None if the text is none.

    Read are full width, grouped thousands (1,234 and 1.234), units of ten thousand and of a hundred million
    (50万), and a word behind the number (25 persons). "More than 20" is no number, nor is one beyond all that
    is counted.
    """
    folded = " ".join(unicodedata.normalize("NFKC", text).split()).replace("\u202f", " ").replace("'", "")
    found = _read(folded)
    return None if found is None or found > _MOST else found


def _read(folded: str) -> int | None:
    if _GROUPED.fullmatch(folded):
        return int(re.sub(r"[., ]", "", folded))
    match = _NUMBER.fullmatch(folded)
    if match is None:
        return None
    digits, unit = match["digits"], _UNITS.get(match["unit"] or "", 1)
    if _GROUPED.fullmatch(digits):
        return int(re.sub(r"[.,]", "", digits)) * unit
    if digits.count(".") + digits.count(",") > 1:
        return None
    number = float(digits.replace(",", ".")) * unit
    return int(number) if number.is_integer() else None
