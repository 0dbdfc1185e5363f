"""The search box of the top bar: for the items of circle and map there, elsewhere for the whole graph."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.components.payloads.search_data import HitData
from dashboard.components.search_box import search_box
from dashboard.core.name_search import SearchEntry, entry, find
from dashboard.core.page import Page
from dashboard.shared import circle_facts, place_names
from dashboard.shared.circle_filters import UNFILTERED, FilteredState
from dashboard.shared.circle_items import CircleItem, chosen_items, name_of, other_names
from dashboard.shared.document_page import reference_address
from dashboard.shared.node_captions import caption, days
from graph.facts.names import Names
from graph.i18n import Texts
from graph.naming.profile import Naming
from reports.wording.other_names import other_name_text

_MOST, _MOST_TITLED = 8, 2
#: Minimum length of a query to search titles; shorter texts occur in nearly all of them.
_SHORTEST = 2


def search_graph(page: Page[Any], here: str, take: Callable[[Page[Any], str], None]) -> None:
    """Draw the search box.

    :param here: the current page; "Explore" puts a chosen hit on its canvas, the others open its page or show
        it on the canvas
    :param take: called by "Explore" with the id of the chosen hit
    """
    st.session_state["finding"] = (page, here, take)
    _search()


@st.fragment
def _search() -> None:
    page, here, take = st.session_state["finding"]
    t = page.t
    query = str((st.session_state.get("find_box") or {}).get("query") or "").strip()
    hits = _hits(page, query) if query else []
    if here != "explore":
        hits = [{**found, "href": reference_address(page, found["id"])} for found in hits]
    result = search_box(
        {
            "placeholder": t("explore.search") if here == "explore" else t("search.everything"),
            "none": t("search.none"),
            "query": query,
            "hits": hits,
        },
        key="find_box",
        on_query=_nothing,
        on_pick=_nothing,
    )
    picked = str(result.get("pick") or "")
    if picked:
        take(page, picked)


def _hits(page: Page[Any], query: str) -> list[HitData]:
    t, naming = page.t, page.now.naming
    hits = [hit(named, t, naming) for named in place_names.find_named(page.now, query, _MOST)]
    if len(query) >= _SHORTEST and len(hits) < _MOST:
        found = place_names.find_titled(page.now, query, _MOST_TITLED)[: _MOST - len(hits)]
        hits += [
            {
                "id": node.id,
                "name": caption(node, t, naming),
                "others": days(node)[0],
                "what": t.word("label", node.label),
            }
            for node in found
        ]
    return hits


def hit(named: Names, t: Texts, naming: Naming) -> HitData:
    """Return a named node as a hit for the list below a search box."""
    return {
        "id": named.id,
        "name": name_of(named, naming, t.lang),
        "others": t("list.tags").join(
            [
                *(other_names(named, naming, t.lang) if named.label != "CountryOrArea" else ()),
                *(other_name_text(name, t) for name in named.others),
            ]
        ),
        "what": t.word("label", named.label),
    }


def _nothing() -> None:
    """A no-op callback, required so that the component reports."""


# --- circle and map -----------------------------------------------------------------------------------------


def search_circle(page: Page[Any]) -> None:
    """Draw the search box of circle and map; it searches all their items, drawn or not."""
    st.session_state["search_page"] = page
    _search_circle()


@st.fragment
def _search_circle() -> None:
    page: Page[FilteredState] = st.session_state["search_page"]
    t = page.t
    every = circle_facts.items(page.now, page.as_of, t)
    by_id = {item.id: item for item in every}
    query = str((st.session_state.get("search_box") or {}).get("query") or "")
    found = [by_id[identifier] for identifier in find(_index(page, every), query)] if query else []
    result = search_box(
        {
            "placeholder": t("search.placeholder"),
            "none": t("search.none"),
            "query": query,
            "hits": [
                {
                    "id": item.id,
                    "name": item.name,
                    "others": " · ".join([*item.others, item.country]),
                    "what": item.what,
                }
                for item in found
            ],
        },
        key="search_box",
        on_query=_nothing,
        on_pick=_nothing,
    )
    picked = by_id.get(str(result.get("pick") or ""))
    if picked is not None:
        page.go(_revealed(page.state, picked))


def _index(page: Page[FilteredState], every: Sequence[CircleItem]) -> list[SearchEntry]:
    def make() -> list[SearchEntry]:
        return [
            entry(
                item.id,
                [item.name, *item.others, item.names.zh, item.names.en, item.names.local, item.country]
                + [name.text for name in item.names.others],
            )
            for item in every
        ]

    return place_names.index(page.now, page.t.lang, page.day, make)


def _revealed(state: FilteredState, item: CircleItem) -> FilteredState:
    """Return the state in which an item is chosen and visible; filters that would hide it are reset."""
    state = state.revealing(item.id, item.kind)
    if item.here and item not in chosen_items([item], state):
        state = replace(state, **UNFILTERED)
    return state
