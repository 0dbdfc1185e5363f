"""Where everything of the circle stands: a pure function from marks to positions.

Units are those of the drawing: its middle is (0, 0), x grows to the right, y downwards, angles in degrees clockwise from the right. The home is in the
middle; each continent has a sector, each degree of closeness a ring. Marks and labels never overlap one another: what finds no room is named in the answer, so
that the page can say how many are cut off. The same marks always get the same places.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

FONT = 12.0
SMALL_FONT = 10.5
HEADING_FONT = 14.0
LINE_HEIGHT = 1.3
#: Gap between two sectors, and the wider one at the top in which the rings are named.
GAP = 2.4
AXIS_GAP = 9.0
AXIS = -90.0
#: A sector is at least so wide, so that an empty continent stays visible.
LEAST_SECTOR = 15.0
LEAST_BAND = 21.0
#: Of the width of a sector or a ring a mark that is no partner takes so much of what a partner takes.
SMALL_SHARE = 0.2
#: Clear space between two marks, and around a label.
MARK_GAP = 6.0
LABEL_GAP = 6.0
TEXT_GAP = 4.0

Box = tuple[float, float, float, float]  # left, top, right, bottom
Disc = tuple[float, float, float]  # x, y, radius


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of the drawing.

    :param reserved: boxes that other things of the page cover, such as the legend
    """

    width: float = 900.0
    height: float = 594.0
    radius: float = 266.0
    home_radius: float = 36.0
    inner: float = 86.0
    reserved: tuple[Box, ...] = ()

    @property
    def bead(self) -> float:
        """Radius of the outermost ring, on which the organisations of partners stand."""
        return self.radius + 8.0


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to be placed.

    :param sector: the sector it belongs to; one that has no slot of its own may have none
    :param ring: the ring it stands on; ``inner`` for what sits in the home itself, ``bead`` for the outermost; empty for what only keeps its slot
    :param order: marks of a sector stand in this order, clockwise
    :param label: its name, short enough to be drawn
    :param size: radius
    :param main: a partner with a slot of its own; others take what room is left
    :param near: the id of a placed mark beside which it would like to stand
    """

    id: str
    sector: str
    ring: str
    order: float
    label: str
    size: float
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
class Place:
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
class Band:
    """A ring between two radii with its name."""

    code: str
    inner: float
    outer: float
    label: Label


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything with its place.

    :param unplaced: ids of marks for which there is no room at all
    """

    frame: Frame
    places: dict[str, Place]
    sectors: tuple[Sector, ...]
    bands: tuple[Band, ...]
    unplaced: tuple[str, ...] = ()

    @property
    def unlabelled(self) -> tuple[str, ...]:
        """Ids of marks whose name finds no room."""
        return tuple(entry.id for entry in self.places.values() if entry.label is None)


