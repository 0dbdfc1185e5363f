"""Everything the circle's component gets, put together: places, words, card, table, time. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from dashboard.cards import head
from dashboard.marks import MOST_MARKS, Item
from dashboard.state import PageState
from dashboard.texts import Texts
from graph.circle import Activity, Line
from reports.layout import Frame, Label, Layout

#: What other things of the page cover, in units of the drawing: the states at the bottom left, lines and shapes at the bottom right, the zoom at the top right.
FRAME = Frame(reserved=((-450.0, 182.0, -205.0, 297.0), (255.0, 167.0, 450.0, 297.0), (414.0, -297.0, 450.0, -207.0)))
_FORMS = ("port", "consulate", "organisation")


def picture(
    *,
    state: PageState,
    t: Texts,
    home: tuple[str, str],
    shown: Sequence[Item],
    total: int,
    layout: Layout,
    sectors: Mapping[str, tuple[str, int]],
    overview: Mapping[str, Any],
    card: Mapping[str, Any] | None,
    table: tuple[Sequence[tuple[str, str]], Sequence[tuple[str, Sequence[str]]]],
    time: Mapping[str, Any],
) -> dict[str, Any]:
    """The data of the component.

    :param home: id and name of the home
    :param shown: what the filters leave, at most :data:`dashboard.marks.MOST_MARKS`
    :param total: how much there is without filters
    """
    drawn = [item for item in shown if item.id in layout.places]
    return {
        "lang": t.lang,
        "view": state.view,
        "chosen": state.chosen or None,
        "frame": {"width": layout.frame.width, "height": layout.frame.height, "radius": layout.frame.radius, "home": layout.frame.home_radius},
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
        "bands": [{"code": band.code, "outer": band.outer, "label": _label(band.label)} for band in layout.bands],
        "marks": [_mark(item, layout, t) for item in drawn],
        "legend": _legend(drawn, t),
        "overview": overview,
        "card": card,
        "table": {
            "columns": [{"title": title, "type": kind} for title, kind in table[0]],
            "rows": [{"id": identifier, "cells": list(cells)} for identifier, cells in table[1]],
            "texts": {"empty": t("table.empty")},
        },
        "time": time,
        "texts": {
            "read": t("caption.read"),
            "shown": caption(len(drawn), total, sum(layout.places[item.id].label is None for item in drawn), sum(not item.placeable for item in shown), t),
            "stamp": t("stamp"),
            "canvas": t("canvas.label"),
            "zoom": t("canvas.zoom"),
            "zoom_in": t("canvas.zoom_in"),
            "zoom_out": t("canvas.zoom_out"),
            "zoom_all": t("canvas.zoom_all"),
            "close": t("card.close"),
            "more": t("card.more", n="{n}"),
            "as_of": t("time.as_of"),
            "forms": t("time.forms"),
        },
    }


def time(as_of: dt.date, first: dt.date, last: dt.date) -> dict[str, Any]:
    """The time line from the first year to the last, with round years as ticks."""
    start, end = min(first.year, as_of.year), max(last.year, as_of.year)
    round_years = [year for year in range(start, end + 1) if year % 10 == 0 and start + 2 < year < end - 2]
    return {"first": start, "last": end, "today": last.isoformat(), "value": as_of.isoformat(), "year": as_of.year, "ticks": sorted({start, *round_years, end})}


def caption(drawn: int, total: int, nameless: int, placeless: int, t: Texts) -> str:
    """How much of the whole is shown.

    :param nameless: how many are drawn without their names
    :param placeless: how many could be drawn nowhere, since no place is recorded for them
    """
    parts = [t("caption.shown", n=drawn, total=total)]
    if nameless:
        parts.append(t.number("caption.nameless", nameless))
    if placeless:
        parts.append(t.number("caption.placeless", placeless))
    return " · ".join(parts)


def cut(shown: Sequence[Item]) -> Sequence[Item]:
    """As many as are drawn at most, nearest first."""
    return shown[:MOST_MARKS]


def _mark(item: Item, layout: Layout, t: Texts) -> dict[str, Any]:
    place = layout.places[item.id]
    return head(item, t) | {
        "x": place.x,
        "y": place.y,
        "size": place.size,
        "line": item.line,
        "anchor": item.anchor,
        "label": _label(place.label) if place.label else None,
    }


def _label(label: Label) -> dict[str, Any]:
    found = asdict(label)
    found["box"] = [round(edge, 1) for edge in label.box]
    found["x"], found["y"] = round(label.x, 1), round(label.y, 1)
    found["width"] = round(label.box[2] - label.box[0], 1)
    return found


def _legend(drawn: Sequence[Item], t: Texts) -> dict[str, Any]:
    mains = [item for item in drawn if item.main]
    states: list[dict[str, Any]] = [
        {"state": entry.value, "text": t.word("activity", entry.value), "count": sum(item.state == entry.value for item in mains)} for entry in Activity
    ]
    lines: list[dict[str, Any]] = [{"line": line.value, "text": t.word("line", line.value)} for line in Line]
    forms = [{"form": form, "text": t.word("kind", form)} for form in _FORMS if any(item.form == form for item in drawn)]
    return {"states": states, "shapes": [*forms, *lines]}


def _short(name: str) -> str:
    return name if len(name) <= 14 else name[:13] + "…"
