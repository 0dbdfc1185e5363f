"""A window around a partner with its ports, organisations and contacts. Pure."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.components.payloads.circle_data import WindowData, WindowMarkData
from dashboard.components.payloads.stage_data import AroundData, AroundGroupData
from dashboard.shared.circle_items import CircleItem
from dashboard.shared.node_captions import caption
from dashboard.shared.partner_card import contact
from graph.i18n import Texts
from graph.naming.profile import Naming
from graph.sanitize import one_line
from queries.partner_card import CardContact
from queries.subgraph import GraphNode
from reports.drawing.circle_shapes import Frame
from reports.drawing.text_metrics import shorten

#: Labels of nodes that belong to a place, in display order.
LABELS = ("Port", "Organisation")
#: Maximum number of rows on either side of the window, and of entries per label in the card.
ROWS, LISTED = 8, 40
_WIDTH, _ROW, _HEAD, _FOOT = 560.0, 26.0, 26.0, 40.0
#: Bounds of the window; it leaves room for the zoom at the top right and the elements at the bottom.
_RIGHT, _BOTTOM, _EDGE = 408.0, 162.0, 6.0
_NEAR, _BULGE = 66.0, 26.0
_NAME = 176.0


@dataclass(frozen=True, slots=True)
class PartnerSurroundings:
    """Nodes connected to a partner.

    :param found: nodes by label, at most :data:`LISTED` each
    :param numbers: total number by label
    """

    found: Mapping[str, Sequence[GraphNode]]
    numbers: Mapping[str, int]


def window(
    item: CircleItem,
    at: tuple[float, float],
    around: PartnerSurroundings,
    contacts: Sequence[CardContact],
    t: Texts,
    naming: Naming,
    frame: Frame,
    choosable: Collection[str],
) -> WindowData:
    """Return the window in the drawing.

    :param at: position of the partner
    :param contacts: contacts until the day, newest first
    :param choosable: ids that have a card
    """
    left = _left(around, t, naming, choosable)
    right = [_contact(entry, t) for entry in contacts[:ROWS]]
    rows = max(len(left), len(right), 1)
    height = _HEAD + _FOOT + rows * _ROW
    x = _within(at[0], _WIDTH / 2 - frame.width / 2 + _EDGE, _RIGHT - _WIDTH / 2)
    top = _within(at[1] - height / 2, _EDGE - frame.height / 2, _BOTTOM - height)
    middle = top + _HEAD + rows * _ROW / 2
    marks = [*_column(left, x, middle, -1), *_column(right, x, middle, 1)]
    counts = [
        *(
            _count(
                t.word("kind", label.lower()),
                min(_shown(left, label), around.numbers.get(label, 0)),
                around.numbers.get(label, 0),
                t,
            )
            for label in LABELS
        ),
        _count(t("circle.visits"), len(right), len(contacts), t),
    ]
    return {
        "of": item.id,
        "name": shorten(item.name, 150.0),
        "box": [round(x - _WIDTH / 2, 1), round(top, 1), round(x + _WIDTH / 2, 1), round(top + height, 1)],
        "x": round(x, 1),
        "y": round(middle, 1),
        "size": item.size,
        "form": item.form,
        "state": item.state,
        "marks": marks,
        "counts": " · ".join([t("list.tags").join(counts), *([t("circle.visit_key")] if right else [])]),
        "empty": "" if marks else t("circle.nothing_around"),
    }


def section(around: PartnerSurroundings, t: Texts, naming: Naming, choosable: Collection[str]) -> AroundData:
    """Return the same lists for the card, without contacts, which the card shows anyway."""
    groups: list[AroundGroupData] = []
    for label in LABELS:
        nodes = around.found.get(label, ())
        groups.append(
            {
                "title": _count(t.word("kind", label.lower()), len(nodes), around.numbers.get(label, 0), t),
                "items": [
                    {"id": node.id if node.id in choosable else "", "name": caption(node, t, naming)}
                    for node in nodes
                ],
            }
        )
    return {
        "title": t("circle.around"),
        "groups": groups,
        "empty": t("circle.nothing_own") if not any(group["items"] for group in groups) else "",
    }


def _left(
    around: PartnerSurroundings, t: Texts, naming: Naming, choosable: Collection[str]
) -> list[dict[str, Any]]:
    """Return the left column: ports first, then as many organisations as there is room for."""
    found: list[dict[str, Any]] = []
    for label in LABELS:
        for node in around.found.get(label, ()):
            told = {
                "label": label,
                "form": label.lower(),
                "name": caption(node, t, naming),
                "what": t.word("label", label),
            }
            found.append({"id": node.id, **told, "choose": node.id in choosable})
    return found[:ROWS]


def _contact(entry: CardContact, t: Texts) -> dict[str, Any]:
    told = contact(entry, t)
    return {
        "id": entry.id,
        "label": entry.what,
        "form": entry.what,
        "name": one_line(" ".join(part for part in (told["date"], told["tags"].split(" · ")[0]) if part), 60),
        "what": " · ".join(part for part in (told["tags"], told["text"]) if part),
        "choose": False,
    }


def _shown(left: Sequence[Mapping[str, Any]], label: str) -> int:
    return sum(entry["label"] == label for entry in left)


def _count(name: str, shown: int, number: int, t: Texts) -> str:
    return (
        t("circle.count", name=name, n=number)
        if shown >= number
        else t("circle.count_cut", name=name, shown=shown, n=number)
    )


def _column(entries: Sequence[Mapping[str, Any]], x: float, middle: float, side: int) -> list[WindowMarkData]:
    """Return a slightly curved column on one side, with the names outwards."""
    found: list[WindowMarkData] = []
    for index, entry in enumerate(entries):
        away = index - (len(entries) - 1) / 2
        bend = _BULGE * math.cos(math.pi * away / (ROWS + 1))
        mark_x, mark_y = x + side * (_NEAR + bend), middle + away * _ROW
        align = "left" if side > 0 else "right"
        found.append(
            {
                "id": entry["id"],
                "form": entry["form"],
                "name": entry["name"],
                "what": entry["what"],
                "choose": entry["choose"],
                "x": round(mark_x, 1),
                "y": round(mark_y, 1),
                "text": shorten(str(entry["name"]), _NAME),
                "label_x": round(mark_x + side * 11, 1),
                "align": align,
            }
        )
    return found


def _within(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)
