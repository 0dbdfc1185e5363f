"""Tools of the circle in a real browser: expand, pin, hide, focus, history, groups, years, downloads."""

from __future__ import annotations

import io
import math
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Download, Page

from tests.dashboard.conftest import Dashboards, Visit
from tests.dashboard.test_app import office, partner
from tests.queries import facts
from tests.stores import SAMPLE_HOME, StoreAddress

pytestmark = pytest.mark.timeout(900)

Enter = Callable[..., Visit]
CARD = ".card[data-ready='true']"
PLAYING = "window.__friendcircle.playing()"


def opened(page: Page, partner_id: str = "") -> None:
    """Wait until the window of a partner is open, or none if empty."""
    page.wait_for_selector(f".fc[data-window='{partner_id}']", state="attached")


def saved(page: Page, press: Callable[[], None]) -> tuple[str, bytes]:
    """Return name and content of the downloaded file."""
    with page.expect_download() as waiting:
        press()
    found: Download = waiting.value
    return found.suggested_filename, Path(found.path()).read_bytes()


def drawn(visit: Visit, identifier: str, *, there: bool = True) -> None:
    visit.page.wait_for_function(
        f"window.__friendcircle.positions().some(mark => mark.id === {identifier!r}) === {str(there).lower()}"
    )


def test_double_click_shows_the_surroundings_of_a_partner(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open(lang="en")
    mark = visit.marks()["trier"]
    page.mouse.dblclick(mark["x"], mark["y"])
    opened(page, "trier")
    assert "partner=trier" in page.url and "expand=trier" in page.url
    page.wait_for_selector(f"{CARD} [data-do=expand][aria-pressed=true]")
    around = page.evaluate("window.__friendcircle.around()")
    contacts = len(facts.contacts(SAMPLE_HOME, "trier", "2025-09-08"))
    assert around["counts"].startswith(f"Ports 0, Organisations 3, Visits and events 8 of {contacts} · ")
    assert "Chinesischer Garten Trier" in page.locator(".card .own").inner_text()
    # Its marks do not overlap and lie on the screen.
    spots = [(mark["x"], mark["y"]) for mark in around["marks"]]
    assert all(math.dist(one, other) > 15 for index, one in enumerate(spots) for other in spots[:index])
    visit.picture("en-1366x768-circle-window")
    body = next(mark for mark in around["marks"] if mark["form"] == "organisation")
    page.mouse.move(body["x"], body["y"])
    page.wait_for_selector(".tip:not([hidden])")
    assert body["name"] in page.locator(".tip").inner_text()
    page.mouse.click(body["x"], body["y"])
    page.wait_for_url(f"**partner={body['id']}**")
    opened(page, "trier")
    page.mouse.click(around["cross"]["x"], around["cross"]["y"])
    opened(page)
    assert "expand" not in page.url


def test_card_can_pin_focus_and_hide(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open(partner="trier")
    page.wait_for_selector(CARD)
    page.locator(".card [data-do=pin]").click()
    page.wait_for_selector(".card [data-do=pin][aria-pressed=true]")
    assert "pinned=trier" in page.url
    page.locator(".st-key-kinds button", has_text="友好城市").first.click()
    drawn(visit, "nice", there=False)
    assert visit.marks()["trier"]["form"] == "circle", "what is pinned stays"
    page.locator(".remarks [data-do=unpin_all]").click()
    drawn(visit, "trier", there=False)
    page.locator(".st-key-kinds button", has_text="友好城市").first.click()
    drawn(visit, "trier")
    page.locator(".card [data-do=focus]").click()
    page.wait_for_selector(".card [data-do=focus][aria-pressed=true]")
    visit.picture("zh-1366x768-circle-focus")
    assert "聚焦中" in page.locator(".remarks").inner_text()
    page.locator(".card [data-do=hide]").click()
    drawn(visit, "trier", there=False)
    assert "hidden=trier" in page.url and "focus" not in page.url
    assert "已隐藏 1 个" in page.locator(".remarks").inner_text()
    page.locator(".remarks [data-do=show_all]").click()
    drawn(visit, "trier")
    assert "hidden" not in page.url


def test_link_shows_the_same_view(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open(partner="trier", expand="trier", focus="yes", pinned="nice", hidden="cardiff,kaunas")
    opened(page, "trier")
    page.wait_for_selector(CARD)
    assert not {"cardiff", "kaunas"} & set(visit.marks())
    assert (
        "已隐藏 2 个" in page.locator(".remarks").inner_text()
        and "已固定 1 个" in page.locator(".remarks").inner_text()
    )
    assert page.locator(".card [aria-pressed=true]").evaluate_all(
        "all => all.map(button => button.dataset.do)"
    ) == ["expand", "focus"]


def test_back_and_forward(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open(lang="en")
    back, forward = page.locator(".history .back"), page.locator(".history .forward")
    assert back.is_disabled() and forward.is_disabled()
    page.locator(".canvas").focus()
    before = visit.run()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_selector(CARD)
    # Actions before the server knows of the first one would be merged with it into one step.
    visit.drawn(after=before)
    before = visit.run()
    page.keyboard.press("p")
    page.wait_for_url("**pinned=**")
    visit.drawn(after=before)
    back.click()
    page.wait_for_function("location.search.includes('partner=') && !location.search.includes('pinned')")
    page.wait_for_selector(".history .forward:enabled")
    back.click()
    page.wait_for_function("!location.search.includes('partner')")
    page.wait_for_selector(".history .back:disabled")
    forward.click()
    page.wait_for_selector(CARD)
    forward.click()
    page.wait_for_url("**pinned=**")
    page.wait_for_selector(".history .forward:disabled")
    # The browser's history is the same.
    page.go_back()
    page.wait_for_function("!location.search.includes('pinned')")
    page.wait_for_selector(".history .forward:enabled")


def test_tools_can_be_used_by_keyboard(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open(lang="en", partner="trier")
    page.wait_for_selector(CARD)
    page.locator(".canvas").focus()
    page.keyboard.press("e")
    opened(page, "trier")
    page.keyboard.press("ArrowRight")
    said = page.locator(".spoken").inner_text()
    assert "Organisation" in said or "received" in said
    page.keyboard.press("Escape")
    opened(page)
    page.keyboard.press("f")
    page.wait_for_url("**focus=yes**")
    page.keyboard.press("h")
    page.wait_for_url("**hidden=trier**")
    page.keyboard.press("h")
    page.wait_for_function("!location.search.includes('hidden')")
    button = page.locator(".card [data-do=pin]")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".card [data-do=pin][aria-pressed=true]")
    (
        page.wait_for_function("document.activeElement.shadowRoot.activeElement.dataset.do === 'pin'"),
        "the button keeps the keyboard",
    )


def test_list_has_the_same_actions(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open(lang="en", view="list", kinds="sister,port")
    row = page.locator(".list tbody tr", has_text="Trier")
    assert row.locator("button[data-do]").evaluate_all(
        "all => all.map(button => button.getAttribute('aria-label'))"
    ) == [
        "Expand: Trier",
        "Focus: Trier",
        "Pin: Trier",
        "Hide: Trier",
    ]
    assert page.locator(".list tbody tr", has_text="Hamburg").locator("button[data-do]").count() == 3, (
        "a port has nothing around it"
    )
    before = page.locator(".list tbody tr").count()
    row.locator("[data-do=hide]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**hidden=trier**")
    page.wait_for_selector(".remarks [data-do=show_all]")
    assert page.locator(".list tbody tr").count() == before - 1
    page.locator(".remarks [data-do=show_all]").click()
    row.wait_for()
    row.locator("[data-do=expand]").click()
    page.wait_for_selector(f"{CARD} .own")
    visit.picture("en-1366x768-circle-list")


def test_pictures_and_tables_are_downloaded(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open(lang="en", partner="trier", expand="trier", as_of="2020-01-22")
    opened(page, "trier")
    name, text = saved(page, page.get_by_role("button", name="Save as SVG").click)
    assert name == "xiamen-2020-01-22.svg"
    root = ET.fromstring(text)
    words = [entry.text for entry in root.iter("{http://www.w3.org/2000/svg}text")]
    for word in (
        "Xiamen Friend Circle (as of 2020-01-22)",
        "Wellington",
        "Trier",
        "Europe ",
        "Signed or in operation",
        "Sketch, internal use",
    ):
        assert word in words or word.strip() in words, word
    assert "style" not in root.attrib
    name, image = saved(page, page.get_by_role("button", name="Save as PNG").click)
    assert name == "xiamen-2020-01-22.png"
    assert image.startswith(b"\x89PNG")
    assert struct.unpack(">II", image[16:24]) == (
        int(root.attrib["width"]) * 2,
        int(root.attrib["height"]) * 2,
    )
    name, book = saved(page, page.locator(".st-key-download_xlsx button:visible").first.click)
    assert name == "xiamen-2020-01-22.xlsx"
    rows = list(load_workbook(io.BytesIO(book)).worksheets[0].values)
    assert rows[0][:3] == ("Id", "Name", "Country or area")
    assert {row[0] for row in rows[1:]} >= set(visit.marks())


def test_playing_the_years_rotates_no_mark(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open(lang="en")
    page.locator(".time .play").click()
    page.wait_for_function(f"{PLAYING}.year > 1984.2 && {PLAYING}.spots.length > 1")
    first = page.evaluate(PLAYING)
    assert first["on"] and first["glides"]
    assert int(page.locator(".year b").inner_text()) >= int(first["year"])
    page.wait_for_function(f"{PLAYING}.year > 1990.5")
    visit.picture("en-1366x768-circle-playing")
    panel = page.locator(".fc > .card")
    assert "this panel waits" in (panel.get_attribute("data-waits") or "")
    assert not page.locator(".fc > .card > * >> visible=true").count(), (
        "nothing of today beside a year played"
    )
    later = page.evaluate(PLAYING)
    assert len(later["spots"]) > len(first["spots"]), "ties appear"
    angles = {spot["id"]: spot["angle"] for spot in first["spots"]}
    assert {spot["id"]: spot["angle"] for spot in later["spots"] if spot["id"] in angles} == angles, (
        "who was there stands in the same direction"
    )
    far = {spot["id"]: math.hypot(spot["x"], spot["y"]) for spot in first["spots"]}
    assert any(
        abs(math.hypot(spot["x"], spot["y"]) - far[spot["id"]]) > 5
        for spot in later["spots"]
        if spot["id"] in far
    ), "strength changes"
    assert "as_of" not in page.url
    assert next(spot for spot in later["spots"] if spot["id"] == "cardiff")["shown"] > 0
    page.locator(".time .play").click()
    page.wait_for_url("**as_of=19**")
    page.wait_for_selector(".year[hidden]", state="attached")
    drawn(visit, "trier", there=False)
    assert page.locator(".fc > .card > * >> visible=true").count()
    year = int(page.locator(".time .date input").input_value()[:4])
    assert year == int(page.evaluate(PLAYING)["year"])
    assert "cardiff" in visit.marks()
    page.locator(".time .after").click()
    page.wait_for_url(f"**as_of={year + 1}-12-31**")
    page.locator(".time .before").click()
    page.wait_for_url(f"**as_of={year}-12-31**")


def test_stopping_returns_to_the_start(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open(lang="en", as_of="2016-06-30", kinds="sister")
    before = visit.marks()
    page.locator(".time .play").click()
    page.wait_for_function(f"{PLAYING}.year > 2017.2")
    page.locator(".time .stop").click()
    page.wait_for_selector(".fc[data-playing='false']", state="attached")
    assert page.locator(".time .date input").input_value() == "2016-06-30"
    assert visit.marks().keys() == before.keys()
    assert "as_of=2016-06-30" in page.url
    # Play to the end, which is today.
    page.locator(".time .play").click()
    page.wait_for_function(f"{PLAYING}.year > 2016.1")
    page.wait_for_function("!location.search.includes('as_of')")
    page.wait_for_selector(".fc[data-playing='false']", state="attached")
    assert page.locator(".time .date input").input_value() == "2025-09-08"


def test_reduced_motion_shows_steps(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    visit.page.emulate_media(reduced_motion="reduce")
    page = visit.open(lang="en", as_of="2010-12-31")
    page.locator(".time .play").click()
    page.wait_for_function(f"{PLAYING}.year > 2011.1")
    radii = page.evaluate(
        """() => new Promise(done => {
          const seen = new Map(), look = () => {
            const { year, spots } = window.__friendcircle.playing();
            const whole = Math.floor(year), text = JSON.stringify(spots);
            if (!seen.has(whole)) seen.set(whole, new Set());
            seen.get(whole).add(text);
            if (seen.size > 2) done([...seen.values()].slice(1, -1).map(texts => texts.size));
            else setTimeout(look, 30);
          };
          look();
        })"""
    )
    assert radii == [1], "within a year nothing moves"
    page.locator(".time .stop").click()


@pytest.fixture
def crowd(dashboards: Dashboards, store_address: StoreAddress, empty_store: Any) -> str:
    """URL of a dashboard on a home with more partners than can be drawn."""
    office(empty_store, name="Casa")
    for number in range(165):
        partner(
            empty_store, f"p{number:03d}", name=f"City {number}", continent=("AF", "AS", "SA")[number % 3]
        )
    return dashboards.at(store_address)


def test_crowd_is_grouped_and_groups_can_be_opened(crowd: str, visitor: Enter) -> None:
    visit = visitor(crowd)
    page = visit.open(lang="en")
    assert set(visit.marks()) == {"group:ZA", "group:JP", "group:BR"}
    assert "3 marks, 3 of them groups of 165; 165 in all" in page.locator(".caption").inner_text()
    visit.picture("en-1366x768-circle-groups")
    mark = visit.marks()["group:JP"]
    page.mouse.move(mark["x"], mark["y"])
    page.wait_for_selector(".tip:not([hidden])")
    assert "55 in a group" in page.locator(".tip").inner_text()
    page.mouse.click(mark["x"], mark["y"])
    visit.wait_for_marks(57)
    assert "open=JP" in page.url
    visit.picture("en-1366x768-circle-group-open")
    page.locator(".remarks [data-do=close_groups]").click()
    visit.wait_for_marks(3)
    # The page draws year by year.
    page.locator(".time .play").click()
    page.wait_for_function(f"{PLAYING}.on && !{PLAYING}.glides")
    page.wait_for_selector(".year:not([hidden])")
    page.locator(".time .stop").click()
    page.wait_for_selector(".year[hidden]", state="attached")
    visit.wait_for_marks(3)
