"""A register written again in its own heads, order, words and forms: its mapping read backwards. Pure.

A row that came from the register keeps its cells as they stood. A row that was entered since gets each cell
in the form that the other cells of its column have. What was written is read again through the same mapping,
and what does not come out the same is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from graph.i18n import Message
from graph.naming.profile import Naming
from ingest.data_folder import Cells
from ingest.read.grids import Grid, GridRow
from ingest.read.rows import AS_WRITTEN
from ingest.read.written_dates import DateOrder
from ingest.registers.column_words import ColumnWords, column_words
from ingest.registers.date_forms import ColumnDates, date_writer
from ingest.registers.mapping import ColumnMapping, SheetMapping
from ingest.registers.places.place_book import KnownPlace, PlaceBook
from ingest.registers.places.place_names import names_in
from ingest.registers.translate import OfficeHome, translate
from ingest.tables import TABLES
from ingest.tables.declaration import RECORDED_ON

#: Columns of the tables by fields of other names: first day, then last day or empty.
_DATES = {
    "signed_date": ("signed_date", ""),
    "intent_date": ("intent_date", ""),
    "approval_date": ("approval_date", ""),
    "status_date": ("status_date", ""),
    "as_of": ("as_of", ""),
    "date": ("date_start", "date_end"),
    "date_end": ("date_end", ""),
}
_PARTNER = ("from_id", "to_id", "from_place", "to_place", "from_countries", "to_countries")
#: Columns of the tables by fields that stand for others than the one of the same name.
_COLUMNS: Mapping[str, tuple[str, ...]] = _DATES | {
    **dict.fromkeys(("partner_name", "partner_name_en", "partner_country", "home_name"), _PARTNER),
    "delegation_title": ("delegation_title", "delegation_title_zh"),
}
#: What a row is, which a sheet without such a column says of all its rows.
_WORDS = {"kind": "tie_kind", "status": "tie_status", "direction": "direction", "level": "level"}
_DECIDES = ("kind", "status", "direction")
#: Cells that a register gives otherwise, or that say who entered a row.
_UNTOLD = frozenset({"id", "same_as", "source", "locator", "entered_by", "entered_at", RECORDED_ON})


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRow:
    """A row of the store.

    :param cells: its cells as its statement keeps them
    :param entered: whether it was entered by hand, not read from the register
    :param corrected: columns of the table in which a row entered by hand says otherwise than the register
    """

    id: str
    cells: Cells
    entered: bool = False
    corrected: frozenset[str] = frozenset()

    def own(self, head: str, subject: str) -> str:
        """Return the cell under a head of the register."""
        known = {column.name for column in TABLES[subject].columns}
        return self.cells.get(f"{head}{AS_WRITTEN}" if head in known else head, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSheet:
    """A sheet of a register as it is written.

    :param heads: lines of the head, all alike
    :param rows: rows below the head with headings of sections among them
    :param line: line of the head
    :param told: number of rows from the register; ``entered`` of rows entered since
    :param remarks: what cannot be written back
    """

    sheet: str
    line: int
    heads: Sequence[Sequence[str]]
    rows: Sequence[Sequence[str]]
    told: int
    entered: int
    remarks: Sequence[Message] = field(default_factory=tuple)


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What a register is written with.

    :param places: the places of the store
    :param naming: how countries and areas are called
    """

    home: OfficeHome
    places: Sequence[KnownPlace]
    naming: Naming

    @cached_property
    def by_id(self) -> Mapping[str, KnownPlace]:
        """The places by id."""
        return {place.id: place for place in self.places}


def write_back(
    mapping: SheetMapping, rows: Sequence[StoredRow], around: Surroundings, file: Path
) -> WrittenSheet:
    """Return a sheet of a register with its rows.

    :param file: where it will be written; its ending tells how it is read again
    """
    return _RegisterSheet(mapping, rows, around, file).run()


