"""The console accepts only statements that read the graph, within limits; its cells are valid JSON."""

from __future__ import annotations

import datetime as dt
import json
import logging
import math
import time
from collections.abc import Callable

import neo4j.spatial
import neo4j.time
import pytest

from graph.errors import (
    FriendCircleError,
    InputError,
    QueryRefused,
    QueryStopped,
    QueryTimeout,
    QueryTooLarge,
    StoreBusy,
)
from graph.store import GraphStore
from graph.store.single_run import ServerNotice
from queries.catalogue.collection import load_catalogue
from queries.console import running_statement
from queries.console.limits import LIMITS, MOST_BYTES, Limit
from queries.console.notices import notice_of
from queries.console.running_statement import ConsoleSlots, RunningStatement, run_console
from queries.console.statement_check import check
from queries.console.values import plain
from tests import alone

loaded_address, loaded_store, server_address = alone.loaded_address, alone.loaded_store, alone.server_address

#: Statements that would write, read files, leave the graph or hide one of these, with a part of the refusal.
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
    (
        "SHOW TRANSACTIONS YIELD transactionId AS id TERMINATE TRANSACTIONS id YIELD message RETURN message",
        "begins with SHOW",
    ),
    ("DROP CONSTRAINT city_id", "begins with DROP"),
    ("DROP DATABASE neo4j", "begins with DROP"),
    ("CREATE CONSTRAINT x FOR (n:City) REQUIRE n.x IS UNIQUE", "begins with CREATE"),
    ("CREATE INDEX x FOR (n:City) ON (n.x)", "begins with CREATE"),
    ("ALTER USER neo4j SET PASSWORD 'x'", "begins with ALTER"),
    ("GRANT ROLE admin TO x", "begins with GRANT"),
    ("USE system RETURN 1", "begins with USE"),
    ("CALL { USE system RETURN 1 AS x } RETURN x", "USE would go"),
    ("EXPLAIN CREATE (n)", "begins with CREATE"),
    ("EXPLAIN MATCH (n) DELETE n", "DELETE would write"),
    ("PROFILE MATCH (n:City) SET n.name_en = 'x'", "SET would write"),
    ("profile merge (n:City {id: 'x'})", "begins with MERGE"),
    ("EXPLAIN PROFILE MATCH (n) RETURN n", "begins with PROFILE"),
    ("EXPLAIN SHOW TRANSACTIONS", "begins with SHOW"),
    ("EXPLAIN LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line", "begins with LOAD"),
    ("PROFILE CALL dbms.components()", "procedure dbms.components"),
    ("EXPLAIN", "EXPLAIN comes before a statement, and there is none"),
    ("profile ;", "PROFILE comes before a statement"),
    ("EXPLAIN; CREATE (n)", "begins with ;"),
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
    (
        "MATCH (v:Visit {id: 'visit-0001'}) RETURN v.start AS start, v.title AS load",
        [["1985-11", "mayor of Baltimore with 21 members"]],
    ),
    ("UNWIND [3, 1, 2] AS x WITH x ORDER BY x RETURN collect(x) AS xs", [[[1, 2, 3]]]),
    ("OPTIONAL MATCH (n:City {id: 'nowhere'}) RETURN n.id AS id", [[None]]),
    (
        (
            "MATCH (a:City {id: 'trier'}) CALL (a) { MATCH (a)<-[:BETWEEN]-(t:Tie) RETURN t.id AS "
            "tie } RETURN "
            "tie"
        ),
        [["tie-trier--xiamen"]],
    ),
    ("CALL db.labels() YIELD label WITH label WHERE label = 'Tie' RETURN label", [["Tie"]]),
    ("CALL `db`.relationshipTypes() YIELD relationshipType AS t WITH t WHERE t = 'IN' RETURN t", [["IN"]]),
    (
        (
            "RETURN date('2020-01-31') + duration({months: 1}) AS day, duration.inDays(date('2020-01-01'), "
            "date('2020-03-01')).days AS n"
        ),
        [["2020-02-29", 60]],
    ),
    ("MATCH (n:City {id: $id}) RETURN n.name_zh AS name", [["特里尔"]]),
    (
        (
            "RETURN EXISTS { MATCH (:City {id: 'trier'})<-[:BETWEEN]-(:Tie) } AS x, COUNT { (:City {id: "
            "'trier'})<-[:BETWEEN]-() } AS n"
        ),
        [[True, 1]],
    ),
    ("RETURN 1 AS x UNION RETURN 2 AS x", [[1], [2]]),
    ("MATCH (n:Nothing) RETURN n.id AS id", []),
]


