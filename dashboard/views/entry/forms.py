"""Data of the page "Entry": forms, contradicting statements to decide on, entries made. Pure."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from dashboard.components.payloads.entry_data import (
    ConflictLineData,
    EntryLineData,
    EntryRemarkData,
    FieldData,
    OptionData,
    PairData,
    PairSideData,
)
from dashboard.shared.node_captions import caption, value_text
from graph.i18n import Bilingual, Texts
from graph.model.fact_nodes import PLACE_LABELS
from graph.model.procedures import procedures
from graph.model.schema import NODE_TYPES
from graph.model.vocabulary import VOCABULARIES
from graph.naming.profile import Naming
from graph.office_settings import known_settings
from graph.sanitize import one_line
from ingest.entries import (
    BY,
    ENTERED_BY,
    ENTRY_TABLES,
    ManualEntry,
    own_cells,
)
from ingest.load.report import Issue
from ingest.tables import TABLES
from ingest.tables.column_texts import TRUTHS, has_label, label_of, meaning_of
from ingest.tables.decisions import DECISIONS, OPEN
from ingest.tables.declaration import LOCATOR, CellType, InputColumn, InputTable, parts_of
from ingest.tables.template import with_labels
from queries.sources import property_cells
from queries.subgraph import GraphNode
from reports.wording.setting_names import setting_name

#: Columns that the program fills or that need no field.
_HIDDEN = {"id", "source"}
#: Columns of decisions that the choice of a pair of statements fills.
_DECIDED = {"from_id", "to_id", "value"}
#: Columns that are filled automatically if left empty.
_FILLED = {"decided_on"}
_KINDS = {
    CellType.DATE: "date",
    CellType.DAY: "day",
    CellType.INTEGER: "number",
    CellType.NUMBER: "number",
    CellType.WORD: "choice",
    CellType.TRUTH: "choice",
    CellType.REFERENCE: "one",
    CellType.REFERENCES: "many",
    CellType.COUNTRY: "one",
    CellType.COUNTRIES: "many",
}
#: What the choices of a field depend on: those of another field of the form.
_DEPENDS = {"steps": "procedures", "kinds": "tables"}
#: Columns that tell of which kind the rows of a table are.
_KIND_COLUMNS = ("kind", "direction")
#: Vocabularies whose name on the pages differs from the model.
_LISTS = {"step": "stage"}
#: Columns that hold ids of parties; the partner's first where both are possible.
_PARTIES = (
    "from_place",
    "to_place",
    "participant_places",
    "place",
    "from_id",
    "to_id",
    "fact",
    "partner_place",
    "target_place",
    "target",
)
_MOST_LINES = 12
_TITLE = 120


# --- the form -----------------------------------------------------------------------------------------------


def leading(table: InputTable, lang: str) -> tuple[str, ...]:
    """Return the columns that a form shows first, texts in the reader's language in place of other ones.

    Where the table lists both, both stay, the reader's first.
    """
    names = {column.name for column in table.columns}
    found: list[str] = []
    for name in table.leading:
        own = f"{name.removesuffix('_en')}_{lang}"
        if own not in names:
            found.append(name)
        elif own in table.leading:
            found += [own, name]
        else:
            found.append(own)
    return tuple(dict.fromkeys(found))


def columns(name: str, lang: str) -> tuple[InputColumn, ...]:
    """Return the columns of a table to fill in, the first ones first; those without a label are left out."""
    table = TABLES[name]
    hidden = _HIDDEN | (_DECIDED if table is DECISIONS else set())
    kept = {
        column.name: column for column in table.columns if has_label(column) and column.name not in hidden
    }
    first = [kept.pop(column) for column in leading(table, lang) if column in kept]
    return (*first, *kept.values())


def form(name: str, t: Texts, country: str) -> list[FieldData]:
    """Return the fields of a table.

    :param country: alpha-2 code of the home; procedures of other countries are left out
    """
    fields = [_field(name, column, t, country) for column in columns(name, t.lang)]
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
    kind = "choice" if column.choices else _KINDS.get(column.cell, "long" if column.long else "text")
    field: FieldData = {
        "name": column.name,
        "label": label_of(column, t.lang),
        "kind": kind,
        "required": column.required and column.name not in _FILLED,
        "more": column.name not in leading(TABLES[name], t.lang),
        "hint": _hint(name, column, kind, t),
    }
    if kind == "choice":
        field["options"] = _options(column, t, country)
    if column.choices in _DEPENDS:
        field["depends"] = next(
            other.name for other in columns(name, t.lang) if other.choices == _DEPENDS[column.choices]
        )
    return field


def _options(column: InputColumn, t: Texts, country: str) -> list[OptionData]:
    match column.choices:
        case "procedures":
            return _procedures(t, country)
        case "steps":
            return _steps(t, country)
        case "kinds":
            return _kinds(t)
        case "verbs":
            return [{"value": word, "text": t.word("verb", word)} for word in VOCABULARIES["verb"].words]
        case "settings":
            return [{"value": name, "text": setting_name(name, t)} for name in known_settings()]
        case "tables":
            return [{"value": table.name, "text": table.label.text(t.lang)} for table in TABLES.values()]
    if column.cell is CellType.TRUTH:
        return [{"value": str(truth).lower(), "text": text.text(t.lang)} for truth, text in TRUTHS.items()]
    return [{"value": word, "text": _word(column, word, t)} for word in VOCABULARIES[column.vocabulary].words]


def _word(column: InputColumn, word: str, t: Texts) -> str:
    """Return a word of a column as people read it; a new word of an open vocabulary stays as it is."""
    if column.cell is CellType.TRUTH:
        return TRUTHS[word == "true"].text(t.lang)
    if word not in VOCABULARIES[column.vocabulary]:
        return word
    return t.word(_LISTS.get(column.vocabulary, column.vocabulary), word)


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
    meaning = with_labels(meaning_of(column, t.lang), TABLES[name], t.lang)
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


def _kinds(t: Texts) -> list[OptionData]:
    """Return the kinds of each table that tells some."""
    return [
        {"value": word, "text": _word(column, word, t), "of": table.name}
        for table in TABLES.values()
        for column in table.columns
        if column.name in _KIND_COLUMNS and column.vocabulary
        for word in VOCABULARIES[column.vocabulary].words
    ]


def shown(
    name: str, cells: Mapping[str, str], named: Mapping[str, str], naming: Naming, lang: str
) -> dict[str, str]:
    """Return the display names of the ids and codes in the cells."""
    found = {}
    for column in TABLES[name].columns:
        for part in parts(column, cells.get(column.name, "")):
            if column.cell in (CellType.COUNTRY, CellType.COUNTRIES):
                found[part] = naming.area_name(part, lang) if len(part) == 2 and part.isupper() else part
            elif part in named:
                found[part] = named[part]
    return found


def parts(column: InputColumn, cell: str) -> list[str]:
    """Return the ids or codes in a cell, or none for a column of another kind."""
    if column.cell in (CellType.REFERENCES, CellType.COUNTRIES):
        return parts_of(cell)
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
        if given := parts(column, cells.get(column.name, "")):
            answers = [(part, find(part, column) if part not in named else []) for part in given]
            found[column.name] = ";".join(ids[0] if len(ids) == 1 else part for part, ids in answers)
    return found


def new_names(entry: ManualEntry, draft: Mapping[str, str], titles: Mapping[str, str]) -> dict[str, str]:
    """Return what the places are called that came with an entry, by the ids that they were given.

    :param titles: names of the new places as the draft refers to them
    """
    return {
        given: titles[part]
        for column in TABLES[entry.table].columns
        for part, given in zip(
            parts(column, draft.get(column.name, "")),
            parts(column, entry.cells.get(column.name, "")),
            strict=False,
        )
        if part != given and part in titles
    }


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
        if change["label"] == "Statement" or (change["label"] == "Source" and change["id"] != entry.row):
            continue
        there = nodes.get(change["id"])
        is_place = change["label"] in PLACE_LABELS and change["id"] != entry.row
        name = fact_title(there, named, t, naming) if there else title(entry, nodes, named, t, naming)
        if is_place and not there:
            name = named.get(change["id"], change["id"])  # a new place that came with the entry
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


def corrections(before: ManualEntry, after: ManualEntry, called: Mapping[str, str], t: Texts) -> list[str]:
    """Return what a correction changes, one line for each field: the old cell, then the new one."""
    return [
        t(
            "entry.was",
            label=line["label"],
            before=line["mine"] or t("entry.nothing"),
            after=line["theirs"] or t("entry.nothing"),
        )
        for line in differences(before.table, draft_of(before), draft_of(after), called, t)
    ]


# --- entries ------------------------------------------------------------------------------------------------


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
        case "tie_steps":
            step = (
                procedures()[cells["procedure"]].step(cells.get("step", ""))
                if cells.get("procedure") in procedures()
                else None
            )
            parties = [named.get(cells.get(side, ""), cells.get(side, "")) for side in ("from_id", "to_id")]
            told = [
                cells.get("date", ""),
                t("entry.parties", one=parties[0], other=parties[1]),
                step.name.text(t.lang) if step else cells.get("step", ""),
            ]
        case "decisions":
            fact = nodes.get(cells.get("fact", ""))
            about = fact_title(fact, named, t, naming) if fact and naming else ""
            value = (
                t("entry.stays_open")
                if cells.get("value") == OPEN
                else _value(fact, cells.get("property", ""), cells.get("value", ""), t)
            )
            told = [
                about,
                t("entry.decided", property=t.word("field", cells.get("property", "")), value=value),
            ]
        case _:
            told = _title_parts(TABLES[entry.table], cells, named, t)
    return one_line(" ".join(part for part in told if part), _TITLE)


def _title_parts(
    table: InputTable, cells: Mapping[str, str], named: Mapping[str, str], t: Texts
) -> list[str]:
    """Return the day of a row and what it is called: its two parties, its name, or what it needs."""
    day = next((cells[name] for name in table.valid_on if cells.get(name)), "")
    parties = [named.get(cells[side], cells[side]) for side in ("from_id", "to_id") if cells.get(side)]
    if parties:
        kind = next((column for column in table.columns if column.name == "kind"), None)
        word = _word(kind, cells["kind"], t) if kind and cells.get("kind") else ""
        return [day, t("entry.parties", one=parties[0], other=parties[-1]), word]
    own = [name for name in table.one_of if cells.get(name)]
    if own:
        # The name in the language of the page, else the first one that there is.
        return [day, cells[next((name for name in own if name.endswith(f"_{t.lang}")), own[0])]]
    told = [
        named.get(cells[column.name], cells[column.name])
        for column in table.columns
        if column.required and cells.get(column.name) and not column.vocabulary
    ]
    return [day, *(text for text in told if text != day)]


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
                "what": TABLES[entry.table].label.text(t.lang),
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


def draft_of(entry: ManualEntry) -> dict[str, str]:
    """Return the cells of an entry as a draft of the form."""
    table = TABLES[entry.table]
    return {
        name: cell
        for name, cell in own_cells(entry.cells).items()
        if name == BY or (name not in _HIDDEN and table.column(name) is not None)
    }


def differences(
    name: str, mine: Mapping[str, str], theirs: Mapping[str, str], called: Mapping[str, str], t: Texts
) -> list[ConflictLineData]:
    """Return the fields in which two drafts of a table differ.

    :param called: display names of ids and codes
    """
    lines: list[ConflictLineData] = []
    for column in (*columns(name, t.lang), ENTERED_BY):
        one, other = mine.get(column.name, ""), theirs.get(column.name, "")
        if one != other:
            lines.append(
                {
                    "label": label_of(column, t.lang),
                    "mine": one_line(_cell_text(column, one, called, t), _TITLE),
                    "theirs": one_line(_cell_text(column, other, called, t), _TITLE),
                }
            )
    return lines


def history(
    earlier: Sequence[ManualEntry], entry: ManualEntry, called: Mapping[str, str], t: Texts
) -> list[str]:
    """Return what each correction of an entry changed, the oldest first.

    :param earlier: what it said before, the oldest first
    """
    versions = [*earlier, entry]
    return [
        t(
            "entry.corrected_on",
            at=moment(before.at),
            by=one_line(after.cells.get(BY, ""), 60),
            changes=t("list.tags").join(corrections(before, after, called, t)),
        )
        for before, after in itertools.pairwise(versions)
    ]


def _cell_text(column: InputColumn, cell: str, called: Mapping[str, str], t: Texts) -> str:
    """Return a cell as people read it."""
    if not cell:
        return ""
    if column.cell in (CellType.WORD, CellType.TRUTH):
        return _word(column, cell, t)
    return t("list.tags").join(called.get(part, part) for part in parts(column, cell)) or cell


def rows(
    found: Sequence[ManualEntry], named: Mapping[str, str], t: Texts, naming: Naming
) -> tuple[list[str], list[list[str]]]:
    """Return head and rows for a download, as in the forms, with every column used by an entry."""
    used = {column for entry in found for column in entry.cells}
    known: dict[str, InputColumn] = {}
    for name in ENTRY_TABLES:
        for column in columns(name, t.lang):
            known.setdefault(column.name, column)
    heads = [*(name for name in (*known, BY) if name in used), *sorted(used - {*known, BY})]

    def cell(entry: ManualEntry, name: str) -> str:
        value = entry.cells.get(name, "")
        column = TABLES[entry.table].column(name)
        if column is None or not value:
            return value
        return _cell_text(column, value, shown(entry.table, {name: value}, named, naming, t.lang), t)

    labels = {column.name: label_of(column, t.lang) for column in (*known.values(), ENTERED_BY)}
    titles = [labels.get(name, name) for name in heads]
    return [t("entry.table"), t("entry.state"), *titles], [
        [
            TABLES[entry.table].label.text(t.lang),
            t("entry.stands") if entry.stands else t("entry.taken"),
            *(cell(entry, name) for name in heads),
        ]
        for entry in found
    ]


# --- sides of a visit ---------------------------------------------------------------------------------------


def with_home(cells: Mapping[str, str], home: str) -> dict[str, str]:
    """Return the cells of a visit, with the home filled in where the direction requires it."""
    place = {"inbound": "to_place", "outbound": "from_place"}.get(cells.get("direction", ""), "")
    return {**cells, place: home} if place and not cells.get(place) else dict(cells)


def turned(cells: Mapping[str, str], home: str, t: Texts) -> dict[str, EntryRemarkData]:
    """Return the errors of a visit by field: the other side is missing, or it is the home itself."""
    other, places, said = {
        "inbound": ("from_place", ("from_place", "from_countries"), t("entry.home_sends")),
        "outbound": ("to_place", ("to_place", "to_countries"), t("entry.home_receives")),
    }.get(cells.get("direction", ""), ("", (), ""))
    if not other:
        return {}
    if not any(cells.get(place) for place in places):
        return {other: {"level": "error", "reason": t("entry.no_place"), "hint": ""}}
    if cells.get(other, "") == home:
        return {other: {"level": "error", "reason": said, "hint": ""}}
    return {}


# --- contradicting statements -------------------------------------------------------------------------------


def fact_title(node: GraphNode, named: Mapping[str, str], t: Texts, naming: Naming) -> str:
    """Return the title of a fact on its own; a tie and its steps are named by the two parties."""
    tie = node.id.partition("/")[0]
    if node.label not in ("Tie", "TieStep") or tie not in named:
        return caption(node, t, naming)
    stage = t.word("stage", str(node.properties.get("step") or "")) if node.label == "TieStep" else ""
    return " ".join(part for part in (named[tie], stage) if part)


def pairs(
    contradictions: Iterable[Mapping[str, Any]],
    decisions: Iterable[Mapping[str, Any]],
    nodes: Mapping[str, GraphNode],
    named: Mapping[str, str],
    t: Texts,
    naming: Naming,
) -> list[PairData]:
    """Return the pairs of contradicting statements, each with the decision made."""
    decided = {(fact, entry["property"]): entry for entry in decisions for fact in entry["facts"]}
    found: list[PairData] = []
    for row in contradictions:
        fact, name = str(row["fact"]), str(row["property"])
        node = nodes.get(fact)
        if node is None:
            continue
        entry = decided.get((fact, name))
        state = (
            ""
            if entry is None
            else t("entry.stays_open")
            if entry["value"] == OPEN
            else t("entry.settled", value=_value(node, name, str(entry["value"]), t))
        )
        found.append(
            {
                "key": f"{fact}|{name}|{row['a']}|{row['b']}",
                "fact": fact,
                "property": name,
                "title": fact_title(node, named, t, naming),
                "sub": t("entry.differ", property=t.word("field", name)),
                "state": state,
                "reason": one_line(str(entry["reason"]), 300) if entry else "",
                "sides": [_side(row, side, node, nodes, t) for side in ("a", "b")],
            }
        )
    # Undecided pairs come first.
    return sorted(found, key=lambda pair: bool(pair["state"]))


def _side(
    row: Mapping[str, Any], side: str, node: GraphNode, nodes: Mapping[str, GraphNode], t: Texts
) -> PairSideData:
    cells = json.loads(row[f"{side}_values"] or "{}")
    name = str(row["property"])
    given = property_cells(name, str(node.properties.get("step") or ""), cells)
    source = nodes.get(str(row[f"{side}_source"]))
    values = source.properties if source else {}
    return {
        "value": given[0] if given else "",
        "text": _value(node, name, given[0], t) if given else t("entry.not_told"),
        "source": one_line(str(values.get("title") or row[f"{side}_source"] or ""), 200),
        "url": str(values.get("url") or ""),
        "grade": str(row[f"{side}_grade"] or ""),
        "locator": one_line(cells.get("locator", ""), 100),
        "date": str(values.get("date") or ""),
        "note": one_line(cells.get("note", ""), 300),
    }


def _value(node: GraphNode | None, name: str, value: str, t: Texts) -> str:
    if node is None:
        return value
    try:
        vocabulary = NODE_TYPES[node.label].property(name).vocabulary
    except KeyError:
        vocabulary = ""
    return value_text(value, _LISTS.get(vocabulary, vocabulary), t)
