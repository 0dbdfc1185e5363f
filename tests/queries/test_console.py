"""The console: only what reads the graph is taken, within limits, and the cells can be written as JSON."""

from __future__ import annotations

import datetime as dt
import json
import math

import neo4j.spatial
import neo4j.time
import pytest

from graph.errors import FriendCircleError, InputError, QueryRefused, QueryTimeout, QueryTooLarge
from graph.store import GraphStore
from queries import console
from queries.catalogue import load_catalogue
from queries.console import check, plain, run_console

#: Statements that would write, read files, leave the graph or hide one of these; with what the refusal says.
EVIL = [
    ("CREATE (n:City {id: 'x'})", "begins with CREATE"),
    ("create (n:City)", "begins with CREATE"),
    ("MERGE (n:City {id: 'x'})", "begins with MERGE"),
    ("MATCH (n:City) SET n.name_en = 'x'", "SET would write"),
    ("MATCH (n:City) SET n:Port", "SET would write"),
    ("MATCH (n:City) set n += {a: 1} RETURN n", "SET would write"),
    ("MATCH (n) DELETE n", "DELETE would write"),
    ("MATCH (n) DETACH DELETE n", "DETACH would write"),
    ("MATCH (n:City) REMOVE n.name_en", "REMOVE would write"),
    ("MATCH (n:City) CREATE (m:City {id: 'x'})", "CREATE would write"),
    ("MATCH (n:City) MERGE (m:City {id: 'x'}) RETURN m", "MERGE would write"),
    ("MATCH (n)/**/DELETE/**/n", "DELETE would write"),
    ("MATCH (n) // a remark\nDELETE n", "DELETE would write"),
    ("MATCH (n {a: 'x\\'y'}) DELETE n", "DELETE would write"),
    ('MATCH (n {a: "x//"}) DELETE n', "DELETE would write"),
    ("MATCH (n {a: 'x/*'}) DELETE n //*/", "DELETE would write"),
    ("MATCH (n:`a//`) DELETE n", "DELETE would write"),
    ("MATCH (n:`a```) DELETE n //`", "DELETE would write"),
    ("RETURN 1.SET", "SET would write"),
    ("MATCH (n:City)\rSET\rn.x = 1", "SET would write"),
    ("MATCH (n:City)\u00a0SET\u2003n.x = 1", "SET would write"),
    ("FOREACH (x IN [1] | CREATE (:City))", "begins with FOREACH"),
    ("MATCH (n:City) FOREACH (x IN [1] | SET n.x = x)", "FOREACH would write"),
    ("UNWIND [1] AS x CALL (x) { CREATE (n:City {id: x}) } RETURN x", "CREATE would write"),
    ("CALL { MATCH (n) DELETE n } RETURN 1", "DELETE would write"),
    ("MATCH (n:City) CALL (n) { SET n.x = 1 } IN TRANSACTIONS OF 10 ROWS", "SET would write"),
    ("MATCH (n:City) CALL (n) { RETURN 1 AS x } IN TRANSACTIONS RETURN x", "IN TRANSACTIONS"),
    ("MATCH (n:City) CALL (n) { RETURN 1 AS x } IN 3 CONCURRENT TRANSACTIONS RETURN x", "IN TRANSACTIONS"),
    ("RETURN EXISTS { MATCH (n) DELETE n }", "DELETE would write"),
    ("RETURN COUNT { CREATE (n) RETURN n }", "CREATE would write"),
    ("INSERT (n:City)", "begins with INSERT"),
    ("MATCH (n:City) INSERT (m:City)", "INSERT would write"),
    ("LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line", "begins with LOAD"),
    ("WITH 1 AS x LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line", "LOAD CSV"),
    ("MATCH (n) LOAD /* */ CSV WITH HEADERS FROM 'http://127.0.0.1/' AS line RETURN line", "LOAD CSV"),
    ("CALL { LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line } RETURN line", "LOAD CSV"),
    ("USING PERIODIC COMMIT LOAD CSV FROM 'file:///x' AS l RETURN l", "begins with USING"),
    ("CALL dbms.listConfig()", "procedure dbms.listConfig"),
    ("CALL dbms.components() YIELD name RETURN name", "procedure dbms.components"),
    ("CALL dbms.killQuery('1')", "procedure dbms.killQuery"),
    ("CALL db.createLabel('x')", "procedure db.createLabel"),
    ("CALL `db`.`createLabel`('x')", "procedure db.createLabel"),
    ("CALL db . createLabel('x')", "procedure db.createLabel"),
    ("CALL db.LABELS()", "procedure db.LABELS"),
    ("CALL apoc.load.json('http://127.0.0.1/')", "procedure apoc.load.json"),
    ("MATCH (n) CALL apoc.create.node(['A'], {}) YIELD node RETURN node", "procedure apoc.create.node"),
    ("OPTIONAL CALL dbms.components() YIELD name RETURN name", "procedure dbms.components"),
    ("CALL dbms.security.createUser('a', 'b', false)", "procedure dbms.security.createUser"),
    ("CALL algo.pagerank()", "procedure algo.pagerank"),
    ("CALL sql('select 1')", "procedure sql"),
    ("RETURN apoc.cypher.runFirstColumnSingle('RETURN 1', {})", "function apoc.cypher.runFirstColumnSingle"),
    ("RETURN `apoc`.`load`.json('x')", "function apoc.load.json"),
    ("RETURN file.read('/etc/passwd')", "function file.read"),
    ("MATCH (n:City) RETURN n; MATCH (m) DETACH DELETE m", "only one statement"),
    ("RETURN 1; RETURN 2", "only one statement"),
    ("SHOW TRANSACTIONS", "begins with SHOW"),
    ("SHOW DATABASES", "begins with SHOW"),
    ("SHOW USERS", "begins with SHOW"),
    ("SHOW INDEXES", "begins with SHOW"),
    ("SHOW PROCEDURES", "begins with SHOW"),
    ("SHOW SETTINGS", "begins with SHOW"),
    ("TERMINATE TRANSACTIONS 'neo4j-transaction-1'", "begins with TERMINATE"),
    ("SHOW TRANSACTIONS YIELD transactionId AS id TERMINATE TRANSACTIONS id YIELD message RETURN message", "begins with SHOW"),
    ("DROP CONSTRAINT city_id", "begins with DROP"),
    ("DROP DATABASE neo4j", "begins with DROP"),
    ("CREATE CONSTRAINT x FOR (n:City) REQUIRE n.x IS UNIQUE", "begins with CREATE"),
    ("CREATE INDEX x FOR (n:City) ON (n.x)", "begins with CREATE"),
    ("ALTER USER neo4j SET PASSWORD 'x'", "begins with ALTER"),
    ("GRANT ROLE admin TO x", "begins with GRANT"),
    ("USE system RETURN 1", "begins with USE"),
    ("CALL { USE system RETURN 1 AS x } RETURN x", "USE would go"),
    ("EXPLAIN CREATE (n)", "begins with EXPLAIN"),
    ("PROFILE MATCH (n) RETURN n", "begins with PROFILE"),
    ("CYPHER runtime=slotted MATCH (n) DELETE n", "begins with CYPHER"),
    ("START n=node(1) RETURN n", "begins with START"),
    ("BEGIN", "begins with BEGIN"),
    ("\\u0043REATE (n:City)", "uXXXX"),
    ("RETURN '\\u0027 CREATE (n:City) //'", "uXXXX"),
    ("MATCH (n) \\u0044ELETE n", "uXXXX"),
    ("; CREATE (n)", "begins with ;"),
    ("(n) CREATE (m)", "begins with \\("),
    ("MATCH (n:City) WITH n AS set SET set.x = 1", "SET would write"),
]

