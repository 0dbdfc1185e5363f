"""Every page shows an office's texts as text: markup, scripts, formulas, direction marks, long strings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.core.navigation import HOME
from graph.store import GraphStore
from tests.dashboard.conftest import Dashboards, Visit
from tests.dashboard.looking import PAGES, settled, turned
from tests.ingest.office import TABLES, OfficeFolder, load_office
from tests.stores import StoreAddress

pytestmark = pytest.mark.timeout(900)
Enter = Callable[..., Visit]
NASTY = (
    "<img src=x onerror=window.hit=1><script>window.hit=1</script> **bold** [x](javascript:alert(1)) "
    ":red[y] $x^2$ =1+1 \u202egnp.exe\u2066 " + "长" * 10_000
)
#: Columns of free text in the tables of the small office.
_FREE = {"name_en", "name_zh", "title", "publisher", "delegation_title", "note", "locator"}
#: Finds forbidden things on the page and in the components: a script that ran, markup from a source, an
#: invalid URL, a direction mark.
_FOUND = """() => {
  const found = [], TURNED = /[\\u202a-\\u202e\\u2066-\\u2069]/;
  const walk = (root) => {
    for (const node of root.querySelectorAll('*')) {
      if (node.shadowRoot) walk(node.shadowRoot);
      if (node.matches('img[src=x], [onerror], .katex')) found.push(node.outerHTML.slice(0, 120));
      if (node.matches('strong') && node.textContent === 'bold') found.push('Markdown');
      if (node.matches('a[href]') && !/^(https?:|blob:|data:)/.test(node.href)) {
        found.push(node.href.slice(0, 120));
      }
      if (node.matches('a[target=_blank]') && !node.rel.includes('noopener')) {
        found.push(`no noopener: ${node.href}`);
      }
      if (node.matches('script, style')) continue;
      for (const child of node.childNodes) {
        if (child.nodeType === 3 && TURNED.test(child.data)) {
          found.push('turned: ' + child.data.slice(0, 60));
        }
      }
    }
  };
  walk(document);
  return found;
}"""


@pytest.fixture
def nasty_dashboard(
    dashboards: Dashboards, empty_store: GraphStore, store_address: StoreAddress, tmp_path: Path
) -> str:
    """A dashboard on a small office with hostile content in every free text."""
    tables = {
        name: [{column: NASTY if column in _FREE else cell for column, cell in row.items()} for row in rows]
        for name, rows in TABLES.items()
    }
    for row in tables["ties"] + tables["visits"]:
        row["note"] = NASTY
    load_office(empty_store, OfficeFolder(tmp_path / "office", tables).path)
    return dashboards.at(store_address)


def test_office_texts_stay_text_on_every_page(nasty_dashboard: str, visitor: Enter) -> None:
    visit = visitor(nasty_dashboard)
    settled(visit, HOME, lang="en")
    seen = 0
    for name in PAGES:
        parameters = (
            {"partner": "east"}
            if name in ("partner", HOME)
            else {"with": "east,west"}
            if name == "compare"
            else {}
        )
        page = turned(visit, name, lang="en", **parameters)
        assert page.evaluate("window.hit") is None, name
        assert page.evaluate(_FOUND) == [], name
        assert (
            page.evaluate(
                "Math.max(document.scrollingElement.scrollWidth, "
                "document.querySelector('[data-testid=stMain]').scrollWidth)"
            )
            <= 1366
        ), name
        seen += page.locator("text=<script>").count()
        visit.picture(f"nasty-{name}")
    assert seen > 0, "it was shown somewhere"
    # They are not interpreted in the answer of a statement either.
    statement = (
        "MATCH%20(n)%20WHERE%20NOT%20n:LoadRun%20RETURN%20n,%20n.name_en%20AS%20name,%20n.title%20AS%20title"
    )
    page = turned(visit, "cypher", lang="en", cypher=statement)
    page.locator(".go").click()
    page.wait_for_selector(".fc.console[data-state=answer]")
    assert page.evaluate("window.hit") is None
    assert page.evaluate(_FOUND) == []
    assert "<script>" in page.locator(".answer table").inner_text()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 1366
