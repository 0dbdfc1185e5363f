"""Layout of the circle: a pure function from marks to positions.

The centre of the drawing is (0, 0), x grows to the right, y downwards; angles are in degrees clockwise from
the right. The home is in the centre, each continent has a sector, and the distance of a partner from the
centre shows its strength on a fixed scale that does not depend on other partners. To keep clear of other
marks it may be moved by up to :data:`LEEWAY` nearer or farther, never past the edge of its band; beyond that
its angle changes. The angular slots include all partners of all times, so a mark moves over time mainly when
its strength changes.

Marks and labels never overlap. Those without room are listed in the result, so that the page can say how many
are cut off. The same marks always get the same positions.
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
#: Gap between two sectors in degrees, and the wider one at the top that holds the names of the bands.
GAP = 2.4
AXIS_GAP = 9.0
AXIS = -90.0
#: Minimum width of a sector in degrees, so that an empty continent stays visible.
LEAST_SECTOR = 15.0
#: The highest possible strength.
FULL = 100.0
#: Maximum shift of a mark towards or away from the centre.
LEEWAY = 6.0
#: Share of a partner's width in a sector that a mark other than a partner takes.
SMALL_SHARE = 0.2
#: Space between two marks, its minimum where they crowd, between a mark and its label, and around text.
MARK_GAP = 6.0
LEAST_GAP = 1.0
LABEL_GAP = 6.0
TEXT_GAP = 4.0
#: Distance between candidate positions along the circle, and the cost per unit of moving along it or towards
#: and away from the centre (compare :func:`_label_choices`).
STEP = 3.0
TURN_COST = 0.5
SHIFT_COST = 0.4

Box = tuple[float, float, float, float]  # left, top, right, bottom
Disc = tuple[float, float, float]  # x, y, radius


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of the drawing.

    :param inner: radius where the bands begin; what is located in the home itself is placed within
    :param reserved: boxes covered by other elements of the page, such as the legend
    """

    width: float = 900.0
    height: float = 594.0
    radius: float = 266.0
    home_radius: float = 36.0
    inner: float = 74.0
    reserved: tuple[Box, ...] = ()

    @property
    def rim(self) -> float:
        """Radius of strength 0; a mark placed there is still on the disc."""
        return self.radius - 10.0

    @property
    def bead(self) -> float:
        """Radius of the outermost ring, which holds the organisations of partners."""
        return self.radius + 8.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark to be placed.

    :param sector: code of its sector; may be empty for a mark without a slot
    :param seat: ``inner`` for what is located in the home itself, ``bead`` for the outermost ring; empty for
        a position by strength
    :param strength: 0 to 100; None for a mark that has a seat or only keeps its slot
    :param order: order within the sector, clockwise
    :param label: name, short enough to be drawn
    :param size: radius
    :param main: whether it is a partner with its own slot; others take the remaining room
    :param near: id of a placed mark to stand next to, if possible
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
    """A text in its box; ``align`` is left, right or center, (x, y) the anchor at half the line height."""

    text: str
    x: float
    y: float
    align: str
    box: Box


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A placed mark; without a label if there is no room for one (the page then shows it on hover)."""

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
    """A zone of the strength scale, from ``least`` up to the start of the next zone inwards."""

    code: str
    name: str
    least: float


@dataclass(frozen=True, slots=True)
class ZoneRing:
    """The ring of a zone between two radii, with its name."""

    code: str
    inner: float
    outer: float
    label: Label


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps strength to distance: every zone is equally deep, and the distance within a zone is linear.

    :param zones: innermost first; the last begins at 0
    """

    zones: Sequence[Zone]
    frame: Frame

    def edges(self, index: int) -> tuple[float, float]:
        """Return inner and outer radius of a zone."""
        depth = (self.frame.rim - self.frame.inner) / len(self.zones)
        return self.frame.inner + depth * index, self.frame.inner + depth * (index + 1)

    def index(self, strength: float) -> int:
        """Return the index of the zone that contains a strength."""
        return next(
            (index for index, zone in enumerate(self.zones) if strength >= zone.least), len(self.zones) - 1
        )

    def distance(self, strength: float) -> float:
        """Return the distance from the centre."""
        index = self.index(strength)
        inner, outer = self.edges(index)
        least, most = self.zones[index].least, self.zones[index - 1].least if index else FULL
        share = min(max((strength - least) / (most - least), 0.0), 1.0) if most > least else 0.0
        return outer - (outer - inner) * share


@dataclass(frozen=True, slots=True)
class Layout:
    """The positions of all marks, sectors and bands.

    :param unplaced: ids of marks without room
    """

    frame: Frame
    places: dict[str, PlacedMark]
    sectors: tuple[Sector, ...]
    bands: tuple[ZoneRing, ...]
    unplaced: tuple[str, ...] = ()

    @property
    def unlabelled(self) -> tuple[str, ...]:
        """Ids of marks whose label has no room."""
        return tuple(entry.id for entry in self.places.values() if entry.label is None)


