"""What columns and words of registers can mean: the declared fields with their heads, and words. Pure."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import msgspec

from graph.i18n import Bilingual
from graph.model.vocabulary import VOCABULARIES
from ingest.tables.column_texts import word_label

#: Subjects of registers: what one row is about.
SUBJECTS = ("ties", "visits")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")
_NO_LETTER = re.compile(r"[^\w#№]+|_")


class FieldLabel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a person is shown a meaning."""

    en: str
    zh: str

    def text(self, lang: str) -> str:
        """Return the label in a language."""
        return Bilingual(self.en, self.zh).text(lang)


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A meaning that a column can have.

    :param type: what its cells hold
    :param subjects: registers that have it; empty for all
    """

    type: str
    label: FieldLabel
    heads: tuple[str, ...]
    subjects: tuple[str, ...] = ()

    def suits(self, subject: str) -> bool:
        """Whether a register of this subject can have the column."""
        return not self.subjects or subject in self.subjects

    @property
    def may_repeat(self) -> bool:
        """Whether several columns may have this meaning."""
        return self.type in ("ignored", "note", "personal")


def fold_head(text: str) -> str:
    """Return a head in the form in which heads are compared.

    Case, spaces, punctuation and what stands in brackets do not count, unless nothing else is left.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    bare = _NO_LETTER.sub("", _BRACKETS.sub("", folded))
    return bare or _NO_LETTER.sub("", folded)


def _declared(name: str) -> dict[str, Any]:
    return tomllib.loads(files("ingest.registers").joinpath(name).read_text(encoding="utf-8"))


@cache
def subject_texts() -> Mapping[str, tuple[str, ...]]:
    """Return the texts that tell what a register is about, by subject and further question."""
    return {name: tuple(texts) for name, texts in _declared("subjects.toml").items()}


@cache
def fields() -> Mapping[str, Field]:
    """Return the declared fields by name."""
    return msgspec.convert(_declared("fields.toml"), dict[str, Field])


@cache
def fields_of_head(head: str) -> tuple[str, ...]:
    """Return the fields that have this folded head, in the order in which they are declared."""
    return tuple(name for name, field in fields().items() if head in _heads(name))


@cache
def _heads(field: str) -> frozenset[str]:
    return frozenset(fold_head(head) for head in fields()[field].heads)


def _tells(text: str) -> bool:
    """Whether a text is long enough to mean something as a part of another."""
    return len(text) >= (4 if text.isascii() else 2)


def fields_in_head(head: str) -> tuple[str, ...]:
    """Return the fields of which a known head is part of this folded head, longest part first."""
    found = [
        (len(known), name) for name in fields() for known in _heads(name) if _tells(known) and known in head
    ]
    return tuple(dict.fromkeys(name for _, name in sorted(found, key=lambda entry: -entry[0])))


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return {
        vocabulary: _labels(vocabulary)
        | {fold_head(text): word for word, texts in entries.items() for text in (word, *texts)}
        for vocabulary, entries in _declared("words.toml").items()
    }


def _labels(vocabulary: str) -> dict[str, str]:
    """Return the words of a vocabulary by their folded labels, which remarks tell people to write."""
    return {
        fold_head(word_label(vocabulary, word, lang)): word
        for word in VOCABULARIES[vocabulary].words
        for lang in ("en", "zh")
    }


@cache
def _telling_words(vocabulary: str) -> tuple[str, ...]:
    return tuple(entry for entry in _words()[vocabulary] if _tells(entry))


@lru_cache(maxsize=20_000)
def read_word(text: str, vocabulary: str) -> str | None:
    """Return the word of the model for what a cell says; None if it has none.

    Without an equal one, the longest known text that the cell contains decides.
    """
    known, folded = _words()[vocabulary], fold_head(text)
    if folded in known:
        return known[folded]
    inside = [entry for entry in _telling_words(vocabulary) if entry in folded]
    return known[max(inside, key=len)] if inside else None


@lru_cache(maxsize=20_000)
def tells(text: str, what: str, *, longest: int = 0) -> bool:
    """Whether a text holds one of the words for ``cancelled``.

    :param longest: a text with more characters has to begin with the word; 0 for any text
    """
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    if longest and len(folded) > longest:
        return folded.startswith(subject_texts()[what])
    return any(word in folded for word in subject_texts()[what])


@lru_cache(maxsize=20_000)
def begins(text: str, what: str) -> bool:
    """Whether a text begins with a word or sign of a ``total`` or a ``footnote``."""
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    return folded.startswith(subject_texts()[what]) and any(
        folded.startswith(word) and not (word.isalpha() and folded[len(word) : len(word) + 1].isalpha())
        for word in subject_texts()[what]
    )
