"""Texts of the vocabularies and findings by key, in ``locale/zh.toml`` and ``locale/en.toml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from graph.i18n.texts import LANGUAGES, Texts, read_texts

__all__ = ["FOLDER", "LANGUAGES", "Texts", "load_texts"]

FOLDER = Path(__file__).resolve().parent / "locale"


@cache
def load_texts(lang: str) -> Texts:
    """Return the texts of ``lang``, one of :data:`LANGUAGES`."""
    return read_texts(FOLDER, lang)
