"""A data folder: its tables, and ``office.toml``, which names the office and its home."""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from graph.errors import ConfigurationError, FileUnreadable
from graph.model.areas import AREAS
from graph.model.pauses import CalendarFile, read_pauses
from graph.model.vocabulary import VOCABULARIES
from graph.naming.profile import load_naming
from graph.planning.gap_rules import CALENDAR, load_gap_config
from graph.settings.toml_text import parse_toml
from graph.settings.typed import read_as, words
from graph.strength.config import load_config
from graph.suggest import nearest
from ingest.load.report import Issue
from ingest.load.staged_record import OWN_RECORD
from ingest.read.cleaning import clean_file
from ingest.read.files import SUFFIXES, TableFile, documents_of, open_documents
from ingest.read.grids import WORKBOOKS, Grid
from ingest.read.personal_data import is_personal
from ingest.read.row_place import RowPlace
from ingest.read.rows import check_header
from ingest.tables import REFERENCE_TABLES, TABLES, dataset_of, table_of
from ingest.tables.column_texts import columns_by_label
from ingest.tables.declaration import LOCATOR, RECORDED_ON, InputTable, fold
from ingest.tables.template import GUIDE_SHEETS

OFFICE_FILE = "office.toml"
#: Endings of files that are tables in a data folder, whatever they are called; others by name only.
_TABLE_FILES = (".csv", ".xlsx")
#: Rows looked at for what the cells of unknown columns hold.
_SAMPLE = 200
#: Minimum likeness of a head and a column that is asked about.
_NEAR = 0.8
#: The office's own settings of strength; kept in the store, so that all its users get the same strengths.
STRENGTH_FILE = "strength.toml"
#: The office's changes to the gap rules, and the folder with its own rules; also kept in the store.
GAPS_FILE, RULES_FOLDER = "gaps.toml", "rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeInfo:
    """The office whose data a folder contains.

    :param collection: name of the data of the folder; the next load of it replaces its tables
    :param home: id of the home, or empty
    :param country: ISO code of the home's country or area, or empty
    :param naming: naming profile, or empty for the country's default
    :param disclosure: default disclosure of its sources
    :param receivers: bodies of the home whose guests count as groups received by the home, as the registers
        name them; empty if every body counts
    :param strength: text of ``strength.toml``, or empty
    :param gaps: text of ``gaps.toml``, or empty
    :param rules: files of the folder ``rules`` as JSON, name to text, or empty
    """

    collection: str
    home: str = ""
    country: str = ""
    naming: str = ""
    disclosure: str = "internal"
    receivers: tuple[str, ...] = ()
    strength: str = ""
    gaps: str = ""
    rules: str = ""


class OfficeFile(Struct, forbid_unknown_fields=True):
    """The content of ``office.toml``."""

    collection: str = ""
    home: str = ""
    country: str = ""
    naming: str = ""
    disclosure: words(VOCABULARIES["disclosure"].words) = ""  # type: ignore[valid-type]
    receivers: tuple[str, ...] = ()
    calendar: CalendarFile | None = None


#: Settings that are removed from the store if the folder no longer contains them.
OWN = ("receivers", "strength", "gaps", "rules")


@dataclass(frozen=True, slots=True)
class Input:
    """A table to be loaded.

    :param issues: remarks about the settings of its folder, with its first table only
    """

    document: TableFile
    table: InputTable
    office: OfficeInfo
    issues: tuple[Issue, ...] = ()


