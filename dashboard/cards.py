"""From what is known of a partner to the card beside the drawing, and to the overview that stands there while nobody is chosen. Pure.

Everything is given as ready text; the browser only puts it in its places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dashboard.marks import CLOCKWISE, Item, name_of
from dashboard.plain import plain, safe_url
from dashboard.texts import Texts
from graph.circle import Ring, Step
from graph.naming import Naming
from queries.answers import Card, Circle, Citation, Contact, Disagreement

_TITLE_LENGTH = 180
_STEP_STATES = {"planned": "planned", "set_aside": "aside"}


def head(item: Item) -> dict[str, Any]:
    """What the browser shows of a partner at once: goes along with its mark."""
    return {
        "id": item.id,
        "name": item.name,
        "others": list(item.others),
        "country": item.country,
        "what": item.what,
        "activity": item.activity,
        "state": item.state,
        "form": item.form,
    }


def card(item: Item, facts: Card, t: Texts, *, visible: bool) -> dict[str, Any]:
    """The rest of the card.

    :param visible: whether the filters leave it in the drawing
    """
    disagreements = len(facts.disagreements) + len(facts.remarks)
    answer: dict[str, Any] = {
        "id": item.id,
        "head": head(item),
        "notes": [t("card.filtered")] if item.here and not visible else [],
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
            + [{"what": t("card.quote", text=plain(text)), "sides": []} for text in facts.remarks],
        }
    if facts.citations:
        answer["sources"] = {
            "title": t("card.sources"),
            "aside": t.number("count.sources", len(facts.citations)),
            "items": [source(entry, t) for entry in facts.citations],
        }
    return answer


def contact(entry: Contact, t: Texts) -> dict[str, Any]:
    """A visit or an event as a line: date, what it was in our words, what the source calls it as a quotation, and its sources."""
    if entry.what == "visit":
        tags = [t.word("direction", entry.kind) if entry.kind else "", t.word("level", entry.level) if entry.level else ""]
    else:
        tags = [t.word("event_kind", entry.kind) if entry.kind else ""]
    if entry.end and entry.end != entry.start:
        tags.append(t("card.until", date=entry.end))
    if entry.status and entry.status != "held":
        tags.append(t.word("happening_status", entry.status))
    title = entry.title_zh if t.lang == "zh" and entry.title_zh else entry.title or entry.title_zh
    return {
        "date": entry.start,
        "text": t("card.quote", text=plain(title, _TITLE_LENGTH)) if title else "",
        "tags": " · ".join(tag for tag in tags if tag),
        "ref": t("card.sources_of", n=len(entry.citations)),
        "sources": [source(citation, t) for citation in entry.citations],
    }


def source(entry: Citation, t: Texts) -> dict[str, str]:
    """A source with what one needs to find it again."""
    where = t("list.tags").join(plain(locator, 60) for locator in entry.locators[:3])
    return {
        "title": plain(entry.title, _TITLE_LENGTH) or plain(entry.source, 80),
        "url": safe_url(entry.url),
        "meta": " · ".join(part for part in (plain(entry.publisher, 90), entry.date, where) if part),
        "grade": entry.grade,
        "grade_text": t.word("grade", entry.grade) if entry.grade else t("card.no_grade"),
    }


def overview(
    facts: Circle, every: Sequence[Item], newest: Sequence[Contact], t: Texts, naming: Naming, *, home_name: str, more: Sequence[str]
) -> dict[str, Any]:
    """What stands in the card's place while nobody is chosen.

    :param more: remarks on what is not drawn
    """
    there = [item for item in every if item.main and item.here]
    rings = [ring.value for ring in Ring]
    kinds = Counter(item.ring for item in there)
    areas = {item.names.country for item in there if item.names.country and naming.counts_as_country(item.names.country)}
    rows = []
    for code in CLOCKWISE:
        counts = Counter(item.ring for item in there if item.continent == code)
        rows.append({"name": t.word("continent", code), "parts": [counts[ring] for ring in rings], "count": sum(counts.values())})
    notes = [] if facts.complete else [t("overview.incomplete")]
    if facts.domestic:
        notes.append(t.number("overview.domestic", facts.domestic))
    return {
        "title": t("overview.title", home=home_name),
        "lead": t("overview.lead", day=facts.as_of.isoformat()),
        "tiles": [
            {"value": str(kinds["sister"]), "text": t("word.ring.sister")},
            {"value": str(len(there)), "text": t("overview.partners")},
            {"value": str(len(areas)), "text": naming.area_header(t.lang, many=len(areas) != 1)},
        ],
        "continents": {
            "title": t("overview.continents"),
            "aside": t("overview.continents_aside"),
            "rows": sorted(rows, key=lambda row: -int(str(row["count"]))),
            "most": max((int(str(row["count"])) for row in rows), default=0) or 1,
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


def _recent(entry: Contact, t: Texts, naming: Naming) -> dict[str, Any]:
    partner = {"id": entry.partner.id, "name": name_of(entry.partner, naming, t.lang)} if entry.partner else {}
    return contact(entry, t) | {"partner": partner}


def _step(step: Step, t: Texts) -> dict[str, str]:
    text = t("card.step", kind=t.word("tie_kind", step.kind), stage=t.word("stage", step.step))
    if step.status == "set_aside":
        text = t("card.set_aside", step=text)
    day = step.date or (t("card.known_by", date=step.known_by.isoformat()) if step.known_by else t("card.undated"))
    return {"date": day, "text": text, "state": _STEP_STATES.get(step.status, "done")}


def _disagreement(entry: Disagreement, t: Texts) -> dict[str, Any]:
    about = t("card.step", kind=t.word("tie_kind", entry.step_kind), stage=t.word("stage", entry.stage)) if entry.stage else ""
    what = t("card.differ", what=about, property=t.word("property", entry.property)) if about else t.word("property", entry.property)
    words = {"kind": "tie_kind", "status": "tie_status"}.get(entry.property)
    return {
        "what": what,
        "sides": [
            {
                "value": (t.word(words, value) if words else plain(value, 60)) or "–",
                "sources": t("list.and").join(plain(title, 100) for title in sources[:4] if title),
            }
            for value, sources in entry.sides
        ],
    }
