"""Write the same graph with other Neo4j loaders: ``python benchmarks/peer_loaders.py NAME FILE URL``.

Runs in a separate environment (:mod:`benchmarks.peers`) and imports nothing of the program. ``FILE`` is
written by :func:`benchmarks.raw.record`; user and password are in the environment. The last line printed is
the result as JSON: seconds of the loader alone, and the numbers of nodes and relationships given and counted.

* ``cartography``: one schema for each label, with a relationship for each pair of type and label that leads
  to nodes written before; relationships that lead back or to the same label, or have properties, are written
  by its match links.
* ``graphio``: one node set for each label and one relationship set for each pair of labels and type, by
  ``create``.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import field, make_dataclass
from pathlib import Path
from typing import Any

import neo4j

_TAG = 1

Nodes = dict[str, list[dict[str, Any]]]
#: By start label, type and end label; the flag marks relationships with properties.
Relations = dict[tuple[str, str, str, bool], list[dict[str, Any]]]


def read(file: Path) -> tuple[Nodes, Relations]:
    """Read the whole graph into memory."""
    nodes: Nodes = defaultdict(list)
    relations: Relations = defaultdict(list)
    with file.open("rb") as source:
        while True:
            try:
                kind, rows = pickle.load(source)
            except EOFError:
                return nodes, relations
            if len(kind) == 1:
                nodes[kind[0]] += rows
            else:
                relations[kind[0], kind[1], kind[2], len(kind) > 3] += rows


# --- cartography --------------------------------------------------------------------------------------------


def cartography(driver: neo4j.Driver, nodes: Nodes, relations: Relations) -> float:
    """Return the seconds of cartography's ``load`` and ``load_matchlinks``."""
    from cartography.client.core.tx import load, load_matchlinks

    order = _order(nodes, relations)
    place = {label: number for number, label in enumerate(order)}
    with_node = {key for key in relations if place[key[2]] < place[key[0]] and not key[3]}
    rows = _rows_with_targets(nodes, relations, with_node)
    schemas = {
        label: _schema(label, nodes[label], sorted(key for key in with_node if key[0] == label))
        for label in order
    }
    links = {key: _link_schema(key, relations[key]) for key in sorted(set(relations) - with_node)}
    flat = {
        key: [
            {"start": row["start"], "end": row["end"], **row.get("properties", {})} for row in relations[key]
        ]
        for key in links
    }
    began = time.perf_counter()
    with driver.session() as session:
        for label in order:
            load(session, schemas[label], rows[label], lastupdated=_TAG)
        for key, schema in links.items():
            load_matchlinks(
                session,
                schema,
                flat[key],
                lastupdated=_TAG,
                _sub_resource_label="Office",
                _sub_resource_id="office",
            )
    return time.perf_counter() - began


def _order(nodes: Nodes, relations: Relations) -> list[str]:
    """Order the labels so that most relationships lead to an earlier one."""
    left, order = set(nodes), []
    while left:
        cost = {
            label: sum(
                len(rows)
                for (start, _, end, _), rows in relations.items()
                if start == label and end in left - {label}
            )
            for label in left
        }
        order.append(min(sorted(left), key=lambda label: cost[label]))
        left.remove(order[-1])
    return order


def _rows_with_targets(
    nodes: Nodes, relations: Relations, keys: Iterable[tuple[str, str, str, bool]]
) -> Nodes:
    by_id = {label: {row["id"]: dict(row) for row in rows} for label, rows in nodes.items()}
    for key in keys:
        for row in relations[key]:
            by_id[key[0]][row["start"]].setdefault(_target(key), []).append(row["end"])
    return {label: list(rows.values()) for label, rows in by_id.items()}


def _target(key: tuple[str, str, str, bool]) -> str:
    return f"to_{key[1]}_{key[2]}".lower()


def _properties(base: type, names: Iterable[str], **context: Any) -> Any:
    from cartography.models.core.common import PropertyRef

    fields = [(name, PropertyRef, field(default=PropertyRef(name))) for name in names]
    fields += [
        (name, PropertyRef, field(default=PropertyRef(given, set_in_kwargs=True)))
        for name, given in context.items()
    ]
    return make_dataclass("Properties", fields, bases=(base,), frozen=True)()