def collect(
    paths: Sequence[Path], encoding: str | None = None, *, skip: Collection[Path] = ()
) -> list[Input]:
    """Return the tables of files and folders, in the order of :data:`ingest.tables.TABLES`.

    Reference tables are skipped, and files of a folder that are of other kinds and named like no table. No
    rows are read.

    :param skip: files that are left out, since they are read through a mapping

    :raises FileUnreadable: for a file that cannot be read, belongs to no known table, lacks columns, or gives
        a table that another file gives too
    """
    found: dict[tuple[str, str], Input] = {}
    for path in paths:
        files = [file for file in files_in(path) if file not in skip]
        remarks: list[Issue] = []
        office = read_office(path if path.is_dir() else path.parent, remarks)
        for file in files:
            if (
                path.is_dir()
                and file.suffix.lower() not in _TABLE_FILES
                and table_of(dataset_of(file.stem)) is None
            ):
                remarks.append(_passed_over(file))
                continue
            for document in _documents(path, file, encoding, remarks):
                if document.dataset in REFERENCE_TABLES:
                    continue
                entry = _input(document, office)
                entry = replace(entry, issues=(*remarks, *entry.issues))
                remarks.clear()
                key = (office.collection, document.dataset)
                if key in found and found[key].document.path != document.path:
                    raise FileUnreadable(
                        "the table {table!r} stands in two files",
                        table=document.dataset,
                        where=f"{found[key].document.path}, {document.path}",
                        hint="load one of them",
                    )
                found[key] = entry
    if not found and not skip:
        raise FileUnreadable(
            "there is no table to load",
            where=", ".join(str(path) for path in paths),
            hint="a table is a file with one of the endings {known}",
            known=SUFFIXES,
        )
    return in_order(found.values())


def in_order(tables: Iterable[Input]) -> list[Input]:
    """Return tables in the order of :data:`ingest.tables.TABLES`, then by collection and name."""
    order = {name: number for number, name in enumerate(TABLES)}
    return sorted(
        tables, key=lambda entry: (order[entry.table.name], entry.office.collection, entry.document.dataset)
    )


def _documents(path: Path, file: Path, encoding: str | None, remarks: list[Issue]) -> Sequence[TableFile]:
    """Return the tables of a file; one of a folder that is of another kind than usual may be unreadable."""
    try:
        return _without_blank_sheets(open_documents(file, encoding), remarks)
    except FileUnreadable as error:
        if not path.is_dir() or file.suffix.lower() in _TABLE_FILES:
            raise
        remarks.append(
            RowPlace(file.name, "", 0).issue(
                "warning",
                "passed_over",
                "",
                file.name,
                error.parts.what,
                error.parts.hint,
            )
        )
        return []


def _without_blank_sheets(documents: Sequence[TableFile], remarks: list[Issue]) -> list[TableFile]:
    """Return the tables without the sheets of a template that explain it or that nobody filled in."""
    told = [document for document in documents if fold(document.sheet) not in GUIDE_SHEETS]
    blank = [document for document in told if _has_labels(document) and next(document.rows(), None) is None]
    if blank:
        remarks.append(
            RowPlace(blank[0].path.name, "", 0).issue(
                "warning",
                "passed_over",
                "",
                "",
                "sheets that hold nothing but their heads were passed over: {sheets}",
                "nothing, if there is nothing to fill in; it does not take out rows of an earlier load",
                sheets=[document.sheet for document in blank],
            )
        )
    return [document for document in told if document not in blank]


def _has_labels(document: TableFile) -> bool:
    """Whether a sheet of a workbook has the heads of a template instead of the names of the columns."""
    table = table_of(document.dataset)
    return (
        document.sheet != ""
        and table is not None
        and any(fold(head) in columns_by_label(table) for head in document.header)
        and not any(table.column(head) for head in document.header)
    )


def _passed_over(file: Path) -> Issue:
    return RowPlace(file.name, "", 0).issue(
        "warning",
        "passed_over",
        "",
        file.name,
        "the file was passed over: it is named like no table",
        "for heads of your own: friendcircle map FILE, or load --accept",
    )