def arrange(
    marks: Sequence[Mark],
    *,
    sectors: Mapping[str, str],
    rings: Mapping[str, str],
    crowd: Mapping[str, int] | None = None,
    frame: Frame | None = None,
) -> Layout:
    """Place ``marks``.

    :param sectors: code -> heading, clockwise from the top
    :param rings: code -> name, nearest first
    :param crowd: how many partners each ring shall have room for; by default as many as it has
    :raises ValueError: if a mark names a sector or ring that is not given
    """
    frame = frame or Frame()
    for mark in marks:
        if (mark.sector not in sectors and (mark.main or mark.sector)) or mark.ring not in (*rings, "inner", "bead", ""):
            raise ValueError(f"mark {mark.id} stands in no sector or on no ring: {mark.sector}, {mark.ring}")
    mains = sorted((mark for mark in marks if mark.main), key=lambda mark: (mark.order, mark.id))
    spans = _spans(sectors, marks)
    others = _counts(mark.ring for mark in marks if not mark.main)
    wanted_room = crowd or _counts(mark.ring for mark in mains)
    bands = _bands(rings, {ring: wanted_room.get(ring, 0) + SMALL_SHARE * others.get(ring, 0) for ring in rings}, frame)
    room = _Room(frame)
    room.discs.append((0.0, 0.0, frame.home_radius + 4))
    for box in frame.reserved:
        room.boxes.append(box)
    placed_sectors = tuple(_heading(code, text, spans[code], room) for code, text in sectors.items())
    placed_bands = tuple(_band_label(code, text, bands[code], room) for code, text in rings.items())
    places: dict[str, Place] = {}
    unplaced: list[str] = []
    slots = dict(_slots(mains, spans))
    # Narrow rings have the least freedom and come first; the widest last.
    for mark in sorted((mark for mark in mains if mark.ring), key=lambda entry: (_width(bands[entry.ring]), slots[entry.id][0], entry.id)):
        angle, slot = slots[mark.id]
        candidates = _main_candidates(mark, angle, slot, spans[mark.sector], bands[mark.ring])
        # Where it is too crowded, a line may run through another mark rather than a partner be left out.
        place = room.best(mark, candidates, with_line=True) or room.best(mark, candidates, with_line=True, strict=False)
        if place is None:
            unplaced.append(mark.id)
        else:
            places[mark.id] = place
    for mark in sorted((mark for mark in marks if not mark.main), key=lambda entry: (entry.ring != "inner", entry.ring == "bead", entry.order, entry.id)):
        anchor = places.get(mark.near)
        wanted = math.degrees(math.atan2(anchor.y, anchor.x)) if anchor else None
        place = room.best(mark, _free_candidates(wanted, spans.get(mark.sector, (AXIS, AXIS + 360.0)), _radii(mark, bands, frame)), with_line=False)
        if place is None:
            unplaced.append(mark.id)
        else:
            places[mark.id] = place
    names = {mark.id: mark.label for mark in marks}
    for identifier in [key for key, place in places.items() if place.label is None]:
        label = room.name(places[identifier], names[identifier])
        if label is not None:
            place = places[identifier]
            places[identifier] = Place(place.id, place.x, place.y, place.size, label)
    order = [mark.id for mark in marks if mark.id in places]
    return Layout(frame, {key: places[key] for key in order}, placed_sectors, placed_bands, tuple(sorted(unplaced)))


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
    """Start and end of each sector in degrees: a least width, the rest by the number of partners; other marks need less room."""
    mains, others = (_counts(mark.sector for mark in marks if mark.main is main and mark.ring != "inner") for main in (True, False))
    free = 360.0 - AXIS_GAP - GAP * (len(sectors) - 1) - LEAST_SECTOR * len(sectors)
    weights = {code: max(mains.get(code, 0) + SMALL_SHARE * others.get(code, 0) - 1.0, 0.0) for code in sectors}
    total = sum(weights.values())
    spans: dict[str, tuple[float, float]] = {}
    start = AXIS + AXIS_GAP / 2
    for code in sectors:
        width = LEAST_SECTOR + (free * weights[code] / total if total else free / len(sectors))
        spans[code] = (start, start + width)
        start += width + GAP
    return spans


def _bands(rings: Mapping[str, str], crowd: Mapping[str, float], frame: Frame) -> dict[str, tuple[float, float]]:
    """Inner and outer radius of each ring: a least width, the rest by the number of partners; an inner ring is shorter and gets more for each."""
    depth = frame.radius - frame.inner
    free = depth - LEAST_BAND * len(rings)
    weights = {code: crowd.get(code, 0) / (frame.inner + depth * (index + 0.5) / len(rings)) for index, code in enumerate(rings)}
    total = sum(weights.values())
    bands: dict[str, tuple[float, float]] = {}
    inner = frame.inner
    for code in rings:
        outer = inner + LEAST_BAND + (free * weights[code] / total if total else free / len(rings))
        bands[code] = (inner, outer)
        inner = outer
    return bands


