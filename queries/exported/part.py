"""The facts of a graph for a file: all of them, or what was so on a day, was known, or may be made public.

Which statements may be used is decided where all readers decide it
(:class:`queries.links.stated_facts.StatedFacts`). Of a fact that other statements tell of, too, only what a
usable statement says stays: values that one of its cells has, and relationships to what it names.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.facts.as_of import AsOf
from graph.facts.tie_progress import tie_progress
from graph.model.fact_nodes import PLACE_LABELS
from graph.model.partial_date import PartialDate
from graph.model.relations import DERIVED
from graph.model.schema import NODE_TYPES
from graph.model.schema_elements import LabelGroup, ValueType
from graph.naming.profile import Naming
from graph.store import GraphStore
from queries.links.gathering import Gathering
from queries.links.stated_facts import StatedFacts
from queries.statements import statement
from queries.subgraph import GraphEdge, GraphNode

FACT_LABELS = tuple(label for label, entry in NODE_TYPES.items() if entry.group is LabelGroup.FACT)
#: What a public file never holds: plans and what came of them, disagreements, quotas.
_INTERNAL_LABELS = frozenset({"Plan", "Commitment", "Outcome", "Conflict", "Quota"})
_INTERNAL_PROPERTIES = frozenset(
    {"note", "note_zh", "division", "counterpart", "counterparts", "decided_by", "progress", "blocked_by"}
)
#: Stages and statuses of a tie on its way, which a public file does not hold.
_ON_ITS_WAY = frozenset({"target", "intent", "application", "approval", "planned"})
#: Properties that say what is so now, which need not have been so on an earlier day.
_OF_NOW = ("status", "verdict", "progress", "blocked_by")
#: Properties with the day on which something begins, in order of preference.
_BEGINS = ("start", "date", "signed", "opened", "valid_from", "year", "due_year")
_OF_PLACES = frozenset({"IN", "LOCATED_IN", "SERVES"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PartQuestion:
    """What of the graph is asked for.

    :param as_of: what was so on this day; None for everything that is recorded
    :param known_on: what was known by this day; None for all statements
    :param public: only what public sources say
    """

    as_of: dt.date | None = None
    known_on: dt.date | None = None
    public: bool = False

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self.as_of is None and self.known_on is None and not self.public

    @property
    def clocks(self) -> AsOf:
        """The two days."""
        return AsOf(self.as_of or dt.date.max, self.known_on)


@dataclass(frozen=True, kw_only=True)
class GraphPart:
    """A part of the graph.

    :param nodes: by id
    :param left_out: number of facts that are not part of it
    """

    nodes: Mapping[str, GraphNode]
    edges: Sequence[GraphEdge]
    left_out: int = 0

    def around(self, ids: Iterable[str], *, neighbours: bool) -> GraphPart:
        """Return the nodes with these ids and what is between them.

        :param neighbours: whether their neighbours belong to it
        """
        wanted = set(ids) & self.nodes.keys()
        if neighbours:
            wanted |= {
                end
                for edge in self.edges
                if edge.start in wanted or edge.end in wanted
                for end in (edge.start, edge.end)
            }
        return GraphPart(
            nodes={identifier: node for identifier, node in self.nodes.items() if identifier in wanted},
            edges=[edge for edge in self.edges if edge.start in wanted and edge.end in wanted],
        )


def graph_part(
    store: GraphStore, home: str, naming: Naming, country: str, question: PartQuestion
) -> GraphPart:
    """Return the facts of the graph that are asked for, with the relationships between them.

    :param country: alpha-2 code of the home
    """
    nodes, edges = _read(store, derived=question.is_all)
    before = len(nodes)
    told: _UsableStatements | None
    if question.known_on is not None or question.public:
        told = _UsableStatements(store, home, naming, country, question)
        nodes, edges = _as_told(nodes, edges, told)
    else:
        told = None
    if question.as_of is not None:
        nodes = _ties_on_day(nodes, Gathering(store, home, naming, country, public=question.public), question)
        nodes = {key: kept for key, node in nodes.items() if (kept := _on_day(node, question.as_of))}
    if question.public:
        nodes = {key: _for_public(node) for key, node in nodes.items() if _is_public(node)}
    nodes, edges = _joined(nodes, edges)
    if told is not None:
        nodes = _without_unnamed(nodes, edges, told)
        edges = [edge for edge in edges if edge.start in nodes and edge.end in nodes]
    return GraphPart(nodes=nodes, edges=edges, left_out=before - len(nodes))


def _read(store: GraphStore, *, derived: bool) -> tuple[dict[str, GraphNode], list[GraphEdge]]:
    """Return all facts and the relationships between them.

    :param derived: whether to read relationships that follow from the facts of a day
    """
    left_out = sorted({*NODE_TYPES} - {*FACT_LABELS})
    nodes = {
        properties["id"]: GraphNode(properties["id"], labels[0], properties)
        for labels, properties in store.stream(statement("store/read_nodes"), {"left_out": left_out})
    }
    skipped = [] if derived else sorted(DERIVED)
    edges = [
        GraphEdge(start, name, end, properties)
        for _, start, name, _, end, properties in store.stream(
            statement("store/read_relations"), {"left_out": left_out, "types_left_out": skipped}
        )
    ]
    return dict(sorted(nodes.items())), sorted(edges, key=lambda edge: (edge.key, sorted(edge.properties)))


# --- what was known, from which sources


class _UsableStatements:
    """What the statements that may be used say of each fact.

    :ivar texts: by fact, the cells of these statements and the ids of the other facts they tell of
    :ivar wholly: facts of which no other statement tells
    """

    def __init__(
        self, store: GraphStore, home: str, naming: Naming, country: str, question: PartQuestion
    ) -> None:
        every = StatedFacts(store, home, naming, country)
        usable = StatedFacts(store, home, naming, country, public=True) if question.public else every
        clocks = question.clocks
        self.texts: dict[str, set[str]] = defaultdict(set)
        by_statement: dict[str, set[str]] = defaultdict(set)
        counted: dict[str, int] = {}
        for label in FACT_LABELS:
            for fact, told in usable.cells(label).items():
                known = [(said, cells) for said, cells in told if clocks.knows(said)]
                counted[fact] = len(known)
                for said, cells in known:
                    self.texts[fact] |= _texts(cells)
                    by_statement[said.id].add(fact)
            for fact, told in every.cells(label).items():
                counted[fact] = counted.get(fact, 0) - len(told)
        for facts in by_statement.values():
            for fact in facts:
                self.texts[fact] |= facts
        self.wholly = {fact for fact, missing in counted.items() if missing == 0}

    def keeps(self, node: GraphNode) -> bool:
        """Whether a usable statement tells of a fact, or of a place, which is then only named."""
        return node.id in self.texts or node.label in PLACE_LABELS


def _texts(cells: Mapping[str, str]) -> set[str]:
    return {part.strip() for text in cells.values() for part in (text, *str(text).split(";"))} - {""}


def _as_told(
    nodes: Mapping[str, GraphNode], edges: Sequence[GraphEdge], told: _UsableStatements
) -> tuple[dict[str, GraphNode], list[GraphEdge]]:
    kept = {key: _told_node(node, told) for key, node in nodes.items() if told.keeps(node)}

    def says(edge: GraphEdge) -> bool:
        start = nodes[edge.start]
        if edge.start in told.wholly or (start.label in PLACE_LABELS and edge.type in _OF_PLACES):
            return True
        end = nodes[edge.end].properties
        names = {edge.end, *(str(end.get(name)) for name in ("name_en", "name_zh", "iso2") if end.get(name))}
        return bool(names & told.texts.get(edge.start, set()))

    return kept, [edge for edge in edges if edge.start in kept and edge.end in kept and says(edge)]


def _told_node(node: GraphNode, told: _UsableStatements) -> GraphNode:
    """Return a node with the values that usable statements give."""
    if node.id in told.wholly:
        return node
    texts = told.texts.get(node.id, set())
    if node.label in PLACE_LABELS:
        plain = ("id", "name_en", "name_zh", "name_local", "iso2", "iso3", "lat", "lon", "admin_level")
        return replace(
            node,
            properties={
                name: value for name, value in node.properties.items() if name in plain or _says(value, texts)
            },
        )
    said = {name: value for name, value in node.properties.items() if name == "id" or _says(value, texts)}
    for entry in NODE_TYPES[node.label].properties:
        if entry.kind is ValueType.DATE and entry.name in said:
            said |= {name: node.properties[name] for name in entry.stored_names if name in node.properties}
    return replace(node, properties=said)


def _says(value: Any, texts: set[str]) -> bool:
    if isinstance(value, list):
        return all(_says(entry, texts) for entry in value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value)) in texts or str(value) in texts
    return (str(value).lower() if isinstance(value, bool) else str(value)) in texts


# --- what was so on a day


def _ties_on_day(
    nodes: Mapping[str, GraphNode], gathering: Gathering, question: PartQuestion
) -> dict[str, GraphNode]:
    """Return the nodes without ties that had no step by the day, and ties with their state on it."""
    found = dict(nodes)
    for _, _, tie in gathering.joined:
        if tie.id not in found:
            continue
        progress = tie_progress(tie, question.clocks)
        if progress is None:
            del found[tie.id]
            continue
        state = {
            "kind": progress.kind,
            "status": progress.ending.status if progress.ending else progress.stage,
        }
        found[tie.id] = replace(found[tie.id], properties={**found[tie.id].properties, **state})
    return found


def _on_day(node: GraphNode, day: dt.date) -> GraphNode | None:
    """Return a node without what came after a day; None if it began after it."""
    values = dict(node.properties)
    begun = next((values[name] for name in _BEGINS if values.get(name)), None)
    if begun is not None and node.label != "Tie" and _first(begun) > day:
        return None
    for entry in NODE_TYPES[node.label].properties:
        is_date = entry.kind in (ValueType.DATE, ValueType.DAY)
        if is_date and values.get(entry.name) and _first(values[entry.name]) > day:
            for name in entry.stored_names:
                values.pop(name, None)
    if node.label != "Tie":
        for name in _OF_NOW:
            values.pop(name, None)
    return replace(node, properties=values)


def _first(value: Any) -> dt.date:
    """Return the first day that a value of a date can mean."""
    if isinstance(value, dt.date):
        return value
    return PartialDate.parse(f"{value:04}" if isinstance(value, int) else str(value)).first


# --- what may be made public


def _is_public(node: GraphNode) -> bool:
    values = node.properties
    on_its_way = {values.get("status"), values.get("step")} & _ON_ITS_WAY
    return node.label not in _INTERNAL_LABELS and not on_its_way


def _for_public(node: GraphNode) -> GraphNode:
    kept = {name: value for name, value in node.properties.items() if name not in _INTERNAL_PROPERTIES}
    return replace(node, properties=kept)


def _joined(
    nodes: Mapping[str, GraphNode], edges: Sequence[GraphEdge]
) -> tuple[dict[str, GraphNode], list[GraphEdge]]:
    """Return the nodes without those that lost what they belong to, and the relationships between them."""
    of_ties = {edge.start for edge in edges if edge.type == "STEP_OF" and edge.end in nodes}
    kept = {key: node for key, node in nodes.items() if node.label != "TieStep" or key in of_ties}
    between = [edge for edge in edges if edge.start in kept and edge.end in kept]
    return kept, between


def _without_unnamed(
    nodes: Mapping[str, GraphNode], edges: Sequence[GraphEdge], told: _UsableStatements
) -> dict[str, GraphNode]:
    """Return the nodes without places that neither a usable statement nor a fact that stays names."""
    named = {key for key, node in nodes.items() if node.label not in PLACE_LABELS or key in told.texts}
    beside = [edge for edge in edges if edge.start in nodes and edge.end in nodes]
    wanted: set[str] = set()
    while named - wanted:
        wanted |= named
        # What a fact names, and what a place lies in.
        named = {edge.end for edge in beside if edge.start in wanted}
    return {key: node for key, node in nodes.items() if key in wanted}
