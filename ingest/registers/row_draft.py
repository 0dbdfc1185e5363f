"""One row of a register while it is read: its cells by meaning, and the values that they amount to."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from functools import cache

from graph.i18n import Bilingual, Message
from graph.model.vocabulary import VOCABULARIES
from graph.sanitize import clean, is_clean
from ingest.read.files import CellNote, row_notes
from ingest.read.grids import GridRow
from ingest.read.rows import no_date, no_date_hint, part_of_date
from ingest.read.written_areas import read_area
from ingest.read.written_dates import MONTH_AND_DAY, DateOrder, is_blank, read_date
from ingest.read.written_numbers import read_count
from ingest.registers.fields import fields, read_word
from ingest.registers.mapping import ColumnMapping, SheetMapping
from ingest.tables.column_texts import word_label

_NUMBERED = re.compile(r"^[(（]?[\d一二三四五六七八九十]+[)）]?[.、．]\s*")


def without_number(text: str) -> str:
    """Return a text without a number in front of it, such as （一）or 3."""
    return _NUMBERED.sub("", text).strip()


def _longer_than_head(cells: int) -> CellNote:
    return CellNote(
        level="error",
        code="cell_count",
        column="",
        value="",
        reason=Message("the row is longer than the header; cells too many: {count}", count=cells),
        hint=Message("put cells that hold a comma into quotation marks"),
    )


def _without_head(cells: tuple[str, ...]) -> CellNote:
    return CellNote(
        level="warning",
        code="cell_without_head",
        column="",
        value="; ".join(cells),
        reason=Message("cells stand under no head and were not taken: {cells}", cells=cells),
        hint=Message("give their column a head"),
    )


class RowColumns:
    """The columns of a sheet, as its rows are read by them.

    :param columns: the columns with a head by their place in the row
    :param width: most cells that a row can have; None if cells beyond the table do not make it faulty
    :param added: places of the columns that a workbook of refused rows has besides those of the file
    :ivar taken: of the columns that are taken, place, head, and meaning if it is read
    :ivar first_without_head: the first place without a head
    :ivar noted: heads of the columns of which faults are told, by their place
    :ivar orders: the order of dates, by meaning
    """

    def __init__(
        self,
        mapping: SheetMapping,
        columns: Mapping[int, ColumnMapping],
        width: int | None = None,
        added: frozenset[int] = frozenset(),
    ) -> None:
        self.mapping, self.places, self.width = mapping, added.union(columns), width
        kinds = {place: _kind(column) for place, column in columns.items()}
        self.taken = [
            (place, column.head, "" if kinds[place] in ("", "ignored") else column.field)
            for place, column in sorted(columns.items())
            if kinds[place] != "personal"
        ]
        self.first_without_head = next(place for place in itertools.count() if place not in self.places)
        self.noted = {place: column.head for place, column in columns.items() if column.field}
        self.orders = {
            column.field: DateOrder(column.order)
            for column in mapping.columns
            if column.order and column == mapping.column_of(column.field)
        }


def _kind(column: ColumnMapping) -> str:
    return fields()[column.field].type if column.field else ""


class RowDraft:
    """A row of a register that is being read.

    :param columns: the columns of its sheet
    :ivar cells: its cells by the meaning of their columns
    :ivar own: its cells by the register's own heads
    :ivar notes: why it is refused, and what is doubtful
    """

    def __init__(self, row: GridRow, columns: RowColumns) -> None:
        self.line, self.mapping, self.columns = row.line, columns.mapping, columns
        self.cells: dict[str, str] = {}
        self.own: dict[str, str] = {}
        self.notes: list[CellNote] = []
        width = len(row.cells)
        all_clean = is_clean("".join(row.cells))  # nearly all rows; parts of a clean text are clean
        for place, head, field in columns.taken:
            if place < width and (cell := row.cells[place]):
                self.own[head] = cell
                if field:
                    as_it_is = all_clean or cell.isascii() or is_clean(cell)
                    self.cells[field] = cell if as_it_is else clean(cell).text.strip()
        if width > columns.first_without_head:
            self._note_without_head(row)
        self.notes += row_notes(row, columns.noted)

    def _note_without_head(self, row: GridRow) -> None:
        """Note cells that stand under no head."""
        columns = self.columns
        headless = {
            place: cell for place, cell in enumerate(row.cells) if cell and place not in columns.places
        }
        if columns.width is not None and (beyond := sum(place >= columns.width for place in headless)):
            self.notes.append(_longer_than_head(beyond))
        elif headless:
            self.notes.append(_without_head(tuple(headless.values())))

    @property
    def is_refused(self) -> bool:
        """Whether something refuses the row."""
        return bool(self.notes) and any(note.level == "error" for note in self.notes)

    def cell(self, field: str) -> str:
        """Return the cell of a meaning, or an empty text."""
        return self.cells.get(field, "")

    def note(self, level: str, code: str, field: str, reason: Message, hint: Message) -> None:
        """Note something of a cell.

        :param level: ``error`` refuses the row
        """
        column = self.mapping.column_of(field)
        self.notes.append(
            CellNote(
                level=level,
                code=code,
                column=column.head if column else "",
                value=self.cell(field),
                reason=reason,
                hint=hint,
            )
        )

    def area(self) -> str:
        """Return the code of the partner's country or area; an unknown name refuses the row."""
        text = self.cell("partner_country")
        if not text:
            return ""
        code = read_area(without_number(text))
        if code is None:
            self.note(
                "error",
                "country",
                "partner_country",
                Message("{text!r} is no country or area that is known", text=text),
                Message("write its usual name, or its code of two letters"),
            )
        return code or ""

    def date(self, field: str, after: str = "") -> tuple[str, str]:
        """Return the first and last day of a cell; what is no date refuses the row.

        :param after: earlier date, whose year a month and day without one belong to, or else the next
        """
        text = self.cell(field)
        if not text or is_blank(text):
            return "", ""
        if after and (day := MONTH_AND_DAY.fullmatch(text)):
            month_and_day = f"-{int(day[1]):02}-{int(day[2]):02}"
            year = int(after[:4]) + (len(after) == 10 and month_and_day < after[4:])
            text = f"{year}{month_and_day}"
        found = read_date(text, self.columns.orders.get(field, DateOrder.UNSETTLED))
        if found is None:
            self.note("error", "date", field, no_date(text), no_date_hint(text))
            return "", ""
        if found.part:
            self.note(
                "warning",
                "date_part",
                field,
                part_of_date(text, found.start),
                Message("write the month or the day if it is known"),
            )
        if found.other:
            self.note(
                "error",
                "date_order",
                field,
                Message("{text!r} can be {one} or {other}", text=text, one=found.start, other=found.other),
                Message("say in the mapping whether the day or the month comes first (order)"),
            )
        return found.start, found.end

    def word(self, field: str, vocabulary: str, default: str = "") -> str:
        """Return the word of the model for a cell; one that is not known refuses the row."""
        text = self.cell(field)
        if not text:
            return self.mapping.set.get(field, default)
        word = read_word(text, vocabulary)
        if word is None:
            self._unknown_word("error", field, vocabulary)
        return word or ""

    def level(self) -> str:
        """Return the rank of the head of a group, from its own column or the name of the group."""
        for text in (self.cell("level"), self.cell("delegation_title")):
            if text and (word := read_word(text, "level")):
                return word
        if self.cell("level"):
            self._unknown_word("warning", "level", "level")
        return self.mapping.set.get("level", "")

    def _unknown_word(self, level: str, field: str, vocabulary: str) -> None:
        self.note(
            level,
            "unknown_word",
            field,
            Message("{text!r} is no {vocabulary}", text=self.cell(field), vocabulary=_label_of(field)),
            Message("write one of these: {words}", words=_labels(vocabulary)),
        )

    def count(self, field: str) -> str:
        """Return a number of persons or groups; what is no number stays with the row and is not counted."""
        text = self.cell(field)
        number = read_count(text) if text else None
        if text and number is None:
            self.note(
                "warning",
                "number_left",
                field,
                Message("{text!r} is no whole number; it stays with the row and is not counted", text=text),
                Message("write digits only"),
            )
        return "" if number is None else str(number)


def _label_of(field: str) -> Bilingual:
    """Return what a field is called."""
    label = fields()[field].label
    return Bilingual(label.en, label.zh)


@cache
def _labels(vocabulary: str) -> tuple[Bilingual, ...]:
    """Return the words of a vocabulary as people read them."""
    return tuple(
        Bilingual(word_label(vocabulary, word, "en"), word_label(vocabulary, word, "zh"))
        for word in VOCABULARIES[vocabulary].words
    )
