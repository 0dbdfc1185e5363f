"""Sizes of text in pictures."""

from __future__ import annotations

import unicodedata

FONT = 12.0
SMALL_FONT = 10.5
HEADING_FONT = 14.0
LINE_HEIGHT = 1.3


def text_width(text: str, size: float = FONT) -> float:
    """Return an upper estimate of the text width in the page's fonts; the page squeezes wider text."""
    return size * sum(_advance(char) for char in text)


def shorten(text: str, width: float, size: float = FONT) -> str:
    """Return ``text``, cut with an ellipsis if it is wider than ``width``."""
    if text_width(text[:200], size) <= width and len(text) <= 200:
        return text
    kept = ""
    for char in text:
        if text_width(kept + char, size) + size > width:
            break
        kept += char
    return kept.rstrip() + "…"


def _advance(char: str) -> float:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(char) in ("W", "F", "A") and char != "·":
        return 1.0
    if char in "ijl.,:;'|!·() ":
        return 0.32
    if char in "ftr-I/":
        return 0.42
    if char in "mwMW@%":
        return 0.92
    if char.isupper() or char.isdigit():
        return 0.69 if char.isupper() else 0.58
    return 0.59 if char.isascii() else 0.66
