"""The page "Entry" in a real browser: entries appear on other pages, can be undone, and no input is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from graph.store import local_server
from tests.dashboard.conftest import Dashboards, Visit
from tests.dashboard.looking import settled
from tests.stores import StoreAddress

pytestmark = pytest.mark.timeout(900)

Enter = Callable[..., Visit]


@pytest.fixture
def desk(dashboards: Dashboards, private_address: StoreAddress) -> str:
    """URL of a dashboard on a store that these tests may write to."""
    return dashboards.at(private_address)


@pytest.fixture
def reading_desk(dashboards: Dashboards, private_address: StoreAddress) -> str:
    """URL of a read-only dashboard on the same store."""
    return dashboards.at(private_address, role="reader")


def opened(visit: Visit, **parameters: str) -> Page:
    page = visit.open("entry", **{"lang": "en"} | parameters)
    page.wait_for_selector(".fc.entry[data-ready='true']")
    return page


def field(page: Page, name: str) -> Any:
    return page.locator(f".field[data-name='{name}']")


def choose(page: Page, name: str, text: str) -> None:
    """Type a name and choose the first match."""
    box = field(page, name).locator("input")
    box.fill(text)
    field(page, name).locator(".found li b").first.wait_for()
    box.press("Enter")
    field(page, name).locator(".tag").first.wait_for()


def press(page: Page, button: str) -> None:
    page.locator(f".bar .{button}").click()


def message(page: Page, text: str) -> None:
    expect(page.locator(".message")).to_contain_text(text, timeout=120_000)


def turn(page: Page, kind: str) -> None:
    """Choose what to enter."""
    page.locator(".st-key-entry_table [role='combobox']").click()
    page.get_by_role("option", name=kind, exact=True).click()


def undo(page: Page, title: str) -> None:
    page.locator(".entries li", has_text=title).locator(".undo").click()


def test_visit_is_entered_shown_and_undone(desk: str, visitor: Enter) -> None:
    visit = visitor(desk)
    page = opened(visit)
    field(page, "direction").locator("select").select_option("inbound")
    field(page, "date_start").locator("input").fill("2025-06")
    choose(page, "from_place", "Trier")
    choose(page, "to_place", "xm")
    field(page, "delegation_title").locator("input").fill("Choir of the <b>cathedral</b> school")
    field(page, "entered_by").locator("input").fill("Exchange division")
    assert page.locator(".bar .save").is_disabled(), "what will change is looked at first"
    press(page, "check")
    expect(page.locator(".changes")).to_contain_text(
        "New: Visit 2025-06 Choir of the <b>cathedral</b> school", timeout=120_000
    )
    expect(page.locator(".changes")).to_contain_text("the office's own record, grade A (Exchange division)")
    assert page.locator(".entries li").count() == 0, "nothing was written yet"
    visit.picture("entry-check")
    press(page, "save")
    message(page, "Saved: 2025-06 Choir of the <b>cathedral</b> school")
    page.locator(".entries li").first.wait_for()
    assert field(page, "delegation_title").locator("input").input_value() == ""
    assert field(page, "entered_by").locator("input").input_value() == "Exchange division"
    page.locator(".entries a", has_text="Trier").click()
    page.wait_for_url("**/partner?**partner=trier**")
    page.get_by_text("Choir of the <b>cathedral</b> school").first.wait_for(state="attached")
    page = opened(visit)
    undo(page, "Choir")
    message(page, "Taken back: 2025-06 Choir")
    page.locator(".entries li.gone").wait_for()
    other = visitor(desk)
    partner = other.open("partner", lang="en", partner="trier")
    partner.wait_for_selector(".fc.file[data-ready='true']")
    assert partner.get_by_text("cathedral").count() == 0
    undo(page, "Choir")
    message(page, "Saved: 2025-06 Choir")
    page.locator(".entries li:not(.gone)").wait_for()
    undo(page, "Choir")
    message(page, "Taken back")


def test_faults_are_shown_at_their_field_and_no_input_is_lost(desk: str, visitor: Enter) -> None:
    page = opened(visitor(desk), lang="zh")
    field(page, "direction").locator("select").select_option("inbound")
    field(page, "date_start").locator("input").fill("2025-13")
    field(page, "delegation_title_zh").locator("input").fill("=cmd() 合唱团")
    field(page, "entered_by").locator("input").fill("交流处")
    press(page, "check")
    message(page, "未保存")
    expect(field(page, "date_start").locator(".said")).to_contain_text("不是日期")
    assert field(page, "date_start").locator("input").get_attribute("aria-invalid") == "true"
    assert (
        page.evaluate(
            "document.querySelector('.st-key-entry "
            "[data-testid=stBidiComponentIsolated]').shadowRoot.activeElement.name"
        )
        == "date_start"
    )
    field(page, "date_start").locator("input").fill("2025年6月3日")
    assert field(page, "date_start").locator(".said").inner_text() == ""
    field(page, "date_start").locator("button.calendar").click()
    picker = field(page, "date_start").locator(".picker")
    assert picker.input_value() == "2025-06-03", "the calendar begins on the day that was typed"
    picker.evaluate("picker => { picker.value = '2025-06-04'; picker.dispatchEvent(new Event('change')) }")
    assert field(page, "date_start").locator("input").input_value() == "2025-06-04"
    field(page, "from_place").locator("input").fill("trierr")
    field(page, "from_place").locator(".found li b", has_text="特里尔").wait_for()
    field(page, "from_place").locator("input").press("Tab")
    press(page, "check")
    expect(field(page, "from_place").locator(".said")).to_contain_text("是否指 trier", timeout=120_000)
    assert field(page, "delegation_title_zh").locator("input").input_value() == "=cmd() 合唱团"
    # The input is still there after switching the table and the language back and forth.
    turn(page, "活动")
    field(page, "name_en").wait_for()
    turn(page, "来访出访")
    field(page, "delegation_title_zh").wait_for()
    assert field(page, "delegation_title_zh").locator("input").input_value() == "=cmd() 合唱团"
    page.locator(".st-key-lang button", has_text="EN").click()
    expect(field(page, "delegation_title_zh").locator("label")).to_contain_text("Delegation")
    assert field(page, "delegation_title_zh").locator("input").input_value() == "=cmd() 合唱团"


def test_tie_step_moves_a_tie_on_the_board(desk: str, visitor: Enter) -> None:
    visit = visitor(desk)
    page = opened(visit, table="tie_steps", partner="kaunas")
    assert field(page, "to_id").locator(".tag").inner_text().startswith("Kaunas"), (
        "the link names the partner"
    )
    field(page, "procedure").locator("select").select_option("cn-sister")
    field(page, "step").locator("select").select_option(label="opinions sought")
    field(page, "date").locator("input").fill("2025-05")
    field(page, "entered_by").locator("input").fill("Exchange division")
    press(page, "check")
    expect(page.locator(".changes")).to_contain_text("New: Step of a tie", timeout=120_000)
    press(page, "save")
    message(page, "Saved: 2025-05 Xiamen – Kaunas opinions sought")
    undo(page, "opinions sought")
    message(page, "Taken back")


def test_other_kinds_are_entered_corrected_copied_and_taken_back(desk: str, visitor: Enter) -> None:
    visit = visitor(desk)
    page = opened(visit, table="organisations")
    field(page, "name_en").locator("input").fill("Friends of the harbour")
    field(page, "kind").locator("select").select_option("association")
    choose(page, "place_id", "Trier")
    field(page, "entered_by").locator("input").fill("Exchange division")
    press(page, "check")
    expect(page.locator(".changes")).to_contain_text("New: Organisation", timeout=120_000)
    press(page, "save")
    message(page, "Saved: Friends of the harbour")
    turn(page, "Commitments")
    field(page, "verb").locator("select").select_option("advance")
    choose(page, "target_place", "Friends of the har")
    field(page, "commitment").locator("textarea").fill("a joint regatta")
    field(page, "deadline").locator("input").fill("2027.5.1")
    field(page, "blocked_by").locator("textarea").fill("no harbour")
    press(page, "check")
    expect(page.locator(".changes")).to_contain_text("New:", timeout=120_000)
    press(page, "save")
    message(page, "Saved: a joint regatta")
    page.locator(".entries li", has_text="a joint regatta").locator(".correct").click()
    expect(page.locator(".opened")).to_contain_text("a joint regatta")
    expect(field(page, "deadline").locator("input")).to_have_value("2027-05-01")
    field(page, "progress").locator("textarea").fill("the harbour was chosen")
    field(page, "blocked_by").locator("textarea").fill("")
    press(page, "check")
    expect(page.locator(".changes")).to_contain_text("Changed:", timeout=120_000)
    expect(page.locator(".changes")).to_contain_text("Progress: empty → the harbour was chosen")
    press(page, "save")
    message(page, "Saved: a joint regatta")
    expect(page.locator(".opened")).to_have_count(0)
    assert page.locator(".entries li", has_text="a joint regatta").count() == 1
    page.locator(".entries li", has_text="a joint regatta").locator(".correct").click()
    expect(page.locator(".opened .history")).to_contain_text("Blocked by: no harbour → empty")
    expect(page.locator(".opened .history")).to_contain_text("Progress: empty → the harbour was chosen")
    visit.picture("entry-correction")
    page.locator(".opened .cancel").click()
    expect(page.locator(".opened")).to_have_count(0)
    # A copy is an entry of its own; the form turns to its table.
    page.locator(".entries li", has_text="Friends of the harbour").locator(".copy").first.click()
    expect(field(page, "name_en").locator("input")).to_have_value("Friends of the harbour")
    expect(page.locator(".opened")).to_have_count(0)
    undo(page, "a joint regatta")
    message(page, "Taken back: a joint regatta")
    undo(page, "Friends of the harbour")
    message(page, "Taken back: Friends of the harbour")
    page = opened(visit)
    assert page.locator(".entries li:not(.gone)").count() == 0


def test_likely_doubles_are_shown_before_anything_is_saved(desk: str, visitor: Enter) -> None:
    visit = visitor(desk)
    page = opened(visit)
    field(page, "direction").locator("select").select_option("inbound")
    field(page, "date_start").locator("input").fill("2017-04-11")
    choose(page, "from_place", "Trier")
    field(page, "delegation_title").locator("input").fill("Guests")
    field(page, "entered_by").locator("input").fill("Exchange division")
    press(page, "check")
    expect(page.locator(".doubles li")).to_have_count(1, timeout=120_000)
    expect(page.locator(".doubles")).to_contain_text("2017-04-11")
    visit.picture("entry-doubles")
    turn(page, "Organisations")
    field(page, "name_en").locator("input").fill("XIAMEN UNIVERSITY")
    field(page, "kind").locator("select").select_option("university")
    press(page, "check")
    expect(page.locator(".doubles a")).to_have_text("Xiamen University", timeout=120_000)
    assert page.locator(".entries li:not(.gone)").count() == 0, "nothing was written"


def test_new_city_is_made_while_typing(desk: str, visitor: Enter) -> None:
    visit = visitor(desk)
    page = opened(visit, lang="zh", table="ties", partner="trier")
    field(page, "to_id").locator(".tag button").click()
    choose(page, "to_id", "名古屋")
    field(page, "kind").locator("select").select_option("friendly_exchange_city")
    field(page, "status").locator("select").select_option("target")
    field(page, "entered_by").locator("input").fill("交流处")
    press(page, "check")
    expect(page.locator(".changes")).to_contain_text("名古屋", timeout=120_000)
    visit.picture("entry-new-city")
    press(page, "save")
    message(page, "已保存")
    titles = page.locator(".entries li:not(.gone) b")
    expect(titles.filter(has_text="名古屋")).to_have_count(2)
    page.locator(".entries li", has_text="—名古屋").locator(".undo").click()
    message(page, "已撤回")
    page.locator(".entries li:not(.gone)", has_text="名古屋").locator(".undo").click()
    expect(page.locator(".entries li:not(.gone)")).to_have_count(0, timeout=120_000)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_forms_of_other_kinds_fit_the_page(desk: str, visitor: Enter, lang: str) -> None:
    visit = visitor(desk)
    for table in ("cities", "ties", "quotas", "completeness", "consulates"):
        page = opened(visit, lang=lang, table=table)
        page.locator(".more-fields summary").click()
        assert field(page, "note").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        visit.picture(f"entry-{table}-{lang}")


def test_two_corrections_at_once_are_shown_side_by_side(desk: str, visitor: Enter) -> None:
    one = visitor(desk)
    page = opened(one, table="projects")
    field(page, "name_en").locator("input").fill("A bridge")
    field(page, "status").locator("select").select_option("planned")
    field(page, "entered_by").locator("input").fill("Exchange division")
    press(page, "check")
    expect(page.locator(".changes")).to_contain_text("New: Project", timeout=120_000)
    press(page, "save")
    message(page, "Saved: A bridge")
    late = visitor(desk)
    later = opened(late, table="projects")
    for side in (page, later):
        side.locator(".entries li", has_text="A bridge").locator(".correct").click()
        side.locator(".opened").wait_for()
    field(page, "sector").locator("input").fill("transport")
    press(page, "check")
    expect(page.locator(".changes")).to_contain_text("Changed:", timeout=120_000)
    press(page, "save")
    message(page, "Saved: A bridge")
    field(later, "sector").locator("input").fill("tourism")
    press(later, "check")
    message(later, "somebody has changed this entry meanwhile")
    row = later.locator(".conflict tr", has_text="Sector")
    expect(row.locator("td")).to_have_text(["tourism", "transport"])
    late.picture("entry-conflict")
    later.locator(".conflict .keep").click()
    expect(later.locator(".conflict")).to_have_count(0)
    press(later, "check")
    expect(later.locator(".changes")).to_contain_text("Changed:", timeout=120_000)
    press(later, "save")
    message(later, "Saved: A bridge")
    later.locator(".entries li", has_text="A bridge").locator(".correct").click()
    expect(later.locator(".opened .history li")).to_have_count(2)
    undo(later, "A bridge")
    message(later, "Taken back")


def test_decision_between_two_statements(desk: str, visitor: Enter) -> None:
    visit = visitor(desk)
    page = opened(visit, table="decisions")
    page.locator(".pair-list button", has_text="Sunshine Coast").click()
    assert page.locator(".side:not(.both)").count() == 2
    texts = page.locator(".side .head b").all_inner_texts()
    assert set(texts[:2]) == {"1999-09-28", "2011"}
    assert set(page.locator(".side .grade").all_inner_texts()) == {"A", "D"}
    field(page, "entered_by").locator("input").fill("Exchange division")
    field(page, "reason").locator("textarea").fill("the profile speaks of the tie as resumed")
    press(page, "check")
    message(page, "Choose a pair of statements")
    page.locator(".side", has_text="2011").locator("input").check()
    visit.picture("entry-decision")
    press(page, "check")
    expect(page.locator(".changes")).to_contain_text("Changed: Step of a tie Sunshine Coast", timeout=120_000)
    press(page, "save")
    message(page, "Saved")
    expect(page.locator(".pair-list button", has_text="Sunshine Coast").locator("em")).to_have_text(
        "decided: 2011"
    )
    undo(page, "Sunshine Coast")
    message(page, "Taken back")
    expect(page.locator(".pair-list button", has_text="Sunshine Coast").locator("em")).to_have_count(
        0, timeout=120_000
    )
    page.locator(".pair-list button", has_text="Trier – Xiamen").click()
    page.locator(".side.both input").check()
    field(page, "reason").locator("textarea").fill("both are first meetings")
    press(page, "check")
    expect(page.locator(".changes")).to_contain_text("New: Decision", timeout=120_000)
    press(page, "save")
    expect(page.locator(".pair-list button", has_text="Trier – Xiamen").locator("em")).to_have_text(
        "both stay open", timeout=120_000
    )
    undo(page, "Trier – Xiamen")
    message(page, "Taken back")


def test_reader_cannot_write(reading_desk: str, visitor: Enter) -> None:
    page = opened(visitor(reading_desk), lang="zh")
    page.locator(".banner", has_text="仅供查看").wait_for()
    assert page.locator(".bar .check").is_disabled()
    assert page.locator(".bar .save").is_disabled()
    assert field(page, "direction").locator("select").is_disabled()


def test_input_survives_an_outage_of_the_store(
    private_address: StoreAddress, desk: str, visitor: Enter
) -> None:
    page = opened(visitor(desk))
    field(page, "delegation_title").locator("input").fill("a mayor on the way")
    page.wait_for_timeout(1500)
    local_server.stop(private_address.folder)
    field(page, "entered_by").locator("input").fill("Exchange division")
    field(page, "direction").locator("select").select_option("inbound")
    press(page, "check")
    # The next request starts the store again; the input stays, whatever is reported meanwhile.
    page.locator(".fc.entry[data-ready='true']").wait_for(timeout=120_000)
    expect(field(page, "delegation_title").locator("input")).to_have_value("a mayor on the way")


def explored(visit: Visit, **parameters: str) -> Page:
    """Open the page Explore with the list of perspectives unfolded."""
    page = settled(visit, "explore", **{"lang": "en"} | parameters)
    page.locator(".st-key-perspective button").first.click()
    page.wait_for_selector("[data-testid=stPopoverBody]")
    return page


def test_perspective_is_kept_for_all_users(desk: str, reading_desk: str, visitor: Enter) -> None:
    page = explored(visitor(desk), nodes="xiamen,trier,cardiff", layout="layered")
    name = page.get_by_label("Name of the perspective")
    name.fill("Three of us")
    name.press("Enter")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.get_by_role("button", name="Keep in the store").click()
    page.get_by_text("“Three of us” is kept in the store").wait_for(timeout=120_000)
    other = explored(visitor(reading_desk))
    assert other.get_by_role("button", name="Keep in the store").is_disabled()
    assert other.get_by_role("button", name="Remove").is_disabled()
    other.locator(".st-key-perspective_deeds button").first.click()
    other.wait_for_url("**nodes=xiamen%2Ctrier%2Ccardiff**layout=layered**")
    page = explored(visitor(desk))
    page.get_by_role("button", name="Remove").click()
    page.get_by_text("“Three of us” is no longer in the store").wait_for(timeout=120_000)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.locator(".st-key-perspective_deeds").wait_for(state="detached")


def test_setting_is_changed_from_its_page_and_taken_back(desk: str, visitor: Enter) -> None:
    visit = visitor(desk)
    page = visit.open("settings", lang="en")
    page.get_by_role("link", name="curves.k", exact=True).first.click()
    page.wait_for_url("**/entry?**setting=strength.curves.k**")
    expect(field(page, "setting").locator("select")).to_have_value("strength.curves.k", timeout=60_000)
    value = field(page, "value").locator("textarea")
    shipped = value.input_value()
    assert float(shipped) > 0, "the form begins with the value in force"
    value.fill("no number")
    field(page, "reason").locator("textarea").fill("few visits a year")
    field(page, "entered_by").locator("input").fill("Exchange division")
    press(page, "check")
    expect(field(page, "value").locator(".said")).to_contain_text("is no number", timeout=120_000)
    value.fill("0.75")
    press(page, "check")
    expect(page.locator(".changes")).to_contain_text("New: Setting of the office", timeout=120_000)
    press(page, "save")
    message(page, "Saved: strength.curves.k")
    page = visit.open("settings", lang="en")
    expect(page.locator("table").first).to_contain_text("few visits a year", timeout=60_000)
    expect(page.locator("table").first).to_contain_text("in force")
    visit.picture("settings-changed")
    page.get_by_role("link", name="strength.curves.k", exact=True).first.click()
    expect(page.locator(".opened")).to_contain_text("few visits a year", timeout=60_000)
    page.locator(".opened .cancel").click()
    undo(page, "few visits a year")
    message(page, "Taken back")
