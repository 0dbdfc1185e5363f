"""What the form for manual entries is given."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from dashboard.components.payloads.search_data import HitData


class OptionData(TypedDict):
    """A choice of a field; ``of`` is the value of the field above on which it depends."""

    value: str
    text: str
    of: NotRequired[str]


class FieldData(TypedDict):
    """A field of the form; ``kind`` is text, long, number, date, day, choice, one or many."""

    name: str
    label: str
    kind: str
    required: bool
    more: bool
    hint: str
    options: NotRequired[list[OptionData]]
    depends: NotRequired[str]


class EntryRemarkData(TypedDict):
    """What is wrong or to be considered; ``level`` is error or warning."""

    level: str
    reason: str
    hint: str


class PairSideData(TypedDict):
    """One of two statements that contradict each other."""

    value: str
    text: str
    source: str
    url: str
    grade: str
    locator: str
    date: str
    note: str


class PairData(TypedDict):
    """Two statements that contradict each other, with the decision made."""

    key: str
    fact: str
    property: str
    title: str
    sub: str
    state: str
    reason: str
    sides: list[PairSideData]


class FieldSearchData(TypedDict):
    """The matches for the text in a field that takes a name."""

    field: str
    text: str
    hits: list[HitData]


class DoubleData(TypedDict):
    """Something on record that the entry may tell of again."""

    title: str
    href: str


class PreviewData(TypedDict):
    """What the entry will change; ``ready`` if it can be saved."""

    lines: list[str]
    doubles: list[DoubleData]
    remarks: list[EntryRemarkData]
    ready: bool


class OpenEntryData(TypedDict):
    """The entry that the form corrects; ``history`` says what it said before, the oldest first."""

    id: str
    title: str
    history: list[str]


class ConflictLineData(TypedDict):
    """A field in which what is typed differs from what somebody else has saved meanwhile."""

    label: str
    mine: str
    theirs: str


class ConflictData(TypedDict):
    """A correction that somebody else was faster with; ``by`` says who, and when."""

    id: str
    by: str
    lines: list[ConflictLineData]


class EntryMessageData(TypedDict):
    """The answer to the last action."""

    text: str
    wrong: bool


class EntryLineData(TypedDict):
    """An earlier entry; ``stands`` unless it was taken back."""

    id: str
    title: str
    what: str
    sub: str
    partner: str
    href: str
    stands: bool


class EntryTextsData(TypedDict):
    """The texts of the form."""

    lead: str
    required: str
    more: str
    check: str
    save: str
    clear: str
    first: str
    checking: str
    saving: str
    none: str
    choose: str
    calendar: str
    remove: str
    preview: str
    preview_empty: str
    nothing_changes: str
    doubles: str
    entries: str
    entries_empty: str
    undo: str
    redo: str
    back: str
    correct: str
    copy: str
    cancel: str
    correcting: str
    conflict: str
    mine: str
    theirs: str
    take_theirs: str
    keep_mine: str
    pairs: str
    pairs_empty: str
    pick: str
    holds: str
    open: str
    open_text: str
    not_told: str


class EntryData(TypedDict):
    """All that the form is given; ``shown`` has the names of the ids in the draft."""

    lang: str
    revision: int
    table: str
    may_write: bool
    fields: list[FieldData]
    draft: dict[str, str]
    shown: dict[str, str]
    open: OpenEntryData | None
    conflict: ConflictData | None
    pairs: list[PairData] | None
    errors: dict[str, EntryRemarkData]
    search: FieldSearchData
    preview: PreviewData | None
    message: EntryMessageData | None
    answered: str
    entries: list[EntryLineData]
    cut: str
    texts: EntryTextsData
