"""What the tests of the pages share: the page without a browser, and the page in one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import streamlit as st
from playwright.sync_api import Browser, Page, Request, sync_playwright
from streamlit.testing.v1 import AppTest

from dashboard.link import HOST, cookie_name
from friendcircle.launch import free_port, server_command, server_environment
from tests.stores import SAMPLE_HOME, StoreAddress

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "dashboard" / "script" / "draw_page.py"
#: What the link of every dashboard of these tests carries.
TOKEN = "of-the-tests"
PICTURES = ROOT / "build" / "pictures"
READY = "window.__friendcircle && window.__friendcircle.ready()"
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
    return {**address.environment, "FRIENDCIRCLE_HOME": home, "FRIENDCIRCLE_LANG": lang, "FRIENDCIRCLE_NAMING": ""}


@pytest.fixture
def open_app(monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Run the page without a browser on a store, at a URL; its connections are given back afterwards."""

    def run(address: StoreAddress, *, home: str = SAMPLE_HOME, lang: str = "zh", **parameters: str) -> AppTest:
        for name, value in environment(address, home=home, lang=lang).items():
            monkeypatch.setenv(name, value)
        app = AppTest.from_file(str(APP), default_timeout=120)
        for name, value in parameters.items():
            app.query_params[name] = value
        return app.run()

    yield run
    st.cache_resource.clear()


# --- in a browser ---------------------------------------------------------------------------------------------------------------------------------------------


class Server:
    """A dashboard in a process of its own."""

    def __init__(self, address: StoreAddress, folder: Path, *, home: str = SAMPLE_HOME, lang: str = "zh") -> None:
        self.port = free_port(0)
        self.url = f"http://{HOST}:{self.port}"
        self._log = (folder / f"dashboard-{self.port}.log").open("wb")
        environ = {**os.environ, **environment(address, home=home, lang=lang)}
        self._process = subprocess.Popen(
            server_command(self.port), env=server_environment(environ, TOKEN), stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._log, cwd=folder
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
def serving(address: StoreAddress, folder: Path, *, home: str = SAMPLE_HOME, lang: str = "zh") -> Iterator[str]:
    """The address of a dashboard on a store, for as long as the block lasts."""
    server = Server(address, folder, home=home, lang=lang)
    try:
        server.wait()
        yield server.url
    finally:
        server.close()


@dataclass
class Visit:
    """A browser's page, with everything it asked for and everything that went wrong in it."""

    page: Page
    url: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, path: str = "", **parameters: str) -> Page:
        """Go to an address of the dashboard and wait until the circle is drawn."""
        query = "&".join(f"{name}={value}" for name, value in parameters.items())
        self.page.goto(f"{self.url}/{path}" + (f"?{query}" if query else ""))
        if not path:
            self.page.wait_for_function(READY)
            self.page.wait_for_selector(".st-key-kinds button")
        return self.page

    def marks(self) -> dict[str, dict[str, Any]]:
        """The marks on the screen by id: form, state, middle, and the box of the name."""
        return {mark["id"]: mark for mark in self.page.evaluate("window.__friendcircle.positions()")}

    def wait_for_marks(self, count: int) -> None:
        """Until so many are drawn."""
        self.page.wait_for_selector(f".fc[data-marks='{count}']", state="attached")

    def picture(self, name: str) -> None:
        """Keep a picture for people to look at."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, as the system has it."""
    path = os.environ.get("FRIENDCIRCLE_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("browser - chromium is not installed (Debian, Ubuntu: apt install chromium)")
    with sync_playwright() as driver:
        instance = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
        yield instance
        instance.close()


@pytest.fixture(scope="session")
def dashboard(loaded_address: StoreAddress, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard on the loaded store."""
    with serving(loaded_address, tmp_path_factory.mktemp("dashboard")) as url:
        yield url


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Opens pages; afterwards nothing may have been asked of another host, and no script may have failed."""
    visits: list[Visit] = []

    def enter(url: str, width: int = 1366, height: int = 768, locale: str = "zh-CN") -> Visit:
        context = browser.new_context(viewport={"width": width, "height": height}, locale=locale, accept_downloads=True)
        context.add_cookies([{"name": cookie_name(urlsplit(url).port or 0), "value": TOKEN, "url": url, "httpOnly": True, "sameSite": "Strict"}])
        page = context.new_page()
        page.set_default_timeout(60_000)
        visit = Visit(page, url)

        def asked(request: Request) -> None:
            visit.requests.append(request.url)

        context.on("request", asked)
        page.on("websocket", lambda socket: visit.requests.append(socket.url.replace("ws", "http", 1)))
        page.on("pageerror", lambda error: visit.errors.append(str(error)))
        visits.append(visit)
        return visit

    yield enter
    for visit in visits:
        visit.page.context.close()
    for visit in visits:
        assert visit.errors == []
        others = [url for url in visit.requests if not url.startswith(("data:", "blob:")) and urlsplit(url).hostname != HOST]
        assert others == [], "something was asked of another host"
        assert visit.requests, "nothing was asked at all"
