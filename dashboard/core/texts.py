"""Texts of the pages: one key per text in ``locale/zh.toml`` and ``locale/en.toml``; the terms of the code
lists come from :mod:`reports.wording.texts`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from graph.i18n.texts import LANGUAGES, Texts, read_texts
from reports.wording import texts as shared

__all__ = ["FOLDER", "LANGUAGES", "Texts", "load_texts"]

FOLDER = Path(__file__).resolve().parent.parent / "locale"


@cache
def load_texts(lang: str) -> Texts:
    """Return the texts of ``lang``, one of :data:`LANGUAGES`."""
    return Texts(lang, {**shared.load_texts(lang).entries, **read_texts(FOLDER, lang).entries})
