"""What the command line says, in Chinese and English: one key per text, in ``locale/zh.toml`` and ``locale/en.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("zh", "en")
FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language.

    :param lang: ``zh`` or ``en``
    :param entries: dotted key -> text with named places, for example ``{count}``
    """

    lang: str
    entries: Mapping[str, str]

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of ``key`` with ``values`` put in; :raises KeyError: if there is no such text."""
        return self.entries[key].format(**values) if values else self.entries[key]

    def either(self, key: str, otherwise: str) -> str:
        """The text of ``key``, or ``otherwise`` where there is none."""
        return self.entries.get(key, otherwise)


@cache
def load_texts(lang: str) -> Texts:
    """The texts of ``lang``, one of :data:`LANGUAGES`."""
    source = resources.files("friendcircle") / "locale" / f"{lang}.toml"
    return Texts(lang, dict(_flat(tomllib.loads(source.read_text(encoding="utf-8")))))


def language_of_locale(environ: Mapping[str, str]) -> str:
    """The language that the user's locale asks for, in the order in which POSIX reads it; English where it is neither."""
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else FALLBACK


def _flat(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for name, value in table.items():
        pairs += _flat(value, f"{prefix}{name}.") if isinstance(value, dict) else [(prefix + name, str(value))]
    return pairs
