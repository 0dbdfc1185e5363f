"""The page "Review" in a real browser: proposals are decided on, listed anew, and taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.core.texts import load_texts
from tests.dashboard.conftest import Dashboards, Visit
from tests.dashboard.looking import settled
from tests.stores import StoreAddress

pytestmark = pytest.mark.timeout(900)

Enter = Callable[..., Visit]
PATIENCE = 120_000
#: The open proposals of the sample, by the ids of their records.
CARNIVAL, SUMMIT = ("event-0022", "event-0021"), ("event-0024", "event-0023")


@pytest.fixture
def desk(dashboards: Dashboards, private_address: StoreAddress) -> str:
    """URL of a dashboard on a store that these tests may write to."""
    return dashboards.at(private_address)


@pytest.fixture
def reading_desk(dashboards: Dashboards, private_address: StoreAddress) -> str:
    """URL of a read-only dashboard on the same store."""
    return dashboards.at(private_address, role="reader")


def cards(page: Page) -> Locator:
    return page.locator("[class*='st-key-proposal_']")


def listed(page: Page, *pairs: tuple[str, str]) -> None:
    """Expect these proposals, in this order."""
    expect(cards(page)).to_have_count(len(pairs), timeout=PATIENCE)
    for place, pair in enumerate(pairs):
        heads = cards(page).nth(place).locator("thead th small")
        expect(heads).to_have_text([*pair])


def line(card: Locator, name: str) -> list[str]:
    """Return what both records say in the line of that name."""
    found: list[str] = card.locator("tbody tr", has_text=name).first.locator("td").all_inner_texts()
    return found


def fill(card: Locator, label: str, text: str) -> None:
    card.get_by_label(label).fill(text)


def press(card: Locator, text: str) -> None:
    card.get_by_role("button", name=text, exact=True).click()


def told(page: Page, text: str) -> None:
    expect(page.locator(".st-key-review_told .banner")).to_contain_text(text, timeout=PATIENCE)


def test_pair_is_decided_to_be_one_and_taken_back(desk: str, visitor: Enter) -> None:
    t, visit = load_texts("en"), visitor(desk)
    page = settled(visit, "data", lang="en")
    page.locator(".st-key-subbar a", has_text="Review").click()
    listed(page, CARNIVAL, SUMMIT)
    visit.drawn()
    visit.picture("review-en")
    card = cards(page).first
    assert line(card, "Start") == ["2017-04-29", "2017-04-29"]
    assert line(card, "End") == ["2017-05-01", "2017-05-14"]
    assert card.locator("tr.differs th").all_inner_texts() == ["End" + t("review.differs")]
    assert line(card, "Partners") == ["France, Nice", "France, Nice"]
    assert "paras 3-6" in line(card, "Sources")[0]
    assert "event-0022" in (card.locator("thead a").first.get_attribute("href") or "")

    press(card, "One and the same")
    expect(card.locator(".banner.wrong")).to_contain_text(t("review.by_missing"), timeout=PATIENCE)
    fill(card, "Reason", "twelve <b>floats</b> of the carnival")
    fill(card, "Entered by", "Exchange division")
    press(card, "One and the same")
    told(page, "Xiamen-Nice International Carnival 2017 = Nice Carnival floats in Xiamen 2017")
    listed(page, SUMMIT)
    expect(cards(page).first.get_by_label("Entered by")).to_have_value("Exchange division")
    page.locator("summary", has_text="1 decision made").click()
    expect(page.locator(".decided")).to_contain_text("twelve <b>floats</b> of the carnival")
    visit.drawn()
    visit.picture("review-decided-en")
    page.locator(".st-key-take_back button").click()
    told(page, t("review.taken_back"))
    listed(page, CARNIVAL, SUMMIT)
    assert visit.errors == []


def test_all_is_decided_by_keyboard_and_taken_back_later(desk: str, visitor: Enter) -> None:
    t, visit = load_texts("zh"), visitor(desk)
    page = settled(visit, "review", lang="zh")
    visit.picture("review-zh")
    for left in ([SUMMIT], []):
        card = cards(page).first
        fill(card, "登记处室", "交流处")
        card.get_by_label("登记处室").press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        told(page, t("review.said_apart", one="", other="").partition("：")[0])
        listed(page, *left)
    expect(page.locator(".blank h2")).to_have_text(t("review.empty_title"))
    visit.drawn()
    visit.picture("review-empty-zh")

    # Somebody else sees what was decided, and takes it back.
    other = visitor(desk)
    page = settled(other, "review", lang="zh")
    page.locator("summary", has_text="已核定 2 项").click()
    assert "≠" in page.locator(".decided b").first.inner_text()
    visit.picture("review-list-zh")
    for left in ([CARNIVAL], [CARNIVAL, SUMMIT]):
        other.drawn()  # the links of the store are renewed after a decision, and the page is drawn anew
        page.locator("[class*='st-key-take_back_'] button").last.click()
        listed(page, *left)
    told(page, t("review.taken_back"))
    assert visit.errors == other.errors == []


def test_reader_sees_the_list_and_no_buttons(reading_desk: str, visitor: Enter) -> None:
    page = settled(visitor(reading_desk), "review", lang="en")
    listed(page, CARNIVAL, SUMMIT)
    expect(page.locator(".banner")).to_contain_text(load_texts("en")("review.reader"))
    assert page.locator(".st-key-proposals button, .st-key-proposals input").count() == 0
