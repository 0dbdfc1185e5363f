"""Consistency of the model, and its data dictionary."""

from __future__ import annotations

import re
from pathlib import Path

from graph.model.data_dictionary import render
from graph.model.fact_nodes import FACT_LABELS, PLACE_LABELS
from graph.model.relations import RELATION_TYPES, owned_relations
from graph.model.schema import NODE_TYPES
from graph.model.schema_elements import LabelGroup, ValueType
from graph.model.vocabulary import TIE_FAMILIES, TIE_KINDS, VOCABULARIES
from graph.store import GraphStore
from tests.stores import ROOT


def test_data_dictionary_is_up_to_date() -> None:
    assert (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == render(), "run 'make docs'"


def test_names_are_well_formed_and_labels_differ_from_relationship_types() -> None:
    assert not set(NODE_TYPES) & set(RELATION_TYPES)
    assert all(re.fullmatch(r"[A-Z][A-Za-z]+", label) for label in NODE_TYPES)
    assert all(re.fullmatch(r"[A-Z]+(_[A-Z]+)*", name) for name in RELATION_TYPES)
    for entry in (*NODE_TYPES.values(), *RELATION_TYPES.values()):
        names = [name for prop in entry.properties for name in prop.stored_names]
        assert len(names) == len(set(names)), entry
        assert "id" not in names
        assert all(prop.meaning and re.fullmatch(r"[a-zA-Z_]\w*", prop.name) for prop in entry.properties)


def test_relationships_join_known_labels_and_vocabularies_exist() -> None:
    for relation in RELATION_TYPES.values():
        assert set(relation.starts) | set(relation.ends) <= set(NODE_TYPES)
    for entry in (*NODE_TYPES.values(), *RELATION_TYPES.values()):
        for prop in entry.properties:
            assert not prop.vocabulary or (prop.vocabulary in VOCABULARIES and prop.kind is ValueType.TEXT)
    assert set(TIE_FAMILIES) <= set(TIE_KINDS)
    assert set(PLACE_LABELS) < set(FACT_LABELS)
    assert {label for label in NODE_TYPES if owned_relations(label)} >= {
        "City",
        "Tie",
        "TieStep",
        "Visit",
        "Statement",
    }


def test_store_holds_exactly_what_the_model_declares(loaded_store: GraphStore) -> None:
    for label, entry in NODE_TYPES.items():
        declared = {name for prop in entry.properties for name in prop.stored_names} | {"id", "content_hash"}
        held = {
            name
            for (keys,) in loaded_store.read(f"MATCH (n:{label}) RETURN keys(n) AS k").rows
            for name in keys
        }
        assert held <= declared, label
    labels = {tuple(row[0]) for row in loaded_store.read("MATCH (n) RETURN DISTINCT labels(n) AS l").rows}
    assert all(len(names) == 1 and names[0] in NODE_TYPES for names in labels)
    joined = loaded_store.read(
        "MATCH (a)-[r]->(b) RETURN DISTINCT labels(a)[0] AS a, type(r) AS t, labels(b)[0] AS b"
    ).rows
    for start, name, end in joined:
        assert start in RELATION_TYPES[name].starts and end in RELATION_TYPES[name].ends, (start, name, end)


def test_every_value_in_the_store_is_in_its_vocabulary(loaded_store: GraphStore) -> None:
    for label, entry in NODE_TYPES.items():
        for prop in entry.properties:
            if prop.vocabulary:
                words = {
                    row[0]
                    for row in loaded_store.read(
                        f"MATCH (n:{label}) WHERE n.{prop.name} IS NOT NULL RETURN DISTINCT n.{prop.name} "
                        f"AS w"
                    ).rows
                }
                assert words <= set(VOCABULARIES[prop.vocabulary].words), (label, prop.name)


def test_sample_uses_every_fact_label(loaded_store: GraphStore) -> None:
    used = {row[0] for row in loaded_store.read("MATCH (n) RETURN DISTINCT labels(n)[0] AS l").rows}
    empty = {label for label, entry in NODE_TYPES.items() if entry.group is not LabelGroup.BOOKKEEPING} - used
    assert empty == {"Setting"}, "entered by an office, tests/friendcircle/test_settings_entered.py"
    assert Path(ROOT / "docs" / "data-dictionary.md").is_file()
