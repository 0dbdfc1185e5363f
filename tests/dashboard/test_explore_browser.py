"""User actions on the canvas in a real browser, with the mouse and with the keyboard."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import openpyxl
import pytest
from playwright.sync_api import Page

from tests.dashboard.conftest import Visit
from tests.dashboard.looking import asked

pytestmark = pytest.mark.timeout(600)
Enter = Callable[..., Visit]
CANVAS = ".fc.explore[data-ready='true']"


def opened(visit: Visit, **parameters: str) -> Page:
    page = visit.open("explore", **parameters)
    page.wait_for_selector(CANVAS)
    return page


def wait_for_nodes(page: Page, count: int) -> None:
    page.wait_for_selector(f".fc.explore[data-nodes='{count}']")


def click(visit: Visit, identifier: str) -> None:
    mark = visit.marks()[identifier]
    visit.page.mouse.click(mark["x"], mark["y"])


def aside(visit: Visit) -> tuple[float, float]:
    """Return the offset between two marks."""
    marks = visit.marks()
    return marks["durban"]["x"] - marks["trier"]["x"], marks["durban"]["y"] - marks["trier"]["y"]


def wait_for_panel(page: Page, identifier: str) -> None:
    page.wait_for_selector(f".fc.explore[data-panel='{identifier}']")


def test_canvas_opens_with_the_home_and_its_ties(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit)
    marks = visit.marks()
    assert {"xiamen", "trier", "durban"} <= set(marks)
    assert f"{len(marks)} 个节点" in page.locator(".caption .shown").inner_text()
    assert page.locator(".nodes li").count() == len(marks), "the list beside it has them all"
    visit.picture("explore")


def test_relationships_are_counted_and_added_by_kind(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, nodes="xiamen,trier")
    click(visit, "trier")
    wait_for_panel(page, "trier")
    button = page.locator(".hanging button[data-kind='TO_PLACE|in|Visit']")
    number = int(button.locator(".n").inner_text())
    button.click()
    wait_for_nodes(page, 2 + number)
    page.wait_for_selector(".hanging button[data-kind='TO_PLACE|in|Visit'][disabled]")
    assert button.locator(".n").inner_text() == f"{number} / {number}"
    assert len(asked(page)["nodes"].split(",")) == 2 + number
    page.locator(".st-key-explore_undo button").click()
    wait_for_nodes(page, 2)
    page.locator(".st-key-explore_redo button").click()
    wait_for_nodes(page, 2 + number)


def test_double_click_expands_and_delete_removes(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, nodes="trier", lang="en")
    mark = visit.marks()["trier"]
    page.mouse.dblclick(mark["x"], mark["y"])
    page.wait_for_function(
        "Number(document.querySelector('.st-key-explore "
        "[data-testid=stBidiComponentIsolated]').shadowRoot.querySelector('.fc').dataset.nodes) > 10"
    )
    page.wait_for_url("**nodes=**")
    many = len(visit.marks())
    click(visit, "trier")
    wait_for_panel(page, "trier")
    page.keyboard.press("Delete")
    wait_for_nodes(page, many - 1)
    page.keyboard.press("Control+z")
    wait_for_nodes(page, many)


def test_shortest_paths_between_two_nodes(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, nodes="trier,cebu-city", lang="en")
    click(visit, "trier")
    page.keyboard.down("Control")
    click(visit, "cebu-city")
    page.keyboard.up("Control")
    page.get_by_role("button", name="Shortest paths").click()
    page.wait_for_function("new URLSearchParams(location.search).get('nodes').split(',').length > 2")
    page.locator(".said", has_text="shortest").wait_for()
    assert "xiamen" in asked(page)["nodes"]


def test_lasso_selects_and_keeps_only_the_selection(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, lang="en")
    marks = visit.marks()
    middle = sum(mark["x"] for mark in marks.values()) / len(marks)
    wanted = {key for key, mark in marks.items() if mark["x"] < middle}
    box = page.locator(".graph").bounding_box()
    assert box
    page.get_by_role("button", name="Lasso").click()
    corners = [
        (box["x"] + 4, box["y"] + 4),
        (middle, box["y"] + 4),
        (middle, box["y"] + box["height"] - 4),
        (box["x"] + 4, box["y"] + box["height"] - 4),
    ]
    page.mouse.move(*corners[0])
    page.mouse.down()
    for corner in [*corners[1:], corners[0]]:
        page.mouse.move(*corner, steps=4)
    page.mouse.up()
    page.get_by_role("button", name="Keep only these").click()
    wait_for_nodes(page, len(wanted))
    assert set(visit.marks()) == wanted


def test_dragged_mark_stays_and_the_step_can_be_undone(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, nodes="xiamen,trier,durban")
    before = aside(visit)
    mark = visit.marks()["durban"]
    page.mouse.move(mark["x"], mark["y"])
    page.mouse.down()
    page.mouse.move(mark["x"] - 60, mark["y"] + 40, steps=5)
    page.mouse.up()
    page.wait_for_selector(".st-key-explore_undo button:not([disabled])")
    assert aside(visit) == pytest.approx((before[0] - 60, before[1] + 40), abs=2)
    page.locator(".st-key-explore_undo button").click()
    page.wait_for_selector(".st-key-explore_redo button:not([disabled])")
    visit.drawn()
    assert aside(visit) == pytest.approx(before, abs=2)


def test_filters_hide_and_styles_colour(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, lang="en")
    every = visit.marks()
    page.locator(".st-key-filter button").click()
    page.get_by_role("button", name="Region", exact=True).click()
    page.wait_for_url("**off=Region**")
    page.wait_for_function(f"window.__friendcircle.positions().length < {len(every)}")
    left = visit.marks()
    assert all(abs(left[key]["x"] - every[key]["x"]) < 400 for key in left)
    page.keyboard.press("Escape")
    assert "filtered out" in page.locator(".caption .shown").inner_text()
    page = opened(
        visit, lang="en", nodes="xiamen,trier,visit-0187,visit-0202", colour="direction", size="degree"
    )
    assert {entry.split("\n")[0] for entry in page.locator(".legend.marks li").all_inner_texts()} >= {
        "received"
    }
    marks = visit.marks()
    assert marks["xiamen"]["size"] > marks["visit-0187"]["size"]


def test_day_and_period_limit_the_nodes(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, lang="en", nodes="xiamen,durban,visit-0187,visit-0202", as_of="2020-01-22")
    assert set(visit.marks()) == {"xiamen", "durban"}
    assert "2 later than 2020-01-22" in page.locator(".caption .shown").inner_text()
    opened(visit, lang="en", nodes="xiamen,durban,visit-0187,visit-0202", since="2025")
    assert set(visit.marks()) == {"xiamen", "durban", "visit-0202"}


def test_perspective_is_saved_and_opened(dashboard: str, visitor: Enter, tmp_path: Path) -> None:
    visit = visitor(dashboard)
    page = opened(visit, nodes="xiamen,trier,durban", layout="map")
    before = {key: (round(mark["x"]), round(mark["y"])) for key, mark in visit.marks().items()}
    page.locator(".st-key-perspective button").first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="存为文件").click()
    saved = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert saved["nodes"] == ["xiamen", "trier", "durban"]
    other = visitor(dashboard)
    page = opened(other, nodes="xiamen")
    page.locator(".st-key-perspective button").first.click()
    kept, spoilt = tmp_path / "kept.json", tmp_path / "spoilt.json"
    kept.write_text(json.dumps(saved), encoding="utf-8")
    spoilt.write_text("{}", encoding="utf-8")
    page.locator(".fc-file[data-ready] input").set_input_files(spoilt)
    page.wait_for_function(
        "document.querySelector('.st-key-explore "
        "[data-testid=stBidiComponentIsolated]').shadowRoot.querySelector('.said.wrong')"
    )
    assert "spoilt.json" in page.locator(".said").inner_text()
    assert set(other.marks()) == {"xiamen"}
    page.locator(".fc-file[data-ready] input").set_input_files(kept)
    wait_for_nodes(page, 3)
    page.keyboard.press("Escape")
    assert {key: (round(mark["x"]), round(mark["y"])) for key, mark in other.marks().items()} == before
    assert asked(page)["layout"] == "map"


def test_shown_graph_can_be_downloaded(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, nodes="xiamen,trier,port-xiamen", lang="en")
    page.locator(".st-key-download button").first.click()
    files = {}
    for name in ("Nodes and relations (CSV)", "Nodes and relations (Excel)", "GraphML", "JSON"):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        files[download.value.suggested_filename.rpartition(".")[2]] = Path(download.value.path()).read_bytes()
    assert (
        len(zipfile.ZipFile(io.BytesIO(files["zip"])).read("nodes.csv").decode("utf-8-sig").splitlines()) > 2
    )
    assert openpyxl.load_workbook(io.BytesIO(files["xlsx"])).sheetnames[0] == "On the canvas"
    assert "trier" in nx.parse_graphml(files["graphml"].decode())
    assert "trier" in nx.node_link_graph(json.loads(files["json"]), edges="edges")
    page.keyboard.press("Escape")
    for name in ("Save as PNG", "Save as SVG"):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        data = Path(download.value.path()).read_bytes()
        assert data.startswith((b"\x89PNG", b"<svg")), name
        assert len(data) > 1_000


def test_canvas_can_be_used_by_keyboard(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, nodes="xiamen,trier,durban", lang="en")
    page.locator(".graph").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator(".spoken").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**picked=**")
    page.keyboard.press("Control+a")
    page.wait_for_selector(".fc.explore[data-picked*=',']")
    assert page.locator(".card h2").inner_text() == "3 picked"
    page.keyboard.press("Escape")
    page.wait_for_function("!location.search.includes('picked')")
    for number, name in enumerate(("Xiamen", "Trier"), start=1):
        page.locator(f".nodes input[aria-label='{name}']").click()
        page.wait_for_function(
            f"(new URLSearchParams(location.search).get('picked') ?? '').split(',').filter(Boolean).length "
            f"=== {number}"
        )
    assert page.get_by_role("button", name="Shortest paths").is_enabled()


def test_search_adds_any_node(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, nodes="xiamen")
    for typed, identifier in (("tle", "trier"), ("GUADALAJ", "guadalajara"), ("dushanbe", "dushanbe")):
        page.locator(".search input").fill(typed)
        page.wait_for_selector(f".found li[data-id='{identifier}']")
        page.locator(f".found li[data-id='{identifier}']").click()
        page.wait_for_function(
            f"new URLSearchParams(location.search).get('nodes')?.split(',').includes('{identifier}')"
        )
    page.locator(".search input").fill("lord mayor")
    page.wait_for_selector(".found li[data-id^='visit-']")


def test_search_on_another_page_opens_the_file(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open("data", lang="en")
    page.locator(".search input").fill("trier")
    page.locator(".found li[data-id='trier']").click()
    page.wait_for_url("**/partner?**partner=trier**")


def test_invalid_link_parameters_are_reported(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, lang="en", nodes="xiamen,nobody", colour="kindd", layout="spiral", since="soon")
    told = page.locator(".banner").inner_text()
    assert "layout=spiral" in told
    assert "since=soon" in told
    assert set(visit.marks()) == {"xiamen"}
