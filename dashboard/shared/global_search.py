"""The search box of the top bar on every page but the circle; it searches the whole graph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard.components.payloads.search_data import HitData
from dashboard.components.search_box import search_box
from dashboard.core.page import Page
from dashboard.core.texts import Texts
from dashboard.shared import home_facts, place_names
from dashboard.shared.circle_items import name_of
from dashboard.shared.node_captions import caption, days
from graph.naming.profile import Naming
from queries.answers import Names
from queries.subgraph import NamedNode

_MOST, _MOST_TITLED = 8, 2
#: Minimum length of a query to search titles; shorter texts occur in nearly all of them.
_SHORTEST = 2


def search(page: Page, here: str, take: Callable[[Page, str], None]) -> None:
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
        hits = [{**found, "href": _address(page, found["id"])} for found in hits]
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


def _address(page: Page, identifier: str) -> str:
    """Return the address of a hit: its page for a partner, else the canvas."""
    if identifier in home_facts.partners(page.now).partners:
        return page.address("partner", page.kept(identifier))
    return page.address(
        "explore", replace(page.kept(), nodes=(page.now.wanted, identifier), picked=(identifier,))
    )


def _hits(page: Page, query: str) -> list[HitData]:
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


def hit(named: NamedNode, t: Texts, naming: Naming) -> HitData:
    """Return a named node as a hit for the list below a search box."""
    return {
        "id": named.id,
        "name": name_of(
            Names(named.id, named.label, named.name_zh, named.name_en, named.name_local, named.country),
            naming,
            t.lang,
        ),
        "others": t("list.tags").join(
            name for name in (named.name_en if t.lang == "zh" else named.name_zh, named.name_local) if name
        )
        if named.label != "CountryOrArea"
        else "",
        "what": t.word("label", named.label),
    }


def _nothing() -> None:
    """A no-op callback, required so that the component reports."""