class _RegisterSheet:
    """One sheet that is being written."""

    def __init__(
        self, mapping: SheetMapping, rows: Sequence[StoredRow], around: Surroundings, file: Path
    ) -> None:
        self.mapping, self.around, self.file = mapping, around, file
        self.told = [row for row in rows if not row.entered]
        self.entered = [row for row in rows if row.entered]
        known = {column.head for column in mapping.columns}
        added = sorted({head for row in self.told for head in self._own_heads(row)} - known)
        self.columns = [
            *{column.head: column for column in mapping.columns if column.head}.values(),
            *(ColumnMapping(head=head) for head in added),
        ]
        self.dates: dict[str, ColumnDates] = {}
        self.words: dict[str, ColumnWords] = {}
        self.remarks: list[Message] = []

    def _own_heads(self, row: StoredRow) -> list[str]:
        """Return the heads of the register under which a row has a cell."""
        declared = {column.name for column in TABLES[self.mapping.subject].columns}
        return [
            name.removesuffix(AS_WRITTEN) if name.removesuffix(AS_WRITTEN) in declared else name
            for name in row.cells
            if name not in declared
        ]

    def run(self) -> WrittenSheet:
        """Write all rows."""
        number = self._number_head()
        told = sorted(self.told, key=lambda row: self._order(row, number))
        entered = sorted(self.entered, key=lambda row: self._order(row, ""))
        last = max((int(self._own(row, number)) for row in told), default=0) if number else 0
        written = [(row, [self._told_cell(row, column) for column in self.columns]) for row in told]
        composed = self._composed(entered, last)
        written += composed
        if not number:
            written.sort(key=lambda entry: self._order(entry[0], ""))
        lines = self._with_sections(written)
        self._tell(number, len(entered) - len(composed))
        self._tell_differences(lines)
        return WrittenSheet(
            sheet=self.mapping.sheet,
            line=self.mapping.head_line,
            heads=[[column.head for column in self.columns]] * self.mapping.head_lines,
            rows=[cells for _, cells in lines],
            told=len(told),
            entered=len(composed),
            remarks=tuple(self.remarks),
        )

    def _composed(self, entered: Sequence[StoredRow], last: int) -> list[tuple[StoredRow, list[str]]]:
        """Return the rows entered by hand that are of what the sheet tells of.

        A sheet of visits received has none that were sent.

        :param last: number of the last row of the register
        """
        found = [(row, [self._cell(row, column) for column in self.columns]) for row in entered]
        read = self._read_again([cells for _, cells in found])
        kept = [
            (row, cells)
            for at, (row, cells) in enumerate(found, start=2)
            if at not in read
            or all(read[at][0].get(name, "") == row.cells[name] for name in _DECIDES if row.cells.get(name))
        ]
        place = next((at for at, column in enumerate(self.columns) if column.field == "number"), None)
        if place is not None and last:
            for number, (_, cells) in enumerate(kept, start=last + 1):
                cells[place] = str(number)
        return kept

    def _told_cell(self, row: StoredRow, column: ColumnMapping) -> str:
        """Return a cell of a row of the register: as it stood, or anew if what it says was corrected."""
        corrected = row.corrected.intersection(_COLUMNS.get(column.field, (column.field,)))
        return self._cell(row, column) if corrected else self._own(row, column.head)

    # --- order and sections

    def _number_head(self) -> str:
        """Return the head of the column that numbers all rows of the register, or an empty text."""
        for column in self.columns:
            if column.field == "number":
                numbers = [self._own(row, column.head) for row in self.told]
                if numbers and all(number.isascii() and number.isdecimal() for number in numbers):
                    return column.head
        return ""

    def _order(self, row: StoredRow, number: str) -> tuple[int, str, str]:
        day = next((row.cells[name] for name in ("date_start", "signed_date") if row.cells.get(name)), "9")
        return (int(self._own(row, number)) if number else 0, day, row.id)

    def _with_sections(
        self, rows: Sequence[tuple[StoredRow, list[str]]]
    ) -> list[tuple[StoredRow | None, list[str]]]:
        """Return the rows, below headings with their country if nothing else in them tells it."""
        if self._has("partner_country") or self.mapping.set.get("country") or len(self.columns) <= 2:
            return [*rows]
        place = next((at for at, column in enumerate(self.columns) if column.field == "partner_name"), None)
        found: dict[str, list[tuple[StoredRow | None, list[str]]]] = {}
        for row, cells in rows:
            named = names_in(cells[place])[1] if place is not None else ""
            found.setdefault("" if named else self._country(row), []).append((row, cells))
        script = self._words("partner_name")
        lines = found.pop("", [])
        for code, group in found.items():
            heading = script.area(code, self.around.naming)
            lines += [(None, [heading, *[""] * (len(self.columns) - 1)]), *group]
        return lines

    # --- values of a row

    def _own(self, row: StoredRow, head: str) -> str:
        return row.own(head, self.mapping.subject) if head else ""

    def _has(self, name: str) -> bool:
        return self.mapping.column_of(name) is not None

    def _partner(self, row: StoredRow) -> str:
        """Return the id of the partner's place, or an empty text."""
        cells = row.cells
        if self.mapping.subject == "ties":
            sides = cells.get("from_id", ""), cells.get("to_id", "")
            return sides[0] if sides[1] == self.around.home.id else sides[1]
        column = "to_place" if cells.get("direction") == "outbound" else "from_place"
        return cells.get(column, "").partition(";")[0].strip()

    def _own_side(self, row: StoredRow) -> str:
        cells = row.cells
        if self.mapping.subject == "ties":
            partner = self._partner(row)
            return next(
                (cells[name] for name in ("from_id", "to_id") if cells.get(name) not in (None, partner)), ""
            )
        return cells.get("from_place" if cells.get("direction") == "outbound" else "to_place", "")

    def _country(self, row: StoredRow) -> str:
        """Return the code of the country or area of the partner."""
        place = self.around.by_id.get(self._partner(row))
        if place:
            return place.country
        column = "to_countries" if row.cells.get("direction") == "outbound" else "from_countries"
        return row.cells.get(column, "").partition(";")[0].strip()

    def _cell(self, row: StoredRow, column: ColumnMapping) -> str:
        """Return a cell of a row that was entered by hand."""
        name, cells = column.field, row.cells
        place = self.around.by_id.get(self._partner(row))
        if name in _DATES:
            first, last = _DATES[name]
            end = cells.get(last, "") if last and not self._has("date_end") else ""
            return self._dates(column).text(cells[first], end) if cells.get(first) else ""
        if name in _WORDS:
            return self._words(name).word(cells[name], _WORDS[name]) if cells.get(name) else ""
        match name:
            case "" | "personal" | "number":
                return ""
            case "partner_name":
                return self._partner_name(place) if place else ""
            case "partner_name_en":
                return place.name_en if place else ""
            case "partner_country":
                code = self._country(row)
                return self._words(name).area(code, self.around.naming) if code else ""
            case "continent" | "partner_region":
                return self._words(name).texts.get(self._country(row) if name == "continent" else "", "")
            case "home_name":
                own = self.around.by_id.get(self._own_side(row))
                return self._words(name).name(own) if own else ""
            case "delegation_title":
                return self._titled(column, cells)
        return cells.get(name, "")

    def _partner_name(self, place: KnownPlace) -> str:
        name = self._words("partner_name").name(place)
        if self._has("partner_country") or self.mapping.set.get("country") or len(self.columns) > 2:
            return name
        return f"{name}, {self._words('partner_name').area(place.country, self.around.naming)}"

    def _titled(self, column: ColumnMapping, cells: Cells) -> str:
        """Return the name of a group, in the language of the column if it has one in it."""
        names = {"zh": "delegation_title_zh", "en": "delegation_title"}
        return next(
            (cells[names[lang]] for lang in self._words(column.field).langs if cells.get(names[lang])), ""
        )

    # --- what the columns write

    def _dates(self, column: ColumnMapping) -> ColumnDates:
        if column.field not in self.dates:
            first, last = _DATES[column.field]
            spans = last if not self._has("date_end") else ""
            self.dates[column.field] = date_writer(
                (
                    (self._own(row, column.head), row.cells.get(first, ""), row.cells.get(spans, ""))
                    for row in self.told
                ),
                DateOrder(column.order) if column.order else DateOrder.UNSETTLED,
            )
        return self.dates[column.field]

    def _words(self, name: str) -> ColumnWords:
        if name not in self.words:
            column = self.mapping.column_of(name)
            head = column.head if column else ""
            self.words[name] = column_words(
                head, ((self._own(row, head), self._meant(row, name)) for row in self.told)
            )
        return self.words[name]

    def _meant(self, row: StoredRow, name: str) -> str:
        """Return the value that a cell of a field stands for."""
        match name:
            case "partner_name":
                return self._partner(row)
            case "partner_country" | "continent":
                return self._country(row)
            case "home_name":
                return self._own_side(row)
        return row.cells.get(name, "")

    # --- what is told

    def _read_again(self, rows: Sequence[Sequence[str]]) -> dict[int, tuple[Cells, Sequence[Message]]]:
        """Return what rows below one line of heads mean: by line their cells, and why they are refused."""
        heads = [column.head for column in self.columns]
        lines = [GridRow(at, tuple(cells)) for at, cells in enumerate((heads, *rows), start=1)]
        grid = Grid(path=self.file, sheet="", encoding="", read=lambda: iter(lines))
        own = SheetMapping(
            subject=self.mapping.subject,
            head_line=1,
            columns=tuple(column for column in self.columns if column.field),
            set=self.mapping.set,
        )
        book = PlaceBook(self.around.places)
        found = translate(grid, own, book, self.around.home, "")
        return {
            row.line: (row.cells, [note.reason for note in row.notes if note.level == "error"])
            for row in found.rows.get(self.mapping.subject, [])
        }

    def _tell(self, number: str, left_out: int) -> None:
        mapping, say = self.mapping, self.remarks.append
        if mapping.head_line > 1:
            say(
                Message(
                    "lines above the heads are not in the store; they are left empty: {count}",
                    count=mapping.head_line - 1,
                )
            )
        if mapping.head_lines > 1:
            say(Message("the heads of {count} lines are written as one", count=mapping.head_lines))
        say(
            Message(
                "totals, footnotes, headings that name no country and refused rows are not in the store and "
                "are not written"
            )
        )
        if not number:
            say(
                Message(
                    "the store does not keep the order of the lines; the rows stand in order of their day"
                )
            )
        if personal := [column.head for column in mapping.columns if column.field == "personal"]:
            say(Message("personal data was not taken; these columns are empty: {columns}", columns=personal))
        if left_out:
            say(
                Message(
                    "rows entered since of another kind, status or direction than this sheet holds are left "
                    "out: {count}",
                    count=left_out,
                )
            )

    def _tell_differences(self, lines: Sequence[tuple[StoredRow | None, list[str]]]) -> None:
        """Tell of each row entered by hand what is not read again as it was entered."""
        read = self._read_again([cells for _, cells in lines])
        lost: Counter[str] = Counter()
        above = self.mapping.head_line + self.mapping.head_lines - 1
        for at, (row, _) in enumerate(lines, start=2):
            if row is None:
                continue
            cells, errors = read.get(at, ({}, ()))
            for reason in errors if row.entered else ():
                self.remarks.append(
                    Message("line {line} would be refused: {reason}", line=above + at - 1, reason=reason)
                )
            if row.entered and not errors:
                lost.update(
                    name
                    for name, text in row.cells.items()
                    if text and name not in _UNTOLD and not name.endswith(AS_WRITTEN)
                    if cells.get(name, "") != text
                )
        if lost:
            self.remarks.append(
                Message(
                    "what rows entered since say, but this register has no place for: {columns}",
                    columns=[f"{name} ({count})" for name, count in sorted(lost.items())],
                )
            )
