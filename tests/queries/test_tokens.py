"""Cypher text split into tokens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.console.tokens import TokenKind, parameters, schema_names, tokens


def texts(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MATCH (n) // DELETE n\nRETURN n", ["MATCH", "(", "n", ")", "RETURN", "n"]),
        ("RETURN /* CREATE\n(n) */ 1", ["RETURN", "1"]),
        ("RETURN 'it\\'s // no comment'", ["RETURN", "'it\\'s // no comment'"]),
        ("RETURN \"a'b\" + 'c\"d'", ["RETURN", '"a\'b"', "+", "'c\"d'"]),
        ("MATCH (n:`DELETE ``x```)", ["MATCH", "(", "n", ":", "DELETE `x`", ")"]),
        ("RETURN [1..2], 1.5, 1.e", ["RETURN", "[", "1", "..", "2", "]", ",", "1.5", ",", "1", ".", "e"]),
        ("RETURN $home, $`a b`", ["RETURN", "home", ",", "a b"]),
        (
            "(a)-[:X]->(b)<-[:Y]-(c)",
            [
                "(",
                "a",
                ")",
                "-",
                "[",
                ":",
                "X",
                "]",
                "->",
                "(",
                "b",
                ")",
                "<-",
                "[",
                ":",
                "Y",
                "]",
                "-",
                "(",
                "c",
                ")",
            ],
        ),
        ("RETURN n.名称 AS 名", ["RETURN", "n", ".", "名称", "AS", "名"]),
        ("", []),
    ],
)
def test_tokens(text: str, found: list[str]) -> None:
    assert texts(text) == found


@pytest.mark.parametrize("text", ["RETURN 'a", 'RETURN "a', "RETURN `a", "RETURN 1 /* and", "RETURN 'a\\'"])
def test_unclosed_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="opened and not closed"):
        list(tokens(text))


@given(st.text(alphabet="aM1.'\"`$/*\\ \n:(){}[]-<>|", max_size=40))
def test_every_character_is_covered(text: str) -> None:
    """Every character is in a token, a blank or a comment, and no text makes the scanner fail."""
    try:
        found = list(tokens(text))
    except ValueError:
        return
    assert [token.start for token in found] == sorted({token.start for token in found})
    assert all(token.kind in TokenKind for token in found)


def test_parameters() -> None:
    assert parameters("MATCH (n {id: $id}) WHERE n.x = '$no' AND n.y = $`two words` // $neither") == {
        "id",
        "two words",
    }


@pytest.mark.parametrize(
    ("text", "labels", "types"),
    [
        (
            "MATCH (n:City|Region {id: 1})-[r:IN*0..3]->(:CountryOrArea)",
            {"City", "Region", "CountryOrArea"},
            {"IN"},
        ),
        (
            "MATCH (a)<-[:FROM_PLACE|TO_PLACE]-(v:Visit) WHERE NOT (v)-[:SAME_AS]->()",
            {"Visit"},
            {"FROM_PLACE", "TO_PLACE", "SAME_AS"},
        ),
        ("RETURN CASE WHEN n:Tie THEN 1 END, {id: 1, `x y`: n:Port} AS m", {"Tie", "Port"}, set()),
        ("MATCH (n:!City&Port) RETURN [x IN [1] | x], n[0..1]", {"City", "Port"}, set()),
        ("RETURN COUNT { (p)<-[:SAYS {role: 'a'}]-(:Statement) }", {"Statement"}, {"SAYS"}),
        ("RETURN ':Nothing' // (n:Neither)", set(), set()),
    ],
)
def test_schema_names(text: str, labels: set[str], types: set[str]) -> None:
    assert schema_names(text) == (labels, types)
