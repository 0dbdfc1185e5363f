"""Generate the data dictionary from :mod:`graph.model.schema`."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model.relations import RELATION_TYPES
from graph.model.schema import CONTENT_HASH, MODEL_VERSION, NODE_TYPES, REBUILT
from graph.model.schema_elements import LabelGroup, Property, ValueType
from graph.model.vocabulary import VOCABULARIES

_GROUPS = {
    LabelGroup.FACT: (
        "Facts",
        "Each such node has at least one statement that says it, with its source and the place in it.",
    ),
    LabelGroup.PROVENANCE: (
        "Where facts come from",
        "Sources, what they say row by row, what was decided between them, and which records are complete.",
    ),
    LabelGroup.BOOKKEEPING: (
        "Book-keeping of the store",
        "Not part of what is known; left out of comparisons.",
    ),
}


def render() -> str:
    """Return the dictionary as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    yield (
        f"Version {MODEL_VERSION} of the model. Written from `graph/model/` by `make docs`; do "
        f"not change it by hand."
    )
    yield ""
    yield (
        "Every node has one label and an `id` that is unique across all labels. A *date* keeps the "
        "precision its source gave (`2019`, `2019-05`,"
    )
    yield (
        "`2019-05-28`): the graph holds the text under its name and, beside it, `NAME_from` and `NAME_to`,"
        " the first and last day it can mean, as"
    )
    yield (
        f"Cypher dates. Facts and what they come from also carry `{CONTENT_HASH}`, a digest by which a "
        f"load sees what changed."
    )
    for group, (title, text) in _GROUPS.items():
        yield from ("", f"## {title}", "", text)
        for entry in NODE_TYPES.values():
            if entry.group is group:
                derived = " *(derived)*" if entry.label in REBUILT else ""
                yield from ("", f"### {entry.label}{derived}", "", _sentence(entry.meaning), "")
                yield from _properties(entry.properties)
                yield from _relations(entry.label)
    yield from (
        "",
        "## Relationship types",
        "",
        (
            "A relationship is loaded with the node it starts at; *derived* ones are computed from facts and "
            "rebuilt, never loaded."
        ),
        "",
    )
    yield "| type | from | to | means | properties |"
    yield "|---|---|---|---|---|"
    for relation in RELATION_TYPES.values():
        properties = ", ".join(f"`{entry.name}` {entry.meaning}" for entry in relation.properties)
        derived = " *(derived)*" if relation.derived else ""
        yield (
            f"| `{relation.name}`{derived} | {', '.join(relation.starts)} | {_ends(relation.ends)} | "
            f"{relation.meaning} | {properties} |"
        )
    yield from (
        "",
        "## Vocabularies",
        "",
        "A word outside a closed list refuses the row; in an *open* one it is accepted with a remark.",
        "",
    )
    yield "| name | words |"
    yield "|---|---|"
    for vocabulary in VOCABULARIES.values():
        yield (
            f"| `{vocabulary.name}`{' *(open)*' if vocabulary.open else ''} | "
            f"{', '.join(f'`{word}`' for word in vocabulary.words)} |"
        )


def _properties(properties: tuple[Property, ...]) -> Iterator[str]:
    yield "| property | type | means |"
    yield "|---|---|---|"
    yield "| `id` | text | identity |"
    for entry in properties:
        kind = (
            f"word of `{entry.vocabulary}`"
            if entry.vocabulary
            else "JSON text"
            if entry.kind is ValueType.JSON
            else entry.kind.value
        )
        yield (
            f"| `{entry.name}` | {kind} | "
            f"{entry.meaning}{'; different values contradict each other' if entry.exclusive else ''} |"
        )


def _relations(label: str) -> Iterator[str]:
    own = [relation for relation in RELATION_TYPES.values() if label in relation.starts]
    if own:
        yield ""
        yield "Starts: " + "; ".join(f"`{relation.name}` → {_ends(relation.ends)}" for relation in own) + "."


def _ends(labels: tuple[str, ...]) -> str:
    facts = [entry.label for entry in NODE_TYPES.values() if entry.group is LabelGroup.FACT]
    if set(facts) <= set(labels):
        return ", ".join(["any fact", *(label for label in labels if label not in facts)])
    return ", ".join(labels)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."
