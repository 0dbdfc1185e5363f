"""User actions on Compare, consulates and ports, timeline, visits, plan and data in a real browser."""

from __future__ import annotations

import csv
import io
import itertools
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar
from playwright.sync_api import Locator, Page, expect

from tests.dashboard.conftest import Visit, told
from tests.dashboard.looking import asked, opened, settled, turned

pytestmark = pytest.mark.timeout(600)
Enter = Callable[..., Visit]
PAGES = ("compare", "posts", "timeline", "visits", "plan")


def sheet(page: Page, name: str) -> Locator:
    return page.locator(f"table[aria-label='{name}']")


def edge(page: Page, name: str) -> Locator:
    return page.locator(f".brush .handle[data-keep='edge-{name}']")


def year_at(page: Page, year: float) -> tuple[float, float]:
    """Return the screen position of a year on the timeline, between two lanes."""
    x, y = page.locator("svg.brush").evaluate(
        """(svg, year) => {
          const box = svg.getBoundingClientRect(), data = svg.dataset;
          const scale = box.width / svg.viewBox.baseVal.width, width = Number(data.right) - Number(data.left);
          const at = Number(data.left) + width * (year - data.first) / (data.last - data.first);
          return [box.left + at * scale, box.top + Number(data.low) * scale - 3];
        }""",
        year,
    )
    return x, y


