"""The local store answers as openCypher and Neo4j's manual specify.

Tested with 100 and more statements of the kinds that another engine answered wrongly.
"""

from __future__ import annotations

from typing import Any

import pytest

from graph.store import GraphStore
from tests.queries.dialect import STATEMENTS


def typed(value: Any) -> Any:
    """Return a value with its type, so that 1, 1.0 and True differ."""
    if isinstance(value, list):
        return [typed(entry) for entry in value]
    if isinstance(value, dict):
        return {key: typed(entry) for key, entry in sorted(value.items())}
    return type(value).__name__, value


@pytest.mark.parametrize("kind", STATEMENTS)
def test_statements_of_this_kind(loaded_store: GraphStore, kind: str) -> None:
    wrong = []
    for text, rows in STATEMENTS[kind]:
        answer = loaded_store.read(text).rows
        if typed(answer) != typed(rows):
            wrong.append(f"{text}\n    gave {answer}\n    not  {rows}")
    assert not wrong, "\n" + "\n".join(wrong)


def test_there_are_enough_statements() -> None:
    assert sum(map(len, STATEMENTS.values())) >= 100
