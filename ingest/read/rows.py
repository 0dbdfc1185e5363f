"""From rows to records, or to issues with a code, a position and a hint."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Any

import msgspec

from graph.i18n import Message, message_of
from graph.model.areas import AREAS
from graph.model.partial_date import PartialDate
from graph.model.vocabulary import VOCABULARIES
from graph.suggest import near_matches
from ingest.load.report import Issue
from ingest.read.files import Row, TableFile
from ingest.read.row_place import RowPlace
from ingest.read.written_areas import read_area
from ingest.read.written_dates import WrittenDate, names_decade, read_date
from ingest.read.written_numbers import read_count
from ingest.tables.column_texts import TRUTHS, word_labelled
from ingest.tables.declaration import (
    LOCATOR,
    SOURCE,
    CellType,
    InputColumn,
    InputTable,
    Record,
    as_day,
    derived_id,
    parts_of,
)

_DATE_FORM = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d{1,2})?", re.ASCII)
#: Types whose cells are brought into normal form; what was written is kept under the name with this sign.
_NORMALISED = frozenset({CellType.DATE, CellType.DAY, CellType.COUNTRY, CellType.INTEGER})
AS_WRITTEN = "*"
#: Types of which a template offers the values by label; the cell is then as if the value had been written.
_BY_LABEL = frozenset({CellType.WORD, CellType.TRUTH})
#: What a number of the store can be at most.
_LARGEST = 2**63 - 1
#: Columns of which the second must not come before the first.
_SPANS = (
    ("date_start", "date_end"),
    ("date_from", "date_to"),
    ("opened", "closed"),
    ("valid_from", "valid_to"),
)
#: Form of an id, safe in URLs, formulas and command lines.
_ID = re.compile(r"[^\W_](?:[\w.-]*[^\W_])?")


def check_header(document: TableFile, table: InputTable) -> list[str]:
    """Return the columns that the table needs and the file lacks."""
    present = set(document.header)
    missing = [column.name for column in table.columns if not column.optional and column.name not in present]
    if "id" in missing and table.key:
        missing.remove("id")
    if table.one_of and not present.intersection(table.one_of):
        missing.append(table.one_of[0])
    if table.sourced and SOURCE.name in present and LOCATOR.name not in present:
        missing.append(LOCATOR.name)
    return missing


def missing_source(row: Row, table: InputTable) -> list[str]:
    """Return the empty ones of the source columns, if the file has a source column."""
    return (
        [name for name in (SOURCE.name, LOCATOR.name) if not row.cells.get(name)]
        if table.sourced and SOURCE.name in row.cells
        else []
    )


def read_row(row: Row, place: RowPlace, table: InputTable, dataset: str) -> tuple[Record | None, list[Issue]]:
    """Convert a row's cells to the types of their columns.

    :return: the record, or ``None`` if the row is refused, and the issues
    """
    issues: list[Issue] = []
    if row.extra:
        issues.append(
            place.issue(
                "error",
                "cell_count",
                "",
                "",
                "the row is longer than the header; cells too many: {count}"
                if row.extra > 0
                else "the row is shorter than the header; cells missing: {count}",
                "put cells that hold a comma into quotation marks"
                if row.extra > 0
                else "an empty cell needs its comma too",
                count=abs(row.extra),
            )
        )
        return None, issues
    issues += [
        place.issue(problem.level, problem.code, problem.column, problem.value, problem.reason, problem.hint)
        for problem in row.notes
    ]
    if row.is_refused:
        return None, issues
    values: dict[str, Any] = {}
    cells = {name: cell for name, cell in row.cells.items() if cell}
    for name, reader in _readers(table):
        text = cells.get(name)
        if text is None:
            if reader.needed:
                issues.append(
                    place.issue(
                        "error",
                        "empty",
                        name,
                        "",
                        "the cell must not be empty",
                        "fill it, or take the row out",
                    )
                )
            continue
        if reader.read is None:
            values[name] = text
            continue
        try:
            values[name] = value = reader.read(text, reader.column)
            if reader.by_label:
                cells[name] = str(value).lower() if value is True or value is False else str(value)
            if reader.normalised and str(value) != text:
                # Statements are read by their cells, so these are in normal form, too.
                cells[name], cells[f"{name}{AS_WRITTEN}"] = str(value), text
                if reader.column.cell is CellType.DATE and (found := _written_date(text)) and found.part:
                    issues.append(
                        place.issue(
                            "warning",
                            "date_part",
                            name,
                            text,
                            part_of_date(text, str(value)),
                            "write the month or the day if it is known",
                        )
                    )
        except CellProblem as problem:
            issues.append(place.issue(problem.level, problem.code, name, text, problem.reason, problem.hint))
            if problem.level == "warning":
                values[name] = text
    if table.one_of and not any(name in values for name in table.one_of):
        issues.append(
            place.issue(
                "error",
                "empty",
                table.one_of[0],
                "",
                "one of these cells must be filled: {columns}",
                "fill one of them, or take the row out",
                columns=table.one_of,
            )
        )
    issues += _check_span(values, place)
    issues += [
        place.issue(
            "error",
            "source_missing",
            name,
            "",
            "the row does not say where it comes from",
            "name the source's id and the place in it",
        )
        for name in missing_source(row, table)
    ]
    if issues and any(issue.level == "error" for issue in issues):
        return None, issues
    return Record(dataset, _row_id(values, table), values, cells), issues


class _ColumnReader(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a column before any of its cells is read.

    :param read: what reads its cells; None if they are taken as they are
    :param needed: whether they must be filled
    :param by_label: whether they may hold labels; ``normalised`` whether they are brought into normal form
    """

    column: InputColumn
    read: Callable[[str, InputColumn], Any] | None
    needed: bool
    by_label: bool
    normalised: bool


