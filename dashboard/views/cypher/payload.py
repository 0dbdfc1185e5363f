"""Data of the console on the page "Cypher": editor, parameters, answer on the page and as files. Pure."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dashboard.components.payloads.console_data import (
    AnswerCellData,
    AnswerHeadData,
    ParameterData,
    PlanData,
    PlanRowData,
    SchemaData,
    SchemaEntryData,
    SchemaPropertyData,
    TopicData,
)
from dashboard.core.page_state import LONGEST_ID
from dashboard.shared.node_captions import caption
from graph.i18n import Bilingual, Texts
from graph.model.relations import RELATION_TYPES
from graph.model.schema import NODE_TYPES
from graph.model.schema_elements import NodeType, Property, RelationType
from graph.naming.profile import Naming
from graph.sanitize import one_line, safe_url
from graph.store import Result
from graph.store.single_run import PlanNode
from queries.catalogue.catalogue_document import by_topic, heading
from queries.catalogue.collection import in_language
from queries.catalogue.parameters import NO_PROFILE, ProfileValues, bind
from queries.catalogue.query import (
    HOME,
    NULL,
    PROFILE,
    TODAY,
    AnswerColumn,
    ColumnType,
    ParameterType,
    Query,
)
from queries.console import tokens
from queries.console.limits import DEFAULT_LIMIT, DEFAULT_TIMEOUT
from queries.console.running_statement import ConsoleAnswer
from queries.console.values import literal
from queries.subgraph import SHOWN_LABELS, GraphNode

#: Maximum number of rows drawn; the downloads contain all of them.
MOST_DRAWN = 500
#: Maximum number of texts of an answer checked for being ids.
_MOST_TRIED = 600
_CELL, _LONGEST_FILE = 400, 32_000
#: Maximum indent depth of operators in a plan.
_DEEPEST_INDENT = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A statement with everything needed to run it.

    :param text: the statement
    :param base: name of the catalogue query it is based on, which gives the parameter types; or empty
    :param given: parameters as typed
    """

    text: str
    base: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    limit: int = DEFAULT_LIMIT
    seconds: int = int(DEFAULT_TIMEOUT)


def defaults(query: Query, home: str, day: dt.date) -> dict[str, str]:
    """Return the initial parameter values of a query: its example for required ones, else the defaults."""
    usual = {HOME: home, TODAY: day.isoformat(), NULL: "", **dict.fromkeys(PROFILE, "")}
    found = {}
    for parameter in query.parameters:
        text = usual.get(parameter.default or "", parameter.default or "")
        if parameter.type is ParameterType.YEAR and parameter.default == TODAY:
            text = str(day.year)
        # Optional parameters keep their defaults, since an id in an example belongs to another home.
        found[parameter.name] = query.example.get(parameter.name, "") if parameter.required else text
    return found


def bound(
    draft: Draft, query: Query | None, home: str, day: dt.date, profile: ProfileValues = NO_PROFILE
) -> dict[str, object]:
    """Return typed parameters of a statement: as the query declares them, others as JSON or text.

    :param profile: what the naming profile of the office gives
    :raises FriendCircleError: if one is missing or has another type
    """
    try:
        used = tokens.parameters(draft.text)
    except tokens.NotClosed:
        return {}  # the console reports what is wrong with the statement
    typed: dict[str, object] = {}
    if query is not None:
        declared = tuple(parameter for parameter in query.parameters if parameter.name in used)
        given = {
            parameter.name: draft.given[parameter.name]
            for parameter in declared
            if draft.given.get(parameter.name)
        }
        typed = bind(replace(query, parameters=declared), given, home, day, profile)
    return {
        name: typed[name] if name in typed else literal(draft.given[name])
        for name in used
        if name in typed or name in draft.given
    }


# --- the answer ---------------------------------------------------------------------------------------------


