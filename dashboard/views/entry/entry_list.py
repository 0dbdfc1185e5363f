"""The list of what was entered. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from dashboard.components.payloads.entry_data import (
    EntryLineData,
)
from dashboard.views.entry.contradictions import fact_title, value_in_words
from dashboard.views.entry.forms import FIRST, VOCABULARY_NAMES, cell_parts, columns, labelled, shown
from graph.i18n import Bilingual, Texts
from graph.model.procedures import procedures
from graph.naming.profile import Naming
from graph.sanitize import one_line
from ingest.entries import (
    BY,
    ManualEntry,
)
from ingest.tables.column_texts import label_of
from ingest.tables.decisions import OPEN
from ingest.tables.declaration import CellType
from queries.subgraph import GraphNode

#: Columns that hold ids of parties; the partner's first where both are possible.
_PARTIES = ("from_place", "to_place", "participant_places", "place", "from_id", "to_id", "fact")
_TITLE = 120


def entry_of(document: Mapping[str, Any]) -> ManualEntry:
    """Return the entry in the document of a command."""
    return ManualEntry(
        table=document["table"],
        row=document["row"],
        cells=document["cells"],
        at=document["at"],
        stands=document["stands"],
    )


def title(
    entry: ManualEntry,
    nodes: Mapping[str, GraphNode],
    named: Mapping[str, str],
    t: Texts,
    naming: Naming | None = None,
) -> str:
    """Return the one-line title of an entry."""
    cells = entry.cells
    match entry.table:
        case "visits":
            parts = [cells.get("date_start", ""), cells.get("delegation_title", "")]
        case "events":
            name = Bilingual(cells.get("name_en", ""), cells.get("name_zh", ""))
            parts = [cells.get("date_start", ""), name.text(t.lang)]
        case "tie_steps":
            step = (
                procedures()[cells["procedure"]].step(cells.get("step", ""))
                if cells.get("procedure") in procedures()
                else None
            )
            parties = [named.get(cells.get(side, ""), cells.get(side, "")) for side in ("from_id", "to_id")]
            parts = [
                cells.get("date", ""),
                t("entry.parties", one=parties[0], other=parties[1]),
                step.name.text(t.lang) if step else cells.get("step", ""),
            ]
        case _:
            fact = nodes.get(cells.get("fact", ""))
            about = fact_title(fact, named, t, naming) if fact and naming else ""
            value = (
                t("entry.stays_open")
                if cells.get("value") == OPEN
                else value_in_words(fact, cells.get("property", ""), cells.get("value", ""), t)
            )
            parts = [
                about,
                t("entry.decided", property=t.word("field", cells.get("property", "")), value=value),
            ]
    return one_line(" ".join(part for part in parts if part), _TITLE)


def listed(
    found: Sequence[ManualEntry],
    nodes: Mapping[str, GraphNode],
    named: Mapping[str, str],
    partners: Collection[str],
    t: Texts,
    naming: Naming,
    open_partner: Callable[[str], str],
) -> list[EntryLineData]:
    """Return the manual entries, newest first."""
    items: list[EntryLineData] = []
    for entry in found:
        partner = partner_of(entry, partners)
        items.append(
            {
                "id": entry.id,
                "title": title(entry, nodes, named, t, naming) or entry.id,
                "what": t.word("by_hand", entry.table),
                "sub": " · ".join(
                    part for part in (one_line(entry.cells.get(BY, ""), 60), moment(entry.at)) if part
                ),
                "stands": entry.stands,
                "href": open_partner(partner) if partner else "",
                "partner": named.get(partner, partner) if partner else "",
            }
        )
    return items


def partner_of(entry: ManualEntry, partners: Collection[str]) -> str:
    """Return the id of the partner an entry is about, or empty."""
    for column in _PARTIES:
        for part in entry.cells.get(column, "").split(";"):
            ends = (
                part.partition("/")[0].removeprefix("tie-").split("--") if part.startswith("tie-") else [part]
            )
            if hit := next((end for end in ends if end in partners), ""):
                return hit
    return ""


def moment(text: str) -> str:
    """Return a time in the local time zone, to the minute."""
    try:
        return dt.datetime.fromisoformat(text).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return text


def rows(
    found: Sequence[ManualEntry], named: Mapping[str, str], t: Texts, naming: Naming
) -> tuple[list[str], list[list[str]]]:
    """Return head and rows for a download, as in the forms, with every column used by an entry."""
    used = {column for entry in found for column in entry.cells}
    known = {column.name: column for name in FIRST for column in columns(name)}
    heads = [*(name for name in (*known, BY) if name in used), *sorted(used - {*known, BY})]

    def cell(entry: ManualEntry, name: str) -> str:
        value = entry.cells.get(name, "")
        column = known.get(name)
        if column is None or not value:
            return value
        if column.cell is CellType.WORD:
            return t.word(VOCABULARY_NAMES.get(column.vocabulary, column.vocabulary), value)
        called = shown(entry.table, {name: value}, named, naming, t.lang)
        return t("list.tags").join(called.get(part, part) for part in cell_parts(column, value)) or value

    labels = {column.name: label_of(column, t.lang) for column in labelled()}
    titles = [labels.get(name, name) for name in heads]
    return [t("entry.table"), t("entry.state"), *titles], [
        [
            t.word("by_hand", entry.table),
            t("entry.stands") if entry.stands else t("entry.taken"),
            *(cell(entry, name) for name in heads),
        ]
        for entry in found
    ]
