"""Networks as files of other programs, read back; hostile names do no harm in any of them."""

from __future__ import annotations

import csv
import io
import json

import networkx as nx
import pandas as pd
import pytest

from reports.writers import network_files as writers
from reports.writers.network_files import FileEdge, FileNetwork, FileNode

HOSTILE = '=1+1,"quoted" <b>&\'`\n}) DETACH DELETE n //\\u0027 \x00\x01\x1b[31m \ufffe \u202e名'
#: The same without what XML cannot hold and without marks of direction.
CLEANED = '=1+1,"quoted" <b>&\'`\n}) DETACH DELETE n //\\u0027 [31m  名'
NETWORK = FileNetwork(
    nodes=[
        FileNode(id="home", name="Home", kind="City", place=(0.0, 0.0), size=20.0, lat=24.5, lon=118.0),
        FileNode(
            id="hostile",
            name=HOSTILE,
            kind="City",
            span=("1983-03-31", "2020"),
            place=(10.0, -5.5),
            lat=51.5,
            lon=-3,
            values={"persons": 7, "kind": "of its own", "tags": ["a", "b"], "empty": None, "truth": True},
        ),
        FileNode(id="nowhere", name="nowhere", kind="Organisation", values={"persons": 1.5}),
    ],
    edges=[
        FileEdge(start="home", end="hostile", kind="TWINNED", weight=61.5, span=("1983", "")),
        FileEdge(start="home", end="hostile", kind="LINKED", values={"note": HOSTILE, "type": "x"}),
        FileEdge(start="home", end="nowhere", kind="BASED_IN", weight=2),
        FileEdge(start="home", end="not there", kind="LINKED"),
    ],
    about={"home": HOSTILE},
)


@pytest.mark.parametrize("form", ["graphml", "gexf", "json"])
def test_networkx_reads_back_what_was_written(form: str) -> None:
    if form == "graphml":
        graph = nx.read_graphml(io.BytesIO(writers.graphml(NETWORK)), force_multigraph=True)
    elif form == "gexf":
        graph = nx.read_gexf(io.BytesIO(writers.gexf(NETWORK)))
    else:
        graph = nx.node_link_graph(json.loads(writers.node_link(NETWORK)), edges="edges")
    assert set(graph) == {"home", "hostile", "nowhere"}
    values = graph.nodes["hostile"]
    assert values["label"].replace("\r", "") == CLEANED
    assert (values["type"], values["kind"], values["tags"]) == ("City", "of its own", "a; b")
    assert values["persons"] == 7.0 and graph.nodes["nowhere"]["persons"] == 1.5
    assert (values["lat"], values["lon"]) == (51.5, -3.0) and "empty" not in values
    edges = [(end, entry["label"], float(entry["weight"])) for _, end, entry in graph.edges(data=True)]
    assert sorted(edges) == [
        ("hostile", "LINKED", 1.0),
        ("hostile", "TWINNED", 61.5),
        ("nowhere", "BASED_IN", 2.0),
    ]


def test_gexf_has_positions_and_days() -> None:
    text = writers.gexf(NETWORK).decode()
    assert 'mode="dynamic"' in text and 'timeformat="date"' in text
    assert 'start="1983-03-31"' in text and 'end="2020-12-31"' in text, "the last day that 2020 can mean"
    assert 'start="1983-01-01"' in text, "the first day that 1983 can mean"
    assert '<viz:position x="10.0" y="-5.5" z="0.0"' in text


def test_graphml_has_positions_and_names_for_gephi() -> None:
    graph = nx.parse_graphml(writers.graphml(NETWORK).decode())
    assert (graph.nodes["hostile"]["x"], graph.nodes["hostile"]["y"]) == (10.0, -5.5)
    assert graph.nodes["hostile"]["first"] == "1983-03-31"


def test_geojson_has_points_and_lines() -> None:
    document = json.loads(writers.geojson(NETWORK))
    assert document["type"] == "FeatureCollection"
    shapes = [(entry["geometry"]["type"], entry["geometry"]["coordinates"]) for entry in document["features"]]
    line = ("LineString", [[118.0, 24.5], [-3.0, 51.5]])
    assert shapes == [("Point", [118.0, 24.5]), ("Point", [-3.0, 51.5]), line, line]
    assert document["features"][1]["properties"]["label"] == CLEANED


def test_parquet_has_nodes_and_relationships() -> None:
    frame = pd.read_parquet(io.BytesIO(writers.parquet(writers.element_rows(NETWORK))))
    assert list(frame["element"]) == ["node"] * 3 + ["edge"] * 4
    assert list(frame["id"].dropna()) == ["home", "hostile", "nowhere"]
    assert frame.loc[1, "label"] == CLEANED and frame.loc[3, "weight"] == 61.5


def test_no_formula_in_csv() -> None:
    tables = writers.csv_tables(NETWORK)
    assert set(tables) == {"nodes.csv", "edges.csv"}
    rows = list(csv.DictReader(io.StringIO(tables["nodes.csv"].decode("utf-8-sig"))))
    assert rows[1]["label"] == f"'{CLEANED}" and rows[1]["truth"] == "true"
    assert len(list(csv.DictReader(io.StringIO(tables["edges.csv"].decode("utf-8-sig"))))) == 4
