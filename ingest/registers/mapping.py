"""The mapping of a register: what its columns mean, kept as a small TOML file beside it."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from graph.errors import ConfigurationError
from graph.settings.toml_text import parse_toml
from graph.settings.typed import read_as
from ingest.read.written_dates import DateOrder
from ingest.registers.fields import SUBJECTS, fields

#: What is added to the name of a register to name its mapping.
ENDING = ".map.toml"
#: Values that hold for every row of a sheet.
SETTINGS = ("home", "kind", "status", "direction", "level", "country", "as_of")


class ColumnMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A column of a sheet.

    :param head: its head as the register has it
    :param field: name of its meaning; empty if it has none and is kept with the statement
    :param order: order of its numeric dates
    """

    head: str
    field: str = ""
    order: str = ""


class SheetMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A sheet of a register.

    :param sheet: its name; empty for a file with one table
    :param subject: what one row is about, one of :data:`ingest.registers.fields.SUBJECTS`
    :param head_line: first line of its head, from 1; ``head_lines`` is the number of them
    :param set: values that hold for every row, by name of :data:`SETTINGS`
    """

    subject: str
    head_line: int
    columns: tuple[ColumnMapping, ...]
    sheet: str = ""
    head_lines: int = 1
    set: dict[str, str] = {}

    def column_of(self, field: str) -> ColumnMapping | None:
        """Return the column with this meaning, or None."""
        return next((column for column in self.columns if column.field == field), None)


class RegisterMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The mapping of a file."""

    sheets: tuple[SheetMapping, ...]


def mapping_file(register: Path) -> Path:
    """Return the path of the mapping that belongs to a register."""
    return register.with_name(register.name + ENDING)


def read_mapping(file: Path) -> RegisterMapping:
    """Read and check a mapping.

    :raises ConfigurationError: if it is faulty
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (UnicodeDecodeError, OSError) as error:
        raise ConfigurationError(
            "the mapping is no readable text",
            where=str(file),
            hint="save it as UTF-8 ({reason})",
            reason=error,
        ) from error
    mapping: RegisterMapping = read_as(RegisterMapping, parse_toml(text, str(file)), lambda path: str(file))
    for sheet in mapping.sheets:
        if sheet.subject not in SUBJECTS:
            raise ConfigurationError(
                "no register is about {subject!r}",
                subject=sheet.subject,
                where=str(file),
                hint="one of {known}",
                known=SUBJECTS,
            )
        unknown = [column.field for column in sheet.columns if column.field and column.field not in fields()]
        unknown += [name for name in sheet.set if name not in SETTINGS]
        if unknown:
            raise ConfigurationError(
                "a column cannot mean {field!r}",
                field=unknown[0],
                where=str(file),
                hint="one of {known}",
                known=[*fields(), *SETTINGS],
            )
        if any(column.order not in ("", *DateOrder) for column in sheet.columns):
            raise ConfigurationError(
                "the order of dates is day_first or month_first", where=str(file), hint="correct it"
            )
    return mapping


def mapping_text(mapping: RegisterMapping, remarks: dict[tuple[str, str], str]) -> str:
    """Return a mapping as the text of its file.

    :param remarks: by sheet and head, why a column was given its meaning
    """
    lines = [
        "# What the columns of this register mean. 本表各栏的含义。",
        '# field = "" keeps a column with the row without using it. field 为空：只随行保存，不使用。',
        "# Fields 可用的含义: " + ", ".join(fields()),
    ]
    for sheet in mapping.sheets:
        lines += ["", "[[sheets]]", f"sheet = {_quoted(sheet.sheet)}", f"subject = {_quoted(sheet.subject)}"]
        lines += [f"head_line = {sheet.head_line}"]
        if sheet.head_lines != 1:
            lines += [f"head_lines = {sheet.head_lines}"]
        if sheet.set:
            pairs = ", ".join(f"{name} = {_quoted(value)}" for name, value in sheet.set.items())
            lines += [f"set = {{ {pairs} }}"]
        lines += ["columns = ["]
        for column in sheet.columns:
            order = f", order = {_quoted(column.order)}" if column.order else ""
            why = remarks.get((sheet.sheet, column.head), "")
            lines += [
                f"  {{ head = {_quoted(column.head)}, field = {_quoted(column.field)}{order} }},"
                + (f" # {why}" if why else "")
            ]
        lines += ["]"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return a text as TOML; JSON writes basic strings alike."""
    return json.dumps(text, ensure_ascii=False)