def _schema(label: str, rows: list[dict[str, Any]], keys: Iterable[tuple[str, str, str, bool]]) -> Any:
    from cartography.models.core.common import PropertyRef
    from cartography.models.core.nodes import CartographyNodeProperties, CartographyNodeSchema
    from cartography.models.core.relationships import (
        CartographyRelProperties,
        CartographyRelSchema,
        LinkDirection,
        OtherRelationships,
        make_target_node_matcher,
    )

    names = sorted({name for row in rows for name in row} - {"id"})
    found = []
    for key in keys:
        members = {
            "target_node_label": key[2],
            "target_node_matcher": make_target_node_matcher(
                {"id": PropertyRef(_target(key), one_to_many=True)}
            ),
            "direction": LinkDirection.OUTWARD,
            "rel_label": key[1],
            "properties": _properties(CartographyRelProperties, (), lastupdated="lastupdated"),
        }
        found.append(_instance(CartographyRelSchema, members))
    members = {
        "label": label,
        "properties": _properties(CartographyNodeProperties, ["id", *names], lastupdated="lastupdated"),
        "other_relationships": OtherRelationships(found) if found else None,
    }
    return _instance(CartographyNodeSchema, members)


def _link_schema(key: tuple[str, str, str, bool], rows: list[dict[str, Any]]) -> Any:
    from cartography.models.core.common import PropertyRef
    from cartography.models.core.relationships import (
        CartographyRelProperties,
        CartographyRelSchema,
        LinkDirection,
        make_source_node_matcher,
        make_target_node_matcher,
    )

    names = sorted({name for row in rows for name in row.get("properties", {})})
    context = {name: name for name in ("lastupdated", "_sub_resource_label", "_sub_resource_id")}
    members = {
        "source_node_label": key[0],
        "source_node_matcher": make_source_node_matcher({"id": PropertyRef("start")}),
        "target_node_label": key[2],
        "target_node_matcher": make_target_node_matcher({"id": PropertyRef("end")}),
        "direction": LinkDirection.OUTWARD,
        "rel_label": key[1],
        "properties": _properties(CartographyRelProperties, names, **context),
    }
    return _instance(CartographyRelSchema, members)


def _instance(base: type, members: dict[str, Any]) -> Any:
    """Return an instance of a schema, which cartography expects as a frozen dataclass."""
    fields = [
        (
            name,
            Any,
            field(default=value) if value.__hash__ else field(default_factory=lambda value=value: value),
        )
        for name, value in members.items()
    ]
    return make_dataclass(f"{base.__name__}Made", fields, bases=(base,), frozen=True)()


# --- graphio ------------------------------------------------------------------------------------------------


def graphio(driver: neo4j.Driver, nodes: Nodes, relations: Relations) -> float:
    """Return the seconds of graphio's ``create``, indexes first."""
    from graphio import NodeSet, RelationshipSet

    sets = [NodeSet([label], merge_keys=["id"]) for label in nodes]
    for found, rows in zip(sets, nodes.values(), strict=True):
        for row in rows:
            found.add_node(row)
    links = [RelationshipSet(type_, [start], [end], ["id"], ["id"]) for start, type_, end, _ in relations]
    for link, rows in zip(links, relations.values(), strict=True):
        for row in rows:
            link.add_relationship({"id": row["start"]}, {"id": row["end"]}, row.get("properties", {}))
    began = time.perf_counter()
    for found in sets:
        found.create_index(driver)
        found.create(driver)
    for link in links:
        link.create(driver)
    return time.perf_counter() - began


def main() -> int:
    """Load, count, print."""
    name, file, url = sys.argv[1:]
    nodes, relations = read(Path(file))
    auth = (os.environ["FRIENDCIRCLE_USER"], os.environ["FRIENDCIRCLE_PASSWORD"])
    with neo4j.GraphDatabase.driver(url, auth=auth, notifications_min_severity="OFF") as driver:
        seconds = {"cartography": cartography, "graphio": graphio}[name](driver, nodes, relations)
        counted = [
            driver.execute_query(text).records[0][0]
            for text in ("MATCH (n) RETURN count(n)", "MATCH ()-[r]->() RETURN count(r)")
        ]
    given = [sum(map(len, nodes.values())), sum(map(len, relations.values()))]
    print(json.dumps({"seconds": seconds, "given": given, "counted": counted}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