#: Statements that only look dangerous, with their answer on the sample where it is known.
GOOD = [
    ("MATCH (n:Visit) RETURN count(n) AS n", [[203]]),
    ("  match (n:Visit)\n return count(n) as n ;  ", [[203]]),
    ("RETURN 'CREATE (n) DELETE n; LOAD CSV' AS text", [["CREATE (n) DELETE n; LOAD CSV"]]),
    ('RETURN "SET // no remark" AS text', [["SET // no remark"]]),
    ("// CREATE (n)\nRETURN 1 AS x", [[1]]),
    ("RETURN /* DELETE */ 1 AS x", [[1]]),
    ("WITH {set: 1, delete: 2, call: 3} AS m RETURN m.set AS a, m.delete AS b, m.call AS c", [[1, 2, 3]]),
    ("RETURN 1 AS `CREATE`", [[1]]),
    ("MATCH (v:Visit {id: 'visit-0001'}) RETURN v.start AS start, v.title AS load", [["1985-11", "mayor of Baltimore with 21 members"]]),
    ("UNWIND [3, 1, 2] AS x WITH x ORDER BY x RETURN collect(x) AS xs", [[[1, 2, 3]]]),
    ("OPTIONAL MATCH (n:City {id: 'nowhere'}) RETURN n.id AS id", [[None]]),
    ("MATCH (a:City {id: 'trier'}) CALL (a) { MATCH (a)<-[:BETWEEN]-(t:Tie) RETURN t.id AS tie } RETURN tie", [["tie-trier--xiamen"]]),
    ("CALL db.labels() YIELD label WITH label WHERE label = 'Tie' RETURN label", [["Tie"]]),
    ("CALL `db`.relationshipTypes() YIELD relationshipType AS t WITH t WHERE t = 'IN' RETURN t", [["IN"]]),
    ("RETURN date('2020-01-31') + duration({months: 1}) AS day, duration.inDays(date('2020-01-01'), date('2020-03-01')).days AS n", [["2020-02-29", 60]]),
    ("MATCH (n:City {id: $id}) RETURN n.name_zh AS name", [["特里尔"]]),
    ("RETURN EXISTS { MATCH (:City {id: 'trier'})<-[:BETWEEN]-(:Tie) } AS x, COUNT { (:City {id: 'trier'})<-[:BETWEEN]-() } AS n", [[True, 1]]),
    ("RETURN 1 AS x UNION RETURN 2 AS x", [[1], [2]]),
    ("MATCH (n:Nothing) RETURN n.id AS id", []),
]


