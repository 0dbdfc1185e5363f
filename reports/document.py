"""Model of a document, independent of the file format: headings, paragraphs, lists, tables, pictures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from graph.sanitize import printable
from reports.wording.texts import load_texts

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PageReference:
    """The name of something that has its own page.

    :param id: its id in the graph
    :param value: the number that the text shows, if it is one
    """

    text: str
    id: str
    value: int | float | None = None


@dataclass(frozen=True, slots=True)
class PageReferences:
    """Several names in one cell.

    :param rest: text after the names, such as how many more there are
    :param between: separator; a line break puts each name on its own line
    """

    items: tuple[PageReference, ...]
    rest: str = ""
    between: str = "\n"

    @property
    def text(self) -> str:
        """All names and the rest as one text."""
        return self.between.join([*(item.text for item in self.items), *([self.rest] if self.rest else [])])


Cell = str | int | float | dt.date | PageReference | PageReferences | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph.

    :param note: whether it is a remark in smaller type
    """

    text: str
    note: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of points."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table.

    :param name: name of its sheet in a workbook
    :param empty: text shown if there are no rows
    :param short: rows in DOCX and HTML, while a workbook has all; None for the same rows
    :param lines: whether DOCX and HTML show each row as a line of text with its cells joined
    :param heat: whether numbers are also shown by colour (heat map)
    :param aside: indexes of columns that only a workbook shows
    :param centred: whether all columns but the first are centred
    :param helps: what a column counts, shown on pointing at its head; by index of the column
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
    helps: Mapping[int, str] = field(default_factory=dict, hash=False)

    @property
    def read(self) -> tuple[tuple[Cell, ...], ...]:
        """Rows as shown in DOCX and HTML."""
        return tuple(self.shown_cells(row) for row in (self.rows if self.short is None else self.short))

    def warmth(self, value: Cell) -> float:
        """Return the colour intensity of a heat map cell: its share of the largest number, 0 to 1."""
        if not self.heat or isinstance(value, bool) or not isinstance(value, int | float):
            return 0.0
        most = max((cell for row in self.rows for cell in row if isinstance(cell, int | float)), default=0.0)
        return value / most if most > 0 else 0.0

    def shown_cells(self, row: Sequence[T]) -> tuple[T, ...]:
        """Return the cells of a row, or the heads, that DOCX and HTML show."""
        return tuple(value for place, value in enumerate(row) if place not in self.aside)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG text, with alternative text and caption."""

    svg: str
    alt: str
    caption: str


Block = Paragraph | Listing | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its content."""

    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document.

    :param lang: ``zh`` or ``en``
    :param footer: text on every page: dates and configuration digest
    :param overview: name of the first sheet of a workbook
    :param header: text on every page: owner and audience
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
        """Yield every table with the headings above it."""
        yield from _tables(self.sections, ())


def printable_document(content: Document) -> Document:
    """Return ``content`` with every text made printable (:func:`graph.sanitize.printable`)."""
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
    """Return a value as text; numbers are rounded, an empty value is a dash."""
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
    """Return a row as a line of text: its first cell in brackets, then the other non-empty cells."""
    first, *rest = (value for value in row if value not in (None, ""))
    return f"[{first}] " + ". ".join(cell_text(value) for value in rest)


def heat_colour(warmth: float) -> str:
    """Return the colour of a heat map cell as RRGGBB, from white to a blue on which black is legible."""
    full = (0x6B, 0xAE, 0xD6)
    return "".join(f"{round(255 + (part - 255) * min(max(warmth, 0.0), 1.0)):02X}" for part in full)


def chinese_number(number: int) -> str:
    """Return a number from 1 to 99 in Chinese numerals, as used in the headings of official documents."""
    words = load_texts("zh")
    digits, ten = words("numbers.numerals"), words("numbers.ten")
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return (digits[tens] if tens > 1 else "") + ten + (digits[ones] if ones else "")


#: Numbers of headings by level, in languages whose official documents have their own.
_OFFICIAL_NUMBERS: Mapping[str, Sequence[Callable[[int], str]]] = {
    "zh": (
        lambda last: f"{chinese_number(last)}、",
        lambda last: f"（{chinese_number(last)}）",
        lambda last: f"{last}. ",
        lambda last: f"（{last}）",
    )
}


def heading_number(places: Sequence[int], lang: str) -> str:
    """Return the number of a heading: in Chinese in the style of official documents, in English 1 and 1.1.

    :param places: positions from the outermost level inwards, counted from 1
    """
    if lang not in _OFFICIAL_NUMBERS:
        return ".".join(map(str, places)) + "  "
    forms = _OFFICIAL_NUMBERS[lang]
    return forms[min(len(places), len(forms)) - 1](places[-1])