def read_office(folder: Path, remarks: list[Issue] | None = None) -> OfficeInfo:
    """Read ``office.toml`` of a folder; without one the collection is named after the folder.

    :param remarks: takes the remarks about what was cleaned in the settings of the folder
    :raises ConfigurationError: for unknown keys or values
    :raises UnknownName: for an unknown naming profile
    """
    file = folder / OFFICE_FILE
    name = folder.resolve().name or "data"
    remarks = [] if remarks is None else remarks
    rules, errors = read_own_rules(folder, remarks)
    if errors:
        raise errors[0]
    own: dict[str, Any] = {
        "strength": _read_own(folder / STRENGTH_FILE, load_config, remarks),
        "gaps": _read_own(folder / GAPS_FILE, load_gap_config, remarks),
        "rules": json.dumps(rules, ensure_ascii=False) if rules else "",
    }
    if not file.is_file():
        if name.startswith(OWN_RECORD):
            raise ConfigurationError(
                "a folder of this name would replace what was entered by hand",
                where=str(folder),
                hint="rename it, or name the collection in {file}",
                file=OFFICE_FILE,
            )
        return OfficeInfo(collection=name, **own)
    text = _read_text(file, remarks)
    given = read_as(OfficeFile, parse_toml(text, str(file)), lambda path: str(file))
    if given.calendar:
        own["gaps"] = _with_calendar(own["gaps"], given.calendar, str(file))
    values = {key: value for key, value in structs.asdict(given).items() if value and key != CALENDAR}
    office = OfficeInfo(**{"collection": name, **values, **own})
    if office.naming:
        load_naming(office.naming)
    if office.country and office.country not in AREAS:
        raise ConfigurationError(
            "{code!r} is no ISO code of a country or area",
            code=office.country,
            where=str(file),
            hint="two capital letters",
        )
    return office


def _with_calendar(gaps: str, calendar: CalendarFile, where: str) -> str:
    """Return the text of ``gaps.toml`` with the calendar of ``office.toml``.

    :raises ConfigurationError: for a pause that is none, or if both files have a calendar
    """
    read_pauses(calendar.paused, where)
    if CALENDAR in parse_toml(gaps, GAPS_FILE):
        raise ConfigurationError(
            "the calendar stands in two files", where=f"{where}, {GAPS_FILE}", hint="keep one of them"
        )
    # JSON writes a list of texts as TOML does.
    return f"{gaps.rstrip()}\n\n[{CALENDAR}]\npaused = {json.dumps(calendar.paused)}\n".lstrip()


def _read_own(file: Path, check: Callable[[tuple[str, str]], object], remarks: list[Issue]) -> str:
    """Return the checked text of a settings file; empty if there is none."""
    text = read_settings(file, remarks)
    if text:
        check((text, str(file)))
    return text


def read_settings(file: Path, remarks: list[Issue] | None = None) -> str:
    """Return the text of a settings file; empty if there is none."""
    return _read_text(file, remarks) if file.is_file() else ""


def read_own_rules(
    folder: Path, remarks: list[Issue] | None = None
) -> tuple[dict[str, str], list[ConfigurationError]]:
    """Return the office's own rules in a data folder, file to text, and an error for each unreadable file.

    Other errors in a rule are reported when it is run, so that they do not stop anything else.
    """
    files = sorted((folder / RULES_FOLDER).glob("*.cypher")) if (folder / RULES_FOLDER).is_dir() else []
    found: dict[str, str] = {}
    errors = []
    for file in files:
        try:
            found[f"{RULES_FOLDER}/{file.name}"] = _read_text(file, remarks)
        except ConfigurationError as error:
            errors.append(error)
    return found, errors


def _read_text(file: Path, remarks: list[Issue] | None) -> str:
    """Return the text of a file in clean form; what was cleaned is added to ``remarks``."""
    try:
        text, issues = clean_file(file.read_text(encoding="utf-8-sig"), file.name)
    except (UnicodeDecodeError, OSError) as error:
        raise ConfigurationError(
            "the file is no readable text", where=str(file), hint="save it as UTF-8 ({reason})", reason=error
        ) from error
    if remarks is not None:
        remarks += issues
    return text


def files_in(path: Path) -> list[Path]:
    """Return the files of a folder that can hold tables, or the file itself."""
    if path.is_dir():
        return sorted(
            file
            for file in path.iterdir()
            if file.suffix.lower() in SUFFIXES and file.is_file() and not file.name.startswith((".", "~$"))
        )
    return [path]


