"""Rows of a register to rows of the input tables, through its mapping.

Each row of a register gives rows of several tables: its partner is a place, and what it says of the partner a
tie or a visit. What a cell says that no column takes stays with the row under the register's own head. What
cannot be read is a note with the row that refuses it; what was understood with a doubt is a remark.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.i18n import Message
from ingest.read.added_columns import is_added
from ingest.read.files import CellNote
from ingest.read.grids import DELIMITED, Grid, GridRow
from ingest.read.personal_data import is_personal
from ingest.read.rows import AS_WRITTEN
from ingest.read.written_areas import read_area
from ingest.registers.fields import begins, read_word, tells
from ingest.registers.kept_rows import KeptRows
from ingest.registers.mapping import ColumnMapping, SheetMapping
from ingest.registers.places.bodies import BodyBook, body_id, body_kind
from ingest.registers.places.place_book import FoundPlace, PlaceBook, Script, fold_place, script_of
from ingest.registers.places.place_names import former_names, names_in, places_in
from ingest.registers.propose import joined_heads
from ingest.registers.row_draft import RowColumns, RowDraft, without_number
from ingest.registers.row_ids import RowIds
from ingest.tables import TABLES
from ingest.tables.declaration import derived_id

#: Characters; a longer note may tell of something else that was cancelled.
_SHORT_NOTE = 10
#: Characters; a longer text alone in its row is a footnote.
_LONGEST_SECTION = 40
#: Cells that name the partner; what they mean is remembered for so many different ones.
_PARTNER_CELLS = ("partner_name", "partner_name_en", "partner_region", "partner_country", "former_name")
_REMEMBERED = 20_000
_TIE_TEXTS = ("approval_no", "place_signed", "signatories", "counterpart", "division", "note")
_VISIT_TEXTS = (
    *("received_by", "met_by", "invited_by", "assigned_by", "sender", "result", "category", "approval_no"),
    "note",
)


@dataclass(frozen=True, slots=True)
class OfficeHome:
    """The home of the office whose register is read."""

    id: str
    country: str
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class Translated:
    """The rows that a sheet of a register amounts to.

    :param rows: by table
    :param no_data: by line, why a row is no data: ``total``, ``footnote``, ``section`` or ``head``
    :param added: heads of columns that the mapping does not name
    """

    rows: dict[str, KeptRows] = field(default_factory=dict)
    no_data: dict[int, str] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Partner:
    """The partner of a row.

    :param id: of its place, or of a body as the party of a tie; empty if the row has none
    :param country: code of its country or area, or empty
    :param body: name of a body that a visit comes from
    """

    id: str = ""
    country: str = ""
    body: str = ""


#: A row that another one brings along: table, line, cells and notes.
_Beside = tuple[str, int, dict[str, str], Sequence[CellNote]]


def filled_cells(row: GridRow) -> list[str]:
    """Return the distinct texts of a row; that of a merged cell counts once."""
    return [cell for cell in dict.fromkeys(row.cells) if cell]


def no_data(row: GridRow, heads: Sequence[str]) -> str:
    """Return why a row is no data (as in :class:`Translated`), or an empty text."""
    first = next(filter(None, row.cells), "")
    if not first:
        return ""
    if begins(first, "total"):
        return "total"
    if row.faults:
        return ""
    if first in heads and list(filter(None, row.cells)) == list(filter(None, heads)):
        return "head"
    if any(cell and cell != first for cell in row.cells):
        return ""
    if begins(first, "footnote"):
        return "footnote"
    if len(heads) > 2:
        return "footnote" if len(first) > _LONGEST_SECTION else "section"
    return ""


def translate(
    grid: Grid,
    mapping: SheetMapping,
    book: PlaceBook,
    home: OfficeHome,
    dataset: str,
    bodies: BodyBook | None = None,
) -> Translated:
    """Translate a sheet.

    :param book: the places known; those that the register adds are added to it
    :param dataset: name of the register, part of the ids of its rows
    :param bodies: the organisations known
    """
    return _SheetTranslation(grid, mapping, book, home, dataset, bodies or BodyBook()).run()


def heads_of(grid: Grid, mapping: SheetMapping) -> list[str]:
    """Return the heads of the columns of a sheet."""
    rows = [row for row in grid.first_rows if row.line >= mapping.head_line]
    return joined_heads(rows[: mapping.head_lines])


class _SheetTranslation:
    """One sheet that is being translated."""

    def __init__(
        self,
        grid: Grid,
        mapping: SheetMapping,
        book: PlaceBook,
        home: OfficeHome,
        dataset: str,
        bodies: BodyBook,
    ) -> None:
        self.grid, self.mapping, self.book, self.home = grid, mapping, book, home
        self.dataset, self.bodies = dataset, bodies
        self.result = Translated()
        self._ids = RowIds({"ties": "tie", "visits": "visit"}[mapping.subject], dataset)
        #: The name under which a cell is kept beside the columns of the table, by its own head.
        self._kept_as: dict[str, str] = {}
        self._section = ""
        #: Rows on places, names and bodies by their ids: those of the row being read, and those of rows that
        #: were refused, which wait for a row that is not.
        self._beside: dict[str, _Beside] = {}
        self._waiting: dict[str, _Beside] = {}
        #: Ids of the places, names and bodies whose rows were emitted.
        self._placed: set[str] = set()
        #: What :meth:`_partner` and :meth:`_own_side` found, while the book has the same names.
        self._found: dict[tuple[str, ...], _Partner] = {}
        self._found_with = -1

    def run(self) -> Translated:
        """Translate all rows."""
        heads = heads_of(self.grid, self.mapping)
        below = (row for row in self.grid.read() if row.line >= self.mapping.head_line)
        rows = itertools.islice(below, self.mapping.head_lines, None)
        by_head = {column.head: column for column in self.mapping.columns}
        columns = {
            place: by_head.get(head) or self._added(head)
            for place, head in enumerate(heads)
            if head and not is_added(head)
        }
        # In delimited text a cell too many is a comma that no quotation marks enclose.
        width = len(heads) if self.grid.path.suffix.casefold() in DELIMITED else None
        known = frozenset(column.name for column in TABLES[self.mapping.subject].columns)
        self._kept_as = {head: f"{head}{AS_WRITTEN}" if head in known else head for head in heads}
        added = frozenset(place for place, head in enumerate(heads) if is_added(head))
        read = RowColumns(self.mapping, columns, width, added)
        for row in rows:
            if reason := no_data(row, heads):
                self.result.no_data[row.line] = reason
                if reason == "section":
                    self._section = filled_cells(row)[0]
            else:
                self._row(RowDraft(row, read))
        return self.result

    def _added(self, head: str) -> ColumnMapping:
        """Return the meaning of a column that was added to the register after its mapping was made."""
        self.result.added.append(head)
        return ColumnMapping(head=head, field="personal" if is_personal(head, ()) else "")

    # --- a row

    def _row(self, draft: RowDraft) -> None:
        table = self.mapping.subject
        values = self._visit(draft) if table == "visits" else self._tie(draft)
        self._settle(refused=draft.is_refused)
        kept = {name: value for name, value in values.items() if value}
        for head, cell in draft.own.items():
            kept.setdefault(self._kept_as[head], cell)
        self._emit(table, draft.line, kept, draft.notes)

    def _emit(self, table: str, line: int, cells: dict[str, str], notes: Sequence[CellNote]) -> None:
        rows = self.result.rows.get(table)
        if rows is None:
            rows = self.result.rows[table] = KeptRows()
        rows.add(line, cells, notes)

    # --- places and bodies, which a row brings along

    def _bring(self, identifier: str, row: _Beside) -> None:
        """Bring along the row of a place, name or body at its first mention."""
        if identifier not in self._placed and identifier not in self._beside:
            self._beside[identifier] = self._waiting.pop(identifier, row)

    def _settle(self, *, refused: bool) -> None:
        """Emit what a row brought along, unless the row is refused: then it waits for another one."""
        if refused and self._beside:
            self._waiting |= self._beside
            self._found = {}
        elif self._beside:
            for identifier, (table, line, cells, notes) in self._beside.items():
                self._placed.add(identifier)
                self._emit(table, line, cells, notes)
        self._beside = {}

    def _remembered(self, key: tuple[str, ...]) -> _Partner | None:
        """Return what was found for certain cells, unless the book has further names since then."""
        if self._found_with != self.book.version or len(self._found) > _REMEMBERED:
            self._found, self._found_with = {}, self.book.version
        return self._found.get(key)

    def _partner(self, draft: RowDraft, *, several: bool = False) -> _Partner:
        """Return the partner, and bring along the row of its place or body.

        A group that comes from a country alone has no place.

        :param several: whether the cell may name several places, whose ids are returned joined by ``;``
        """
        if draft.is_refused:
            return self._find_partners(draft, several=several)
        cell = draft.cells.get
        key = (self._section, str(several), *[cell(field, "") for field in _PARTNER_CELLS])
        if (found := self._remembered(key)) is None:
            said = len(draft.notes)
            found = self._find_partners(draft, several=several)
            # Whether a visit may come from a body depends on further cells.
            if len(draft.notes) == said and self._found_with == self.book.version and not found.body:
                self._found[key] = found
        return found

    def _find_partners(self, draft: RowDraft, *, several: bool) -> _Partner:
        """Return the partner, or all those that the cell names one after another."""
        names = places_in(draft.cell("partner_name"))
        if len(names) < 2:
            return self._find_partner(draft)
        areas = places_in(draft.cell("partner_country"))
        if not several or len(areas) not in (0, 1, len(names)):
            draft.note(
                "error",
                "several_names",
                "partner_name",
                Message("the cell names several places: {names}", names=names),
                Message("write a row for each of them"),
            )
            return _Partner()
        cells, found = draft.cells, []
        if len(areas) < 2:
            areas = [draft.cell("partner_country")] * len(names)
        for name, area in zip(names, areas, strict=True):
            draft.cells = cells | {"partner_name": name, "partner_country": area}
            draft.cells.pop("partner_name_en", None)
            found.append(self._find_partner(draft))
        draft.cells = cells
        ids = [one.id for one in found if one.id]
        return _Partner(";".join(dict.fromkeys(ids)), found[0].country)

    def _find_partner(self, draft: RowDraft) -> _Partner:
        name = draft.cell("partner_name") or draft.cell("partner_name_en")
        country, level = draft.area(), ""
        if not name and draft.cell("partner_region"):
            name, level = draft.cell("partner_region"), "province"
        if draft.is_refused or (not name and country and self.mapping.subject == "visits"):
            return _Partner(country=country)
        names, named_country = names_in(name)
        country = (
            country
            or named_country
            or read_area(without_number(self._section))
            or self.mapping.set.get("country", "")
        )
        if name and (english := draft.cell("partner_name_en")) and english not in names:
            names.append(english)
        kind = body_kind(names[0])
        if kind and not self.book.knows(names, country):
            return self._body(draft, names, country, kind)
        if not name:
            draft.note(
                "error",
                "empty",
                "partner_name",
                Message("the cell must not be empty"),
                Message("fill it, or take the row out"),
            )
        elif not country:
            draft.note(
                "error",
                "country_missing",
                "partner_name",
                Message("the row does not say in which country or area {name!r} lies", name=name),
                Message("add a column with the country or area"),
            )
        if not name or not country:
            return _Partner(country=country)
        former = former_names(draft.cell("former_name"))
        found = self.book.find(names, country, level, former)
        if found.others:
            draft.note(
                "error",
                "several_places",
                "partner_name",
                Message(
                    "several places are called {name!r}: {ids}",
                    name=name,
                    ids=[found.place.id, *found.others],
                ),
                Message("write the region behind the name, or use the id"),
            )
            return _Partner(country=country)
        self._place(draft, found, names)
        self._former(draft, found.place.id, [text for text in former if text not in names])
        return _Partner(found.place.id, country)

    def _body(self, draft: RowDraft, names: Sequence[str], country: str, kind: str) -> _Partner:
        """Bring along the row of a body that stands where a city is expected; refuse it where only one can.

        A tie may have a body as its party. A visit has places: for a body its country is taken.
        """
        name, is_visit = names[0], self.mapping.subject == "visits"
        known = self.bodies.find(names, country)
        if len(known) > 1:
            draft.note(
                "error",
                "several_bodies",
                "partner_name",
                Message(
                    "several organisations are called {name!r}: {ids}",
                    name=name,
                    ids=[body.id for body in known],
                ),
                Message("write its place behind the name"),
            )
            return _Partner(country=country)
        if is_visit and not country:
            draft.note(
                "error",
                "body_as_place",
                "partner_name",
                Message("{name!r} is a body and no city; a visit needs a place", name=name),
                Message("write its city here, and the body where bodies met are told"),
            )
            return _Partner(country=country)
        identifier = known[0].id if known else body_id(name, country)
        column = draft.mapping.column_of("partner_name")
        note = CellNote(
            level="warning",
            code="body",
            column=column.head if column else "",
            value=name,
            reason=Message(
                "{name!r} is no city but a body, and was taken as the organisation {id!r}",
                name=name,
                id=identifier,
            ),
            hint=Message("nothing, if that is right; else correct the name or the country"),
        )
        if not (known and known[0].is_known):
            if known:  # another name may be decided to mean it
                names, kind = known[0].names or names, known[0].kind or kind
            values = {"id": identifier, **_names_by_language(names), "kind": kind}
            self._bring(identifier, ("organisations", draft.line, values, [note]))
        elif identifier not in self._placed:
            self._placed.add(identifier)
            draft.notes.append(note)
        return _Partner(country=country, body=name) if is_visit else _Partner(identifier, country)

    def _place(self, draft: RowDraft, found: FoundPlace, names: Sequence[str]) -> None:
        """Bring along the row of a place."""
        place = found.place
        if place.id in self._placed:
            return
        told = _names_by_language(place.own_names if found.how == "decision" else names)
        values = {
            "id": place.id,
            "name_en": place.name_en or told.get("name_en", ""),
            "name_zh": told.get("name_zh", "") or place.name_zh,
            "name_local": told.get("name_local", ""),
            "country_iso2": place.country,
            "admin_level": place.level,
            "lat": place.lat,
            "lon": place.lon,
        }
        cells = {name: value for name, value in values.items() if value}
        notes = [_new_place(draft, found, names[0])] if found.is_new else []
        self._bring(place.id, ("cities", draft.line, cells, notes))

    def _former(self, draft: RowDraft, place: str, names: Sequence[str]) -> None:
        """Bring along the rows of the former names of a place."""
        for name in names:
            identifier = derived_id("name", place, name, "former")
            values = {"id": identifier, "of": place, "text": name, "kind": "former"}
            self._bring(identifier, ("names", draft.line, values, ()))

    def _own_side(self, draft: RowDraft) -> str:
        """Return the id of the place on the home's side."""
        text = draft.cell("home_name")
        if not text:
            return self.mapping.set.get("home", self.home.id)
        if (known := self._remembered((text,))) is not None:
            return known.id
        if fold_place(text) in {fold_place(name) for name in self.home.names}:
            return self.mapping.set.get("home", self.home.id)
        found = self.book.find([text], self.home.country)
        if found.place.id != self.home.id:
            self._place(draft, found, [text])
        if self._found_with == self.book.version:
            self._found[(text,)] = _Partner(found.place.id, self.home.country)
        return found.place.id

    # --- subjects

    def _tie(self, draft: RowDraft) -> dict[str, str]:
        partner = self._partner(draft).id
        own = self._own_side(draft)
        signed, _ = draft.date("signed_date")
        intent, _ = draft.date("intent_date")
        kind, status = self._kind_and_status(draft)
        if intent and not signed and not draft.cell("status"):
            status = "intent"
        return {
            "id": self._ids.give(draft.line, (own, partner, kind, status), ()).id,
            "from_id": own,
            "to_id": partner,
            "kind": kind,
            "status": status,
            "signed_date": signed,
            "intent_date": intent,
            "approval_date": draft.date("approval_date")[0],
            "status_date": draft.date("status_date")[0],
            "as_of": draft.date("as_of")[0] or self.mapping.set.get("as_of", ""),
            **{name: draft.cell(name) for name in _TIE_TEXTS},
        }

    def _kind_and_status(self, draft: RowDraft) -> tuple[str, str]:
        """Return the kind and the state of a tie; a kind may tell how far a tie has come instead."""
        told = draft.cell("kind")
        if told and read_word(told, "tie_kind") is None and (state := read_word(told, "tie_status")):
            return "sister_city", state
        return draft.word("kind", "tie_kind", "sister_city"), draft.word("status", "tie_status", "signed")

    def _direction(self, draft: RowDraft) -> str:
        """Return which way a visit goes."""
        return draft.word("direction", "direction", "inbound")

    def _visit(self, draft: RowDraft) -> dict[str, str]:
        cell = draft.cells.get
        direction = self._direction(draft)
        found = self._partner(draft, several=direction == "outbound")
        partner, country = found.id, found.country
        own = self._own_side(draft)
        start, end = draft.date("date")
        later, latest = draft.date("date_end", start)
        title = cell("delegation_title", "")
        outward = direction == "outbound"
        return {
            **self._once(draft, (direction, start, partner or country, title)),
            "direction": direction,
            "status": self._status(draft),
            "date_start": start,
            "date_end": latest or later or end,
            "from_place": own if outward else partner,
            "from_countries": "" if outward or partner else country,
            "to_place": partner if outward else own,
            "to_countries": country if outward and not partner else "",
            "level": draft.level(),
            "delegation_title_zh" if script_of(title) is Script.HAN else "delegation_title": title,
            "persons": draft.count("persons"),
            "groups": draft.count("groups"),
            "counterpart_orgs": found.body,
            "topics": cell("topics", "").replace("；", ";").replace("、", ";"),
            **{name: cell(name, "") for name in _VISIT_TEXTS},
        }

    def _status(self, draft: RowDraft) -> str:
        """Return the state of a visit that did not take place, as its direction, name or note tells."""
        for name in ("direction", "delegation_title", "note"):
            if tells(draft.cell(name), "cancelled", longest=_SHORT_NOTE if name == "note" else 0):
                draft.note(
                    "warning",
                    "cancelled",
                    name,
                    Message("{text!r} tells that the visit did not take place", text=draft.cell(name)),
                    Message("nothing, if that is right; else correct the cell"),
                )
                return "cancelled"
        return ""

    def _once(self, draft: RowDraft, parts: Sequence[str]) -> dict[str, str]:
        """Return the id of a visit; one with the cells of an earlier row is the same visit, told again."""
        given = self._ids.give(draft.line, parts, draft.cells.items())
        if given.first is None or not draft.cell("delegation_title"):
            return {"id": given.id}
        draft.note(
            "warning",
            "equal_row",
            "delegation_title",
            Message("the row tells the same as line {line}", line=given.first[1]),
            Message("it is kept, and counts once with it; delete it, or correct what differs"),
        )
        return {"id": given.id, "same_as": given.first[0]}


def _names_by_language(names: Sequence[str]) -> dict[str, str]:
    """Return the columns of the names of a place or body."""
    by_script = {script_of(name): name for name in reversed(names)}
    local = [
        by_script[script] for script in (Script.KANA, Script.HANGUL, Script.OTHER) if script in by_script
    ]
    values = {
        "name_en": by_script.get(Script.LATIN, ""),
        "name_zh": by_script.get(Script.HAN, ""),
        "name_local": local[0] if local else "",
    }
    return {column: name for column, name in values.items() if name}


def _new_place(draft: RowDraft, found: FoundPlace, name: str) -> CellNote:
    """Return the remark that a place is named for the first time."""
    column = draft.mapping.column_of("partner_name")
    if found.how == "gazetteer":
        reason = Message(
            "{name!r} is a new place, {id!r}, found in the gazetteer as {english!r}",
            name=name,
            id=found.place.id,
            english=found.place.name_en,
        )
    else:
        reason = Message(
            "{name!r} is a new place, {id!r}, which the gazetteer does not have", name=name, id=found.place.id
        )
    return CellNote(
        level="warning",
        code="new_place",
        column=column.head if column else "",
        value=name,
        reason=reason,
        hint=Message("nothing, if it is meant; else correct the name or the country"),
    )
