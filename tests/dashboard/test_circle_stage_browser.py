"""Moving, zooming, pointing and printing on the circle, seen in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, product
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.dashboard.conftest import Visit, told
from tests.dashboard.test_circle_browser import CARD, EVERYTHING, apart, pixels, seen

pytestmark = pytest.mark.timeout(600)
Enter = Callable[..., Visit]
INK = (27, 30, 35)
#: Changes the width of the drawing and returns, before the page can draw it anew, as paper does it.
ON_PAPER = """() => {
  const root = document.querySelector('.st-key-circle [data-testid=stBidiComponentIsolated]').shadowRoot;
  const plane = root.querySelector('.plane');
  plane.style.width = '480px';
  const box = plane.getBoundingClientRect(), marks = window.__friendcircle.positions();
  plane.style.width = '';
  return [box.left, box.right, ...marks.flatMap(({ label }) => label ? [label[0], label[2]] : [])];
}"""


def zoom(page: Page) -> float:
    return float(page.locator(".fc").get_attribute("data-zoom") or 0)


def near(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return abs(one["x"] - other["x"]) < 1 and abs(one["y"] - other["y"]) < 1


def test_circle_is_dragged_and_zoomed(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open()
    before = visit.marks()
    page.mouse.move(before["durban"]["x"], before["durban"]["y"] + 40)
    page.mouse.down()
    page.mouse.move(before["durban"]["x"] + 50, before["durban"]["y"] + 20, steps=4)
    page.mouse.up()
    moved = visit.marks()
    assert all(
        abs(moved[mark]["x"] - before[mark]["x"] - 50) < 1
        and abs(moved[mark]["y"] - before[mark]["y"] + 20) < 1
        for mark in before
    )
    assert page.locator(".fc").get_attribute("data-chosen") == "", "dragging chooses nothing"
    # With Ctrl the wheel zooms, and what is under the pointer stays there; without it the page scrolls.
    page.mouse.move(moved["durban"]["x"], moved["durban"]["y"])
    page.mouse.wheel(0, -100)
    assert zoom(page) == 1
    page.keyboard.down("Control")
    for _ in range(4):
        page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    page.wait_for_function(
        "Number(document.querySelector('.st-key-circle [data-testid=stBidiComponentIsolated]')"
        ".shadowRoot.querySelector('.fc').dataset.zoom) > 1.7"
    )
    nearer = visit.marks()
    assert near(nearer["durban"], moved["durban"])
    wide = abs(nearer["trier"]["x"] - nearer["durban"]["x"]) / abs(moved["trier"]["x"] - moved["durban"]["x"])
    assert wide == pytest.approx(zoom(page), rel=0.01)
    page.locator(".zoom button").nth(2).click()
    assert all(near(mark, before[name]) for name, mark in visit.marks().items())


def test_zoom_has_its_limits_and_its_keys(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open()
    before = visit.marks()
    base = page.locator(".fc .plane").bounding_box()
    assert base is not None
    size = min(base["width"] / 900, base["height"] / 594)
    page.locator(".canvas").focus()
    for _ in range(20):
        page.keyboard.press("+")
    assert zoom(page) * size == pytest.approx(6, rel=0.01)
    for _ in range(30):
        page.keyboard.press("-")
    assert zoom(page) * size == pytest.approx(0.4, rel=0.01)
    page.keyboard.press("0")
    assert all(near(mark, before[name]) for name, mark in visit.marks().items())
    # What nobody has moved fits any window.
    page.set_viewport_size({"width": 1100, "height": 700})
    page.wait_for_function("window.__friendcircle.positions().every(({ x }) => x < 730)")
    assert zoom(page) == 1


def test_names_do_not_overlap_on_the_screen(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    visit.open()
    for lang, (width, height) in product(("zh", "en"), ((1366, 768), (1920, 1080))):
        visit.page.set_viewport_size({"width": width, "height": height})
        visit.go(lang=lang, kinds=EVERYTHING)
        named = [mark for mark in visit.marks().values() if mark["label"]]
        assert len(named) > 40
        boxes = [
            dict(zip(("left", "top", "right", "bottom"), mark["label"], strict=True)) | {"name": mark["name"]}
            for mark in named
        ]
        for one, other in combinations(boxes, 2):
            assert apart(one, other), (lang, one, other)


def test_marks_show_that_they_are_pointed_at(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open()
    mark = visit.marks()["goyang"]
    assert INK not in seen(pixels(page), mark["x"], mark["y"], 12)
    page.mouse.move(mark["x"], mark["y"])
    page.wait_for_selector(".mark[data-id='goyang'] .around", state="attached")
    assert INK in seen(pixels(page), mark["x"], mark["y"], 12), "a ring around it"
    page.mouse.move(5, 5)
    page.wait_for_selector(".mark[data-id='goyang'] .around", state="detached")
    # The chosen one stands out with its line, and with the focus on the others step back.
    page = visit.go(partner="trier", focus="yes")
    page.wait_for_selector(CARD)
    line = page.locator(".drawing .line[data-of='trier']")
    assert line.get_attribute("stroke-opacity") == "0.85"
    assert page.locator(".drawing .line[data-of='durban']").get_attribute("stroke-opacity") == "0.07"
    assert page.locator(".mark[data-id='durban']").get_attribute("opacity") == "0.16"
    assert page.locator(".mark[data-id='trier']").get_attribute("opacity") is None
    assert page.locator(".mark[data-id='durban'] .name").count() == 0


def test_lines_tell_the_state_of_a_tie(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open()
    dashes = {
        identifier: page.locator(f".drawing .line[data-of='{identifier}']").get_attribute("stroke-dasharray")
        for identifier in ("trier", "busan", "goyang")
    }
    assert dashes == {"trier": None, "busan": "6 5", "goyang": "1.5 4"}
    widths = page.locator(".drawing .line").evaluate_all(
        "lines => [...new Set(lines.map(line => line.getAttribute('stroke-width')))].sort()"
    )
    assert widths == ["1.6", "2.2"]


def test_page_is_printed(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open(lang="en", partner="trier")
    page.wait_for_selector(CARD)
    left, right, *edges = page.evaluate(ON_PAPER)
    assert right - left == pytest.approx(480, abs=1)
    assert all(left <= edge <= right for edge in edges), "the drawing takes the width that it gets"
    page.emulate_media(media="print")
    try:
        for name in (".zoom", ".history", ".time .buttons", ".card .close"):
            with told(name):
                assert not page.locator(f".fc {name}").first.is_visible()
        body = page.locator(".card .body").evaluate("node => node.scrollHeight - node.clientHeight")
        assert body <= 1, "the card is printed to its end"
        visit.picture("en-1366x768-circle-print")
    finally:
        page.emulate_media(media="null")
