"""Declarations of input tables: their columns and how their rows map to the graph.

Each table is a small declaration in :mod:`ingest.tables`; reading, checking, resolving and loading are the
same for all of them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from graph.i18n import Bilingual, Message, message_of


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
    WORD = "word"  # a word of a vocabulary
    REFERENCE = "reference"  # id of a node
    REFERENCES = "references"  # ids separated by semicolons
    COUNTRY = "country"  # ISO 3166-1 alpha-2
    COUNTRIES = "countries"  # alpha-2 codes separated by semicolons


@dataclass(frozen=True, slots=True)
class InputColumn:
    """A column of a table.

    :param required: a row with an empty cell is refused
    :param optional: the column may be missing from the file
    :param vocabulary: name of the vocabulary (:mod:`graph.model.vocabulary`) of a WORD column
    :param labels: labels that a REFERENCE may point to
    :param soft: report an unknown reference as a warning instead of refusing the row
    :param choices: what a form offers for a column of text: ``procedures``,
        ``steps`` of one, ``tables``, ``kinds`` of a table, ``verbs`` of commitments, or ``settings``
    :param long: whether a form gives it room for several lines
    :param means: what it holds, in English and Chinese; empty for a column of
        :data:`ingest.tables.column_texts.SHARED_MEANINGS`
    :param label: its label in the form of an entry and at the head of a template, likewise
    """

    name: str
    cell: CellType = CellType.TEXT
    _: KW_ONLY
    required: bool = False
    optional: bool = False
    vocabulary: str = ""
    labels: tuple[str, ...] = ()
    soft: bool = False
    choices: str = ""
    long: bool = False
    means: Bilingual = Bilingual("", "")
    label: Bilingual = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class NodeReference:
    """Label and id of a node."""

    label: str
    id: str


@dataclass(frozen=True, slots=True)
class RowLink:
    """A relationship that starts at the node of its claim."""

    type: str
    to: NodeReference
    properties: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one row says about one node: property values, and relationships that start at the node.

    Dates are ISO text in the given precision; empty values are left out.
    """

    node: NodeReference
    values: Mapping[str, Any] = field(default_factory=dict)
    links: tuple[RowLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A node that a row defines, collected before any reference is checked.

    :param same_as: id of the node that this one is an alias of
    :param names: keys under which rows that give only a name find the node (see :func:`name_key`)
    :param country: ISO code of the country or area that the node lies in, or is
    """

    node: NodeReference
    same_as: str = ""
    names: tuple[str, ...] = ()
    country: str = ""
    name_en: str = ""
    name_zh: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A row whose cells have been converted to their types; empty cells are missing from ``values``.

    :param cells: every filled cell as given
    """

    dataset: str
    row: str
    values: Mapping[str, Any]
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """Return the cell as text, or an empty text."""
        return str(self.values.get(column, ""))

    def texts(self, column: str) -> tuple[str, ...]:
        """Return the parts of a list cell."""
        return tuple(self.values.get(column, ()))

    def pick(self, *columns: str, **renamed: str) -> dict[str, Any]:
        """Return the filled ``columns`` under their own names and ``property=column`` under new names."""
        wanted = {column: column for column in columns} | renamed
        return {name: self.values[column] for name, column in wanted.items() if column in self.values}


class RowProblem(Exception):
    """Raised when the claims of a row cannot be worked out; the row is refused.

    :param reason: English template that says what is wrong (:mod:`graph.i18n.messages`)
    :param hint: English template that says what to do
    :param values: values for both templates
    """

    def __init__(
        self, code: str, column: str, reason: str | Message, hint: str | Message, /, **values: object
    ) -> None:
        super().__init__(code, column, reason, hint)
        self.code = code
        self.column = column
        self.reason = message_of(reason, values)
        self.hint = message_of(hint, values)


class Context(Protocol):
    """Lookups in the rest of the data that a row may make."""

    @property
    def home(self) -> str:
        """Id of the home of the data folder, or an empty text."""

    def ref(self, node_id: str) -> NodeReference:
        """Return the node of an id that the row refers to; aliases are resolved."""

    def find(self, node_id: str) -> NodeReference | None:
        """Like :meth:`ref`, but return ``None`` if the id is unknown."""

    def claimed(self, node_id: str) -> NodeReference | None:
        """Return the node of an id that some row makes a claim about but no row defines: a tie step."""

    def country(self, iso2: str) -> NodeReference:
        """Return the country or area of a code."""

    def node_named(self, key: str) -> NodeReference | None:
        """Return the node of this name, or ``None`` if there is none or more than one."""

    def names(self, node_id: str) -> tuple[str, str]:
        """Return the English and Chinese names of a node; its id if it has no name."""

    def country_of(self, node_id: str) -> str:
        """Return the ISO code of the country or area that a node lies in, or an empty text."""

    def said_by(self, dataset: str, row: str) -> NodeReference | None:
        """Return the node that a row of another table is about, or ``None``."""

    def names_area(self, iso2: str, name_en: str, name_zh: str) -> bool:
        """Return whether these names are those of the country or area itself."""


Claims = Callable[[Record, Context], Iterable[Claim]]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class InputTable:
    """An input table.

    :param name: file name without extension
    :param claims: what a row says; the first claim is about the fact that the row describes
    :param identities: the nodes that a row defines
    :param one_of: columns of which at least one must be filled
    :param key: columns from which an id is derived if the file gives none; empty: an id is required
    :param valid_on: columns of which the first filled one is the day to which the row refers
    :param sourced: whether its rows name a source and a locator; otherwise the table itself is the source
    :param late: its identities are built from those of other tables, so it is processed after all others
    :param means: what one row is, in English and Chinese
    :param label: its name in a form and as a sheet of a template
    :param templated: whether offices fill it in by a template
    :param first: columns that a form shows first; empty: :attr:`leading` finds them
    """

    name: str
    columns: tuple[InputColumn, ...]
    claims: Claims
    identities: Callable[[Record, Context], Iterable[Identity]] = lambda record, context: ()
    one_of: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    valid_on: tuple[str, ...] = ()
    sourced: bool = True
    late: bool = False
    means: Bilingual = Bilingual("", "")
    label: Bilingual
    templated: bool = True
    first: tuple[str, ...] = ()

    @property
    def leading(self) -> tuple[str, ...]:
        """The columns that a form shows first: those that a row needs or is told by, and its remark."""
        needed = {column.name for column in self.columns if column.required or not column.optional} | {
            *self.one_of,
            *self.key,
            NOTE.name,
        }
        return self.first or tuple(column.name for column in self.columns if column.name in needed)

    def column(self, name: str) -> InputColumn | None:
        """Return the declaration of a column, or ``None``."""
        return next((entry for entry in self.columns if entry.name == name), None)


SOURCE = InputColumn("source", CellType.REFERENCE, optional=True, labels=("Source",))
LOCATOR = InputColumn("locator", optional=True)
#: Column of any table, written by an export: day on which a store first recorded the row.
RECORDED_ON = "recorded_on"
NOTE = InputColumn("note", optional=True, long=True)
NOTE_ZH = InputColumn("note_zh", optional=True, long=True)
#: Columns of every sourced table.
PROVENANCE = (NOTE, NOTE_ZH, SOURCE, LOCATOR)


def fold(text: str) -> str:
    """Return ``text`` in the form in which names and heads are compared.

    Case, white space and Unicode compatibility forms are normalised, nothing else.
    """
    normal = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return " ".join(normal.casefold().split())


def name_key(kind: str, name: str, country: str = "") -> str:
    """Return the key for finding a node by name (:func:`fold`)."""
    return f"{kind}|{country}|{fold(name)}"


def other_name_key(key: str) -> str:
    """Return the key under which a former or other name is kept apart from present names.

    :param key: the key of the name (:func:`name_key`)
    """
    return f"other|{key}"


def derived_id(prefix: str, *parts: str) -> str:
    """Return an id derived from the content of a row, independent of its position in the file."""
    text = "\x1f".join(map(fold, parts))
    return f"{prefix}-{hashlib.blake2b(text.encode(), digest_size=5).hexdigest()}"


def parts_of(cell: str) -> list[str]:
    """Return the parts of a cell that holds several, separated by semicolons."""
    return [part.strip() for part in cell.split(";") if part.strip()]


def slug(text: str) -> str:
    """Return ``text`` as lower-case ASCII letters and digits joined by hyphens; empty if it contains none."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")


def as_day(text: str) -> str:
    """Return ``text`` if it is a full ISO day.

    :raises ValueError: if it is not
    """
    dt.date.fromisoformat(text)
    if len(text) != 10:
        raise ValueError(text)
    return text
