"""The names of a place, port, organisation or consulate. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from graph.i18n import Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherName:
    """A former or other name.

    :param kind: former, official, short or transliteration
    :param first: since when it was so called, ``last`` until when: partial dates, or empty
    :param known_on: day from which the name is known
    """

    text: str
    kind: str
    lang: str = ""
    first: str = ""
    last: str = ""
    known_on: dt.date = dt.date.min


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """A node with its names; those of a country or area are empty, since the naming profile gives them.

    :param label: its label in the graph
    :param apart_en: what tells it apart from others of the same name, or empty; ``apart_zh`` in Chinese
    :param country: ISO 3166-1 alpha-2 code, or empty
    :param others: former and other names, oldest first
    """

    id: str
    label: str
    zh: str = ""
    en: str = ""
    local: str = ""
    country: str = ""
    apart_en: str = ""
    apart_zh: str = ""
    others: tuple[OtherName, ...] = ()

    @classmethod
    def of(cls, row: Mapping[str, Any], identifier: str, label: str, country: str | None = None) -> Self:
        """Build from a row with names, and its country unless another is given."""
        return cls(
            id=identifier,
            label=label,
            zh=row["name_zh"] or "",
            en=row["name_en"] or "",
            local=row["name_local"] or "",
            country=(row.get("country") if country is None else country) or "",
        )

    def known_by(self, known_on: dt.date | None) -> Self:
        """Return the names without other names that were not known by a day; None for all."""
        if known_on is None or not self.others:
            return self
        return replace(self, others=tuple(name for name in self.others if name.known_on <= known_on))


_TOLD_APART = Bilingual("{name} ({text})", "{name}（{text}）")


def name_told_apart(name: str, apart: Bilingual, lang: str) -> str:
    """Return a name with what tells it apart from others of the same name, if there is anything."""
    text = apart.text(lang)
    if not name or not text:
        return name
    return _TOLD_APART.text(lang).format(name=name, text=text)