@pytest.mark.parametrize(("text", "says"), EVIL)
def test_evil_statements_are_refused_before_running(text: str, says: str) -> None:
    """The text alone suffices to refuse them."""
    with pytest.raises(QueryRefused, match=says):
        check(text)


def test_evil_statements_are_refused_by_the_console(loaded_store: GraphStore) -> None:
    for text, says in EVIL:
        with pytest.raises(QueryRefused, match=says):
            run_console(loaded_store, text)


#: Statements that would change the sample.
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
def test_read_access_refuses_writing(text: str, loaded_store: GraphStore) -> None:
    """Statements that get past the check of the text still change nothing."""
    counts = (
        "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS nodes, count(r) AS "
        "relationships, count(DISTINCT n.name_en) AS names"
    )
    before = loaded_store.read(counts).rows
    with pytest.raises(FriendCircleError):
        loaded_store.read(text)
    assert loaded_store.read(counts).rows == before


@pytest.mark.parametrize(("text", "rows"), GOOD)
def test_good_statements_run(text: str, rows: list[list[object]], loaded_store: GraphStore) -> None:
    answer = run_console(loaded_store, text, {"id": "trier"})
    assert answer.rows == rows
    assert not answer.truncated


def test_catalogue_statements_are_accepted() -> None:
    """No catalogue statement is mistaken for one that writes."""
    for query in load_catalogue().values():
        assert check(query.text) == {parameter.name for parameter in query.parameters}


def test_unreadable_statements_are_reported() -> None:
    for text, says in (
        ("", "is empty"),
        (" ; ", "is empty"),
        ("// nothing", "is empty"),
        ("RETURN 'x", "opened and not closed"),
        ("RETURN 1 /*", "opened and not closed"),
    ):
        with pytest.raises(InputError, match=says):
            check(text)


def test_missing_parameter_is_reported(loaded_store: GraphStore) -> None:
    with pytest.raises(InputError, match=r"needs the parameter home: give home=…"):
        run_console(loaded_store, "MATCH (n:City {id: $home}) RETURN n.id AS id", {"other": 1})


def test_syntax_error_is_found_before_running(loaded_store: GraphStore) -> None:
    with pytest.raises(InputError, match="cannot run the statement") as caught:
        run_console(loaded_store, "MATCH (n RETURN n")
    assert "\n" not in str(caught.value)


# --- limits -------------------------------------------------------------------------------------------------


def test_rows_are_limited(loaded_store: GraphStore) -> None:
    text = "UNWIND range(1, 5) AS x RETURN x"
    for limit, count in ((1, 1), (4, 4), (5, 5), (6, 5)):
        answer = run_console(loaded_store, text, limit=limit)
        assert answer.rows == [[x] for x in range(1, count + 1)]
        assert answer.truncated == (limit < 5)
    assert answer.columns == ["x"]


def test_large_answer_is_not_fetched_completely(loaded_store: GraphStore) -> None:
    answer = run_console(loaded_store, "UNWIND range(1, 300000) AS x RETURN x", limit=10, timeout=60)
    assert (len(answer.rows), answer.truncated) == (10, True)


#: A product of rows, in which Neo4j checks the time limit.
LONG = "UNWIND range(1, $n) AS x UNWIND range(1, $n) AS y WITH x, y WHERE x * y < 0 RETURN count(*) AS n"


def test_time_is_limited(loaded_store: GraphStore) -> None:
    began = dt.datetime.now(dt.UTC)
    with pytest.raises(QueryTimeout):
        run_console(loaded_store, LONG, {"n": 20_000}, timeout=0.2)
    assert (dt.datetime.now(dt.UTC) - began).total_seconds() < 0.2 + running_statement.GRACE + 15
    # The store still answers.
    assert run_console(loaded_store, "RETURN 1 AS x").rows == [[1]]


