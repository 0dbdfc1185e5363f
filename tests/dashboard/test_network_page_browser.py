"""The network as a page of its own: downloaded from the dashboard and opened without any connection."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page

from reports.writers.network_page import NetworkPage, PageEdge, PageNode, write_network_page
from tests.dashboard.conftest import PICTURES, Visit
from tests.dashboard.test_circle_browser import EVERYTHING

pytestmark = pytest.mark.timeout(600)
Enter = Callable[..., Visit]
#: How many pixels of the drawing are neither white nor transparent.
INKED = """() => {
  const canvas = document.querySelector("#mynetwork canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let inked = 0;
  for (let at = 0; at < data.length; at += 4)
    inked += data[at + 3] > 0 && data[at] + data[at + 1] + data[at + 2] < 600;
  return inked;
}"""


@contextmanager
def alone(browser: Browser, path: Path) -> Iterator[Page]:
    """Open a file in a browser of its own; check that it asks nothing else and that no script of it fails."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    asked: list[str] = []
    wrong: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    context.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_function("window.network && network.getScale() > 0")
    page.wait_for_timeout(300)
    yield page
    assert asked == [path.as_uri()]
    assert wrong == []
    context.close()


def nodes(page: Page) -> dict[str, dict[str, Any]]:
    """Return the nodes of the page by id, as the library holds them, with where they are on the screen."""
    found: dict[str, dict[str, Any]] = page.evaluate(
        """() => {
          const corner = document.querySelector("#mynetwork").getBoundingClientRect();
          const places = network.getPositions();
          return Object.fromEntries(nodes.get().map(({ id, name, told }) => {
            const { x, y } = network.canvasToDOM(places[id]);
            return [id, { name, told, x: corner.left + x, y: corner.top + y }];
          }));
        }"""
    )
    return found


def saved(page: Page, button: Locator, folder: Path) -> Path:
    with page.expect_download() as waiting:
        button.click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def picture(page: Page, name: str) -> None:
    if os.environ.get("FRIENDCIRCLE_TEST_PICTURES"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_circle_as_a_page(
    dashboard: str, visitor: Enter, browser: Browser, tmp_path: Path, lang: str
) -> None:
    visit = visitor(dashboard)
    page = visit.open(lang=lang, kinds=EVERYTHING)
    marks = visit.marks()
    path = saved(page, page.locator(".st-key-download_network button:visible").first, tmp_path)
    assert path.name == "xiamen-2025-09-08.html"
    with alone(browser, path) as own:
        found = nodes(own)
        assert set(found) == {"xiamen", *marks}
        assert own.evaluate(INKED) > 5_000
        assert found["trier"]["name"] == {"zh": "特里尔", "en": "Trier"}[lang]
        assert {"zh": "特里尔", "en": "Trier"}[lang] in own.locator("details").text_content()
        assert {"zh": "示意图 内部使用", "en": "Sketch, internal use"}[lang] == own.locator(
            ".stamp"
        ).inner_text()
        # Nearer to the middle here too.
        assert abs(found["cebu-city"]["x"] - found["xiamen"]["x"]) < abs(
            found["goyang"]["x"] - found["xiamen"]["x"]
        )
        own.mouse.move(found["trier"]["x"], found["trier"]["y"])
        own.wait_for_selector(".vis-tooltip >> text=" + {"zh": "德国", "en": "Germany"}[lang])
        picture(own, f"{lang}-1366x768-network-page")


def test_canvas_as_a_page(dashboard: str, visitor: Enter, browser: Browser, tmp_path: Path) -> None:
    visit = visitor(dashboard)
    page = visit.open("explore", lang="en", nodes="xiamen,trier,cardiff")
    page.wait_for_selector(".fc.explore[data-nodes='3']")
    page.locator(".st-key-download button").first.click()
    button = page.get_by_role("button", name="Network (HTML)")
    path = saved(page, button, tmp_path)
    assert path.name == "xiamen-explore.html"
    with alone(browser, path) as own:
        assert {node["name"] for node in nodes(own).values()} == {"Xiamen", "Trier", "Cardiff"}
        assert own.evaluate("edges.length") >= 2
        assert own.evaluate(INKED) > 500
        picture(own, "en-1366x768-network-page-explore")


def test_text_is_not_executed(browser: Browser, tmp_path: Path) -> None:
    hostile = "<img src=x onerror=window.hit=1><a href=//host.example>"
    made = write_network_page(
        NetworkPage(
            title=hostile,
            lang="zh",
            nodes=[
                PageNode(id="a", name=hostile, x=0, y=0, size=20, colour="#0072b2", told=(hostile,)),
                PageNode(
                    id="</script><script>window.hit=2</script>", name="厦门", x=200, y=0, size=9, colour="red"
                ),
            ],
            edges=[PageEdge(start="a", end="</script><script>window.hit=2</script>", told=hostile)],
            stamp=hostile,
            list_title=hostile,
        )
    )
    path = tmp_path / "network.html"
    path.write_text(made, encoding="utf-8")
    with alone(browser, path) as own:
        place = nodes(own)["a"]
        own.mouse.move(place["x"], place["y"])
        own.wait_for_selector(".vis-tooltip b")
        assert own.locator(".vis-tooltip b").inner_text() == hostile
        assert own.evaluate("window.hit") is None
        assert own.locator("img, a").count() == 0
        assert own.locator("h1").inner_text() == hostile
