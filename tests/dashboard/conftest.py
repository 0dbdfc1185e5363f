"""What the tests of the pages share: the page without a browser, and the page in one."""

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
from tests.stores import SAMPLE_HOME, StoreAddress

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "dashboard" / "script" / "draw_page.py"
#: What the link of every dashboard of these tests carries.
TOKEN = "of-the-tests"
PICTURES = ROOT / "build" / "pictures"
#: The language of the browser.
LOCALE = "zh-CN"
READY = "window.__friendcircle && window.__friendcircle.ready()"
#: The page says at its end which run of its script that was; a component says so itself where it draws in
#: steps. Three frames in a row, since a component draws after the page around it, and may then ask for
#: something more.
DRAWN = """after => {
  const app = document.querySelector('[data-testid=stApp]'), mark = document.querySelector('.drawn');
  const parts = [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')].map((part) => part.shadowRoot).filter(Boolean);
  const kinds = parts.map((part) => part.querySelector('.fc, .search')).filter(Boolean);
  const done = mark && Number(mark.dataset.run) > after && app.dataset.testScriptState === 'notRunning' && kinds.every((one) => one.dataset.ready !== 'false');
  window.__steady = done ? (window.__steady ?? 0) + 1 : 0;
  return window.__steady > 2;
}"""
START_SECONDS = 90.0

Open = Callable[..., AppTest]


def component(app: AppTest, name: str) -> dict[str, Any]:
    """What Python sent to a component."""
    found = [entry for entry in app.get("bidi_component") if entry.proto.component_name == name]
    assert len(found) == 1, [entry.proto.component_name for entry in app.get("bidi_component")]
    data: dict[str, Any] = json.loads(found[0].proto.json)
    return data


def words(app: AppTest) -> str:
    """All HTML of the page itself, without its style."""
    return "\n".join(entry.proto.body for entry in app.get("html") if "<style>" not in entry.proto.body)


def environment(address: StoreAddress, *, home: str, lang: str) -> dict[str, str]:
    """The variables by which the front door tells a dashboard where to look."""
    return {
        **address.environment,
        "FRIENDCIRCLE_HOME": home,
        "FRIENDCIRCLE_LANG": lang,
        "FRIENDCIRCLE_NAMING": "",
    }


@pytest.fixture(scope="session")
def connections() -> Iterator[None]:
    """What the pages keep in this process: connections and answers, which go by the last load of a store;
    given back at the end.
    """
    yield
    st.cache_resource.clear()


