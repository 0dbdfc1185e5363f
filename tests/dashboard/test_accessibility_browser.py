"""Accessibility of every page: axe-core, the keyboard, double size, and reduced motion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.dashboard.conftest import Visit, told
from tests.dashboard.looking import PAGES, settled, turned

pytestmark = pytest.mark.timeout(900)
Enter = Callable[..., Visit]
#: More key presses than any page needs to cycle through its elements.
MOST_STOPS = 700
#: Number of key presses between two checks of the elements reached.
AT_ONCE = 10

#: Records after each key press which element has the focus, by number, and elements whose focus was not
#: visible.
FOCUS = """() => {
  Object.assign(window, { __reached: [], __stops: new Map(), __blind: [], __before: null });
  // From the top of the page, wherever the focus was before.
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  if (window.__noting) return;
  window.__noting = true;
  const note = () => {
    let here = document.activeElement;
    while (here && here.shadowRoot && here.shadowRoot.activeElement) here = here.shadowRoot.activeElement;
    if (!here || here === document.body) return void window.__reached.push(null);
    if (!window.__stops.has(here)) window.__stops.set(here, window.__stops.size);
    const look = (node) => {
      const style = getComputedStyle(node);
      const outline = style.outlineStyle === 'none' || style.outlineWidth === '0px' ? '' : style.outline;
      return [outline, style.boxShadow, style.borderColor, style.backgroundColor].join('|');
    };
    const parent = here.parentElement;
    const around = [here, parent, parent && parent.parentElement].filter(Boolean);
    if (window.__before) {
      const { node, around: kept, seen } = window.__before;
      if (node !== here && kept.every((one, place) => look(one) === seen[place])) {
        window.__blind.push(node.outerHTML.slice(0, 160));
      }
    }
    window.__before = { node: here, around, seen: around.map(look) };
    window.__reached.push(window.__stops.get(here));
  };
  window.addEventListener('keyup', note, true);
}"""
#: Usable elements that were never reached; in a group navigated with the arrow keys, one is enough.
UNREACHED = """() => {
  const found = [];
  const walk = (root) => {
    for (const node of root.querySelectorAll('*')) {
      if (node.shadowRoot) walk(node.shadowRoot);
      if (!node.matches('a[href], button, input, select, textarea, summary, [tabindex]')) continue;
      if (node.tabIndex < 0 || node.disabled || node.type === 'hidden') continue;
      const box = node.getBoundingClientRect(), style = getComputedStyle(node);
      if (!node.checkVisibility()) continue;
      if (!box.width || !box.height || style.visibility !== 'visible') continue;
      if (node.closest('[hidden], [inert], [aria-hidden=true]')) continue;
      const group = node.closest('[role=radiogroup], [role=toolbar], [role=tablist]');
      const stops = [...window.__stops.keys()];
      const isTwin = (other) => other.type === 'radio' && other.name === node.name;
      if (node.type === 'radio' && stops.some(isTwin)) continue;
      if (group && stops.some((other) => group.contains(other))) continue;
      if (!window.__stops.has(node)) found.push(node.outerHTML.slice(0, 200));
    }
  };
  walk(document);
  return found;
}"""


def faults(page: Page) -> list[str]:
    """Return the serious and critical findings of axe, as lines."""
    # Passed checks are not reported node by node, which would take longer than the checks.
    found: list[dict[str, Any]] = (
        Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    )
    return [
        f"{entry['id']} ({entry['impact']}): {node['html'][:160]}"
        for entry in found
        if entry["impact"] in ("serious", "critical")
        for node in entry["nodes"][:5]
    ]


def test_every_page_is_accessible(dashboard: str, visitor: Enter) -> None:
    """Check each page with axe in both languages, with the keyboard, and at double size.

    The keyboard must reach everything with a visible focus, and all must fit at double size.
    """
    visit = visitor(dashboard)
    settled(visit, "settings", lang="en")
    for name, parameters in PAGES.items():
        with told(name):
            for_everybody(visit, name, parameters)
    assert any("/_stcore/stream" in url for url in visit.sockets), (
        "the talk with the server was heard: it is with this host alone"
    )


def for_everybody(visit: Visit, name: str, parameters: Mapping[str, str]) -> None:
    """Check one page in both languages."""
    visit.page.emulate_media(reduced_motion="reduce")
    page = turned(visit, name, lang="en", **parameters)
    visit.picture(f"en-1366x768-page-{name}")
    assert faults(page) == []
    assert moving(page) == 0, "whoever asked for no movement gets none"
    by_keyboard(page)
    page.set_viewport_size({"width": 683, "height": 384})
    visit.drawn()
    beside_nothing(page)
    page.set_viewport_size({"width": 1366, "height": 768})
    page.emulate_media(reduced_motion="no-preference")
    before = visit.run()
    page.locator(".st-key-lang button", has_text="中").click()
    visit.drawn(after=before)
    assert page.locator(".st-key-bar h1").inner_text() == "厦门朋友圈"
    visit.picture(f"zh-1366x768-page-{name}")
    assert faults(page) == []


def picked(page: Page) -> None:
    page.locator(".st-key-find_box input, .st-key-search input").first.fill("tri")
    page.wait_for_selector(".found li")


def answered(page: Page) -> None:
    page.locator(".go").click()
    page.wait_for_selector(".fc.console[data-state=answer]")
    page.locator("#tab-schema").click()
    page.locator(".turn").nth(2).click()


def failed(page: Page) -> None:
    page.locator(".editor").fill("MATCH (n) DELETE n")
    page.locator(".go").click()
    page.wait_for_selector(".fc.console[data-state=error]")


def popover(key: str) -> Callable[[Page], None]:
    def open_it(page: Page) -> None:
        page.locator(f".st-key-{key} button").first.click()
        page.wait_for_selector("[data-testid=stPopoverBody]")

    return open_it


def unfolded(page: Page) -> None:
    for line in page.locator(".ledger button.line").all()[:3]:
        line.click()
    page.locator(".file .ref").first.click()


#: States that a user can reach on a page: page, parameters, and an action.
STATES: dict[str, tuple[str, dict[str, str], Callable[[Page], None] | None]] = {
    "circle: list": ("circle", {"view": "list"}, None),
    "circle: card": ("circle", {"partner": "trier", "expand": "trier"}, None),
    "circle: filters": ("circle", {}, popover("filter")),
    "explore: panel": ("explore", {"nodes": "xiamen,trier", "picked": "trier"}, None),
    "explore: style": ("explore", {}, popover("style_choice")),
    "explore: perspective": ("explore", {}, popover("perspective")),
    "ranking: figures": ("ranking", {"show": "figures"}, None),
    "partner: chooser": ("partner", {}, None),
    "partner: unfolded": ("partner", {"partner": "trier"}, unfolded),
    "board: search": ("board", {}, picked),
    "cypher: answer": ("cypher", {}, answered),
    "cypher: refused": ("cypher", {}, failed),
    "a link with faults": ("ranking", {"as_of": "never", "order": "strengh"}, None),
}


def test_axe_finds_nothing_serious_in_opened_elements(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    settled(visit, "settings", lang="en")
    for state, (name, parameters, act) in STATES.items():
        with told(state):
            page = turned(visit, name, lang="en", **parameters)
            if act:
                act(page)
                visit.drawn()
            assert faults(page) == []
            page.keyboard.press("Escape")
            # Closing a search sends a request to the server, which must end before the next page is opened.
            visit.drawn()


def by_keyboard(page: Page) -> None:
    """Check that the Tab key reaches all usable elements with a visible focus."""
    page.evaluate(FOCUS)
    for _ in range(MOST_STOPS // AT_ONCE):
        for _ in range(AT_ONCE):
            page.keyboard.press("Tab")
        reached: list[int | None] = page.evaluate("window.__reached")
        if None in reached or reached.count(reached[0]) > 1:
            break
        if reached[-1] == reached[-2]:
            page.keyboard.press("Escape")  # an editor that captures the Tab key releases it then
    else:
        raise AssertionError("the keyboard does not come round")
    assert page.evaluate(UNREACHED) == []
    assert page.evaluate("window.__blind") == [], "the focus cannot be seen"


def beside_nothing(page: Page) -> None:
    """Check that all fits into a window of half the size (the page at double size) without overlaps in the
    bar.
    """
    width = page.evaluate(
        "[document.scrollingElement.scrollWidth, document.querySelector('[data-testid=stMain]').scrollWidth]"
    )
    assert max(width) <= 683, f"{max(width)} wide"
    boxes = [
        link.bounding_box()
        for link in page.locator(
            ".st-key-tabs a, .st-key-subbar a, .st-key-lang button, .st-key-bar .search input"
        ).all()
    ]
    seen = [box for box in boxes if box is not None]
    assert len(seen) == len(boxes)
    for place, one in enumerate(seen):
        assert one["x"] >= 0
        assert one["x"] + one["width"] <= 683
        for other in seen[place + 1 :]:
            apart = (
                one["x"] + one["width"] <= other["x"] + 1
                or other["x"] + other["width"] <= one["x"] + 1
                or one["y"] + one["height"] <= other["y"] + 1
                or other["y"] + other["height"] <= one["y"] + 1
            )
            assert apart, (one, other)


def moving(page: Page) -> int:
    """Return the number of endless animations."""
    running = (
        "document.getAnimations().filter((one) => one.effect.getComputedTiming().duration > 0 && "
        "one.playState === 'running').length"
    )
    found: int = page.evaluate(running)
    return found
