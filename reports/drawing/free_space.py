"""The space of the circle that is occupied, and the best free position of a mark and its label."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from reports.drawing.circle_shapes import Box, Disc, Frame, Label, Mark, PlacedMark
from reports.drawing.text_metrics import FONT, LINE_HEIGHT, text_width

#: Space between two marks, between a mark and its label, and around text.
MARK_GAP = 6.0
LABEL_GAP = 6.0
TEXT_GAP = 4.0


def labels(text: str, x: float, y: float, size: float) -> list[Label]:
    """Return the positions of a label around its mark, best first: outwards, inwards, above or below."""
    return [label for label, _ in label_choices(text, x, y, size)]


def disjoint(one: Box, other: Box) -> bool:
    """Return whether two boxes do not overlap, with some space at the sides."""
    return (
        one[2] + TEXT_GAP <= other[0]
        or other[2] + TEXT_GAP <= one[0]
        or one[3] <= other[1]
        or other[3] <= one[1]
    )


@dataclass(frozen=True, slots=True)
class FreePosition:
    """A position that a mark may take, with its cost."""

    x: float
    y: float
    cost: float
    turned: float = 0.0  # degrees from the preferred angle


@dataclass(slots=True, kw_only=True)
class FreeSpace:
    """The occupied space.

    :param boxes: boxes that stay occupied; ``names`` are those of labels, which can be removed
    """

    frame: Frame
    discs: list[Disc] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    names: list[Box] = field(default_factory=list)
    lines: list[tuple[float, float]] = field(default_factory=list)  # ends of the lines that start at the home

    def copy(self) -> FreeSpace:
        """Return a copy of the current state."""
        return FreeSpace(
            frame=self.frame,
            discs=[*self.discs],
            boxes=[*self.boxes],
            names=[*self.names],
            lines=[*self.lines],
        )

    def take(self, mark: Mark, candidates: Sequence[FreePosition]) -> PlacedMark | None:
        """Place a partner; if it is too crowded, its line may run through another mark."""
        return self.best(mark, candidates, lined=True, named=True) or self.best(
            mark, candidates, lined=True, named=True, strict=False
        )

    def best(
        self,
        mark: Mark,
        candidates: Sequence[FreePosition],
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
        :param over_names: whether it may cover labels, which must then be removed by :meth:`without_labels`
        """
        best: tuple[float, PlacedMark] | None = None
        bare: FreePosition | None = None
        for candidate in candidates:
            if best is not None and candidate.cost >= best[0]:
                break
            if not self._free(candidate, mark.size, gap, clear=lined and strict, over_names=over_names):
                continue
            bare = bare or candidate
            if not named:
                break
            for label, price in label_choices(mark.label, candidate.x, candidate.y, mark.size):
                cost = candidate.cost + price
                if best is not None and cost >= best[0]:
                    continue
                if self.fits(label.box):
                    cost += 5 * self._crossed(label.box)
                    if best is None or cost < best[0]:
                        best = (
                            cost,
                            PlacedMark(
                                id=mark.id,
                                x=round(candidate.x, 1),
                                y=round(candidate.y, 1),
                                size=mark.size,
                                label=label,
                            ),
                        )
        if best is None and bare is None:
            return None
        place = (
            best[1]
            if best
            else PlacedMark(id=mark.id, x=round(bare.x, 1), y=round(bare.y, 1), size=mark.size, label=None)
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

    def without_labels(self, places: Iterable[PlacedMark], mark: PlacedMark) -> list[PlacedMark]:
        """Remove the labels covered by ``mark`` and return their marks without labels."""
        found = [
            place
            for place in places
            if place.label and touches(place.label.box, mark.x, mark.y, mark.size + TEXT_GAP - 1)
        ]
        gone = [place.label.box for place in found if place.label]
        self.names = [box for box in self.names if box not in gone]
        return [replace(place, label=None) for place in found]

    def name(self, place: PlacedMark, text: str) -> Label | None:
        """Place a label at a placed mark; None if there is no room."""
        for label, _ in label_choices(text, place.x, place.y, place.size):
            if self.fits(label.box, own=(place.x, place.y, place.size)):
                self.names.append(label.box)
                return label
        return None

    def _free(
        self, candidate: FreePosition, size: float, gap: float, *, clear: bool, over_names: bool
    ) -> bool:
        x, y = candidate.x, candidate.y
        if abs(x) + size > self.frame.width / 2 or abs(y) + size > self.frame.height / 2:
            return False
        for other_x, other_y, other in self.discs:
            if (x - other_x) ** 2 + (y - other_y) ** 2 < (size + other + gap) ** 2:
                return False
        if any(
            touches(box, x, y, size + TEXT_GAP - 1)
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
            touches(box, x, y, size + TEXT_GAP) for x, y, size in self.discs if (x, y, size) != own
        )

    def _crossed(self, box: Box) -> int:
        """Return how many lines cross the box."""
        return sum(_cuts(end, box) for end in self.lines)


def label_choices(text: str, x: float, y: float, size: float) -> Iterator[tuple[Label, float]]:
    """Yield the positions of a label around its mark with their cost: outwards, inwards, below, above."""
    width, half = text_width(text), FONT * LINE_HEIGHT / 2
    right = Label(
        text=text,
        x=x + size + LABEL_GAP,
        y=y,
        align="left",
        box=(x + size + LABEL_GAP, y - half, x + size + LABEL_GAP + width, y + half),
    )
    left = Label(
        text=text,
        x=x - size - LABEL_GAP,
        y=y,
        align="right",
        box=(x - size - LABEL_GAP - width, y - half, x - size - LABEL_GAP, y + half),
    )
    below_y, above_y = y + size + half + 1, y - size - half - 1
    below = Label(
        text=text,
        x=x,
        y=below_y,
        align="center",
        box=(x - width / 2, below_y - half, x + width / 2, below_y + half),
    )
    above = Label(
        text=text,
        x=x,
        y=above_y,
        align="center",
        box=(x - width / 2, above_y - half, x + width / 2, above_y + half),
    )
    outward, inward = (right, left) if x >= 0 else (left, right)
    yield outward, 0.0
    yield inward, 11.0
    yield (below, 9.0) if y >= 0 else (above, 9.0)
    yield (above, 13.0) if y >= 0 else (below, 13.0)


def touches(box: Box, x: float, y: float, radius: float) -> bool:
    """Return whether a box and a disc overlap."""
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
