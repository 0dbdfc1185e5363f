"""What the canvas of the page "Explore" is given."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class CanvasNodeData(TypedDict):
    """A node at its place."""

    id: str
    name: str
    label: str
    form: str
    colour: str
    size: float
    x: float
    y: float
    when: str


class CanvasEdgeData(TypedDict):
    """A relationship between two nodes of the canvas."""

    start: str
    end: str
    text: str
    type: str


class CanvasLegendData(TypedDict):
    """A line of the legend."""

    form: str
    colour: str
    text: str
    count: int


class CanvasDrawingData(TypedDict):
    """The part of the canvas that is drawn."""

    nodes: list[CanvasNodeData]
    edges: list[CanvasEdgeData]
    legend: list[CanvasLegendData]


class PropertyLineData(TypedDict):
    """A property of a node; ``url`` is empty unless it is an address."""

    name: str
    text: str
    url: str


class HangingData(TypedDict):
    """The neighbours of one kind: how many there are, and how many are on the canvas."""

    key: str
    way: str
    text: str
    label: str
    shown: int
    number: int


class NodePanelData(TypedDict):
    """The panel of a node; ``file`` is the address of its page, if it is a partner."""

    id: str
    name: str
    label: str
    form: str
    properties: list[PropertyLineData]
    hanging: list[HangingData]
    file: NotRequired[str]


class CanvasNoteData(TypedDict):
    """What the page has to say on the last action."""

    text: str
    wrong: bool


class CanvasTextsData(TypedDict):
    """The texts of the canvas and its panel."""

    shown: str
    read: str
    canvas: str
    stamp: str
    zoom: str
    zoom_in: str
    zoom_out: str
    zoom_all: str
    lasso: str
    png: str
    svg: str
    empty: str
    nodes: str
    nodes_lead: str
    picked: str
    remove: str
    only: str
    expand: str
    expand_all: str
    ways: str
    unpick: str
    file: str
    properties: str
    hanging: str
    hanging_aside: str
    no_properties: str
    add: str
    all_shown: str
    filter_list: str


class ExploreData(CanvasDrawingData):
    """All that the canvas is given.

    ``fit`` changes when the view is to show all again, ``revision`` when marks moved in the browser go back.
    """

    lang: str
    picked: list[str]
    panel: NodePanelData | None
    file: str
    fit: str
    revision: int
    note: CanvasNoteData
    texts: CanvasTextsData
