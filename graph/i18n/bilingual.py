"""Texts that stand in both languages beside what they describe."""

from __future__ import annotations

from typing import NamedTuple


class Bilingual(NamedTuple):
    """A text that is given in both languages, such as the meaning of a column."""

    en: str
    zh: str

    def text(self, lang: str) -> str:
        """Return the text in ``lang``, or the other one if it is empty."""
        return (self.zh or self.en) if lang == "zh" else (self.en or self.zh)

    def __bool__(self) -> bool:
        return bool(self.en or self.zh)
