"""What errors and issues say, in English and Chinese.

A text is written once, in English, where it is needed: a template with named places such as ``{name}``. The
template is the key under which ``messages.zh.toml`` holds the Chinese one, so a text without an entry is
still said, in English. A test sees to it that none lacks its entry.

A list put into a place is joined as the language does it: ``{names}`` by commas, ``{names:or}`` by "or",
``{names:and}`` by "and".
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("en", "zh")
#: Between the parts of a list, by language and by what follows the colon of its place.
_BETWEEN = {"en": {"": ", ", "or": " or ", "and": " and "}, "zh": {"": "、", "or": "或", "and": "和"}}


def translate(template: str, lang: str) -> str:
    """The template in ``lang``; as it stands where that language has none of its own."""
    return template if lang == "en" else _entries(lang).get(template, template)


@cache
def _entries(lang: str) -> Mapping[str, str]:
    file = resources.files("graph.i18n").joinpath(f"messages.{lang}.toml")
    sections = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return {template: text for section in sections.values() for template, text in section.items()}


class Message:
    """A text that can be said in each language: a template, and what is put into its places.

    :param template: English, a literal text; a brace that is meant as one is doubled
    :param values: texts, numbers, other messages, or lists of them; anything else is put in as its text
    """

    __slots__ = ("template", "values")

    def __init__(self, template: str, /, **values: object) -> None:
        self.template = template
        self.values: dict[str, Any] = {name: _kept(value) for name, value in values.items()}

    def text(self, lang: str) -> str:
        """The text in ``lang``. Never fails: what does not fit its places is given as the bare template."""
        template = translate(self.template, lang)
        try:
            return template.format_map(_Said(self.values, lang))
        except (LookupError, ValueError, TypeError, AttributeError):
            return template

    def __str__(self) -> str:
        return self.text("en")

    def __repr__(self) -> str:
        return f"Message({str(self)!r})"

    def __bool__(self) -> bool:
        return bool(self.template)


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A value that data give in both languages, such as the meaning of a parameter."""

    en: str
    zh: str

    def text(self, lang: str) -> str:
        """The value in ``lang``; the other where it is empty."""
        return (self.zh or self.en) if lang == "zh" else (self.en or self.zh)


def message_of(text: str | Message, values: Mapping[str, object] | None = None) -> Message:
    """``text`` as a message: one that is given, or a template with its values."""
    return text if isinstance(text, Message) else Message(text, **(values or {}))


def label_name(label: str) -> Message:
    """A label of :mod:`graph.model.schema` as a value: in English the label itself."""
    return Message(label)


def _kept(value: object) -> object:
    """``value`` as a message keeps it: immutable, and with nothing in it that could not be copied."""
    if value is None or isinstance(value, bool | int | float | Message | Bilingual):
        return value
    if isinstance(value, Iterable) and not isinstance(value, str):
        return tuple(_kept(entry) for entry in value)
    return str(value)


class _Said(Mapping[str, object]):
    """The values of a message in one language."""

    def __init__(self, values: Mapping[str, object], lang: str) -> None:
        self._values = values
        self._lang = lang

    def __getitem__(self, name: str) -> object:
        return _said(self._values[name], self._lang)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def _said(value: object, lang: str) -> object:
    if isinstance(value, Message | Bilingual):
        return value.text(lang)
    return _List([str(_said(entry, lang)) for entry in value], lang) if isinstance(value, tuple) else value


class _List:
    """A list in one language; ``__format__`` is told what to put between its parts."""

    def __init__(self, parts: list[str], lang: str) -> None:
        self._parts = parts
        self._lang = lang

    def __format__(self, between: str) -> str:
        word = _BETWEEN.get(self._lang, _BETWEEN["en"])[between]
        if self._lang == "zh" and between and "".join(self._parts).isascii():
            word = f" {word} "  # names in Latin letters stand off from a Chinese word
        return word.join(self._parts)
