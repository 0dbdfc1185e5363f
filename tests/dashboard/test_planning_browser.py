"""User actions on the board and the planning meeting in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from playwright.sync_api import Page

from tests.dashboard.conftest import Visit
from tests.dashboard.looking import asked, opened

pytestmark = pytest.mark.timeout(600)
Enter = Callable[..., Visit]


def columns(page: Page) -> dict[str, str]:
    """Map each card of the first lane to the heading of its column."""
    heads = page.locator(".board thead th").all_inner_texts()
    row = page.locator(".board tbody tr").first
    return {
        name: heads[place]
        for place in range(len(heads))
        for name in row.locator("td").nth(place).locator("h3").all_inner_texts()
    }


def test_board_shows_open_ties_and_their_outcomes(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, "board", as_of="2020-01-22")
    assert columns(page) == {"釜山": "列为拟结好对象", "德班": "达成意向", "内坦亚": "达成意向"}
    card = page.locator(".card-small", has_text="内坦亚").inner_text()
    for part in (
        "等待我方",
        "对方步骤未登记",
        "加快推进：与内坦亚结为友城（plan-01）",
        "市政府同意",
        "签署 2022-01-18",
    ):
        assert part.replace("（plan-01）", "") in card
    visit.picture("board-zh")
    day = page.locator(".time input[type=text], .time .date input").first
    day.fill("2023-12-31")
    day.press("Enter")
    page.wait_for_function("document.querySelector('.board') === null || true")
    page.wait_for_url("**as_of=2023-12-31**")
    page.wait_for_selector(".card-small.signed")
    assert columns(page) == {"釜山": "列为拟结好对象", "德班": "签署", "内坦亚": "签署"}


def test_lanes_are_switched_and_a_card_opens_the_file(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, "board", as_of="2020-01-22", lang="en", lanes="target")
    assert page.locator(".board tbody tr").count() == 1
    page.locator(".st-key-kinds button", has_text="Ports").click()
    page.wait_for_selector(".card-small >> text=Port Klang")
    assert asked(page)["lanes"] == "target,port"
    visit.picture("board-en")
    link = page.locator(".card-small a", has_text="Durban")
    assert link.get_attribute("href") == "partner?lang=en&as_of=2020-01-22&partner=durban"
    link.click()
    page.wait_for_url("**/partner?**")
    assert asked(page)["partner"] == "durban"


def test_meeting_covers_all_parts(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, "meeting", as_of="2020-01-22")
    parts = page.locator(".walk nav button").all_inner_texts()
    assert [part for part in parts if not part.startswith("（")] == [
        "一、首要事项",
        "二、朋友圈现状",
        "三、上一周期以来的变化",
        "四、友好交往度排列与依据",
        "五、工作提示（短板弱项）",
        "六、拟结好对象推进情况",
        "七、本周期结好周年",
        "八、重点任务与完成情况",
        "九、布局覆盖与均衡",
        "十、备选结好城市",
        "十一、牵线渠道与牵线方",
        "十二、会议十问",
        "十三、建议议题",
        "十四、出处",
    ]
    visit.picture("meeting-zh")
    page.locator(".walk nav button", has_text="七、本周期结好周年").click()
    page.wait_for_function(
        "(() => { const host = [...document.querySelectorAll('*')].find((one) => "
        "one.shadowRoot?.querySelector('.walk')); "
        "const root = host ? host.shadowRoot : document; return root.activeElement?.id === 'part-7'; })()"
    )
    sheet = page.locator("table[aria-label=周年]")
    assert "特里尔" in sheet.inner_text() and "拟办纪念活动" in sheet.inner_text()
    assert page.locator(".paper figure svg").count() == 2
    cite = page.locator(".paper .cite").first
    assert cite.get_attribute("title")
    cite.click()
    page.wait_for_selector(".sources-list li:focus")
    between = page.locator("table[aria-label=牵线方]")
    assert between.locator("a", has_text="惠灵顿").count() == 1
    assert "福建省" in between.inner_text() and between.locator("a", has_text="福建省").count() == 0, (
        "it has no file of its own"
    )
    page.locator("table[aria-label=友好交往度] a", has_text="特里尔").click()
    page.wait_for_url("**/partner?**")
    assert asked(page) == {"as_of": "2020-01-22", "partner": "trier"}


def test_files_of_the_meeting(dashboard: str, visitor: Enter, tmp_path: Path) -> None:
    visit = visitor(dashboard)
    page = opened(visit, "meeting", as_of="2020-01-22", lang="en")
    visit.picture("meeting-en")
    for suffix in ("docx", "xlsx", "html", "ics"):
        with page.expect_download() as caught:
            page.locator(f".st-key-download_{suffix} button").click()
        assert caught.value.suggested_filename == f"xiamen-2020-2020-01-22.{suffix}"
        caught.value.save_as(tmp_path / f"pack.{suffix}")
    assert (
        docx.Document(str(tmp_path / "pack.docx")).paragraphs[0].text
        == "Xiamen: material for the planning meeting of 2020"
    )
    assert "Board" in openpyxl.load_workbook(tmp_path / "pack.xlsx").sheetnames
    assert "State of the circle" in (tmp_path / "pack.html").read_text(encoding="utf-8")
    assert "SUMMARY:Trier" in (tmp_path / "pack.ics").read_text(encoding="utf-8")


def test_partner_file_shows_who_can_introduce_us(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, "partner", as_of="2020-01-22", partner="busan")
    ways = page.locator("section.things", has_text="还有谁能牵线")
    ways.wait_for()
    assert "釜山港湾公社" in ways.inner_text() and "始于 2019-08-20" in ways.inner_text()
    ways.get_by_text("出处 2").first.click()
    ways.locator("a[href^=http]").first.wait_for()
