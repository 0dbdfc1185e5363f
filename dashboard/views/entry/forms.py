"""Data of the page "Entry": forms, contradicting statements to decide on, entries made. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from dashboard.components.payloads.entry_data import (
    EntryRemarkData,
    FieldData,
    OptionData,
)
from dashboard.views.entry.contradictions import fact_title
from dashboard.views.entry.entry_list import entry_of, title
from graph.i18n import Bilingual, Texts
from graph.model.procedures import procedures
from graph.model.vocabulary import VOCABULARIES
from graph.naming.profile import Naming
from graph.sanitize import one_line
from ingest.entries import (
    AT,
    BY,
    ENTERED_BY,
)
from ingest.load.report import Issue
from ingest.tables import TABLES
from ingest.tables.column_texts import label_of, meaning_of
from ingest.tables.declaration import LOCATOR, CellType, InputColumn
from queries.subgraph import GraphNode

#: Columns shown first, by table; the others are folded away below.
FIRST = {
    "visits": (
        "direction",
        "status",
        "date_start",
        "date_end",
        "from_place",
        "to_place",
        "delegation_title",
        "level",
        "host",
        "persons",
        "note",
    ),
    "events": (
        "kind",
        "status",
        "name_zh",
        "name_en",
        "date_start",
        "date_end",
        "place",
        "participant_places",
        "tie",
        "note",
    ),
    "tie_steps": (
        "from_id",
        "to_id",
        "procedure",
        "step",
        "track",
        "status",
        "date",
        "body",
        "document_no",
        "note",
    ),
    "decisions": ("reason", "decided_on"),
}
#: Columns that the program fills or that need no field.
_HIDDEN = {"id", "date_precision", "source", "file", AT}
_DECIDED = {"fact", "from_id", "to_id", "property", "value"}
#: Columns that are filled automatically if left empty.
_FILLED = {"decided_on"}
_LONG = {"note", "reason", "result"}
_KINDS = {
    CellType.DATE: "date",
    CellType.DAY: "day",
    CellType.INTEGER: "number",
    CellType.NUMBER: "number",
    CellType.WORD: "choice",
    CellType.REFERENCE: "one",
    CellType.REFERENCES: "many",
    CellType.COUNTRY: "one",
    CellType.COUNTRIES: "many",
}
#: Vocabularies whose name on the pages differs from the model.
VOCABULARY_NAMES = {"step": "stage"}

_TITLE = 120
_MOST_LINES = 12


def labelled() -> tuple[InputColumn, ...]:
    """Return every column that has a label on the page, one of each name."""
    found = {column.name: column for table in FIRST for column in columns(table)}
    return (*found.values(), ENTERED_BY)


# --- the form -----------------------------------------------------------------------------------------------


def columns(name: str) -> tuple[InputColumn, ...]:
    """Return the columns of a table to fill in, the first ones first."""
    hidden = _HIDDEN | (_DECIDED if name == "decisions" else set())
    kept = {column.name: column for column in TABLES[name].columns if column.name not in hidden}
    first = [kept.pop(column) for column in FIRST[name]]
    return (*first, *kept.values())


def form(name: str, t: Texts, country: str) -> list[FieldData]:
    """Return the fields of a table.

    :param country: alpha-2 code of the home; procedures of other countries are left out
    """
    fields = [_field(name, column, t, country) for column in columns(name)]
    by: FieldData = {
        "name": BY,
        "label": label_of(ENTERED_BY, t.lang),
        "kind": "text",
        "required": True,
        "more": False,
        "hint": t("entry.by_hint"),
    }
    cut = next((index for index, field in enumerate(fields) if field["more"]), len(fields))
    return [*fields[:cut], by, *fields[cut:]]


def _field(name: str, column: InputColumn, t: Texts, country: str) -> FieldData:
    kind = _KINDS.get(column.cell, "long" if column.name in _LONG else "text")
    field: FieldData = {
        "name": column.name,
        "label": label_of(column, t.lang),
        "kind": kind,
        "required": column.required and column.name not in _FILLED,
        "more": column.name not in FIRST[name],
        "hint": _hint(name, column, kind, t),
    }
    if column.name in ("procedure", "step"):
        field["kind"] = "choice"
        field["options"] = _procedures(t, country) if column.name == "procedure" else _steps(t, country)
        if column.name == "step":
            field["depends"] = "procedure"
    elif kind == "choice":
        words = VOCABULARIES[column.vocabulary].words
        field["options"] = [
            {"value": word, "text": t.word(VOCABULARY_NAMES.get(column.vocabulary, column.vocabulary), word)}
            for word in words
        ]
    return field


def _hint(name: str, column: InputColumn, kind: str, t: Texts) -> str:
    if column.name in _FILLED:
        return t("entry.today_hint")
    if column.name == LOCATOR.name:
        return t("entry.locator_hint")
    match kind:
        case "date" | "day":
            return t(f"entry.{kind}_hint")
        case "one":
            return t("entry.one_hint")
        case "many":
            return t("entry.many_hint")
    if column.cell is CellType.TEXTS:
        return t("entry.texts_hint")
    labels = {entry.name: label_of(entry, t.lang) for entry in labelled()}
    meaning = re.sub("`([^`]+)`", lambda found: labels.get(found[1], found[1]), meaning_of(column, t.lang))
    return "" if meaning.casefold() == label_of(column, t.lang).casefold() else meaning


def _procedures(t: Texts, country: str) -> list[OptionData]:
    known = procedures().values()
    return [
        {"value": entry.id, "text": entry.title.text(t.lang)}
        for entry in known
        if not entry.countries or country in entry.countries
    ]


def _steps(t: Texts, country: str) -> list[OptionData]:
    return [
        {"value": step.id, "text": step.name.text(t.lang), "of": entry.id}
        for entry in procedures().values()
        if not entry.countries or country in entry.countries
        for step in dict.fromkeys((*entry.home, *entry.partner))
    ]


def shown(
    name: str, cells: Mapping[str, str], named: Mapping[str, str], naming: Naming, lang: str
) -> dict[str, str]:
    """Return the display names of the ids and codes in the cells."""
    found = {}
    for column in TABLES[name].columns:
        for part in cell_parts(column, cells.get(column.name, "")):
            if column.cell in (CellType.COUNTRY, CellType.COUNTRIES):
                found[part] = naming.area_name(part, lang) if len(part) == 2 and part.isupper() else part
            elif part in named:
                found[part] = named[part]
    return found


def cell_parts(column: InputColumn, cell: str) -> list[str]:
    """Return the values of a cell that may hold several."""
    if column.cell in (CellType.REFERENCES, CellType.COUNTRIES):
        return [part.strip() for part in cell.split(";") if part.strip()]
    return [cell] if cell and column.cell in (CellType.REFERENCE, CellType.COUNTRY) else []


def resolved(
    name: str,
    cells: Mapping[str, str],
    named: Collection[str],
    find: Callable[[str, InputColumn], Sequence[str]],
) -> dict[str, str]:
    """Return the cells with unambiguous names replaced by ids; unresolved names stay, to be reported.

    :param named: all known ids
    :param find: maps text and column to matching ids
    """
    found = dict(cells)
    for column in TABLES[name].columns:
        parts = cell_parts(column, cells.get(column.name, ""))
        if parts:
            answers = [(part, find(part, column) if part not in named else []) for part in parts]
            found[column.name] = ";".join(ids[0] if len(ids) == 1 else part for part, ids in answers)
    return found


# --- errors and changes -------------------------------------------------------------------------------------


def remarks(
    issues: Iterable[Issue | Mapping[str, Any]], fields: Collection[str], t: Texts
) -> tuple[dict[str, EntryRemarkData], list[EntryRemarkData]]:
    """Return the remarks on each field, and those on the row as a whole.

    :param issues: issues of an entry, or in the form of the command's document
    """
    at: dict[str, EntryRemarkData] = {}
    whole: list[EntryRemarkData] = []
    for issue in issues:
        told = (
            issue
            if isinstance(issue, Mapping)
            else {
                name: getattr(issue, name)
                for name in ("level", "code", "column", "reason", "hint", "reason_zh", "hint_zh")
            }
        )
        said: EntryRemarkData = {
            "level": told["level"],
            "reason": one_line(Bilingual(told["reason"], told["reason_zh"]).text(t.lang), 300),
            "hint": one_line(Bilingual(told["hint"], told["hint_zh"]).text(t.lang), 300),
        }
        if told["code"] == "empty":
            said["reason"], said["hint"] = t("entry.empty"), ""
        earlier = at.get(told["column"])
        if told["column"] in fields and not (earlier and earlier["level"] == "error"):
            at[told["column"]] = said
        elif told["column"] not in fields:
            whole.append(said)
    return at, whole


def changes(
    document: Mapping[str, Any],
    nodes: Mapping[str, GraphNode],
    named: Mapping[str, str],
    t: Texts,
    naming: Naming,
) -> list[str]:
    """Return the changes of an entry, one line each: the facts, then their sources.

    :param nodes: affected nodes that are already in the store
    """
    entry = entry_of(document["entry"])
    lines = []
    for change in document["changes"]:
        if change["label"] in ("Statement", "Source"):
            continue
        there = nodes.get(change["id"])
        name = fact_title(there, named, t, naming) if there else title(entry, nodes, named, t, naming)
        lines.append(
            t(
                f"entry.change_{change['what']}",
                label=t.word("label", change["label"]),
                name=one_line(name or change["id"], _TITLE),
            )
        )
    if len(lines) > _MOST_LINES:
        lines = [*lines[:_MOST_LINES], t.number("entry.change_more", len(lines) - _MOST_LINES)]
    if any(change["label"] == "Statement" and change["what"] == "created" for change in document["changes"]):
        lines.append(t("entry.change_statement", by=one_line(entry.cells.get(BY, ""), 60)))
    return lines


# --- entries ------------------------------------------------------------------------------------------------


# --- sides of a visit ---------------------------------------------------------------------------------------


def with_home(cells: Mapping[str, str], home: str) -> dict[str, str]:
    """Return the cells of a visit, with the home filled in where the direction requires it."""
    place = {"inbound": "to_place", "outbound": "from_place"}.get(cells.get("direction", ""), "")
    return {**cells, place: home} if place and not cells.get(place) else dict(cells)


def turned(cells: Mapping[str, str], home: str, t: Texts) -> dict[str, EntryRemarkData]:
    """Return the errors of a visit by field: the other side is missing, or it is the home itself."""
    other, places, said = {
        "inbound": ("from_place", ("from_place", "from_countries"), t("entry.home_sends")),
        "outbound": ("to_place", ("to_place",), t("entry.home_receives")),
    }.get(cells.get("direction", ""), ("", (), ""))
    if not other:
        return {}
    if not any(cells.get(place) for place in places):
        return {other: {"level": "error", "reason": t("entry.no_place"), "hint": ""}}
    if cells.get(other, "") == home:
        return {other: {"level": "error", "reason": said, "hint": ""}}
    return {}


# --- contradicting statements -------------------------------------------------------------------------------
