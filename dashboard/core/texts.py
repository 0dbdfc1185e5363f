"""Texts of the pages by key; those of findings are in ``reports/locale``, words in ``graph/locale``."""

from __future__ import annotations

from functools import cache

from graph.i18n import LANGUAGES, Texts, read_texts

__all__ = ["LANGUAGES", "Texts", "load_texts"]


@cache
def load_texts(lang: str) -> Texts:
    """Return the texts of ``lang``, one of :data:`LANGUAGES`."""
    return read_texts(lang, "dashboard", "reports", "graph")