def _slots(mains: Sequence[Mark], spans: Mapping[str, tuple[float, float]]) -> Iterator[tuple[str, tuple[float, float]]]:
    """For each mark the middle and the width of its share of the sector, in degrees."""
    for code, (start, end) in spans.items():
        members = [mark for mark in mains if mark.sector == code]
        slot = (end - start) / max(len(members), 1)
        for index, mark in enumerate(members):
            yield mark.id, (start + slot * (index + 0.5), slot)


def _width(band: tuple[float, float]) -> float:
    return band[1] - band[0]


@dataclass(frozen=True, slots=True)
class _Candidate:
    x: float
    y: float
    cost: float


def _main_candidates(mark: Mark, angle: float, slot: float, span: tuple[float, float], band: tuple[float, float]) -> list[_Candidate]:
    """Points of the ring in and around the mark's slot and then anywhere in the sector, the best first."""
    inner, outer = band[0] + mark.size + 3, band[1] - mark.size - 3
    if inner > outer:
        inner = outer = (band[0] + band[1]) / 2
    steps = max(1, min(9, round((outer - inner) / 9)))
    radii = [inner + (outer - inner) * index / steps for index in range(steps + 1)]
    middle = inner + (outer - inner) * 0.45
    margin = math.degrees((mark.size + 2) / max(inner, 1.0))
    low, high = span[0] + min(margin, _width(span) / 2), span[1] - min(margin, _width(span) / 2)
    angles = {min(max(angle + slot * share, low), high) for share in (0, 0.12, -0.12, 0.25, -0.25, 0.4, -0.4, 0.6, -0.6, 0.9, -0.9, 1.3, -1.3, 2, -2)}
    wide = [low + (high - low) * index / 24 for index in range(25)]
    found = []
    for theta in sorted({round(entry, 3) for entry in (*angles, *wide)}):
        for radius in radii:
            cost = 26 * abs(theta - angle) / slot + 14 * abs(radius - middle) / max(outer - inner, 12.0)
            found.append(_Candidate(*_point(theta, radius), cost))
    return sorted(found, key=lambda entry: (entry.cost, entry.x, entry.y))


def _radii(mark: Mark, bands: Mapping[str, tuple[float, float]], frame: Frame) -> list[float]:
    if mark.ring == "bead":
        return [frame.bead]
    if mark.ring == "inner":
        low, high = frame.home_radius + mark.size + 6, frame.inner - mark.size - 3
        return [low, (low + high) / 2, high]
    low, high = bands[mark.ring][0] + mark.size + 2, bands[mark.ring][1] - mark.size - 2
    return [(low + high) / 2, low, high] if low < high else [(low + high) / 2]


