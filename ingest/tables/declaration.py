"""How an input table is declared: its columns, and what its rows say of the graph.

A table is a small declaration in :mod:`ingest.tables`; everything else (reading, checking, resolving,
loading) is the same for all of them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from graph.i18n.messages import Message, message_of


class CellType(StrEnum):
    """The type of a column's cells."""

    TEXT = "text"
    ID = "id"  # letters and digits, with - _ . between them
    TEXTS = "texts"  # separated by semicolons
    DATE = "date"  # YYYY, YYYY-MM or YYYY-MM-DD
    DAY = "day"  # YYYY-MM-DD
    INTEGER = "integer"
    NUMBER = "number"
    TRUTH = "truth"
    WORD = "word"  # one of a vocabulary
    REFERENCE = "reference"  # id of a node
    REFERENCES = "references"  # ids separated by semicolons
    COUNTRY = "country"  # ISO 3166-1 alpha-2
    COUNTRIES = "countries"  # such codes separated by semicolons


@dataclass(frozen=True, slots=True)
class InputColumn:
    """A column of a table.

    :param required: an empty cell refuses the row
    :param optional: the column itself may be missing from the file
    :param vocabulary: name of the word list (:mod:`graph.model.vocabulary`) for a WORD
    :param labels: labels that a REFERENCE may point to
    :param soft: a reference that points nowhere is a remark, not a refusal
    """

    name: str
    cell: CellType = CellType.TEXT
    required: bool = False
    optional: bool = False
    vocabulary: str = ""
    labels: tuple[str, ...] = ()
    soft: bool = False


@dataclass(frozen=True, slots=True)
class NodeReference:
    """A node that a row points to."""

    label: str
    id: str


@dataclass(frozen=True, slots=True)
class RowLink:
    """A relationship that starts at the node of the claim that holds it."""

    type: str
    to: NodeReference
    properties: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one row says of one node: values of its properties and relationships that start there.

    Dates are ISO text in the precision given; empty values are left out.
    """

    node: NodeReference
    values: Mapping[str, Any] = field(default_factory=dict)
    links: tuple[RowLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """A node that a row brings into being, known before any reference is checked.

    :param same_as: id of the node it is another name for
    :param names: keys under which rows that give only a name find it (see :func:`name_key`)
    :param country: ISO code of the country or area it lies in, or is
    """

    node: NodeReference
    same_as: str = ""
    names: tuple[str, ...] = ()
    country: str = ""
    name_en: str = ""
    name_zh: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A row whose cells have been read by their types; empty cells are missing from ``values``.

    :param cells: every filled cell as given
    """

    dataset: str
    row: str
    values: Mapping[str, Any]
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """The cell as text, or an empty text."""
        return str(self.values.get(column, ""))

    def texts(self, column: str) -> tuple[str, ...]:
        """The parts of a list cell."""
        return tuple(self.values.get(column, ()))

    def pick(self, *columns: str, **renamed: str) -> dict[str, Any]:
        """The filled ones of ``columns`` under their own names, and ``property=column`` under new ones."""
        wanted = {column: column for column in columns} | renamed
        return {name: self.values[column] for name, column in wanted.items() if column in self.values}


class RowProblem(Exception):
    """A row that cannot be used, found while its meaning is worked out.

    :param reason: English template of what is wrong (:mod:`graph.i18n.messages`)
    :param hint: English template of what to do
    :param values: what is put into both
    """

    def __init__(self, code: str, column: str, reason: str, hint: str | Message, /, **values: object) -> None:
        super().__init__(code, column, reason, hint)
        self.code = code
        self.column = column
        self.reason = message_of(reason, values)
        self.hint = message_of(hint, values)


class Context(Protocol):
    """What a row may ask about the rest of the data."""

    @property
    def home(self) -> str:
        """Id of the home the data folder belongs to, or an empty text."""

    def ref(self, node_id: str) -> NodeReference:
        """The node of an id that the row refers to; other names are followed."""

    def find(self, node_id: str) -> NodeReference | None:
        """As :meth:`ref`, for an id that may point nowhere."""

    def claimed(self, node_id: str) -> NodeReference | None:
        """The node of an id of which some row says something, though none brings it into being by itself: a
        step of a tie.
        """

    def country(self, iso2: str) -> NodeReference:
        """The country or area of a code."""

    def named(self, key: str) -> NodeReference | None:
        """The one node of this name, or ``None`` where there is none or more than one."""

    def names(self, node_id: str) -> tuple[str, str]:
        """Names of a node in English and Chinese; the id where it has none."""

    def country_of(self, node_id: str) -> str:
        """ISO code of the country or area a node lies in, or an empty text."""

    def said_by(self, dataset: str, row: str) -> NodeReference | None:
        """The node that a row of another table is about, or ``None``."""

    def names_area(self, iso2: str, name_en: str, name_zh: str) -> bool:
        """Whether these names are those of the country or area itself."""


Claims = Callable[[Record, Context], Iterable[Claim]]


@dataclass(frozen=True, slots=True, eq=False)
class InputTable:
    """An input table.

    :param name: file name without its ending
    :param identities: the nodes a row brings into being
    :param claims: what a row says; the first claim is of the fact the row is about
    :param key: columns from which an id is derived where the file gives none; empty: an id is required
    :param valid_on: columns of which the first filled one is the day of which the row speaks
    :param sourced: whether its rows name a source and a place in it; otherwise the table itself is the source
    :param late: its identities are made of those of other tables, so they come after all others
    """

    name: str
    columns: tuple[InputColumn, ...]
    claims: Claims
    identities: Callable[[Record, Context], Iterable[Identity]] = lambda record, context: ()
    key: tuple[str, ...] = ()
    valid_on: tuple[str, ...] = ()
    sourced: bool = True
    late: bool = False

    def column(self, name: str) -> InputColumn | None:
        """The declaration of a column, or ``None``."""
        return next((entry for entry in self.columns if entry.name == name), None)


SOURCE = InputColumn("source", CellType.REFERENCE, optional=True, labels=("Source",))
LOCATOR = InputColumn("locator", optional=True)
NOTE = InputColumn("note", optional=True)
#: Columns that every sourced table has.
PROVENANCE = (NOTE, SOURCE, LOCATOR)


def name_key(kind: str, name: str, country: str = "") -> str:
    """Key under which a node can be found by name: compatibility forms, case and blanks are forgiven, nothing
    else.
    """
    folded = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    return f"{kind}|{country}|{folded}"


def derived_id(prefix: str, *parts: str) -> str:
    """An id from what a row says, the same whatever its position in the file."""
    text = "\x1f".join(" ".join(unicodedata.normalize("NFKC", part).casefold().split()) for part in parts)
    return f"{prefix}-{hashlib.blake2b(text.encode(), digest_size=5).hexdigest()}"


def slug(text: str) -> str:
    """Lower-case ASCII letters and digits joined by hyphens; empty where nothing of the kind is in ``text``."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")


def as_day(text: str) -> str:
    """Check a full ISO day; :raises ValueError: if it is none."""
    dt.date.fromisoformat(text)
    if len(text) != 10:
        raise ValueError(text)
    return text
