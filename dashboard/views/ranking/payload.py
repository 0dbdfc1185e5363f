"""Rows of the ranking for the page and for its download. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from dashboard.components.payloads.ledger_data import BandCountData, RankedRowData, RegionCountData
from dashboard.shared import score_breakdown
from dashboard.shared.circle_filters import CLOCKWISE, FURTHER
from dashboard.shared.circle_items import country_of, name_of, other_names
from dashboard.shared.score_breakdown import FactNames
from graph.facts.world import Partner
from graph.i18n import Texts
from graph.naming.profile import Naming
from graph.strength.bands import StrengthBand
from graph.strength.config import COMPONENTS, StrengthConfig
from graph.strength.score import Score

#: Maximum number of rows shown; the page says how many there are.
MOST_ROWS = 400
#: The scale of the bars ends at a multiple of this, so that different days are comparable.
_STEP = 20.0
BANDS = tuple(band.value for band in StrengthBand)

Ranked = tuple[Partner, Score]


def chosen(links: Iterable[Partner], of: str) -> list[Partner]:
    """Return partners, or countries and areas; one of these with a tie of its own is also a partner."""
    if of == "countries":
        return [link for link in links if link.names.label == "CountryOrArea"]
    return [link for link in links if link.tied or link.names.label != "CountryOrArea"]


def rows(
    links: Sequence[Ranked], config: StrengthConfig, t: Texts, called: FactNames, href: Callable[[str], str]
) -> list[RankedRowData]:
    """Return the rows of the page, strongest first."""
    return [_row(link, score, config, t, called, href(link.names.id)) for link, score in links[:MOST_ROWS]]


def _row(
    link: Partner, score: Score, config: StrengthConfig, t: Texts, called: FactNames, href: str
) -> RankedRowData:
    band = score_breakdown.band_of(score, t)
    return {
        "id": link.names.id,
        "href": href,
        "name": name_of(link.names, called.naming, t.lang),
        "other": next(iter(other_names(link.names, called.naming, t.lang)), ""),
        "country": country_of(link.names, called.naming, t.lang),
        "region": link.continent if link.continent in CLOCKWISE else link.continent or "none",
        "tie": tie_text(link, score, t, called),
        "band": band,
        "order": BANDS.index(band["code"]),
        "parts": score_breakdown.parts(score, config),
        "five": score_breakdown.five(score, config, t),
        "strength": round(score.strength, 4),
        "figure": score_breakdown.points_text(score.strength),
        "evidence": score_breakdown.evidence_range(score, t),
        "activity": score_breakdown.activity_text(score, t),
        "known": score.activity_known,
    }


def tie_text(link: Partner, score: Score, t: Texts, called: FactNames) -> str:
    """Return the signed tie or the stage reached; with the party if it is not the partner itself."""
    line = next((line for line in score.lines if line.component == "F"), None)
    if line is None:
        return t("ranking.no_tie")
    values = line.values
    kind = t.word("tie_kind", values["kind"])
    text = (
        kind
        if values["stage"] == "signed" and values["status"] == "active"
        else score_breakdown.instrument_text(values["kind"], values["stage"], values["status"], t)
    )
    whose = replace(called, own=link.names.id).name(line.facts[0], t)
    return " · ".join(part for part in (text, values["date"], whose) if part)


def regions(found: Sequence[RankedRowData], t: Texts) -> list[RegionCountData]:
    """Return the regions that have a row, clockwise as on the circle, with the number of rows."""
    present = [row["region"] for row in found]
    order = [*CLOCKWISE, *(code or "none" for code in FURTHER)]
    return [
        {"code": code, "name": t.word("continent", code), "count": present.count(code)}
        for code in order
        if code in present
    ]


def scale(links: Sequence[Ranked]) -> float:
    """Return the end of the bar scale in points."""
    most = max((max(score.evidence_high, score.strength) for _, score in links), default=0.0)
    return max(3 * _STEP, _STEP * -(-most // _STEP))


def bands(found: Sequence[RankedRowData], t: Texts) -> list[BandCountData]:
    """Return the number of partners in each band."""
    return [
        {
            "code": band,
            "text": t.word("band", band),
            "count": sum(row["band"]["code"] == band for row in found),
        }
        for band in BANDS
    ]


def table(
    links: Sequence[Ranked], config: StrengthConfig, t: Texts, called: FactNames, naming: Naming
) -> tuple[list[str], list[list[str]]]:
    """Return heads and rows of the download: all figures, the day and the numbers' digest."""
    heads = [
        t("table.id"),
        t("table.name"),
        naming.area_header(t.lang),
        t("table.continent"),
        t("ranking.tie"),
        t("strength.band"),
        t("strength.total"),
        *(t.word("component", code) for code in COMPONENTS),
        t("ranking.date_low"),
        t("ranking.date_high"),
        t("ranking.evidence_low"),
        t("ranking.evidence_high"),
        t("ranking.quality"),
        t("table.activity"),
        t("time.as_of"),
        t("strength.digest"),
    ]
    answer = []
    for link, score in links:
        answer.append(
            [
                link.names.id,
                name_of(link.names, called.naming, t.lang),
                country_of(link.names, called.naming, t.lang)
                or (
                    name_of(link.names, called.naming, t.lang) if link.names.label == "CountryOrArea" else ""
                ),
                t.word("continent", link.continent or "none"),
                tie_text(link, score, t, called),
                score_breakdown.band_of(score, t)["text"],
                score_breakdown.points_text(score.strength, 2),
                *(
                    score_breakdown.points_text(config["weights"][code] * score.components[code], 2)
                    for code in COMPONENTS
                ),
                *(
                    score_breakdown.points_text(value, 2)
                    for value in (
                        score.date_low,
                        score.date_high,
                        score.evidence_low,
                        score.evidence_high,
                        score.evidence,
                    )
                ),
                score_breakdown.activity_text(score, t),
                score.as_of.isoformat(),
                score.config_hash,
            ]
        )
    return heads, answer