def columns_and_rows(
    result: Result, query: Query | None, t: Texts, naming: Naming
) -> tuple[list[AnswerHeadData], list[list[AnswerCellData]]]:
    """Return the answer as a table: heads, and cells with ``text`` and optionally ``url``.

    :param query: the catalogue query if the statement is unchanged; it provides vocabularies and names
    """
    drawn = result.rows[:MOST_DRAWN]
    if query is None or [column.name for column in query.columns] != result.columns:
        return [{"title": one_line(name, 80), "name": name, "type": ""} for name in result.columns], [
            [_free(value, t, naming) for value in row] for row in drawn
        ]
    columns, rows = in_language(query.columns, drawn, t.lang)
    heads: list[AnswerHeadData] = [
        {"title": _capitalised(column.meaning.text(t.lang)), "name": column.name, "type": column.type.value}
        for column in columns
    ]
    return heads, [
        [_typed(column, value, t, naming) for column, value in zip(columns, row, strict=True)] for row in rows
    ]


def _typed(column: AnswerColumn, value: Any, t: Texts, naming: Naming) -> AnswerCellData:
    if value in (None, "", []):
        return {"text": ""}
    if isinstance(value, list):
        return {
            "text": one_line(
                t("list.tags").join(_word(column, str(entry), t, naming) for entry in value), _CELL
            )
        }
    if isinstance(value, str):
        cell: AnswerCellData = {"text": one_line(_word(column, value, t, naming), _CELL)}
        if column.name == "url":
            cell["url"] = safe_url(value)
        return cell
    return _free(value, t, naming)


def _word(column: AnswerColumn, value: str, t: Texts, naming: Naming) -> str:
    if column.vocabulary:
        return t.word(column.vocabulary, value)
    return naming.area_name(value, t.lang) if column.type in (ColumnType.AREA, ColumnType.AREAS) else value


def _free(value: Any, t: Texts, naming: Naming) -> AnswerCellData:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return {"text": one_line(read(value, t, naming), _CELL)}
    return {"text": str(value), "number": True}


def read(value: Any, t: Texts, naming: Naming) -> str:
    """Return a value of an answer as readable text; JSON if there is no better form."""
    match value:
        case None:
            return ""
        case bool():
            return t("explore.yes") if value else t("explore.no")
        case {"labels": list(labels), "id": str(identifier), "properties": dict(properties)}:
            node = _node(labels, identifier, properties)
            return f"{caption(node, t, naming)} ({t.word('label', node.label)})" if node else identifier
        case {"type": str(kind), "start": _, "end": _}:
            return t.word("relation", kind)
        case {"nodes": list(nodes), "relationships": _}:
            return " → ".join(read(node, t, naming) for node in nodes)
        case list() if all(isinstance(entry, str) or _is_entity(entry) for entry in value):
            return t("list.and").join(read(entry, t, naming) for entry in value)
        case list() | dict():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)


def _node(labels: Sequence[str], identifier: str, properties: dict[str, Any]) -> GraphNode | None:
    label = next((label for label in labels if label in SHOWN_LABELS), "")
    return GraphNode(identifier, label, properties) if label else None


def _is_entity(value: Any) -> bool:
    return isinstance(value, dict) and (
        "labels" in value or "relationships" in value or {"type", "start", "end"} <= set(value)
    )


def possible_ids(rows: Iterable[Sequence[Any]]) -> list[str]:
    """Return node ids and texts that may be ids, distinct and in the order of the answer."""
    sure: dict[str, None] = {}
    perhaps: dict[str, None] = {}

    def look(value: Any) -> None:
        match value:
            case {"labels": list(), "id": str(identifier)}:
                sure.setdefault(identifier)
            case {"type": str(), "start": start, "end": end}:
                for identifier in (start, end):
                    perhaps.setdefault(str(identifier))
            case {"nodes": list(nodes), "relationships": _}:
                look(nodes)
            case dict():
                look(list(value.values()))
            case list():
                for entry in value:
                    look(entry)
            case str() if 0 < len(value) <= LONGEST_ID and not any(
                char.isspace() or char == "," for char in value
            ):
                perhaps.setdefault(value)

    for row in rows:
        look(list(row))
    return list(sure | perhaps)[:_MOST_TRIED]


