"""Texts of the user interfaces, looked up by key: the ``msgctxt`` of an entry in ``locale/zh.po``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from gettext import NullTranslations
from typing import NoReturn

from graph.i18n.catalogues import read_catalogue


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language: ``t("time.as_of", day="2020-01-22")``.

    :param lang: one of :data:`graph.i18n.LANGUAGES`
    :param catalogue: the texts by key, with named placeholders such as ``{count}``
    :param replaced: texts that precede those of the catalogue
    """

    lang: str
    catalogue: NullTranslations
    replaced: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the text of ``key`` with ``values`` filled in.

        :raises KeyError: if there is no such text
        """
        text = self.replaced.get(key) or self.catalogue.gettext(key)
        return text.format(**values) if values else text

    def either(self, key: str, otherwise: str) -> str:
        """Return the text of ``key``, or ``otherwise`` if there is none."""
        try:
            return self(key)
        except KeyError:
            return otherwise

    def number(self, key: str, n: int, **values: object) -> str:
        """Return the text of ``key`` in its plural form for ``n``.

        :raises KeyError: if there is no such text, or if it has no plural forms
        """
        return self.catalogue.ngettext(key, key, n).format(n=n, **values)

    def word(self, vocabulary: str, word: str) -> str:
        """Return the display text of a vocabulary word; an untranslated word with blanks for underscores."""
        return self.either(f"word.{vocabulary}.{word}", word.replace("_", " "))


class _NoText(NullTranslations):
    """The end of a chain of catalogues."""

    def gettext(self, message: str) -> NoReturn:
        raise KeyError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> NoReturn:
        raise KeyError(msgid1)


def read_texts(lang: str, *packages: str) -> Texts:
    """Read the texts of ``packages`` in ``lang``; where several have a key, the first one is taken."""
    first, *further = (read_catalogue(package, lang) for package in packages)
    for catalogue in (*further, _NoText()):
        first.add_fallback(catalogue)
    return Texts(lang, first)