@pytest.mark.parametrize(("text", "says"), EVIL)
def test_evil_statements_are_refused_unseen(text: str, says: str) -> None:
    """The look at the text is enough."""
    with pytest.raises(QueryRefused, match=says):
        check(text)


def test_evil_statements_are_refused_by_the_console(loaded_store: GraphStore) -> None:
    for text, says in EVIL:
        with pytest.raises(QueryRefused, match=says):
            run_console(loaded_store, text)


#: What would really change the sample.
WRITING = (
    "CREATE (n:City {id: 'x'})",
    "MERGE (n:City {id: 'x'})",
    "MATCH (n:City) SET n.name_en = 'x'",
    "MATCH (n:City {id: 'trier'}) SET n += {a: 1} RETURN n",
    "MATCH (n:City {id: 'trier'}) REMOVE n.name_en",
    "MATCH (n:City {id: 'trier'}) DETACH DELETE n",
    "MATCH (:City)-[r:IN]->() DELETE r",
    "UNWIND [1] AS x CALL (x) { CREATE (n:City {id: x}) } RETURN x",
    "CREATE (n:Nothing)",
    "CREATE CONSTRAINT x IF NOT EXISTS FOR (n:Nothing) REQUIRE n.id IS UNIQUE",
)


@pytest.mark.parametrize("text", WRITING)
def test_the_store_itself_refuses_a_reader(text: str, loaded_store: GraphStore) -> None:
    """Should a text get past the look at it, nothing happens all the same."""
    counts = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS nodes, count(r) AS relationships, count(DISTINCT n.name_en) AS names"
    before = loaded_store.read(counts).rows
    with pytest.raises(FriendCircleError):
        loaded_store.read(text)
    assert loaded_store.read(counts).rows == before