def test_memory_is_limited(loaded_store: GraphStore) -> None:
    with pytest.raises(QueryTooLarge) as caught:
        run_console(
            loaded_store,
            "UNWIND range(1, 20000000) AS x WITH x ORDER BY x DESC RETURN count(x) AS n",
            timeout=60,
        )
    assert "heap" in str(caught.value)
    assert run_console(loaded_store, "RETURN 1 AS x").rows == [[1]]


@pytest.mark.parametrize(
    ("limit", "timeout"), [(0, 1.0), (-1, 1.0), (1, 0.0), (1, -1.0), (1, math.nan), (1, math.inf)]
)
def test_limits_are_above_zero(limit: int, timeout: float, loaded_store: GraphStore) -> None:
    with pytest.raises(InputError, match="above zero"):
        run_console(loaded_store, "RETURN 1 AS x", limit=limit, timeout=timeout)


#: For each limit of the planner, a function that makes a statement with a number of the counted elements.
COUNTED: dict[str, Callable[[int], str]] = {
    "nesting": lambda n: "RETURN " + "(" * n + "1" + ")" * n + " AS x",
    "case": lambda n: "RETURN " + "CASE WHEN true THEN " * n + "1" + " END" * n + " AS x",
    "subqueries": lambda n: (
        "MATCH (a:City) WHERE " + "EXISTS { MATCH (a)-->() WHERE " * n + "true" + " }" * n + " RETURN a"
    ),
    "operands": lambda n: (
        "MATCH (n:Port) WHERE " + " OR ".join(f"n.id = '{i}'" for i in range(n + 1)) + " RETURN n"
    ),
    "xor": lambda n: "MATCH (n:Port) WHERE n.id = 'x'" + " XOR n.id = 'y'" * n + " RETURN n",
    "not": lambda n: "RETURN " + "NOT " * n + "true AS x",
    "sums": lambda n: "MATCH (n:Port) RETURN n.lat" + " + coalesce(n.lat, 0)" * n + " AS x",
    "parts": lambda n: "WITH {a: 1} AS m RETURN m" + ".a" * n + " AS x",
    "relationships": lambda n: "MATCH (a:City {id: 'trier'})" + "-[:IN]->()" * n + " RETURN a",
    "matches": lambda n: " ".join(f"MATCH (a{i}:City {{id: 'trier'}})" for i in range(n)) + " RETURN a0.id",
    "unions": lambda n: " UNION ".join(["MATCH (a:City {id: 'trier'}) RETURN a.id AS id"] * (n + 1)),
    "steps": lambda n: "WITH 1 AS x " + " ".join(f"WITH x, {i} AS y" for i in range(1, n)) + " RETURN x",
    "whens": lambda n: (
        "MATCH (a:Port) RETURN CASE "
        + " ".join(f"WHEN a.id = '{i}' THEN {i}" for i in range(n))
        + " END AS x"
    ),
    "alternatives": lambda n: "MATCH (a)-[:" + "|".join(["IN"] * (n + 1)) + "]->(b:Nothing) RETURN a",
    "entries": lambda n: "RETURN [" + ", ".join(map(str, range(n + 1))) + "] AS x",
}


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.name)
def test_statements_beyond_planner_limits_are_refused_before_running(limit: Limit) -> None:
    check(COUNTED[limit.name](limit.most))
    with pytest.raises(QueryRefused) as caught:
        check("// a remark\n" + COUNTED[limit.name](limit.most + 1))
    assert caught.value.what == str(limit.what)
    assert f" {limit.most} " in f" {caught.value.what} "
    assert caught.value.where.startswith("line 2, column ")
    assert "\n" not in caught.value.line("zh")


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.name)
def test_statements_at_the_limits_are_planned(loaded_store: GraphStore, limit: Limit) -> None:
    assert (
        run_console(loaded_store, "EXPLAIN " + COUNTED[limit.name](limit.most), timeout=60).plan is not None
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("RETURN\n" + "[{a: (" * 67 + "1" + ")}]" * 67, "line 2, column 402"),
        ("MATCH (n) WHERE " + " AND ".join(["n.id = 'x'"] * 501) + " RETURN n", "line 1, column 7513"),
        ("RETURN true" + " XOR true" * 11 + " AS x", "line 1, column 103"),
    ],
)
def test_place_of_a_refusal_is_the_first_excess_element(text: str, place: str) -> None:
    with pytest.raises(QueryRefused) as caught:
        check(text)
    assert caught.value.where.startswith(place + ":")


