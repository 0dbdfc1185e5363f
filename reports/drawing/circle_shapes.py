"""What the circle consists of: marks, labels, sectors, zones, and the scale of strength."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: The highest possible strength.
FULL = 100.0

Box = tuple[float, float, float, float]  # left, top, right, bottom
Disc = tuple[float, float, float]  # x, y, radius


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A text in its box; ``align`` is left, right or center, (x, y) the anchor at half the line height."""

    text: str
    x: float
    y: float
    align: str
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The positions of all marks, sectors and bands.

    :param unplaced: ids of marks without room
    """

    frame: Frame
    places: dict[str, PlacedMark]
    sectors: tuple[Sector, ...]
    bands: tuple[ZoneRing, ...]
    unplaced: tuple[str, ...] = ()
