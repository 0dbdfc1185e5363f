"""Texts of the command line by key, in ``friendcircle/locale``."""

from __future__ import annotations

from functools import cache

from graph.i18n import FALLBACK, LANGUAGES, Texts, language_of_locale, read_texts

__all__ = ["FALLBACK", "LANGUAGES", "Texts", "language_of_locale", "load_texts"]


@cache
def load_texts(lang: str) -> Texts:
    """Return the texts of ``lang``, one of :data:`LANGUAGES`."""
    return read_texts(lang, "friendcircle")
