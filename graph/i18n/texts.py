"""Texts of a user interface: one key per text, in one TOML file per language.

The pages and the command line have their own files.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any

LANGUAGES = ("zh", "en")
#: Language used if none is requested.
FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language: ``t("time.as_of", day="2020-01-22")``.

    :param lang: one of :data:`LANGUAGES`
    :param entries: dotted key -> text with named placeholders, for example ``{count}``
    """

    lang: str
    entries: Mapping[str, str]

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the text of ``key`` with ``values`` filled in.

        :raises KeyError: if there is no such text
        """
        return self.entries[key].format(**values) if values else self.entries[key]

    def either(self, key: str, otherwise: str) -> str:
        """Return the text of ``key``, or ``otherwise`` if there is none."""
        return self.entries.get(key, otherwise)

    def number(self, key: str, n: int, **values: object) -> str:
        """Return the text of ``key`` for ``n``; for 1, that of ``key_one`` if there is one."""
        return self(f"{key}_one" if n == 1 and f"{key}_one" in self.entries else key, n=n, **values)

    def word(self, vocabulary: str, word: str) -> str:
        """Return the display text of a vocabulary word; an untranslated word with blanks for underscores."""
        return self.either(f"word.{vocabulary}.{word}", word.replace("_", " "))


def read_texts(folder: Traversable, lang: str) -> Texts:
    """Read the texts of ``folder``/``lang``.toml; nested tables become dotted keys."""
    return Texts(lang, dict(_flat(tomllib.loads((folder / f"{lang}.toml").read_text(encoding="utf-8")))))


def _flat(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for name, value in table.items():
        pairs += (
            _flat(value, f"{prefix}{name}.") if isinstance(value, dict) else [(prefix + name, str(value))]
        )
    return pairs


def language_of_locale(environ: Mapping[str, str]) -> str:
    """Return the language of the user's locale, with POSIX precedence; English if it is not Chinese."""
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else FALLBACK
