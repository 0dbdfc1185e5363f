"""The twelve tasks of docs/tasks.md in a browser, each within the stated numbers of clicks and entries."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.dashboard.conftest import ROOT, Visit
from tests.independent.figures import of_year

pytestmark = pytest.mark.timeout(300)
Enter = Callable[..., Visit]
SETTLED = "[data-testid=stApp][data-test-script-state=notRunning]"


class Hand:
    """Clicks and writes like a user, and counts both."""

    def __init__(self, visit: Visit) -> None:
        self.visit, self.page = visit, visit.page
        self.clicks = self.entries = 0

    def click(self, what: str | Locator, text: str = "") -> None:
        self.clicks += 1
        found = (
            what
            if isinstance(what, Locator)
            else self.page.locator(what, has_text=text)
            if text
            else self.page.locator(what)
        )
        found.first.click()

    def choose(self, what: Locator, value: str) -> None:
        """Choose from a drop-down list; opening it is not counted, since the keyboard does not need it."""
        self.clicks += 1
        what.select_option(value)

    def fill(self, what: str, text: str, *, end: str = "Enter") -> None:
        self.entries += 1
        field = self.page.locator(what).first
        field.fill(text)
        if end:
            field.press(end)

    def day(self, text: str) -> None:
        self.fill(".time input[type=text]", text)
        self.page.wait_for_url(f"**as_of={text}**")
        self.page.wait_for_selector(SETTLED)

    def find(self, text: str, identifier: str) -> None:
        self.fill(".search input", text, end="")
        self.click(f".found li[data-id='{identifier}']")
        self.page.wait_for_selector(".card[data-ready=true]")


def strongest_without_contact(hand: Hand) -> None:
    page = hand.page
    hand.click(".st-key-tab_partners a")
    page.wait_for_selector(".rank tbody tr[data-id]")
    hand.day("2020-01-22")
    hand.click(".st-key-view button", "按友好交往度")
    page.wait_for_url("**order=strength**")
    hand.visit.drawn()
    rows = page.locator(".rank tbody tr[data-id]")
    years = [
        int(found[1]) if (found := re.search(r"最近(?:往来)? (\d{4})", text)) else 0
        for text in rows.all_inner_texts()
    ]
    place = next(index for index, year in enumerate(years) if 0 < year <= 2018)
    assert rows.nth(place).get_attribute("data-id") == "trier"
    hand.click(rows.nth(place).locator("a, button"))
    page.wait_for_url("**/partner?**partner=trier**")
    ways = page.locator("section.things", has_text="还有谁能牵线")
    ways.wait_for()
    assert ways.get_by_text("出处").count() >= 1, "each way says who says so"
    assert len(ways.inner_text().splitlines()) > 2


def what_changed_in_europe(hand: Hand) -> None:
    page = hand.page
    hand.click(".st-key-tab_time a")
    page.wait_for_selector("svg.brush")
    hand.click(".st-key-kinds button", "欧洲")
    page.wait_for_url("**continents=EU**")
    page.wait_for_selector("table[aria-label='分大洲情况'] >> text=欧洲")
    hand.fill(".period input[name=since]", "2016", end="")
    hand.fill(".period input[name=until]", "2019")
    page.wait_for_url("**since=2016&until=2019**")
    page.wait_for_selector(".paper .subtitle >> text=2016 至 2019")
    changes = page.locator("table[aria-label='这一时期的变化']")
    assert {"特里尔", "尼斯", "瓦伦扎"} <= set(changes.locator("tbody td:first-child").all_inner_texts())
    assert set(changes.locator("tbody td:nth-child(2)").all_inner_texts()) == {"欧洲"}


def three_targets(hand: Hand) -> None:
    page = hand.page
    hand.click(".st-key-tab_planning a")
    page.wait_for_selector(".board .card-small")
    hand.day("2020-01-22")
    page.wait_for_selector(".card-small >> text=内坦亚")
    cards = page.locator(".board tbody tr").first.locator(".card-small")
    expect(cards).to_have_count(3)
    texts = {text.splitlines()[0]: text for text in cards.all_inner_texts()}
    assert set(texts) == {"釜山", "德班", "内坦亚"}
    for text in texts.values():
        assert "个月" in text and "等待" in text, text
    assert "市政府同意" in texts["内坦亚"] and "加快推进：与内坦亚结为友城" in texts["内坦亚"]


def signed_with_cardiff(hand: Hand) -> None:
    hand.find("cardiff", "cardiff")
    card = hand.page.locator(".card[data-ready=true]")
    assert "1983-03-31" in card.locator(".steps").inner_text()
    assert card.locator(".sources a[href^=http][rel~=noopener]").count() >= 1


def anniversaries(hand: Hand) -> None:
    page = hand.page
    hand.click(".st-key-tab_time a")
    page.wait_for_selector("svg.brush")
    with page.expect_download() as waiting:
        hand.click(".st-key-download_ics button")
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert text.startswith("BEGIN:VCALENDAR") and text.count("BEGIN:VEVENT") >= 3


def groups_received(hand: Hand) -> None:
    page = hand.page
    hand.click(".st-key-tab_time a")
    page.wait_for_selector("svg.brush")
    hand.click(".st-key-page_visits a")
    row = page.locator("table[aria-label='历年情况'] tbody tr, .paper table tbody tr").filter(
        has=page.locator("a", has_text="2019")
    )
    row.first.wait_for()
    cells = row.first.locator("td, th").all_inner_texts()
    register = of_year(2019, dt.date(2025, 9, 8), None)
    received, others = (len(register[name]) for name in ("groups_received", "groups_received_by_others"))
    assert (received, others) == (17, 7)
    assert {"205", str(received), str(others)} <= {*cells}, cells


def side_by_side(hand: Hand) -> None:
    page = hand.page
    hand.click(".st-key-tab_partners a")
    page.wait_for_selector(".rank tbody tr[data-id]")
    hand.click(".st-key-page_compare a")
    lists = page.locator(".pick select")
    lists.first.wait_for()
    page.wait_for_selector(SETTLED)
    hand.choose(lists.nth(0), "trier")
    page.wait_for_url("**with=trier**")
    page.wait_for_selector(SETTLED)
    hand.choose(page.locator(".pick select").nth(1), "cardiff")
    page.wait_for_url("**with=trier%2Ccardiff**")
    page.wait_for_selector("table[aria-label='概况'] thead >> text=加的夫")
    assert page.locator("table[aria-label='概况'] thead th").all_inner_texts()[1:3] == ["特里尔", "加的夫"]


def contradiction(hand: Hand) -> None:
    hand.find("marathon", "marathon")
    sides = hand.page.locator(".card[data-ready=true] .differ li").first.locator(".side")
    assert len(set(sides.locator("b").all_inner_texts())) >= 2
    assert all(text for text in sides.locator(".muted").all_inner_texts())


def foreign_ports(hand: Hand) -> None:
    page = hand.page
    hand.click(".st-key-tab_partners a")
    page.wait_for_selector(".rank tbody tr[data-id]")
    hand.click(".st-key-page_posts a")
    ports = page.locator("table[aria-label='境外友好港与航线']")
    ports.wait_for()
    assert "2019-08-20" in ports.locator("tr", has_text="釜山港").first.inner_text()


def meeting_document(hand: Hand) -> None:
    page = hand.page
    hand.click(".st-key-tab_planning a")
    page.wait_for_selector(".board .card-small")
    hand.click(".st-key-page_meeting a")
    page.wait_for_selector(".walk figure svg")
    hand.day("2020-01-22")
    page.wait_for_selector(".walk >> text=2020 年")
    with page.expect_download(timeout=120_000) as waiting:
        hand.click(".st-key-download_docx button")
    with zipfile.ZipFile(waiting.value.path()) as document:
        text = document.read("word/document.xml").decode()
    assert "内坦亚" in text and "2020-01-22" in text


def link_for_a_colleague(hand: Hand) -> None:
    page = hand.page
    before = len(hand.visit.marks())
    hand.click(".st-key-filter button")
    hand.click("[data-testid=stPopoverBody] button", "北美洲")
    page.wait_for_url("**continents=NA**")
    page.wait_for_selector(SETTLED)
    hand.click("[data-testid=stPopoverBody] button", "近三年未登记往来")
    page.wait_for_url("**contact=lapsed**")
    hand.visit.drawn()
    mine = set(hand.visit.marks())
    assert 0 < len(mine) < before
    other = page.context.new_page()
    other.goto(page.url)
    other.wait_for_function("window.__friendcircle && window.__friendcircle.ready()")
    assert {mark["id"] for mark in other.evaluate("window.__friendcircle.positions()")} == mine
    other.close()


def ask_the_graph(hand: Hand) -> None:
    page = hand.page
    hand.click(".st-key-tab_data a")
    page.wait_for_selector(".st-key-page_cypher a")
    hand.click(".st-key-page_cypher a")
    page.wait_for_selector(".pick-one")
    hand.click(".pick-one[data-name=sister_cities]")
    page.wait_for_url("**query=sister_cities**")
    page.wait_for_selector(SETTLED)
    hand.fill(".field input[name=as_of]", "2015-08-11", end="Control+Enter")
    page.wait_for_selector(".answer tbody tr")
    page.wait_for_selector(SETTLED)
    with page.expect_download() as waiting:
        hand.click(".st-key-console_xlsx button")
    book = openpyxl.load_workbook(io.BytesIO(waiting.value.path().read_bytes()))
    assert book.active is not None
    assert book.active.max_row == 19, "18 sister cities in 2015, and the head"


TASKS = (
    strongest_without_contact,
    what_changed_in_europe,
    three_targets,
    signed_with_cardiff,
    anniversaries,
    groups_received,
    side_by_side,
    contradiction,
    foreign_ports,
    meeting_document,
    link_for_a_colleague,
    ask_the_graph,
)


def written(lang: str) -> list[tuple[int, int, int]]:
    """Return number, clicks and entries of each task as stated in the document."""
    text = (ROOT / "docs" / ("tasks.md" if lang == "en" else f"tasks.{lang}.md")).read_text(encoding="utf-8")
    return [
        (int(found[1]), int(found[2]), int(found[3]))
        for found in re.finditer(r"^\| (\d+) \|.*\| (\d+) \| (\d+) \|$", text, re.MULTILINE)
    ]


def test_both_documents_state_the_same() -> None:
    assert written("en") == written("zh")
    assert [number for number, *_ in written("en")] == list(range(1, len(TASKS) + 1))


@pytest.mark.parametrize("number", range(1, len(TASKS) + 1))
def test_task_is_done_from_the_first_page(dashboard: str, visitor: Enter, number: int) -> None:
    visit = visitor(dashboard)
    page: Page = visit.open()
    page.wait_for_selector(SETTLED)
    hand = Hand(visit)
    TASKS[number - 1](hand)
    visit.picture(f"task-{number:02}")
    _, clicks, entries = written("en")[number - 1]
    assert (hand.clicks, hand.entries) == (clicks, entries)
