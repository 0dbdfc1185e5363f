"""``export`` as networks: by the ending of the path, for both audiences and both clocks, and as a script."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

from graph.store import GraphStore
from ingest.entries import EntryHome, enter
from ingest.maintenance.dump import dump
from queries.exported.cypher_script import cypher_script, literal
from tests.friendcircle.command_line import CommandLine
from tests.ingest.office import NOW, OfficeFolder, load_office
from tests.stores import SAMPLE_FOLDER, StoreAddress, wipe

HOSTILE = '=1+1,"quoted"\'}) DETACH DELETE n; MATCH (n) DETACH DELETE n; //\n\\u0027 \\\\u0027 \\ `x` {a} 名'


@pytest.fixture
def cli(loaded_address: StoreAddress, tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path).at(loaded_address).within()


def graph_of(cli: CommandLine, *options: str) -> nx.MultiDiGraph:
    name = f"{len(list(cli.folder.iterdir()))}.json"
    run = cli("export", "--out", name, *options, "--format", "json")
    assert run.status == 0, run.err
    graph = nx.node_link_graph(json.loads((cli.folder / name).read_text(encoding="utf-8")), edges="edges")
    assert (run.json["nodes"], run.json["edges"]) == (len(graph), graph.number_of_edges())
    return graph


def test_whole_graph_in_every_form(cli: CommandLine, loaded_store: GraphStore) -> None:
    facts = loaded_store.read("MATCH (t:Tie) RETURN count(t)").rows[0][0]
    cities = {row[0] for row in loaded_store.read("MATCH (c:City) RETURN c.id").rows}
    for form in ("graphml", "gexf", "json", "geojson", "parquet"):
        run = cli("export", "--out", f"all.{form}")
        assert run.status == 0, run.err
    read = nx.read_graphml(cli.folder / "all.graphml", force_multigraph=True)
    dynamic = nx.read_gexf(cli.folder / "all.gexf")
    linked = nx.node_link_graph(json.loads((cli.folder / "all.json").read_text()), edges="edges")
    assert set(read) == set(dynamic) == set(linked)
    assert read.number_of_edges() == dynamic.number_of_edges() == linked.number_of_edges()
    for graph in (read, dynamic, linked):
        types = [values["type"] for _, values in graph.nodes(data=True)]
        assert types.count("Tie") == facts
        assert {key for key, values in graph.nodes(data=True) if values["type"] == "City"} == cities
        assert graph.nodes["cardiff"]["label"] == "Cardiff"
    weights = {end: values["weight"] for _, end, values in read.out_edges("xiamen", data=True)
               if values["relation"] == "LINKED"}  # fmt: skip
    assert max(weights.values()) > 10
    frame = pd.read_parquet(cli.folder / "all.parquet")
    assert len(frame) == len(read) + read.number_of_edges()
    shown = json.loads((cli.folder / "all.geojson").read_text(encoding="utf-8"))
    assert {entry["geometry"]["type"] for entry in shown["features"]} == {"Point", "LineString"}


def test_circle_is_that_of_the_day(cli: CommandLine) -> None:
    graph = graph_of(cli, "--what", "circle", "--as-of", "2020-01-22")
    home, partner = graph.nodes["xiamen"], graph.nodes["cardiff"]
    assert (home["x"], home["y"], home["type"]) == (0.0, 0.0, "home")
    assert (partner["ring"], partner["line"], partner["since"]) == ("sister", "signed", "1983-03-31")
    assert "x" in partner and partner["strength"] > 0
    [edge] = graph.get_edge_data("xiamen", "cardiff").values()
    assert edge["weight"] == partner["strength"] and edge["first"] == "1983-03-31"
    strengths = {row["partner"]: row["strength"] for row in
                 cli("strength", "--as-of", "2020-01-22", "--format", "json").json}  # fmt: skip
    assert partner["strength"] == pytest.approx(strengths["cardiff"], abs=0.05)
    earlier = graph_of(cli, "--what", "circle", "--as-of", "1984-01-01")
    assert "cardiff" in earlier and "trier" not in earlier, "the tie with Trier was signed in 2010"


def test_partner_has_its_neighbours_and_the_home(cli: CommandLine) -> None:
    graph = graph_of(cli, "--what", "cardiff")
    assert {"cardiff", "xiamen", "united-kingdom", "tie-cardiff--xiamen"} <= set(graph)
    assert set(graph_of(cli, "--what", "加的夫")) == set(graph)
    assert "trier" not in graph


def test_nothing_later_than_the_day_or_the_knowledge(cli: CommandLine, loaded_store: GraphStore) -> None:
    graph = graph_of(cli, "--as-of", "2009-12-31", "--known-as-of", "2015-12-31")
    for node, values in graph.nodes(data=True):
        for name in ("first", "start", "date", "signed", "end", "valid_from"):
            assert str(values.get(name, ""))[:4] <= "2009", (node, name)
    assert "tie-durban--xiamen" not in graph, "of 2023"
    assert graph.nodes["tie-cardiff--xiamen"]["signed"] == "1983-03-31"
    assert "signed" not in graph.nodes["tie-trier--xiamen"], "signed in 2010, begun before"
    known = {
        row[0]
        for row in loaded_store.read(
            "MATCH (s:Statement)-[:SAYS]->(f) WHERE coalesce(s.published_on_to, s.recorded_on) <= $day "
            "RETURN DISTINCT f.id",
            {"day": dt.date(2015, 12, 31)},
        ).rows
    }
    places = ("City", "Region", "CountryOrArea")
    assert {key for key, values in graph.nodes(data=True) if values["type"] not in places} <= known


def test_query_is_a_table_or_what_its_rows_name(cli: CommandLine) -> None:
    assert cli("export", "--what", "sister_cities", "--out", "s.parquet", "--as-of", "2010-01-01").status == 0
    rows = cli("query", "sister_cities", "-p", "as_of=2010-01-01", "--format", "json").json
    frame = pd.read_parquet(cli.folder / "s.parquet")
    assert (list(frame.columns), len(frame)) == (rows["columns"], len(rows["rows"]))
    graph = graph_of(cli, "--what", "sister_cities", "--as-of", "2010-01-01")
    assert "cardiff" in graph and "trier" not in graph
    assert cli("export", "--what", "sister_cities", "--out", "folder").status == 0
    assert (cli.folder / "folder" / "rows.csv").read_text(encoding="utf-8-sig").startswith("ordinal,place,")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--out", "x.gml"), "ending"),
        (("--out", "x.csv"), "ending"),
        (("--out", "x.json", "--what", "nobody"), "nobody"),
        (("--out", "x.json", "--what", "sister_cities", "--audience", "public"), "public"),
        (("--out", "x.parquet", "--what", "contents", "--as-of", "2019"), "--as-of"),
        (("--out", "x.cypher", "--what", "circle"), "script"),
        (("--out", "x.json", "--as", "xlsx"), "--as"),
        (("--out", "x.json", "--as-of", "someday"), "someday"),
        (("--out", "none/x.json"), "none"),
    ],
)
def test_what_cannot_be_written_is_one_line(cli: CommandLine, options: tuple[str, ...], said: str) -> None:
    run = cli("export", *options)
    assert run.status == 2 and said in run.line
    assert not list(cli.folder.glob("x.*"))


def test_nothing_is_overwritten(cli: CommandLine) -> None:
    (cli.folder / "mine.json").write_text("[]", encoding="utf-8")
    run = cli("export", "--out", "mine.json")
    assert run.status == 2 and "already" in run.line
    assert (cli.folder / "mine.json").read_text(encoding="utf-8") == "[]"


# --- for the public


@pytest.fixture
def office(empty_store: GraphStore, tmp_path: Path) -> OfficeFolder:
    """A small office whose sources are internal but one."""
    folder = OfficeFolder(tmp_path / "office")
    for source in folder.tables["sources"]:
        folder.change("sources", source["id"], disclosure="public" if source["id"] == "press" else "internal")
    load_office(empty_store, folder.path)
    return folder


def test_public_file_rests_on_public_sources(
    empty_store: GraphStore, store_address: StoreAddress, office: OfficeFolder, tmp_path: Path
) -> None:
    cli = CommandLine(tmp_path).at(store_address).within()
    internal, public = graph_of(cli), graph_of(cli, "--audience", "public")
    told = {
        row[0]
        for row in empty_store.read(
            "MATCH (f)<-[:SAYS]-(:Statement)-[:FROM_SOURCE]->(:Source {disclosure: 'public'}) "
            "RETURN DISTINCT f.id"
        ).rows
    }
    places = ("City", "Region", "CountryOrArea")
    facts = {key for key, values in public.nodes(data=True) if values["type"] not in places}
    assert facts <= told and facts
    assert {key for key, values in internal.nodes(data=True) if values["type"] not in places} - told
    assert all(public.degree(key) for key in set(public) - told), "no place that nothing public names"
    for _, values in public.nodes(data=True):
        assert not {"note", "note_zh", "division"} & values.keys()
    assert not [edge for edge in public.edges(data=True) if edge[2]["relation"] in ("LINKED", "TWINNED")]
    circle = graph_of(cli, "--what", "circle", "--audience", "public")
    for _, values in circle.nodes(data=True):
        assert not {"strength", "activity", "contacts", "last_contact"} & values.keys()


def test_values_of_internal_statements_are_not_public(
    empty_store: GraphStore, store_address: StoreAddress, office: OfficeFolder, tmp_path: Path
) -> None:
    """A visit of which the press tells, and the office more: only what the press says is public."""
    [visit] = [row for row in office.tables["visits"] if row["source"] == "press"][:1]
    office.change("visits", visit["id"], delegation_title="told by the press", persons="")
    cells = {
        **{name: visit[name] for name in ("id", "direction", "date_start", "from_place", "to_place")},
        "delegation_title": "told by the press",
        "persons": "77",
        "met_by": "in confidence",
    }
    load_office(empty_store, office.path, number=2)
    done = enter(
        empty_store,
        EntryHome("home", "PT"),
        "visits",
        cells,
        by="Exchange division",
        load_id="entry",
        now=NOW,
    )
    assert done.action == "entered", done.issues
    cli = CommandLine(tmp_path).at(store_address).within()
    internal, public = graph_of(cli), graph_of(cli, "--audience", "public")
    assert internal.nodes[visit["id"]]["met_by"] == "in confidence"
    values = public.nodes[visit["id"]]
    assert "met_by" not in values and "persons" not in values
    assert values["title"] == "told by the press" and values["start"] == visit["date_start"]
    assert set(public.successors(visit["id"])) == set(internal.successors(visit["id"]))


# --- as a script


def rebuilt(store: GraphStore, script: str) -> None:
    """Run a script as a shell does: statement by statement."""
    for text in script.split(";\n"):
        if text.strip():
            store.write_statement(text)


def of_facts(store: GraphStore) -> list[str]:
    return list(dump(store, bookkeeping=False))


def test_script_rebuilds_the_graph(
    empty_store: GraphStore, store_address: StoreAddress, tmp_path: Path
) -> None:
    load_office(empty_store, SAMPLE_FOLDER)
    before = of_facts(empty_store)
    cli = CommandLine(tmp_path).at(store_address).within()
    assert cli("export", "--out", "all.cypher").status == 0
    wipe(empty_store)
    rebuilt(empty_store, (tmp_path / "all.cypher").read_text(encoding="utf-8"))
    assert of_facts(empty_store) == before


def test_script_with_hostile_texts(
    empty_store: GraphStore, store_address: StoreAddress, tmp_path: Path
) -> None:
    folder = OfficeFolder(tmp_path / "office")
    folder.change("visits", folder.tables["visits"][0]["id"], note=HOSTILE, delegation_title=HOSTILE)
    load_office(empty_store, folder.path)
    before = of_facts(empty_store)
    assert any("DETACH DELETE" in line for line in before)
    cli = CommandLine(tmp_path).at(store_address).within()
    assert cli("export", "--out", "all.cypher").status == 0
    wipe(empty_store)
    rebuilt(empty_store, (tmp_path / "all.cypher").read_text(encoding="utf-8"))
    assert of_facts(empty_store) == before


def test_literal_is_the_value(loaded_store: GraphStore) -> None:
    texts = (
        *(HOSTILE, "\\u0027", "\\\\u0027", "\\\\\\u0041", "\\", "'", "\\'", "\\u", "u\\u\\uu"),
        *("\x00\x01\x1f\x7f\x85\u2028", "\n\r\t\b\f", "𝔘名\ufeff", "", "`", "${x} $x {y}", "/* */ // --"),
    )
    numbers = (0, -7, 2**62, 1.5e-7, -0.25, 1e300, True, False)
    values = [*texts, *numbers, dt.date(1983, 3, 31), [1, "a'", 2.5], []]
    found = loaded_store.read(
        "RETURN " + ", ".join(f"{literal(one)} AS x{at}" for at, one in enumerate(values))
    )
    assert found.rows == [values]
    assert [type(value) for value in found.rows[0]] == [type(value) for value in values]


def test_no_other_type_has_a_literal() -> None:
    for value in (float("nan"), float("inf"), object(), b"x"):
        with pytest.raises(TypeError, match="no literal"):
            literal(value)


def test_names_are_quoted_and_days_are_dates() -> None:
    nodes = [("A`b", {"id": "x", "c`d": dt.date(1983, 3, 31)}), ("A`b", {"id": "y", "e": "it's"})]
    _, made, related = cypher_script(nodes, [("T`", ("A`b", "x"), ("A`b", "y"), {})])
    assert made == (
        "UNWIND [\n['1983-03-31', null, 'x'],\n[null, 'it\\'s', 'y']\n] AS row\n"
        "CREATE (:`A``b` {`c``d`: date(row[0]), `e`: row[1], `id`: row[2]});\n"
    )
    assert related.endswith("CREATE (a)-[:`T``` {}]->(b);\n")