@cache
def _readers(table: InputTable) -> tuple[tuple[str, _ColumnReader], ...]:
    return tuple(
        (
            column.name,
            _ColumnReader(
                column=column,
                read=_READ.get(column.cell),
                needed=column.required and not (column.name == "id" and table.key),
                by_label=column.cell in _BY_LABEL,
                normalised=column.cell in _NORMALISED,
            ),
        )
        for column in table.columns
    )


class CellProblem(Exception):
    """Raised when a cell does not have the type of its column.

    :param reason: English template that says what is wrong (:mod:`graph.i18n.messages`)
    :param hint: English template that says what to do
    :param values: values for both templates
    """

    def __init__(
        self,
        code: str,
        reason: str | Message,
        hint: str | Message,
        /,
        *,
        level: str = "error",
        **values: object,
    ) -> None:
        super().__init__(code, reason, hint)
        self.code = code
        self.reason = message_of(reason, values)
        self.hint = message_of(hint, values)
        self.level = level


def _row_id(values: dict[str, Any], table: InputTable) -> str:
    if given := values.get("id"):
        return str(given)
    # A row that is named in another language than the key says must not be taken for any other unnamed one.
    names = next((values[name] for name in table.one_of if name in values), "")
    return derived_id(
        table.name.rstrip("s"),
        *(str(values.get(name, names if name in table.one_of else "")) for name in table.key),
    )


def _check_span(values: dict[str, Any], place: RowPlace) -> Iterable[Issue]:
    for first, last in _SPANS:
        if (
            (end := values.get(last))
            and (start := values.get(first))
            and end[: len(start)] < start[: len(end)]
        ):
            yield place.issue(
                "error",
                "ends_before_start",
                last,
                end,
                "it ends before it starts ({start})",
                "correct one of the two days",
                start=start,
            )


def _read_id(text: str, column: InputColumn) -> str:
    if not _ID.fullmatch(text):
        example = _as_id(text) or "t-5"
        raise CellProblem(
            "id",
            "{text!r} is no id",
            "letters and digits, with - _ . between them, for example {example}",
            text=text,
            example=example,
        )
    return text


def _as_id(text: str) -> str:
    return re.sub(r"[^\w.]+", "-", text).strip("-_.").lower()


def _read_texts(text: str, column: InputColumn) -> list[str]:
    return parts_of(text.replace("；", ";"))


def _read_date(text: str, column: InputColumn) -> str:
    try:
        return _date(text)
    except ValueError:
        pass
    found = _written_date(text)
    if found is None or found.end:
        raise CellProblem("date", no_date(text), no_date_hint(text))
    if found.other:
        raise CellProblem(
            "date_order",
            "{text!r} can be {one} or {other}",
            "write 2019, 2019-05 or 2019-05-28",
            text=text,
            one=found.start,
            other=found.other,
        )
    return found.start


def no_date(text: str) -> Message:
    """Return what is wrong with a cell that is no date."""
    if names_decade(text):
        return Message("{text!r} names a decade; a date is a year, a month or a day", text=text)
    return Message("{text!r} is no date", text=text)


