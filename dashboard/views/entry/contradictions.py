"""Statements that contradict each other, as pairs to decide between. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.components.payloads.entry_data import (
    PairData,
    PairSideData,
)
from dashboard.shared.node_captions import caption, value_text
from dashboard.views.entry.forms import VOCABULARY_NAMES
from graph.i18n import Texts
from graph.model.schema import NODE_TYPES
from graph.naming.profile import Naming
from graph.sanitize import one_line
from ingest.tables.decisions import OPEN
from queries.sources import property_cells
from queries.subgraph import GraphNode


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
            else t("entry.settled", value=value_in_words(node, name, str(entry["value"]), t))
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
        "text": value_in_words(node, name, given[0], t) if given else t("entry.not_told"),
        "source": one_line(str(values.get("title") or row[f"{side}_source"] or ""), 200),
        "url": str(values.get("url") or ""),
        "grade": str(row[f"{side}_grade"] or ""),
        "locator": one_line(cells.get("locator", ""), 100),
        "date": str(values.get("date") or ""),
        "note": one_line(cells.get("note", ""), 300),
    }


def value_in_words(node: GraphNode | None, name: str, value: str, t: Texts) -> str:
    """Return a value as the pages show it."""
    if node is None:
        return value
    try:
        vocabulary = NODE_TYPES[node.label].property(name).vocabulary
    except KeyError:
        vocabulary = ""
    return value_text(value, VOCABULARY_NAMES.get(vocabulary, vocabulary), t)
