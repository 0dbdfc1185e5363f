"""Registers on their way into a load: found among the files, mapped, and turned into input tables."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from graph.errors import FileUnreadable, InputError
from graph.i18n import Message
from graph.store import GraphStore
from ingest.load.report import Issue
from ingest.read.files import Row, TableFile, sha256_of
from ingest.read.grids import Grid, open_grids
from ingest.read.office_folder import (
    Input,
    OfficeInfo,
    files_in,
    in_order,
    is_template,
    not_taken,
    read_office,
)
from ingest.read.personal_data import is_personal
from ingest.read.row_place import RowPlace
from ingest.registers.choices import RegisterChoice, understood
from ingest.registers.kept_rows import KeptRows
from ingest.registers.mapping import RegisterMapping, SheetMapping, mapping_file, read_mapping
from ingest.registers.places.bodies import BodyBook, KnownBody
from ingest.registers.places.decided import DecidedNames, decided_names, with_decisions
from ingest.registers.places.place_book import KnownPlace, PlaceBook, Script, script_of
from ingest.registers.propose import SheetProposal
from ingest.registers.translate import OfficeHome, Translated, heads_of, translate
from ingest.tables import TABLES, table_of
from queries.statements import ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A sheet of a file in an office's own heads, with its mapping.

    :param proposal: what was proposed, if the mapping is taken from it
    """

    grid: Grid
    mapping: SheetMapping
    office: OfficeInfo
    proposal: SheetProposal | None = None

    @property
    def name(self) -> str:
        """Name of the register within its collection, part of the names of its tables and of ids."""
        return register_name(self.grid.path.stem, self.grid.sheet)


def register_name(stem: str, sheet: str) -> str:
    """Return the name of a register, from the name of its file without ending and that of its sheet."""
    return re.sub(r"\s+", "-", f"{stem} {sheet}".strip()).lower()


def proposals(
    path: Path,
    encoding: str | None = None,
    kept: Sequence[RegisterMapping] = (),
    choice: RegisterChoice | None = None,
) -> list[tuple[Grid, SheetProposal]]:
    """Return what each sheet of a file probably holds.

    :param kept: mappings that are used for a sheet with the same heads
    :param choice: what a person chose; it comes first
    :raises ConfigurationError: if what was chosen cannot be
    """
    return _understood(open_grids(path, encoding), kept, choice)


def _understood(
    grids: Sequence[Grid], kept: Sequence[RegisterMapping] = (), choice: RegisterChoice | None = None
) -> list[tuple[Grid, SheetProposal]]:
    chosen = choice or RegisterChoice()
    return [(grid, understood(grid, kept, chosen.of(grid.sheet))) for grid in grids]


def find_registers(
    paths: Sequence[Path], *, encoding: str | None = None, mapping: Path | None = None, accept: bool = False
) -> tuple[list[Register], set[Path]]:
    """Return the registers among files and folders, and the files that are registers.

    A file is a register if a mapping is given or stands beside it, or, with ``accept``, if it is named like
    no table and a mapping can be proposed.

    :raises FileUnreadable: if a file cannot be read, or no mapping can be proposed for one that was named
    :raises ConfigurationError: if a mapping is faulty
    """
    found: list[Register] = []
    taken: set[Path] = set()
    for path in paths:
        office = read_office(path if path.is_dir() else path.parent)
        for file in files_in(path):
            kept = mapping or (mapping_file(file) if mapping_file(file).is_file() else None)
            if kept is not None:
                found += _mapped(file, read_mapping(kept), office, encoding)
            elif accept and table_of(file.stem.lower()) is None:
                grids = open_grids(file, encoding)
                if is_template(file, grids):
                    continue
                found += _proposed(file, grids, office, strict=not path.is_dir())
            else:
                continue
            taken.add(file)
    return found, taken


def _mapped(file: Path, mapping: RegisterMapping, office: OfficeInfo, encoding: str | None) -> list[Register]:
    grids = {grid.sheet: grid for grid in open_grids(file, encoding)}
    registers = []
    for sheet in mapping.sheets:
        if sheet.sheet not in grids:
            raise FileUnreadable(
                "the file has no sheet {sheet!r}, of which its mapping speaks",
                sheet=sheet.sheet,
                where=str(file),
                hint="make the mapping anew with 'friendcircle map'",
            )
        heads = heads_of(grids[sheet.sheet], sheet)
        if gone := [column.head for column in sheet.columns if column.field and column.head not in heads]:
            raise FileUnreadable(
                "the file has no columns {columns}, of which its mapping speaks",
                columns=gone,
                where=str(file),
                hint="make the mapping anew with 'friendcircle map'",
            )
        registers.append(Register(grid=grids[sheet.sheet], mapping=sheet, office=office))
    return registers


