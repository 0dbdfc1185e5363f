"""Everything in the report is in the graph with its exact place, or is left out with a reason."""

from __future__ import annotations

import runpy
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from graph.store import GraphStore
from tests.stores import ROOT

REPORT = "xmfao-report-2019"

#: Allowed omissions: kinds that are always internal housekeeping, and the one commitment about the office's
#: own staff.
HOUSEKEEPING_KINDS = {"campaign", "concept", "principle"}
HOUSEKEEPING = {"ent-276"}

#: Source, and places in it, of each statement on a node.
TOLD = """
MATCH (n)<-[:SAYS]-(said:Statement)-[:FROM_SOURCE]->(source:Source)
WHERE n.id IN $ids
RETURN n.id AS node, source.id AS source, said.locator AS locator
"""


@pytest.fixture(scope="module")
def page() -> dict[str, Any]:
    """The globals of the program that writes the page."""
    return runpy.run_path(str(ROOT / "docs" / "make_report_coverage.py"))


@pytest.fixture(scope="module")
def answers(page: dict[str, Any]) -> dict[str, tuple[list[str], dict[str, str], str]]:
    """The answer to each thing: its nodes, sources of those not in the report, reason for leaving it out."""
    return {
        entity: (
            [node for node in row["answered_by"].split(";") if node],
            dict(entry.split("=") for entry in row["told_by_others"].split(";") if entry),
            row["out"],
        )
        for entity, row in page["coverage"]().items()
    }


@pytest.fixture
def told(
    loaded_store: GraphStore, answers: dict[str, tuple[list[str], dict[str, str], str]]
) -> dict[str, dict[str, set[str]]]:
    """Map each node to its sources, and these to the places in them that mention the node."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    ids = sorted({node for nodes, _, _ in answers.values() for node in nodes})
    for node, source, locator in loaded_store.read(TOLD, {"ids": ids}).rows:
        found[node][source] |= {part.strip() for part in locator.split(";")}
    return found


def test_everything_in_the_report_has_an_answer_or_a_reason(
    page: dict[str, Any], answers: dict[str, tuple[list[str], dict[str, str], str]]
) -> None:
    rows = page["entities"]()
    assert len(rows) == 304
    assert list(answers) == [row["id"] for row in rows]
    for entity, (nodes, others, out) in answers.items():
        assert bool(nodes) != bool(out), entity
        assert out in ("", *page["REASONS"]), entity
        assert set(others) <= set(nodes), entity
    assert {reason for _, _, reason in answers.values()} == {"", *page["REASONS"]}


def test_only_internal_housekeeping_is_left_out(
    page: dict[str, Any], answers: dict[str, tuple[list[str], dict[str, str], str]]
) -> None:
    left_out = {row["id"]: row["kind"] for row in page["entities"]() if answers[row["id"]][2]}
    assert {entity for entity, kind in left_out.items() if kind not in HOUSEKEEPING_KINDS} == HOUSEKEEPING
    assert len(left_out) == 10


def test_every_answer_is_in_the_graph_with_its_source(
    answers: dict[str, tuple[list[str], dict[str, str], str]], told: dict[str, dict[str, set[str]]]
) -> None:
    for entity, (nodes, others, _) in answers.items():
        for node in nodes:
            assert node in told, f"{entity}: {node} is not in the graph"
            if REPORT in told[node]:
                assert node not in others, f"{entity}: the report itself tells of {node}"
            else:
                assert others.get(node) in told[node], (
                    f"{entity}: {node} is not told by the report; name the source that tells of it"
                )


def test_places_in_the_report_match(
    page: dict[str, Any],
    answers: dict[str, tuple[list[str], dict[str, str], str]],
    told: dict[str, dict[str, set[str]]],
) -> None:
    """A merely related answer would have another place. The report's own node stands for its heading."""
    for row in page["entities"]():
        nodes, _, out = answers[row["id"]]
        if not out and REPORT not in nodes:
            places = {place for node in nodes for place in told[node][REPORT]}
            assert row["locator"] in places, f"{row['id']}: {nodes} are told at {sorted(places)}"


def test_page_is_up_to_date(page: dict[str, Any]) -> None:
    path: Path = page["PAGE"]
    assert path.read_text(encoding="utf-8") == page["render"](), "run 'make docs'"
