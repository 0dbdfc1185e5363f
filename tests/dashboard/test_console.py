"""The console without a browser: the editor, parameters, and reading and downloading an answer."""

from __future__ import annotations

import datetime as dt
import io
import json

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.page_state import Problem, read, write
from dashboard.core.texts import load_texts
from dashboard.views.cypher import payload
from dashboard.views.cypher.payload import Draft
from dashboard.views.cypher.state import LONGEST_STATEMENT, ConsoleState
from graph.errors import InputError
from graph.model.schema import NODE_TYPES
from graph.naming.profile import load_naming
from graph.sanitize import csv_bytes
from graph.store import Result
from graph.store.single_run import PlanNode, ServerNotice
from queries.catalogue.collection import catalogue
from queries.console.limits import MOST_ROWS
from queries.console.notices import notice_of
from queries.console.running_statement import ConsoleAnswer
from queries.subgraph import SHOWN_LABELS
from reports.writers.tables import xlsx_bytes

DAY = dt.date(2020, 1, 22)
CITY = {
    "id": "trier",
    "labels": ["City"],
    "properties": {"id": "trier", "name_zh": "特里尔", "name_en": "Trier"},
}


def parsed(**parameters: str) -> ConsoleState:
    return read(
        ConsoleState, {name: [value] for name, value in parameters.items()}, default_lang="zh", today=DAY
    )


# --- link ---------------------------------------------------------------------------------------------------


@given(
    st.builds(
        ConsoleState,
        cypher=st.text(alphabet=st.characters(codec="utf-8"), max_size=60).map(str.strip),
        given=st.dictionaries(
            st.text("abc_", min_size=1), st.text(alphabet=st.characters(codec="utf-8"), max_size=20)
        ).map(lambda d: tuple(d.items())),
        rows=st.none() | st.integers(1, MOST_ROWS),
        seconds=st.none() | st.integers(1, 60),
    )
)
def test_statement_survives_its_link(state: ConsoleState) -> None:
    assert parsed(**write(state, default_lang="zh")) == state


def test_too_long_statement_is_left_out_not_cut() -> None:
    state = parsed(cypher="x" * (LONGEST_STATEMENT + 1), rows="999999", seconds="0")
    assert (state.cypher, state.rows, state.seconds) == ("", MOST_ROWS, None)
    assert [problem.name for problem in state.problems] == ["cypher", "rows", "seconds"]
    assert state.problems[1] == Problem("rows", "999999", str(MOST_ROWS))


# --- parameters ---------------------------------------------------------------------------------------------


def test_parameters_of_an_example_have_the_types_of_the_catalogue() -> None:
    query = catalogue()["sister_cities"]
    fields = payload.defaults(query, "cardiff", DAY)
    assert fields == {"home": "cardiff", "as_of": "2020-01-22", "known_as_of": "", "outside": ""}
    assert payload.bound(Draft(text=query.text, base=query.name, given=fields), query, "cardiff", DAY) == {
        "home": "cardiff",
        "as_of": DAY,
        "known_as_of": None,
        "outside": "",
    }
    edited = Draft(
        text="MATCH (n {id: $home}) WHERE n.x <= $as_of AND n.y = $k RETURN n",
        base=query.name,
        given={**fields, "k": "[1, 2]"},
    )
    assert payload.bound(edited, query, "cardiff", DAY) == {"home": "cardiff", "as_of": DAY, "k": [1, 2]}, (
        "an edited statement keeps the types"
    )
    with pytest.raises(InputError, match="2020-13-01"):
        payload.bound(
            Draft(text=query.text, base=query.name, given={"as_of": "2020-13-01"}), query, "cardiff", DAY
        )


def test_other_parameters_are_json_or_text() -> None:
    draft = Draft(text="RETURN $a, $b, $c // $d", given={"a": "3", "b": "trier", "c": '"3"', "d": "x"})
    assert payload.bound(draft, None, "cardiff", DAY) == {"a": 3, "b": "trier", "c": "3"}
    assert payload.bound(Draft(text="RETURN $a"), None, "cardiff", DAY) == {}, (
        "the console says that it is missing"
    )


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_example_can_be_run_as_it_opens(name: str) -> None:
    query = catalogue()[name]
    bound = payload.bound(
        Draft(text=query.text, base=name, given=payload.defaults(query, "cardiff", DAY)),
        query,
        "cardiff",
        DAY,
    )
    assert set(bound) == {parameter.name for parameter in query.parameters}


# --- answer -------------------------------------------------------------------------------------------------


