"""A link over time: contacts by date, and the score year by year. Pure."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

from dashboard.components.payloads.ledger_data import (
    ContactTimesData,
    MomentData,
    ScoredYearData,
    ScoreHistoryData,
)
from dashboard.shared.score_breakdown import FactNames, contact_text, parts, points_text
from graph.i18n import Texts
from graph.model.durations import DAYS_OF_YEAR
from graph.model.partial_date import PartialDate
from graph.strength.config import COMPONENTS, StrengthConfig
from graph.strength.counting import CountedContact, CountedFacts
from graph.strength.ledger import LedgerLine
from graph.strength.score import Score

#: Maximum number of years drawn, the newest ones.
MOST_YEARS = 60


# --- contacts by date ---------------------------------------------------------------------------------------


def timeline(
    score: Score, settled: CountedFacts, config: StrengthConfig, t: Texts, called: FactNames
) -> ContactTimesData:
    """Return the contacts by date, each with initial and remaining weight and its ledger line."""
    as_of, contacts = score.as_of, [line for line in score.lines if line.code == "contact"]
    entries = [
        _moment(held, config, as_of, t, called, _line_of(held, contacts))
        for held in sorted(settled.contacts, key=lambda held: (held.day, held.id))
    ]
    first = min((held.day for held in settled.contacts), default=float(as_of.toordinal()))
    return {
        "first": year_of(first),
        "last": year_of(as_of.toordinal()),
        "ticks": ticks(math.floor(year_of(first)), as_of.year),
        "most": max((entry["fresh"] for entry in entries), default=0.0),
        "entries": entries,
    }


def _line_of(held: CountedContact, lines: Sequence[LedgerLine]) -> str:
    """Return the ledger line in which a contact counts: its own, else that of the visit it was part of."""
    keys = [line.key for line in lines if not {*held.facts}.isdisjoint(line.facts)]
    return held.id if held.id in keys else next(iter(keys), "")


def _moment(
    held: CountedContact, config: StrengthConfig, as_of: dt.date, t: Texts, called: FactNames, line: str
) -> MomentData:
    fresh, left = (
        held.weight(config, dt.date.fromordinal(min(int(held.day), as_of.toordinal()))),
        held.weight(config, as_of),
    )
    values = {
        "what": held.what,
        "word": held.data_kind,
        "kind": held.kind,
        "level": held.level,
        "mode": held.mode,
        "date": held.date,
        "concerned": "yes" if held.concerned else "",
        "level_assumed": "" if held.level_recorded else "yes",
    }
    values["months"] = f"{config['half_lives'][held.half_life]:g}"
    return {
        "key": held.id,
        "at": round(year_of(held.day), 3),
        "way": held.lane,
        "way_text": t.word("way", held.lane),
        "fresh": round(fresh, 4),
        "left": round(left, 5),
        "weight": t("ledger.weight", fresh=f"{fresh:.2f}", left=f"{left:.2f}"),
        **contact_text(values, held.facts, t, called),
        "line": line,
    }


def year_of(ordinal: float) -> float:
    """Return a day as a fractional year."""
    year = dt.date.fromordinal(int(ordinal)).year
    return year + min(0.999, (ordinal - dt.date(year, 1, 1).toordinal()) / DAYS_OF_YEAR)


def ticks(first: int, last: int) -> list[int]:
    """Return five to ten round years for a time line, including the last."""
    step = next((step for step in (1, 2, 5, 10, 20) if (last - first) / step <= 9), 50)
    return [year for year in range(first, last + 1) if year % step == 0]


# --- history ------------------------------------------------------------------------------------------------


def history_days(settled: CountedFacts, as_of: dt.date) -> tuple[dt.date, ...]:
    """Return the days of the history: the end of each year since the first fact, and ``as_of``."""
    begun = [held.day for held in settled.contacts] + [entry.day for entry in settled.instruments]
    begun += [
        PartialDate(project.start).first.toordinal() for project, _, _ in settled.projects if project.start
    ]
    first = dt.date.fromordinal(int(min(begun, default=as_of.toordinal()))).year
    ends = [dt.date(year, 12, 31) for year in range(max(first, as_of.year - MOST_YEARS), as_of.year + 1)]
    return (*(day for day in ends if day < as_of), as_of)


def history(scores: Sequence[Score], config: StrengthConfig, t: Texts) -> ScoreHistoryData:
    """Return the score by year, as stacked columns of its components and as a table."""
    years: list[ScoredYearData] = [
        {
            "date": entry.as_of.isoformat(),
            "year": entry.as_of.year,
            "total": points_text(entry.strength),
            "parts": parts(entry, config),
        }
        for entry in scores
    ]
    return {
        "title": t("partner.history"),
        "aside": t("partner.history_aside"),
        "most": max((entry.strength for entry in scores), default=0.0),
        "years": years,
        "ticks": ticks(scores[0].as_of.year, scores[-1].as_of.year) if scores else [],
        "head": [t("time.as_of"), t("strength.total"), *(t.word("component", code) for code in COMPONENTS)],
        "rows": [
            [year["date"], year["total"], *(points_text(part["points"]) for part in year["parts"])]
            for year in reversed(years)
        ],
        "show": t("partner.show_table"),
        "hide": t("partner.hide_table"),
    }
