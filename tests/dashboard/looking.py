"""What the tests that look at every page share: which pages there are, and when one has settled."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page

from dashboard.core.navigation import HOME, names
from tests.dashboard.conftest import Visit

#: Every page, and what it is opened with so that it has something to show.
PAGES = {name: {"partner": "trier"} if name == "partner" else {} for name in names()}
#: A page that is a document, drawn.
FILE = ".fc.file[data-ready='true']"


def settled(visit: Visit, name: str, **parameters: str) -> Page:
    """The page of that name, drawn, as a new visit."""
    visit.open(name if name != HOME else "", **parameters)
    return visit.drawn()


def turned(visit: Visit, name: str, **parameters: str) -> Page:
    """The page of that name, drawn, within the same visit."""
    return visit.go(name if name != HOME else "", **parameters)


def opened(visit: Visit, path: str, **parameters: str) -> Page:
    """A page that is a document, such as a partner's file, drawn."""
    page = visit.open(path, **parameters)
    page.wait_for_selector(FILE)
    return page


def asked(page: Page) -> dict[str, str]:
    """What the address asks for."""
    return {
        name: values[-1]
        for name, values in parse_qs(urlsplit(page.url).query, keep_blank_values=True).items()
    }
