"""Internal statements: placeholders are filled with names of the model only."""

import pytest

from graph.errors import UnknownName
from graph.model.relations import RELATION_TYPES
from graph.model.schema import NODE_TYPES
from queries import statements
from queries.catalogue.collection import FOLDER
from queries.statements import statement

INTERNAL = sorted(
    str(file.relative_to(FOLDER).with_suffix(""))
    for folder in ("store", "load")
    for file in (FOLDER / folder).glob("*.cypher")
)


def test_placeholders_are_filled() -> None:
    text = statement("store/create_relations", from_label="Visit", type="TO_PLACE", to_label="City")
    assert "(a:Visit {id: row.start})" in text
    assert "CREATE (a)-[r:TO_PLACE]->(b)" in text
    assert "(n:City|Region " in statement("store/find_elements", label="City|Region")


def test_header_is_left_out() -> None:
    assert statement("store/has_nodes").startswith("MATCH")


@pytest.mark.parametrize("label", ["Citty", "", "City`) DETACH DELETE n //", "City|", "IN", "city"])
def test_label_outside_the_model_is_refused(label: str) -> None:
    with pytest.raises(UnknownName, match="the model has no label"):
        statement("store/find_elements", label=label)


def test_type_outside_the_model_is_refused() -> None:
    with pytest.raises(UnknownName, match=r"relationship type 'TO_PLACES' .*near: TO_PLACE"):
        statement("store/create_relations", from_label="Visit", type="TO_PLACES", to_label="City")


@pytest.mark.parametrize("name", ["store/nothing", "../pyproject", "/etc/passwd", "store", ""])
def test_unknown_statement_name_is_refused(name: str) -> None:
    with pytest.raises(UnknownName):
        statement(name)


def test_placeholders_and_names_must_match() -> None:
    with pytest.raises(ValueError, match="label"):
        statement("store/find_elements")
    with pytest.raises(ValueError, match="type"):
        statement("store/has_nodes", type="IN")


@pytest.mark.parametrize("name", INTERNAL)
def test_every_statement_has_a_purpose_and_can_be_filled(name: str) -> None:
    text = (FOLDER / f"{name}.cypher").read_text(encoding="utf-8")
    assert text.startswith("// ")
    places = set(statements.PLACE.findall(text))
    assert statement(
        name,
        **{place: next(iter(RELATION_TYPES if place.endswith("type") else NODE_TYPES)) for place in places},
    )
