"""What the search box, the file chooser and the plain table are given."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class HitData(TypedDict):
    """A hit; one without ``href`` is reported when it is chosen."""

    id: str
    name: str
    others: str
    what: str
    href: NotRequired[str]


class SearchBoxData(TypedDict):
    """The hits for what was typed; ``none`` is shown if there are none."""

    placeholder: str
    none: str
    query: str
    hits: list[HitData]


class FileInputData(TypedDict):
    """The text of the button; ``most`` is the maximum size in bytes."""

    text: str
    too_large: str
    accept: str
    most: int


class TableHeadData(TypedDict):
    """A column of a table."""

    title: str
    type: str
    name: str


class TableCellData(TypedDict):
    """A cell; ``url`` is an address of the web, ``href`` a page of the dashboard, ``id`` its node."""

    text: str
    url: NotRequired[str]
    href: NotRequired[str]
    id: NotRequired[str]


class TableData(TypedDict):
    """A table that can be sorted."""

    caption: str
    lang: str
    columns: list[TableHeadData]
    rows: list[list[TableCellData]]
    empty: str
