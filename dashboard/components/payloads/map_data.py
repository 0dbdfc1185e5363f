"""What the map is given."""

from __future__ import annotations

from typing import TypedDict

from dashboard.components.payloads.stage_data import (
    ExtentData,
    HeadData,
    LegendData,
    StageBaseData,
    StageTextsData,
)


class LandData(TypedDict):
    """The land as an SVG path."""

    path: str


class MapFrameData(ExtentData):
    """The part of the map that is seen at first, around a point."""

    x: float
    y: float


class MapHomeData(TypedDict):
    """The home at its place."""

    id: str
    x: float
    y: float
    size: float
    label: str


class MapMarkData(HeadData):
    """A mark at its place; ``projects`` is their number."""

    x: float
    y: float
    size: float
    label: str
    projects: int
    rough: bool


class MapLineData(TypedDict):
    """A line of a layer, as an SVG path."""

    id: str
    layer: str
    line: str
    state: str
    path: str


class MarkGroupData(TypedDict):
    """Marks that are drawn as one."""

    ids: list[str]
    size: float


class ZoomStepData(TypedDict):
    """The arrangement from a zoom on.

    ``moved`` has by id the way of a mark from its place; ``names`` and ``home`` the side of a name: right,
    left, above, below, or empty if there is no room.
    """

    zoom: float
    groups: list[MarkGroupData]
    moved: dict[str, list[float]]
    home: str
    names: dict[str, str]
    nameless: str


class MapDrawingData(TypedDict):
    """The part of the map that is drawn."""

    frame: MapFrameData
    home: MapHomeData | None
    marks: list[MapMarkData]
    lines: list[MapLineData]
    steps: list[ZoomStepData]
    legend: LegendData


class MapTextsData(StageTextsData):
    """The texts of the map."""

    together: str
    between: str
    nearer: str


class MapData(StageBaseData):
    """All that the map is given."""

    frame: MapFrameData
    home: MapHomeData | None
    marks: list[MapMarkData]
    lines: list[MapLineData]
    steps: list[ZoomStepData]
    texts: MapTextsData
