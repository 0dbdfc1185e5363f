"""Marks of state secrecy: a file that carries one must not be on this system, and is refused whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from graph.errors import FileUnreadable
from graph.sanitize import clean

#: A mark stands alone, in brackets or behind the word for it, with or without its term: 机密, 【秘密】★10年,
#: 密级：绝密.
_MARK = re.compile(
    r"[\[(【〔《]?\s*(?:密\s*[级級]\s*[:：]?\s*)?(?P<mark>[绝絕]\s*密|[机機]\s*密|秘\s*密)\s*"
    r"[\])】〕》]?\s*(?:[★☆*].*|[\[(]?\s*\d+\s*年.*|长期|長期)?"
)


def secrecy_mark(text: str) -> str:
    """Return the mark of state secrecy that a text is, or an empty text."""
    folded = unicodedata.normalize("NFKC", clean(text).text).strip()
    return folded if _MARK.fullmatch(folded) else ""


def refuse_secret(path: Path, texts: Iterable[tuple[str, str]]) -> None:
    """Refuse a file of which a text is a mark.

    :param texts: place in the file and text
    :raises FileUnreadable: with the mark and its place
    """
    for place, text in texts:
        if len(text) < 60 and (mark := secrecy_mark(text)):
            raise FileUnreadable(
                "the file is marked {mark} and must not be on this system",
                mark=mark,
                where=f"{path}:{place}" if place else str(path),
                hint="it was not read; remove it from here",
            )
