"""Captions and property texts of nodes of any label, for the canvas, its list and its panel. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.components.payloads.explore_data import PropertyLineData
from dashboard.shared.circle_items import name_of
from graph.facts.names import Names, name_told_apart
from graph.i18n import Bilingual, Texts
from graph.model.relations import RELATION_TYPES
from graph.model.schema import NODE_TYPES
from graph.model.schema_elements import ValueType
from graph.naming.profile import Naming
from graph.sanitize import one_line
from queries.sources import fact_values
from queries.subgraph import GraphEdge, GraphNode

_LONGEST = 80
_VALUE = 300
#: Properties with the first and the last day, in order of preference.
_DAYS = (
    ("start", "end"),
    ("date", "date"),
    ("signed", "signed"),
    ("opened", "closed"),
    ("valid_on", "valid_on"),
    ("published_on", "published_on"),
)
#: Name properties; the displayed name is derived from them.
_NAMES = frozenset({"name_zh", "name_en", "name_local"})


def caption(node: GraphNode, t: Texts, naming: Naming) -> str:
    """Return a one-line name of a node."""
    values = node.properties
    if node.label == "CountryOrArea" and values.get("iso2"):
        return naming.area_name(str(values["iso2"]), t.lang)
    if node.label == "Tie":
        # The canvas shows the parties next to a tie, so the caption has only its kind and day.
        return (
            " · ".join(
                part
                for part in (
                    t.word("tie_kind", str(values.get("kind") or "")),
                    str(values.get("signed") or ""),
                )
                if part
            )
            or node.id
        )
    if node.label == "TieStep":
        return " · ".join(
            part
            for part in (
                t.word("stage", str(values.get("step") or "")),
                str(values.get("date") or values.get("known_by") or ""),
            )
            if part
        )
    if node.label == "Visit":
        head = t.word("direction", str(values.get("direction") or ""))
        return (
            one_line(
                " · ".join(
                    part
                    for part in (str(values.get("start") or ""), told_text(values, "title", t.lang) or head)
                    if part
                ),
                _LONGEST,
            )
            or node.id
        )
    if node.label == "Statement":
        return (
            one_line(
                " · ".join(str(values[name]) for name in ("dataset", "locator") if values.get(name)), _LONGEST
            )
            or node.id
        )
    if node.label == "Indicator":
        return (
            one_line(" · ".join(str(values[name]) for name in ("year", "name") if values.get(name)), _LONGEST)
            or node.id
        )
    if any(values.get(name) for name in _NAMES):
        texts = {name: str(values.get(name) or "") for name in ("name_zh", "name_en", "name_local")}
        names = Names.of(texts, node.id, node.label)
        return name_told_apart(name_of(names, naming, t.lang), node.apart, t.lang)
    told = told_text(values, "title", t.lang) or told_text(values, "text", t.lang)
    return one_line(told or str(values.get("subject") or node.id), _LONGEST) or one_line(node.id, _LONGEST)


def told_text(values: Mapping[str, Any], name: str, lang: str) -> str:
    """Return a text in a language, or in the other one where it is not given."""
    return Bilingual(str(values.get(name) or ""), str(values.get(f"{name}_zh") or "")).text(lang)


def properties(node: GraphNode, t: Texts, naming: Naming) -> list[PropertyLineData]:
    """Return the properties of a node as lines: name, value, and the address if it is one."""
    lines: list[PropertyLineData] = []
    entries = {entry.name: entry for entry in NODE_TYPES[node.label].properties}
    for name, value in fact_values(node.label, node.properties).items():
        if name == "id" or value in (None, "", []):
            continue
        if node.label == "CountryOrArea" and name in _NAMES:
            continue  # the naming profile provides the name
        entry = entries.get(name)
        lines.append(
            {
                "name": t.word("field", name),
                "text": value_text(value, entry.vocabulary if entry else "", t),
                "url": str(value) if name == "url" else "",
            }
        )
    del naming
    return lines


def value_text(value: Any, vocabulary: str, t: Texts) -> str:
    """Return a property value as text."""
    if isinstance(value, bool):
        return t("explore.yes") if value else t("explore.no")
    if isinstance(value, list):
        return t("list.and").join(value_text(entry, vocabulary, t) for entry in value[:20])
    if isinstance(value, float):
        return f"{value:,.4f}".rstrip("0").rstrip(".")
    if isinstance(value, int):
        return str(value)
    return one_line(t.word(vocabulary, str(value)) if vocabulary else str(value), _VALUE)


def edge_text(edge: GraphEdge, t: Texts) -> str:
    """Return a relationship in words: its type, its main properties, and the day they are worked out for."""
    known = {entry.name: entry for entry in RELATION_TYPES[edge.type].properties}
    told = [
        f"{edge.properties[name]:.1f}"
        if name == "strength"
        else value_text(edge.properties[name], entry.vocabulary, t)
        for name, entry in known.items()
        if name in ("kind", "status", "since", "strength", "property")
        and edge.properties.get(name) not in (None, "")
    ]
    if day := edge.properties.get("as_of"):
        told.append(f"{t('time.as_of')} {day}")
    return " · ".join([t.word("relation", edge.type), *told])


def days(node: GraphNode) -> tuple[str, str]:
    """Return the first and last day of a node as ISO text in the precision given; empty if it has none."""
    values = node.properties
    for first, last in (
        ("start", "end"),
        ("date", "date"),
        ("signed", "signed"),
        ("opened", "closed"),
        ("valid_on", "valid_on"),
        ("published_on", "published_on"),
    ):
        if values.get(first):
            return str(values[first]), str(values.get(last) or values[first])
    if isinstance(year := values.get("year") or values.get("due_year"), int):
        return str(year), str(year)
    return "", ""


def position(node: GraphNode) -> tuple[float, float] | None:
    """Return latitude and longitude in degrees; None if the node has none."""
    lat, lon = node.properties.get("lat"), node.properties.get("lon")
    return (float(lat), float(lon)) if isinstance(lat, int | float) and isinstance(lon, int | float) else None


def criteria(nodes: Mapping[str, GraphNode]) -> dict[str, str]:
    """Return the properties with a closed vocabulary, usable as filters, and their vocabularies."""
    found: dict[str, str] = {}
    for node in nodes.values():
        for entry in NODE_TYPES[node.label].properties:
            if entry.kind is ValueType.TEXT and entry.vocabulary and node.properties.get(entry.name):
                found.setdefault(entry.name, entry.vocabulary)
    return found
