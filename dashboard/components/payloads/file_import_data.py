"""What the page for importing files is given."""

from __future__ import annotations

from typing import TypedDict

from dashboard.components.payloads.entry_data import OptionData


class RegisterColumnData(TypedDict):
    """A column of the file; ``means`` is its meaning or empty, ``certainty`` certain, likely or unknown."""

    head: str
    means: str
    order: str
    certainty: str
    told: str


class RegisterSheetData(TypedDict):
    """A sheet with its first rows; ``subject`` is what one row is about, or empty if it is left out."""

    sheet: str
    title: str
    about: str
    subject: str
    columns: list[RegisterColumnData]
    rows: list[list[str]]
    meanings: list[OptionData]


class PlanCountData(TypedDict):
    """The number of facts of one kind, as shown."""

    name: str
    created: str
    updated: str
    unchanged: str
    retired: str


class PlanChangeData(TypedDict):
    """A fact that changes; ``what`` is created, updated or retired, ``values`` what changes in it."""

    what: str
    text: str
    values: list[str]


class RowRemarkData(TypedDict):
    """What is said of a row: its place, column and value, the reason, and what to do."""

    where: str
    column: str
    value: str
    reason: str
    hint: str


class LoadPlanData(TypedDict):
    """What a load does or did.

    ``replaces`` tells of a kept register that it replaces, ``retires`` of many rows that it retires; both ask
    for consent.
    """

    title: str
    summary: str
    counts: list[PlanCountData]
    changes: list[PlanChangeData]
    cut: str
    refused: list[RowRemarkData]
    refused_title: str
    remarks: list[RowRemarkData]
    remarks_title: str
    replaces: str
    retires: str
    done: bool


class FileImportMessageData(TypedDict):
    """A line about the last act."""

    text: str
    wrong: bool


class FileImportTextsData(TypedDict):
    """The texts of the page."""

    lead: str
    drop: str
    choose: str
    too_large: str
    paste: str
    paste_hint: str
    paste_name: str
    take: str
    another: str
    columns: str
    columns_lead: str
    subject: str
    subjects: list[OptionData]
    not_taken: str
    check: str
    load: str
    first: str
    reading: str
    checking: str
    loading: str
    counts: list[str]
    refused_heads: list[str]
    changes: str
    unmapped: str
    history: str


class FileImportData(TypedDict):
    """The page: a file, what its columns mean, and what a load of it does.

    ``step`` numbers what Python knows of the file; ``answered`` is the number of the last act.
    """

    lang: str
    step: str
    may_write: bool
    answered: str
    accept: str
    most: int
    file: str
    about: str
    sheets: list[RegisterSheetData]
    plan: LoadPlanData | None
    message: FileImportMessageData | None
    history: str
    texts: FileImportTextsData
