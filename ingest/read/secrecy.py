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

#: In the name of a file or a sheet a mark also stands beside other words, apart from them.
_APART = re.compile(r"[\[(【〔《\])】〕》_\-—－\s.]+")


def mark_in_name(text: str) -> str:
    """Return the mark of state secrecy that the name of a file or a sheet bears, or an empty text."""
    folded = unicodedata.normalize("NFKC", clean(text).text)
    return secrecy_mark(text) or next((part for part in _APART.split(folded) if secrecy_mark(part)), "")


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
            raise _marked(mark, f"{path}:{place}" if place else str(path))


def refuse_secret_names(path: Path, sheets: Iterable[str]) -> None:
    """Refuse a file whose name, or the name of one of its sheets, bears a mark.

    :raises FileUnreadable: with the mark
    """
    for name in (path.stem, *sheets):
        if mark := mark_in_name(name):
            raise _marked(mark, str(path))


def _marked(mark: str, where: str) -> FileUnreadable:
    return FileUnreadable(
        "the file is marked {mark} and must not be on this system",
        mark=mark,
        where=where,
        hint="it was not read; remove it from here",
    )
