"""The console in a real browser: writing, running, reading, downloading and sharing a statement."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pytest
from playwright.sync_api import Page

from queries.catalogue.collection import catalogue
from tests.dashboard.conftest import Visit, told
from tests.dashboard.looking import asked

pytestmark = pytest.mark.timeout(600)
Enter = Callable[..., Visit]
CONSOLE = ".fc.console[data-ready='true']"
CITIES = "MATCH (c:City {id: $id})-[r]-(n) RETURN c, type(r) AS kind, n ORDER BY kind, n.id"


def opened(visit: Visit, **parameters: str) -> Page:
    page = visit.open("cypher", **{name: quote(value, safe="") for name, value in parameters.items()})
    page.wait_for_selector(CONSOLE)
    return page


def wait_for(page: Page, state: str) -> None:
    page.wait_for_selector(f".fc.console[data-state='{state}']")


def saved(page: Page, form: str) -> bytes:
    with page.expect_download() as waiting:
        page.locator(f".st-key-console_{form} button").first.click()
    assert waiting.value.suggested_filename == f"xiamen-cypher.{form}"
    return Path(waiting.value.path()).read_bytes()


def test_statement_of_a_link_is_not_run_at_once(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, lang="en", cypher=CITIES, given="id=trier", rows="7")
    assert page.locator(".editor").input_value() == CITIES
    assert page.locator(".field input").input_value() == "trier"
    assert page.locator(".limit input[name=rows]").input_value() == "7"
    visit.drawn()
    wait_for(page, "waiting")
    assert "Not run yet" in page.locator(".answer").inner_text()
    assert page.locator(".answer table").count() == 0
    assert page.locator(".st-key-console_csv button").first.is_disabled()
    page.get_by_role("button", name="Run", exact=True).click()
    wait_for(page, "answer")
    assert "Cut off after 7 rows; there are more" in page.locator(".told").inner_text()
    assert page.locator(".answer tbody tr").count() == 7
    assert page.locator(".answer tbody td").first.inner_text() == "Trier (City)"
    page.reload()
    page.wait_for_selector(CONSOLE)
    wait_for(page, "waiting")
    assert page.locator(".editor").input_value() == CITIES


def test_example_is_picked_run_and_downloaded(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit)
    page.locator(".beside .narrow").fill("友好城市")
    before = visit.run()
    page.locator(".pick-one[data-name=sister_cities]").click()
    page.wait_for_url("**query=sister_cities**")
    visit.drawn(after=before)
    assert page.locator(".purpose").inner_text() == catalogue()["sister_cities"].purpose.zh
    meanings = [parameter.meaning.zh for parameter in catalogue()["sister_cities"].parameters]
    assert sorted(page.locator(".field small").all_inner_texts()) == sorted(meanings)
    page.locator(".field input[name=as_of]").fill("2015-08-11")
    page.locator(".editor").press("Control+Enter")
    wait_for(page, "answer")
    assert "共 18 行" in page.locator(".told").inner_text()
    assert asked(page) == {"query": "sister_cities", "given": "as_of=2015-08-11"}
    assert "英国" in page.locator(".answer tbody tr").first.inner_text(), (
        "codes of countries and areas are called as the office calls them"
    )
    rows = list(csv.reader(io.StringIO(saved(page, "csv").decode("utf-8-sig"))))
    assert (len(rows), rows[0][0]) == (19, catalogue()["sister_cities"].columns[0].name)
    book = openpyxl.load_workbook(io.BytesIO(saved(page, "xlsx")))
    assert book.active is not None
    assert book.active.max_row == 19
    document = json.loads(saved(page, "json"))
    assert (set(document), len(document["rows"]), document["truncated"]) == (
        {"columns", "rows", "truncated"},
        18,
        False,
    )
    visit.picture("cypher")


def test_nodes_of_an_answer_go_to_the_canvas(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(
        visit, lang="en", cypher="MATCH p = (c:City {id: 'trier'})-[:TWINNED]-(n) RETURN p, 'nice' AS other"
    )
    page.locator(".editor").press("Control+Enter")
    wait_for(page, "answer")
    link = page.locator(".graph-link")
    assert link.inner_text() == "Open these 3 nodes under Explore"
    assert "nodes=trier%2Cxiamen%2Cnice" in str(link.get_attribute("href"))
    link.click()
    page.wait_for_selector(".fc.explore[data-nodes='3']")
    assert asked(page)["nodes"] == "trier,xiamen,nice"


#: A refused statement, a part of the message, and the text selected in the editor.
REFUSED = (
    (
        "MATCH (n)\n  DETACH DELETE n",
        "DETACH would write, and only reading is possible here (line 2, column 3: DETACH DELETE n)",
        "DETACH",
    ),
    (
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        (
            "a statement that begins with LOAD is not taken (line 1, column 1: LOAD CSV FROM "
            "'file:///etc/passwd' AS line RETURN line)"
        ),
        "LOAD",
    ),
    ("MATCH (n:City)\nRETRUN n", "the store cannot run the statement (line 2, column 1: RETRUN n)", "RETRUN"),
)


def test_error_is_one_line_with_its_place(dashboard: str, visitor: Enter) -> None:
    page = opened(visitor(dashboard), lang="en")
    for text, says, selected in REFUSED:
        with told(text):
            page.locator(".editor").fill(text)
            page.locator(".editor").press("Control+Enter")
            page.locator("[role=alert]", has_text=says).wait_for()
            wait_for(page, "error")
            line = page.get_by_role("alert").inner_text()
            assert says in line
            assert "\n" not in line
            chosen = page.locator(".editor").evaluate(
                "editor => editor.value.slice(editor.selectionStart, editor.selectionEnd)"
            )
            assert chosen == selected


def test_statement_over_the_time_limit_is_ended(dashboard: str, visitor: Enter) -> None:
    page = opened(visitor(dashboard), lang="en", seconds="1")
    page.locator(".editor").fill(
        "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a * b AS c WHERE c < 0 RETURN "
        "count(c) AS n"
    )
    page.locator(".editor").press("Control+Enter")
    wait_for(page, "error")
    assert "ran longer than" in page.get_by_role("alert").inner_text()


def test_running_statement_can_be_stopped(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, lang="en", seconds="60")
    page.locator(".editor").fill(
        "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a * b AS c WHERE c < 0 RETURN "
        "count(c) AS n"
    )
    assert page.locator(".halt").is_hidden()
    page.locator(".editor").press("Control+Enter")
    wait_for(page, "running")
    assert page.locator(".said").inner_text() == "Running…"
    assert page.locator(".go").is_disabled()
    assert page.locator(".answer").inner_text() == ""
    visit.picture("cypher-running")
    page.get_by_role("button", name="Stop", exact=True).click()
    wait_for(page, "error")
    assert "the statement was stopped" in page.get_by_role("alert").inner_text()
    assert page.locator(".halt").is_hidden()
    page.locator(".editor").fill("RETURN 1 AS x")
    page.locator(".editor").press("Control+Enter")
    wait_for(page, "answer")
    assert page.locator(".answer tbody td").all_inner_texts() == ["1"]


def test_slow_answer_appears_by_itself(dashboard: str, visitor: Enter) -> None:
    page = opened(visitor(dashboard), lang="en")
    page.locator(".editor").fill(
        "UNWIND range(1, 6000) AS a UNWIND range(1, 1000) AS b RETURN sum(a * b % 7) AS n"
    )
    page.locator(".editor").press("Control+Enter")
    wait_for(page, "answer")
    assert page.locator(".answer tbody tr").count() == 1
    assert page.locator(".said").inner_text() == ""


def test_plan_is_a_table_of_operators(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    text = "PROFILE MATCH (c:City {id: 'trier'})<-[:BETWEEN]-(t:Tie) RETURN t.id AS tie"
    page = opened(visit, lang="zh", cypher=text)
    page.locator(".editor").press("Control+Enter")
    wait_for(page, "answer")
    assert page.locator(".plan th").all_inner_texts() == ["操作", "说明", "预计行数", "实际行数", "读取次数"]
    assert page.locator(".plan .operator").first.inner_text() == "ProduceResults"
    assert page.locator(".plan .operator").last.inner_text() == "NodeUniqueIndexSeek"
    assert page.locator(".answer tbody").first.inner_text() == "tie-trier--xiamen"
    document = json.loads(saved(page, "json"))
    assert list(document) == ["columns", "rows", "truncated", "plan"]
    visit.picture("cypher-profile")
    page.locator(".editor").fill(text.replace("PROFILE", "EXPLAIN"))
    page.locator(".editor").press("Control+Enter")
    page.wait_for_selector(".told:has-text('只编制了执行计划')")
    assert page.locator(".plan th").all_inner_texts() == ["操作", "说明", "预计行数"]
    assert page.locator(".answer table").count() == 1


def test_notices_of_the_store_move_the_cursor_to_their_place(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, lang="en")
    page.locator(".editor").fill("MATCH (n:City)\nMATCH (m:Cty), (n) RETURN n, m")
    page.locator(".editor").press("Control+Enter")
    wait_for(page, "answer")
    remarks = page.locator(".server-notices li")
    assert "line 2, column 10: no label Cty; did you mean City?" in remarks.all_inner_texts()
    page.get_by_role("button", name="no label Cty").click()
    assert (
        page.locator(".editor").evaluate(
            "editor => editor.value.slice(editor.selectionStart, editor.selectionEnd)"
        )
        == "Cty"
    )
    visit.picture("cypher-remarks")


def test_missing_parameter_is_named(dashboard: str, visitor: Enter) -> None:
    page = opened(visitor(dashboard), lang="zh", query="partner")
    field = page.locator(".field input[name=id]")
    field.fill("")
    page.locator(".go").click()
    wait_for(page, "error")
    assert "id" in page.get_by_role("alert").inner_text()


def test_schema_inserts_text_and_history_restores_statements(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, lang="en", cypher="MATCH (c) RETURN count(c) AS n")
    page.locator(".editor").evaluate("editor => editor.setSelectionRange(8, 8)")
    page.get_by_role("tab", name="Schema").click()
    page.get_by_role("button", name="Insert City", exact=True).click()
    assert page.locator(".editor").input_value() == "MATCH (c:City) RETURN count(c) AS n"
    page.get_by_role("button", name="Properties of City").click()
    assert page.get_by_role("button", name="Insert name_zh").first.is_visible()
    page.locator(".editor").press("Control+Enter")
    wait_for(page, "answer")
    page.locator(".editor").fill("RETURN 1 AS x")
    page.locator(".editor").press("Control+Enter")
    page.wait_for_selector(".answer th:has-text('x')")
    page.get_by_role("tab", name="History").click()
    assert page.locator(".pick-one code").all_inner_texts() == [
        "RETURN 1 AS x",
        "MATCH (c:City) RETURN count(c) AS n",
    ]
    page.locator(".pick-one").nth(1).click()
    page.wait_for_function(
        "document.querySelector('.st-key-console "
        "[data-testid=stBidiComponentIsolated]').shadowRoot.querySelector('.editor').value.includes('City')"
    )
    assert asked(page)["cypher"] == "MATCH (c:City) RETURN count(c) AS n"


def test_draft_statement_survives_a_visit_to_another_page(dashboard: str, visitor: Enter) -> None:
    page = opened(visitor(dashboard), lang="en")
    page.locator(".editor").fill("RETURN 'half a thought'")
    page.get_by_role("link", name="Circle").click()
    page.wait_for_selector(".st-key-kinds button")
    page.get_by_role("link", name="Data").first.click()
    page.get_by_role("link", name="Cypher").click()
    page.wait_for_selector(CONSOLE)
    assert page.locator(".editor").input_value() == "RETURN 'half a thought'"


def test_copied_link_has_the_draft_statement(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened(visit, lang="en")
    page.locator(".editor").fill("MATCH (n:Port {id: $id}) RETURN n")
    page.locator(".field input[name=id]").fill("a b&c")
    page.get_by_role("button", name="Copy link").click()
    page.wait_for_selector(".said:has-text('The link is copied')")
    address = page.evaluate("navigator.clipboard.readText()")
    again = visitor(dashboard)
    again.page.goto(address)
    again.page.wait_for_selector(CONSOLE)
    assert again.page.locator(".editor").input_value() == "MATCH (n:Port {id: $id}) RETURN n"
    assert again.page.locator(".field input[name=id]").input_value() == "a b&c"
    page.locator(".editor").fill("RETURN '" + "x" * 5_000 + "' AS x")
    page.get_by_role("button", name="Copy link").click()
    page.wait_for_selector(".said:has-text('does not fit into a link')")
    page.locator(".editor").press("Control+Enter")
    wait_for(page, "answer")
    assert "cypher" not in asked(page), "too long for a link, and run all the same"


def test_invalid_link_parameters_are_reported(dashboard: str, visitor: Enter) -> None:
    page = opened(visitor(dashboard), lang="en", query="sister_citis", rows="0")
    told = page.locator(".banner").inner_text()
    assert "query=sister_citis (did it mean sister_cities?)" in told
    assert "rows=0" in told
