"""Charts as SVG text, drawn without a browser: pages show them, files carry them. Pure; the numbers stand in
a table beside each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

from reports.drawing.circle_layout import shorten, text_width

INK, SOFT, RULE = "#1b1e23", "#5b616b", "#e6e4dd"
_FONT = "'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'Noto Sans', sans-serif"
_LEFT, _RIGHT, _LOW = 46.0, 14.0, 30.0


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one kind, one for each label; None where nothing is recorded.

    :param hollow: drawn as an outline around the others, for a total that somebody states
    """

    name: str
    colour: str
    values: tuple[float | None, ...]
    hollow: bool = False


def columns(
    labels: Sequence[str], series: Sequence[Series], *, alt: str, width: float = 900.0, height: float = 260.0
) -> str:
    """Columns, the series upon each other; hollow ones stand around them.

    :param labels: below the columns; where there is no room for all, every so-many-th is written
    :param alt: what the chart shows, in words
    """
    stacked, outlined = [one for one in series if not one.hollow], [one for one in series if one.hollow]
    totals = [sum(one.values[place] or 0.0 for one in stacked) for place in range(len(labels))]
    most = max([*totals, *(value or 0.0 for one in outlined for value in one.values), 1.0])
    step = _step(most)
    top = step * ceil(most / step)
    low = height - _LOW
    legend, high = _legend(series, _LEFT, width - _RIGHT)

    def y(value: float) -> float:
        return low - (low - high) * value / top

    room = (width - _LEFT - _RIGHT) / max(len(labels), 1)
    wide = min(34.0, room * 0.66)
    parts = [_opening(width, height, alt), *legend]
    value = 0.0
    while value <= top + 1e-9:
        parts.append(
            f'<line x1="{_LEFT}" x2="{width - _RIGHT}" y1="{y(value):.1f}" y2="{y(value):.1f}" '
            f'stroke="{RULE if value else SOFT}"/>'
        )
        parts.append(
            f'<text x="{_LEFT - 7}" y="{y(value) + 4:.1f}" font-size="11" fill="{SOFT}" '
            f'text-anchor="end">{value:g}</text>'
        )
        value += step
    every = max(1, ceil((max((text_width(label, 11.0) for label in labels), default=1.0) + 6) / room))
    for place, label in enumerate(labels):
        middle = _LEFT + room * (place + 0.5)
        told = ", ".join(
            f"{one.name} {one.values[place]:g}" for one in series if one.values[place] is not None
        )
        parts.append(f"<g><title>{escape(f'{label}: {told}' if told else label)}</title>")
        base = 0.0
        for one in stacked:
            if amount := one.values[place]:
                parts.append(
                    _bar(
                        middle - wide / 2,
                        y(base + amount),
                        wide,
                        y(base) - y(base + amount),
                        f'fill="{one.colour}"',
                    )
                )
                base += amount
        for one in outlined:
            if amount := one.values[place]:
                line = f'fill="none" stroke="{one.colour}" stroke-width="1.4" stroke-dasharray="4 3"'
                parts.append(_bar(middle - wide / 2 - 3, y(amount), wide + 6, low - y(amount), line))
        parts.append(_bar(middle - room / 2, high, room, low - high, 'fill="transparent"'))
        parts.append("</g>")
        if place % every == 0:
            parts.append(
                f'<text x="{middle:.1f}" y="{low + 17:.1f}" font-size="11" fill="{SOFT}" '
                f'text-anchor="middle">{escape(label)}</text>'
            )
    return "".join([*parts, "</svg>"])


def stacks(
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    alt: str,
    most: float,
    figures: bool,
    width: float = 900.0,
) -> str:
    """Bars that lie, the series one after the other, so that long labels have room beside them.

    :param most: what the whole width stands for
    :param figures: whether the sum stands behind each bar, and numbers are said on pointing
    """
    left = min(260.0, 24 + max((text_width(label, 13.0) for label in labels), default=0.0))
    right, row = 64.0 if figures else 16.0, 40.0
    legend, low = _legend(series, left, width - right)
    height = low + row * len(labels) + 6
    room = (width - left - right) / max(most, 1e-9)
    parts = [_opening(width, height, alt), *legend]
    for place, label in enumerate(labels):
        top, at = low + row * place, left
        name = escape(shorten(label, left - 20, 13.0))
        parts.append(
            f'<text x="{left - 12}" y="{top + row / 2 + 4:.1f}" font-size="13" fill="{INK}" '
            f'text-anchor="end">{name}</text>'
        )
        for one in series:
            amount = one.values[place] or 0.0
            if amount <= 0:
                continue
            told = f"{one.name} {amount:.1f}" if figures else one.name
            parts.append(f"<g><title>{escape(f'{label}: {told}')}</title>")
            parts.append(
                _bar(
                    at,
                    top + 7,
                    amount * room,
                    row - 14,
                    f'fill="{one.colour}" stroke="#fff" stroke-width="0.8"',
                )
                + "</g>"
            )
            at += amount * room
        if figures:
            total = sum(one.values[place] or 0.0 for one in series)
            parts.append(
                f'<text x="{at + 8:.1f}" y="{top + row / 2 + 4:.1f}" font-size="12.5" font-weight="600" '
                f'fill="{INK}">{total:.1f}</text>'
            )
    return "".join([*parts, "</svg>"])


