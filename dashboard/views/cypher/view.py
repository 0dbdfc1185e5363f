"""The page "Cypher": run any read-only statement, with the query catalogue and the model at hand.

A statement in a link is shown, and run only on request.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard.components.console import console as draw
from dashboard.components.frame import tell_problems
from dashboard.components.payloads.console_data import (
    AnswerData,
    ConsoleTextsData,
    FailedAnswerData,
    PlaceInTextData,
    RememberedData,
)
from dashboard.core.page import Page
from dashboard.core.page_state import Problem
from dashboard.shared import catalogue_answers, graph_reader
from dashboard.shared.downloads import XLSX
from dashboard.shared.graph_reader import MOST_NODES
from dashboard.views.cypher import payload
from dashboard.views.cypher.payload import Draft
from dashboard.views.cypher.state import LONGEST_GIVEN, LONGEST_STATEMENT, ConsoleState
from graph.errors import FriendCircleError
from graph.i18n import Texts
from graph.sanitize import csv_bytes, one_line
from graph.store import Result
from graph.suggest import nearest
from queries.catalogue.collection import catalogue
from queries.catalogue.query import Query
from queries.console.limits import DEFAULT_LIMIT, DEFAULT_TIMEOUT, MOST_ROWS, MOST_SECONDS
from queries.console.running_statement import GRACE, ConsoleAnswer, RunningStatement
from reports.writers.tables import xlsx_bytes

#: Query in the editor when a visit has no statement yet.
FIRST = "sister_cities"
#: Session keys: statement in the editor, run whose answer is shown, earlier runs, last action handled,
#: revision of the editor.
_DRAFT, _RUN, _HISTORY, _DONE, _REVISION = (
    f"console_{name}" for name in ("draft", "run", "history", "done", "revision")
)
#: Session key: the statement that is running.
_STARTED = "console_started"
_MOST_REMEMBERED = 30
#: Seconds a click waits for its answer, and seconds between later checks for it; a slower statement can be
#: stopped.
_QUICK_SECONDS, _LOOK_SECONDS = 0.8, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsoleRun:
    """A statement that was run in this visit.

    :param version: version of the store at that time
    :param result: its answer; None if it failed
    :param error: the error, or None
    """

    draft: Draft
    home: str
    version: str
    seconds: float
    result: ConsoleAnswer | None = None
    error: FriendCircleError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StartedStatement:
    """A statement that is running.

    :param begin: start on the clock of :func:`time.perf_counter`, in seconds
    """

    draft: Draft
    home: str
    version: str
    begin: float
    running: RunningStatement

    @property
    def is_over(self) -> bool:
        """Whether it has ended, or is abandoned since the server did not end it in time."""
        if time.perf_counter() - self.begin > self.running.timeout + GRACE:
            self.running.give_up()
        return self.running.is_done


def show(page: Page[ConsoleState]) -> None:
    """Draw the page."""
    t = page.t
    draft = _draft(page)
    query = catalogue().get(draft.base)
    tell_problems(_problems(page.state), t)
    started = _started()
    if started is not None:
        _watch()
    run: ConsoleRun | None = st.session_state.get(_RUN)
    if run is not None and (run.draft != draft or run.home != page.now.wanted):
        run = None
    _controls(page, run)
    kept = query if query is not None and draft.text == query.text else None
    draw(
        {
            "lang": t.lang,
            "draft": {
                "text": draft.text,
                "base": draft.base,
                "given": dict(draft.given),
                "limit": draft.limit,
                "seconds": draft.seconds,
            },
            # The editor keeps the text being typed until a new revision replaces it.
            "revision": st.session_state.get(_REVISION, 0),
            "running": started is not None,
            "original": query.text if query else "",
            "purpose": kept.purpose.text(t.lang) if kept else "",
            "parameters": payload.parameters(query, t.lang) if query else {},
            "most": {
                "rows": MOST_ROWS,
                "seconds": MOST_SECONDS,
                "statement": LONGEST_STATEMENT,
                "given": LONGEST_GIVEN,
            },
            "usual": {"rows": DEFAULT_LIMIT, "seconds": int(DEFAULT_TIMEOUT)},
            "answer": _answer(page, run, kept) if run else None,
            "examples": payload.examples(catalogue(), t.lang),
            "schema": payload.schema(t),
            "history": [_remembered(entry, page) for entry in st.session_state.get(_HISTORY, [])],
            "texts": _texts(page),
        },
        key="console",
        on_act=_acted,
    )


# --- editor -------------------------------------------------------------------------------------------------


def _draft(page: Page[ConsoleState]) -> Draft:
    """Return the statement of the link, else the one of this visit, else the first one."""
    state = page.state
    query = catalogue().get(state.query)
    kept: Draft | None = st.session_state.get(_DRAFT)
    if not state.cypher and query is None:
        if kept is not None:
            return kept
        query = catalogue()[FIRST]
    given = dict(state.given)
    if query is not None:
        given = payload.defaults(query, page.now.wanted, page.day) | given
    return Draft(
        text=state.cypher or (query.text if query else ""),
        base=query.name if query else "",
        given=given,
        limit=state.rows or DEFAULT_LIMIT,
        seconds=state.seconds or int(DEFAULT_TIMEOUT),
    )


def _link(page: Page[ConsoleState], draft: Draft) -> ConsoleState:
    """Return the state whose link contains a statement; one too long for a link stays in this visit only."""
    query = catalogue().get(draft.base)
    usual = payload.defaults(query, page.now.wanted, page.day) if query else {}
    given = tuple((name, value) for name, value in draft.given.items() if value != usual.get(name))
    same = query is not None and draft.text == query.text
    fits = (same or len(draft.text) <= LONGEST_STATEMENT) and len(urlencode(given)) <= LONGEST_GIVEN
    return replace(
        page.state,
        query=draft.base if fits else "",
        cypher=draft.text if fits and not same else "",
        given=given if fits else (),
        rows=None if draft.limit == DEFAULT_LIMIT else draft.limit,
        seconds=None if draft.seconds == int(DEFAULT_TIMEOUT) else draft.seconds,
        problems=(),
    )


def _put(page: Page[ConsoleState], draft: Draft) -> None:
    """Put a statement into the editor and the link."""
    st.session_state[_DRAFT] = draft
    st.session_state[_REVISION] = st.session_state.get(_REVISION, 0) + 1
    state = _link(page, draft)
    page.set(**{name: getattr(state, name) for name in ("query", "cypher", "given", "rows", "seconds")})


def _problems(state: ConsoleState) -> list[Problem]:
    found = list(state.problems)
    if state.query and state.query not in catalogue():
        found.append(Problem("query", state.query, nearest(state.query, catalogue())))
    return found


# --- user actions -------------------------------------------------------------------------------------------


def _acted() -> None:
    act = st.session_state["console"].get("act")
    if not isinstance(act, dict) or st.session_state.get(_DONE) == act.get("at"):
        return
    st.session_state[_DONE] = act.get("at")
    page = Page.current()
    match act.get("do"):
        case "run" if _started() is None:
            _run(page, _sent(act))
        case "stop" if (started := _started()) is not None:
            _stop(started)
        case "example" if (query := catalogue().get(str(act.get("name")))) is not None:
            _put(
                page,
                Draft(
                    text=query.text,
                    base=query.name,
                    given=payload.defaults(query, page.now.wanted, page.day),
                ),
            )
        case "again":
            past: list[ConsoleRun] = st.session_state.get(_HISTORY, [])
            number = int(act.get("number") or 0)
            if 0 <= number < len(past):
                _put(page, past[number].draft)


def _sent(act: dict[str, Any]) -> Draft:
    """Return the statement sent by the browser, with its limits clamped."""
    given = act.get("given")
    base = str(act.get("base") or "")
    return Draft(
        text=str(act.get("text") or "").strip(),
        base=base if base in catalogue() else "",
        given={str(name): str(value) for name, value in given.items()} if isinstance(given, dict) else {},
        limit=_bounded(act.get("limit"), DEFAULT_LIMIT, MOST_ROWS),
        seconds=_bounded(act.get("seconds"), int(DEFAULT_TIMEOUT), MOST_SECONDS),
    )


def _bounded(value: object, usual: int, most: int) -> int:
    return min(max(int(value), 1), most) if isinstance(value, int | float) and value == value else usual


def _run(page: Page[ConsoleState], draft: Draft) -> None:
    _put(page, draft)
    now, home = page.now, page.now.wanted
    # Stored in the form in which the link returns it, since the next run compares both.
    shown = _draft(replace(page, state=_link(page, draft)))
    begin = time.perf_counter()
    try:
        profile = catalogue_answers.profile_values(page.now)
        given = payload.bound(draft, catalogue().get(draft.base), home, page.day, profile)
        running = graph_reader.start_statement(now, draft.text, given, draft.limit, draft.seconds)
    except FriendCircleError as error:
        _keep(
            ConsoleRun(
                draft=shown, home=home, version=now.version, seconds=time.perf_counter() - begin, error=error
            )
        )
        return
    st.session_state[_STARTED] = StartedStatement(
        draft=shown, home=home, version=now.version, begin=begin, running=running
    )
    running.wait(_QUICK_SECONDS)
    _started()


def _started() -> StartedStatement | None:
    """Return the running statement; if it has ended, store its answer and return None."""
    started: StartedStatement | None = st.session_state.get(_STARTED)
    if started is None or not started.is_over:
        return started
    del st.session_state[_STARTED]
    seconds = time.perf_counter() - started.begin
    try:
        _keep(
            ConsoleRun(
                draft=started.draft,
                home=started.home,
                version=started.version,
                seconds=seconds,
                result=started.running.answer(),
            )
        )
    except FriendCircleError as error:
        _keep(
            ConsoleRun(
                draft=started.draft, home=started.home, version=started.version, seconds=seconds, error=error
            )
        )
    return None


def _stop(started: StartedStatement) -> None:
    """Ask the server to end the statement, without blocking on a server that does not answer."""
    threading.Thread(target=started.running.stop, name="console-stop", daemon=True).start()
    started.running.wait(_QUICK_SECONDS)
    _started()


@st.fragment(run_every=_LOOK_SECONDS)
def _watch() -> None:
    """Redraw the page as soon as the statement has ended."""
    started: StartedStatement | None = st.session_state.get(_STARTED)
    if started is None or started.is_over:
        st.rerun()


def _keep(run: ConsoleRun) -> None:
    st.session_state[_RUN] = run
    st.session_state[_HISTORY] = [
        run,
        *(entry for entry in st.session_state.get(_HISTORY, []) if entry.draft != run.draft),
    ][:_MOST_REMEMBERED]


# --- the answer ---------------------------------------------------------------------------------------------


def _answer(page: Page[ConsoleState], run: ConsoleRun, query: Query | None) -> AnswerData | FailedAnswerData:
    t = page.t
    if run.error is not None:
        place = run.error.parts.where.values
        known = {"line", "column"} <= set(place)
        at: PlaceInTextData | None = (
            {"line": int(place["line"]), "column": int(place["column"])} if known else None
        )
        return {"error": one_line(run.error.line(t.lang), 1_000), "place": at}
    assert run.result is not None
    result = run.result
    columns, rows = payload.columns_and_rows(result, query, t, page.now.naming)
    only_plan = result.plan is not None and not result.plan.is_profile
    told = [t("cypher.no_run") if only_plan else _counted(result, t)]
    if len(result.rows) > len(rows):
        told.append(t("cypher.drawn", n=len(rows)))
    told.append(t("cypher.took", seconds=f"{run.seconds:.2f}"))
    nodes = _nodes(page, result)
    return {
        "columns": columns,
        "rows": rows,
        "told": t("list.sentences").join(told),
        "notices": [
            {"text": one_line(notice.sentence(t.lang), 400), "line": notice.line, "column": notice.column}
            for notice in result.notices
        ],
        "plan": payload.plan_table(result.plan, t) if result.plan else None,
        "only_plan": only_plan,
        "graph": {
            "href": page.address("explore", nodes=tuple(nodes[:MOST_NODES])),
            "text": t("cypher.graph_cut", n=len(nodes), most=MOST_NODES)
            if len(nodes) > MOST_NODES
            else t("cypher.graph_one" if len(nodes) == 1 else "cypher.graph", n=len(nodes)),
        }
        if nodes
        else None,
    }


def _nodes(page: Page[ConsoleState], result: Result) -> list[str]:
    """Return the ids in the answer that the canvas can show."""
    possible = payload.possible_ids(result.rows)
    known = graph_reader.subgraph(page.now, possible)[0] if possible else {}
    return [identifier for identifier in possible if identifier in known]


def _controls(page: Page[ConsoleState], run: ConsoleRun | None) -> None:
    t = page.t
    result = run.result if run else None
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        st.html(f'<span class="controls-note">{t("cypher.lead")}</span>', width="content")
        st.space("stretch")
        with st.container(key="download", width="content", horizontal=True):
            for form, text, mime, make in _files(result, t.lang):
                st.download_button(
                    text,
                    make,
                    file_name=f"{page.now.wanted}-cypher.{form}",
                    mime=mime,
                    on_click="ignore",
                    disabled=result is None,
                    key=f"console_{form}",
                    help=t("table.download_help") if form == "csv" else None,
                )


def _files(result: ConsoleAnswer | None, lang: str) -> list[tuple[str, str, str, Callable[[], bytes]]]:
    found = result or ConsoleAnswer(columns=[], rows=[])

    def workbook() -> bytes:
        return xlsx_bytes([("cypher", *payload.file_rows(found))])

    return [
        ("xlsx", "Excel", XLSX, workbook),
        ("csv", "CSV", "text/csv", lambda: csv_bytes(*payload.file_rows(found))),
        ("json", "JSON", "application/json", lambda: payload.json_text(found, lang).encode()),
    ]


def _remembered(run: ConsoleRun, page: Page[ConsoleState]) -> RememberedData:
    t = page.t
    outcome = run.error.parts.what.text(t.lang) if run.error is not None else ""
    return {
        "title": one_line(
            run.draft.base
            if run.draft.base and run.draft.text == catalogue()[run.draft.base].text
            else run.draft.text,
            160,
        ),
        "outcome": one_line(outcome, 120) if outcome else _counted(run.result, t) if run.result else "",
        "wrong": run.error is not None,
    }


def _counted(result: Result, t: Texts) -> str:
    return (
        t.number("cypher.rows_cut", len(result.rows))
        if result.truncated
        else t.number("cypher.rows_found", len(result.rows))
    )


def _texts(page: Page[ConsoleState]) -> ConsoleTextsData:
    t = page.t
    return {
        "editor": t("cypher.editor"),
        "editor_help": t("cypher.editor_help"),
        "parameters": t("cypher.parameters"),
        "required": t("cypher.required"),
        "anything": t("cypher.anything"),
        "rows": t("cypher.rows"),
        "seconds": t("cypher.seconds"),
        "run": t("cypher.run"),
        "keys": t("cypher.keys"),
        "running": t("cypher.running"),
        "stop": t("cypher.stop"),
        "stopping": t("cypher.stopping"),
        "plan": t("cypher.plan"),
        "notices": t("cypher.notices"),
        "link": t("cypher.link"),
        "linked": t("cypher.linked"),
        "not_linked": t("cypher.not_linked"),
        "too_long": t("cypher.too_long", most=LONGEST_STATEMENT),
        "waits": t("cypher.waits"),
        "empty": t("cypher.empty"),
        "answer": t("cypher.answer"),
        "beside": t("cypher.beside"),
        "examples": t("cypher.examples"),
        "schema": t("cypher.schema"),
        "history": t("cypher.history"),
        "narrow": t("cypher.narrow"),
        "nothing": t("search.none"),
        "labels": t("cypher.labels"),
        "relations": t("cypher.relations"),
        "insert": t("cypher.insert", name="{name}"),
        "properties": t("cypher.properties", name="{name}"),
        "no_history": t("cypher.no_history"),
    }
