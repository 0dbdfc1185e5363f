"""Columns with data of private persons: identity numbers, telephones, addresses, birthdays. Pure.

Such a column is told and not loaded; a mapping can say otherwise.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

#: Share of the filled cells of a column that look like such numbers.
_MOSTLY = 0.5
_IDENTITY = re.compile(r"\d{17}[\dX]", re.ASCII)
_MOBILE = re.compile(r"(?:\+?86)?1[3-9]\d{9}", re.ASCII)
#: Weights and check characters of an identity number (GB 11643-1999).
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def is_personal(head: str, cells: Sequence[str]) -> bool:
    """Return whether a column holds data of private persons, by its head or most of its cells."""
    folded = _fold(head)
    heads, parts = _declared()
    if folded in heads or any(part in folded for part in parts):
        return True
    return bool(cells) and sum(map(_is_number_of_a_person, cells)) >= _MOSTLY * len(cells)


def _is_number_of_a_person(cell: str) -> bool:
    bare = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", cell)).upper()
    if _IDENTITY.fullmatch(bare):
        total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, bare, strict=False))
        return bare[-1] == _CHECKS[total % 11]
    return bool(_MOBILE.fullmatch(bare))


def _fold(head: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", head).casefold())


@cache
def _declared() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return whole heads and parts of heads, folded."""
    text = files("ingest.read").joinpath("personal_data.toml").read_text(encoding="utf-8")
    declared: dict[str, list[str]] = tomllib.loads(text)
    return frozenset(map(_fold, declared["heads"])), tuple(map(_fold, declared["parts"]))
