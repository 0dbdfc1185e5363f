"""What a planning pack is built from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from graph.facts.as_of import AsOf
from graph.figures import FigureInput
from graph.i18n import Texts
from graph.network.links import Network
from graph.planning.findings import Finding
from graph.planning.gap_rules import GapConfig
from graph.world_on_date import WorldOnDate
from reports.planning_pack import questions
from reports.wording.sentences import Wording


class Audience(StrEnum):
    """Audience of a pack."""

    INTERNAL = "internal"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A source as shown in the list of sources."""

    id: str
    title: str
    publisher: str = ""
    url: str = ""
    date: str = ""
    grade: str = ""

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Build from a row of the sources; a source without a title is shown by its id."""
        texts = {key: row[key] or "" for key in ("publisher", "url", "date", "grade")}
        return cls(id=row["id"], title=row["title"] or row["id"], **texts)


@dataclass(frozen=True, kw_only=True)
class PackInput:
    """Input of a pack.

    :param before: the same world on the day before the previous period begins, as the base of the changes
    :param period: the year that is planned
    :param own_findings: findings of the office's own rules
    :param stamp: text on every picture; empty for the default text
    :param figures: figures of the year before the period and of the one before that, by year
    :param asked: rows of the queries behind the ten questions
    :param recorded_until: last day that the records cover; None without records or where it is not told
    :param network: who is linked with whom on the day; None omits the introductions
    """

    on_date: WorldOnDate
    before: WorldOnDate
    rules: GapConfig
    teller: Wording
    words: Texts
    period: int
    audience: Audience
    sources: Mapping[str, SourceLine]
    own_findings: tuple[Finding, ...] = ()
    stamp: str = ""
    figures: Mapping[int, FigureInput] = field(default_factory=dict)
    asked: Mapping[str, questions.Rows] = field(default_factory=dict)
    network: Network | None = None
    recorded_until: dt.date | None = None


def before_period(on_date: WorldOnDate, period: int) -> WorldOnDate:
    """Return the same world, with the same known_on, on the day before the previous period begins."""
    day = dt.date(min(period - 1, on_date.day.year), 1, 1) - dt.timedelta(days=1)
    return WorldOnDate(on_date.world, on_date.config, AsOf(day, on_date.as_of.known_on))
