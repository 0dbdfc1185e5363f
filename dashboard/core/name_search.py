"""Find a place, port, consulate or organisation by any of its names, by pinyin initials or by id. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin

from graph.suggest import near_matches

#: Maximum number of characters of a name that are compared.
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """An item that can be found.

    :param keys: its search keys, folded (:func:`folded`), best first
    """

    id: str
    keys: tuple[str, ...]


def entry(identifier: str, names: Iterable[str]) -> SearchEntry:
    """Return an entry whose keys are the names as they are, in pinyin and as pinyin initials, and the id."""
    keys: list[str] = []
    for name in names:
        text = name[:_LONGEST]
        keys.append(folded(text))
        if any("\u4e00" <= char <= "\u9fff" for char in text):
            keys.append(folded("".join(lazy_pinyin(text))))
            keys.append(folded("".join(lazy_pinyin(text, style=Style.FIRST_LETTER))))
    keys.append(folded(identifier))
    return SearchEntry(identifier, tuple(dict.fromkeys(key for key in keys if key)))


def find(entries: Sequence[SearchEntry], query: str, most: int = 8) -> list[str]:
    """Return the ids that match ``query``, best first: equal, prefix, prefix of a word, contained."""
    wanted = folded(query[:_LONGEST])
    if not wanted:
        return []
    ranked = []
    for position, candidate in enumerate(entries):
        ranks = [
            (rank, index)
            for index, key in enumerate(candidate.keys)
            if (rank := _rank(wanted, key)) is not None
        ]
        if ranks:
            ranked.append((*min(ranks), position, candidate.id))
    return [identifier for *_, identifier in sorted(ranked)[:most]]


def near(entries: Sequence[SearchEntry], query: str, most: int = 8) -> list[str]:
    """Return the ids of entries similar to ``query``, for use when nothing matches it."""
    keys: dict[str, str] = {}
    for candidate in entries:
        for key in candidate.keys:
            keys.setdefault(key, candidate.id)
    return list(
        dict.fromkeys(
            keys[key] for key in near_matches(folded(query[:_LONGEST]), keys, most=most, alike=0.75)
        )
    )


def folded(text: str) -> str:
    """Return ``text`` without case, accents, punctuation and surrounding blanks."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(
        char if char.isalnum() or unicodedata.category(char) == "Mc" else " "
        for char in decomposed
        if not unicodedata.combining(char)
    )
    return " ".join(kept.split())


def _rank(wanted: str, key: str) -> int | None:
    if key == wanted:
        return 0
    if key.startswith(wanted):
        return 1
    if f" {wanted}" in key:
        return 2
    return 3 if wanted in key else None
