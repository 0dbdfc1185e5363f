"""What the command line says, in Chinese and English: one key per text, in ``locale/zh.toml`` and ``locale/en.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

from graph.texts import LANGUAGES, Texts, read_texts

__all__ = ["FALLBACK", "LANGUAGES", "Texts", "language_of_locale", "load_texts"]

FALLBACK = "en"


@cache
def load_texts(lang: str) -> Texts:
    """The texts of ``lang``, one of :data:`LANGUAGES`."""
    return read_texts(resources.files("friendcircle") / "locale", lang)


def language_of_locale(environ: Mapping[str, str]) -> str:
    """The language that the user's locale asks for, in the order in which POSIX reads it; English where it is neither."""
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else FALLBACK
