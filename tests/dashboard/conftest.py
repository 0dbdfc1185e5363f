"""Fixtures of the dashboard tests: pages run without a browser, and pages opened in one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import streamlit as st
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from streamlit.testing.v1 import AppTest

from dashboard.server.link import HOST, cookie_name
from friendcircle.launch import free_port, server_command, server_environment
from graph.settings.program import TODAY_VARIABLE
from tests.stores import SAMPLE_HOME, StoreAddress

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "dashboard" / "script" / "draw_page.py"
#: Access token in the link of every dashboard of these tests.
TOKEN = "of-the-tests"
PICTURES = ROOT / "build" / "pictures"
#: Language of the browser.
LOCALE = "zh-CN"
READY = "window.__friendcircle && window.__friendcircle.ready()"
#: The page marks at its end which run of its script was drawn; a component that draws in steps reports it
#: itself. Three frames in a row are awaited, since a component draws after the page around it and may then
#: request more.
DRAWN = """after => {
  const app = document.querySelector('[data-testid=stApp]'), mark = document.querySelector('.drawn');
  const frames = [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')];
  const parts = frames.map((part) => part.shadowRoot).filter(Boolean);
  const kinds = parts.map((part) => part.querySelector('.fc, .search')).filter(Boolean);
  const idle = app.dataset.testScriptState === 'notRunning';
  const ready = kinds.every((one) => one.dataset.ready !== 'false');
  const done = mark && Number(mark.dataset.run) > after && idle && ready;
  window.__steady = done ? (window.__steady ?? 0) + 1 : 0;
  return window.__steady > 2;
}"""
START_SECONDS = 90.0
#: What the pages take for today: the last day of the sample's records.
TODAY = "2025-09-08"

Open = Callable[..., AppTest]


def component(app: AppTest, name: str) -> dict[str, Any]:
    """Return the data that Python sent to a component."""
    found = [entry for entry in app.get("bidi_component") if entry.proto.component_name == name]
    assert len(found) == 1, [entry.proto.component_name for entry in app.get("bidi_component")]
    data: dict[str, Any] = json.loads(found[0].proto.json)
    return data


def words(app: AppTest) -> str:
    """Return all HTML of the page itself, without its style."""
    return "\n".join(entry.proto.body for entry in app.get("html") if "<style>" not in entry.proto.body)


def environment(address: StoreAddress, *, home: str, lang: str, today: str = TODAY) -> dict[str, str]:
    """Return the environment variables that tell a dashboard which store, home and language to use."""
    return {
        **address.environment,
        "FRIENDCIRCLE_HOME": home,
        "FRIENDCIRCLE_LANG": lang,
        "FRIENDCIRCLE_NAMING": "",
        TODAY_VARIABLE: today,
    }


@pytest.fixture(scope="session")
def connections() -> Iterator[None]:
    """Clear the connections and answers that the pages cache in this process, at the end.

    They are keyed by the last load of a store.
    """
    yield
    st.cache_resource.clear()


@pytest.fixture
def open_app(connections: None, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Return a function that runs a page without a browser on a store, at a URL.

    Its ``at`` is the library's name of the page, empty for the first.
    """

    def run(
        address: StoreAddress,
        *,
        at: str = "",
        home: str = SAMPLE_HOME,
        lang: str = "zh",
        today: str = TODAY,
        **parameters: str,
    ) -> AppTest:
        for name, value in environment(address, home=home, lang=lang, today=today).items():
            monkeypatch.setenv(name, value)
        app = AppTest.from_file(str(APP), default_timeout=120)
        for name, value in parameters.items():
            app.query_params[name] = value
        # The library finds pages by their file names, which these pages do not have.
        app._page_hash = at
        return app.run()

    return run


# --- in a browser -------------------------------------------------------------------------------------------


class Server:
    """A dashboard in a separate process."""

    def __init__(
        self,
        address: StoreAddress,
        folder: Path,
        *,
        home: str = SAMPLE_HOME,
        lang: str = "zh",
        **variables: str,
    ) -> None:
        self.port = free_port(0)
        self.url = f"http://{HOST}:{self.port}"
        self._log = (folder / f"dashboard-{self.port}.log").open("wb")
        environ = {**os.environ, **environment(address, home=home, lang=lang), **variables}
        self._process = subprocess.Popen(
            server_command(self.port),
            env=server_environment(environ, TOKEN),
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            cwd=folder,
        )

    def wait(self) -> None:
        """Wait until it answers."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            assert self._process.poll() is None, "the dashboard ended"
            try:
                with opener.open(f"{self.url}/_stcore/health", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the dashboard does not answer")

    def close(self) -> None:
        """Stop the process."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()


@contextmanager
def serving(
    address: StoreAddress, folder: Path, *, home: str = SAMPLE_HOME, lang: str = "zh", **variables: str
) -> Iterator[str]:
    """Serve a dashboard on a store for the duration of the block; yields its URL.

    :param variables: further variables of its environment
    """
    server = Server(address, folder, home=home, lang=lang, **variables)
    try:
        server.wait()
        yield server.url
    finally:
        server.close()


class Dashboards:
    """The dashboards of this process: one for each store and role, started on demand and kept until the end.

    No home is set: a dashboard shows the first home of its store, so that it serves both the sample and the
    small stores. Its caches are keyed by the last load, so a store may be emptied and refilled while its
    dashboard runs.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: dict[tuple[str, str], Server] = {}

    def at(self, address: StoreAddress, *, role: str = "editor") -> str:
        """Return the URL of the dashboard on a store.

        :param role: ``editor``, or ``reader`` for read-only access
        """
        key = (address.url, role)
        if key not in self._running:
            self._running[key] = Server(address, self._folder, home="", lang="zh", FRIENDCIRCLE_ROLE=role)
            self._running[key].wait()
        return self._running[key].url

    def close(self) -> None:
        """Stop all of them."""
        for server in self._running.values():
            server.close()


def address(path: str, parameters: Mapping[str, str]) -> str:
    """Return path and query of a dashboard page; values are not escaped."""
    query = "&".join(f"{name}={value}" for name, value in parameters.items())
    return f"/{path}" + (f"?{query}" if query else "")


@dataclass
class Visit:
    """A browser page, with the connections it opened to servers and all errors in it."""

    page: Page
    url: str
    sockets: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, path: str = "", **parameters: str) -> Page:
        """Open a page of the dashboard as a new visit, and wait until the circle is drawn."""
        self.page.goto(self.url + address(path, parameters))
        if not path:
            self.page.wait_for_function(READY)
            self.page.wait_for_selector(".st-key-kinds button")
        return self.page

    def go(self, path: str = "", **parameters: str) -> Page:
        """Go to a page within the same visit, as a link does, and wait until it is drawn."""
        before = self.run()
        self.page.evaluate(
            "href => { window.history.pushState({}, '', href); window.dispatchEvent(new "
            "PopStateEvent('popstate')); }",
            address(path, parameters),
        )
        return self.drawn(after=before)

    def run(self) -> int:
        """Return the number of the last run of the page's script that is drawn; 0 before the first."""
        found: int = self.page.evaluate("Number(document.querySelector('.drawn')?.dataset.run ?? 0)")
        return found

    def drawn(self, *, after: int = 0) -> Page:
        """Wait until the page and its components have drawn the last run and no request is pending.

        :param after: number of a run; a later one is awaited
        """
        self.page.evaluate("window.__steady = 0")
        self.page.wait_for_function(DRAWN, arg=after)
        return self.page

    def marks(self) -> dict[str, dict[str, Any]]:
        """Return the marks on the screen by id: form, state, centre, and the box of the name."""
        return {mark["id"]: mark for mark in self.page.evaluate("window.__friendcircle.positions()")}

    def wait_for_marks(self, count: int) -> None:
        """Wait until this number of marks is drawn."""
        self.page.wait_for_selector(f".fc[data-marks='{count}']", state="attached")

    def picture(self, name: str) -> None:
        """Save a screenshot for people to look at, if ``FRIENDCIRCLE_TEST_PICTURES`` is set."""
        if not os.environ.get("FRIENDCIRCLE_TEST_PICTURES"):
            return
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png")


@contextmanager
def told(what: object) -> Iterator[None]:
    """Add ``what`` as a note to a failure in this block, for one of many things checked in one visit."""
    try:
        yield
    except (AssertionError, PlaywrightError) as error:
        error.add_note(f"seen with: {what}")
        raise


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium browser of the system."""
    # The headless shell is preferred: it draws no windows and is a fifth faster.
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("FRIENDCIRCLE_TEST_CHROMIUM") or next(
        (found for name in names if (found := shutil.which(name))), None
    )
    if path is None:
        pytest.skip("browser - chromium is not installed (Debian, Ubuntu: apt install chromium)")
    with sync_playwright() as driver:
        instance = driver.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield instance
        instance.close()


@pytest.fixture(scope="session")
def dashboards(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboards]:
    """The dashboards of this process."""
    made = Dashboards(tmp_path_factory.mktemp("dashboards"))
    yield made
    made.close()


@pytest.fixture
def dashboard(dashboards: Dashboards, loaded_address: StoreAddress) -> str:
    """URL of a dashboard on the loaded store."""
    return dashboards.at(loaded_address)


def way_in(url: str) -> Any:
    """Return the cookie that the link of a dashboard leaves in the browser."""
    return {
        "name": cookie_name(urlsplit(url).port or 0),
        "value": TOKEN,
        "url": url,
        "httpOnly": True,
        "sameSite": "Strict",
    }


class Pages:
    """The pages of the one browser context, reused by later visits to save start-up time."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self._free: list[Page] = []

    def take(self, url: str, width: int, height: int) -> Page:
        """Return a page not used by another visit, with the cookie of the dashboard at ``url`` set."""
        self.context.add_cookies([way_in(url)])
        page = self._free.pop() if self._free else self.context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        return page

    def give_back(self, pages: Sequence[Page]) -> None:
        """Stop what runs in these pages, close all others and clear their browser storage."""
        for page in pages:
            try:
                if page.url.startswith("http"):
                    page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
                page.mouse.move(0, 0)
                page.emulate_media(reduced_motion="null")
                page.goto("about:blank")
            except PlaywrightError:
                page.close()
            else:
                self._free.append(page)
        for page in self.context.pages:
            if page not in self._free:
                page.close()
        self.context.clear_cookies()
        self.context.clear_permissions()


@pytest.fixture(scope="session")
def pages(browser: Browser) -> Iterator[Pages]:
    """The pages of this process in one browser context, whose cache keeps the library's scripts."""
    context = browser.new_context(locale=LOCALE, accept_downloads=True)
    context.set_default_timeout(60_000)
    yield Pages(context)
    context.close()


@contextmanager
def foreign_browser(pages: Pages, url: str, locale: str) -> Iterator[BrowserContext]:
    """A browser context in another language, for one visit."""
    assert pages.context.browser is not None
    context = pages.context.browser.new_context(viewport={"width": 1366, "height": 768}, locale=locale)
    context.set_default_timeout(60_000)
    context.add_cookies([way_in(url)])
    yield context
    context.close()


@pytest.fixture
def visitor(pages: Pages) -> Iterator[Callable[..., Visit]]:
    """Return a function that opens pages; at the end, check that no other host was asked and no script
    failed.

    A visit finds no cookies or browser storage of other tests.
    """
    with ExitStack() as ending:
        visits: list[Visit] = []
        requests: list[str] = []

        def heard(request: Request) -> None:
            requests.append(request.url)

        pages.context.on("request", heard)
        ending.callback(pages.context.remove_listener, "request", heard)

        def enter(url: str, width: int = 1366, height: int = 768, locale: str = LOCALE) -> Visit:
            if locale == LOCALE:
                page = pages.take(url, width, height)
            else:
                context = ending.enter_context(foreign_browser(pages, url, locale))
                context.on("request", heard)
                page = context.new_page()
            visit = Visit(page, url)
            listeners: dict[str, Callable[[Any], None]] = {
                "websocket": lambda socket: visit.sockets.append(socket.url.replace("ws", "http", 1)),
                "pageerror": lambda error: visit.errors.append(str(error)),
            }
            for name, listener in listeners.items():
                visit.page.on(name, listener)
                ending.callback(visit.page.remove_listener, name, listener)
            visits.append(visit)
            return visit

        yield enter
        pages.give_back([visit.page for visit in visits if visit.page.context is pages.context])
    for visit in visits:
        assert visit.errors == []
        requests += visit.sockets
        assert visit.sockets, "nothing was asked at all"
    others = [
        url
        for url in requests
        if not url.startswith(("about:", "data:", "blob:")) and urlsplit(url).hostname != HOST
    ]
    assert others == [], "something was asked of another host"
