"""The page "Entry": enter a visit, an event, a tie step or a decision by hand, or withdraw an entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.components.entry import entry as draw
from dashboard.components.frame import banner, tell_problems
from dashboard.components.payloads.entry_data import (
    ConflictData,
    DoubleData,
    EntryData,
    EntryTextsData,
    FieldSearchData,
    OpenEntryData,
    PairData,
)
from dashboard.components.payloads.search_data import HitData
from dashboard.core import writer_process
from dashboard.core.page import Page
from dashboard.shared import catalogue_answers, global_search, graph_reader, home_facts, place_names
from dashboard.shared.document_page import reference_address
from dashboard.shared.downloads import offer
from dashboard.shared.node_captions import caption
from dashboard.views.entry import forms
from dashboard.views.entry.doubles import doubles
from dashboard.views.entry.state import EntryState
from graph.errors import FriendCircleError
from graph.facts.as_of import AsOf
from graph.office_settings import known_settings
from ingest.entries import BY, ENTRY_TABLES, ManualEntry, checked
from ingest.registers.places.gazetteer import city_of, find_cities
from ingest.tables import TABLES
from ingest.tables.declaration import CellType, InputColumn
from ingest.tables.template import with_labels
from queries.subgraph import TITLED_LABELS, GraphNode

_DRAFTS, _ANSWER, _SAVED, _DONE, _REVISION, _PAGE, _OPEN, _SETTING = (
    f"entry_{name}" for name in ("drafts", "answer", "saved", "done", "revision", "page", "open", "setting")
)
_MOST_HITS, _MOST_DOUBLES = 8, 5
#: Maximum number of pairs of statements and of entries listed.
_MOST_PAIRS, _MOST_ENTRIES = 300, 200
#: Maximum number of characters in a field; longer text is cut.
_LONGEST_CELL = 10_000


def show(page: Page[EntryState]) -> None:
    """Draw the page."""
    t, state = page.t, page.state
    tell_problems(state.problems, t)
    if not page.now.settings.may_write:
        banner(t("entry.reader"), title=t("entry.reader_title"))
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        with st.container(key="entry_table", width=240):
            st.session_state["table_choice"] = state.table
            st.selectbox(
                t("entry.table"),
                ENTRY_TABLES,
                format_func=lambda name: TABLES[name].label.text(t.lang),
                key="table_choice",
                on_change=_turned,
                label_visibility="collapsed",
            )
        st.space("stretch")
        offer(
            t,
            f"{page.now.wanted}-entries",
            lambda: [
                (
                    t("page.entry"),
                    *forms.rows(catalogue_answers.entries(page.now), _named(page), t, page.now.naming),
                )
            ],
        )
    _prefill(page)
    st.session_state[_PAGE] = page
    _desk()


def _turned() -> None:
    page = Page.current()
    st.session_state.pop(_ANSWER, None)
    page.set(table=st.session_state["table_choice"] or page.state.table)


def _prefill(page: Page[EntryState]) -> None:
    """Fill an untouched form with the partner of the link, and with the home where a tie requires it."""
    drafts: dict[str, dict[str, str]] = st.session_state.setdefault(_DRAFTS, {})
    if page.state.setting in known_settings() and st.session_state.get(_SETTING) != page.state.setting:
        st.session_state[_SETTING] = page.state.setting
        _begin_with_setting(page)
    if page.state.table in drafts:
        return
    chosen = page.state.chosen if page.state.chosen in home_facts.world(page.now).partners else ""
    first = {
        "visits": {"from_place": chosen, "to_place": page.now.wanted if chosen else ""},
        "events": {"participant_places": chosen},
        "tie_steps": {"from_id": page.now.wanted, "to_id": chosen},
        "ties": {"from_id": page.now.wanted, "to_id": chosen},
        "projects": {"partner_place": chosen},
        "plan": {"target_place": chosen},
        "settings": {
            "setting": page.state.setting,
            "value": home_facts.value_of(page.now, page.state.setting),
        },
    }
    drafts[page.state.table] = {
        column: cell for column, cell in first.get(page.state.table, {}).items() if cell
    } | {BY: str(st.session_state.get(BY, ""))}


def _begin_with_setting(page: Page[EntryState]) -> None:
    """Begin the form for a setting anew: with the entry that changed it, to be corrected, else its value."""
    drafts, opened = st.session_state[_DRAFTS], st.session_state.setdefault(_OPEN, {})
    drafts.pop("settings", None)
    opened.pop("settings", None)
    for entry in catalogue_answers.entries(page.now):
        if (entry.table, entry.stands) == ("settings", True) and (
            entry.cells.get("setting") == page.state.setting
        ):
            drafts["settings"], opened["settings"] = forms.draft_of(entry), entry
            return


# --- form and lists -----------------------------------------------------------------------------------------


@st.fragment
def _desk() -> None:
    if st.session_state.pop(_SAVED, False):
        st.rerun()  # every page shows the new state
    page: Page[EntryState] = st.session_state[_PAGE]
    try:
        content = _content(page)
    except FriendCircleError as error:
        # The draft is kept here; the whole page reports on the store and recovers by itself.
        banner(error.line(page.t.lang), title=page.t("state.down_title"), wrong=True)
        return
    draw(content, key="entry", on_act=_acted, on_draft=_drafted, on_query=_nothing)


def _content(page: Page[EntryState]) -> EntryData:
    t, now, name = page.t, page.now, page.state.table
    draft: dict[str, str] = st.session_state[_DRAFTS].get(name, {})
    answer: dict[str, Any] = st.session_state.get(_ANSWER, {})
    named = place_names.called_places(now, t.lang)
    found = catalogue_answers.entries(now)
    decided = [str(entry.cells.get("fact", "")) for entry in found if entry.table == "decisions"]
    nodes = graph_reader.subgraph(now, sorted({fact for fact in decided if fact}))[0]
    fields = forms.form(name, t, now.home.names.country if now.home else "")
    titles = named | _titles(page, name, draft)
    return {
        "lang": t.lang,
        "revision": st.session_state.get(_REVISION, 0),
        "table": name,
        "may_write": now.settings.may_write,
        "fields": fields,
        "draft": draft,
        "shown": forms.shown(name, draft, titles, now.naming, t.lang),
        "open": _opened(page, found, titles),
        "conflict": answer.get("conflict"),
        "pairs": _pairs(page, named) if name == "decisions" else None,
        "errors": answer.get("errors", {}),
        "search": _search(page),
        "preview": answer.get("preview"),
        "message": answer.get("message"),
        "answered": st.session_state.get(_DONE, ""),
        "entries": forms.listed(
            found[:_MOST_ENTRIES],
            nodes,
            named,
            home_facts.world(now).partners,
            t,
            now.naming,
            lambda partner: page.address("partner", chosen=partner),
        ),
        "cut": t("entry.list_cut", n=_MOST_ENTRIES, total=len(found)) if len(found) > _MOST_ENTRIES else "",
        "texts": _texts(page),
    }


def _correcting(name: str) -> ManualEntry | None:
    """Return the entry of a table that the form corrects, as it was when it was opened."""
    found: ManualEntry | None = st.session_state.get(_OPEN, {}).get(name)
    return found


def _opened(
    page: Page[EntryState], found: list[ManualEntry], titles: Mapping[str, str]
) -> OpenEntryData | None:
    t, now = page.t, page.now
    entry = _correcting(page.state.table)
    if entry is None:
        return None
    standing = next((other for other in found if other.id == entry.id and other.stands), entry)
    earlier = catalogue_answers.earlier_versions(now).get(entry.id, [])
    called: dict[str, str] = {}
    for version in (*earlier, standing):
        called |= forms.shown(entry.table, version.cells, titles, now.naming, t.lang)
    facts = [fact for fact in [entry.cells.get("fact", "")] if fact]
    nodes = graph_reader.subgraph(now, facts)[0] if facts else {}
    return {
        "id": entry.id,
        "title": forms.title(entry, nodes, titles, t, now.naming) or entry.id,
        "history": forms.history(earlier, standing, called, t),
    }


def _titles(page: Page[EntryState], name: str, draft: Mapping[str, str]) -> dict[str, str]:
    """Return the titles of what the draft refers to: what has a title instead of a name, and new cities."""
    cities = {
        part: city.called or city.place.name_en
        for column in TABLES[name].columns
        for part in forms.parts(column, draft.get(column.name, ""))
        if (city := city_of(part))
    }
    wanted = sorted(
        {
            part
            for column in TABLES[name].columns
            if set(column.labels) & set(TITLED_LABELS)
            for part in forms.parts(column, draft.get(column.name, ""))
        }
    )
    if not wanted:
        return cities
    nodes = graph_reader.subgraph(page.now, wanted)[0]
    return cities | {key: caption(node, page.t, page.now.naming) for key, node in nodes.items()}


def _pairs(page: Page[EntryState], named: Mapping[str, str]) -> list[PairData]:
    contradictions = catalogue_answers.table(page.now, "contradictions", page.last, _MOST_PAIRS)[1].records()
    decisions = catalogue_answers.rows(page.now, "decisions", AsOf(page.last)).records()
    ids = {str(row[key]) for row in contradictions for key in ("fact", "a_source", "b_source") if row[key]}
    nodes = graph_reader.subgraph(page.now, sorted(ids))[0]
    return forms.pairs(contradictions, decisions, nodes, named, page.t, page.now.naming)


def _column(name: str, field: str) -> InputColumn | None:
    return TABLES[name].column(field) if name in ENTRY_TABLES else None


def _search(page: Page[EntryState]) -> FieldSearchData:
    """Return the matches for the text in a field that takes a name."""
    asked = (st.session_state.get("entry") or {}).get("query") or {}
    field, text = str(asked.get("field") or ""), str(asked.get("text") or "").strip()
    column = _column(page.state.table, field)
    hits = _hits(page, text, column) if column and text else []
    return {"field": field, "text": text, "hits": hits}


def _hits(page: Page[EntryState], text: str, column: InputColumn) -> list[HitData]:
    t, now = page.t, page.now
    if column.cell in (CellType.COUNTRY, CellType.COUNTRIES):
        return [
            {"id": code, "name": now.naming.area_name(code, t.lang), "others": code, "what": ""}
            for code in place_names.find_areas(now, text, _MOST_HITS)
        ]
    hits = [
        global_search.hit(named, t, now.naming)
        for named in place_names.find_labelled(now, text, column.labels, _MOST_HITS)
    ]
    if set(column.labels) & set(TITLED_LABELS) and len(hits) < _MOST_HITS:
        hits += [
            {
                "id": node.id,
                "name": caption(node, t, now.naming),
                "others": "",
                "what": t.word("label", node.label),
            }
            for node in place_names.find_titled(now, text, _MOST_HITS)
            if node.label in column.labels
        ]
    if "City" in column.labels and len(hits) < _MOST_HITS:
        hits += _new_cities(page, text, _MOST_HITS - len(hits))
    return hits[:_MOST_HITS]


def _new_cities(page: Page[EntryState], text: str, most: int) -> list[HitData]:
    """Return cities of the gazetteer that are not on record."""
    t, now = page.t, page.now
    return [
        {
            "id": city.cell,
            "name": city.called or city.place.name_en,
            "others": t("list.tags").join(
                dict.fromkeys([city.place.name_en, now.naming.area_name(city.place.country, t.lang)])
            ),
            "what": t("entry.new_city", people=f"{city.place.population:,}"),
        }
        for city in find_cities(text, most)
        if not place_names.called_alike(now, "City", [city.place.name_en, city.called])
    ]


# --- user actions -------------------------------------------------------------------------------------------


def _nothing() -> None:
    """A no-op callback, required so that the component reports."""


def _drafted() -> None:
    """Store the draft, so that nothing typed is lost if the page is redrawn."""
    given = (st.session_state["entry"] or {}).get("draft") or {}
    if given.get("table") in ENTRY_TABLES:
        _keep(str(given["table"]), given.get("cells") or {})


def _keep(name: str, cells: Mapping[str, Any]) -> dict[str, str]:
    kept = {str(column): str(cell)[:_LONGEST_CELL] for column, cell in cells.items() if str(cell)}
    drafts = st.session_state.setdefault(_DRAFTS, {})
    if drafts.get(name) != kept:
        answer = st.session_state.get(_ANSWER)
        if answer and answer.get("cells") != kept:
            answer["preview"] = None  # it belongs to the previous cells
        drafts[name] = kept
    return kept


def _acted() -> None:
    act = (st.session_state["entry"] or {}).get("act")
    if not isinstance(act, dict) or st.session_state.get(_DONE) == act.get("at"):
        return
    st.session_state[_DONE] = act.get("at")
    page: Page[EntryState] = st.session_state[_PAGE]
    if act.get("table") in ENTRY_TABLES:
        _keep(str(act["table"]), act.get("cells") or {})
    match act.get("do"):
        case "clear":
            _begin_anew(page.state.table)
            st.session_state.pop(_ANSWER, None)
        case "check" | "save":
            _enter(page, dry_run=act["do"] == "check")
        case "correct" | "copy":
            _open(page, str(act.get("id") or ""), copied=act["do"] == "copy")
        case "keep":
            _keep_mine(page)
        case "undo":
            _undo(page, str(act.get("id") or ""), stands=bool(act.get("stands")))


def _open(page: Page[EntryState], identifier: str, *, copied: bool) -> None:
    """Put an entry into the form, to be corrected or as a copy."""
    entry = next((entry for entry in catalogue_answers.entries(page.now) if entry.id == identifier), None)
    st.session_state.pop(_ANSWER, None)
    if entry is None or not (entry.stands or copied):
        st.session_state[_ANSWER] = {"message": {"text": page.t("entry.gone"), "wrong": True}}
        return
    by = st.session_state[_DRAFTS].get(page.state.table, {}).get(BY, "")
    draft = forms.draft_of(entry)
    st.session_state[_DRAFTS][entry.table] = draft | ({BY: by} if copied and by else {})
    opened = st.session_state.setdefault(_OPEN, {})
    opened.pop(entry.table, None)
    if not copied:
        opened[entry.table] = entry
    st.session_state[_REVISION] = st.session_state.get(_REVISION, 0) + 1
    if entry.table != page.state.table:
        Page.current().set(table=entry.table)
        st.session_state[_SAVED] = True


def _keep_mine(page: Page[EntryState]) -> None:
    """Let the form correct what somebody else has saved meanwhile, with what is typed."""
    name = page.state.table
    opened = _correcting(name)
    standing = opened and next(
        (entry for entry in catalogue_answers.entries(page.now) if entry.id == opened.id and entry.stands),
        None,
    )
    st.session_state.pop(_ANSWER, None)
    if standing is not None:
        st.session_state[_OPEN][name] = standing


def _begin_anew(name: str) -> None:
    st.session_state.get(_OPEN, {}).pop(name, None)
    by = st.session_state[_DRAFTS].get(name, {}).get(BY, "")
    st.session_state[_DRAFTS][name] = {BY: by} if by else {}
    st.session_state[_REVISION] = st.session_state.get(_REVISION, 0) + 1


def _enter(page: Page[EntryState], *, dry_run: bool) -> None:
    t, name = page.t, page.state.table
    answer: dict[str, Any] = {}
    st.session_state[_ANSWER] = answer
    if not page.now.settings.may_write:
        answer["message"] = {"text": t("entry.reader"), "wrong": True}
        return
    try:
        draft = _found(page, name, st.session_state[_DRAFTS].get(name, {}))
        cells = {column: cell for column, cell in draft.items() if column != BY}
        by = draft.get(BY, "")
        st.session_state[BY] = by
        fields = {field["name"] for field in forms.form(name, t, "")}
        if name == "decisions" and not (cells.get("fact") and cells.get("value")):
            answer["message"] = {"text": t("entry.choose_pair"), "wrong": True}
        # Errors that can be found without the store are reported at once.
        _, issues = checked(name, cells, by, dt.datetime.now(dt.UTC))
    except FriendCircleError as error:
        answer["message"] = {"text": error.line(t.lang), "wrong": True}
        return
    sides = forms.turned(cells, page.now.wanted, t) if name == "visits" else {}
    if any(issue.level == "error" for issue in issues) or answer.get("message") or sides:
        answer["errors"], whole = forms.remarks(
            [issue for issue in issues if name != "decisions" or issue.column not in ("value", "property")],
            fields,
            t,
        )
        answer["errors"] = answer["errors"] | {
            field: said for field, said in sides.items() if field not in answer["errors"]
        }
        answer.setdefault("message", {"text": t("entry.refused"), "wrong": True})
        return
    corrected = _correcting(name)
    arguments = ["enter", name, "--by", by, "--cells", "-", *(["--dry-run"] if dry_run else [])]
    if corrected is not None:
        arguments += [f"--corrects={corrected.row}", f"--seen={corrected.version}"]
    told = writer_process.command(arguments, home=page.now.wanted, lang=t.lang, cells=cells)
    if told.error:
        answer["message"] = {"text": told.error, "wrong": True}
        return
    document = told.document
    answer["errors"], whole = forms.remarks(document["issues"], fields, t)
    if document["action"] == "changed":
        answer["message"] = {"text": t("entry.changed_meanwhile"), "wrong": True}
        answer["conflict"] = _conflict(page, forms.entry_of(document["entry"]), draft)
        st.session_state[_SAVED] = True
        return
    if document["action"] == "refused":
        answer["message"] = {"text": t("entry.refused"), "wrong": True}
        answer["preview"] = {"lines": [], "doubles": [], "remarks": whole, "ready": False}
        return
    entry = forms.entry_of(document["entry"])
    named = _named(page) | forms.new_names(entry, draft, _titles(page, name, draft))
    if dry_run:
        answer["cells"] = dict(st.session_state[_DRAFTS][name])
        answer["preview"] = {
            "lines": [
                *(forms.corrections(corrected, entry, named, t) if corrected else ()),
                *forms.changes(document, _touched(page, document), named, t, page.now.naming),
            ],
            "doubles": _doubles(page, document),
            "remarks": whole,
            "ready": True,
        }
        return
    answer["errors"] = {}
    title = forms.title(entry, _touched(page, document), named, t, page.now.naming) or entry.id
    answer["message"] = {"text": t("entry.saved", title=title), "wrong": False}
    _begin_anew(name)
    st.session_state[_SAVED] = True


def _doubles(page: Page[EntryState], document: Mapping[str, Any]) -> list[DoubleData]:
    """Return what is on record already and may be what the entry tells."""
    entry = forms.entry_of(document["entry"])
    label = next(
        (
            change["label"]
            for change in document["changes"]
            if change["id"] == entry.row and change["what"] == "created"
        ),
        "",
    )
    found = doubles(page.now, entry.table, entry.row, entry.cells, label)[:_MOST_DOUBLES]
    nodes, named = graph_reader.subgraph(page.now, list(found))[0], _named(page)
    return [
        {
            "title": forms.fact_title(nodes[key], named, page.t, page.now.naming),
            "href": reference_address(page, key),
        }
        for key in found
        if key in nodes
    ]


def _conflict(page: Page[EntryState], theirs: ManualEntry, draft: Mapping[str, str]) -> ConflictData:
    """Return what somebody else has saved meanwhile beside what is typed."""
    name = page.state.table
    standing = forms.draft_of(theirs)
    titles = _named(page) | _titles(page, name, draft) | _titles(page, name, standing)
    called = forms.shown(name, draft, titles, page.now.naming, page.t.lang) | forms.shown(
        name, standing, titles, page.now.naming, page.t.lang
    )
    return {
        "id": theirs.id,
        "by": " · ".join(part for part in (theirs.cells.get(BY, ""), forms.moment(theirs.at)) if part),
        "lines": forms.differences(name, draft, standing, called, page.t),
    }


def _found(page: Page[EntryState], name: str, draft: dict[str, str]) -> dict[str, str]:
    """Return the draft with typed names replaced by ids, and with the home filled in for a visit."""

    def find(text: str, column: InputColumn) -> list[str]:
        wanted = text.casefold()
        return [
            str(hit["id"])
            for hit in _hits(page, text, column)
            if wanted in (hit["name"].casefold(), hit["others"].casefold())
        ]

    known = {*_named(page), *_titles(page, name, draft)}
    found = forms.resolved(name, draft, known, find)
    if name == "visits":
        found = forms.with_home(found, page.now.wanted)
    if found != draft:
        st.session_state[_DRAFTS][name] = found
        st.session_state[_REVISION] = st.session_state.get(_REVISION, 0) + 1
    return found


def _touched(page: Page[EntryState], document: Mapping[str, Any]) -> dict[str, GraphNode]:
    """Return the nodes affected by an entry that are already in the store."""
    ids = {
        str(change["id"]) for change in document["changes"] if change["label"] not in ("Statement", "Source")
    } | {document["entry"]["cells"].get("fact", "")}
    return graph_reader.subgraph(page.now, sorted(ids - {""}))[0]


def _title(page: Page[EntryState], document: Mapping[str, Any], entry: ManualEntry) -> str:
    return forms.title(entry, _touched(page, document), _named(page), page.t, page.now.naming) or entry.id


def _named(page: Page[EntryState]) -> dict[str, str]:
    return place_names.called_places(page.now, page.t.lang)


def _undo(page: Page[EntryState], identifier: str, *, stands: bool) -> None:
    t = page.t
    answer: dict[str, Any] = {}
    st.session_state[_ANSWER] = answer
    if not page.now.settings.may_write:
        answer["message"] = {"text": t("entry.reader"), "wrong": True}
        return
    told = writer_process.command(
        ["undo", "--expect", "standing" if stands else "taken-back", "--", identifier],
        home=page.now.wanted,
        lang=t.lang,
    )
    if told.error:
        answer["message"] = {"text": told.error, "wrong": True}
        return
    entry = forms.entry_of(told.document["entry"])
    title = _title(page, told.document, entry)
    match told.document["action"]:
        case "taken_back":
            answer["message"] = {"text": t("entry.taken_back", title=title), "wrong": False}
        case "entered":
            answer["message"] = {"text": t("entry.saved", title=title), "wrong": False}
        case _:
            answer["message"] = {"text": t("entry.refused"), "wrong": True}
            answer["preview"] = {
                "lines": [],
                "doubles": [],
                "remarks": forms.remarks(told.document["issues"], (), t)[1],
                "ready": False,
            }
            return
    st.session_state[_SAVED] = True


def _lead(page: Page[EntryState]) -> str:
    """Return what one row of the table is, and what becomes of it."""
    t, table = page.t, TABLES[page.state.table]
    return t("entry.lead", means=with_labels(table.means.text(t.lang), table, t.lang))


def _texts(page: Page[EntryState]) -> EntryTextsData:
    t = page.t
    return {
        "lead": _lead(page),
        "required": t("entry.required"),
        "more": t("entry.more"),
        "check": t("entry.check"),
        "save": t("entry.save_correction" if _correcting(page.state.table) else "entry.save"),
        "clear": t("entry.clear"),
        "first": t("entry.first"),
        "checking": t("entry.checking"),
        "saving": t("entry.saving"),
        "none": t("search.none"),
        "choose": t("entry.choose"),
        "calendar": t("entry.calendar"),
        "remove": t("entry.remove"),
        "preview": t("entry.preview"),
        "preview_empty": t("entry.preview_empty"),
        "nothing_changes": t("entry.nothing_changes"),
        "doubles": t("entry.doubles"),
        "entries": t("entry.entries"),
        "entries_empty": t("entry.entries_empty"),
        "undo": t("entry.undo"),
        "redo": t("entry.redo"),
        "back": t("entry.back"),
        "correct": t("entry.correct"),
        "copy": t("entry.copy"),
        "cancel": t("entry.cancel"),
        "correcting": t("entry.correcting"),
        "conflict": t("entry.conflict"),
        "mine": t("entry.mine"),
        "theirs": t("entry.theirs"),
        "take_theirs": t("entry.take_theirs"),
        "keep_mine": t("entry.keep_mine"),
        "pairs": t("entry.pairs"),
        "pairs_empty": t("entry.pairs_empty"),
        "pick": t("entry.pick"),
        "holds": t("entry.holds"),
        "open": t("entry.open"),
        "open_text": t("entry.open_text"),
        "not_told": t("entry.not_told"),
    }
