"""User actions on the ranking and the file of a partner in a real browser."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.dashboard.conftest import Visit
from tests.dashboard.looking import asked, opened

pytestmark = pytest.mark.timeout(600)
Enter = Callable[..., Visit]
DECIMAL = re.compile(r"\b\d{1,2}\.\d\b")


def test_ranking_opens_in_words_by_region(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = visit.open()
    page.locator(".st-key-tabs a", has_text="交往对象").click()
    page.wait_for_url("**/ranking**")
    page.wait_for_selector(".rank tbody tr[data-id]")
    assert page.locator(".rank tr.group th").first.inner_text().startswith("亚洲")
    text = page.locator(".fc.file").inner_text()
    assert not DECIMAL.search(text), "no figures before somebody asks for them"
    for word in (
        "往来密切",
        "保持往来",
        "近三年未登记往来",
        "尚无往来登记",
        "往来情况未登记",
        "测算参数",
        "不是友协发布的指数",
    ):
        assert word in text
    assert "仅有结好记录，往来情况未登记" in page.locator(".rank tr[data-id=kaunas]").inner_text()
    visit.picture("ranking-zh")
    page.locator(".switch").click()
    page.wait_for_selector(".rank .figure")
    assert asked(page) == {"show": "figures"}
    assert DECIMAL.search(page.locator(".rank tr[data-id=trier]").inner_text())


def test_ranking_can_be_sorted_by_strength(dashboard: str, visitor: Enter) -> None:
    page = opened(
        visitor(dashboard), "ranking", lang="en", order="strength", show="figures", as_of="2020-01-22"
    )
    figures = [float(text) for text in page.locator(".rank .figure b").all_inner_texts()]
    assert figures == sorted(figures, reverse=True)
    assert len(figures) > 30
    page.locator(".st-key-kinds button", has_text="Countries").click()
    page.wait_for_selector(".rank tr[data-id=japan]")
    assert asked(page)["of"] == "countries"
    assert page.locator(".rank tr[data-id=trier]").count() == 0


def test_download_of_the_ranking_has_figures_and_digest(
    dashboard: str, visitor: Enter, tmp_path: Path
) -> None:
    page = opened(visitor(dashboard), "ranking", lang="en")
    with page.expect_download() as caught:
        page.locator(".st-key-download_csv button:visible").first.click()
    caught.value.save_as(tmp_path / "ranking.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "ranking.csv").read_text(encoding="utf-8-sig"))))
    assert len(rows) == page.locator(".rank tr[data-id]").count()
    assert {row["As of"] for row in rows} == {"2025-09-08"}
    assert all(re.fullmatch("[0-9a-f]{12}", row["Measured with"]) for row in rows)
    assert page.locator(".foot").inner_text().endswith(rows[0]["Measured with"])


def test_downloaded_partner_file_sums_to_the_score(dashboard: str, visitor: Enter, tmp_path: Path) -> None:
    page = opened(visitor(dashboard), "partner", lang="en", partner="trier")
    files = {}
    for form in ("xlsx", "csv"):
        with page.expect_download() as caught:
            page.locator(f".st-key-download_{form} button:visible").click()
        files[form] = tmp_path / caught.value.suggested_filename
        caught.value.save_as(files[form])
    assert [path.name for path in files.values()] == [
        "xiamen-trier-2025-09-08.xlsx",
        "xiamen-trier-2025-09-08.zip",
    ]
    book = openpyxl.load_workbook(files["xlsx"])
    assert len(book.worksheets) == len(zipfile.ZipFile(files["csv"]).namelist()) >= 6
    head, *lines, total = book.worksheets[0].iter_rows(values_only=True)
    points, sources = head.index("Points"), head.index("Sources")
    assert all(line[sources] for line in lines), "every line says who says so"
    counted = sum(float(str(line[points]).removeprefix("<")) for line in lines)
    assert counted == pytest.approx(float(total[points]), abs=0.005 * len(lines) + 0.05)
    assert page.locator(".measure .figure").inner_text().startswith(str(total[points]))


def test_row_opens_the_file_of_its_partner(dashboard: str, visitor: Enter) -> None:
    page = opened(visitor(dashboard), "ranking", lang="en", as_of="2020-01-22", order="strength")
    link = page.locator(".rank tr[data-id=trier] a")
    assert link.get_attribute("href") == "partner?lang=en&as_of=2020-01-22&partner=trier&order=strength"
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/partner?**")
    page.wait_for_selector(".head h2")
    assert page.locator(".head h2").inner_text().startswith("Trier")
    assert asked(page) == {"lang": "en", "as_of": "2020-01-22", "partner": "trier", "order": "strength"}
    page.locator(".back", has_text="Ranking").click()
    page.wait_for_selector(".rank tr[data-id=trier]")
    assert asked(page) == {"lang": "en", "as_of": "2020-01-22", "order": "strength"}


def test_file_shows_reasons_duration_and_sources(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, "partner", lang="en", partner="trier", as_of="2020-01-22")
    who = page.locator(".who").inner_text()
    for text in (
        "Trier",
        "特里尔",
        "Germany",
        "Sister city signed 2010-11-11",
        "9 years",
        "Active",
        "of 100",
        "Evidence solid",
        "Against a year before (2019-01-22)",
    ):
        assert text in who
    assert page.locator(".ledger .part").count() == 8
    points = [float(text) for text in page.locator(".ledger .points b").all_inner_texts()]
    assert sum(points[:-1]) == pytest.approx(points[-1], abs=0.4)
    line = page.locator(".part[data-code=A] button.line")
    line.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".part[data-code=A] .lines li")
    assert line.get_attribute("aria-expanded") == "true"
    page.locator(".part[data-code=A] .lines .ref").first.click()
    cited = page.locator(".part[data-code=A] .cited li").first
    assert cited.locator(".grade").inner_text() in "ABCDE"
    links = page.locator(".cited a").evaluate_all(
        "links => links.map(link => [link.href, link.rel, link.target])"
    )
    assert all(
        href.startswith(("http://", "https://")) and rel == "noopener noreferrer" and target == "_blank"
        for href, rel, target in links
    )
    visit.picture("partner-trier-en")


def test_ledger_of_changes_opens(dashboard: str, visitor: Enter) -> None:
    page = opened(visitor(dashboard), "partner", lang="en", partner="cebu-city")
    page.locator(".changes summary").click()
    assert page.locator(".changes .group").count() >= 2
    total = float(page.locator(".changes .sum b").inner_text().replace("−", "-"))
    groups = [float(text.replace("−", "-")) for text in page.locator(".changes h4 b").all_inner_texts()]
    assert sum(groups) == pytest.approx(total, abs=0.05)


def test_timeline_of_contacts_can_be_used_by_keyboard(dashboard: str, visitor: Enter) -> None:
    page = opened(visitor(dashboard), "partner", lang="en", partner="trier", as_of="2020-01-22")
    page.locator(".plot svg").focus()
    page.keyboard.press("Home")
    assert "2006-10" in page.locator(".plot .tip").inner_text()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_selector(".ledger .lines li.shown")
    assert page.locator(".moment.in").count()
    assert page.locator(".moment.out").count()


def test_day_changes_the_whole_file(dashboard: str, visitor: Enter) -> None:
    page = opened(visitor(dashboard), "partner", lang="en", partner="trier")
    page.locator("input[name=as_of]").fill("2012-12-31")
    page.keyboard.press("Enter")
    page.wait_for_url("**as_of=2012-12-31**")
    page.wait_for_selector(".foot:has-text('As of 2012-12-31')")
    page.locator(".times h3 .ref").click()
    dates = page.locator(".times table tr td:first-child").all_inner_texts()
    assert dates[0] == "2012-12-31"
    assert dates == sorted(dates, reverse=True)


def test_switching_partners_and_returning_to_the_circle(dashboard: str, visitor: Enter) -> None:
    page = opened(visitor(dashboard), "partner", lang="en", partner="trier")
    page.locator(".pick select").select_option("izmir")
    page.wait_for_url("**partner=izmir**")
    page.wait_for_function(
        "document.querySelector('.st-key-partner "
        "[data-testid=stBidiComponentIsolated]').shadowRoot.querySelector('h2').textContent.startsWith('Izmir')"
    )
    page.locator(".step").nth(1).click()
    page.wait_for_function(
        "!document.querySelector('.st-key-partner "
        "[data-testid=stBidiComponentIsolated]').shadowRoot.querySelector('h2').textContent.startsWith('Izmir')"
    )
    after = asked(page)["partner"]
    page.locator(".step").nth(0).click()
    page.wait_for_url("**partner=izmir**")
    assert after != "izmir"
    page.locator(".back", has_text="Circle").click()
    page.wait_for_selector(".fc .card[data-ready='true']")
    assert asked(page)["partner"] == "izmir"


def test_unknown_partner_is_reported_with_similar_ones(dashboard: str, visitor: Enter) -> None:
    page = opened(visitor(dashboard), "partner", lang="en", partner="triers")
    assert "did it mean trier" in page.locator(".banner").inner_text()
    page.locator(".chooser a", has_text="Trier").first.click()
    page.wait_for_selector(".head h2")
    assert asked(page)["partner"] == "trier"


def test_unrecorded_contact_is_shown_as_such(dashboard: str, visitor: Enter) -> None:
    visit = visitor(dashboard)
    page = opened(visit, "partner", partner="kaunas", lang="zh")
    text = page.locator(".fc.file").inner_text()
    assert "尚无往来登记" in text
    assert "仅有结好记录，往来情况未登记" in text
    assert "未登记" in page.locator(".part[data-code=E]").inner_text()
    assert not re.search(
        "没有往来。|无往来", text.replace("未登记不等于没有往来。", "").replace("尚无往来登记", "")
    )
    visit.picture("partner-kaunas-zh")


def test_nothing_is_measured_before_the_first_record(dashboard: str, visitor: Enter) -> None:
    page = opened(visitor(dashboard), "partner", partner="izmir", lang="en", as_of="1990-12-31")
    assert "Nothing is recorded by that day" in page.locator(".why").inner_text()
    assert page.locator(".measure").count() == 0
    assert page.locator(".step").nth(1).is_enabled()