def test_names_are_not_counted() -> None:
    names = "m.case, m.or, m.xor, m.end, m.not, m.match"
    check("WITH {case: 1, or: 2, xor: 3, end: 4} AS m RETURN " + ", ".join([names] * 100))
    check("MATCH (a:City)" + ", (a)--(:Port), (a)<-[:IN*1..3]-(:Port)" * 10 + " RETURN count(*) * -1")


def test_long_statements_are_refused_by_their_bytes() -> None:
    text = "RETURN '" + "城" * 16_665 + "' AS x"
    with pytest.raises(QueryRefused, match=f"longer than {MOST_BYTES} bytes") as caught:
        check(text)
    assert caught.value.where.startswith("line 1, column 16673: …城")
    check("RETURN '" + "x" * (MOST_BYTES - 14) + "' AS x")


# --- plans and notices --------------------------------------------------------------------------------------


def test_explain_gives_the_plan_without_running(loaded_store: GraphStore) -> None:
    answer = run_console(
        loaded_store,
        "EXPLAIN MATCH (v:Visit)-[:TO_PLACE]->(c:City {id: $id}) RETURN v.id AS id",
        {"id": "trier"},
    )
    assert (answer.columns, answer.rows, answer.truncated) == (["id"], [], False)
    assert answer.plan is not None
    operators = [(depth, node.operator) for depth, node in answer.plan.walk()]
    assert operators[0] == (0, "ProduceResults")
    assert "NodeUniqueIndexSeek" in [name for _, name in operators]
    assert [depth for depth, _ in operators] == list(range(len(operators))), (
        "each operator feeds the one above it"
    )
    assert not answer.plan.is_profile
    document = answer.plan.document()
    assert list(document) == ["operator", "details", "estimated_rows", "rows", "db_hits", "children"]
    assert (document["rows"], document["db_hits"]) == (None, None)
    json.dumps(document, allow_nan=False)


def test_profile_gives_rows_and_costs(loaded_store: GraphStore) -> None:
    answer = run_console(loaded_store, "profile MATCH (v:Visit) RETURN v.id AS id", limit=10)
    assert (len(answer.rows), answer.truncated) == (10, True)
    assert answer.plan is not None
    nodes = [node for _, node in answer.plan.walk()]
    assert [node.rows for node in nodes] == [203] * len(nodes), (
        "all rows are counted, also those that are not kept"
    )
    assert sum(node.db_hits or 0 for node in nodes) > 203
    assert answer.plan.is_profile


def test_unknown_names_come_with_a_suggestion(loaded_store: GraphStore) -> None:
    text = "MATCH (n:Cty)\nMATCH (m:Port)-[:TWINED]-(n)\nWHERE n.nam_en = 'x' RETURN n"
    answer = run_console(loaded_store, text)
    assert (answer.rows, answer.columns) == ([], ["n"])
    told = {notice.code: notice for notice in answer.notices}
    assert told["01N50"].sentence("en") == "line 1, column 10: no label Cty; did you mean City?"
    assert (
        told["01N51"].sentence("en")
        == "line 2, column 18: no relationship type TWINED; did you mean TWINNED?"
    )
    assert told["01N52"].sentence("zh") == "第 3 行第 9 列：没有属性 nam_en；是否指 name_en？"
    assert told["01N50"].document("zh") == {
        "code": "01N50",
        "title": "未知的节点类别",
        "text": "没有节点类别 Cty；是否指 City？",
        "line": 1,
        "column": 10,
    }


def test_slow_and_deprecated_forms_give_a_notice(
    loaded_store: GraphStore, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, "queries"):
        answer = run_console(
            loaded_store, "MATCH (a:City {id: 'trier'}), (b:City {id: 'nice'}) RETURN id(a) AS x, b.id AS y"
        )
    assert [notice.code for notice in answer.notices] == ["01N02", "03N90"]
    assert all("\u4e00" <= notice.title.text("zh")[0] <= "\u9fff" for notice in answer.notices)
    assert run_console(loaded_store, "EXPLAIN MATCH (a:City), (b:City) RETURN a.id").notices[0].column == 9
    assert run_console(loaded_store, "MATCH (a:City {id: 'trier'}) RETURN a.id").notices == ()
    assert caplog.records == [], "the driver says nothing of it by itself"