def _proposed(
    file: Path, grids: Sequence[Grid], office: OfficeInfo, *, strict: bool = True
) -> list[Register]:
    registers = [
        Register(grid=grid, mapping=proposal.mapping, office=office, proposal=proposal)
        for grid, proposal in _understood(grids)
        if proposal.subject and proposal.rows
    ]
    if not registers and strict:
        raise FileUnreadable(
            "what the columns mean could not be recognised",
            where=str(file),
            hint="look at 'friendcircle map', and write the meanings into the mapping",
        )
    return registers


def inputs_of(store: GraphStore, registers: Sequence[Register], home: str | None) -> list[Input]:
    """Return the input tables that registers amount to.

    :param home: id of the home, for folders that do not name one
    :raises InputError: if the home is not known
    """
    found: dict[tuple[str, str], Input] = {}
    places = ask(store, "lookup/known_places")
    known, decided = decided_places(store, places)
    book, certain = PlaceBook(known, decided.same), {place.id for place in known if place.is_known}
    body_rows = ask(store, "lookup/known_bodies")
    bodies = BodyBook(known_bodies(body_rows), decided.meanings)
    told = {table for row in body_rows for table in row["told_by"]}
    for register in registers:
        office = _office(store, register.office, home)
        own = home_named(store, office.home, places, office.country)
        has_bodies = f"{office.collection}/organisations@{register.name}" in told
        for entry in tables_of(
            replace(register, office=office),
            book,
            own,
            has_row=own.id in certain,
            has_bodies=has_bodies,
            bodies=bodies,
        ):
            found[office.collection, entry.document.dataset] = entry
    return in_order(found.values())


def tables_of(
    register: Register,
    book: PlaceBook,
    own: OfficeHome,
    *,
    has_row: bool,
    has_bodies: bool = False,
    bodies: BodyBook | None = None,
) -> Iterable[Input]:
    """Yield the tables of one register.

    :param has_row: whether a table that is no register's tells of the home's own place
    :param has_bodies: whether the store has bodies that this register told of, which it may no longer do
    :param bodies: the organisations known
    """
    translated = translate(register.grid, register.mapping, book, own, register.name, bodies)
    if not has_row:
        translated.rows.setdefault("cities", KeptRows())
    if has_bodies:
        translated.rows.setdefault("organisations", KeptRows())
    remarks = _remarks(register, translated)
    for table, rows in translated.rows.items():
        home = [_home_row(own, register)] if table == "cities" and not has_row else []
        document = TableFile(
            path=register.grid.path,
            sheet=register.grid.sheet,
            encoding=register.grid.encoding,
            sha256=sha256_of(register.grid.path, repr(register.mapping), repr(home), rows.digest()),
            header=tuple(column.name for column in TABLES[table].columns),
            read=register.grid.read,
            name=f"{table}@{register.name}",
            translated=partial(itertools.chain, home, rows),
        )
        main = table == register.mapping.subject
        yield Input(document, TABLES[table], register.office, issues=tuple(remarks) if main else ())


def _office(store: GraphStore, office: OfficeInfo, home: str | None) -> OfficeInfo:
    """Return the office with its home and country, which the store knows if the folder does not name them."""
    if office.home and office.country:
        return office
    known = {row["home"]: row for row in ask(store, "load/read_offices") if row["home"]}
    wanted = office.home or home or (next(iter(known)) if len(known) == 1 else "")
    if wanted not in known or not known[wanted]["country"]:
        raise InputError(
            "it is not known whose register this is",
            where=store.url,
            hint="make the office first: friendcircle init --home NAME --country CC",
        )
    return replace(office, home=wanted, country=known[wanted]["country"])


def home_named(
    store: GraphStore, home: str, every: Sequence[Mapping[str, Any]], country: str = ""
) -> OfficeHome:
    """Return a home with its names.

    :param every: rows of the places of the graph
    :param country: its code; by default that of its place
    """
    named = [row for row in ask(store, "lookup/offices_named") if row["home"] == home]
    names = [name for row in named for name in (row["name_zh"], row["name_en"]) if name]
    places = [row for row in every if row["id"] == home]
    names += [row[key] for row in places for key in ("name_zh", "name_en", "name_local") if row[key]]
    country = country or next((row["country"] for row in places if row["country"]), "")
    return OfficeHome(home, country, tuple(dict.fromkeys(names or [home])))