def plan_table(plan: PlanNode, t: Texts) -> PlanData:
    """Return a plan as a table of operators with their depth; run figures only if it was run."""
    names = ("operator", "details", "estimated_rows", *(("rows", "db_hits") if plan.is_profile else ()))
    rows: list[PlanRowData] = [
        {
            "depth": min(depth, _DEEPEST_INDENT),
            "operator": one_line(node.operator, 80),
            "details": one_line(node.details, _CELL),
            "figures": [f"{figure:g}" if figure is not None else "" for figure in _figures(node)],
        }
        for depth, node in plan.walk()
    ]
    return {"heads": [t(f"cypher.plan_{name}") for name in names], "rows": rows}


def _figures(node: PlanNode) -> tuple[float | None, ...]:
    return (node.estimated_rows, node.rows, node.db_hits) if node.is_profile else (node.estimated_rows,)


# --- files --------------------------------------------------------------------------------------------------


def file_rows(result: Result) -> tuple[list[str], list[list[str]]]:
    """Return the answer as texts for a spreadsheet, with the values as stored."""
    return list(result.columns), [[_raw(value) for value in row] for row in result.rows]


def _raw(value: Any) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text[:_LONGEST_FILE]


def json_text(result: ConsoleAnswer, lang: str) -> str:
    """Return the answer as the command line prints it with ``--format json``."""
    document: dict[str, Any] = {"columns": result.columns, "rows": result.rows, "truncated": result.truncated}
    if result.plan:
        document["plan"] = result.plan.document()
    if result.notices:
        document["notifications"] = [notice.document(lang) for notice in result.notices]
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


# --- examples and schema ------------------------------------------------------------------------------------


def examples(catalogue: Mapping[str, Query], lang: str) -> list[TopicData]:
    """Return the catalogue queries by topic, each with its purpose."""
    return [
        {
            "topic": heading(group, topic, lang),
            "entries": [{"name": query.name, "purpose": query.purpose.text(lang)} for query in members],
        }
        for (group, topic), members in by_topic(catalogue)
    ]


def parameters(query: Query, lang: str) -> dict[str, ParameterData]:
    """Return meaning, type and necessity of the parameters of a query."""
    return {
        parameter.name: {
            "meaning": _capitalised(parameter.meaning.text(lang)),
            "type": parameter.type.value,
            "required": parameter.required,
        }
        for parameter in query.parameters
    }


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def schema(t: Texts) -> SchemaData:
    """Return labels with properties, and relationship types, described in the page's language.

    Administrative labels of the store are left out.
    """
    labels = [_label(NODE_TYPES[label], t) for label in SHOWN_LABELS]
    relations = [
        _relation(entry, t) for entry in RELATION_TYPES.values() if set(entry.starts) & set(SHOWN_LABELS)
    ]
    return {"labels": labels, "relations": relations}


def _label(entry: NodeType, t: Texts) -> SchemaEntryData:
    properties: list[SchemaPropertyData] = [{"name": "id", "meaning": t("cypher.id")}]
    properties += _properties(entry.properties, t)
    return {
        "name": entry.label,
        "meaning": Bilingual(entry.meaning, t.word("label", entry.label)).text(t.lang),
        "properties": properties,
    }


def _relation(entry: RelationType, t: Texts) -> SchemaEntryData:
    starts, ends = (
        t("list.tags").join(t.word("label", label) for label in labels)
        for labels in (entry.starts, entry.ends)
    )
    return {
        "name": entry.name,
        "meaning": Bilingual(entry.meaning, t.word("relation", entry.name)).text(t.lang),
        "between": f"{starts} → {ends}",
        "properties": _properties(entry.properties, t),
    }


def _properties(entries: Iterable[Property], t: Texts) -> list[SchemaPropertyData]:
    return [
        {"name": one.name, "meaning": Bilingual(one.meaning, t.word("field", one.name)).text(t.lang)}
        for one in entries
    ]
