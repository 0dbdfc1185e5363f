"""What the page Review shows of a proposal, whatever its document tells."""

from __future__ import annotations

import pytest

from dashboard.components.record_pair import CellEntry, PairLine
from dashboard.core.texts import load_texts
from dashboard.views.review.pairs import pair
from dashboard.views.review.proposals import OpenProposal, ProposedRecord
from graph.naming.profile import load_naming
from queries.subgraph import GraphNode

LEAST = {"id": "a=b", "row": "a", "main": "b"}
VISIT = {"direction": "inbound", "start": "2025-05", "title": "mayor", "note_zh": "来访"}


def record(key: str, **more: object) -> ProposedRecord:
    return ProposedRecord(key, GraphNode(key, "Visit", VISIT | {"id": key} | more))


def lines(one: ProposedRecord, other: ProposedRecord, lang: str) -> dict[str, PairLine]:
    shown = pair(
        OpenProposal.of(LEAST),
        (one, other),
        {},
        load_texts(lang),
        load_naming("un"),
        "explore?nodes={}".format,
    )
    return {line.label: line for line in shown.lines}


def test_only_the_ids_are_certain_to_be_told() -> None:
    assert OpenProposal.of(LEAST) == OpenProposal("a=b", "a", "b")


@pytest.mark.parametrize(("lang", "name"), [("zh", "河内"), ("en", "Ha Noi")])
def test_record_outside_the_graph_has_the_name_of_the_proposal(lang: str, name: str) -> None:
    told = LEAST | {
        "names": [{"zh": "", "en": "Hanoi", "local": ""}, {"zh": "河内", "en": "Ha Noi", "local": "Hà Nội"}],
        "why": ["a_sign", "another"],
        "certainty": "a_word",
        "partners": ["nice"],
    }
    both = (ProposedRecord("a", None), ProposedRecord("b", None))
    naming = load_naming("un")
    shown = pair(OpenProposal.of(told), both, {"nice": "Nice"}, load_texts(lang), naming, str)
    assert shown.heads == (CellEntry("Hanoi", "a"), CellEntry(name, "b"))
    assert shown.title == "Nice"
    assert all(word in shown.note for word in ("a sign", "another", "a word"))
    assert not shown.lines


def test_only_what_both_say_differs() -> None:
    found = lines(record("a", level="mayor"), record("b", persons=5, start="2025-05-08"), "en")
    assert {label: line.differs for label, line in found.items()} == {
        "Start": True,
        "Level": False,
        "Title": False,
        "Persons": False,
        "Note": False,
    }
    assert found["Persons"].sides == ((), (CellEntry("5"),))


@pytest.mark.parametrize(("lang", "title", "note"), [("zh", "市长", "来访"), ("en", "mayor", "来访")])
def test_text_in_the_readers_language_comes_first(lang: str, title: str, note: str) -> None:
    found = [line.sides[0] for line in lines(record("a", title_zh="市长"), record("b"), lang).values()]
    assert [entry[0].text for entry in found] == ["2025-05", title, note]