def _legend(series: Sequence[Series], left: float, right: float) -> tuple[list[str], float]:
    """The names of the series in as many lines as they need, and where what is below can begin."""
    parts, at, top = [], left, 8.0
    for one in series:
        wide = 18 + text_width(one.name, 12.0)
        if at > left and at + wide > right:
            at, top = left, top + 20
        style = (
            f'fill="none" stroke="{one.colour}" stroke-width="1.4" stroke-dasharray="4 3"'
            if one.hollow
            else f'fill="{one.colour}"'
        )
        parts.append(_bar(at, top, 12, 10, style))
        parts.append(
            f'<text x="{at + 18:.1f}" y="{top + 9:.1f}" font-size="12" fill="{INK}">{escape(one.name)}</text>'
        )
        at += wide + 18
    return parts, top + 22


def _opening(width: float, height: float, alt: str, more: str = "") -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="img" '
        f'aria-label="{escape(alt, quote=True)}"{more} font-family="{_FONT}">'
    )


@dataclass(frozen=True, slots=True)
class Moment:
    """A mark on a lane of time.

    :param at: when, as a year with its fraction
    :param text: said on pointing
    :param things: ids of what it is
    """

    at: float
    text: str
    things: tuple[str, ...] = ()


#: Marks of a lane that would lie upon each other are one; so many of their texts are said, and so many of
#: their things are opened.
_APART, _SAID, _OPENED = 11.0, 8, 40


def lanes(
    rows: Sequence[tuple[str, str, Sequence[Moment]]],
    *,
    first: float,
    last: float,
    span: tuple[float, float],
    alt: str,
    width: float = 1060.0,
) -> str:
    """Marks in time, one lane for each kind; what lies outside the span is faint, and a larger mark stands
    for several.

    The drawing says where its years stand (``data-first`` and ``data-last`` from ``data-left`` to
    ``data-right``) and each mark what it is (``data-things``), so that a page can let people point at it.

    :param rows: name, colour and marks of each lane
    :param first: year at the left edge, ``last`` at the right
    :param span: first and last moment of the period that is looked at
    """
    left = 24 + max((text_width(name, 12.5) for name, _, _ in rows), default=0.0)
    right, top, lane = 14.0, 10.0, 40.0
    low = top + lane * len(rows)

    def x(year: float) -> float:
        return left + (width - left - right) * (min(max(year, first), last) - first) / max(last - first, 0.5)

    more = (
        f' data-first="{first:.3f}" data-last="{last:.3f}" data-left="{left:.1f}" '
        f'data-right="{width - right:.1f}" data-top="{top:g}" data-low="{low:g}"'
    )
    parts = [
        _opening(width, low + 26, alt, more),
        _bar(x(span[0]), top, max(2.0, x(span[1]) - x(span[0])), low - top, 'class="span" fill="#efede6"'),
    ]
    for place, (name, colour, moments) in enumerate(rows):
        middle = top + lane * (place + 0.5)
        parts.append(
            f'<text x="{left - 12:.1f}" y="{middle + 4:.1f}" font-size="12.5" fill="{INK}" '
            f'text-anchor="end">{escape(name)}</text>'
        )
        parts.append(
            f'<line x1="{left:.1f}" x2="{width - right:.1f}" y1="{middle:.1f}" y2="{middle:.1f}" '
            f'stroke="{RULE}"/>'
        )
        bins: dict[tuple[int, bool], list[Moment]] = {}
        for moment in sorted(moments, key=lambda moment: moment.at):
            bins.setdefault(
                (floor((x(moment.at) - left) / _APART), span[0] <= moment.at <= span[1]), []
            ).append(moment)
        for (_, inside), together in bins.items():
            at = sum(x(moment.at) for moment in together) / len(together)
            said = [moment.text for moment in together[:_SAID]] + (
                [f"+{len(together) - _SAID}"] if len(together) > _SAID else []
            )
            things = ",".join(
                list(dict.fromkeys(thing for moment in together for thing in moment.things))[:_OPENED]
            )
            title = "<title>" + escape("\n".join(said)) + "</title>"
            faint = "" if inside else ' fill-opacity="0.28"'
            size = min(4.2 + 1.5 * (len(together) - 1) ** 0.6, lane / 2 - 3)
            data = f' class="mark" data-things="{escape(things, quote=True)}"' if things else ""
            parts.append(
                f'<circle cx="{at:.1f}" cy="{middle:.1f}" r="{size:.1f}" fill="{colour}" '
                f'stroke="#fff"{faint}{data}>{title}</circle>'
            )
    every = next((step for step in (1, 2, 5, 10, 20) if (last - first) / step <= 12), 50)
    for year in range(ceil(first), floor(last) + 1):
        if year % every == 0:
            parts.append(
                f'<line x1="{x(year):.1f}" x2="{x(year):.1f}" y1="{low:.1f}" y2="{low + 4:.1f}" '
                f'stroke="{SOFT}"/>'
            )
            parts.append(
                f'<text x="{x(year):.1f}" y="{low + 18:.1f}" font-size="11" fill="{SOFT}" '
                f'text-anchor="middle">{year}</text>'
            )
    return "".join([*parts, "</svg>"])


def _bar(x: float, y: float, width: float, height: float, style: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" {style}/>'


def _step(most: float) -> float:
    """A round step with which some five lines fill the chart; whole numbers only, since things are counted."""
    rough = most / 4
    power = 10.0 ** floor(log10(max(rough, 1e-9)))
    return max(1.0, next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough))
