"""What the console of the page "Cypher" is given."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class DraftData(TypedDict):
    """The statement in the editor, with what is needed to run it."""

    text: str
    base: str
    given: dict[str, str]
    limit: int
    seconds: int


class ParameterData(TypedDict):
    """What a parameter of a catalogue query means."""

    meaning: str
    type: str
    required: bool


class ConsoleLimitsData(TypedDict):
    """The largest values that may be asked for; ``statement`` and ``given`` in characters of a link."""

    rows: int
    seconds: int
    statement: int
    given: int


class UsualLimitsData(TypedDict):
    """The values that are taken if none are asked for."""

    rows: int
    seconds: int


class PlaceInTextData(TypedDict):
    """A place in the statement, from 1."""

    line: int
    column: int


class AnswerHeadData(TypedDict):
    """A column of the answer."""

    title: str
    name: str
    type: str


class AnswerCellData(TypedDict):
    """A cell of the answer; ``number`` if it is one."""

    text: str
    url: NotRequired[str]
    number: NotRequired[bool]


class NoticeData(TypedDict):
    """A notification of the server, with its place in the statement if it has one."""

    text: str
    line: int | None
    column: int | None


class PlanRowData(TypedDict):
    """An operator of a plan."""

    depth: int
    operator: str
    details: str
    figures: list[str]


class PlanData(TypedDict):
    """The plan of a statement."""

    heads: list[str]
    rows: list[PlanRowData]


class GraphLinkData(TypedDict):
    """The link to the canvas with the nodes of the answer."""

    href: str
    text: str


class FailedAnswerData(TypedDict):
    """Why there is no answer, with the place in the statement if there is one."""

    error: str
    place: PlaceInTextData | None


class AnswerData(TypedDict):
    """The answer to a statement."""

    columns: list[AnswerHeadData]
    rows: list[list[AnswerCellData]]
    told: str
    notices: list[NoticeData]
    plan: PlanData | None
    only_plan: bool
    graph: GraphLinkData | None


class ExampleData(TypedDict):
    """A query of the catalogue."""

    name: str
    purpose: str


class TopicData(TypedDict):
    """The queries of a topic."""

    topic: str
    entries: list[ExampleData]


class SchemaPropertyData(TypedDict):
    """A property of a label or of a relationship."""

    name: str
    meaning: str


class SchemaEntryData(TypedDict):
    """A label or a type of relationship; ``between`` says which labels that joins."""

    name: str
    meaning: str
    properties: list[SchemaPropertyData]
    between: NotRequired[str]


class SchemaData(TypedDict):
    """What the graph holds."""

    labels: list[SchemaEntryData]
    relations: list[SchemaEntryData]


class RememberedData(TypedDict):
    """A statement that was run in this visit."""

    title: str
    outcome: str
    wrong: bool


class ConsoleTextsData(TypedDict):
    """The texts of the console."""

    editor: str
    editor_help: str
    parameters: str
    required: str
    anything: str
    rows: str
    seconds: str
    run: str
    keys: str
    running: str
    stop: str
    stopping: str
    plan: str
    notices: str
    link: str
    linked: str
    not_linked: str
    too_long: str
    waits: str
    empty: str
    answer: str
    beside: str
    examples: str
    schema: str
    history: str
    narrow: str
    nothing: str
    labels: str
    relations: str
    insert: str
    properties: str
    no_history: str


class ConsoleData(TypedDict):
    """All that the console is given.

    The editor keeps the text being typed until a new ``revision`` replaces it.
    """

    lang: str
    draft: DraftData
    revision: int
    running: bool
    original: str
    purpose: str
    parameters: dict[str, ParameterData]
    most: ConsoleLimitsData
    usual: UsualLimitsData
    answer: AnswerData | FailedAnswerData | None
    examples: list[TopicData]
    schema: SchemaData
    history: list[RememberedData]
    texts: ConsoleTextsData
