"""Draw the circle and the board as SVG text, and convert SVG to PNG. Pure but for :func:`png`.

The drawing matches the circle of the page: distance is strength, a sector is a continent, blue is recent
contact, dashed orange is a tie in progress, grey with a question mark is not recorded; a dotted line is
contact without anything signed. Shapes differ as well as colours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from math import cos, radians, sin, sqrt
from xml.sax.saxutils import escape, quoteattr

from graph.circle import Activity, CirclePartner, TieLine
from graph.circle import circle as circle_of
from graph.i18n import Texts
from graph.planning.board import COLUMNS, BoardCard, Lane
from graph.strength.bands import StrengthBand
from graph.world_on_date import WorldOnDate
from reports.drawing.circle_layout import arrange
from reports.drawing.circle_shapes import Frame, Layout, Mark, Zone
from reports.drawing.text_metrics import shorten, text_width
from reports.wording.board_row import months_of
from reports.wording.sentences import Wording

FONTS = (
    "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei','SimHei','Noto Sans',sans-serif"
)
INK, SOFT, FAINT, RULE = "#1b1e23", "#3b3f46", "#6f757e", "#d3d1c8"
COLOUR = {
    Activity.RECENT: "#0072B2",
    Activity.SILENT: "#E69F00",
    Activity.LAPSED: "#8A8F98",
    Activity.NEVER: "#8A8F98",
    Activity.INTENDED: "#D55E00",
}
_DASHES = {
    TieLine.SIGNED: "",
    TieLine.INTENDED: ' stroke-dasharray="5 4"',
    TieLine.CONTACT: ' stroke-dasharray="1.5 4"',
}
#: Continents clockwise from the top.
CLOCKWISE = ("AS", "OC", "SA", "NA", "AF", "EU")
_PLACES = ("City", "Region", "CountryOrArea")
#: Maximum number of marks in a picture; a note below it says how many are left out.
MOST = 60
#: Where distance has no meaning, partners stand in staggered rows, so that every name has room, and all marks
#: have the same size.
_ROWS, _PLAIN_SIZE = (35.0, 80.0, 8.0), 6.5
_SCALE = 2.0


def png(svg: str, scale: float = _SCALE) -> bytes:
    """Return the picture as PNG, rendered with the fonts of the machine."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=int(scale)))


# --- the circle ---------------------------------------------------------------------------------------------


def circle(on_date: WorldOnDate, teller: Wording, words: Texts, stamp: str, *, measured: bool = True) -> str:
    """Draw the circle of a home on a day.

    :param stamp: text on every picture
    :param measured: whether distance shows how alive the link is, colour the state of contact, and size
        the number of contacts. Public pictures show none of these, only names and whether a tie is
        signed or intended
    """
    drawn = {
        partner.names.id: partner
        for partner in circle_of(on_date, teller.naming).partners
        if partner.standing and partner.names.label in _PLACES
    }
    views = [view for identifier, view in on_date.partners.items() if identifier in drawn]
    if measured:
        shown = sorted(views, key=lambda view: (-view.strength, view.id))[:MOST]
        lines = {view.id: _line(drawn[view.id]) for view in shown}
        states = {view.id: drawn[view.id].activity for view in shown}
    else:
        shown = sorted(views, key=lambda view: view.id)[:MOST]
        lines = {
            view.id: TieLine.SIGNED if _line(drawn[view.id]) is TieLine.SIGNED else TieLine.INTENDED
            for view in shown
        }
        states = {
            view.id: Activity.RECENT if lines[view.id] is TieLine.SIGNED else Activity.INTENDED
            for view in shown
        }
    marks = [
        Mark(
            id=view.id,
            sector=view.party.continent,
            strength=view.liveliness if measured else _ROWS[place % len(_ROWS)],
            order=view.party.lon or 0.0,
            label=shorten(teller.name(view.id).split("（")[0].split(" (")[0], 150),
            size=_size(drawn[view.id]) if measured else _PLAIN_SIZE,
        )
        for place, view in enumerate(
            sorted(shown, key=lambda view: (view.party.lon or 0.0, view.id)) if not measured else shown
        )
    ]
    present = {view.party.continent for view in shown}
    sectors = {
        code: words.word("continent", code or "none")
        for code in (*CLOCKWISE, *(code for code in sorted(present) if code not in CLOCKWISE))
    }
    limits = on_date.config["bands"]
    bands = (StrengthBand.ACTIVE, StrengthBand.IN_TOUCH, StrengthBand.LITTLE)
    zones = (
        tuple(Zone(band.value, words.word("band", band.value), limits.get(band.value, 0.0)) for band in bands)
        if measured
        else (Zone("all", "", 0.0),)
    )
    frame = Frame()
    layout = arrange(marks, sectors=sectors, zones=zones, frame=frame)
    width, height = frame.width, frame.height + 50
    parts = [
        _open(
            width,
            height,
            words("pictures.circle_alt", home=teller.name(on_date.world.home.id), day=on_date.day),
        )
    ]
    parts.append(f'<g transform="translate({width / 2:.1f} {frame.height / 2:.1f})">')
    parts += _ground(layout, frame)
    home = teller.name(on_date.world.home.id)
    for place in layout.places.values():
        parts.append(_spoke(place.x, place.y, COLOUR[states[place.id]], lines[place.id], frame))
    parts.append(f'<circle r="{frame.home_radius}" fill="{INK}"/>')
    parts.append(_text(shorten(home, 2 * frame.home_radius - 10, 14), 0, 0, 14, "#fff", "middle", 600))
    for place in layout.places.values():
        parts.append(_mark(place.x, place.y, place.size, states[place.id]))
        if place.label:
            parts.append(
                _text(place.label.text, place.label.x, place.label.y, 12, INK, _anchor(place.label.align))
            )
    for sector in layout.sectors:
        count = sum(view.party.continent == sector.code for view in shown)
        parts.append(
            _text(
                f"{sector.label.text} {count}",
                sector.label.x,
                sector.label.y,
                13,
                SOFT,
                _anchor(sector.label.align),
                600,
            )
        )
    parts.append("</g>")
    names = {state: words.word("activity", state.value) for state in Activity}
    if not measured:
        names |= {Activity.RECENT: words("pictures.signed"), Activity.INTENDED: words("pictures.unsigned")}
    parts += _legend(states.values(), names, frame.height + 24)
    if measured:
        parts += _line_legend(
            lines.values(), {line: words.word("line", line.value) for line in TieLine}, frame.height + 42
        )
    left = len(views) - len(layout.places)
    note = words("pictures.cut", shown=len(layout.places), all=len(views)) + " · " if left else ""
    parts.append(_text(note + stamp, width - 12, frame.height + 42, 10.5, FAINT, "end"))
    return "".join([*parts, "</svg>"])