@pytest.fixture
def open_app(connections: None, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Run the page without a browser on a store, at a URL; ``at``: what the library calls the page, empty for
    the first.
    """

    def run(
        address: StoreAddress, *, at: str = "", home: str = SAMPLE_HOME, lang: str = "zh", **parameters: str
    ) -> AppTest:
        for name, value in environment(address, home=home, lang=lang).items():
            monkeypatch.setenv(name, value)
        app = AppTest.from_file(str(APP), default_timeout=120)
        for name, value in parameters.items():
            app.query_params[name] = value
        app._page_hash = (
            at  # the library goes to pages by the names of their files, which these pages do not have
        )
        return app.run()

    return run


# --- in a browser -------------------------------------------------------------------------------------------


class Server:
    """A dashboard in a process of its own."""

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
        """Until it answers."""
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
        """End it."""
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
    """The address of a dashboard on a store, for as long as the block lasts.

    :param variables: further variables of its environment
    """
    server = Server(address, folder, home=home, lang=lang, **variables)
    try:
        server.wait()
        yield server.url
    finally:
        server.close()


class Dashboards:
    """The dashboards of this process: one for each store and role, started when it is first asked for and
    kept until the end.

    No home is set: a dashboard shows the first home of its store, so that it serves the sample and the small
    stores alike. What it caches goes by the last load, so a store may be emptied and filled again while its
    dashboard runs.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: dict[tuple[str, str], Server] = {}

    def at(self, address: StoreAddress, *, role: str = "editor") -> str:
        """The address of the dashboard on a store.

        :param role: ``editor``, or ``reader`` for somebody who may only look
        """
        key = (address.url, role)
        if key not in self._running:
            self._running[key] = Server(address, self._folder, home="", lang="zh", FRIENDCIRCLE_ROLE=role)
            self._running[key].wait()
        return self._running[key].url

    def close(self) -> None:
        """End all of them."""
        for server in self._running.values():
            server.close()


def address(path: str, parameters: Mapping[str, str]) -> str:
    """Path and query of a page of the dashboard; values are taken as they stand in an address."""
    query = "&".join(f"{name}={value}" for name, value in parameters.items())
    return f"/{path}" + (f"?{query}" if query else "")


@dataclass
class Visit:
    """A browser's page, with the connections it opened to servers and everything that went wrong in it."""

    page: Page
    url: str
    sockets: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, path: str = "", **parameters: str) -> Page:
        """Go to an address of the dashboard, as a new visit, and wait until the circle is drawn."""
        self.page.goto(self.url + address(path, parameters))
        if not path:
            self.page.wait_for_function(READY)
            self.page.wait_for_selector(".st-key-kinds button")
        return self.page

    def go(self, path: str = "", **parameters: str) -> Page:
        """Go to an address within the same visit, as a link of a page does, and wait until it is drawn."""
        before = self.run()
        self.page.evaluate(
            "href => { window.history.pushState({}, '', href); window.dispatchEvent(new "
            "PopStateEvent('popstate')); }",
            address(path, parameters),
        )
        return self.drawn(after=before)

    def run(self) -> int:
        """Number of the last run of the page's script that is drawn; 0 before the first."""
        found: int = self.page.evaluate("Number(document.querySelector('.drawn')?.dataset.run ?? 0)")
        return found

    def drawn(self, *, after: int = 0) -> Page:
        """Wait until the page and its components have drawn the last run, and nothing more is asked of the
        server.

        :param after: number of a run; a later one is awaited
        """
        self.page.evaluate("window.__steady = 0")
        self.page.wait_for_function(DRAWN, arg=after)
        return self.page

    def marks(self) -> dict[str, dict[str, Any]]:
        """The marks on the screen by id: form, state, middle, and the box of the name."""
        return {mark["id"]: mark for mark in self.page.evaluate("window.__friendcircle.positions()")}

    def wait_for_marks(self, count: int) -> None:
        """Until so many are drawn."""
        self.page.wait_for_selector(f".fc[data-marks='{count}']", state="attached")

    def picture(self, name: str) -> None:
        """Keep a picture for people to look at, where ``FRIENDCIRCLE_TEST_PICTURES`` asks for them."""
        if not os.environ.get("FRIENDCIRCLE_TEST_PICTURES"):
            return
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png")


@contextmanager
def told(what: object) -> Iterator[None]:
    """What fails in this block is told with ``what``: for one of many things that are looked at in one visit."""
    try:
        yield
    except (AssertionError, PlaywrightError) as error:
        error.add_note(f"seen with: {what}")
        raise


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, as the system has it."""
    # The shell has no windows of its own to draw, which spares a fifth of the time.
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
    """The address of a dashboard on the loaded store."""
    return dashboards.at(loaded_address)


def way_in(url: str) -> Any:
    """The cookie that the link of a dashboard leaves in the browser."""
    return {
        "name": cookie_name(urlsplit(url).port or 0),
        "value": TOKEN,
        "url": url,
        "httpOnly": True,
        "sameSite": "Strict",
    }


class Pages:
    """The pages of the one browser context, each used again by later visits: that spares them the start of a
    process and of the library.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self._free: list[Page] = []

    def take(self, url: str, width: int, height: int) -> Page:
        """A page that no other visit uses, of a browser that has opened the link of the dashboard at ``url``."""
        self.context.add_cookies([way_in(url)])
        page = self._free.pop() if self._free else self.context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        return page

    def give_back(self, pages: Sequence[Page]) -> None:
        """End what runs in these pages, close all others, and forget whatever the browser keeps of them."""
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
    """The pages of this process, of one browser context, whose cache keeps the library's scripts from test to
    test.
    """
    context = browser.new_context(locale=LOCALE, accept_downloads=True)
    context.set_default_timeout(60_000)
    yield Pages(context)
    context.close()


@contextmanager
def foreign_browser(pages: Pages, url: str, locale: str) -> Iterator[BrowserContext]:
    """A browser of another language, for a visit of its own."""
    assert pages.context.browser is not None
    context = pages.context.browser.new_context(viewport={"width": 1366, "height": 768}, locale=locale)
    context.set_default_timeout(60_000)
    context.add_cookies([way_in(url)])
    yield context
    context.close()


@pytest.fixture
def visitor(pages: Pages) -> Iterator[Callable[..., Visit]]:
    """Opens pages; afterwards nothing may have been asked of another host, and no script may have failed.

    A visit finds neither cookies nor anything in the browser's storage of those in other tests.
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