def test_changes_in_europe_are_found_by_dragging(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open()
    page.locator(".st-key-tabs a", has_text="往来").click()
    page.wait_for_selector("svg.brush")
    page.locator(".st-key-kinds button", has_text="欧洲").click()
    page.wait_for_url("**continents=EU**")
    expect(sheet(page, "分大洲情况").locator("tbody tr")).to_have_count(1)
    (x, y), (to, _) = year_at(page, 2016.0), year_at(page, 2019.98)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move((x + to) / 2, y, steps=4)
    page.mouse.move(to, y, steps=4)
    page.mouse.up()
    page.wait_for_url("**since=2016-01&until=2019-12**")
    page.wait_for_selector(".paper .subtitle >> text=2016-01 至 2019-12")
    changes = sheet(page, "这一时期的变化")
    assert {"特里尔", "尼斯", "瓦伦扎"} <= set(changes.locator("tbody td:first-child").all_inner_texts())
    assert set(changes.locator("tbody td:nth-child(2)").all_inner_texts()) == {"欧洲"}
    visit.picture("zh-1366x768-timeline")
    changes.locator("a", has_text="特里尔").click()
    page.wait_for_url("**/partner?**partner=trier**")


def test_period_is_changed_by_keyboard_and_typing(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, "timeline", lang="en", since="2016", until="2019")
    assert edge(page, "since").get_attribute("role") == "slider"
    assert (
        edge(page, "since").get_attribute("aria-valuetext"),
        edge(page, "until").get_attribute("aria-valuetext"),
    ) == ("2016-01", "2019-12")
    edge(page, "since").focus()
    for key in ("PageDown", "ArrowLeft", "ArrowLeft", "ArrowRight"):
        page.keyboard.press(key)
    assert edge(page, "since").get_attribute("aria-valuetext") == "2014-12"
    page.keyboard.press("Enter")
    page.wait_for_url("**since=2014-12&until=2019-12**")
    page.wait_for_selector(".paper .subtitle >> text=2014-12 to 2019-12")
    kept = page.locator("svg.brush").evaluate("svg => svg.getRootNode().activeElement?.dataset.keep")
    assert kept == "edge-since", "who uses the keyboard stays where they were"
    page.locator(".period input[name=since]").fill("2018-05-06")
    page.locator(".period input[name=until]").fill("2018")
    page.keyboard.press("Enter")
    page.wait_for_url("**since=2018-05-06&until=2018**")
    page.wait_for_selector(".paper .subtitle >> text=2018-05-06 to 2018")
    page.locator(".period input[name=until]").fill("soon")
    page.keyboard.press("Enter")
    assert page.locator(".period input[name=until]").get_attribute("aria-invalid") == "true"
    assert asked(page)["until"] == "2018"


def test_mark_and_number_open_their_facts(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, "timeline", lang="en", since="2016", until="2019", **{"with": "trier"})
    assert page.locator(".pick select").input_value() == "trier"
    mark = page.locator(".brush .mark").first
    things = (mark.get_attribute("data-things") or "").split(",")
    mark.click()
    page.wait_for_url("**/explore?**")
    assert asked(page)["nodes"].split(",") == ["xiamen", *things]
    page = opened(visit, "timeline", lang="en", since="2016", until="2019", **{"with": "trier"})
    number = sheet(page, "By continent").locator("td:nth-child(2) a")
    told = int(number.inner_text())
    number.click()
    page.wait_for_url("**/explore?**")
    page.wait_for_selector(f".fc.explore[data-nodes='{told + 1}']")
    page = opened(visit, "timeline", lang="en", since="2016", until="2019", **{"with": "trier"})
    page.locator(".pick select").select_option("")
    page.wait_for_function("!location.search.includes('with=')")
    page.wait_for_function(
        "[...document.querySelectorAll('*')].some((one) => (one.shadowRoot || one).querySelector?.('.paper "
        ".subtitle')?.textContent === '2016 to 2019')"
    )


def test_anniversaries_are_exported_to_a_calendar(dashboard: str, visitor: Enter, tmp_path: Path) -> None:
    page = opened(visitor(dashboard), "timeline", lang="en", as_of="2020-01-22")
    rows = sheet(page, "Anniversaries of the coming year").locator("tbody tr").count()
    with page.expect_download() as caught:
        page.locator(".st-key-download_ics button").click()
    assert caught.value.suggested_filename == "xiamen-anniversaries-2020-01-22.ics"
    caught.value.save_as(tmp_path / "x.ics")
    events = Calendar.from_ical((tmp_path / "x.ics").read_bytes()).walk("VEVENT")
    assert len(events) == rows > 3
    assert any(str(event["summary"]).startswith("Trier") for event in events)


def test_partners_are_chosen_on_the_page(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, "compare", **{"with": "trier"})
    page.locator(".pick select").nth(1).focus()
    page.locator(".pick select").nth(1).select_option("cebu-city")
    page.wait_for_url("**with=trier%2Ccebu-city**")
    page.wait_for_selector("table[aria-label='概况'] thead >> text=宿务")
    assert page.locator(".pick select").nth(1).evaluate("one => one.getRootNode().activeElement === one"), (
        "the keyboard stays where it was"
    )
    page.locator(".st-key-view button", has_text="显示数值").click()
    page.wait_for_url("**show=figures**")
    page.wait_for_selector("table[aria-label='友好交往度的构成'] thead >> text=满分")
    visit.picture("zh-1366x768-compare")
    page.locator(".pick select").nth(0).select_option("")
    page.wait_for_url(re.compile(r"with=cebu-city(&|$)"))
    page.wait_for_function(
        "[...document.querySelectorAll('*')].some((one) => { const heads = (one.shadowRoot || "
        "one).querySelectorAll?.('table[aria-label=概况] thead th'); "
        "return heads?.length === 2 && heads[1].textContent === '宿务'; })"
    )
    sheet(page, "文件、机制、项目与往来").locator("a", has_text="宿务港").click()
    page.wait_for_url("**/explore?**")


def test_year_of_visits_and_the_facts_behind_a_number(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, "visits", lang="en")
    assert page.locator(".paper figure svg").count() == 2
    sheet(page, "Year by year").locator("a", has_text="2019").click()
    page.wait_for_url("**year=2019**")
    page.wait_for_selector("table[aria-label='Visits of 2019']")
    visit.picture("en-1366x768-visits")
    number = sheet(page, "Months of 2019").locator("tbody tr").first.locator("a").last
    told = int(number.inner_text())
    number.click()
    page.wait_for_url("**/explore?**")
    page.wait_for_selector(f".fc.explore[data-nodes='{told + 1}']")


def test_consulate_and_port_tie_are_opened(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, "posts")
    visit.picture("zh-1366x768-posts")
    sheet(page, "境外友好港与航线").locator("tr", has_text="釜山港").locator("a", has_text="友好港口").click()
    page.wait_for_url("**/explore?**picked=**")
    assert len(asked(page)["picked"].split(",")) == 1
    page.wait_for_selector(f".fc.explore[data-panel='{asked(page)['picked']}']")


def test_plan_leads_to_its_items_and_sources(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, "plan")
    visit.picture("zh-1366x768-plan")
    page.locator(".paper .cite").first.click()
    page.wait_for_selector(".sources-list li:focus a[href^=http]")
    page.locator("a", has_text="plan-01").first.click()
    page.wait_for_url("**/explore?**picked=plan-01**")


def test_back_returns_to_the_previous_view(dashboard: str, visitor: Enter) -> None:
    page = opened(visitor(dashboard), "timeline", lang="en", since="2016", until="2019", continents="EU")
    before = page.url
    sheet(page, "By continent").locator("td:nth-child(2) a").click()
    page.wait_for_selector(".fc.explore[data-ready=true]")
    page.go_back()
    page.wait_for_url(before)
    page.wait_for_selector(".paper .subtitle >> text=2016 to 2019")
    page.locator(".st-key-tab_planning a").click()
    page.wait_for_selector(".board")
    page.go_back()
    page.wait_for_url(before)
    page.wait_for_selector(".paper .subtitle >> text=2016 to 2019")


def test_input_survives_a_rerun_of_the_page(dashboard: str, visitor: Enter) -> None:
    page = opened(visitor(dashboard), "timeline", lang="en")
    page.locator(".period input[name=since]").fill("2016")
    page.locator(".st-key-kinds button", has_text="Europe").click()
    expect(sheet(page, "By continent").locator("tbody tr")).to_have_count(1)
    assert page.locator(".period input[name=since]").input_value() == "2016"
    page.locator(".period input[name=since]").press("Enter")
    page.wait_for_url("**since=2016&until=2025-09-08**")
    page.wait_for_selector(".paper .subtitle >> text=2016 to 2025-09-08")
    page.locator(".time input[name=as_of]").fill("2015")
    page.keyboard.press("Enter")
    page.wait_for_url("**as_of=2015**")
    expect(page.locator(".time input[name=as_of]")).to_have_value("2015-12-31")


def test_every_table_can_be_downloaded(dashboard: str, visitor: Enter, tmp_path: Path) -> None:
    visit = visitor(dashboard)
    settled(visit, "settings", lang="en")
    for name in PAGES:
        with told(name):
            taken_along(turned(visit, name, lang="en"), name, tmp_path)


def taken_along(page: Page, name: str, folder: Path) -> None:
    """Check that the downloaded tables of a page, written into ``folder``, have the same rows as the page."""
    names = page.locator("table.sheet").evaluate_all(
        "all => all.map((one) => one.getAttribute('aria-label'))"
    )
    assert names
    for place, suffix in ((0, "xlsx"), (1, "zip")):
        with page.expect_download() as caught:
            page.locator(".st-key-download button:visible").nth(place).click()
        assert caught.value.suggested_filename == f"xiamen-{name}-2025-09-08.{suffix}"
        caught.value.save_as(folder / f"all.{suffix}")
    book = openpyxl.load_workbook(folder / "all.xlsx")
    with zipfile.ZipFile(folder / "all.zip") as archive:
        files = {
            entry: list(csv.reader(io.StringIO(archive.read(entry).decode("utf-8-sig"))))
            for entry in archive.namelist()
        }
    assert len(book.worksheets) - 1 == len(files) >= len(names)
    assert [sheet.max_row for sheet in book.worksheets[1:]] == [len(rows) for rows in files.values()], (
        "both have every row"
    )


def test_data_page_shows_the_completeness_of_records(dashboard: str, visitor: Enter, tmp_path: Path) -> None:
    visit = visitor(dashboard)
    page = visit.open("data")
    page.wait_for_selector(".fc.plain tbody tr")
    page.locator(".st-key-kinds button", has_text="分类分期").click()
    page.wait_for_url("**list=records**")
    row = page.locator(".fc.plain tbody tr", has_text="签署：友好城市")
    row.wait_for()
    assert "登记完整" in row.inner_text()
    assert "登记完整" not in page.locator(".fc.plain tbody tr", has_text="团组：来访").inner_text(), (
        "of visits nobody says so"
    )
    visit.picture("zh-1366x768-completeness")
    with page.expect_download() as caught:
        page.locator(".st-key-download button").first.click()
    caught.value.save_as(tmp_path / "records.xlsx")
    assert (
        openpyxl.load_workbook(tmp_path / "records.xlsx").worksheets[1].max_row
        == page.locator(".fc.plain tbody tr").count() + 1
    )
    page.locator(".st-key-kinds button", has_text="出处").click()
    page.wait_for_function(
        "document.querySelector('.st-key-data_table "
        "[data-testid=stBidiComponentIsolated]').shadowRoot.querySelectorAll('tbody tr').length > 200"
    )
    page.locator(".fc.plain tbody a:not([target])").first.click()
    page.wait_for_url("**/explore?**picked=**")


def test_search_box_of_each_page_opens_the_file(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    settled(visit, "settings", lang="en")
    for name in PAGES:
        with told(name):
            page = turned(visit, name, lang="en")
            page.locator(".search input").fill("trier")
            page.locator(".found li[data-id='trier']").click()
            page.wait_for_url("**/partner?**partner=trier**")
            visit.drawn()


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_nothing_is_cut_or_overlaps(dashboard: str, visitor: Enter, size: tuple[int, int]) -> None:
    visit = visitor(dashboard, *size)
    settled(visit, "settings")
    for lang, name in itertools.product(("zh", "en"), PAGES):
        page = turned(visit, name, lang=lang)
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), (
            f"{name} is wider than the screen"
        )
        wide = page.locator(".paper .scroll").evaluate_all(
            "all => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length"
        )
        assert wide == 0, f"a table of {name} does not fit"
        boxes = page.locator(
            ".st-key-controls button:not(.react-aria-ComboBox *), .st-key-controls .react-aria-ComboBox"
        ).evaluate_all(
            "all => all.map((one) => one.getBoundingClientRect()).filter((box) => box.width).map((box) => "
            "[box.left, box.right])"
        )
        spans = sorted(map(tuple, boxes))
        assert all(left >= before - 2 for (_, before), (left, _) in itertools.pairwise(spans)), (
            f"controls of {name} overlap"
        )
        assert spans[-1][1] <= size[0], f"controls of {name} do not fit"
