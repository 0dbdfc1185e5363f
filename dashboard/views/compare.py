"""The page "Compare": up to four partners side by side."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import streamlit as st

from dashboard import data, ledger, sheets
from dashboard.ledger import Called, points_text
from dashboard.marks import CLOCKWISE, FURTHER, country_of, name_of
from dashboard.page import Page, tell_problems
from dashboard.state import FIGURES, MOST_COMPARED, Problem
from graph.strength import Score, score
from graph.strength_config import COMPONENTS
from queries.links import Link
from reports.charts import Series, columns
from reports.content import Cell, Paragraph, Picture, Ref, Section, Table

#: Colours of the components, as in the file of a partner.
COLOURS = dict(zip(COMPONENTS, ("#3d4550", "#0072b2", "#56b4e9", "#009e73", "#e69f00", "#cc79a7", "#a3a7ae"), strict=True))


def show(page: Page) -> None:
    """Draw the page."""
    t, state, now = page.t, page.state, page.now
    every = data.partners(now).partners
    unknown = [Problem("with", name, next(iter(get_close_matches(name, list(every), n=1, cutoff=0.5)), "")) for name in state.compared if name not in every]
    tell_problems([*state.problems, *unknown], t)
    as_of = state.as_of or page.last
    chosen = [every[name] for name in state.compared if name in every] or _strongest(page)
    sections = _sections(page, chosen)
    content = sheets.document(page, t("compare.title"), t("compare.subtitle", date=as_of.isoformat()), sections, [Paragraph(t("compare.lead"), note=True)])
    more = {"choosers": [_chooser(page, place, chosen[place].names.id if place < len(chosen) else "") for place in range(MOST_COMPARED)]}
    sheets.show_document(page, content, key="compare", controls=lambda: _controls(page), more=more, on_choose=_chosen)


def _strongest(page: Page) -> list[Link]:
    """What one begins with: the two strongest links."""
    every = data.partners(page.now).partners
    scores = data.scores(page.now, page.state.as_of or page.last)
    return [every[name] for name in scores if every[name].tied and every[name].names.label != "CountryOrArea"][:2]


def _controls(page: Page) -> None:
    t = page.t
    with st.container(key="view", width="content"):
        st.session_state["figures_choice"] = page.state.show
        st.segmented_control(
            t("compare.figures"),
            FIGURES,
            format_func=lambda show: t("ranking.show_words") if show == FIGURES[0] else t("ranking.show_figures"),
            key="figures_choice",
            on_change=_figured,
            label_visibility="collapsed",
            required=True,
        )


def _figured() -> None:
    Page.current().set(show=st.session_state["figures_choice"] or FIGURES[0])


def _chooser(page: Page, place: int, value: str) -> dict[str, Any]:
    t, naming = page.t, page.now.naming
    groups = []
    links = [link for link in data.partners(page.now).partners.values() if link.tied]
    for code in (*CLOCKWISE, *FURTHER):
        inside = [link for link in links if (link.continent if link.continent in (*CLOCKWISE, "AN") else "") == code]
        entries = [{"id": link.names.id, "name": name_of(link.names, naming, t.lang)} for link in inside]
        if entries:
            groups.append({"name": t.word("continent", code or "none"), "entries": entries})
    return {"place": place, "label": t("compare.place", n=place + 1), "none": t("compare.nobody"), "value": value, "groups": groups}


def _chosen() -> None:
    asked = st.session_state["compare"].get("choose") or {}
    page = Page.current()
    every = data.partners(page.now).partners
    names = [name for name in page.state.compared if name in every] or [link.names.id for link in _strongest(page)]
    names += [""] * (MOST_COMPARED - len(names))
    place = int(asked.get("place") or 0)
    if 0 <= place < MOST_COMPARED:
        names[place] = str(asked.get("id") or "")
    page.set(compared=tuple(dict.fromkeys(name for name in names if name)))


def _sections(page: Page, chosen: Sequence[Link]) -> list[Section]:
    t, now = page.t, page.now
    as_of, config = page.state.as_of or page.last, data.numbers(now)
    figures = page.state.show == FIGURES[1]
    found = [score(link.facts, config, as_of) for link in chosen]
    called = [Called(now.naming, {}, data.called(now), link.names.id) for link in chosen]
    settled = [ledger.settled_on(link.facts, config, as_of) for link in chosen]
    names: list[Cell] = [Ref(name_of(link.names, now.naming, t.lang), link.names.id) for link in chosen]
    heads = ("", *(name.text for name in names if isinstance(name, Ref)))

    def lines(items: Sequence[Sequence[dict[str, Any]]], most: int = 6) -> list[Cell]:
        told = []
        for entries in items:
            texts = [" ".join(part for part in (entry["date"], entry["text"], entry["tags"]) if part) for entry in entries[:most]]
            left = len(entries) - len(texts)
            told.append(t("list.and").join([*texts, *([t.number("compare.more", left)] if left else [])]) or t("sheet.nothing"))
        return list(told)

    def strength(entry: Score) -> str:
        band = ledger.band_of(entry, config, t)["text"]
        return f"{band} {points_text(entry.strength)}" if figures else band

    at_a_glance: list[tuple[Cell, ...]] = [
        (t("compare.file"), *names),
        (now.naming.area_header(t.lang), *(country_of(link.names, now.naming, t.lang) or t("sheet.nothing") for link in chosen)),
        (t("table.continent"), *(t.word("continent", link.continent or "none") for link in chosen)),
        (t("table.since"), *(ledger.since_text(one.instruments, as_of, t, call) or t("partner.not_signed") for one, call in zip(settled, called, strict=True))),
        (t("strength.name"), *(strength(entry) for entry in found)),
        (t("card.evidence"), *(t.word("evidence", ledger.evidence_word(entry.evidence)) for entry in found)),
        (t("table.last"), *(ledger.last_contact(entry) or t("sheet.nothing") for entry in found)),
        (t("table.activity"), *(ledger.activity_text(entry, t) for entry in found)),
    ]
    there: list[tuple[Cell, ...]] = [
        (t("partner.instruments"), *lines([ledger.instruments(one, t, call) for one, call in zip(settled, called, strict=True)])),
        (t("partner.channels"), *lines([ledger.channels(one, t, call) for one, call in zip(settled, called, strict=True)])),
        (t("partner.projects"), *lines([ledger.projects(one, t, call) for one, call in zip(settled, called, strict=True)])),
        (t("compare.contacts"), *(len([held for held in one.held if held.what != "step" and held.day <= as_of.toordinal()]) for one in settled)),
    ]
    blocks: list[Any] = [Table(t("compare.glance"), heads, tuple(at_a_glance))]
    sections = [Section(t("compare.glance"), tuple(blocks)), Section(t("compare.there"), (Table(t("compare.there"), heads, tuple(there)),))]
    series = [
        Series(t.word("component", code), COLOURS[code], tuple(round(config["weights"][code] * entry.components[code], 1) for entry in found))
        for code in COMPONENTS
    ]
    chart = Picture(columns(heads[1:], series, alt=t("compare.chart"), height=280), t("compare.chart"), t("compare.chart_caption"))
    points = Table(
        t("compare.points"),
        heads,
        tuple((t.word("component", code), *(round(config["weights"][code] * entry.components[code], 1) for entry in found)) for code in COMPONENTS),
    )
    sections.append(Section(t("compare.points"), (chart, points) if figures else (chart,)))
    return sections
