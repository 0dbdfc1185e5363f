"""Texts of the partner card next to the drawing, and of the overview shown while no partner is chosen. Pure.

All values are final texts; the browser only places them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from dashboard.components.payloads.stage_data import (
    CardData,
    CardStrengthData,
    ContactData,
    ContactPartnerData,
    ContinentRowData,
    DisagreementData,
    HeadData,
    OverviewData,
    SourceData,
    StepData,
    StrengthRowData,
    TileData,
)
from dashboard.shared.circle_filters import CLOCKWISE
from dashboard.shared.circle_items import CircleItem, name_of
from graph.circle import Circle, CircleConsulate, Ring
from graph.i18n import Bilingual, Texts
from graph.model.vocabulary import END_STEPS
from graph.naming.profile import Naming
from graph.sanitize import one_line, safe_url
from graph.strength.config import COMPONENTS, StrengthConfig
from graph.strength.ledger import LedgerLine
from graph.strength.score import Score
from queries.citations import Citation
from queries.partner_card import CardContact, CardContradiction, CardStep, PartnerCard

_TITLE_LENGTH = 180
#: Scale of the bars in points, and the step by which it grows for higher scores; a fixed scale keeps cards
#: comparable.
_SCALE, _SCALE_STEP = 60, 20
#: Maximum number of words listed per component; the partner page lists all.
_WORDS = 3
_STEP_STATES = {"planned": "planned", "set_aside": "aside", "off_list": "aside"}


def head(item: CircleItem, t: Texts) -> HeadData:
    """Return the part of the card that is sent with the mark and shown at once."""
    return {
        "id": item.id,
        "name": item.name,
        "others": list(item.others),
        "country": item.country,
        "what": item.what,
        "strength": t("card.in_words", word=item.band_text) if item.band else "",
        "activity": item.activity,
        "state": item.state,
        "form": item.form,
        "count": item.count,
    }


def card(
    item: CircleItem,
    facts: PartnerCard,
    t: Texts,
    *,
    visible: bool,
    hidden: bool = False,
    strength: CardStrengthData | None = None,
) -> CardData:
    """Return the rest of the card.

    :param visible: whether the filters leave it in the drawing
    :param hidden: whether the user has hidden it
    :param strength: from :func:`strength`; None if it is not a partner
    """
    disagreements = len(facts.disagreements) + len(facts.remarks)
    answer: CardData = {
        "id": item.id,
        "head": head(item, t),
        "notes": [t("circle.taken_out")]
        if hidden
        else [t("card.filtered")]
        if item.here and not visible
        else [],
        "evidence": {
            "title": t("card.evidence"),
            "text": t(
                "card.evidence_line",
                statements=t.number("count.statements", facts.statements),
                sources=t.number("count.sources", len(facts.citations)),
                disagreements=t.number("count.disagreements", disagreements),
            ),
        },
    }
    if strength is not None:
        answer["strength"] = strength
    if facts.steps:
        answer["steps"] = {"title": t("card.steps"), "items": [_step(step, t) for step in facts.steps]}
    total = len(facts.contacts)
    if item.form != "port" or total:
        answer["contacts"] = {
            "title": t("card.contacts"),
            "aside": t.number("count.contacts", total) if total else "",
            "items": [contact(entry, t) for entry in facts.contacts],
            "empty": t("card.no_contacts"),
        }
    if disagreements:
        answer["disagreements"] = {
            "title": t("card.disagreements"),
            "aside": t("card.unsettled"),
            "items": [_disagreement(entry, t) for entry in facts.disagreements]
            + [{"what": one_line(remark.text(t.lang)), "sides": []} for remark in facts.remarks],
        }
    if facts.citations:
        answer["sources"] = {
            "title": t("card.sources"),
            "aside": t.number("count.sources", len(facts.citations)),
            "items": [source(entry, t) for entry in facts.citations],
        }
    return answer


def strength(
    item: CircleItem, score: Score | None, numbers: StrengthConfig, t: Texts, *, address: str
) -> CardStrengthData:
    """Return the strength of a partner: word, number, range by evidence, and the stacked components.

    :param score: None if nothing recorded enters the score
    :param address: address of the partner page
    """
    if score is None:
        return {"title": t("strength.name"), "empty": t("card.unmeasured")}
    points = {code: numbers["weights"][code] * score.components[code] for code in COMPONENTS}
    written = _whole(points, round(score.strength))
    low, high = round(score.evidence_low), round(score.evidence_high)
    rows: list[StrengthRowData] = []
    base = 0.0
    for code in COMPONENTS:
        recorded = points[code] > 0.0
        text = _component(code, [line for line in score.lines if line.component == code], score, t)
        rows.append(
            {
                "name": t.word("component", code),
                "text": text,
                "recorded": recorded,
                "base": round(base, 3),
                "points": round(points[code], 3),
                "value": (str(written[code]) if written[code] else t("card.less_than_one"))
                if recorded
                else t("card.no_points"),
            }
        )
        base += points[code]
    return {
        "title": t("strength.name"),
        "word": item.band_text,
        "value": t("card.of_hundred", n=round(score.strength)),
        "evidence": t("card.evidence_same", n=high)
        if low == high
        else t("card.evidence_band", low=low, high=high),
        "scale": _SCALE if score.strength <= _SCALE else -(-score.strength // _SCALE_STEP) * _SCALE_STEP,
        "rows": rows,
        "file": {"text": t("card.open_file"), "url": address},
    }


def _whole(points: Mapping[str, float], total: int) -> dict[str, int]:
    """Round points to integers that add up to ``total``, by largest remainder."""
    found = {code: int(value) for code, value in points.items()}
    for code in sorted(points, key=lambda code: (found[code] - points[code], code))[
        : max(0, total - sum(found.values()))
    ]:
        found[code] += 1
    return found


def _component(code: str, lines: Sequence[LedgerLine], score: Score, t: Texts) -> str:
    """Return a short text on the basis of a component.

    Without ledger lines it says what is recorded and what is not, never that something did not happen.
    """
    if lines:
        return _COMPONENTS[code](lines, score, t)
    ways = {line.values["way"] for line in score.lines if line.component == "A"}
    if code == "R" and len(ways) == 1:
        return t("card.only_in") if "in" in ways else t("card.only_out")
    if code == "L" and score.components["F"] > 0.0:
        return t("card.nothing_later")
    return t("card.nothing")


def _formal(lines: Sequence[LedgerLine], score: Score, t: Texts) -> str:
    del score
    values = lines[0].values
    return t(
        "card.formal",
        kind=t.word("tie_kind", values["kind"]),
        status=t.word("instrument_status", values["status"]),
    )


def _activity(lines: Sequence[LedgerLine], score: Score, t: Texts) -> str:
    del lines
    total = score.record.total
    return t.number("card.counted", total) if total else t("card.signing_only")


def _ways(lines: Sequence[LedgerLine], score: Score, t: Texts) -> str:
    del lines
    ways = score.record.ways
    parts = (
        t("card.received", n=ways["in"]) if ways.get("in") else "",
        t("card.sent", n=ways["out"]) if ways.get("out") else "",
        t("card.both", n=ways["both"]) if ways.get("both") else "",
    )
    return " · ".join(part for part in parts if part) or t("card.signing_only")


def _sectors(lines: Sequence[LedgerLine], score: Score, t: Texts) -> str:
    del score
    return _few([t.word("sector", line.values["sector"]) for line in lines], t)


def _channels(lines: Sequence[LedgerLine], score: Score, t: Texts) -> str:
    del score
    return _few(list(dict.fromkeys(t.word("channel", line.values["channel"]) for line in lines)), t)


def _projects(lines: Sequence[LedgerLine], score: Score, t: Texts) -> str:
    del score
    return t.number("card.projects", len(lines))


def _length(lines: Sequence[LedgerLine], score: Score, t: Texts) -> str:
    del score
    years = int(float(lines[0].values["years"]))
    return t.number("tie.years", years) if years else t("card.under_a_year")


#: Per component, the function that describes its ledger lines.
_COMPONENTS: Mapping[str, Callable[[Sequence[LedgerLine], Score, Texts], str]] = {
    "F": _formal,
    "A": _activity,
    "R": _ways,
    "B": _sectors,
    "I": _channels,
    "E": _projects,
    "L": _length,
}


def _few(words: Sequence[str], t: Texts) -> str:
    """Join the first few words, indicating that there are more."""
    text = t("list.tags").join(words[:_WORDS])
    return text if len(words) <= _WORDS else t("card.among_others", text=text)


def contact(entry: CardContact, t: Texts) -> ContactData:
    """Return a visit or event as a line: date, kind in our terms, title as recorded, and sources."""
    if entry.what == "visit":
        tags = [
            t.word("direction", entry.kind) if entry.kind else "",
            t.word("level", entry.level) if entry.level else "",
        ]
    else:
        tags = [t.word("event_kind", entry.kind) if entry.kind else ""]
    if entry.end and entry.end != entry.start:
        tags.append(t("card.until", date=entry.end))
    if entry.status and entry.status != "held":
        tags.append(t.word("happening_status", entry.status))
    if entry.concerned:
        tags.append(t("contact.concerned"))
    if entry.above:
        tags.append(t("card.above"))
    title = Bilingual(entry.title, entry.title_zh).text(t.lang)
    return {
        "date": entry.start,
        "text": one_line(title, _TITLE_LENGTH),
        "tags": " · ".join(tag for tag in tags if tag),
        "ref": t("card.sources_of", n=len(entry.citations)),
        "sources": [source(citation, t) for citation in entry.citations],
    }


def source(entry: Citation, t: Texts) -> SourceData:
    """Return a source with the details needed to find it."""
    where = t("list.tags").join(one_line(locator, 60) for locator in entry.locators[:3])
    return {
        "title": one_line(entry.title, _TITLE_LENGTH) or one_line(entry.source, 80),
        "url": safe_url(entry.url),
        "meta": " · ".join(part for part in (one_line(entry.publisher, 90), entry.date, where) if part),
        "grade": entry.grade,
        "grade_text": t.word("grade", entry.grade) if entry.grade else t("card.no_grade"),
    }


def overview(
    facts: Circle,
    every: Sequence[CircleItem],
    newest: Sequence[CardContact],
    t: Texts,
    naming: Naming,
    *,
    home_name: str,
    tiles: Sequence[TileData],
    more: Sequence[str],
) -> OverviewData:
    """Return the overview shown in place of the card while no partner is chosen.

    :param tiles: the figures on top
    :param more: remarks on what is not drawn
    """
    there = [item for item in every if item.main and item.here]
    rings = [ring.value for ring in Ring]
    rows: list[ContinentRowData] = []
    for code in CLOCKWISE:
        counts = Counter(item.ring for item in there if item.continent == code)
        rows.append(
            {
                "name": t.word("continent", code),
                "parts": [counts[ring] for ring in rings],
                "count": sum(counts.values()),
            }
        )
    notes = [] if facts.complete else [t("overview.incomplete")]
    if facts.domestic:
        notes.append(t.number("overview.domestic", facts.domestic))
    if unsure := _undated(facts, t):
        notes.append(unsure)
    return {
        "title": t("overview.title", home=home_name),
        "lead": t("overview.lead", day=facts.as_of.isoformat()),
        "tiles": list(tiles),
        "continents": {
            "title": t("overview.continents"),
            "aside": t("overview.continents_aside"),
            "rows": sorted(rows, key=lambda row: -row["count"]),
            "most": max((row["count"] for row in rows), default=0) or 1,
            "keys": [t.word("ring", ring) for ring in rings],
        },
        "recent": {
            "title": t("overview.recent"),
            "aside": t("overview.recent_aside"),
            "items": [_recent(entry, t, naming) for entry in newest],
            "empty": t("overview.no_visits"),
        },
        "notes": [*more, *notes],
    }


def _undated(facts: Circle, t: Texts) -> str:
    """Return the remark on ties, consulates and organisations that no source tells the beginning of."""
    ties = sum(state.undated for partner in facts.partners for state in partner.standings)
    posts = sum(isinstance(entry, CircleConsulate) for entry in facts.undated)
    bodies = len(facts.undated) - posts
    things = (
        *([t.number("overview.ties", ties)] if ties else ()),
        *([t.number("overview.consulates", posts)] if posts else ()),
        *([t.number("overview.organisations", bodies)] if bodies else ()),
    )
    return t("overview.undated", things=t("list.tags").join(things)) if things else ""


def _recent(entry: CardContact, t: Texts, naming: Naming) -> ContactData:
    partner: ContactPartnerData = (
        {"id": entry.partner.id, "name": name_of(entry.partner, naming, t.lang)} if entry.partner else {}
    )
    return {**contact(entry, t), "partner": partner}


def _step(step: CardStep, t: Texts) -> StepData:
    text = t("card.step", kind=t.word("tie_kind", step.kind), stage=t.word("stage", step.stage))
    unknown = t("card.undated")
    if step.stage in END_STEPS:
        unknown = t("card.since_unknown")
        text = t("card.step", kind=t.word("tie_kind", step.kind), stage=t.word("step_status", step.status))
    elif step.status in ("set_aside", "off_list"):
        text = t(f"card.{step.status}", step=text)
    day = step.date or (t("card.known_by", date=step.known_by) if step.known_by else unknown)
    return {"date": day, "text": text, "state": _STEP_STATES.get(step.status, "done")}


def _disagreement(entry: CardContradiction, t: Texts) -> DisagreementData:
    about = (
        t("card.step", kind=t.word("tie_kind", entry.step_kind), stage=t.word("stage", entry.stage))
        if entry.stage
        else ""
    )
    what = (
        t("card.differ", what=about, property=t.word("property", entry.property))
        if about
        else t.word("property", entry.property)
    )
    words = {"kind": "tie_kind", "status": "tie_status"}.get(entry.property)
    return {
        "what": what,
        "sides": [
            {
                "value": (t.word(words, value) if words else one_line(value, 60)) or "–",
                "sources": t("list.and").join(one_line(title, 100) for title in sources[:4] if title),
            }
            for value, sources in entry.sides
        ],
    }
