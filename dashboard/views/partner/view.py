"""The page "Partner": the strength of a link with its reasons, history and sources."""

from __future__ import annotations

import datetime as dt
from typing import Any

import streamlit as st

from dashboard.components.frame import tell_problems
from dashboard.components.ledger import partner as draw
from dashboard.components.payloads.ledger_data import (
    PartnerChoiceData,
    PartnerChoicesData,
    PartnerFileData,
    PartnerTextsData,
)
from dashboard.core.page import Page
from dashboard.core.page_state import Problem
from dashboard.shared import circle_facts, controls, home_facts, place_names, score_breakdown
from dashboard.shared.circle_filters import CLOCKWISE, FURTHER
from dashboard.shared.circle_items import country_of, every_other_name, name_of
from dashboard.shared.downloads import offer
from dashboard.shared.score_breakdown import FactNames
from dashboard.views.partner import chronicle, introductions
from dashboard.views.partner.state import PartnerState
from dashboard.views.partner.tables import tables
from graph.facts.as_of import AsOf
from graph.facts.world import Partner
from graph.i18n import Bilingual
from graph.strength.bands import SignedForm
from graph.strength.comparison import compare
from graph.strength.config import StrengthConfig
from graph.strength.counting import CountedFacts
from graph.strength.score import score
from graph.suggest import near_matches
from reports.wording.introductions import IntroductionWording


def show(page: Page[PartnerState]) -> None:
    """Draw the page."""
    t, state, now = page.t, page.state, page.now
    every = home_facts.world(now).partners
    problems = list(state.problems)
    chosen = every.get(state.chosen)
    if state.chosen and chosen is None:
        problems.append(
            Problem(
                "partner",
                state.chosen,
                ", ".join(near_matches(state.chosen, every, alike=0.5)),
            )
        )
    tell_problems(problems, t)
    as_of = page.day
    config = home_facts.numbers(now)
    file = _file(page, chosen, as_of, config) if chosen else None
    if file:
        with st.container(horizontal=True, vertical_alignment="center", key="controls"):
            st.space("stretch")
            offer(
                t, f"{now.wanted}-{state.chosen}-{as_of.isoformat()}", lambda: tables(file, t), several=True
            )
    draw(
        {
            "lang": t.lang,
            "choices": _choices(page, every.values()),
            "time": controls.time_line(as_of, page.first, page.last),
            "circle": page.address("circle", chosen=state.chosen if chosen else ""),
            "ranking": page.address("ranking", of=state.of, order=state.order, show=state.show),
            "texts": _texts(page, as_of, config),
            "file": file,
        },
        key="partner",
        on_as_of=_dated,
    )


def _choices(page: Page[PartnerState], every: Any) -> list[PartnerChoicesData]:
    """Return every partner by region of the world; the browser sorts the names by locale."""
    t, naming = page.t, page.now.naming
    groups: list[PartnerChoicesData] = []
    for code in (*CLOCKWISE, *FURTHER):
        inside = [
            link for link in every if (link.continent if link.continent in (*CLOCKWISE, "AN") else "") == code
        ]
        entries: list[PartnerChoiceData] = [
            {
                "id": link.names.id,
                "name": name_of(link.names, naming, t.lang),
                "country": country_of(link.names, naming, t.lang),
                "tied": link.tied,
                "href": page.address("partner", chosen=link.names.id),
            }
            for link in inside
        ]
        if entries:
            groups.append({"code": code, "name": t.word("continent", code or "none"), "entries": entries})
    return groups


