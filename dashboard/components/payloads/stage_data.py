"""What the circle and the map share: marks, card, overview, list, legend, time line."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class LabelData(TypedDict):
    """A text of the drawing; (x, y) is its anchor at half the line height."""

    text: str
    x: float
    y: float
    align: str
    #: left, top, right, bottom
    box: list[float]
    width: float


class HeadData(TypedDict):
    """The part of a card that is sent with the mark and shown at once."""

    id: str
    name: str
    others: list[str]
    country: str
    what: str
    strength: str
    activity: str
    state: str
    form: str
    count: int


class LegendEntryData(TypedDict):
    """A line of the legend: a state of the contact, a form, or a kind of line."""

    text: str
    state: NotRequired[str]
    form: NotRequired[str]
    line: NotRequired[str]
    count: NotRequired[int]


class LegendData(TypedDict):
    """The legend, in two lists."""

    states: list[LegendEntryData]
    shapes: list[LegendEntryData]


class TimeLineData(TypedDict):
    """The time line from the first year to the last."""

    first: int
    last: int
    today: str
    value: str
    year: int
    ticks: list[int]


class SourceData(TypedDict):
    """A source with the details needed to find it."""

    title: str
    url: str
    meta: str
    grade: str
    grade_text: str


class ContactPartnerData(TypedDict):
    """The partner of a contact of the overview."""

    id: NotRequired[str]
    name: NotRequired[str]


class ContactData(TypedDict):
    """A visit, an event or a project as a line."""

    date: str
    text: str
    tags: str
    ref: str
    sources: list[SourceData]
    partner: NotRequired[ContactPartnerData]


class EvidenceTextData(TypedDict):
    """The last line of a card: what it is based on."""

    title: str
    text: str


class StepData(TypedDict):
    """A step of a tie."""

    date: str
    text: str
    state: str


class StepsData(TypedDict):
    """The steps of a partner's ties."""

    title: str
    items: list[StepData]


class ContactsData(TypedDict):
    """A section of contacts."""

    title: str
    aside: str
    items: list[ContactData]
    empty: str


class SideData(TypedDict):
    """One of the values on which sources disagree."""

    value: str
    sources: str


class DisagreementData(TypedDict):
    """A property on which sources disagree."""

    what: str
    sides: list[SideData]


class DisagreementsData(TypedDict):
    """The disagreements of a partner's sources."""

    title: str
    aside: str
    items: list[DisagreementData]


class SourcesData(TypedDict):
    """The sources of a card."""

    title: str
    aside: str
    items: list[SourceData]


class FileLinkData(TypedDict):
    """The link to a partner's page."""

    text: str
    url: str


class StrengthRowData(TypedDict):
    """A component of the score, stacked on those before it."""

    name: str
    text: str
    recorded: bool
    base: float
    points: float
    value: str


class UnmeasuredData(TypedDict):
    """What is said of a partner if nothing recorded enters its score."""

    title: str
    empty: str


class MeasuredData(TypedDict):
    """The strength of a partner: word, number, range by evidence, and the stacked components."""

    title: str
    word: str
    value: str
    evidence: str
    scale: float
    rows: list[StrengthRowData]
    file: FileLinkData


CardStrengthData = UnmeasuredData | MeasuredData


class AroundItemData(TypedDict):
    """A node that belongs to a partner; without an id if it has no card."""

    id: str
    name: str


class AroundGroupData(TypedDict):
    """The nodes of one label."""

    title: str
    items: list[AroundItemData]


class AroundData(TypedDict):
    """The ports and organisations of an expanded partner."""

    title: str
    groups: list[AroundGroupData]
    empty: str


class DistrictData(TypedDict):
    """The district of a consulate."""

    title: str
    text: str
    empty: bool


class EconomyData(TypedDict):
    """What the map tells of a place: inhabitants, sectors, projects."""

    title: str
    aside: str
    facts: list[str]
    items: list[ContactData]
    empty: str


class CardData(TypedDict):
    """The card of what is chosen."""

    id: str
    head: HeadData
    notes: list[str]
    evidence: EvidenceTextData
    strength: NotRequired[CardStrengthData]
    steps: NotRequired[StepsData]
    contacts: NotRequired[ContactsData]
    disagreements: NotRequired[DisagreementsData]
    sources: NotRequired[SourcesData]
    around: NotRequired[AroundData]
    district: NotRequired[DistrictData]
    economy: NotRequired[EconomyData]


class TileData(TypedDict):
    """A figure of the overview, with its meaning and the address that opens what it counts, if any."""

    value: str
    text: str
    meaning: str
    url: str


class ContinentRowData(TypedDict):
    """The partners of a region of the world, by kind of tie."""

    name: str
    parts: list[int]
    count: int


class ContinentsData(TypedDict):
    """The partners by region of the world."""

    title: str
    aside: str
    rows: list[ContinentRowData]
    most: int
    keys: list[str]


class WorksRowData(TypedDict):
    """The projects of a sector."""

    name: str
    count: int


class WorksData(TypedDict):
    """The economic overview of the map."""

    title: str
    aside: str
    rows: list[WorksRowData]
    most: int
    notes: list[str]
    empty: str


class OverviewData(TypedDict):
    """What stands in place of the card while nothing is chosen."""

    title: str
    lead: str
    tiles: list[TileData]
    continents: ContinentsData
    recent: ContactsData
    notes: list[str]
    works: NotRequired[WorksData]


class ListColumnData(TypedDict):
    """A column of the list; ``help`` says what it tells, if it shows a figure."""

    title: str
    type: str
    help: str


class ListRowData(TypedDict):
    """A row of the list; the form is given where something can be done to the mark."""

    id: str
    cells: list[str]
    form: NotRequired[str]


class ListTextsData(TypedDict):
    """The texts of the list."""

    empty: str
    acts: NotRequired[str]


class ListData(TypedDict):
    """The same as the drawing, as a list."""

    columns: list[ListColumnData]
    rows: list[ListRowData]
    texts: ListTextsData


class ExtentData(TypedDict):
    """The size of a drawing, in its units."""

    width: float
    height: float


class StageTextsData(TypedDict):
    """The texts of the frame."""

    read: str
    shown: str
    stamp: str
    canvas: str
    zoom: str
    zoom_in: str
    zoom_out: str
    zoom_all: str
    png: str
    svg: str
    close: str
    more: str
    as_of: str
    forms: str
    year_before: str
    year_after: str


class StageBaseData(TypedDict):
    """What every drawing on the stage is given."""

    lang: str
    view: str
    chosen: str | None
    file: str
    legend: LegendData
    overview: OverviewData
    card: CardData | None
    table: ListData
    time: TimeLineData
