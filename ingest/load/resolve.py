"""Resolving the statements of several sources to one fact, and finding their contradictions.

For each property a recorded decision comes first; then, for a date, the finest one with which the others
agree; then the better grade, the newer publication, and the source's id. The status of a tie is the furthest
step that any source reports, regardless of grade. Values that exclude each other are reported as
contradictions.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.model.partial_date import PartialDate, finest
from graph.model.schema import NODE_TYPES
from graph.model.schema_elements import NodeType, ValueType
from graph.model.vocabulary import STAGES, TIE_KINDS
from ingest.load.staged_record import NO_GRADE, OWN_HOME

#: Property of a decision that a visit or event is the same as another; one on places or bodies says what
#: registers mean by a name.
SAME_AS = "same_as"
_HAPPENINGS = ("Visit", "Event")
#: Properties of decisions that are none of the fact alone.
_OF_TWO_ROWS = (SAME_AS, "different_from")
#: Statuses of a tie that are not steps but an end or interruption.
_ENDINGS = ("dormant", "suspended", "expired", "terminated", "refuted")
#: Statuses that affirm a tie.
_AFFIRMING = ("signed", "opened", "resumed")


def source_order(grade: str, published: str, source: str) -> tuple[str, tuple[int, ...], str]:
    """Return a sort key that puts the preferred source first: by grade, newest publication, source id.

    Missing grades and dates sort last.
    """
    newest_first = (*(-ord(character) for character in published), 1)
    return (grade or NO_GRADE, newest_first, source)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementValues:
    """What one statement says about a node, and the rank of its source.

    :param grade: of its source, ``A`` to ``E``
    :param published: of its source, ISO text or empty
    """

    statement: str
    source: str
    grade: str
    published: str
    values: Mapping[str, Any]
    links: Sequence[tuple[str, str, str, Mapping[str, Any]]] = ()

    @property
    def rank(self) -> tuple[str, tuple[int, ...], str]:
        """Sort key that puts the preferred statement first (:func:`source_order`)."""
        return source_order(self.grade, self.published, self.source)


@dataclass(frozen=True, slots=True)
class ValueContradiction:
    """Two statements that give mutually exclusive values for one property."""

    first: str
    second: str
    property: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """A node resolved from all statements about it.

    :param links: (type, label, id, properties) of the relationships that start at it
    """

    values: dict[str, Any]
    links: list[tuple[str, str, str, dict[str, Any]]]
    contradictions: list[ValueContradiction] = field(default_factory=list)


def resolve(label: str, said: Sequence[StatementValues], decisions: Mapping[str, str]) -> Resolved:
    """Resolve one node.

    :param said: every statement about it, in any order
    :param decisions: property to decided value, of the node itself (for a step: of its tie)
    """
    ordered = sorted(said, key=lambda entry: (entry.rank, entry.statement)) if len(said) > 1 else said
    node_type = NODE_TYPES[label]
    if label == "Tie":
        values, contradictions = _resolve_tie(ordered, decisions)
    elif label == "TieStep":
        values, contradictions = _resolve_step(ordered, decisions)
    else:
        decided = {name: value for name, value in decisions.items() if name not in _OF_TWO_ROWS}
        values = _resolve_properties(node_type, ordered) | decided_values(node_type, decided)
        contradictions = list(_contradictions(node_type, ordered))
    links = _merge_links(ordered)
    if (same := decisions.get(SAME_AS)) and label in _HAPPENINGS:
        # What was decided takes the place of what the rows say.
        links = [link for link in links if link[0] != "SAME_AS"]
        links.append(("SAME_AS", label, same, {}))
    return Resolved(values, links, contradictions)


def decided_values(node_type: NodeType, decisions: Mapping[str, str]) -> dict[str, Any]:
    """Return the decided values, converted to the type of each property."""
    return {
        name: int(value) if node_type.property(name).kind is ValueType.INTEGER else value
        for name, value in decisions.items()
    }


def contradictions_between(
    label: str, first: StatementValues, second: StatementValues
) -> Iterator[ValueContradiction]:
    """Yield the contradictions between two rows about the same visit or event."""
    yield from _contradictions(NODE_TYPES[label], (first, second))


def choose(ordered: Sequence[StatementValues], name: str, kind: ValueType) -> Any:
    """Return the value of one property, or ``None`` if no statement gives one.

    :param ordered: statements, the preferred one first
    """
    given = [entry.values[name] for entry in ordered if name in entry.values]
    if kind is ValueType.DATE:
        return finest(given)
    return given[0] if given else None


def _resolve_properties(node_type: NodeType, ordered: Sequence[StatementValues]) -> dict[str, Any]:
    if len(ordered) == 1:
        given = ordered[0].values
        return {
            entry.name: given[entry.name]
            for entry in node_type.properties
            if given.get(entry.name) is not None
        }
    chosen = {entry.name: choose(ordered, entry.name, entry.kind) for entry in node_type.properties}
    return {name: value for name, value in chosen.items() if value is not None}


def _contradictions(
    node_type: NodeType, said: Iterable[StatementValues], skip: Sequence[str] = ()
) -> Iterator[ValueContradiction]:
    entries = list(said)
    if len(entries) < 2:
        return
    for entry in node_type.properties:
        if not entry.exclusive or entry.name in skip:
            continue
        givers = [(one.statement, one.values[entry.name]) for one in entries if entry.name in one.values]
        if len({value for _, value in givers}) < 2:
            continue
        for (first, one), (second, other) in itertools.combinations(sorted(givers), 2):
            if not _agree(entry.kind, one, other):
                yield ValueContradiction(first, second, entry.name)


def _agree(kind: ValueType, one: Any, other: Any) -> bool:
    return PartialDate(one).agrees(PartialDate(other)) if kind is ValueType.DATE else bool(one == other)


def _resolve_tie(
    ordered: Sequence[StatementValues], decisions: Mapping[str, str]
) -> tuple[dict[str, Any], list[ValueContradiction]]:
    node_type = NODE_TYPES["Tie"]
    values = _resolve_properties(node_type, ordered)
    furthest = max(
        ordered, key=lambda entry: (_stage(entry.values["status"]), -TIE_KINDS.index(entry.values["kind"]))
    )
    values["kind"], values["status"] = furthest.values["kind"], furthest.values["status"]
    affirmed = max(
        (_status_day(entry) for entry in ordered if entry.values["status"] in _AFFIRMING), default=""
    )
    endings = [
        entry for entry in ordered if entry.values["status"] in _ENDINGS and _status_day(entry) > affirmed
    ]
    if endings:
        values["status"] = max(endings, key=_status_day).values["status"]
    elif values["status"] == "resumed":
        values["status"] = "signed"
    values.pop("decided_by", None)
    values.pop("status_date", None)
    if decisions:
        values |= decisions
        values["decided_by"] = "decision"
    elif endings:
        values["decided_by"] = "latest_statement"
    elif len({(entry.values["kind"], entry.values["status"]) for entry in ordered}) > 1:
        values["decided_by"] = "furthest_step"
    signed = finest(
        [
            entry.values["signed"]
            for entry in ordered
            if entry.values["kind"] == values["kind"] and "signed" in entry.values
        ]
    )
    values.pop("signed", None)
    if signed and values["status"] != "refuted":
        values["signed"] = signed
    return values, list(_tie_contradictions(ordered))


def _status_day(entry: StatementValues) -> str:
    """Return since when a status holds: its own date, else the day of which the statement speaks."""
    return str(entry.values.get("status_date") or entry.values.get("said", ""))


def _stage(status: str) -> int:
    return STAGES.index("signed" if status == "opened" else status) if status in (*STAGES, "opened") else -1


def _tie_contradictions(ordered: Sequence[StatementValues]) -> Iterator[ValueContradiction]:
    """Yield the contradictions in the kind and status of a tie.

    Kinds exclude each other if two sources give different kinds for the same signature. A status contradicts
    another if both are said as of the same day, if it denies that the tie ever existed, or if the tie is
    stated as in force after the day of its end. A later state never contradicts an earlier one.
    """
    for one, other in itertools.combinations(sorted(ordered, key=lambda entry: entry.statement), 2):
        a, b = one.values, other.values
        same_day = (
            "signed" in a and "signed" in b and PartialDate(a["signed"]).agrees(PartialDate(b["signed"]))
        )
        if a["kind"] != b["kind"] and same_day:
            yield ValueContradiction(one.statement, other.statement, "kind")
        if a["status"] == b["status"]:
            continue
        denies = _denies(one, other) or _denies(other, one)
        said_together = (
            bool(a.get("said"))
            and a.get("said") == b.get("said")
            and a["kind"] == b["kind"]
            and {a["status"], b["status"]} <= set(STAGES)
        )
        if denies or said_together:
            yield ValueContradiction(one.statement, other.statement, "status")


def _denies(ending: StatementValues, other: StatementValues) -> bool:
    """Return whether an end excludes what another statement says of the tie."""
    if ending.values["status"] not in _ENDINGS or other.values["status"] not in ("signed", "opened"):
        return False
    if ending.values["status"] == "refuted":
        return True
    ended, said = _status_day(ending), str(other.values.get("said", ""))
    return bool(ended and said) and said >= ended


def _resolve_step(
    ordered: Sequence[StatementValues], decisions: Mapping[str, str]
) -> tuple[dict[str, Any], list[ValueContradiction]]:
    node_type = NODE_TYPES["TieStep"]
    values = _resolve_properties(node_type, ordered)
    said = [PartialDate(entry.values["said"]) for entry in ordered if "said" in entry.values]
    spoken = [str(entry.values.get("said", entry.published)) for entry in ordered]
    if any(spoken):
        values["known_by"] = min(PartialDate(date).last for date in spoken if date).isoformat()
    if said:
        values["affirmed_by"] = max(date.last for date in said).isoformat()
    overruled = decisions.get("status") == "refuted" or (
        "kind" in decisions and decisions["kind"] != values["kind"]
    )
    if overruled:
        values["status"] = "set_aside"
    if "date" in decisions:
        values["date"] = decisions["date"]
    return values, list(_contradictions(node_type, ordered))


def _merge_links(ordered: Sequence[StatementValues]) -> list[tuple[str, str, str, dict[str, Any]]]:
    """Return the relationships that any statement gives; properties come from the preferred statement.

    For the home of a collection, other collections add no relationship of a type that this one gives itself.
    """
    merged: dict[tuple[str, str, str], dict[str, Any]] = {}
    own = {link[0] for entry in ordered if entry.grade == OWN_HOME for link in entry.links}
    for entry in ordered:
        for relation, label, node_id, properties in entry.links:
            if entry.grade == OWN_HOME or relation not in own:
                merged.setdefault((relation, label, node_id), dict(properties))
    return [(*key, properties) for key, properties in sorted(merged.items())]