@pytest.mark.parametrize(("text", "rows"), GOOD)
def test_good_statements_run(text: str, rows: list[list[object]], loaded_store: GraphStore) -> None:
    answer = run_console(loaded_store, text, {"id": "trier"})
    assert answer.rows == rows
    assert not answer.truncated


def test_the_catalogue_passes() -> None:
    """No statement of our own is taken for one that writes."""
    for query in load_catalogue().values():
        assert check(query.text) == {parameter.name for parameter in query.parameters}


def test_what_cannot_be_read_is_told() -> None:
    for text, says in (
        ("", "is empty"),
        (" ; ", "is empty"),
        ("// nothing", "is empty"),
        ("RETURN 'x", "opened and not closed"),
        ("RETURN 1 /*", "opened and not closed"),
    ):
        with pytest.raises(InputError, match=says):
            check(text)


def test_a_missing_parameter_is_told(loaded_store: GraphStore) -> None:
    with pytest.raises(InputError, match=r"needs the parameter home: give home=…"):
        run_console(loaded_store, "MATCH (n:City {id: $home}) RETURN n.id AS id", {"other": 1})


def test_a_mistake_is_found_before_anything_runs(loaded_store: GraphStore) -> None:
    with pytest.raises(InputError, match="cannot run the statement") as caught:
        run_console(loaded_store, "MATCH (n RETURN n")
    assert "\n" not in str(caught.value)


# --- limits ---------------------------------------------------------------------------------------------------------------------------------------------------


def test_rows_are_limited(loaded_store: GraphStore) -> None:
    text = "UNWIND range(1, 5) AS x RETURN x"
    for limit, count in ((1, 1), (4, 4), (5, 5), (6, 5)):
        answer = run_console(loaded_store, text, limit=limit)
        assert answer.rows == [[x] for x in range(1, count + 1)]
        assert answer.truncated == (limit < 5)
    assert answer.columns == ["x"]


def test_a_large_answer_is_not_fetched_whole(loaded_store: GraphStore) -> None:
    answer = run_console(loaded_store, "UNWIND range(1, 300000) AS x RETURN x", limit=10, timeout=60)
    assert (len(answer.rows), answer.truncated) == (10, True)


LONG = "UNWIND range(1, $n) AS x UNWIND range(1, $n) AS y WITH x, y WHERE x * y < 0 RETURN count(*) AS n"
#: Long enough that the server looks at the time, which it does only now and then.
LENGTH = 20_000


def test_time_is_limited(loaded_store: GraphStore) -> None:
    began = dt.datetime.now(dt.UTC)
    with pytest.raises(QueryTimeout):
        run_console(loaded_store, LONG, {"n": LENGTH}, timeout=0.2)
    assert (dt.datetime.now(dt.UTC) - began).total_seconds() < 0.2 + console.GRACE + 15
    # The store goes on answering.
    assert run_console(loaded_store, "RETURN 1 AS x").rows == [[1]]


def test_memory_is_limited(loaded_store: GraphStore) -> None:
    with pytest.raises(QueryTooLarge) as caught:
        run_console(loaded_store, "UNWIND range(1, 20000000) AS x WITH x ORDER BY x DESC RETURN count(x) AS n", timeout=60)
    assert "heap" in str(caught.value)
    assert run_console(loaded_store, "RETURN 1 AS x").rows == [[1]]


@pytest.mark.parametrize(("limit", "timeout"), [(0, 1.0), (-1, 1.0), (1, 0.0), (1, -1.0), (1, math.nan), (1, math.inf)])
def test_limits_are_above_zero(limit: int, timeout: float, loaded_store: GraphStore) -> None:
    with pytest.raises(InputError, match="above zero"):
        run_console(loaded_store, "RETURN 1 AS x", limit=limit, timeout=timeout)


# --- cells ----------------------------------------------------------------------------------------------------------------------------------------------------


