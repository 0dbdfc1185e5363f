"""Charts as SVG text, drawn without a browser, for pages and files. Pure; a table has the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

from reports.drawing.text_metrics import shorten, text_width

INK, SOFT, RULE = "#1b1e23", "#5b616b", "#e6e4dd"
_FONT = "'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'Noto Sans', sans-serif"
_LEFT, _RIGHT, _LOW = 46.0, 14.0, 30.0


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one kind, one per label; None means not recorded.

    :param hollow: whether it is drawn as an outline around the others, for a stated total
    """

    name: str
    colour: str
    values: tuple[float | None, ...]
    hollow: bool = False


def columns(
    labels: Sequence[str], series: Sequence[Series], *, alt: str, width: float = 900.0, height: float = 260.0
) -> str:
    """Draw stacked columns; hollow series are outlines around them.

    :param labels: texts below the columns; if there is no room for all, only every n-th is written
    :param alt: alternative text of the chart
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
    """Draw stacked horizontal bars, which leave room for long labels.

    :param most: value of the full width
    :param figures: whether to show the sum behind each bar, and numbers on hover
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
    """Return the legend, in as many lines as it needs, and the y at which the chart can begin."""
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

    :param at: year with fraction
    :param text: shown on hover
    :param things: ids of what it stands for
    """

    at: float
    text: str
    things: tuple[str, ...] = ()


#: Width within which marks of a lane are merged, and the maximum number of their texts shown and of their ids
#: opened.
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
    """Draw marks in time, one lane per kind; marks outside the span are faint, merged marks are larger.

    The SVG states its time scale (``data-first`` and ``data-last`` at ``data-left`` and ``data-right``) and
    what each mark stands for (``data-things``), so that a page can make it interactive.

    :param rows: name, colour and marks of each lane
    :param first: year at the left edge; ``last`` is at the right edge
    :param span: first and last moment of the selected period
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
    """Return a round step that gives about five lines; whole numbers only, since the values are counts."""
    rough = most / 4
    power = 10.0 ** floor(log10(max(rough, 1e-9)))
    return max(1.0, next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough))