@pytest.mark.parametrize(
    ("code", "name", "said"),
    [
        ("01N50", "Perspective", "the store has no node with the label Perspective yet"),
        ("01N51", "TWINNED", "the store has no relationship of the type TWINNED yet"),
        ("01N52", "name_zh", "the store has no value of the property name_zh yet"),
        ("01N50", "Qqq", "no label Qqq; the schema lists what there is"),
        ("01N51", "QQQ", "no relationship type QQQ; the schema lists what there is"),
        ("01N52", "qqqqqqq", "no property qqqqqqq; the schema lists what there is"),
    ],
)
def test_model_name_is_no_mistake_and_dissimilar_name_gets_no_suggestion(
    code: str, name: str, said: str
) -> None:
    notice = notice_of(
        ServerNotice(code, f"warn: something does not exist. The thing `{name}` does not exist.", 1, 3)
    )
    assert notice.text.text("en") == said


def test_unknown_notice_is_passed_on() -> None:
    notice = notice_of(ServerNotice("03N99", "info: something new. The server says. Something.", None, None))
    assert notice.sentence("en") == "the server remarks: The server says. Something."
    assert notice.sentence("zh") == "数据库提示：The server says. Something."


# --- running and stopping -----------------------------------------------------------------------------------


def transactions(store: GraphStore, running: RunningStatement) -> list[list[object]]:
    """Return the metadata of the transactions that the server runs under the id of a statement."""
    asked = "SHOW TRANSACTIONS YIELD metaData, currentQuery WHERE metaData.id = $id RETURN metaData"
    return store.read(asked, {"id": running.id}).rows


def test_running_statement_is_visible_and_can_be_stopped(loaded_store: GraphStore) -> None:
    running = RunningStatement(loaded_store, LONG, {"n": 1_000_000}, timeout=60)
    while not (seen := transactions(loaded_store, running)):
        assert not running.is_done
        time.sleep(0.05)
    assert seen == [[{"friendcircle": "console", "id": running.id, "limit": 60}]]
    assert running.stop()
    with pytest.raises(QueryStopped, match="the statement was stopped"):
        running.answer()
    assert transactions(loaded_store, running) == []


def test_finished_statement_can_be_stopped(loaded_store: GraphStore) -> None:
    running = RunningStatement(loaded_store, "RETURN 1 AS x")
    assert running.answer().rows == [[1]]
    assert running.stop()
    assert running.answer().rows == [[1]], "the answer that was there stays"


def test_number_of_running_statements_is_limited(loaded_store: GraphStore) -> None:
    slots = ConsoleSlots(1)
    first = RunningStatement(loaded_store, LONG, {"n": 1_000_000}, timeout=60, slots=slots)
    while not transactions(loaded_store, first):
        time.sleep(0.05)
    with pytest.raises(
        StoreBusy, match="1 statements are running already: wait for one of them to end, or stop it"
    ):
        RunningStatement(loaded_store, "RETURN 1 AS x", slots=slots).answer()
    assert first.stop()
    assert RunningStatement(loaded_store, "RETURN 1 AS x", slots=slots).answer().rows == [[1]]


def test_deeply_nested_answer_is_refused(loaded_store: GraphStore) -> None:
    with pytest.raises(QueryTooLarge, match="nested too deeply"):
        run_console(loaded_store, "RETURN reduce(l = [], i IN range(1, 2000) | [l]) AS x")
    assert run_console(loaded_store, "RETURN 1 AS x").rows == [[1]]


# --- cells --------------------------------------------------------------------------------------------------


