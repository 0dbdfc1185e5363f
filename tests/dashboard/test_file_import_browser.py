"""The page "Import" in a real browser: from a file to facts, and from a refused row to an accepted one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from dashboard.core.texts import load_texts
from graph.i18n import Texts
from tests.dashboard.conftest import Dashboards, Visit
from tests.stores import StoreAddress

pytestmark = pytest.mark.timeout(900)

Enter = Callable[..., Visit]
PATIENCE = 120_000

#: A register of visits with a title, a column of no known head, and a date that is none.
ROWS = (
    ("2025年外宾来访登记表",),
    ("日期", "国家", "来访团组", "人数", "接待单位", "经办处"),
    ("2025.3.5", "德国", "特里尔大学<b>代表团</b>", "12人", "市外办", "交流处"),
    ("2025年13月2日", "法国", "尼斯市友好代表团", "6", "市外办", "=交流处"),
    ("2025-04-11", "日本", "佐世保市议会代表团", "9", "市人大", "综合处"),
)


@pytest.fixture
def desk(dashboards: Dashboards, private_address: StoreAddress) -> str:
    """URL of a dashboard on a store that these tests may write to."""
    return dashboards.at(private_address)


def workbook(folder: Path, name: str, division: str = ROWS[1][5]) -> Path:
    """Write the register; ``division`` is the head of the column of divisions."""
    book = openpyxl.Workbook()
    for number, row in enumerate(ROWS, start=1):
        for column, text in enumerate(row, start=1):
            cell = book.active.cell(number, column)
            cell.value = division if text == ROWS[1][5] else text
            cell.data_type = "s"
    file = folder / name
    book.save(file)
    return file


def opened(visit: Visit, lang: str) -> Page:
    page = visit.open("file_import", lang=lang)
    page.wait_for_selector(".fc.file-import[data-ready='true']")
    return page


def give(page: Page, file: Path) -> None:
    page.locator(".drop input").set_input_files(file)
    page.locator(".mapping").wait_for(timeout=PATIENCE)


def meaning(page: Page, head: str) -> str:
    chosen: str = page.locator(f".mapping select[aria-label='{head}']").evaluate("field => field.value")
    return chosen


def message(page: Page, text: str) -> None:
    expect(page.locator(".message")).to_contain_text(text, timeout=PATIENCE)


def checked(page: Page) -> None:
    page.locator(".bar .check").click()
    page.locator(".plan").wait_for(timeout=PATIENCE)


def test_navigation_leads_to_the_page(desk: str, visitor: Enter) -> None:
    page = visitor(desk).open("data", lang="zh")
    page.locator(".st-key-subbar a", has_text="导入资料").click()
    page.wait_for_selector(".fc.file-import[data-ready='true']")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_file_is_mapped_loaded_corrected_and_loaded_again(
    desk: str, visitor: Enter, tmp_path: Path, lang: str
) -> None:
    t: Texts = load_texts(lang)
    visit = visitor(desk)
    page = opened(visit, lang)
    visit.picture(f"file-import-{lang}")
    division = f"经办处 {lang}"  # the mapping is kept for registers with the same heads
    give(page, workbook(tmp_path, f"来访 {lang}.xlsx", division))
    assert meaning(page, "日期") == "date" and meaning(page, "人数") == "persons"
    assert meaning(page, division) == ""
    expect(page.locator(".mapping tbody tr").first).to_contain_text("特里尔大学<b>代表团</b>")
    assert page.locator(".bar .load").is_disabled(), "the plan is looked at first"
    page.locator(f".mapping select[aria-label='{division}']").select_option("division")
    visit.picture(f"file-import-mapping-{lang}")
    checked(page)
    assert meaning(page, division) == "division"
    expect(page.locator(".plan .counts")).to_contain_text(t.word("label", "Visit"))
    expect(page.locator(".plan .refused tbody tr")).to_have_count(1)
    expect(page.locator(".plan .refused")).to_contain_text("2025年13月2日")
    visit.picture(f"file-import-plan-{lang}")
    page.locator(".bar .load").click()
    message(page, t("import.loaded_refused"))
    expect(page.locator(".plan h3")).to_have_text(t("import.done_title"))
    visit.picture(f"file-import-loaded-{lang}")

    with page.expect_download() as download:
        page.locator(".st-key-download_refused button").first.click()
    refused = tmp_path / download.value.suggested_filename
    download.value.save_as(refused)
    book = openpyxl.load_workbook(refused)
    (row,) = book.active.iter_rows(min_row=2)
    assert [cell.value for cell in row][:6] == list(ROWS[3]) and row[6].value and row[7].value
    row[0].value = "2025年12月2日"
    book.save(refused)

    page.locator(".another").click()
    page.locator(".drop").wait_for(timeout=PATIENCE)
    give(page, refused)
    assert meaning(page, division) == "division", "as in the register that is kept"
    assert page.locator(".mapping th").count() == 6, "what was added is no data"
    checked(page)
    expect(page.locator(".plan .refused")).to_have_count(0)
    page.locator(".bar .load").click()
    message(page, t("import.loaded"))
    page.locator(".bar .history").click()
    page.wait_for_url("**/data?**list=load_runs**")

    # The same file once more changes nothing, and asks before it takes the place of the kept one.
    page = opened(visitor(desk), lang)
    give(page, refused)
    checked(page)
    expect(page.locator(".plan .muted").first).to_contain_text(t("import.nothing_changes"))
    assert page.locator(".bar .load").is_disabled()
    page.locator(".consent input").check()
    expect(page.locator(".bar .load")).to_be_enabled()


def test_pasted_cells_are_read_like_a_file(desk: str, visitor: Enter) -> None:
    page = opened(visitor(desk), "zh")
    page.locator(".paste input").fill("../五月来访")
    page.locator(".paste textarea").fill(
        '日期\t国家\t来访团组\t人数\n2025.5.5\t德国\t"特里尔\n合唱团"\t30\n2025.5.9\t法国\t尼斯\t4\n'
    )
    page.locator(".take").click()
    page.locator(".mapping").wait_for(timeout=PATIENCE)
    assert page.locator(".file b").inner_text() == "五月来访.tsv"
    assert meaning(page, "来访团组") == "delegation_title"
    checked(page)
    expect(page.locator(".plan .refused")).to_have_count(0)


def test_what_cannot_be_read_is_said(desk: str, visitor: Enter, tmp_path: Path) -> None:
    page = opened(visitor(desk), "zh")
    for name, content, said in (
        ("坏.xlsx", b"PK\x03\x04 no archive", "坏.xlsx"),
        ("x.exe", b"MZ", "不支持"),
        ("名单（机密）.csv", "日期,国家\n2025,德国\n".encode(), "机密"),
    ):
        file = tmp_path / name
        file.write_bytes(content)
        page.locator(".drop input").set_input_files(file)
        message(page, said)
        expect(page.locator(".message")).not_to_contain_text("Traceback")
        assert page.locator(".mapping").count() == 0


def test_reader_cannot_import(dashboards: Dashboards, private_address: StoreAddress, visitor: Enter) -> None:
    page = opened(visitor(dashboards.at(private_address, role="reader")), "zh")
    page.locator(".banner", has_text="仅供查看").wait_for()
    assert page.locator(".pick").is_disabled() and page.locator(".take").is_disabled()
