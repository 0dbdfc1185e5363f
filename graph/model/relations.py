"""Relationship types and the labels they join."""

from __future__ import annotations

from graph.model.fact_nodes import FACT_LABELS, PLACE_LABELS
from graph.model.schema_elements import (
    Property,
    RelationType,
    ValueType,
    date_property,
    integer_property,
    number_property,
    text_property,
)

_OF_HOME = (
    "Plan",
    "Commitment",
    "Outcome",
    "Indicator",
    "Mechanism",
    "Programme",
    "Function",
    "Site",
    "Quota",
    "Document",
    "Coverage",
)

_COMPONENTS = (
    ("F", "formal tie"),
    ("A", "activity"),
    ("R", "reciprocity"),
    ("B", "breadth"),
    ("I", "channels"),
    ("E", "projects"),
    ("L", "length"),
)

RELATION_TYPES: dict[str, RelationType] = {
    entry.name: entry
    for entry in (
        RelationType(name="IN", starts=("City", "Region"), ends=PLACE_LABELS, meaning="lies in"),
        RelationType(name="LOCATED_IN", starts=("Port", "Site"), ends=PLACE_LABELS, meaning="lies in"),
        RelationType(name="SERVES", starts=("Port",), ends=("City",), meaning="is the port of"),
        RelationType(name="SEATED_IN", starts=("Consulate",), ends=PLACE_LABELS, meaning="has its seat in"),
        RelationType(name="SENT_BY", starts=("Consulate",), ends=("CountryOrArea",), meaning="represents"),
        RelationType(
            name="COVERS",
            starts=("Consulate",),
            ends=("Region", "City"),
            meaning="has in its consular district",
        ),
        RelationType(name="BASED_IN", starts=("Organisation",), ends=PLACE_LABELS, meaning="has its seat in"),
        RelationType(name="SUCCEEDS", starts=("Organisation",), ends=("Organisation",), meaning="continues"),
        RelationType(
            name="BETWEEN",
            starts=("Tie",),
            ends=(*PLACE_LABELS, "Port", "Organisation"),
            meaning="joins; two of each tie",
            properties=(text_property("role", "a or b, in the order of the parties' ids"),),
        ),
        RelationType(name="STEP_OF", starts=("TieStep",), ends=("Tie",), meaning="is a step of"),
        RelationType(
            name="FROM_PLACE", starts=("Visit",), ends=PLACE_LABELS, meaning="comes from; none, one or many"
        ),
        RelationType(
            name="TO_PLACE",
            starts=("Visit",),
            ends=PLACE_LABELS,
            meaning="goes to",
            properties=(integer_property("order", "order of the leg, from 1"),),
        ),
        RelationType(name="MET_WITH", starts=("Visit",), ends=("Organisation", "Consulate"), meaning="met"),
        RelationType(name="ABOUT_TIE", starts=("Visit", "Event"), ends=("Tie",), meaning="concerns the tie"),
        RelationType(name="HELD_IN", starts=("Event",), ends=PLACE_LABELS, meaning="took place in"),
        RelationType(
            name="JOINED_BY",
            starts=("Event",),
            ends=(*PLACE_LABELS, "Organisation", "Consulate"),
            meaning="was joined by",
        ),
        RelationType(
            name="INVOLVES", starts=("Project",), ends=(*PLACE_LABELS, "Organisation"), meaning="involves"
        ),
        RelationType(name="OF_PLAN", starts=("Commitment",), ends=("Plan",), meaning="is a commitment of"),
        RelationType(name="OF_HOME", starts=_OF_HOME, ends=PLACE_LABELS, meaning="belongs to the home"),
        RelationType(
            name="CONCERNS",
            starts=("Commitment", "Outcome", "Conflict", "Decision"),
            ends=FACT_LABELS,
            meaning="is about",
        ),
        RelationType(name="ANSWERS", starts=("Outcome",), ends=("Commitment",), meaning="says what came of"),
        RelationType(
            name="HAS_MEMBER",
            starts=("Mechanism",),
            ends=("Organisation", "Consulate", *PLACE_LABELS),
            meaning="has as a member",
        ),
        RelationType(
            name="INCLUDES",
            starts=("Programme",),
            ends=("Programme", "Mechanism", "Project", "Event", "Visit"),
            meaning="has as a part",
        ),
        RelationType(
            name="HELD_BY", starts=("Function", "Quota"), ends=("Organisation",), meaning="is held by"
        ),
        RelationType(
            name="FORMERLY_HELD_BY",
            starts=("Function",),
            ends=("Organisation",),
            meaning="was held before by",
        ),
        RelationType(name="SEEN_BY", starts=("Site",), ends=("Visit",), meaning="was seen on"),
        RelationType(
            name="ISSUED_BY", starts=("Document",), ends=("Organisation",), meaning="was made or adopted by"
        ),
        RelationType(
            name="SAME_AS",
            starts=("Visit", "Event"),
            ends=("Visit", "Event"),
            meaning="is the same happening as",
        ),
        RelationType(
            name="SAYS",
            starts=("Statement",),
            ends=(*FACT_LABELS, "Source", "Decision", "Coverage"),
            meaning="speaks of",
        ),
        RelationType(name="FROM_SOURCE", starts=("Statement",), ends=("Source",), meaning="is made by"),
        RelationType(
            name="BROUGHT_BY", starts=("Statement",), ends=("LoadRun",), meaning="came with the load"
        ),
        RelationType(
            name="CONTRADICTS",
            starts=("Statement",),
            ends=("Statement",),
            meaning="cannot be true together with",
            properties=(
                text_property("property", "property in which"),
                text_property("fact", "id of the fact"),
            ),
        ),
        RelationType(name="RAISED_BY", starts=("Issue",), ends=("LoadRun",), meaning="was found by the load"),
        RelationType(
            name="TWINNED",
            starts=PLACE_LABELS,
            ends=PLACE_LABELS,
            meaning="has a formal tie with; the two as in the tie, whichever proposed it",
            properties=(
                text_property("kind", "kind", "tie_kind"),
                text_property("status", "status", "tie_status"),
                date_property("since", "signed"),
                text_property("tie_id", "id of the tie"),
                text_property(
                    "load_id",
                    "load after which it was made; another than the last one means that it is stale",
                ),
            ),
            derived=True,
        ),
        RelationType(
            name="LINKED",
            starts=PLACE_LABELS,
            ends=(*PLACE_LABELS, "Port", "Organisation"),
            meaning="as a home, is linked with a strength of",
            properties=(
                number_property("strength", "0 to 100"),
                Property(name="as_of", kind=ValueType.DAY, meaning="day it is computed for"),
                text_property(
                    "config_hash",
                    "digest of the numbers it is computed with; another than that in force means that it is "
                    "stale",
                ),
                text_property(
                    "load_id",
                    "load after which it was made; another than the last one means that it is stale",
                ),
                *(number_property(letter, f"component: {name}, 0 to 1") for letter, name in _COMPONENTS),
                number_property("evidence", "how well it is founded, 0 to 1"),
                Property(
                    name="activity_known",
                    kind=ValueType.TRUTH,
                    meaning="whether anything is known of contact beside what was signed",
                ),
            ),
            derived=True,
        ),
    )
}


def owned_relations(label: str) -> tuple[RelationType, ...]:
    """Return the relationship types that start at ``label`` and are loaded from facts, not derived."""
    return tuple(entry for entry in RELATION_TYPES.values() if label in entry.starts and not entry.derived)


#: Relationship types that are computed from facts and can be rebuilt at any time.
DERIVED: frozenset[str] = frozenset(name for name, entry in RELATION_TYPES.items() if entry.derived)
