"""User actions on the circle in a real browser."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.dashboard.conftest import READY, Dashboards, Visit, serving, told
from tests.dashboard.test_app import NASTY, office, partner
from tests.stores import StoreAddress

pytestmark = pytest.mark.timeout(600)
Enter = Callable[..., Visit]
CARD = ".fc .card[data-ready='true']"
SHARED = 1.1
EVERYTHING = "sister,exchange,agreement,intent,contact,port,consulate,organisation"


def click_mark(visit: Visit, identifier: str) -> None:
    mark = visit.marks()[identifier]
    visit.page.mouse.click(mark["x"], mark["y"])


def chip(page: Page, name: str) -> int:
    """Return the count on a chip."""
    text = page.locator(".st-key-kinds button", has_text=name).first.inner_text()
    return int(text.split()[-1])


def test_circle_is_drawn(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open()
    assert page.locator(".st-key-bar h1").inner_text() == "厦门朋友圈"
    marks = visit.marks()
    assert len(marks) == sum(
        chip(page, name) for name in ("友好城市", "友好交流城市", "园区、协会", "意向", "联系与拟结好")
    )
    assert {"trier", "durban", "wellington"} <= set(marks)
    picture = pixels(page)
    for identifier, colour, state in (
        ("trier", (0, 114, 178), "recent"),
        ("goyang", (138, 143, 152), "lapsed"),
    ):
        mark = marks[identifier]
        assert mark["state"] == state
        assert colour in seen(picture, mark["x"], mark["y"], 8), identifier
    middle = page.locator(".drawing .home").bounding_box()
    assert middle is not None
    x, y = middle["x"] + middle["width"] / 2, middle["y"] + middle["height"] / 2
    assert (27, 30, 35) in seen(picture, x, y, 30), "the home is dark"


def pixels(page: Page) -> Image.Image:
    """Return what is on the screen."""
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def seen(picture: Image.Image, x: float, y: float, away: int) -> set[Any]:
    """Return the colours around a point of the screen."""
    return {
        picture.getpixel((round(x) + dx, round(y) + dy))
        for dx in range(-away, away + 1)
        for dy in range(-away, away + 1)
    }


def test_click_opens_the_card(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open()
    click_mark(visit, "trier")
    # The heading appears before Python has answered.
    assert page.locator(".card h2").inner_text(timeout=1_000).startswith("特里尔")
    page.wait_for_selector(CARD)
    card = page.locator(".card").inner_text()
    for text in (
        "Trier",
        "德国",
        "2010-11-11",
        "友好交往度（本系统测算）",
        "进程",
        "最近往来",
        "出处",
        "依据",
        "条来源记载",
    ):
        assert text in card
    page.wait_for_url("**partner=trier**")
    links = page.locator(".card a:not(.file)").evaluate_all(
        "links => links.map(link => [link.href, link.rel, link.target])"
    )
    assert links
    assert all(
        href.startswith(("http://", "https://")) and rel == "noopener noreferrer" and target == "_blank"
        for href, rel, target in links
    )
    page.locator(".card .close").click()
    page.wait_for_function("!location.search.includes('partner')")
    assert page.locator(".card h2").inner_text() == "厦门的朋友圈"


def test_file_of_a_partner_is_opened(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open(lang="en", as_of="2020-01-22", partner="trier")
    page.wait_for_selector(CARD)
    assert page.locator(".fall li").count() == 7
    link = page.locator(".card .file")
    assert urlsplit(link.evaluate("link => link.href"))[:3] == urlsplit(f"{dashboard}/partner")[:3]
    link.click()
    page.wait_for_url("**/partner?**")
    assert parse_qs(urlsplit(page.url).query) == {
        "lang": ["en"],
        "as_of": ["2020-01-22"],
        "partner": ["trier"],
    }
    page.go_back()
    page.wait_for_selector(CARD)
    assert page.locator(".card h2").inner_text().startswith("Trier")


def test_click_on_a_name_opens_the_card(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open(lang="en")
    box = visit.marks()["wellington"]["label"]
    page.mouse.click((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    page.wait_for_selector(CARD)
    assert page.locator(".card h2").inner_text().startswith("Wellington")


def test_hovering_shows_a_hint(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open()
    mark = visit.marks()["sasebo"]
    page.mouse.move(mark["x"], mark["y"])
    hint = page.locator(".tip")
    hint.wait_for()
    assert "佐世保" in hint.inner_text()
    assert "友好城市" in hint.inner_text()


def test_filter_changes_the_count(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open()
    before = len(visit.marks())
    sisters = chip(page, "友好城市")
    page.locator(".st-key-kinds button", has_text="友好城市").first.click()
    visit.wait_for_marks(before - sisters)
    page.wait_for_url("**kinds=**")
    assert "trier" not in visit.marks()
    page.locator(".st-key-kinds button", has_text="港口").click()
    ports = chip(page, "港口")
    visit.wait_for_marks(before - sisters + ports)
    page.locator(".st-key-filter button").click()
    page.get_by_role("button", name="欧洲").click()
    page.wait_for_url("**continents=EU**")
    page.wait_for_function("window.__friendcircle.positions().length < 12")
    assert {"valenza", "cork-port"} <= set(visit.marks())
    assert f"显示 {len(visit.marks())} /" in page.locator(".caption").inner_text()
    page.go_back()
    page.wait_for_function("!location.search.includes('continents')")
    visit.wait_for_marks(before - sisters + ports)


def test_language_is_switched(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open(partner="trier")
    page.locator(".st-key-lang button", has_text="EN").click()
    page.wait_for_selector(".fc[data-lang='en']", state="attached")
    assert page.locator(".st-key-bar h1").inner_text() == "Xiamen Friend Circle"
    page.wait_for_selector(CARD)
    assert page.locator(".card h2").inner_text().startswith("Trier")
    assert "Evidence" in page.locator(".card").inner_text()
    assert "lang=en" in page.url and "partner=trier" in page.url


def test_search_finds_and_shows_a_partner(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open()
    box = page.locator(".search input")
    box.fill("zzzz")
    page.wait_for_selector(".found .none")
    for typed, name in (
        ("mupu", "木浦"),
        ("Iguaçu", "伊瓜苏市"),
        ("iguacu", "伊瓜苏市"),
        ("釜山", "釜山"),
        ("san-antonio-port", "圣安东尼奥港"),
    ):
        with told(typed):
            visit.go()
            box.fill(typed)
            page.wait_for_selector(f".found li[data-id] >> text={name}")
            box.press("Enter")
            page.wait_for_selector(CARD)
            assert page.locator(".card h2").inner_text().startswith(name)
            page.wait_for_function(
                "window.__friendcircle.positions().some(mark => mark.id === new "
                "URLSearchParams(location.search).get('partner'))"
            )


def test_circle_can_be_used_by_keyboard(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open()
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
    page.locator(".st-key-view button", has_text="列表").click()
    row = page.locator(".list td button", has_text="特里尔")
    row.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(CARD)
    assert page.locator(".card h2").inner_text().startswith("特里尔")


def test_list_can_be_sorted_and_downloaded(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open(view="list", kinds="sister")
    rows = page.locator(".list tbody tr")
    assert rows.count() == 23
    page.locator(".list th button", has_text="起始").click()
    assert "加的夫" in rows.first.inner_text()
    page.locator(".list th button", has_text="起始").click()
    assert "德班" in rows.first.inner_text()
    with page.expect_download() as waiting:
        page.locator(".st-key-download_csv button:visible").first.click()
    path = Path(waiting.value.path())
    table = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    assert waiting.value.suggested_filename == "xiamen-2025-09-08.csv"
    assert len(table) == 24
    assert table[0][:3] == ["编号", "名称", "国家（地区）"]
    assert {row[0] for row in table[1:]} >= {"trier", "durban"}


def test_time_can_be_changed(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open(kinds="sister")
    field = page.locator(".time .date input")
    field.fill("2015-08-11")
    field.press("Enter")
    visit.wait_for_marks(18)
    assert "as_of=2015-08-11" in page.url
    assert "durban" not in visit.marks()
    run = visit.run()
    page.locator(".time input[type=range]").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**as_of=2014-12-31**")
    visit.drawn(after=run)  # the answer writes its day into the field
    for no_day in ("never", "1999-99", "2019-02-30"):
        field.fill(no_day)
        field.press("Enter")
        assert page.locator(".time .date input.bad[title]").count() == 1
        assert no_day not in page.url


def test_invalid_link_is_reported(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open(lang="en", partner="triers", as_of="soon")
    banner = page.locator(".banner.wrong").inner_text()
    assert "partner=triers" in banner and "did it mean trier?" in banner and "as_of=soon" in banner


def test_data_page_is_shown(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open(lang="en")
    page.locator(".st-key-tabs a", has_text="Data").click()
    page.wait_for_selector(".fc.plain tbody tr")
    assert page.locator(".fc.plain tbody tr").count() > 200
    visit.picture("en-1366x768-data")
    page.locator(".st-key-kinds button", has_text="Disagreements").click()
    page.wait_for_function(
        "document.querySelector('.st-key-data_table "
        "[data-testid=stBidiComponentIsolated]').shadowRoot.querySelectorAll('tbody tr').length === 32"
    )
    page.locator(".st-key-tabs a", has_text="Circle").click()
    page.wait_for_function(READY)
    assert page.locator(".st-key-bar h1").inner_text() == "Xiamen Friend Circle"


# --- appearance ---------------------------------------------------------------------------------------------


def boxes(page: Page, selector: str) -> list[dict[str, float]]:
    found: list[dict[str, float]] = page.locator(selector).evaluate_all(
        """nodes => nodes.map(node => node.getBoundingClientRect()).filter(box => box.width && box.height)
        .map(box => ({left: box.left, top: box.top, right: box.right, bottom: box.bottom}))"""
    )
    return found


def apart(one: dict[str, float], other: dict[str, float]) -> bool:
    """Return whether two boxes do not overlap; neighbouring buttons may share their border."""
    return (
        one["right"] <= other["left"] + SHARED
        or other["right"] <= one["left"] + SHARED
        or one["bottom"] <= other["top"] + SHARED
        or other["bottom"] <= one["top"] + SHARED
    )


#: The views of the circle to check, by the name of the picture.
SEEN: dict[str, dict[str, str]] = {
    "start": {},
    "card": {"partner": "cebu-city", "as_of": "2020-01-22"},
    "all": {"kinds": EVERYTHING},
    "list": {"view": "list"},
}


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080)])
def test_nothing_overlaps_or_is_cut(dashboard: str, visitor: Enter, width: int, height: int) -> None:
    visit = visitor(dashboard, width, height)
    visit.open()
    for lang, (name, parameters) in product(("zh", "en"), SEEN.items()):
        with told((lang, name)):
            page = visit.go(lang=lang, **parameters)
            if "partner" in parameters:
                page.wait_for_selector(CARD)
            visit.picture(f"{lang}-{width}x{height}-{name}")
            nothing_overlaps(visit, width, height, marked=name != "list")


def test_stage_stays_in_the_window_under_controls_of_several_lines(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard, 1366, 1000)
    visit.open()
    page = visit.go(lang="en")
    lines = set()
    for width in (1600, 1040):
        page.set_viewport_size({"width": width, "height": 1000})
        lines.add(
            page.evaluate("Math.round((document.querySelector('.st-key-controls').clientHeight - 14) / 30)")
        )
        for _ in range(100):
            (time,) = boxes(page, ".fc .time")
            if time["bottom"] <= 1000.5:
                break
            page.wait_for_timeout(100)
        assert 950 < time["bottom"] <= 1000.5, (width, time)
    assert min(lines) == 1 < max(lines)


def nothing_overlaps(visit: Visit, width: int, height: int, *, marked: bool) -> None:
    """Check that nothing on the circle overlaps, exceeds the window, or is cut.

    :param width: width of the window in pixels, like ``height``
    :param marked: whether marks are drawn, rather than listed
    """
    page = visit.page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
        "the page is wider than the window"
    )
    # Controls and texts of the page: none over another, none cut.
    pieces = boxes(
        page,
        ".st-key-bar h1, .st-key-tabs a, .search input, .st-key-lang button, .st-key-kinds button, "
        ".st-key-filter button",
    )
    pieces += boxes(page, ".st-key-view button, .st-key-download button")
    pieces += boxes(page, ".fc .caption span, .fc .plane, .fc .time, .fc .card")
    for index, one in enumerate(pieces):
        assert one["left"] >= 0 and one["right"] <= width + 0.5 and one["bottom"] <= height + 0.5, one
        for other in pieces[:index]:
            assert apart(one, other), (one, other)
    rows = boxes(page, ".bars li") + boxes(page, ".fall li")
    assert all(apart(one, other) for index, one in enumerate(rows) for other in rows[:index])
    cut = page.locator(
        ".st-key-bar h1, .st-key-kinds button p, .fc .caption span, .fc .legend li, .card h2, .card p, "
        ".fall b, .fall .n, .tiles span, .bars li > span"
    ).evaluate_all(
        """nodes => nodes.filter(node => node.offsetParent && node.scrollWidth > node.clientWidth + 1)
        .filter(node => getComputedStyle(node).display !== 'inline')
        .map(node => node.textContent)"""
    )
    assert cut == []
    if not marked:
        return
    # Marks and names: all on the canvas, none under legend, stamp or zoom.
    plane = boxes(page, ".fc .plane")[0]
    covers = boxes(page, ".fc .legend li, .fc .stamp, .fc .zoom")
    for mark in visit.marks().values():
        assert (
            plane["left"] <= mark["x"] <= plane["right"] and plane["top"] <= mark["y"] <= plane["bottom"]
        ), mark
        if mark["label"]:
            left, top, right, bottom = mark["label"]
            box = {"left": left, "top": top, "right": right, "bottom": bottom}
            assert left >= plane["left"] - 0.5 and right <= plane["right"] + 0.5, mark
            for cover in covers:
                assert apart(box, cover), (mark, cover)


def test_text_from_the_graph_is_not_executed(
    dashboards: Dashboards, store_address: StoreAddress, empty_store: Any, visitor: Enter
) -> None:
    office(empty_store, name=NASTY)
    for number in range(3):
        partner(empty_store, f"p{number}", name=NASTY.replace("1", str(number)))
    visit = visitor(dashboards.at(store_address))
    page = visit.open(lang="en", partner="p1")
    page.wait_for_selector(CARD)
    assert page.locator(".card h2").inner_text().startswith("<script>window.hit=")
    page.locator(".st-key-view button", has_text="List").click()
    page.wait_for_selector(".list tbody tr")
    page.locator(".search input").fill("script")
    page.wait_for_selector(".found li[data-id]")
    visit.picture("en-1366x768-hostile")
    assert page.evaluate("window.hit") is None
    assert page.locator("strong", has_text="bold").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_page_of_an_empty_store_updates_after_a_load(
    dashboards: Dashboards, store_address: StoreAddress, empty_store: Any, visitor: Enter
) -> None:
    visit = visitor(dashboards.at(store_address))
    visit.page.goto(visit.url)
    visit.page.wait_for_selector(".blank code")
    assert visit.page.locator(".blank code").inner_text() == "friendcircle load"
    visit.picture("zh-1366x768-empty")
    office(empty_store, name="Casa")
    partner(empty_store, "p1", name="Praia")
    visit.page.wait_for_function(READY)
    assert visit.page.locator(".st-key-bar h1").inner_text() == "Casa朋友圈"


def test_unavailable_store_is_reported(visitor: Enter, tmp_path: Path) -> None:
    with serving(StoreAddress("bolt://127.0.0.1:1"), tmp_path, lang="zh") as url:
        visit = visitor(url)
        visit.page.goto(url)
        visit.page.wait_for_selector(".banner.wrong")
        visit.picture("zh-1366x768-down")
        assert "数据库未响应" in visit.page.locator(".banner.wrong").inner_text()
        assert "Traceback" not in visit.page.content()
