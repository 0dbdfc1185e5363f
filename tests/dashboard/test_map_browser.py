"""The map in a real browser: moving, zooming, layers and selection, by mouse and by keyboard."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from itertools import combinations
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from tests.dashboard.conftest import READY, Visit, told
from tests.dashboard.test_circle_browser import CARD, apart, boxes

pytestmark = pytest.mark.timeout(600)
Enter = Callable[..., Visit]
EVERYTHING = {
    "kinds": "sister,exchange,agreement,intent,contact,port,consulate",
    "layers": "ties,routes,projects",
}
ALL_SIDES = ("left", "top", "right", "bottom")


def open_map(visit: Visit, **parameters: str) -> Page:
    page = visit.open("map", **parameters)
    page.wait_for_function(READY)
    page.wait_for_selector(".fc.map .world .land", state="attached")
    page.wait_for_selector(".st-key-kinds button")
    return visit.drawn()


def root(page: Page, name: str) -> str:
    return page.locator(".fc.map").get_attribute(f"data-{name}") or ""


def zoom(page: Page) -> float:
    return float(root(page, "zoom"))


def find(visit: Visit, identifier: str) -> dict[str, Any]:
    """Return the mark that shows an id, by itself or as part of a group."""
    return next(mark for mark in visit.marks().values() if identifier in mark["ids"])


def test_map_opens_from_the_circle_and_keeps_the_selection(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open(lang="en", partner="wellington", continents="OC,AS")
    page.locator(".st-key-subbar a", has_text="Map").click()
    page.wait_for_url("**/map?**")
    page.wait_for_selector(".fc.map .world .land", state="attached")
    page.wait_for_selector(CARD)
    assert page.locator(".card h2").inner_text().startswith("Wellington")
    assert parse_qs(urlsplit(page.url).query) == {
        "lang": ["en"],
        "partner": ["wellington"],
        "continents": ["AS,OC"],
    }
    assert {identifier for mark in visit.marks().values() for identifier in mark["ids"]}.isdisjoint(
        {"trier", "durban"}
    )
    assert page.locator(".stamp").inner_text() == "Sketch, internal use"
    assert page.locator(".st-key-page_here").inner_text() == "Map"


def test_land_has_one_colour_and_no_borders(dashboard: str, visitor: Enter) -> None:
    page = open_map(visitor(dashboard))
    land = page.locator(".world .land")
    assert land.count() == 1
    assert land.evaluate(
        "path => path.getAttribute('fill') === path.getAttribute('stroke') && path.getAttribute('fill') !== "
        "'none'"
    )
    filled = page.locator(".world path").evaluate_all(
        "paths => paths.filter(path => path.classList.contains('line') && path.getAttribute('fill') !== "
        "'none').length"
    )
    assert filled == 0


def test_zooming_and_dragging(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = open_map(visit)
    before = find(visit, "durban")
    page.mouse.move(before["x"], before["y"])
    for _ in range(5):
        page.mouse.wheel(0, -100)
    page.wait_for_function(
        "Number(document.querySelector('.st-key-map "
        "[data-testid=stBidiComponentIsolated]').shadowRoot.querySelector('.fc').dataset.zoom) > 2"
    )
    near = find(visit, "durban")
    assert abs(near["x"] - before["x"]) < 2 and abs(near["y"] - before["y"]) < 2, (
        "what is under the pointer stays there"
    )
    page.mouse.move(400, 420)
    page.mouse.down()
    page.mouse.move(460, 400, steps=4)
    page.mouse.up()
    moved = find(visit, "durban")
    assert (round(moved["x"] - near["x"]), round(moved["y"] - near["y"])) == (60, -20)
    assert root(page, "chosen") == "", "dragging chooses nothing"
    page.locator(".zoom button").nth(1).click()
    assert zoom(page) < 2.5
    page.locator(".zoom button").nth(2).click()
    assert zoom(page) == 1
    assert find(visit, "durban")["x"] == pytest.approx(before["x"], abs=0.5)


def test_zooming_in_splits_a_group(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = open_map(visit, lang="en")
    group = find(visit, "sasebo")
    assert len(group["ids"]) > 2
    page.mouse.move(group["x"], group["y"])
    page.locator(".tip").wait_for()
    assert f"{len(group['ids'])} here" in page.locator(".tip").inner_text()
    hidden = page.locator(".caption .shown").inner_text()
    page.mouse.click(group["x"], group["y"])
    assert zoom(page) > 1
    assert page.locator(".caption .shown").inner_text() != hidden
    for _ in range(20):
        page.locator(".zoom button").first.click()
    assert all(len(mark["ids"]) == 1 for mark in visit.marks().values())
    assert "when nearer" not in page.locator(".caption .shown").inner_text()


def test_click_opens_the_card_and_a_link_shows_the_same(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = open_map(visit, layers="ties,projects")
    mark = find(visit, "durban")
    page.mouse.click(mark["x"], mark["y"])
    assert page.locator(".card h2").inner_text(timeout=1_000).startswith("德班")
    page.wait_for_selector(CARD)
    page.wait_for_url("**partner=durban**")
    card = page.locator(".card").inner_text()
    for text in (
        "友好交往度（本系统测算）",
        "经济与项目",
        "人口：",
        "合作项目未登记。未登记不等于没有。",
        "出处",
    ):
        assert text in card
    assert page.locator(".world .line[stroke-opacity='0.95']").count() == 1
    other = visitor(dashboard)
    again = open_map(other, layers="ties,projects", partner="trier")
    again.wait_for_selector(CARD)
    assert find(other, "trier")["ids"] == ["trier"], (
        "the map goes so near that the chosen one stands by itself"
    )
    assert "项目涉及：" in again.locator(".card").inner_text()
    again.locator(".card .file").click()
    again.wait_for_url("**/partner?**partner=trier**")


def test_layers_are_switched(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = open_map(visit, lang="en")
    assert page.locator(".world .line[data-layer='routes']").count() == 0
    page.locator(".st-key-kinds button", has_text="Direct routes").click()
    page.wait_for_url("**layers=ties%2Croutes**")
    page.wait_for_selector(".world .line[data-layer='routes']", state="attached")
    assert page.locator(".legend.shapes", has_text="Routes by sea, rail, air").count() == 1
    page.locator(".st-key-kinds button", has_text="Ties").click()
    page.wait_for_function("!window.__friendcircle.positions().some(mark => mark.form === 'circle')")
    page.go_back()
    page.wait_for_selector(".world .line[data-layer='ties']", state="attached")
    page.locator(".st-key-filter button").click()
    page.get_by_role("button", name="Africa").click()
    page.wait_for_url("**continents=AF**")
    page.wait_for_function("window.__friendcircle.positions().length < 4")


def test_time_changes_but_places_stay(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = open_map(visit, as_of="2020-01-22")
    assert "durban" in {identifier for mark in visit.marks().values() for identifier in mark["ids"]}
    before = find(visit, "wellington")
    field = page.locator(".time .date input")
    field.fill("1990-12-31")
    field.press("Enter")
    page.wait_for_url("**as_of=1990-12-31**")
    page.wait_for_function("window.__friendcircle.positions().length < 12")
    after = find(visit, "wellington")
    assert (after["x"], after["y"]) == pytest.approx((before["x"], before["y"]))


def test_map_can_be_used_by_keyboard(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = open_map(visit, lang="en")
    page.locator(".canvas").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    said = page.locator(".spoken").inner_text()
    assert said
    page.keyboard.press("Enter")
    page.wait_for_selector(CARD)
    assert said.startswith(page.locator(".card h2").evaluate("title => title.firstChild.textContent"))
    page.keyboard.press("Escape")
    page.wait_for_function("!location.search.includes('partner')")
    page.keyboard.press("0")
    assert zoom(page) == 1
    page.keyboard.press("+")
    page.keyboard.press("+")
    assert zoom(page) > 1.5
    centre = root(page, "centre")
    page.keyboard.press("Shift+ArrowLeft")
    assert root(page, "centre") != centre
    page.keyboard.press("0")
    assert zoom(page) == 1
    page.locator(".st-key-view button", has_text="List").click()
    row = page.locator(".list td button", has_text="Trier")
    row.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(CARD)
    assert page.locator(".card h2").inner_text().startswith("Trier")


def test_search_result_is_shown_on_the_map(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = open_map(visit)
    box = page.locator(".search input")
    box.fill("mupu")
    page.wait_for_selector(".found li[data-id] >> text=木浦")
    box.press("Enter")
    page.wait_for_selector(CARD)
    assert "/map" in page.url
    page.wait_for_function(
        "window.__friendcircle.positions().some(mark => mark.ids.length === 1 && mark.id === new "
        "URLSearchParams(location.search).get('partner'))"
    )


def test_list_and_pictures_can_be_downloaded(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = open_map(visit, lang="en", **EVERYTHING)
    with page.expect_download() as waiting:
        page.locator(".zoom button", has_text="SVG").click()
    assert waiting.value.suggested_filename == "xiamen-map-2025-09-08.svg"
    drawing = waiting.value.path().read_text(encoding="utf-8")
    assert drawing.startswith("<svg")
    assert "Sketch, internal use" in drawing
    assert "Wellington" in drawing
    with page.expect_download() as waiting:
        page.locator(".zoom button", has_text="PNG").click()
    assert waiting.value.path().read_bytes()[:4] == b"\x89PNG"
    with page.expect_download() as waiting:
        page.locator(".st-key-download_csv button:visible").first.click()
    rows = list(csv.reader(io.StringIO(waiting.value.path().read_text(encoding="utf-8-sig"))))
    assert rows[0][0] == "Id"
    assert len(rows) - 1 == int(root(page, "marks"))
    assert any("Hospital de Messejana" in cell for row in rows for cell in row)
    with page.expect_download() as waiting:
        page.locator(".st-key-download_xlsx button:visible").first.click()
    assert waiting.value.path().read_bytes()[:2] == b"PK"


#: The views of the map to check, by the name of the picture; the zoomed one comes last, since the map keeps
#: its position.
SEEN: dict[str, dict[str, str]] = {
    "start": {},
    "all": EVERYTHING,
    "list": {**EVERYTHING, "view": "list"},
    "near": {**EVERYTHING, "partner": "trier"},
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080)])
def test_nothing_overlaps_or_is_cut(
    dashboard: str, visitor: Enter, width: int, height: int, lang: str
) -> None:
    visit = visitor(dashboard, width, height)
    open_map(visit, lang=lang)
    for name, parameters in SEEN.items():
        with told(name):
            page = visit.go("map", lang=lang, **parameters)
            if "partner" in parameters:
                page.wait_for_selector(CARD)
            visit.picture(f"{lang}-{width}x{height}-map-{name}")
            nothing_overlaps(visit, width, height, name)


def nothing_overlaps(visit: Visit, width: int, height: int, name: str) -> None:
    """Check that nothing on the map overlaps, exceeds the window, or is cut.

    :param width: width of the window in pixels, like ``height``
    :param name: name of the view, a key of :data:`SEEN`
    """
    page = visit.page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
        "the page is wider than the window"
    )
    pieces = boxes(
        page,
        ".st-key-bar h1, .st-key-tabs a, .search input, .st-key-lang button, .st-key-subbar a, "
        ".st-key-kinds button, .st-key-filter button",
    )
    pieces += boxes(page, ".st-key-view button, .st-key-download button") + boxes(
        page, ".fc .caption span, .fc .plane, .fc .time, .fc .card"
    )
    for one, other in combinations(pieces, 2):
        assert apart(one, other), (one, other)
    assert all(
        piece["left"] >= 0 and piece["right"] <= width + 0.5 and piece["bottom"] <= height + 0.5
        for piece in pieces
    )
    cut = page.locator(
        ".st-key-kinds button p, .fc .caption span, .fc .legend li, .card h2, .card p, .bars li > span"
    ).evaluate_all(
        """nodes => nodes.filter(node => node.offsetParent && node.scrollWidth > node.clientWidth + 1)
        .filter(node => getComputedStyle(node).display !== 'inline')
        .map(node => node.textContent)"""
    )
    assert cut == []
    if name == "list":
        return
    marks = list(visit.marks().values())
    names = [dict(zip(ALL_SIDES, mark["label"], strict=True)) for mark in marks if mark["label"]] + boxes(
        page, ".world .home text"
    )
    assert len(names) > 5
    for one, other in combinations(names, 2):
        assert apart(one, other), (one, other)
    for one, other in combinations(marks, 2):
        assert ((one["x"] - other["x"]) ** 2 + (one["y"] - other["y"]) ** 2) ** 0.5 >= one["size"] + other[
            "size"
        ], (one["ids"], other["ids"])
    if name == "near":
        return
    plane = boxes(page, ".fc .plane")[0]
    covers = boxes(page, ".fc .legend li, .fc .stamp, .fc .zoom")
    for box in names:
        assert (
            box["left"] >= plane["left"] - 0.5
            and box["right"] <= plane["right"] + 0.5
            and box["top"] >= plane["top"]
        ), box
        assert all(apart(box, cover) for cover in covers), box