def test_nodes_relationships_and_paths(loaded_store: GraphStore) -> None:
    text = "MATCH p = (a:City {id: 'trier'})-[r:IN]->(c:CountryOrArea) RETURN a, r, p, [a, {b: c}] AS both"
    [[node, relationship, path, both]] = run_console(loaded_store, text).rows
    assert (node["id"], node["labels"], node["properties"]["name_zh"]) == ("trier", ["City"], "特里尔")
    assert list(node["properties"]) == sorted(node["properties"])
    assert {key: relationship[key] for key in ("type", "start", "end", "properties")} == {"type": "IN", "start": "trier", "end": "germany", "properties": {}}
    assert [entry["id"] for entry in path["nodes"]] == ["trier", "germany"]
    assert [entry["type"] for entry in path["relationships"]] == ["IN"]
    assert both[1]["b"]["labels"] == ["CountryOrArea"]
    json.dumps([node, relationship, path, both], allow_nan=False)


def test_values_from_a_store_are_json(loaded_store: GraphStore) -> None:
    text = "RETURN 0.0 / 0.0 AS nothing, date('2020-02-29') AS day, duration({days: 3}) AS span, [1.5, null, true, {a: date('2020-01-01')}] AS mixed"
    answer = run_console(loaded_store, text)
    assert json.loads(json.dumps(answer.rows, allow_nan=False)) == [[None, "2020-02-29", "P3D", [1.5, None, True, {"a": "2020-01-01"}]]]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, None),
        (True, True),
        (3, 3),
        ("文", "文"),
        (1.5, 1.5),
        (math.nan, None),
        (-math.inf, None),
        (dt.date(2020, 1, 2), "2020-01-02"),
        (dt.datetime(2020, 1, 2, 3, 4, 5, tzinfo=dt.UTC), "2020-01-02T03:04:05+00:00"),
        (dt.time(3, 4), "03:04:00"),
        (dt.timedelta(minutes=1), 60.0),
        (neo4j.time.Date(2020, 1, 2), "2020-01-02"),
        (neo4j.time.Duration(months=14, days=3), "P1Y2M3D"),
        (neo4j.spatial.WGS84Point((118.1, 24.5)), {"srid": 4326, "coordinates": [118.1, 24.5]}),
        (b"\x00\xff", "AP8="),
        ([math.nan, [dt.date(2020, 1, 2)]], [None, ["2020-01-02"]]),
        ({"a": math.inf, 1: 2}, {"a": None, "1": 2}),
        (frozenset({1}), "frozenset({1})"),
    ],
)
def test_plain(value: object, written: object) -> None:
    assert plain(value) == written
    json.dumps(plain(value), allow_nan=False)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("MATCH (n)\n  DETACH DELETE n", "line 2, column 3"),
        ("RETURN 1;\nRETURN 2", "line 1, column 9"),
        ("MATCH (n)\nWHERE n.id = 'x RETURN n", "line 2, column 14"),
        ("RETURN 1 /* a", "line 1, column 10"),
        ("MATCH (n)\nCALL apoc.nothing()", "line 2, column 1"),
        ("MATCH (n) RETURN apoc.do(n)", "line 1, column 25"),
    ],
)
def test_a_refusal_says_the_place(text: str, place: str) -> None:
    with pytest.raises(InputError) as caught:
        check(text)
    assert caught.value.where == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("MATCH (n:City) RETRUN n", "line 1, column 16"),
        ("MATCH (n:City)\nRETRUN n", "line 2, column 1"),
        ("MATCH (n:City)\n  RETURN m.id AS id", "line 2, column 10"),
        ("MATCH (n:City) RETURN unheard(n) AS x", "line 1, column 23"),
    ],
)
def test_an_error_of_the_store_says_the_place_too(loaded_store: GraphStore, text: str, place: str) -> None:
    with pytest.raises(InputError) as caught:
        run_console(loaded_store, text)
    assert caught.value.where == place
    assert "\n" not in caught.value.hint
    assert "EXPLAIN" not in caught.value.line("en")
