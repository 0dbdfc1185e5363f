"""What a document for a meeting consists of, whatever it is written as: headings, paragraphs, lists, tables,
pictures.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from graph.sanitize import printable
from reports.wording.texts import load_texts

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PageReference:
    """The name of something that has a page of its own.

    :param id: its id in the graph
    :param value: the number that it stands for, where it is one
    """

    text: str
    id: str
    value: int | float | None = None


@dataclass(frozen=True, slots=True)
class PageReferences:
    """Several names in one cell.

    :param rest: what is said after them, such as how many more there are
    :param between: what stands between two; a line break puts each on a line of its own
    """

    items: tuple[PageReference, ...]
    rest: str = ""
    between: str = "\n"

    @property
    def text(self) -> str:
        """All of it in one text."""
        return self.between.join([*(item.text for item in self.items), *([self.rest] if self.rest else [])])


Cell = str | int | float | dt.date | PageReference | PageReferences | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph.

    :param note: smaller: a remark on what stands above
    """

    text: str
    note: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of points."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    :param name: what a sheet of a workbook is called
    :param empty: what is said where it has no rows
    :param short: rows of a document that is read, where a workbook has them all; None: the same
    :param lines: a document that is read has a line of text for each row instead, the cells one after the
        other
    :param heat: whether numbers are shown by colour as well: a heat map
    :param aside: columns that only a workbook has
    :param centred: whether all cells but the first stand in the middle of their column
    """

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""
    short: tuple[tuple[Cell, ...], ...] | None = None
    lines: bool = False
    centred: bool = False
    heat: bool = False
    aside: frozenset[int] = frozenset()

    @property
    def read(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows of a document that is read."""
        return tuple(self.kept(row) for row in (self.rows if self.short is None else self.short))

    def warmth(self, value: Cell) -> float:
        """How much colour a cell of a heat map has: its part of the largest number, 0 to 1."""
        if not self.heat or isinstance(value, bool) or not isinstance(value, int | float):
            return 0.0
        most = max((cell for row in self.rows for cell in row if isinstance(cell, int | float)), default=0.0)
        return value / most if most > 0 else 0.0

    def kept(self, row: Sequence[T]) -> tuple[T, ...]:
        """What a document that is read shows of a row, or of the heads."""
        return tuple(value for place, value in enumerate(row) if place not in self.aside)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG text, with what it shows in words."""

    svg: str
    alt: str
    caption: str


Block = Paragraph | Listing | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it."""

    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document.

    :param lang: zh or en
    :param footer: stands on every page: the days, the digest of the numbers
    :param overview: what the first sheet of a workbook is called
    :param header: stands on every page: whose it is, who may see it
    """

    title: str
    subtitle: str
    lang: str
    header: str
    footer: str
    sections: tuple[Section, ...]
    lead: tuple[Block, ...] = field(default=())
    overview: str = "Overview"

    def tables(self) -> Iterator[tuple[tuple[str, ...], Table]]:
        """Every table with the headings above it."""
        yield from _tables(self.sections, ())


def printable_document(content: Document) -> Document:
    """``content`` with every text as :func:`graph.sanitize.printable` leaves it; every writer begins with it."""
    return cast("Document", _printable(content))


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, tuple | list):
        return type(value)(_printable(entry) for entry in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{entry.name: _printable(getattr(value, entry.name)) for entry in fields(value)}
        )
    return value


def _tables(sections: Sequence[Section], above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Table]]:
    for section in sections:
        path = (*above, section.title)
        for block in section.blocks:
            if isinstance(block, Table):
                yield path, block
        yield from _tables(section.sections, path)


def cell_text(value: Cell) -> str:
    """A value as text: numbers as people write them, nothing as a dash."""
    match value:
        case None | "":
            return "–"
        case float():
            return f"{value:.2f}" if 0 < abs(value) < 1 else f"{value:.1f}"
        case dt.date():
            return value.isoformat()
        case PageReference() | PageReferences():
            return value.text or "–"
    return str(value)


def line_of(row: Sequence[Cell]) -> str:
    """A row as a line of text: its number in brackets, then what there is of the rest."""
    first, *rest = (value for value in row if value not in (None, ""))
    return f"[{first}] " + ". ".join(cell_text(value) for value in rest)


def heat_colour(warmth: float) -> str:
    """The colour of a cell of a heat map as RRGGBB: from white to a blue on which black is still read."""
    full = (0x6B, 0xAE, 0xD6)
    return "".join(f"{round(255 + (part - 255) * min(max(warmth, 0.0), 1.0)):02X}" for part in full)


def chinese_number(number: int) -> str:
    """A whole number from 1 to 99 in Chinese numerals, as headings of official papers have it."""
    words = load_texts("zh")
    digits, ten = words("numbers.numerals"), words("numbers.ten")
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return (digits[tens] if tens > 1 else "") + ten + (digits[ones] if ones else "")


def heading_number(places: Sequence[int], lang: str) -> str:
    """The number of a heading: in Chinese as official papers number them, in English 1 and 1.1.

    :param places: from the outermost, counted from 1
    """
    if lang != "zh":
        return ".".join(map(str, places)) + "  "
    level, last = len(places), places[-1]
    forms = (f"{chinese_number(last)}、", f"（{chinese_number(last)}）", f"{last}. ", f"（{last}）")
    return forms[min(level, len(forms)) - 1]
