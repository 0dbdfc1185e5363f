"""Where everything of the circle stands: a pure function from marks to positions.

Units are those of the drawing: its middle is (0, 0), x grows to the right, y downwards, angles in degrees
clockwise from the right. The home is in the middle, each continent has a sector, and how far a partner stands
from the middle is its strength on a fixed scale: whoever else is there, the same strength is the same
distance. Only to keep clear of another mark it may stand up to :data:`LEEWAY` nearer or farther, never past
the edge of its band; apart from that the angle gives way. Slots of angle come from all partners that ever
are, so a mark moves with time when its strength does, and hardly otherwise.

Marks and labels never overlap one another: what finds no room is named in the answer, so that the page can
say how many are cut off. The same marks always get the same places.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

FONT = 12.0
SMALL_FONT = 10.5
HEADING_FONT = 14.0
LINE_HEIGHT = 1.3
#: Gap between two sectors, and the wider one at the top in which the bands are named.
GAP = 2.4
AXIS_GAP = 9.0
AXIS = -90.0
#: A sector is at least so wide, so that an empty continent stays visible.
LEAST_SECTOR = 15.0
#: The highest strength there is.
FULL = 100.0
#: A mark may stand so much nearer or farther than its strength says.
LEEWAY = 6.0
#: Of the width of a sector a mark that is no partner takes so much of what a partner takes.
SMALL_SHARE = 0.2
#: Clear space between two marks, where they crowd at least, and around a label.
MARK_GAP = 6.0
LEAST_GAP = 1.0
LABEL_GAP = 6.0
TEXT_GAP = 4.0
#: Places along the circle are tried so far apart; what a unit off the slot costs along it, and to and from
#: the middle (compare :func:`_label_choices`).
STEP = 3.0
TURN_COST = 0.5
SHIFT_COST = 0.4

Box = tuple[float, float, float, float]  # left, top, right, bottom
Disc = tuple[float, float, float]  # x, y, radius


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of the drawing.

    :param inner: where the bands begin; what sits in the home itself stands within
    :param reserved: boxes that other things of the page cover, such as the legend
    """

    width: float = 900.0
    height: float = 594.0
    radius: float = 266.0
    home_radius: float = 36.0
    inner: float = 74.0
    reserved: tuple[Box, ...] = ()

    @property
    def rim(self) -> float:
        """Where strength is nothing; a mark that stands there is still on the disc."""
        return self.radius - 10.0

    @property
    def bead(self) -> float:
        """Radius of the outermost ring, on which the organisations of partners stand."""
        return self.radius + 8.0


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to be placed.

    :param sector: the sector it belongs to; one that has no slot of its own may have none
    :param seat: ``inner`` for what sits in the home itself, ``bead`` for the outermost ring; empty for what
        stands by its strength
    :param strength: 0 to 100; None for what has a seat, or only keeps its slot
    :param order: marks of a sector stand in this order, clockwise
    :param label: its name, short enough to be drawn
    :param size: radius
    :param main: a partner with a slot of its own; others take what room is left
    :param near: the id of a placed mark beside which it would like to stand
    """

    id: str
    sector: str
    strength: float | None
    order: float
    label: str
    size: float
    seat: str = ""
    main: bool = True
    near: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A text in its box; ``align`` is left, right or center, (x, y) the anchor, y the middle of the line."""

    text: str
    x: float
    y: float
    align: str
    box: Box


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A placed mark; without a label where none finds room (it is then shown on pointing at it)."""

    id: str
    x: float
    y: float
    size: float
    label: Label | None


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector from ``start`` to ``end`` degrees with its heading."""

    code: str
    start: float
    end: float
    label: Label


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the scale: strengths from ``least`` up to where the next nearer one begins."""

    code: str
    name: str
    least: float


@dataclass(frozen=True, slots=True)
class ZoneRing:
    """The ring of a zone between two radii with its name."""

    code: str
    inner: float
    outer: float
    label: Label


@dataclass(frozen=True, slots=True)
class Scale:
    """From strength to distance: every zone has the same depth of the disc, within it the distance is linear.

    :param zones: nearest first; the last begins at 0
    """

    zones: Sequence[Zone]
    frame: Frame

    def edges(self, index: int) -> tuple[float, float]:
        """Inner and outer radius of a zone."""
        depth = (self.frame.rim - self.frame.inner) / len(self.zones)
        return self.frame.inner + depth * index, self.frame.inner + depth * (index + 1)

    def index(self, strength: float) -> int:
        """Which zone a strength is in."""
        return next(
            (index for index, zone in enumerate(self.zones) if strength >= zone.least), len(self.zones) - 1
        )

    def distance(self, strength: float) -> float:
        """Distance from the middle."""
        index = self.index(strength)
        inner, outer = self.edges(index)
        least, most = self.zones[index].least, self.zones[index - 1].least if index else FULL
        share = min(max((strength - least) / (most - least), 0.0), 1.0) if most > least else 0.0
        return outer - (outer - inner) * share


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything with its place.

    :param unplaced: ids of marks for which there is no room at all
    """

    frame: Frame
    places: dict[str, PlacedMark]
    sectors: tuple[Sector, ...]
    bands: tuple[ZoneRing, ...]
    unplaced: tuple[str, ...] = ()

    @property
    def unlabelled(self) -> tuple[str, ...]:
        """Ids of marks whose name finds no room."""
        return tuple(entry.id for entry in self.places.values() if entry.label is None)