def no_date_hint(text: str) -> Message:
    """Return what to do about a cell that is no date."""
    if names_decade(text):
        return Message("write the year if it is known; else leave the cell empty, and say it in the note")
    if _DATE_FORM.fullmatch(text):
        return Message("there is no such day or month in the calendar")
    return Message("write 2019, 2019-05 or 2019-05-28")


def part_of_date(text: str, date: str) -> Message:
    """Return the remark that a cell means a part of a year or month."""
    return Message(
        "{text!r} is taken as {date}, in which it lies; what was written stays with the row",
        text=text,
        date=date,
    )


@lru_cache(maxsize=20_000)
def _date(text: str) -> str:
    """Return a partial date in normal form, cached because dates recur often.

    :raises ValueError: if the text is not a date
    """
    return PartialDate.parse(text).text


@lru_cache(maxsize=20_000)
def _written_date(text: str) -> WrittenDate | None:
    """Return a date as an office writes it, cached like :func:`_date`."""
    return read_date(text)


def _read_day(text: str, column: InputColumn) -> str:
    try:
        return as_day(_read_date(text, column))
    except ValueError:
        raise CellProblem("date", "{text!r} is no full day", "write it as 2019-05-28", text=text) from None


def _read_integer(text: str, column: InputColumn) -> int:
    number = read_count(text)
    if number is None:
        raise CellProblem("number", "{text!r} is no whole number", "write digits only", text=text)
    if number > _LARGEST:
        raise CellProblem(
            "number", "{text} is out of range", "between 0 and {limit}", text=text, limit=_LARGEST
        )
    return number


def _read_number(text: str, column: InputColumn) -> float:
    limits = {"lat": 90.0, "lon": 180.0}
    written = unicodedata.normalize("NFKC", text)
    if not _NUMBER.fullmatch(written):
        raise CellProblem("number", "{text!r} is no number", "write digits and a point", text=text)
    number = float(written)
    limit = limits.get(column.name, float("inf"))
    if not -limit <= number <= limit or math.isinf(number):
        raise CellProblem(
            "number", "{text} is out of range", "between -{limit:g} and {limit:g}", text=text, limit=limit
        )
    return number


def _read_truth(text: str, column: InputColumn) -> bool:
    words = {"true": True, "false": False, "1": True, "0": False}
    words |= {label: value for value, labels in TRUTHS.items() for label in labels}
    if text.lower() not in words:
        raise CellProblem("truth", "{text!r} is neither true nor false", "write true or false", text=text)
    return words[text.lower()]


def _read_word(text: str, column: InputColumn) -> str:
    vocabulary = VOCABULARIES[column.vocabulary]
    if text in vocabulary:
        return text
    if word := word_labelled(text, column.vocabulary):
        return word
    near = near_matches(text, vocabulary.words, most=1)
    hint = (
        Message("did you mean {near}?", near=near[0])
        if near
        else Message("one of {known}", known=vocabulary.words)
    )
    if vocabulary.open:
        raise CellProblem(
            "new_word",
            "{text!r} is a new word for {vocabulary}",
            hint,
            level="warning",
            text=text,
            vocabulary=column.vocabulary,
        )
    raise CellProblem(
        "unknown_word", "{text!r} is no {vocabulary}", hint, text=text, vocabulary=column.vocabulary
    )


def _read_country(text: str, column: InputColumn) -> str:
    if text in AREAS:
        return text
    code = read_area(text)
    if code is None:
        raise CellProblem(
            "country",
            "{text!r} is no country or area that is known",
            "write its usual name, or its code of two letters",
            text=text,
        )
    return code


def _read_countries(text: str, column: InputColumn) -> list[str]:
    return [_read_country(part, column) for part in _read_texts(text, column)]


#: What reads the cells of a type; other cells are taken as they are.
_READ: dict[CellType, Callable[[str, InputColumn], Any]] = {
    CellType.ID: _read_id,
    CellType.TEXTS: _read_texts,
    CellType.DATE: _read_date,
    CellType.DAY: _read_day,
    CellType.INTEGER: _read_integer,
    CellType.NUMBER: _read_number,
    CellType.TRUTH: _read_truth,
    CellType.WORD: _read_word,
    CellType.REFERENCES: _read_texts,
    CellType.COUNTRY: _read_country,
    CellType.COUNTRIES: _read_countries,
}