def _home_row(home: OfficeHome, register: Register) -> Row:
    """Return the row of the home's own place."""
    zh = next((name for name in home.names if script_of(name) is Script.HAN), "")
    en = next((name for name in home.names if script_of(name) is Script.LATIN), "")
    cells = {"id": home.id, "name_zh": zh, "name_en": en, "country_iso2": home.country, "admin_level": "city"}
    return Row(register.mapping.head_line, {name: cell for name, cell in cells.items() if cell})


def decided_places(
    store: GraphStore, rows: Iterable[Mapping[str, Any]] | None = None
) -> tuple[list[KnownPlace], DecidedNames]:
    """Return the places of the graph with what was decided on those of registers, and the decisions.

    :param rows: the answer of the statement ``lookup/known_places``, if it was asked before
    """
    told = ask(store, "lookup/known_places") if rows is None else rows
    decided = decided_names(ask(store, "lookup/decided_names"))
    return with_decisions(known_places(told), decided), decided


def known_places(rows: Iterable[Mapping[str, Any]]) -> list[KnownPlace]:
    """Return the places of the graph.

    :param rows: the answer of the statement ``lookup/known_places``
    """
    found = []
    for row in rows:
        names = [row["name_zh"], row["name_en"], row["name_local"], row["id"]]
        found.append(
            KnownPlace(
                id=row["id"],
                country=row["country"] or "",
                level=row["level"] or ("country" if "CountryOrArea" in row["labels"] else "city"),
                names=tuple(dict.fromkeys(name for name in names if name)),
                others=tuple(row["others"]),
                name_en=row["name_en"] or "",
                name_zh=row["name_zh"] or "",
                is_known=not all("/cities@" in table for table in row["told_by"]),
            )
        )
    return found


def known_bodies(rows: Iterable[Mapping[str, Any]]) -> list[KnownBody]:
    """Return the organisations of the graph.

    :param rows: the answer of the statement ``lookup/known_bodies``
    """
    return [
        KnownBody(
            id=row["id"],
            country=row["country"] or "",
            names=tuple(filter(None, (row["name_zh"], row["name_en"], row["name_local"]))),
            others=tuple(row["others"]),
            kind=row["kind"] or "",
            is_known=not all("/organisations@" in table for table in row["told_by"]),
        )
        for row in rows
    ]


def _remarks(register: Register, translated: Translated) -> list[Issue]:
    """Return what is to be said of a register as a whole: its mapping, and what was no data."""
    path, sheet = register.grid.path.name, register.grid.sheet
    head = RowPlace(path, sheet, register.mapping.head_line)
    found = []
    if register.proposal is not None:
        taken = [f"{column.head} → {column.field}" for column in register.mapping.columns if column.field]
        found.append(
            head.issue(
                "warning",
                "mapping_accepted",
                "",
                register.mapping.subject,
                "the proposed meanings of the columns were taken: {columns}",
                "look at them with 'friendcircle map', and keep the mapping",
                columns=taken,
            )
        )
    personal = [column.head for column in register.mapping.columns if column.field == "personal"]
    personal += [head for head in translated.added if is_personal(head, ())]
    unused = [column.head for column in register.mapping.columns if not column.field]
    if unused := [*unused, *(head for head in translated.added if head not in personal)]:
        found.append(
            head.issue(
                "warning",
                "columns_kept",
                "",
                "",
                "columns without a meaning stay with their rows: {columns}",
                "give them one in the mapping, or leave it so",
                columns=unused,
            )
        )
    if personal:
        found.append(not_taken(head, personal))
    for line, why in sorted(translated.no_data.items()):
        found.append(
            RowPlace(path, sheet, line).issue(
                "warning",
                "no_data",
                "",
                "",
                _no_data(why),
                "nothing, if that is right; else fill its other cells",
            )
        )
    return found


def _no_data(why: str) -> Message:
    """Return why a row is no data."""
    match why:
        case "total":
            return Message("the row is a total and no data")
        case "footnote":
            return Message("the row is a footnote and no data")
        case "section":
            return Message("the row is the heading of a section and no data")
        case _:
            return Message("the row repeats the heads and is no data")