def arrange(
    marks: Sequence[Mark], *, sectors: Mapping[str, str], zones: Sequence[Zone], frame: Frame | None = None
) -> Layout:
    """Place ``marks``.

    :param sectors: code -> heading, clockwise from the top
    :param zones: the parts of the scale, nearest first
    :raises ValueError: if a mark names a sector that is not given, or has neither strength nor seat nor slot
    """
    frame = frame or Frame()
    for mark in marks:
        if mark.sector not in sectors and (mark.main or mark.sector):
            raise ValueError(f"mark {mark.id} stands in no sector: {mark.sector}")
        if mark.strength is None and not mark.main and mark.seat not in ("inner", "bead"):
            raise ValueError(f"mark {mark.id} has neither strength nor seat")
    scale = Scale(tuple(zones), frame)
    mains = sorted((mark for mark in marks if mark.main), key=lambda mark: (mark.order, mark.id))
    spans = _spans(sectors, marks)
    room = _FreeSpace(frame)
    room.discs.append((0.0, 0.0, frame.home_radius + 4))
    for box in frame.reserved:
        room.boxes.append(box)
    placed_sectors = tuple(_heading(code, text, spans[code], room) for code, text in sectors.items())
    placed_bands = tuple(_band(zone, scale.edges(index), room) for index, zone in enumerate(scale.zones))
    places: dict[str, PlacedMark] = {}
    unplaced: list[str] = []
    for code, span in spans.items():
        members = [mark for mark in mains if mark.sector == code]
        slot = (span[1] - span[0]) / max(len(members), 1)
        wanted = [
            (mark, _main_candidates(mark, span[0] + slot * (index + 0.5), span, scale))
            for index, mark in enumerate(members)
            if mark.strength is not None
        ]
        before = room.copy()
        found = [room.take(mark, candidates) for mark, candidates in wanted]
        if None in found:  # names took what marks need: these first, then what names still find room
            room = before
            found = [
                room.best(
                    mark, _nearest_angle(candidates), lined=True, named=False, strict=False, gap=LEAST_GAP
                )
                for mark, candidates in wanted
            ]
        places |= {place.id: place for place in found if place is not None}
        unplaced += [mark.id for (mark, _), place in zip(wanted, found, strict=True) if place is None]
    for mark in sorted(
        (mark for mark in marks if not mark.main),
        key=lambda entry: (entry.seat != "inner", entry.seat == "bead", entry.order, entry.id),
    ):
        anchor = places.get(mark.near)
        beside = math.degrees(math.atan2(anchor.y, anchor.x)) if anchor else None
        candidates = _free_candidates(
            beside, spans.get(mark.sector, (AXIS, AXIS + 360.0)), _radii(mark, scale)
        )
        place = room.best(mark, candidates, lined=False, named=False)
        if place is None and (
            place := room.best(mark, candidates, lined=False, named=False, gap=LEAST_GAP, over_names=True)
        ):
            places |= {entry.id: entry for entry in room.unnamed(places.values(), place)}
        if place is None:
            unplaced.append(mark.id)
        else:
            places[mark.id] = place
    names = {mark.id: mark.label for mark in marks}
    for identifier in [key for key, place in places.items() if place.label is None]:
        label = room.name(places[identifier], names[identifier])
        if label is not None:
            places[identifier] = replace(places[identifier], label=label)
    order = [mark.id for mark in marks if mark.id in places]
    return Layout(
        frame, {key: places[key] for key in order}, placed_sectors, placed_bands, tuple(sorted(unplaced))
    )


