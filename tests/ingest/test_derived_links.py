"""``TWINNED`` and ``LINKED`` say what the pages say for the same day."""

from __future__ import annotations

import pytest

from graph.facts.as_of import AsOf
from graph.figures import FIGURES, FigureInput
from graph.naming.profile import load_naming
from graph.store import GraphStore
from graph.world_on_date import WorldOnDate
from queries.facts import world
from queries.links.link_scores import config_of
from tests.stores import SAMPLE_NOW

DAY = SAMPLE_NOW.date()


@pytest.fixture(scope="module")
def on_date(loaded_store: GraphStore) -> WorldOnDate:
    found, _ = world(loaded_store, "xiamen", load_naming("cn"), "CN")
    return WorldOnDate(found, config_of(loaded_store, "xiamen"), AsOf(DAY))


@pytest.mark.parametrize(
    ("figure", "kind"), [("sister_cities", "sister_city"), ("exchange_cities", "friendly_exchange_city")]
)
def test_ties_of_the_home(loaded_store: GraphStore, on_date: WorldOnDate, figure: str, kind: str) -> None:
    counted = FIGURES[figure].count(FigureInput(on_date=on_date, naming=load_naming("cn")))
    text = "MATCH (:City {id: 'xiamen'})-[t:TWINNED {kind: $kind}]->() RETURN t.tie_id, t.as_of"
    rows = loaded_store.read(text, {"kind": kind}).rows
    assert sorted(tie for tie, _ in rows) == sorted(counted.facts)
    assert {day for _, day in rows} == {DAY}
    assert counted.number > 1


def test_tie_of_a_district_is_a_tie_of_the_home_through_it(loaded_store: GraphStore) -> None:
    text = (
        "MATCH (part)-[t:TWINNED]->(partner) WHERE t.home = 'xiamen' AND part.id <> 'xiamen' "
        "MATCH (:City {id: 'xiamen'})-[own:TWINNED {tie_id: t.tie_id, through: part.id}]->(partner) "
        "RETURN part.id, partner.id"
    )
    through = loaded_store.read(text).rows
    parts = loaded_store.read(
        "MATCH (part)-[t:TWINNED {home: 'xiamen'}]->() WHERE part.id <> 'xiamen' RETURN count(*)"
    ).rows
    assert len(through) == parts[0][0] > 0


def test_strengths(loaded_store: GraphStore, on_date: WorldOnDate) -> None:
    text = "MATCH (:City {id: 'xiamen'})-[l:LINKED {as_of: $day}]->(p) RETURN p.id, l.strength, l.evidence"
    rows = loaded_store.read(text, {"day": DAY}).rows
    wanted = {
        view.id: (view.strength, view.evidence)
        for view in on_date.partners.values()
        if on_date.scores.present[view.place]
    }
    assert {partner for partner, *_ in rows} == set(wanted)
    for partner, *given in rows:
        assert given == pytest.approx(wanted[partner], abs=1e-8)