def _line(partner: CirclePartner) -> TieLine:
    assert partner.standing is not None
    return partner.standing.line


def _size(partner: CirclePartner) -> float:
    return min(12.0, 5.0 + 1.6 * sqrt(partner.late))


def _ground(layout: Layout, frame: Frame) -> list[str]:
    parts = []
    for number, sector in enumerate(layout.sectors):
        parts.append(
            f'<path d="{_wedge(sector.start, sector.end, frame.inner - 24, frame.radius)}" '
            f'fill="{"#F4F3EE" if number % 2 else "#F8F7F3"}"/>'
        )
    for band in layout.bands:
        parts.append(f'<circle r="{band.outer:.1f}" fill="none" stroke="{RULE}" stroke-width="0.8"/>')
        if band.label.text:
            parts.append(
                _text(band.label.text, band.label.x, band.label.y, 10.5, FAINT, _anchor(band.label.align))
            )
    return parts


def _wedge(start: float, end: float, inner: float, outer: float) -> str:
    def at(degrees: float, radius: float) -> str:
        return f"{radius * cos(radians(degrees)):.1f} {radius * sin(radians(degrees)):.1f}"

    wide = 1 if (end - start) % 360 > 180 else 0
    return (
        f"M{at(start, inner)}L{at(start, outer)}A{outer} {outer} 0 {wide} 1 "
        f"{at(end, outer)}L{at(end, inner)}A{inner} {inner} 0 {wide} 0 {at(start, inner)}Z"
    )


def _spoke(x: float, y: float, colour: str, line: TieLine, frame: Frame) -> str:
    length = sqrt(x * x + y * y) or 1.0
    start = frame.home_radius + 4
    ends = f'x1="{x / length * start:.1f}" y1="{y / length * start:.1f}" x2="{x:.1f}" y2="{y:.1f}"'
    return f'<line {ends} stroke="{colour}" stroke-opacity="0.36" stroke-width="2"{_DASHES[line]}/>'


def _mark(x: float, y: float, size: float, state: Activity) -> str:
    colour = COLOUR[state]
    fill = colour if state is Activity.RECENT else "#fff"
    dash = f' stroke-dasharray="{size * 0.62:.1f} {size * 0.42:.1f}"' if state is Activity.INTENDED else ""
    mark = (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="{fill}" stroke="{colour}" '
        f'stroke-width="2"{dash}/>'
    )
    if state in (Activity.SILENT, Activity.LAPSED):
        mark += (
            f'<path d="M{x:.1f} {y - size:.1f}A{size:.1f} {size:.1f} 0 0 1 {x:.1f} {y + size:.1f}Z" '
            f'fill="{colour}"/>'
        )
    if state is Activity.NEVER:
        mark += _text("?", x, y, size * 1.5, "#5b616b", "middle", 600)
    return mark


def _legend(states: Iterable[Activity], names: Mapping[Activity, str], y: float) -> list[str]:
    there = set(states)
    parts, x = [], 20.0
    for state in Activity:
        if state in there:
            label = names[state]
            parts += [_mark(x, y, 6, state), _text(label, x + 12, y, 11.5, SOFT, "start")]
            x += 12 + text_width(label, 11.5) + 26
    return parts