def text_width(text: str, size: float = FONT) -> float:
    """An upper estimate of the width of ``text`` in the page's fonts; the page squeezes what is wider."""
    return size * sum(_advance(char) for char in text)


def shorten(text: str, width: float, size: float = FONT) -> str:
    """``text``, cut with an ellipsis where it is wider than ``width``."""
    if text_width(text[:200], size) <= width and len(text) <= 200:
        return text
    kept = ""
    for char in text:
        if text_width(kept + char, size) + size > width:
            break
        kept += char
    return kept.rstrip() + "…"


def labels(text: str, x: float, y: float, size: float) -> list[Label]:
    """The places of a label around its mark, the best first: outwards, inwards, above or below."""
    return [label for label, _ in _label_choices(text, x, y, size)]


def disjoint(one: Box, other: Box) -> bool:
    """Whether two boxes keep clear of one another, with a little space at the sides."""
    return (
        one[2] + TEXT_GAP <= other[0]
        or other[2] + TEXT_GAP <= one[0]
        or one[3] <= other[1]
        or other[3] <= one[1]
    )


def _advance(char: str) -> float:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(char) in ("W", "F", "A") and char != "·":
        return 1.0
    if char in "ijl.,:;'|!·() ":
        return 0.32
    if char in "ftr-I/":
        return 0.42
    if char in "mwMW@%":
        return 0.92
    if char.isupper() or char.isdigit():
        return 0.69 if char.isupper() else 0.58
    return 0.59 if char.isascii() else 0.66