def test_answer_is_read_and_its_ids_are_found() -> None:
    t, naming = load_texts("zh"), load_naming("cn")
    edge = {"id": "4:x", "type": "TWINNED", "start": "trier", "end": "cardiff", "properties": {}}
    path = {
        "nodes": [CITY, {**CITY, "id": "nice", "properties": {"id": "nice", "name_zh": "尼斯"}}],
        "relationships": [edge],
    }
    result = Result(
        ["n", "r", "p", "list", "map", "none", "x"],
        [[CITY, edge, path, ["a", "b"], {"k": [1]}, None, 2.5]],
        False,
    )
    columns, rows = payload.columns_and_rows(result, None, t, naming)
    assert [column["title"] for column in columns] == result.columns
    assert [cell["text"] for cell in rows[0]] == [
        "特里尔 (城市)",
        t.word("relation", "TWINNED"),
        "特里尔 (城市) → 尼斯 (城市)",
        "a；b",
        '{"k": [1]}',
        "",
        "2.5",
    ]
    assert payload.possible_ids(result.rows)[:2] == ["trier", "nice"], "nodes come before what may be an id"
    assert "cardiff" in payload.possible_ids(result.rows)


def test_example_has_labels_and_names_but_a_changed_one_has_not() -> None:
    t, naming = load_texts("zh"), load_naming("cn")
    query = catalogue()["ties_by_country"]
    place = [column.name for column in query.columns].index("country")
    row: list[object] = [None] * len(query.columns)
    row[place] = "DE"
    result = Result([column.name for column in query.columns], [row], False)
    assert any(cell["text"] == "德国" for cell in payload.columns_and_rows(result, query, t, naming)[1][0])
    assert any(cell["text"] == "DE" for cell in payload.columns_and_rows(result, None, t, naming)[1][0])


def test_files_have_all_rows_and_no_formula() -> None:
    result = ConsoleAnswer(
        columns=["=a", "b"], rows=[["=1+1", CITY], ["x" * 40_000, None]] * 600, truncated=True
    )
    heads, rows = payload.file_rows(result)
    assert len(rows) == 1200
    assert csv_bytes(heads, rows).decode("utf-8-sig").startswith("'=a,b\r\n'=1+1,")
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes([("cypher", heads, rows)])))
    assert book.active is not None
    assert book.active["A2"].data_type == "s"
    assert json.loads(payload.json_text(result, "zh")) == {
        "columns": result.columns,
        "rows": result.rows,
        "truncated": True,
    }


def test_plan_and_notices_are_downloaded() -> None:
    seek = PlanNode(
        operator="NodeUniqueIndexSeek",
        details="c:City(id)",
        estimated_rows=1.0,
        rows=1,
        db_hits=2,
        children=(),
    )
    plan = PlanNode(
        operator="ProduceResults", details="c", estimated_rows=1.0, rows=1, db_hits=0, children=(seek,)
    )
    notice = notice_of(
        ServerNotice("01N50", "warn: label does not exist. The label `Cty` does not exist.", 1, 10)
    )
    document = json.loads(
        payload.json_text(
            ConsoleAnswer(columns=["c"], rows=[], truncated=False, plan=plan, notices=(notice,)), "en"
        )
    )
    assert list(document) == ["columns", "rows", "truncated", "plan", "notifications"]
    assert document["plan"]["children"][0] == {
        "operator": "NodeUniqueIndexSeek",
        "details": "c:City(id)",
        "estimated_rows": 1.0,
        "rows": 1,
        "db_hits": 2,
        "children": [],
    }
    assert document["notifications"] == [
        {
            "code": "01N50",
            "title": "unknown label",
            "text": "no label Cty; did you mean City?",
            "line": 1,
            "column": 10,
        }
    ]
    table = payload.plan_table(plan, load_texts("en"))
    assert table["heads"] == ["Operator", "Details", "Rows expected", "Rows", "Accesses of the store"]
    assert [(row["depth"], row["operator"], row["figures"]) for row in table["rows"]] == [
        (0, "ProduceResults", ["1", "1", "0"]),
        (1, "NodeUniqueIndexSeek", ["1", "1", "2"]),
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_schema_has_every_label_and_property_in_the_language(lang: str) -> None:
    schema = payload.schema(load_texts(lang))
    assert [entry["name"] for entry in schema["labels"]] == list(SHOWN_LABELS)
    for entry in schema["labels"]:
        assert [one["name"] for one in entry["properties"]] == [
            "id",
            *(one.name for one in NODE_TYPES[entry["name"]].properties),
        ]
    told = [entry["meaning"] for part in schema.values() for entry in part]
    assert all(told)
    assert all((any("\u4e00" <= char <= "\u9fff" for char in text)) is (lang == "zh") for text in told)
