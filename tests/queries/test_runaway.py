"""The list of runaway statements: which are refused by their text, and that all differ."""

from __future__ import annotations

import pytest

from graph.errors import QueryRefused
from queries.console.statement_check import check
from tests.queries.runaway import RUNAWAY

#: Statements refused by their text alone; the others are ended by limits of time and memory, or with the
#: server.
REFUSED = {
    "plan-nesting",
    "plan-or",
    "plan-xor",
    "plan-exists",
    "plan-sum",
    "plan-joins",
    "load-http",
    "load-ftp",
    "load-file",
}


def test_there_are_forty_different_statements() -> None:
    assert len(RUNAWAY) >= 40
    assert len({entry.name for entry in RUNAWAY}) == len({entry.text for entry in RUNAWAY}) == len(RUNAWAY)


@pytest.mark.parametrize("name", [entry.name for entry in RUNAWAY])
def test_known_forms_are_refused_by_their_text(name: str) -> None:
    text = next(entry.text for entry in RUNAWAY if entry.name == name)
    if name in REFUSED:
        with pytest.raises(QueryRefused) as caught:
            check(text)
        assert "\n" not in caught.value.line("zh")
    else:
        assert check(text) == set()
