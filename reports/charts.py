"""Charts as SVG text, drawn without a browser: pages show them, files carry them. Pure; the numbers stand in a table beside each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

INK, SOFT, RULE = "#1b1e23", "#5b616b", "#e6e4dd"
_FONT = "'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'Noto Sans', sans-serif"
_LEFT, _RIGHT, _TOP, _LOW = 46.0, 14.0, 30.0, 30.0


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one kind, one for each label; None where nothing is recorded.

    :param hollow: drawn as an outline around the others, for a total that somebody states
    """

    name: str
    colour: str
    values: tuple[float | None, ...]
    hollow: bool = False


def columns(labels: Sequence[str], series: Sequence[Series], *, alt: str, width: float = 900.0, height: float = 260.0) -> str:
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

    def y(value: float) -> float:
        return low - (low - _TOP) * value / top

    room = (width - _LEFT - _RIGHT) / max(len(labels), 1)
    wide = min(34.0, room * 0.66)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" role="img" '
        f'aria-label="{escape(alt, quote=True)}" font-family="{_FONT}">'
    )
    parts = [opening]
    value = 0.0
    while value <= top + 1e-9:
        parts.append(f'<line x1="{_LEFT}" x2="{width - _RIGHT}" y1="{y(value):.1f}" y2="{y(value):.1f}" stroke="{RULE if value else SOFT}"/>')
        parts.append(f'<text x="{_LEFT - 7}" y="{y(value) + 4:.1f}" font-size="11" fill="{SOFT}" text-anchor="end">{value:g}</text>')
        value += step
    every = max(1, ceil(max((_length(label) for label in labels), default=1) * 6.4 / room))
    for place, label in enumerate(labels):
        middle = _LEFT + room * (place + 0.5)
        told = ", ".join(f"{one.name} {one.values[place]:g}" for one in series if one.values[place] is not None)
        parts.append(f"<g><title>{escape(f'{label}: {told}' if told else label)}</title>")
        base = 0.0
        for one in stacked:
            if amount := one.values[place]:
                parts.append(_bar(middle - wide / 2, y(base + amount), wide, y(base) - y(base + amount), f'fill="{one.colour}"'))
                base += amount
        for one in outlined:
            if amount := one.values[place]:
                line = f'fill="none" stroke="{one.colour}" stroke-width="1.4" stroke-dasharray="4 3"'
                parts.append(_bar(middle - wide / 2 - 3, y(amount), wide + 6, low - y(amount), line))
        parts.append(_bar(middle - room / 2, _TOP, room, low - _TOP, 'fill="transparent"'))
        parts.append("</g>")
        if place % every == 0:
            parts.append(f'<text x="{middle:.1f}" y="{low + 17:.1f}" font-size="11" fill="{SOFT}" text-anchor="middle">{escape(label)}</text>')
    at = _LEFT
    for one in series:
        style = f'fill="none" stroke="{one.colour}" stroke-width="1.4" stroke-dasharray="4 3"' if one.hollow else f'fill="{one.colour}"'
        parts.append(_bar(at, 8, 12, 10, style))
        parts.append(f'<text x="{at + 18:.1f}" y="17" font-size="12" fill="{INK}">{escape(one.name)}</text>')
        at += 36 + _length(one.name) * 6.6
    return "".join([*parts, "</svg>"])


@dataclass(frozen=True, slots=True)
class Moment:
    """A mark on a lane of time.

    :param at: when, as a year with its fraction
    :param text: said on pointing
    """

    at: float
    text: str


def lanes(rows: Sequence[tuple[str, str, Sequence[Moment]]], *, first: float, last: float, span: tuple[float, float], alt: str, width: float = 1000.0) -> str:
    """Marks in time, one lane for each kind; what lies outside the span is faint.

    :param rows: name, colour and marks of each lane
    :param first: year at the left edge, ``last`` at the right
    :param span: first and last moment of the period that is looked at
    """
    left, right, top, lane = 96.0, 12.0, 8.0, 34.0
    low = top + lane * len(rows)
    height = low + 26

    def x(year: float) -> float:
        return left + (width - left - right) * (min(max(year, first), last) - first) / max(last - first, 0.5)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" role="img" ',
        f'aria-label="{escape(alt, quote=True)}" font-family="{_FONT}">',
        _bar(x(span[0]), top, max(2.0, x(span[1]) - x(span[0])), low - top, 'fill="#f4f3ee"'),
    ]
    for place, (name, colour, moments) in enumerate(rows):
        middle = top + lane * (place + 0.5)
        parts.append(f'<text x="{left - 12}" y="{middle + 4:.1f}" font-size="12" fill="{INK}" text-anchor="end">{escape(name)}</text>')
        parts.append(f'<line x1="{left}" x2="{width - right}" y1="{middle:.1f}" y2="{middle:.1f}" stroke="{RULE}"/>')
        for moment in moments:
            faint = "" if span[0] <= moment.at <= span[1] else ' opacity="0.3"'
            title = f"<title>{escape(moment.text)}</title>"
            parts.append(f'<circle cx="{x(moment.at):.1f}" cy="{middle:.1f}" r="4.6" fill="{colour}" fill-opacity="0.75" stroke="#fff"{faint}>{title}</circle>')
    every = next((step for step in (1, 2, 5, 10, 20) if (last - first) / step <= 12), 50)
    for year in range(ceil(first), floor(last) + 1):
        if year % every == 0:
            parts.append(f'<line x1="{x(year):.1f}" x2="{x(year):.1f}" y1="{low:.1f}" y2="{low + 4:.1f}" stroke="{SOFT}"/>')
            parts.append(f'<text x="{x(year):.1f}" y="{low + 18:.1f}" font-size="11" fill="{SOFT}" text-anchor="middle">{year}</text>')
    return "".join([*parts, "</svg>"])


def _bar(x: float, y: float, width: float, height: float, style: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" {style}/>'


def _step(most: float) -> float:
    """A round step with which some five lines fill the chart; whole numbers only, since things are counted."""
    rough = most / 4
    power = 10.0 ** floor(log10(max(rough, 1e-9)))
    return max(1.0, next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough))


def _length(text: str) -> int:
    """Width in letters; Chinese characters count for two."""
    return sum(2 if char >= "\u2e80" else 1 for char in text)