def _free_candidates(wanted: float | None, span: tuple[float, float], radii: Sequence[float]) -> list[_Candidate]:
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
class _Room:
    """What is taken."""

    frame: Frame
    discs: list[Disc] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    lines: list[tuple[float, float]] = field(default_factory=list)  # ends of the lines that start at the home

    def best(self, mark: Mark, candidates: Sequence[_Candidate], *, with_line: bool, strict: bool = True) -> Place | None:
        """Take the cheapest free place, with the label if it can have one.

        :param with_line: whether a line will run to it from the home, and it has its label from the start
        :param strict: whether that line must not run through another mark
        """
        best: tuple[float, Place] | None = None
        bare: _Candidate | None = None
        for candidate in candidates:
            if best is not None and candidate.cost >= best[0]:
                break
            if not self._free(candidate, mark.size, with_line=with_line and strict):
                continue
            bare = bare or candidate
            if not with_line:
                break
            for label, price in _label_choices(mark.label, candidate.x, candidate.y, mark.size):
                cost = candidate.cost + price
                if best is not None and cost >= best[0]:
                    continue
                if self.fits(label.box):
                    cost += 5 * self._crossed(label.box)
                    if best is None or cost < best[0]:
                        best = (cost, Place(mark.id, round(candidate.x, 1), round(candidate.y, 1), mark.size, label))
        if best is None and bare is None:
            return None
        place = best[1] if best else Place(mark.id, round(bare.x, 1), round(bare.y, 1), mark.size, None) if bare else None
        if place is not None:
            self.discs.append((place.x, place.y, place.size))
            if place.label:
                self.boxes.append(place.label.box)
            if with_line:
                self.lines.append((place.x, place.y))
        return place

    def name(self, place: Place, text: str) -> Label | None:
        """A label for a mark that stands already, if there is room for one."""
        for label, _ in _label_choices(text, place.x, place.y, place.size):
            if self.fits(label.box, own=(place.x, place.y, place.size)):
                self.boxes.append(label.box)
                return label
        return None

    def _free(self, candidate: _Candidate, size: float, *, with_line: bool) -> bool:
        x, y = candidate.x, candidate.y
        if abs(x) + size > self.frame.width / 2 or abs(y) + size > self.frame.height / 2:
            return False
        for other_x, other_y, other in self.discs:
            if (x - other_x) ** 2 + (y - other_y) ** 2 < (size + other + MARK_GAP) ** 2:
                return False
        if any(_touches(box, x, y, size + 1) for box in self.boxes):
            return False
        if not with_line:
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
        if any(left < other[2] + TEXT_GAP and other[0] < right + TEXT_GAP and top < other[3] and other[1] < bottom for other in self.boxes):
            return False
        return not any(_touches(box, x, y, size + TEXT_GAP) for x, y, size in self.discs if (x, y, size) != own)

    def _crossed(self, box: Box) -> int:
        """How many lines run through the box."""
        return sum(_cuts(end, box) for end in self.lines)


def _label_choices(text: str, x: float, y: float, size: float) -> Iterator[tuple[Label, float]]:
    """The places of a label around its mark: outwards first, then inwards, below, above."""
    width, half = text_width(text), FONT * LINE_HEIGHT / 2
    right = Label(text, x + size + LABEL_GAP, y, "left", (x + size + LABEL_GAP, y - half, x + size + LABEL_GAP + width, y + half))
    left = Label(text, x - size - LABEL_GAP, y, "right", (x - size - LABEL_GAP - width, y - half, x - size - LABEL_GAP, y + half))
    below_y, above_y = y + size + half + 1, y - size - half - 1
    below = Label(text, x, below_y, "center", (x - width / 2, below_y - half, x + width / 2, below_y + half))
    above = Label(text, x, above_y, "center", (x - width / 2, above_y - half, x + width / 2, above_y + half))
    outward, inward = (right, left) if x >= 0 else (left, right)
    yield outward, 0.0
    yield inward, 11.0
    yield (below, 9.0) if y >= 0 else (above, 9.0)
    yield (above, 13.0) if y >= 0 else (below, 13.0)


def _heading(code: str, text: str, span: tuple[float, float], room: _Room) -> Sector:
    """The heading of a sector, outside the disc, as near to its middle as there is room."""
    frame = room.frame
    width, half = text_width(text, HEADING_FONT) + 6, HEADING_FONT * LINE_HEIGHT / 2
    middle = (span[0] + span[1]) / 2
    reach = frame.bead + 4.5
    # A narrow sector may have its heading a little beside it rather than nowhere.
    angles = sorted((middle + (span[1] - span[0] + 40) * (index / 80 - 0.5) for index in range(81)), key=lambda theta: (abs(theta - middle), theta))
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


def _band_label(code: str, text: str, band: tuple[float, float], room: _Room) -> Band:
    """The name of a ring, in the gap at the top."""
    width, half = text_width(text, SMALL_FONT), SMALL_FONT * LINE_HEIGHT / 2
    y = -(band[0] + band[1]) / 2
    box = _text_box(0.0, y, width + 4, half, "center")
    room.boxes.append(box)
    return Band(code, band[0], band[1], Label(text, 0.0, round(y, 1), "center", box))


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
    """Distance of a point from the line that runs from the home to ``end``; far if the point lies beyond the end."""
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
