"""What documents, such as the planning pack, and the board are given."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from dashboard.components.payloads.ledger_data import DayTextsData
from dashboard.components.payloads.stage_data import TimeLineData


class ParagraphBlockData(TypedDict):
    """A paragraph, or a note."""

    type: Literal["text"]
    text: str
    note: bool


class ListBlockData(TypedDict):
    """A list."""

    type: Literal["list"]
    items: list[str]


class PictureBlockData(TypedDict):
    """A picture, made by this program."""

    type: Literal["picture"]
    svg: str
    caption: str


class DocumentCellData(TypedDict):
    """A cell of a table: text or number, a reference, or several references with what stands between them."""

    text: str
    number: bool
    id: NotRequired[str]
    href: NotRequired[str]
    items: NotRequired[list[DocumentCellData]]
    rest: NotRequired[str]
    between: NotRequired[str]
    colour: NotRequired[str]


class TableBlockData(TypedDict):
    """A table; ``numbers`` says which columns hold numbers only, ``helps`` what each counts, if anything."""

    type: Literal["table"]
    name: str
    heads: list[str]
    helps: list[str]
    numbers: list[bool]
    rows: list[list[DocumentCellData]]
    empty: str
    lines: bool
    centred: bool


BlockData = ParagraphBlockData | ListBlockData | PictureBlockData | TableBlockData


class DocumentSectionData(TypedDict):
    """A section; its level begins at 1."""

    id: str
    level: int
    title: str
    blocks: list[BlockData]


class ChooserEntryData(TypedDict):
    """A partner to choose."""

    id: str
    name: str


class ChooserGroupData(TypedDict):
    """The partners of a region of the world."""

    name: str
    entries: list[ChooserEntryData]


class ChooserData(TypedDict):
    """A list to choose a partner from; ``none`` is the text for nobody."""

    place: int
    label: str
    none: str
    value: str
    groups: list[ChooserGroupData]


class PeriodData(TypedDict):
    """The period of a time line.

    ``months`` are those of its first day and of the first day after it, counted from year 0; ``things`` is
    the address of the canvas, with ``~`` in place of the ids.
    """

    since: str
    until: str
    since_label: str
    until_label: str
    months: list[int]
    go: str
    things: str
    forms: str
    turned: str


class DocumentTextsData(TypedDict):
    """The texts of a document's page."""

    contents: str
    as_of: NotRequired[str]
    forms: NotRequired[str]


class DocumentExtrasData(TypedDict):
    """What some documents have beside their content."""

    choosers: NotRequired[list[ChooserData]]
    period: NotRequired[PeriodData]


class DocumentData(DocumentExtrasData):
    """All that a document's page is given."""

    title: str
    subtitle: str
    footer: str
    lead: list[BlockData]
    sections: list[DocumentSectionData]
    lang: str
    texts: DocumentTextsData
    time: NotRequired[TimeLineData]


class BoardColumnData(TypedDict):
    """A stage of the board."""

    code: str
    text: str


class BoardLineData(TypedDict):
    """A line of a card; ``later`` if it tells of what came after the day."""

    head: str
    text: str
    later: NotRequired[bool]


class BoardCardData(TypedDict):
    """A card of the board, in a column."""

    id: str
    href: str
    name: str
    kind: str
    column: str
    named: bool
    signed: bool
    since: str
    months: str
    waits: str
    partner_track: str
    lines: list[BoardLineData]
    sources: str


class BoardLaneData(TypedDict):
    """A lane of the board."""

    code: str
    text: str
    cards: list[BoardCardData]


class BoardTextsData(DayTextsData):
    """The texts of the board."""

    lead: str
    empty: str
    none: str
    named: str
    label: str


class BoardContentData(TypedDict):
    """The board without its frame."""

    columns: list[BoardColumnData]
    lanes: list[BoardLaneData]


class BoardData(BoardContentData):
    """All that the board is given."""

    lang: str
    time: TimeLineData
    texts: BoardTextsData
