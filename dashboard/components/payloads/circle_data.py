"""What the circle is given."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from dashboard.components.payloads.stage_data import (
    ExtentData,
    HeadData,
    LabelData,
    StageBaseData,
    StageTextsData,
)


class CircleFrameData(ExtentData):
    """The size of the drawing, of its outer circle and of the home."""

    radius: float
    home: float


class CircleHomeData(TypedDict):
    """The mark in the middle; ``font`` is the size of its letters."""

    id: str
    label: str
    size: float
    font: int


class CircleSectorData(TypedDict):
    """A region of the world, between two angles in degrees."""

    code: str
    start: float
    end: float
    name: str
    count: str
    label: LabelData


class CircleBandData(TypedDict):
    """A zone of distance."""

    code: str
    outer: float
    label: LabelData


class CircleMarkData(HeadData):
    """A mark at its place.

    ``anchor`` is the mark where its line begins, if not the home; ``near`` the one it belongs to.
    """

    x: float
    y: float
    size: float
    line: str
    anchor: str
    near: str
    pinned: bool
    label: LabelData | None


class WindowMarkData(TypedDict):
    """A port, an organisation or a contact in the window of an expanded partner."""

    id: str
    form: str
    name: str
    what: str
    choose: bool
    x: float
    y: float
    text: str
    label_x: float
    align: str


class WindowData(TypedDict):
    """The window around an expanded partner."""

    of: str
    name: str
    #: left, top, right, bottom
    box: list[float]
    x: float
    y: float
    size: float
    form: str
    state: str
    marks: list[WindowMarkData]
    counts: str
    empty: str


class ActsData(TypedDict):
    """Whether one can go back and forward."""

    back: bool
    forward: bool


class DeedData(TypedDict):
    """An action on an item: its button and key, the items for which it is on, and the texts for both ways."""

    name: str
    key: str
    sign: str
    partners_only: bool
    on: list[str]
    do: str
    undo: str
    help: str


class RemarkData(TypedDict):
    """A remark on what is missing in the drawing, with a button to change it if there is one."""

    text: str
    do: NotRequired[str]
    button: NotRequired[str]


class CastData(TypedDict):
    """A mark of the playback; it keeps its angle, in degrees."""

    name: str
    form: str
    anchor: str
    angle: float


class PlayedYearData(TypedDict):
    """A year of the playback.

    ``marks`` has by id the distance, size, state, line and name position (0: none, 1: outwards, 2: inwards,
    3: below or above).
    """

    year: int
    day: str
    partners: int
    lines: int
    sectors: dict[str, int]
    states: dict[str, int]
    marks: dict[str, tuple[float, float, str, str, int]]


class FramesData(TypedDict):
    """Some years of the playback, and the marks visible in any of them."""

    cast: dict[str, CastData]
    years: list[PlayedYearData]
    asked: NotRequired[str]


class PlayData(TypedDict):
    """How the playback runs: in the browser if it ``glides``, else by the page, year by year."""

    key: str
    glides: bool
    frames: FramesData | None


class CircleTextsData(StageTextsData):
    """The texts of the circle."""

    history: str
    back: str
    forward: str
    pinned: str
    play: str
    pause: str
    stop: str
    waiting: str
    partners: str
    playing: str
    panel_waits: str


class CirclePictureData(StageBaseData):
    """The circle without the playback."""

    focus: bool
    title: str
    frame: CircleFrameData
    home: CircleHomeData
    sectors: list[CircleSectorData]
    bands: list[CircleBandData]
    marks: list[CircleMarkData]
    window: WindowData | None
    acts: ActsData
    deeds: list[DeedData]
    remarks: list[RemarkData]
    texts: CircleTextsData


class CircleData(CirclePictureData):
    """All that the circle is given."""

    play: PlayData