def arrange(
    marks: Sequence[Mark], *, sectors: Mapping[str, str], zones: Sequence[Zone], frame: Frame | None = None
) -> Layout:
    """Place all marks.

    :param sectors: code -> heading, clockwise from the top
    :param zones: zones of the scale, innermost first
    :raises ValueError: if a mark names an unknown sector, or has neither strength nor seat nor slot
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
        if None in found:  # labels took the room of marks: place the marks first, then what labels still fit
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
    """Return an upper estimate of the text width in the page's fonts; the page squeezes wider text."""
    return size * sum(_advance(char) for char in text)


def shorten(text: str, width: float, size: float = FONT) -> str:
    """Return ``text``, cut with an ellipsis if it is wider than ``width``."""
    if text_width(text[:200], size) <= width and len(text) <= 200:
        return text
    kept = ""
    for char in text:
        if text_width(kept + char, size) + size > width:
            break
        kept += char
    return kept.rstrip() + "…"


def labels(text: str, x: float, y: float, size: float) -> list[Label]:
    """Return the positions of a label around its mark, best first: outwards, inwards, above or below."""
    return [label for label, _ in _label_choices(text, x, y, size)]


def disjoint(one: Box, other: Box) -> bool:
    """Return whether two boxes do not overlap, with some space at the sides."""
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
    """Return start and end of each sector in degrees: a minimum width plus a share by the number of partners;
    other marks count less.
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
    turned: float = 0.0  # degrees from the preferred angle


def _around(distance: float, edges: tuple[float, float]) -> list[float]:
    """Return the radii at which a mark of that distance may stand, best first."""
    return list(
        dict.fromkeys(
            min(max(distance + step, edges[0]), edges[1])
            for step in (0.0, 2.0, -2.0, 4.0, -4.0, LEEWAY, -LEEWAY)
        )
    )


def _main_candidates(mark: Mark, angle: float, span: tuple[float, float], scale: Scale) -> list[_Candidate]:
    """Return positions in the sector at the mark's distance, cheapest first."""
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
    """Sort candidates by angle, so that crowded marks stand in several rows instead of being pushed along."""
    return sorted(
        candidates, key=lambda entry: (round(entry.turned, 3), round(entry.cost, 6), entry.x, entry.y)
    )


def _radii(mark: Mark, scale: Scale) -> list[float]:
    """Return the radii at which a mark other than a partner may stand, best first."""
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
    """Return positions in the whole sector at the given radii, those nearest to the wanted angle first."""
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
    """The occupied space.

    :param boxes: boxes that stay occupied; ``names`` are those of labels, which can be removed
    """

    frame: Frame
    discs: list[Disc] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    names: list[Box] = field(default_factory=list)
    lines: list[tuple[float, float]] = field(default_factory=list)  # ends of the lines that start at the home

    def copy(self) -> _FreeSpace:
        """Return a copy of the current state."""
        return _FreeSpace(self.frame, [*self.discs], [*self.boxes], [*self.names], [*self.lines])

    def take(self, mark: Mark, candidates: Sequence[_Candidate]) -> PlacedMark | None:
        """Place a partner; if it is too crowded, its line may run through another mark."""
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
        """Take the cheapest free position; None if there is none.

        :param lined: whether a line runs to it from the home
        :param named: whether to place its label as well, if there is room
        :param strict: whether the line must not run through another mark
        :param gap: space between two marks
        :param over_names: whether it may cover labels, which must then be removed by :meth:`unnamed`
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
        """Remove the labels covered by ``mark`` and return their marks without labels."""
        found = [
            place
            for place in places
            if place.label and _touches(place.label.box, mark.x, mark.y, mark.size + TEXT_GAP - 1)
        ]
        gone = [place.label.box for place in found if place.label]
        self.names = [box for box in self.names if box not in gone]
        return [replace(place, label=None) for place in found]

    def name(self, place: PlacedMark, text: str) -> Label | None:
        """Place a label at a placed mark; None if there is no room."""
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
        """Return whether a text may be placed in the box."""
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
        """Return how many lines cross the box."""
        return sum(_cuts(end, box) for end in self.lines)


def _label_choices(text: str, x: float, y: float, size: float) -> Iterator[tuple[Label, float]]:
    """Yield the positions of a label around its mark with their cost: outwards, inwards, below, above."""
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
    """Place the heading of a sector outside the disc, as near to the middle of the sector as possible."""
    frame = room.frame
    width, half = text_width(text, HEADING_FONT) + 6, HEADING_FONT * LINE_HEIGHT / 2
    middle = (span[0] + span[1]) / 2
    reach = frame.bead + 4.5
    # The heading of a narrow sector may be placed slightly beside it.
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
    """Return the ring of a zone, with its name in the gap at the top."""
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
    """Return the distance of a point from the line from the home to ``end``; infinity beyond its ends."""
    length = math.hypot(*end)
    along = (end[0] * point[0] + end[1] * point[1]) / length if length else 0.0
    if along <= 0 or along >= length:
        return math.inf
    return abs(end[0] * point[1] - end[1] * point[0]) / length


def _cuts(end: tuple[float, float], box: Box) -> bool:
    """Return whether the line from the home to ``end`` crosses the box (Liang-Barsky clipping)."""
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
