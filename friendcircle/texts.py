"""Texts of the command line in Chinese and English, by key, in ``locale/zh.toml`` and ``locale/en.toml``."""

from __future__ import annotations

from functools import cache
from importlib import resources

from graph.i18n.texts import FALLBACK, LANGUAGES, Texts, language_of_locale, read_texts

__all__ = ["FALLBACK", "LANGUAGES", "Texts", "language_of_locale", "load_texts"]


@cache
def load_texts(lang: str) -> Texts:
    """Return the texts of ``lang``, one of :data:`LANGUAGES`."""
    return read_texts(resources.files("friendcircle") / "locale", lang)
