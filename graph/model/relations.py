"""Relationship types and the labels they join."""

from __future__ import annotations

from graph.model.fact_nodes import FACT_LABELS, NAME_BEARERS, PLACE_LABELS
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
    "Setting",
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
        RelationType("IN", ("City", "Region"), PLACE_LABELS, meaning="lies in"),
        RelationType("LOCATED_IN", ("Port", "Site"), PLACE_LABELS, meaning="lies in"),
        RelationType("SERVES", ("Port",), ("City",), meaning="is the port of"),
        RelationType("SEATED_IN", ("Consulate",), PLACE_LABELS, meaning="has its seat in"),
        RelationType("SENT_BY", ("Consulate",), ("CountryOrArea",), meaning="represents"),
        RelationType("COVERS", ("Consulate",), ("Region", "City"), meaning="has in its consular district"),
        RelationType("BASED_IN", ("Organisation",), PLACE_LABELS, meaning="has its seat in"),
        RelationType("SUCCEEDS", ("Organisation",), ("Organisation",), meaning="continues"),
        RelationType("NAME_OF", ("Name",), NAME_BEARERS, meaning="is a name of"),
        RelationType(
            "BETWEEN",
            ("Tie",),
            (*PLACE_LABELS, "Port", "Organisation"),
            meaning="joins; two of each tie",
            properties=(text_property("role", "a or b, in the order of the parties' ids"),),
        ),
        RelationType("STEP_OF", ("TieStep",), ("Tie",), meaning="is a step of"),
        RelationType("FROM_PLACE", ("Visit",), PLACE_LABELS, meaning="comes from; none, one or many"),
        RelationType(
            "TO_PLACE",
            ("Visit",),
            PLACE_LABELS,
            meaning="goes to",
            properties=(integer_property("order", "order of the leg, from 1"),),
        ),
        RelationType("MET_WITH", ("Visit",), ("Organisation", "Consulate"), meaning="met"),
        RelationType("ABOUT_TIE", ("Visit", "Event"), ("Tie",), meaning="concerns the tie"),
        RelationType("HELD_IN", ("Event",), PLACE_LABELS, meaning="took place in"),
        RelationType(
            "JOINED_BY", ("Event",), (*PLACE_LABELS, "Organisation", "Consulate"), meaning="was joined by"
        ),
        RelationType("INVOLVES", ("Project",), (*PLACE_LABELS, "Organisation"), meaning="involves"),
        RelationType("OF_PLAN", ("Commitment",), ("Plan",), meaning="is a commitment of"),
        RelationType("OF_HOME", _OF_HOME, PLACE_LABELS, meaning="belongs to the home"),
        RelationType(
            "CONCERNS", ("Commitment", "Outcome", "Conflict", "Decision"), FACT_LABELS, meaning="is about"
        ),
        RelationType("ANSWERS", ("Outcome",), ("Commitment",), meaning="says what came of"),
        RelationType(
            "HAS_MEMBER",
            ("Mechanism",),
            ("Organisation", "Consulate", *PLACE_LABELS),
            meaning="has as a member",
        ),
        RelationType(
            "INCLUDES",
            ("Programme",),
            ("Programme", "Mechanism", "Project", "Event", "Visit", "Organisation"),
            meaning="has as a part",
        ),
        RelationType("MEETING_OF", ("Event",), ("Mechanism",), meaning="is a meeting of"),
        RelationType("DURING", ("Visit",), ("Event",), meaning="took place during"),
        RelationType("REPORTS", ("Indicator",), ("Organisation",), meaning="is a figure of the channel"),
        RelationType("HELD_BY", ("Function", "Quota"), ("Organisation",), meaning="is held by"),
        RelationType("FORMERLY_HELD_BY", ("Function",), ("Organisation",), meaning="was held before by"),
        RelationType("SEEN_BY", ("Site",), ("Visit",), meaning="was seen on"),
        RelationType("ISSUED_BY", ("Document",), ("Organisation",), meaning="was made or adopted by"),
        RelationType("SAME_AS", ("Visit", "Event"), ("Visit", "Event"), meaning="is the same happening as"),
        RelationType(
            "SAYS",
            ("Statement",),
            (*FACT_LABELS, "Source", "Decision", "Coverage", "Setting"),
            meaning="speaks of",
        ),
        RelationType("FROM_SOURCE", ("Statement",), ("Source",), meaning="is made by"),
        RelationType("BROUGHT_BY", ("Statement",), ("LoadRun",), meaning="came with the load"),
        RelationType(
            "CONTRADICTS",
            ("Statement",),
            ("Statement",),
            meaning="cannot be true together with",
            properties=(
                text_property("property", "property in which"),
                text_property("fact", "id of the fact"),
            ),
        ),
        RelationType("RAISED_BY", ("Issue",), ("LoadRun",), meaning="was found by the load"),
        RelationType(
            "TWINNED",
            PLACE_LABELS,
            PLACE_LABELS,
            meaning="has a formal tie in force with; from the home to its partner, else as in the tie",
            properties=(
                text_property("kind", "strongest kind signed", "tie_kind"),
                text_property("status", "signed, or dormant", "tie_status"),
                date_property("since", "signed"),
                text_property("tie_id", "id of the tie"),
                text_property(
                    "through",
                    "id of the part of the home that has the tie; empty where the start has it itself",
                ),
                text_property("home", "id of the home whose tie it is; empty for a tie of others"),
                Property("as_of", ValueType.DAY, "day on which it is in force"),
                text_property(
                    "load_id",
                    "load after which it was made; another than the last one means that it is stale",
                ),
            ),
            derived=True,
        ),
        RelationType(
            "LINKED",
            PLACE_LABELS,
            (*PLACE_LABELS, "Port", "Organisation"),
            meaning="as a home, is linked with a strength of",
            properties=(
                number_property("strength", "0 to 100"),
                Property("as_of", ValueType.DAY, "day it is computed for"),
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
                    "activity_known",
                    ValueType.TRUTH,
                    "whether anything is known of contact beside what was signed",
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