def _line_legend(lines: Iterable[TieLine], names: Mapping[TieLine, str], y: float) -> list[str]:
    there = set(lines)
    parts, x = [], 14.0
    for line in TieLine:
        if line in there:
            parts.append(
                f'<line x1="{x}" y1="{y}" x2="{x + 22}" y2="{y}" stroke="{SOFT}" '
                f'stroke-width="2"{_DASHES[line]}/>'
            )
            parts.append(_text(names[line], x + 28, y, 11.5, SOFT, "start"))
            x += 28 + text_width(names[line], 11.5) + 22
    return parts


# --- the board ----------------------------------------------------------------------------------------------

_CARD_HEIGHT, _CARD_GAP, _HEAD = 46.0, 8.0, 34.0


def board(
    cards: Sequence[BoardCard],
    teller: Wording,
    words: Texts,
    day: dt.date,
    stamp: str,
    *,
    plain: bool = False,
) -> str:
    """Draw the board of ties in progress: columns by stage, rows by lane.

    :param plain: whether cards show only the date of their stage, for public use
    """
    columns = list(COLUMNS)
    width, left = 900.0, 96.0
    step = (width - left - 8) / len(columns)
    parts: list[str] = []
    y = _HEAD
    for lane in Lane:
        mine = [card for card in cards if card.lane is lane]
        if not mine:
            continue
        stacks: Mapping[str, list[BoardCard]] = {
            column: [card for card in mine if card.stage == column] for column in columns
        }
        rows = max(len(stack) for stack in stacks.values())
        depth = rows * (_CARD_HEIGHT + _CARD_GAP) + _CARD_GAP
        parts.append(f'<rect x="0" y="{y:.1f}" width="{width}" height="{depth:.1f}" fill="#F8F7F3"/>')
        for number, line in enumerate(_wrapped(words.word("lane", lane.value), left - 16, 11.5)):
            parts.append(_text(line, 8, y + 18 + number * 15, 11.5, SOFT, "start", 600))
        for place, column in enumerate(columns):
            for number, card in enumerate(stacks[column]):
                parts += _card(
                    card,
                    teller,
                    words,
                    left + place * step,
                    y + _CARD_GAP + number * (_CARD_HEIGHT + _CARD_GAP),
                    step - 8,
                    plain=plain,
                )
        y += depth + 6
    height = y + 22
    heads = [
        _text(
            shorten(words.word("stage", column), step - 8, 12),
            left + place * step + 4,
            _HEAD / 2,
            12,
            SOFT,
            "start",
            600,
        )
        for place, column in enumerate(columns)
    ]
    return "".join(
        [
            _open(width, height, words("pictures.board_alt", day=day)),
            *heads,
            *parts,
            _text(stamp, width - 12, height - 10, 10.5, FAINT, "end"),
            "</svg>",
        ]
    )


def _card(
    card: BoardCard, teller: Wording, words: Texts, x: float, y: float, width: float, *, plain: bool
) -> list[str]:
    edge = (
        COLOUR[Activity.RECENT]
        if card.stage == "signed"
        else COLOUR[Activity.INTENDED]
        if card.commitments
        else "#9aa0a8"
    )
    name = shorten(teller.party_name(card.party), width - 16, 12)
    if plain or card.stage == "signed":
        second = card.since
    else:
        waits = words.word("waits_on", card.waits_on) if card.waits_on else ""
        second = " · ".join(part for part in (months_of(card, words), waits) if part)
    return [
        (
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{_CARD_HEIGHT}" rx="4" fill="#fff" '
            f'stroke="#d9d7cf"/>'
        ),
        f'<rect x="{x:.1f}" y="{y:.1f}" width="4" height="{_CARD_HEIGHT}" fill="{edge}"/>',
        _text(name, x + 11, y + 15, 12, INK, "start", 600),
        _text(shorten(second, width - 16, 10.5), x + 11, y + 33, 10.5, FAINT, "start"),
    ]


def _wrapped(text: str, width: float, size: float) -> list[str]:
    lines, line = [], ""
    pieces = text.split(" ") if " " in text else list(text)
    between = " " if " " in text else ""
    for piece in pieces:
        if line and text_width(line + between + piece, size) > width:
            lines.append(line)
            line = piece
        else:
            line = line + between + piece if line else piece
    return [*lines, line]


def _open(width: float, height: float, alt: str) -> str:
    size = f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label={quoteattr(alt)} '
        f'font-family="{FONTS}">'
    )
    return head + '<rect width="100%" height="100%" fill="#fff"/>'


def _text(text: str, x: float, y: float, size: float, colour: str, anchor: str, weight: int = 400) -> str:
    # Not every program supports dominant-baseline, so the baseline is computed.
    return (
        f'<text x="{x:.1f}" y="{y + size * 0.36:.1f}" font-size="{size:g}" fill="{colour}" '
        f'text-anchor="{anchor}" font-weight="{weight}">{escape(text)}</text>'
    )


def _anchor(align: str) -> str:
    return {"left": "start", "right": "end"}.get(align, "middle")