def _file(page: Page[PartnerState], link: Partner, as_of: dt.date, config: StrengthConfig) -> PartnerFileData:
    t, now, moment = page.t, page.now, page.as_of
    identifier = link.names.id
    card = circle_facts.card(now, identifier, moment)
    titles = {contact.id: contact.title for contact in link.facts.contacts if contact.title}
    titles |= {
        entry.id: Bilingual(entry.title, entry.title_zh).text(t.lang)
        for entry in card.contacts
        if entry.title or entry.title_zh
    }
    circle = circle_facts.circle(now, moment)
    called = FactNames(
        now.naming,
        titles,
        {entry.names.id: entry.names for entry in circle.organisations} | dict(place_names.called(now)),
        identifier,
    )
    found = score(link.facts, config, as_of, moment.known_on)
    before = score(link.facts, config, score_breakdown.year_before(as_of), moment.known_on)
    settled = score_breakdown.settled_on(link.facts, config, moment)
    differences = compare(before, found)
    network = home_facts.network(now, moment)
    between = introductions.indirect(network, identifier)
    lines = score_breakdown.tie_lines(link.facts.ties, settled, moment, t, called)
    facts = (
        {fact for line in found.lines for fact in line.facts}
        | {fact for line in lines for fact in line["facts"]}
        | _facts(settled)
        | introductions.facts_of(between)
    )
    return {
        "id": identifier,
        "name": name_of(link.names, now.naming, t.lang),
        "others": list(every_other_name(link.names.known_by(moment.known_on), now.naming, t)),
        "place": " · ".join(
            part
            for part in (
                country_of(link.names, now.naming, t.lang),
                t.word("continent", link.continent or "none"),
            )
            if part
        ),
        "since": score_breakdown.since_text(found, settled, t, called) or t("partner.not_signed"),
        # A tie of an unknown time counts nothing, and yet is recorded.
        "present": found.present or found.signed.form is SignedForm.UNDATED,
        "absent": t("partner.nothing_counts") if lines else t("partner.absent"),
        "band": score_breakdown.band_of(found, t),
        "figure": t("partner.figure", value=score_breakdown.points_text(found.strength)),
        "strength": round(found.strength, 4),
        "activity": score_breakdown.activity_text(found, t),
        "known": found.activity_known,
        "parts": score_breakdown.parts(found, config),
        "five": score_breakdown.five(found, config, t),
        "evidence": score_breakdown.evidence_range(found, t),
        "dates": t(
            "partner.dates",
            low=score_breakdown.points_text(found.date_low),
            high=score_breakdown.points_text(found.date_high),
        )
        if found.date_high - found.date_low >= 0.05
        else "",
        "change": score_breakdown.changes(before, found, differences, config, t, called),
        "rows": score_breakdown.waterfall(found, config, t, called),
        "total": score_breakdown.points_text(found.strength),
        "timeline": chronicle.timeline(found, settled, config, t, called),
        "history": chronicle.history(
            home_facts.history(
                now,
                identifier,
                [AsOf(day, moment.known_on) for day in chronicle.history_days(settled, as_of)],
            ),
            config,
            t,
        )
        if found.present
        else None,
        "lists": [
            {"title": t("partner.instruments"), "items": lines},
            {"title": t("partner.channels"), "items": score_breakdown.channels(settled, t, called)},
            {"title": t("partner.projects"), "items": score_breakdown.projects(settled, t, called)},
            {
                "title": t("partner.ways"),
                "items": introductions.items(
                    between, IntroductionWording(network.recorded, now.naming, t), t
                ),
            },
        ],
        "disagreements": score_breakdown.disagreements(card, t),
        "sources": score_breakdown.sources(home_facts.citations(now, facts, moment.known_on), t),
        "unread": t.number("partner.unread", len(found.unread)) if found.unread else "",
        "in_circle": identifier in {entry.names.id for entry in circle.partners},
    }


def _facts(settled: CountedFacts) -> set[str]:
    """Return the facts behind the lists."""
    found = (
        {entry.tie for entry in settled.instruments}
        | {channel.id for channel, _ in settled.channels}
        | {project.id for project, _, _ in settled.projects}
    )
    return found | {fact for held in settled.contacts for fact in held.facts}


def _texts(page: Page[PartnerState], as_of: dt.date, config: StrengthConfig) -> PartnerTextsData:
    t = page.t
    return {
        "as_of": t("time.as_of"),
        "forms": t("time.forms"),
        "circle": t("partner.to_circle"),
        "ranking": t("partner.to_ranking"),
        "choose": t("partner.choose"),
        "choose_lead": t("partner.choose_lead"),
        "previous": t("partner.previous"),
        "next": t("partner.next"),
        "strength": t("strength.name"),
        "ledger": t("partner.ledger"),
        "ledger_aside": t("partner.ledger_aside"),
        "total": t("partner.total"),
        "nothing": t("partner.nothing"),
        "sources": t("card.sources"),
        "sources_of": t("partner.sources_of"),
        "no_sources": t("partner.no_sources"),
        "more": t("partner.more"),
        "five": t("ranking.five"),
        "evidence": t("card.evidence"),
        "timeline": t("partner.timeline"),
        "timeline_aside": t("partner.timeline_aside"),
        "timeline_label": t("partner.timeline_label"),
        "fresh": t("partner.fresh"),
        "left": t("partner.left"),
        "ways": [{"way": way, "text": t.word("way", way)} for way in ("in", "out", "both")],
        "keys": score_breakdown.keys(t),
        "foot": t("strength.foot", date=as_of.isoformat(), digest=config.hash),
        "note": t("partner.note"),
        "history_label": t("partner.history_label"),
    }


def _dated() -> None:
    asked = st.session_state["partner"].get("as_of")
    if asked:
        Page.current().ask_day(str(asked))
