"""Helpers for tests that look at every page: the list of pages, and when a page has settled."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page

from dashboard.core.navigation import HOME, names
from tests.dashboard.conftest import Visit

#: Every page, with the parameters it needs to show something.
PAGES = {name: {"partner": "trier"} if name == "partner" else {} for name in names()}
#: Selector of a fully drawn document page.
FILE = ".fc.file[data-ready='true']"


def settled(visit: Visit, name: str, **parameters: str) -> Page:
    """Open the page of that name in a new visit and return it once drawn."""
    visit.open(name if name != HOME else "", **parameters)
    return visit.drawn()


def turned(visit: Visit, name: str, **parameters: str) -> Page:
    """Go to the page of that name within the same visit and return it once drawn."""
    return visit.go(name if name != HOME else "", **parameters)


def opened(visit: Visit, path: str, **parameters: str) -> Page:
    """Open a document page, such as a partner's file, and return it once drawn."""
    page = visit.open(path, **parameters)
    page.wait_for_selector(FILE)
    return page


def asked(page: Page) -> dict[str, str]:
    """Return the parameters in the URL."""
    return {
        name: values[-1]
        for name, values in parse_qs(urlsplit(page.url).query, keep_blank_values=True).items()
    }