def test_nodes_relationships_and_paths_as_cells(loaded_store: GraphStore) -> None:
    text = "MATCH p = (a:City {id: 'trier'})-[r:IN]->(c:CountryOrArea) RETURN a, r, p, [a, {b: c}] AS both"
    [[node, relationship, path, both]] = run_console(loaded_store, text).rows
    assert (node["id"], node["labels"], node["properties"]["name_zh"]) == ("trier", ["City"], "特里尔")
    assert list(node["properties"]) == sorted(node["properties"])
    assert {key: relationship[key] for key in ("type", "start", "end", "properties")} == {
        "type": "IN",
        "start": "trier",
        "end": "germany",
        "properties": {},
    }
    assert [entry["id"] for entry in path["nodes"]] == ["trier", "germany"]
    assert [entry["type"] for entry in path["relationships"]] == ["IN"]
    assert both[1]["b"]["labels"] == ["CountryOrArea"]
    json.dumps([node, relationship, path, both], allow_nan=False)


def test_values_from_a_store_are_json(loaded_store: GraphStore) -> None:
    text = (
        "RETURN 0.0 / 0.0 AS nothing, date('2020-02-29') AS day, duration({days: 3}) AS span, [1.5, null,"
        " true, {a: date('2020-01-01')}] AS mixed"
    )
    answer = run_console(loaded_store, text)
    assert json.loads(json.dumps(answer.rows, allow_nan=False)) == [
        [None, "2020-02-29", "P3D", [1.5, None, True, {"a": "2020-01-01"}]]
    ]


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
def test_plain_values(value: object, written: object) -> None:
    assert plain(value) == written
    json.dumps(plain(value), allow_nan=False)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("MATCH (n)\n  DETACH DELETE n", "line 2, column 3: DETACH DELETE n"),
        ("RETURN 1;\nRETURN 2", "line 1, column 9: RETURN 1;"),
        ("MATCH (n)\nWHERE n.id = 'x RETURN n", "line 2, column 14: WHERE n.id = 'x RETURN n"),
        ("RETURN 1 /* a", "line 1, column 10: RETURN 1 /* a"),
        ("MATCH (n)\nCALL apoc.nothing()", "line 2, column 1: CALL apoc.nothing()"),
        ("MATCH (n) RETURN apoc.do(n)", "line 1, column 25: MATCH (n) RETURN apoc.do(n)"),
    ],
)
def test_refusal_names_the_place(text: str, place: str) -> None:
    with pytest.raises(InputError) as caught:
        check(text)
    assert caught.value.where == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("MATCH (n:City) RETRUN n", "line 1, column 16: MATCH (n:City) RETRUN n"),
        ("MATCH (n:City)\nRETRUN n", "line 2, column 1: RETRUN n"),
        ("MATCH (n:City)\n  RETURN m.id AS id", "line 2, column 10: RETURN m.id AS id"),
        ("MATCH (n:City) RETURN unheard(n) AS x", "line 1, column 23: MATCH (n:City) RETURN unheard(n) AS x"),
        ("EXPLAIN MATCH (n:City) RETRUN n", "line 1, column 24: EXPLAIN MATCH (n:City) RETRUN n"),
        ("EXPLAIN\nMATCH (n:City)\n  RETURN m.id AS id", "line 3, column 10: RETURN m.id AS id"),
        (
            "  PROFILE MATCH (n:City) RETURN m.id AS id",
            "line 1, column 33: PROFILE MATCH (n:City) RETURN m.id AS id",
        ),
        ("// a remark\nprofile MATCH (n:City)\nRETURN m.id AS id", "line 3, column 8: RETURN m.id AS id"),
        ("MATCH (n:City)\n\n\nRETURN n.id, 'x' + , 1", "line 4, column 20: RETURN n.id, 'x' + , 1"),
    ],
)
def test_store_error_names_the_place(loaded_store: GraphStore, text: str, place: str) -> None:
    with pytest.raises(InputError) as caught:
        run_console(loaded_store, text)
    assert caught.value.where == place
    assert "\n" not in caught.value.hint
    assert caught.value.line("en").count("column") == 1, "the place is said once"


def test_long_line_is_cut_around_the_place() -> None:
    with pytest.raises(QueryRefused) as caught:
        check("MATCH (n)\nRETURN '" + "x" * 500 + "' AS a, apoc.do(n) AS b, '" + "y" * 500 + "' AS c")
    shown = caught.value.where.partition(": ")[2]
    assert caught.value.where.startswith("line 2, column 524: …xxx")
    assert "apoc.do(n)" in shown
    assert len(shown) == 72
