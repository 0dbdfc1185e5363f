"""The page "Data": what was loaded, what was refused, where sources disagree, and the sources themselves."""

from __future__ import annotations

import streamlit as st

from dashboard import data
from dashboard.components.table import table
from dashboard.page import Page, tell_problems
from dashboard.plain import csv_bytes, plain, safe_url
from dashboard.texts import Texts
from queries.catalogue import Column, Query, in_language

#: Questions of the catalogue, in the order of the page.
QUESTIONS = ("sources", "conflicts", "issues", "load_runs", "coverage", "contents")
MOST_ROWS = 500
#: Columns with technical detail that a person reads in the download only.
_LEFT_OUT = {"load_runs": {"files"}, "sources": {"source"}, "issues": {"issue", "load"}, "conflicts": {"conflict"}}


def show(page: Page) -> None:
    """Draw the page."""
    t = page.t
    tell_problems(page.state.problems, t)
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        with st.container(key="kinds"):
            name = st.pills(
                t("data.question"),
                QUESTIONS,
                default=QUESTIONS[0],
                format_func=lambda name: t.word("question", name),
                key="question",
                required=True,
                label_visibility="collapsed",
            )
        query, result = data.table(page.now, str(name or QUESTIONS[0]), page.last, MOST_ROWS)
        with st.container(key="download", width="content"):
            st.download_button(
                t("table.download"),
                lambda: csv_bytes(query_heads(query, t), [[_text(cell) for cell in row] for row in result.rows]),
                file_name=f"{query.name}.csv",
                mime="text/csv",
                on_click="ignore",
                help=t("table.download_help"),
            )
    left_out = _LEFT_OUT.get(query.name, set())
    columns, readable = in_language(query.columns, result.rows, t.lang)
    kept = [(index, column) for index, column in enumerate(columns) if column.name not in left_out]
    rows = [[_cell(column, row[index], t, page) for index, column in kept] for row in readable]
    note = t("data.shown_cut", n=len(rows)) if result.truncated else t.number("data.shown", len(rows))
    purpose = query.purpose_zh if t.lang == "zh" else query.purpose
    table(
        {
            "caption": f"{purpose}{t('list.sentences')}{note}",
            "lang": t.lang,
            "columns": [{"title": _head(column, t), "type": column.type.value, "name": column.name} for _, column in kept],
            "rows": rows,
            "empty": t("table.empty"),
        },
        key="data_table",
    )


def query_heads(query: Query, t: Texts) -> list[str]:
    """The heads of the columns in the language of the page."""
    return [_head(column, t) for column in query.columns]


def _head(column: Column, t: Texts) -> str:
    return column.meaning_zh if t.lang == "zh" and column.meaning_zh else column.meaning[:1].upper() + column.meaning[1:]


def _cell(column: Column, value: object, t: Texts, page: Page) -> dict[str, str]:
    if column.name == "url":
        return {"text": plain(str(value or ""), 60), "url": safe_url(str(value or ""))}
    if column.vocabulary and value:
        return {"text": t.word(column.vocabulary, str(value))}
    if column.type == "area" and value:
        return {"text": page.now.naming.area_name(str(value), t.lang)}
    return {"text": plain(_text(value), 300)}


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(str(entry) for entry in value)
    return str(value)