def is_template(path: Path, opened: Sequence[Grid]) -> bool:
    """Whether every table of a file is one of ours, with the columns that it needs."""
    if path.suffix.casefold() not in WORKBOOKS and table_of(dataset_of(path.stem)) is None:
        return False
    try:
        documents = documents_of(path, opened)
    except FileUnreadable:
        return False
    for document in documents:
        if fold(document.sheet) in GUIDE_SHEETS:
            continue
        table = table_of(document.dataset)
        if table is None or check_header(_with_known_heads(document, table)[0], table):
            return False
    return True


def _input(document: TableFile, office: OfficeInfo) -> Input:
    where = str(document.path) + (f" [{document.sheet}]" if document.sheet else "")
    table = table_of(document.dataset)
    if table is None:
        raise FileUnreadable(
            "no table is called {name!r}",
            name=document.dataset,
            where=where,
            hint="for heads of your own: friendcircle map FILE, or load --accept; known are {known}",
            known=TABLES,
        )
    document, remarks = _with_known_heads(document, table)
    if missing := check_header(document, table):
        needed = any(
            column.required or column == LOCATOR for column in table.columns if column.name in missing
        )
        raise FileUnreadable(
            "the table {table!r} lacks the column {columns}",
            table=table.name,
            columns=missing,
            where=f"{where}:1",
            hint="add it to the header and fill it"
            if needed
            else "add it to the header; its cells may be empty",
        )
    return Input(document, table, office, remarks)


def _with_known_heads(document: TableFile, table: InputTable) -> tuple[TableFile, tuple[Issue, ...]]:
    """Return the table with heads that are the label of a column, or nearly its name, under its name.

    What differs in case, spaces or hyphens only is nearly the same. Remarks name these heads, and all columns
    that no table knows; such a column stays with its rows.
    """
    known = {column.name for column in table.columns}
    missing, taken = known - set(document.header), {}
    labelled = {}
    for head in document.header:
        if head not in known and (column := columns_by_label(table).get(fold(head))) in missing:
            labelled[head] = column
            missing.discard(column)
    for head in document.header:
        column = re.sub(r"[\s-]+", "_", unicodedata.normalize("NFKC", head).casefold())
        if head not in known and head not in labelled and column in missing:
            taken[head] = column
            missing.discard(column)
    unknown = [
        head for head in document.header if head and head not in {*known, *labelled, *taken, RECORDED_ON}
    ]
    personal = _personal(document, unknown)
    unknown = [head for head in unknown if head not in personal]
    place, remarks = document.place(1), [not_taken(document.place(1), personal)] if personal else []
    if taken:
        remarks.append(
            place.issue(
                "warning",
                "column_taken",
                "",
                "",
                "columns were taken for those of nearly the same name: {columns}",
                "nothing, if that is right; else rename them",
                columns=[f"{head} → {column}" for head, column in taken.items()],
            )
        )
    remarks += [
        place.issue(
            "warning",
            "column_near",
            head,
            "",
            "no table knows the column {head!r}; it stays with its rows",
            "did you mean {near}?",
            head=head,
            near=near,
        )
        for head in unknown
        if (near := nearest(head.casefold(), missing, alike=_NEAR))
    ]
    names = labelled | taken
    header = tuple("" if head in personal else names.get(head, head) for head in document.header)
    return replace(document, header=header), tuple(remarks)


def _personal(document: TableFile, heads: Collection[str]) -> list[str]:
    """Return those of some heads whose columns hold data of private persons."""
    rows = list(itertools.islice(document.rows(), _SAMPLE)) if heads else []
    return [
        head for head in heads if is_personal(head, [row.cells[head] for row in rows if row.cells.get(head)])
    ]


def not_taken(place: RowPlace, heads: Sequence[str]) -> Issue:
    """Return the remark that columns with data of private persons were not taken."""
    return place.issue(
        "warning",
        "personal_data",
        "",
        "",
        "columns with data of private persons were not taken: {columns}",
        "delete them from the file; if one holds no such data, rename it or give it another meaning in the "
        "mapping",
        columns=heads,
    )
