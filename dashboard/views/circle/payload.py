"""Data of the circle component: places, texts, card, table, time. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.components.payloads.circle_data import (
    CircleMarkData,
    CirclePictureData,
    DeedData,
    RemarkData,
    WindowData,
)
from dashboard.components.payloads.stage_data import (
    CardData,
    LabelData,
    LegendData,
    LegendEntryData,
    OverviewData,
    TimeLineData,
)
from dashboard.shared.circle_items import CircleItem, column_help
from dashboard.shared.partner_card import head
from dashboard.views.circle.actions import ACTIONS, CircleAction
from dashboard.views.circle.groups import GroupedMarks
from dashboard.views.circle.state import CircleState
from graph.circle import Activity, TieLine
from graph.i18n import Texts
from reports.drawing.circle_shapes import Frame, Label, Layout

#: Areas covered by other elements of the page, in drawing units: states at the bottom left, lines and shapes
#: at the bottom right, zoom at the top right.
FRAME = Frame(
    reserved=((-450.0, 160.0, -205.0, 297.0), (255.0, 167.0, 450.0, 297.0), (414.0, -297.0, 450.0, -155.0))
)
#: Maximum number of rows in the list; its downloads contain all.
MOST_ROWS = 500
_FORMS = ("port", "consulate", "organisation")


@dataclass(frozen=True, slots=True)
class UnfilteredCircle:
    """Counts without filters.

    :param marks: number of items
    :param lines: number of items joined by a line
    """

    marks: int
    lines: int

    @staticmethod
    def of(there: Sequence[CircleItem]) -> UnfilteredCircle:
        """Count the items of the day."""
        return UnfilteredCircle(len(there), sum(bool(item.line) for item in there))


def picture(
    *,
    state: CircleState,
    t: Texts,
    home: tuple[str, str],
    shown: GroupedMarks,
    visible: Sequence[CircleItem],
    whole: UnfilteredCircle,
    layout: Layout,
    sectors: Mapping[str, tuple[str, int]],
    overview: OverviewData,
    card: CardData | None,
    window: WindowData | None,
    table: tuple[Sequence[tuple[str, str]], Sequence[tuple[str, Sequence[str]]]],
    time: TimeLineData,
    ways: tuple[bool, bool],
    title: str,
    file: str,
) -> CirclePictureData:
    """Return the data of the component.

    :param home: id and name of the home
    :param shown: the part of ``visible``, the items that pass the filters, that is drawn
    :param window: surroundings of an expanded partner, from :mod:`dashboard.views.circle.surroundings`
    :param table: the list; empty while the drawing is shown
    :param ways: whether one can go back and forward
    :param title: title of a saved picture; ``file`` is its name without extension
    """
    drawn = [item for item in shown.items if item.id in layout.places]
    forms = {item.id: item.form for item in visible}
    return {
        "lang": t.lang,
        "view": state.view,
        "chosen": state.chosen or None,
        "focus": state.focus and bool(state.chosen),
        "title": title,
        "file": file,
        "frame": {
            "width": layout.frame.width,
            "height": layout.frame.height,
            "radius": layout.frame.radius,
            "home": layout.frame.home_radius,
        },
        "home": {
            "id": home[0],
            "label": _short(home[1]),
            "size": layout.frame.home_radius,
            "font": 16 if len(home[1]) <= 4 else 13 if len(home[1]) <= 8 else 11,
        },
        "sectors": [
            {
                "code": sector.code,
                "start": sector.start,
                "end": sector.end,
                "name": sectors[sector.code][0],
                "count": str(sectors[sector.code][1]),
                "label": _label(sector.label),
            }
            for sector in layout.sectors
        ],
        "bands": [
            {"code": band.code, "outer": band.outer, "label": _label(band.label)} for band in layout.bands
        ],
        "marks": [_mark(item, layout, t, pinned=item.id in state.pinned) for item in drawn],
        "window": window,
        "legend": _legend(drawn, visible, t),
        "overview": overview,
        "card": card,
        "acts": {
            "back": ways[0],
            "forward": ways[1],
        },
        "deeds": [_deed(action, state, t) for action in ACTIONS],
        "remarks": remarks(state, shown, drawn, layout, t),
        "table": {
            "columns": [
                {"title": title, "type": kind, "help": column_help(title, t)} for title, kind in table[0]
            ],
            "rows": [
                {"id": identifier, "form": forms[identifier], "cells": list(cells)}
                for identifier, cells in table[1]
            ],
            "texts": {"empty": t("table.empty"), "acts": t("circle.acts")},
        },
        "time": time,
        "texts": {
            "read": t("caption.read"),
            "shown": listed(len(table[1]), len(visible), t)
            if state.view == "list"
            else caption(drawn, shown, whole, t),
            "stamp": t("stamp"),
            "canvas": t("canvas.label"),
            "zoom": t("canvas.zoom"),
            "zoom_in": t("canvas.zoom_in"),
            "zoom_out": t("canvas.zoom_out"),
            "zoom_all": t("canvas.zoom_all"),
            "png": t("explore.png"),
            "svg": t("explore.svg"),
            "close": t("card.close"),
            "more": t("card.more", n="{n}"),
            "as_of": t("time.as_of"),
            "forms": t("time.forms"),
            "history": t("circle.history"),
            "back": t("circle.back"),
            "forward": t("circle.forward"),
            "pinned": t("circle.is_pinned"),
            "play": t("circle.play"),
            "pause": t("circle.pause"),
            "stop": t("circle.stop"),
            "year_before": t("circle.year_before"),
            "year_after": t("circle.year_after"),
            "waiting": t("circle.waiting"),
            "partners": t("circle.partners", n="{n}"),
            "playing": t("circle.playing", n="{n}", lines="{lines}"),
            "panel_waits": t("circle.panel_waits"),
        },
    }


def _deed(action: CircleAction, state: CircleState, t: Texts) -> DeedData:
    """Return the button and key of an action, with the text shown while it is on."""
    return {
        "name": action.name,
        "key": action.key,
        "sign": action.sign,
        "partners_only": action.partners_only,
        "on": list(action.active(state)),
        "do": t(f"circle.act.{action.name}"),
        "undo": t(f"circle.act.un{action.name}"),
        "help": t(f"circle.help.{action.name}"),
    }


def caption(drawn: Sequence[CircleItem], shown: GroupedMarks, whole: UnfilteredCircle, t: Texts) -> str:
    """Return how many of all marks and lines are drawn."""
    lines = sum(bool(item.line) for item in drawn)
    if shown.groups:
        return t(
            "caption.grouped", n=len(drawn), groups=shown.groups, members=shown.members, total=whole.marks
        )
    return t("caption.shown", n=len(drawn), total=whole.marks, lines=lines, all_lines=whole.lines)


def listed(rows: int, visible: int, t: Texts) -> str:
    """Return how many of the filtered items the list shows."""
    return t("caption.listed", n=rows, total=visible)


def remarks(
    state: CircleState, shown: GroupedMarks, drawn: Sequence[CircleItem], layout: Layout, t: Texts
) -> list[RemarkData]:
    """Return remarks on what is missing in the drawing, each with a button to change it if there is one."""
    found: list[RemarkData] = []
    if state.view != "list":
        if nameless := sum(layout.places[item.id].label is None for item in drawn):
            found.append({"text": t.number("caption.nameless", nameless)})
        if placeless := sum(not item.placeable for item in shown.items):
            found.append({"text": t.number("caption.placeless", placeless)})
        if left_out := shown.left_out + sum(
            item.placeable and item.id not in layout.places for item in shown.items
        ):
            found.append({"text": t.number("caption.left_out", left_out)})
        if shown.opened:
            found.append(
                {
                    "text": t.number("circle.opened", len(shown.opened)),
                    "do": "close_groups",
                    "button": t("circle.close_groups"),
                }
            )
    if state.hidden:
        found.append(
            {
                "text": t.number("circle.hidden", len(state.hidden)),
                "do": "show_all",
                "button": t("circle.show_all"),
            }
        )
    if state.pinned:
        found.append(
            {
                "text": t.number("circle.pinned", len(state.pinned)),
                "do": "unpin_all",
                "button": t("circle.unpin_all"),
            }
        )
    if state.focus and state.chosen:
        found.append({"text": t("circle.focused"), "do": "focus", "button": t("circle.act.unfocus")})
    return found


def _mark(item: CircleItem, layout: Layout, t: Texts, *, pinned: bool) -> CircleMarkData:
    place = layout.places[item.id]
    return {
        **head(item, t),
        "x": place.x,
        "y": place.y,
        "size": place.size,
        "line": item.line,
        "anchor": item.anchor,
        "near": item.near,
        "pinned": pinned,
        "label": _label(place.label) if place.label else None,
    }


def _label(label: Label) -> LabelData:
    return {
        "text": label.text,
        "x": round(label.x, 1),
        "y": round(label.y, 1),
        "align": label.align,
        "box": [round(edge, 1) for edge in label.box],
        "width": round(label.box[2] - label.box[0], 1),
    }


def _legend(drawn: Sequence[CircleItem], visible: Sequence[CircleItem], t: Texts) -> LegendData:
    """Return the legend with counts; members of groups are counted."""
    mains = [item for item in visible if item.main]
    states: list[LegendEntryData] = [
        {
            "state": entry.value,
            "text": t.word("activity", entry.value),
            "count": sum(item.state == entry.value for item in mains),
        }
        for entry in Activity
    ]
    lines: list[LegendEntryData] = [
        {"line": line.value, "text": t.word("line", line.value)} for line in TieLine
    ]
    forms: list[LegendEntryData] = [
        {"form": form, "text": t.word("kind", form)}
        for form in _FORMS
        if any(item.form == form for item in drawn)
    ]
    groups: list[LegendEntryData] = (
        [{"form": "group", "text": t("circle.group_form")}]
        if any(item.form == "group" for item in drawn)
        else []
    )
    return {"states": states, "shapes": [*groups, *forms, *lines]}


def _short(name: str) -> str:
    return name if len(name) <= 14 else name[:13] + "…"
