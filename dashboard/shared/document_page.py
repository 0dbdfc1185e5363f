"""Pages that are documents: sections of text, charts and tables, with a table of contents and downloads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.components.payloads.document_data import (
    ChooserData,
    ChooserEntryData,
    ChooserGroupData,
    DocumentExtrasData,
)
from dashboard.components.planning import document as draw
from dashboard.core.page import Page
from dashboard.shared import document_payload, home_facts
from dashboard.shared.circle_filters import CLOCKWISE, FURTHER
from dashboard.shared.circle_items import name_of
from dashboard.shared.controls import FIGURES, time_line
from dashboard.shared.downloads import offer_files
from dashboard.shared.graph_reader import MOST_NODES
from graph.i18n import Texts
from graph.naming.profile import Naming
from graph.sanitize import one_line
from graph.store import Result
from queries.catalogue.collection import in_language
from queries.catalogue.query import AnswerColumn, Query
from reports.document import Cell, Document, PageReference, PageReferences, Table, cell_text
from reports.writers.tables import csv_archive
from reports.writers.xlsx import write_xlsx

#: Prefixes of reference ids with a special target: a year of the same page, several nodes, the time line of a
#: partner.
YEAR, THINGS, TIMELINE = "year:", "things:", "timeline:"


def show_document(
    page: Page[Any],
    content: Document,
    *,
    key: str,
    controls: Callable[[], None] | None = None,
    files: Callable[[], None] | None = None,
    more: DocumentExtrasData | None = None,
    on_choose: Callable[[], None] | None = None,
) -> None:
    """Show a document as the page.

    :param key: name of the page
    :param controls: draws additional widgets
    :param files: draws additional downloads
    :param more: further data of the component: ``choosers`` or a ``period``
    :param on_choose: called when one of these is used
    """
    t, as_of = page.t, page.day
    name = f"{page.now.wanted}-{key}-{as_of.isoformat()}"
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        if controls:
            controls()
        st.space("stretch")
        if files:
            files()
        offer_files(
            t,
            name,
            csv=lambda: tables_as_csv(content, as_of),
            xlsx=lambda: write_xlsx(content, as_of),
            several=True,
        )
    draw(
        document_payload.document(
            content,
            lambda identifier: reference_address(page, identifier),
            texts={"as_of": t("time.as_of"), "forms": t("time.forms"), "contents": t("meeting.contents")},
            time=time_line(as_of, page.first, page.last),
            more=more,
        ),
        key=key,
        on_as_of=lambda: _dated(key),
        on_choose=on_choose or _nothing,
    )


def figures_control(page: Page[Any]) -> None:
    """Draw the switch between strength in words and with figures."""
    t = page.t
    with st.container(key="view", width="content"):
        st.session_state["figures_choice"] = page.state.show
        st.segmented_control(
            t("sheet.figures"),
            FIGURES,
            format_func=lambda show: (
                t("ranking.show_words") if show == FIGURES[0] else t("ranking.show_figures")
            ),
            key="figures_choice",
            on_change=_figured,
            label_visibility="collapsed",
            required=True,
        )


def _figured() -> None:
    Page.current().set(show=st.session_state["figures_choice"] or FIGURES[0])


def reference_address(page: Page[Any], identifier: str) -> str:
    """Return the address that a reference leads to: a partner page, a year of this page, a time line, else
    the canvas with the nodes.
    """
    if identifier.startswith(YEAR):
        return page.address_here(year=int(identifier.removeprefix(YEAR)))
    if identifier.startswith(TIMELINE):
        return page.address(
            "timeline", compared=(identifier.removeprefix(TIMELINE),), since=str(page.first.year)
        )
    if identifier.startswith(THINGS):
        return canvas_address(page, *identifier.removeprefix(THINGS).split(","))
    if identifier in home_facts.world(page.now).partners:
        return page.address("partner", chosen=identifier)
    return canvas_address(page, identifier)


def canvas_address(page: Page[Any], *nodes: str) -> str:
    """Return the address of the canvas with the home and some nodes; a single one is selected."""
    return page.address(
        "explore",
        nodes=tuple(dict.fromkeys((page.now.wanted, *nodes))),
        picked=nodes if len(nodes) == 1 else (),
    )


def counted(identifiers: Iterable[str]) -> Cell:
    """Return a number that links to the nodes counted, limited to what the canvas holds."""
    ids = sorted(set(identifiers))
    return PageReference(str(len(ids)), THINGS + ",".join(ids[: MOST_NODES - 1]), len(ids)) if ids else 0


def chooser(page: Page[Any], place: int, value: str, label: str, nobody: str) -> ChooserData:
    """Return a list of all partners with a tie, by region of the world, to choose one from.

    :param place: number of the chooser on the page
    :param nobody: text shown while no partner is chosen
    """
    t, naming = page.t, page.now.naming
    groups: list[ChooserGroupData] = []
    links = [
        link for link in home_facts.world(page.now).partners.values() if link.tied or link.names.id == value
    ]
    for code in (*CLOCKWISE, *FURTHER):
        inside = [
            link for link in links if (link.continent if link.continent in (*CLOCKWISE, "AN") else "") == code
        ]
        entries: list[ChooserEntryData] = [
            {"id": link.names.id, "name": name_of(link.names, naming, t.lang)} for link in inside
        ]
        entries.sort(key=lambda entry: entry["name"])
        if entries:
            groups.append({"name": t.word("continent", code or "none"), "entries": entries})
    return {"place": place, "label": label, "none": nobody, "value": value, "groups": groups}


def _dated(key: str) -> None:
    asked = st.session_state[key].get("as_of")
    if asked:
        Page.current().ask_day(str(asked))


def _nothing() -> None:
    """A no-op callback, required so that the component reports."""


def tables_as_csv(content: Document, day: dt.date) -> bytes:
    """Return every table of a document as CSV files in one zip archive."""
    sheets = (
        (table.name, table.heads, [[_csv_cell(value) for value in row] for row in table.rows])
        for _, table in content.tables()
    )
    return csv_archive(sheets, day)


def _csv_cell(value: Cell) -> str:
    return "" if value is None else value.text if isinstance(value, PageReferences) else cell_text(value)


# --- catalogue answers --------------------------------------------------------------------------------------


def answer_table(
    query: Query,
    result: Result,
    name: str,
    t: Texts,
    naming: Naming,
    *,
    left_out: Iterable[str] = (),
    named: Mapping[str, str] | None = None,
    words: Mapping[str, Mapping[str, str]] | None = None,
    heads: Mapping[str, str] | None = None,
    leads: Mapping[str, str] | None = None,
) -> Table:
    """Return the answer of a query as a table in the language of the page.

    :param named: id -> name that replaces it, as a reference
    :param words: column -> its values and their names
    :param heads: column -> a head shorter than its meaning
    :param leads: column -> the column that holds the id its cells link to
    """
    columns, rows = in_language(query.columns, result.rows, t.lang)
    skipped = set(left_out)
    place_of = {column.name: place for place, column in enumerate(columns)}

    def cell(column: AnswerColumn, row: Sequence[Any], place: int) -> Cell:
        value = _cell(column, row[place], t, naming, (words or {}).get(column.name) or named or {})
        to = row[place_of[leads[column.name]]] if leads and column.name in leads else None
        return PageReference(cell_text(value), str(to)) if to and value is not None else value

    kept = [(place, column) for place, column in enumerate(columns) if column.name not in skipped]
    return Table(
        name=name,
        heads=tuple((heads or {}).get(column.name) or head(column, t) for _, column in kept),
        rows=tuple(tuple(cell(column, row, place) for place, column in kept) for row in rows),
        empty=t("sheet.nothing"),
    )


def head(column: AnswerColumn, t: Texts) -> str:
    """Return the head of a column in the language of the page."""
    meaning = column.meaning.text(t.lang)
    return meaning[:1].upper() + meaning[1:]


def _cell(column: AnswerColumn, value: Any, t: Texts, naming: Naming, named: Mapping[str, str]) -> Cell:
    if value is None or value == "" or value == []:
        return None
    if isinstance(value, list):
        texts = [one_line(_word(column, str(entry), t, naming, named), 200) for entry in value]
        if column.type not in ("area", "areas") and all(str(entry) in named for entry in value):
            return PageReferences(
                tuple(PageReference(text, str(entry)) for text, entry in zip(texts, value, strict=True)),
                between=t("list.tags"),
            )
        return one_line(t("list.tags").join(texts), 600)
    if isinstance(value, bool):
        return t("explore.yes") if value else t("explore.no")
    if isinstance(value, int | float):
        return value
    text = str(value)
    if column.type == "id" and text in named:
        return PageReference(named[text], text)
    return one_line(_word(column, text, t, naming, named), 400)


def _word(column: AnswerColumn, value: str, t: Texts, naming: Naming, named: Mapping[str, str]) -> str:
    if column.vocabulary:
        return t.word(column.vocabulary, value)
    if column.type in ("area", "areas"):
        return naming.area_name(value, t.lang)
    return named.get(value, value)


def document(
    page: Page[Any], title: str, subtitle: str, sections: Sequence[Any], lead: Sequence[Any] = ()
) -> Document:
    """Return a document of a page, with the remarks that every file made of it contains."""
    t = page.t
    as_of = page.day
    return Document(
        title=title,
        subtitle=subtitle,
        lang=t.lang,
        header=t("title", home=page.home_name),
        footer=t("sheet.foot", date=as_of.isoformat()),
        sections=tuple(sections),
        lead=tuple(lead),
        overview=t("pack_sheet.overview"),
    )
