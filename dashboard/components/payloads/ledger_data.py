"""What the ranking and the page of a partner are given."""

from __future__ import annotations

from typing import TypedDict

from dashboard.components.payloads.stage_data import DisagreementsData, SourceData, TimeLineData


class DayTextsData(TypedDict):
    """The texts of the field for a day."""

    as_of: str
    forms: str


class BandData(TypedDict):
    """Strength in words."""

    code: str
    text: str


class BandCountData(BandData):
    """The number of partners of a band."""

    count: int


class ComponentKeyData(TypedDict):
    """A component of the score and its name."""

    code: str
    text: str


class ComponentPointsData(TypedDict):
    """The points of a component."""

    code: str
    points: float


class FiveWordData(TypedDict):
    """One of the five words, with its share of the maximum, 0 to 1."""

    word: str
    name: str
    share: float


class EvidenceRangeData(TypedDict):
    """The range of the score from reliable sources alone to all sources."""

    low: float
    high: float
    text: str
    short: str
    word: str
    said: str


class RankedRowData(TypedDict):
    """A row of the ranking; ``order`` is the place of its band."""

    id: str
    href: str
    name: str
    other: str
    country: str
    region: str
    tie: str
    band: BandData
    order: int
    parts: list[ComponentPointsData]
    five: list[FiveWordData]
    strength: float
    figure: str
    evidence: EvidenceRangeData
    activity: str
    known: bool


class RegionCountData(TypedDict):
    """A region of the world with its number of rows."""

    code: str
    name: str
    count: int


class RankingTextsData(DayTextsData):
    """The texts of the ranking."""

    show: str
    note: str
    evidence_key: str
    five_key: str
    parts: str
    empty: str
    cut: str
    foot: str
    all: str
    caption: str
    columns: list[str]
    helps: list[str]
    rows: str


class RankingData(TypedDict):
    """All that the ranking is given; ``scale`` is the end of the bars in points."""

    lang: str
    order: str
    figures: bool
    rows: list[RankedRowData]
    regions: list[RegionCountData]
    bands: list[BandCountData]
    scale: float
    keys: list[ComponentKeyData]
    time: TimeLineData
    texts: RankingTextsData


class CitedSourceData(SourceData):
    """A source with its id."""

    id: str


class LineTextData(TypedDict):
    """A line of the ledger, or a contact, in words."""

    date: str
    text: str
    tags: str
    title: str


class LedgerLineData(LineTextData):
    """A line of the ledger; ``only`` are the sources that state it."""

    key: str
    points: float
    value: str
    facts: list[str]
    only: list[str]


class LedgerRowData(TypedDict):
    """A component of the score with its lines, stacked on those before it."""

    code: str
    name: str
    why: str
    word: str
    base: float
    points: float
    most: float
    text: str
    of: str
    count: str
    lines: list[LedgerLineData]


class ChangeLineData(TypedDict):
    """A line that came, went, grew or faded."""

    text: str
    more: str
    value: str


class ChangeGroupData(TypedDict):
    """The changes of one kind."""

    code: str
    name: str
    value: str
    lines: list[ChangeLineData]


class ScoreChangeData(TypedDict):
    """The difference of the score to a year before; ``way`` is up, down or same."""

    title: str
    value: str
    way: str
    groups: list[ChangeGroupData]
    sum: str
    total: str
    none: str


class MomentData(LineTextData):
    """A contact in time, with its initial and remaining weight; ``line`` is its key in the ledger."""

    key: str
    at: float
    way: str
    way_text: str
    fresh: float
    left: float
    weight: str
    line: str


class ContactTimesData(TypedDict):
    """The contacts by date; days are fractional years."""

    first: float
    last: float
    ticks: list[int]
    most: float
    entries: list[MomentData]


class ScoredYearData(TypedDict):
    """The score at the end of a year."""

    date: str
    year: int
    total: str
    parts: list[ComponentPointsData]


class ScoreHistoryData(TypedDict):
    """The score by year, as columns and as a table."""

    title: str
    aside: str
    most: float
    years: list[ScoredYearData]
    ticks: list[int]
    head: list[str]
    rows: list[list[str]]
    show: str
    hide: str


class RecordedLineData(LineTextData):
    """A recorded fact; ``done`` unless it is planned."""

    done: bool
    facts: list[str]
    only: list[str]


class RecordedListData(TypedDict):
    """The recorded facts of one kind."""

    title: str
    items: list[RecordedLineData]


class PartnerFileData(TypedDict):
    """All about a partner; ``sources`` has those of each fact."""

    id: str
    name: str
    others: list[str]
    place: str
    since: str
    present: bool
    absent: str
    band: BandData
    figure: str
    strength: float
    activity: str
    known: bool
    parts: list[ComponentPointsData]
    five: list[FiveWordData]
    evidence: EvidenceRangeData
    dates: str
    change: ScoreChangeData
    rows: list[LedgerRowData]
    total: str
    timeline: ContactTimesData
    history: ScoreHistoryData | None
    lists: list[RecordedListData]
    disagreements: DisagreementsData
    sources: dict[str, list[CitedSourceData]]
    unread: str
    in_circle: bool


class PartnerChoiceData(TypedDict):
    """A partner to choose; ``tied`` if it has a tie of its own."""

    id: str
    name: str
    country: str
    tied: bool
    href: str


class PartnerChoicesData(TypedDict):
    """The partners of a region of the world."""

    code: str
    name: str
    entries: list[PartnerChoiceData]


class WayKeyData(TypedDict):
    """A direction of contacts and its name."""

    way: str
    text: str


class PartnerTextsData(DayTextsData):
    """The texts of the page of a partner."""

    circle: str
    ranking: str
    choose: str
    choose_lead: str
    previous: str
    next: str
    strength: str
    ledger: str
    ledger_aside: str
    total: str
    nothing: str
    sources: str
    sources_of: str
    no_sources: str
    more: str
    five: str
    evidence: str
    timeline: str
    timeline_aside: str
    timeline_label: str
    fresh: str
    left: str
    ways: list[WayKeyData]
    keys: list[ComponentKeyData]
    foot: str
    note: str
    history_label: str


class PartnerData(TypedDict):
    """All that the page of a partner is given; ``circle`` and ``ranking`` are addresses."""

    lang: str
    choices: list[PartnerChoicesData]
    time: TimeLineData
    circle: str
    ranking: str
    texts: PartnerTextsData
    file: PartnerFileData | None