def _counts(codes: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for code in codes:
        counts[code] = counts.get(code, 0) + 1
    return counts


def _spans(sectors: Mapping[str, str], marks: Sequence[Mark]) -> dict[str, tuple[float, float]]:
    """Start and end of each sector in degrees: a least width, the rest by the number of partners; other marks
    need less room.
    """
    mains, others = (
        _counts(mark.sector for mark in marks if mark.main is main and mark.seat != "inner")
        for main in (True, False)
    )
    free = 360.0 - AXIS_GAP - GAP * (len(sectors) - 1) - LEAST_SECTOR * len(sectors)
    weights = {
        code: max(mains.get(code, 0) + SMALL_SHARE * others.get(code, 0) - 1.0, 0.0) for code in sectors
    }
    total = sum(weights.values())
    spans: dict[str, tuple[float, float]] = {}
    start = AXIS + AXIS_GAP / 2
    for code in sectors:
        width = LEAST_SECTOR + (free * weights[code] / total if total else free / len(sectors))
        spans[code] = (start, start + width)
        start += width + GAP
    return spans


@dataclass(frozen=True, slots=True)
class _Candidate:
    x: float
    y: float
    cost: float
    turned: float = 0.0  # degrees from where it would like to stand


def _around(distance: float, edges: tuple[float, float]) -> list[float]:
    """Radii at which a mark of that distance may stand, the best first."""
    return list(
        dict.fromkeys(
            min(max(distance + step, edges[0]), edges[1])
            for step in (0.0, 2.0, -2.0, 4.0, -4.0, LEEWAY, -LEEWAY)
        )
    )


def _main_candidates(mark: Mark, angle: float, span: tuple[float, float], scale: Scale) -> list[_Candidate]:
    """Points of the sector at the mark's distance, those nearest to its angle first."""
    strength = mark.strength or 0.0
    distance = scale.distance(strength)
    margin = min(math.degrees((mark.size + 2) / distance), (span[1] - span[0]) / 2)
    low, high = span[0] + margin, span[1] - margin
    step = math.degrees(STEP / distance)
    around = [
        angle + step * index
        for index in range(math.floor((low - angle) / step), math.ceil((high - angle) / step) + 1)
    ]
    angles = sorted({round(min(max(theta, low), high), 3) for theta in around})
    found = []
    for radius in _around(distance, scale.edges(scale.index(strength))):
        for theta in angles:
            turned = abs(theta - angle)
            cost = TURN_COST * math.radians(turned) * distance + SHIFT_COST * abs(radius - distance)
            found.append(_Candidate(*_point(theta, radius), cost, turned))
    return sorted(found, key=lambda entry: (round(entry.cost, 6), entry.x, entry.y))


def _nearest_angle(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The same for a crowd, which stands in more than one row rather than be pushed along."""
    return sorted(
        candidates, key=lambda entry: (round(entry.turned, 3), round(entry.cost, 6), entry.x, entry.y)
    )


def _radii(mark: Mark, scale: Scale) -> list[float]:
    """Radii at which a mark that is no partner may stand, the best first."""
    frame = scale.frame
    if mark.seat == "bead":
        return [frame.bead]
    if mark.seat == "inner" or mark.strength is None:
        low, high = frame.home_radius + mark.size + 6, frame.inner - mark.size - 3
        return [low, (low + high) / 2, high]
    return _around(scale.distance(mark.strength), scale.edges(scale.index(mark.strength)))


def _free_candidates(
    wanted: float | None, span: tuple[float, float], radii: Sequence[float]
) -> list[_Candidate]:
    """Points of the whole sector on the given radii, those nearest to the wanted angle first."""
    start, end = span
    target = wanted if wanted is not None else (start + end) / 2
    while target < start - 180:
        target += 360
    while target > end + 180:
        target -= 360
    target = min(max(target, start), end)
    found = []
    for rank, radius in enumerate(radii):
        count = max(2, int(math.radians(end - start) * radius / 4))
        for index in range(count + 1):
            theta = start + (end - start) * index / count
            found.append(_Candidate(*_point(theta, radius), abs(theta - target) + 3.0 * rank))
    return sorted(found, key=lambda entry: (round(entry.cost, 6), entry.x, entry.y))


@dataclass(slots=True)
class _FreeSpace:
    """What is taken.

    :param boxes: of what stays whatever comes; ``names`` those of marks
    """

    frame: Frame
    discs: list[Disc] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    names: list[Box] = field(default_factory=list)
    lines: list[tuple[float, float]] = field(default_factory=list)  # ends of the lines that start at the home

    def copy(self) -> _FreeSpace:
        """The same as it is now."""
        return _FreeSpace(self.frame, [*self.discs], [*self.boxes], [*self.names], [*self.lines])

    def take(self, mark: Mark, candidates: Sequence[_Candidate]) -> PlacedMark | None:
        """Take a place for a partner; where it is too crowded, a line may run through another mark rather
        than it be left out.
        """
        return self.best(mark, candidates, lined=True, named=True) or self.best(
            mark, candidates, lined=True, named=True, strict=False
        )

    def best(
        self,
        mark: Mark,
        candidates: Sequence[_Candidate],
        *,
        lined: bool,
        named: bool,
        strict: bool = True,
        gap: float = MARK_GAP,
        over_names: bool = False,
    ) -> PlacedMark | None:
        """Take the cheapest free place.

        :param lined: whether a line will run to it from the home
        :param named: whether it has its name from the start, if there is room for one
        :param strict: whether the line must not run through another mark
        :param gap: clear space between two marks
        :param over_names: whether it may stand where names are; these have to go then, see :meth:`unnamed`
        """
        best: tuple[float, PlacedMark] | None = None
        bare: _Candidate | None = None
        for candidate in candidates:
            if best is not None and candidate.cost >= best[0]:
                break
            if not self._free(candidate, mark.size, gap, clear=lined and strict, over_names=over_names):
                continue
            bare = bare or candidate
            if not named:
                break
            for label, price in _label_choices(mark.label, candidate.x, candidate.y, mark.size):
                cost = candidate.cost + price
                if best is not None and cost >= best[0]:
                    continue
                if self.fits(label.box):
                    cost += 5 * self._crossed(label.box)
                    if best is None or cost < best[0]:
                        best = (
                            cost,
                            PlacedMark(
                                mark.id, round(candidate.x, 1), round(candidate.y, 1), mark.size, label
                            ),
                        )
        if best is None and bare is None:
            return None
        place = (
            best[1]
            if best
            else PlacedMark(mark.id, round(bare.x, 1), round(bare.y, 1), mark.size, None)
            if bare
            else None
        )
        if place is not None:
            self.discs.append((place.x, place.y, place.size))
            if place.label:
                self.names.append(place.label.box)
            if lined:
                self.lines.append((place.x, place.y))
        return place

    def unnamed(self, places: Iterable[PlacedMark], mark: PlacedMark) -> list[PlacedMark]:
        """Those whose name is in the way of ``mark``, without it."""
        found = [
            place
            for place in places
            if place.label and _touches(place.label.box, mark.x, mark.y, mark.size + TEXT_GAP - 1)
        ]
        gone = [place.label.box for place in found if place.label]
        self.names = [box for box in self.names if box not in gone]
        return [replace(place, label=None) for place in found]

    def name(self, place: PlacedMark, text: str) -> Label | None:
        """A label for a mark that stands already, if there is room for one."""
        for label, _ in _label_choices(text, place.x, place.y, place.size):
            if self.fits(label.box, own=(place.x, place.y, place.size)):
                self.names.append(label.box)
                return label
        return None

    def _free(self, candidate: _Candidate, size: float, gap: float, *, clear: bool, over_names: bool) -> bool:
        x, y = candidate.x, candidate.y
        if abs(x) + size > self.frame.width / 2 or abs(y) + size > self.frame.height / 2:
            return False
        for other_x, other_y, other in self.discs:
            if (x - other_x) ** 2 + (y - other_y) ** 2 < (size + other + gap) ** 2:
                return False
        if any(
            _touches(box, x, y, size + TEXT_GAP - 1)
            for box in (self.boxes if over_names else (*self.boxes, *self.names))
        ):
            return False
        if not clear:
            return True
        # No line runs through another mark, in either direction.
        if any(_off_line(end, (x, y)) < size + 2 for end in self.lines):
            return False
        return all(_off_line((x, y), (disc[0], disc[1])) >= disc[2] + 2 for disc in self.discs[1:])

    def fits(self, box: Box, *, own: Disc | None = None) -> bool:
        """Whether a text may stand there."""
        left, top, right, bottom = box
        half_width, half_height = self.frame.width / 2, self.frame.height / 2
        if left < -half_width or right > half_width or top < -half_height or bottom > half_height:
            return False
        if any(
            left < other[2] + TEXT_GAP
            and other[0] < right + TEXT_GAP
            and top < other[3]
            and other[1] < bottom
            for other in (*self.boxes, *self.names)
        ):
            return False
        return not any(
            _touches(box, x, y, size + TEXT_GAP) for x, y, size in self.discs if (x, y, size) != own
        )

    def _crossed(self, box: Box) -> int:
        """How many lines run through the box."""
        return sum(_cuts(end, box) for end in self.lines)


def _label_choices(text: str, x: float, y: float, size: float) -> Iterator[tuple[Label, float]]:
    """The places of a label around its mark: outwards first, then inwards, below, above."""
    width, half = text_width(text), FONT * LINE_HEIGHT / 2
    right = Label(
        text,
        x + size + LABEL_GAP,
        y,
        "left",
        (x + size + LABEL_GAP, y - half, x + size + LABEL_GAP + width, y + half),
    )
    left = Label(
        text,
        x - size - LABEL_GAP,
        y,
        "right",
        (x - size - LABEL_GAP - width, y - half, x - size - LABEL_GAP, y + half),
    )
    below_y, above_y = y + size + half + 1, y - size - half - 1
    below = Label(text, x, below_y, "center", (x - width / 2, below_y - half, x + width / 2, below_y + half))
    above = Label(text, x, above_y, "center", (x - width / 2, above_y - half, x + width / 2, above_y + half))
    outward, inward = (right, left) if x >= 0 else (left, right)
    yield outward, 0.0
    yield inward, 11.0
    yield (below, 9.0) if y >= 0 else (above, 9.0)
    yield (above, 13.0) if y >= 0 else (below, 13.0)


def _heading(code: str, text: str, span: tuple[float, float], room: _FreeSpace) -> Sector:
    """The heading of a sector, outside the disc, as near to its middle as there is room."""
    frame = room.frame
    width, half = text_width(text, HEADING_FONT) + 6, HEADING_FONT * LINE_HEIGHT / 2
    middle = (span[0] + span[1]) / 2
    reach = frame.bead + 4.5
    # A narrow sector may have its heading a little beside it rather than nowhere.
    angles = sorted(
        (middle + (span[1] - span[0] + 40) * (index / 80 - 0.5) for index in range(81)),
        key=lambda theta: (abs(theta - middle), theta),
    )
    fallback: Label | None = None
    for theta in angles:
        x, y = _point(theta, reach + 3)
        cosine, sine = math.cos(math.radians(theta)), math.sin(math.radians(theta))
        align = "left" if cosine > 0.2 else "right" if cosine < -0.2 else "center"
        y = min(max(y + half * sine, half - frame.height / 2), frame.height / 2 - half)
        box = _text_box(x, y, width, half, align)
        label = Label(text, round(x, 1), round(y, 1), align, box)
        fallback = fallback or label
        if not _touches(box, 0.0, 0.0, reach) and room.fits(box):
            room.boxes.append(box)
            return Sector(code, span[0], span[1], label)
    assert fallback is not None
    room.boxes.append(fallback.box)
    return Sector(code, span[0], span[1], fallback)


def _band(zone: Zone, edges: tuple[float, float], room: _FreeSpace) -> ZoneRing:
    """The ring of a zone, with its name in the gap at the top."""
    width, half = text_width(zone.name, SMALL_FONT), SMALL_FONT * LINE_HEIGHT / 2
    y = -(edges[0] + edges[1]) / 2
    box = _text_box(0.0, y, width + 4, half, "center")
    room.boxes.append(box)
    return ZoneRing(zone.code, *edges, Label(zone.name, 0.0, round(y, 1), "center", box))


def _text_box(x: float, y: float, width: float, half: float, align: str) -> Box:
    left = {"left": x, "right": x - width, "center": x - width / 2}[align]
    return (left, y - half, left + width, y + half)


def _point(degrees: float, radius: float) -> tuple[float, float]:
    return radius * math.cos(math.radians(degrees)), radius * math.sin(math.radians(degrees))


def _touches(box: Box, x: float, y: float, radius: float) -> bool:
    dx = max(box[0] - x, 0.0, x - box[2])
    dy = max(box[1] - y, 0.0, y - box[3])
    return dx * dx + dy * dy < radius * radius


def _off_line(end: tuple[float, float], point: tuple[float, float]) -> float:
    """Distance of a point from the line that runs from the home to ``end``; far if the point lies beyond the
    end.
    """
    length = math.hypot(*end)
    along = (end[0] * point[0] + end[1] * point[1]) / length if length else 0.0
    if along <= 0 or along >= length:
        return math.inf
    return abs(end[0] * point[1] - end[1] * point[0]) / length


def _cuts(end: tuple[float, float], box: Box) -> bool:
    """Whether the line from the home to ``end`` runs through the box (clipping after Liang and Barsky)."""
    low, high = 0.0, 1.0
    for delta, first, last in ((end[0], box[0], box[2]), (end[1], box[1], box[3])):
        if delta == 0:
            if first > 0 or last < 0:
                return False
            continue
        near, far = sorted((first / delta, last / delta))
        low, high = max(low, near), min(high, far)
        if low > high:
            return False
    return True
