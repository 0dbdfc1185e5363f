"""Messages of errors and issues in English and Chinese.

A text is written once, in English, where it is used: a template with named placeholders such as ``{name}``.
The template is the ``msgid`` of its entry in ``graph/locale/zh.po``; a text without an entry is shown in
English. A test checks that no entry is missing.

A list in a placeholder is joined as usual in the language: ``{names}`` by commas, ``{names:or}`` by "or",
``{names:and}`` by "and".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from typing import Any

from graph.i18n.bilingual import Bilingual
from graph.i18n.catalogues import read_catalogue

#: Separators of list items, by language and format specification of the placeholder.
_BETWEEN = {"en": {"": ", ", "or": " or ", "and": " and "}, "zh": {"": "、", "or": "或", "and": "和"}}

_catalogue = cache(partial(read_catalogue, "graph"))


def translate(template: str, lang: str) -> str:
    """Return the template in ``lang``, or unchanged if there is no translation."""
    return _catalogue(lang).gettext(template) if template else ""


class Message:
    """A text in every language: a template with values for its placeholders.

    :param template: literal English text; literal braces are doubled
    :param values: texts, numbers, other messages, or lists of them; anything else is converted to text
    """

    __slots__ = ("template", "values")

    def __init__(self, template: str, /, **values: object) -> None:
        self.template = template
        self.values: dict[str, Any] = {name: _kept(value) for name, value in values.items()}

    def text(self, lang: str) -> str:
        """Return the text in ``lang``. Never fails: if the values do not fit, returns the bare template."""
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


def message_of(text: str | Message, values: Mapping[str, object] | None = None) -> Message:
    """Return ``text`` as a message: itself if it is one, else a template with its values."""
    return text if isinstance(text, Message) else Message(text, **(values or {}))


def label_name(label: str) -> Message:
    """Return a label of :mod:`graph.model.schema` as a value; its English text is the label itself."""
    return Message(label)


def _kept(value: object) -> object:
    """Convert ``value`` for storage in a message: immutable and copyable."""
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
    """A list in one language; ``__format__`` receives the kind of separator."""

    def __init__(self, parts: list[str], lang: str) -> None:
        self._parts = parts
        self._lang = lang

    def __format__(self, between: str) -> str:
        word = _BETWEEN.get(self._lang, _BETWEEN["en"])[between]
        if self._lang == "zh" and between and "".join(self._parts).isascii():
            word = f" {word} "  # set names in Latin letters apart from the Chinese word
        return word.join(self._parts)
