"""The circle as a network on a single HTML page that can be handed out. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.core.texts import Texts
from dashboard.shared.circle_items import CircleItem
from graph.circle import Activity, TieLine
from reports.drawing.circle_shapes import Layout
from reports.drawing.pictures import COLOUR, INK
from reports.writers.network_page import (
    NetworkPage,
    NodeShape,
    PageEdge,
    PageLegend,
    PageNode,
    write_network_page,
)

_SHAPES: dict[str, NodeShape] = {"port": "diamond", "consulate": "triangle", "organisation": "square"}
_CONTACT, _QUIET, _GROUP = "#3f6f8f", "#7d838c", "#5b616b"
_DASHES: dict[str, tuple[float, ...]] = {TieLine.INTENDED: (6, 5), TieLine.CONTACT: (1.5, 4)}

#: States whose mark is drawn hollow.
_HOLLOW = (Activity.LAPSED, Activity.NEVER, Activity.INTENDED)


def network_file(
    drawn: Sequence[CircleItem],
    layout: Layout,
    t: Texts,
    *,
    home: tuple[str, str],
    title: str,
    shown: str,
) -> bytes:
    """Return the circle as a page: the home in the middle, all at the places of the circle.

    :param drawn: the items that have a place in the layout
    :param home: id and name of the home
    :param shown: how many of how many are drawn
    """
    placed = {item.id for item in drawn}
    middle = PageNode(id=home[0], name=home[1], x=0, y=0, size=layout.frame.home_radius, colour=INK)
    page = NetworkPage(
        title=title,
        lang=t.lang,
        nodes=[middle, *(_node(item, layout, t) for item in drawn if item.id != home[0])],
        edges=[
            _edge(item, item.anchor if item.anchor in placed else home[0], t) for item in drawn if item.line
        ],
        stamp=t("stamp"),
        list_title=t("network.all", n=len(drawn) + 1),
        notes=(f"{t('caption.read')} · {shown}", t("network.use")),
        legend=_legend(drawn, t),
        rings=[band.outer for band in layout.bands],
    )
    return write_network_page(page).encode()


def _node(item: CircleItem, layout: Layout, t: Texts) -> PageNode:
    place = layout.places[item.id]
    colour, hollow = (_GROUP, True) if item.form == "group" else _look(item)
    strength = t("card.in_words", word=item.band_text) if item.band else ""
    return PageNode(
        id=item.id,
        name=f"{item.name} {item.count}" if item.count else item.name,
        x=place.x,
        y=place.y,
        size=place.size,
        colour=colour,
        shape=_SHAPES.get(item.form, "dot"),
        told=tuple(
            line
            for line in (" · ".join(item.others), item.country, item.what, strength, item.activity)
            if line
        ),
        hollow=hollow,
        dashed=item.form == "circle" and item.state == Activity.INTENDED,
    )


def _look(item: CircleItem) -> tuple[str, bool]:
    """Return the colour of a mark and whether it is hollow."""
    if item.form != "circle":
        return (_CONTACT if item.state == Activity.RECENT else _QUIET), False
    return COLOUR[Activity(item.state)], item.state in _HOLLOW


def _edge(item: CircleItem, anchor: str, t: Texts) -> PageEdge:
    strong = item.form == "circle"
    return PageEdge(
        start=anchor,
        end=item.id,
        colour=_look(item)[0] if strong else "#9aa0a8",
        opacity=0.45 if strong else 0.6,
        width=(2.2 if item.line == TieLine.SIGNED else 1.6) if strong else 0.9,
        dashes=_DASHES.get(item.line, ()),
        told=f"{item.name} · {t.word('line', item.line)}",
    )


def _legend(drawn: Sequence[CircleItem], t: Texts) -> list[PageLegend]:
    states = [
        PageLegend(
            text=t.word("activity", state.value),
            colour=COLOUR[state],
            hollow=state in _HOLLOW,
            dashed=state is Activity.INTENDED,
        )
        for state in Activity
    ]
    forms = [
        PageLegend(text=t.word("kind", form), colour=_QUIET, shape=shape)
        for form, shape in _SHAPES.items()
        if any(item.form == form for item in drawn)
    ]
    groups = [PageLegend(text=t("circle.group_form"), colour=_GROUP, hollow=True)]
    return [*states, *forms, *(groups if any(item.form == "group" for item in drawn) else [])]
