"""Findings, cards, anniversaries and commitments as documents of the command line. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.planning.anniversaries import Anniversary
from graph.planning.board import BoardCard
from graph.planning.findings import Finding
from graph.world_on_date import WorldOnDate
from reports.wording.sentences import Wording


def clocks(on_date: WorldOnDate) -> dict[str, str | None]:
    """Return the two dates of as_of, for a document."""
    known = on_date.as_of.known_on
    return {"as_of": on_date.day.isoformat(), "known_as_of": known.isoformat() if known else None}


def finding(entry: Finding, teller: Wording, on_date: WorldOnDate) -> dict[str, Any]:
    """Return a finding as a document."""
    name_en, name_zh = teller.names(entry.partner)
    return {
        "rule": entry.rule,
        "rule_title": teller.rule(entry),
        "partner": entry.partner or None,
        "name_en": name_en or None,
        "name_zh": name_zh or None,
        "title": teller.title(entry),
        "says": teller.says(entry),
        "severity": entry.severity,
        "certainty": entry.certainty.value,
        "case": entry.case,
        "subject": entry.subject,
        "figures": {
            name: list(value) if isinstance(value, tuple) else value for name, value in entry.figures.items()
        },
        "facts": list(entry.facts),
        "sources": list(entry.sources),
        "next_step": teller.next_step(entry),
        "next": entry.next,
        "due": entry.due.isoformat() if entry.due else None,
    } | clocks(on_date)


def card(entry: BoardCard, teller: Wording, on_date: WorldOnDate) -> dict[str, Any]:
    """Return a card of the board as a document."""
    step = entry.position.next
    return {
        "partner": entry.partner,
        "name_en": teller.party_name(entry.party, "en"),
        "name_zh": teller.party_name(entry.party, "zh"),
        "lane": entry.lane.value,
        "kind": entry.kind,
        "signed_kind": entry.signed_kind or None,
        "stage": entry.column,
        "waits_on": entry.waits_on or None,
        "since": entry.since,
        "since_dated": entry.dated,
        "months_in_stage": round(entry.months_low, 1),
        "months_in_stage_high": None if entry.months_high is None else round(entry.months_high, 1),
        "last_movement": entry.last_movement,
        "last_contact": entry.last_contact or None,
        "procedure": entry.position.procedure.id,
        "done": list(entry.position.done),
        "next_step": teller.step(step) if step else None,
        "next_step_code": step.id if step else None,
        "partner_track_known": entry.position.partner_known,
        "tie": entry.tie,
        "commitments": [commitment.id for commitment in entry.commitments],
        "asked_for": [commitment.text.text(teller.lang) for commitment in entry.commitments],
        "later": [{"kind": later.kind, "stage": later.stage, "date": later.date} for later in entry.later],
        "sources": list(entry.sources),
    } | clocks(on_date)


def anniversary(entry: Anniversary, teller: Wording, on_date: WorldOnDate) -> dict[str, Any]:
    """Return an anniversary as a document; ``lead_days`` counts from the requested day to it."""
    name_en, name_zh = teller.names(entry.partner)
    return {
        "partner": entry.partner,
        "name_en": name_en,
        "name_zh": name_zh,
        "tie": entry.tie,
        "kind": entry.kind,
        "stage": entry.stage,
        "group": "sister_city" if entry.main and entry.kind == "sister_city" else "other",
        "signed": entry.signed,
        "day": entry.day,
        "years": entry.years,
        "event": entry.event or None,
        "event_date": entry.event_date or None,
        "marked": entry.marked.value,
        "lead_days": (entry.first - on_date.day).days,
        "sources": sorted({word.source for word in (*entry.statements, *entry.event_words)}),
    } | clocks(on_date)


def flat(document: Mapping[str, Any], heads: tuple[str, ...]) -> list[Any]:
    """Return a CSV row with the values of the given keys."""
    return [document[head] for head in heads]
