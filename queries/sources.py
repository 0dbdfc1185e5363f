"""The statements behind a fact, and look-up of ids."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from graph.errors import UnknownName
from graph.model.fact_nodes import FACT_LABELS
from graph.model.partial_date import PartialDate
from graph.model.relations import RELATION_TYPES
from graph.model.schema import CONTENT_HASH, NODE_TYPES
from graph.model.schema_elements import LabelGroup, ValueType
from graph.store import GraphStore
from graph.suggest import near_matches
from queries.statements import statement

#: Value of a decision that leaves open which statement is right.
_OPEN = "open"
_NAMED = "|".join(label for label, entry in NODE_TYPES.items() if entry.group is not LabelGroup.BOOKKEEPING)
_SPOKEN_OF = "|".join(RELATION_TYPES["SAYS"].ends)


def sources_of(store: GraphStore, fact_id: str) -> dict[str, Any]:
    """Return a resolved fact and what each source says about it.

    :returns: ``{"fact", "label", "values", "statements": [{"statement", "source", "title", "grade",
        "locator", "said_on", "values", "agrees"}], "decisions"}``; ``values`` of the fact are the properties
        of its node, those of a statement the unchanged cells of its row; ``agrees`` is false if the statement
        differs from the fact in a contested or decided property
    :raises UnknownName: if no fact has that id; similar ids are proposed
    """
    found = store.read(statement("lookup/fact", label=_SPOKEN_OF), {"id": fact_id}).rows
    if not found:
        near = near_ids(store, fact_id, FACT_LABELS)
        raise UnknownName(
            "no fact has the id {id}",
            id=fact_id,
            hint="did you mean {near:or}?"
            if near
            else "ids are what queries give, for example 'friendcircle query sister_cities'",
            near=near,
        )
    label, properties = str(found[0][0]), dict(found[0][1])
    values = fact_values(label, properties)
    decisions = store.read(statement("lookup/decisions_on", label=label), {"id": fact_id}).records()
    decided = {str(entry["property"]) for entry in decisions if entry["value"] != _OPEN}
    statements = []
    for entry in store.read(statement("lookup/statements_of", label=label), {"id": fact_id}).records():
        cells = json.loads(entry.pop("values") or "{}")
        contested = entry.pop("contested")
        statements.append(
            entry
            | {
                "values": cells,
                "agrees": agrees(label, values, cells, contested={*contested}, decided=decided),
            }
        )
    return {
        "fact": fact_id,
        "label": label,
        "values": values,
        "statements": statements,
        "decisions": decisions,
    }


def is_known(store: GraphStore, node_id: str) -> bool:
    """Whether a node with this id exists; bookkeeping nodes do not count."""
    return bool(store.read(statement("lookup/fact", label=_NAMED), {"id": node_id}).rows)


def near_ids(store: GraphStore, text: str, labels: Iterable[str] = ()) -> list[str]:
    """Return at most five ids similar to ``text``: those that contain it, else those spelt similarly.

    :param labels: labels of the nodes to search; empty: all but bookkeeping
    """
    label = "|".join(labels) or _NAMED
    if found := [
        str(row[0]) for row in store.read(statement("lookup/similar_ids", label=label), {"text": text}).rows
    ]:
        return found
    known = [
        str(row[0])
        for row in store.read(statement("lookup/ids_beginning", label=label), {"text": text[:1].lower()}).rows
    ]
    return near_matches(text.lower(), known, most=5, alike=0.75)


def fact_values(label: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties of a node in the order of the model, without the store's helper properties."""
    helpers = {CONTENT_HASH} | {
        name
        for entry in NODE_TYPES[label].properties
        if entry.kind is ValueType.DATE
        for name in entry.stored_names[1:]
    }
    order = {
        name: place
        for place, name in enumerate(("id", *(entry.name for entry in NODE_TYPES[label].properties)))
    }
    return {
        name: properties[name]
        for name in sorted(properties, key=lambda name: (order.get(name, len(order)), name))
        if name not in helpers
    }


def agrees(
    label: str,
    fact: Mapping[str, Any],
    cells: Mapping[str, str],
    *,
    contested: Collection[str],
    decided: Collection[str],
) -> bool:
    """Whether a row agrees with a fact in the contested and decided properties.

    :param fact: values of the fact's node
    :param cells: cells of the row, by column
    :param contested: properties in which another statement contradicts this row
    :param decided: properties that a decision settled
    """
    for name in sorted({*contested, *decided}):
        kind = NODE_TYPES[label].property(name).kind
        if given := property_cells(name, str(fact.get("step", "")), cells):
            pass
        elif name in contested:
            # The value comes from a column with another name, so it is one of the cells.
            given = list(cells.values())
        else:
            continue
        if not any(_same(kind, fact.get(name), text) for text in given):
            return False
    return True


def property_cells(name: str, step: str, cells: Mapping[str, str]) -> list[str]:
    """Return the cells of a row that give a property; empty if a column with another name gives it.

    :param step: step of the tie if the fact is a tie step, else empty
    """
    return [
        cells[column]
        for column in (name, f"{name}_date", f"{step}_{name}", f"date_{name}")
        if column in cells
    ]


def _same(kind: ValueType, value: object, text: str) -> bool:
    if value is None:
        return False
    if kind in (ValueType.DATE, ValueType.DAY):
        try:
            return PartialDate.parse(text).agrees(
                PartialDate.parse(value.isoformat() if isinstance(value, dt.date) else str(value))
            )
        except ValueError:
            return False
    return str(value) == text
