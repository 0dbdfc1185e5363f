"""The dashboard's process in a real browser: access link, no frames, language, no external requests."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from dashboard.core.texts import load_texts
from dashboard.server.link import HOST, cookie_name, link
from friendcircle.commands.dashboard import page_that_opens
from friendcircle.launch import EndSignal, child, free_port, wait_until_healthy
from tests.dashboard.conftest import TOKEN, Visit, serving
from tests.dashboard.serving_apart import TOKEN as TOKEN_APART
from tests.dashboard.serving_apart import served
from tests.stores import StoreAddress

Enter = Callable[..., Visit]
#: Refuses connections that leave the machine, and records the requested hosts.
GUARD = """import json, os, socket

def note(what, host):
    with open(os.environ["GUARD_NOTES"], "a") as file:
        file.write(json.dumps([what, str(host)]) + "\\n")

def watch(owner, name, place):
    original = getattr(owner, name)
    def call(*arguments, **options):
        target = arguments[place] if len(arguments) > place else options.get("host")
        if isinstance(target, str) and place == 1:
            return original(*arguments, **options)  # a socket of the file system
        host = target[0] if isinstance(target, tuple) else target
        note(name, host)
        if host not in (None, "", "localhost", "127.0.0.1", "::1", "0.0.0.0", "::"):
            raise OSError(f"refused: {name} {host}")
        return original(*arguments, **options)
    setattr(owner, name, call)

for name in ("connect", "connect_ex"):
    watch(socket.socket, name, 1)
for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
    watch(socket, name, 0)
note("guard", "on")
"""
LOOPBACK = {"None", "localhost", HOST, "::1", "on"}


@contextmanager
def listening(body: str = "") -> Iterator[tuple[str, list[str]]]:
    """Serve HTTP on the loopback interface; yield its address under another host name, and its requests."""
    heard: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.requestline)
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body.encode())

        def do_POST(self) -> None:
            self.do_GET()

        def do_CONNECT(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer((HOST, 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://localhost:{server.server_address[1]}/", heard
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def stranger(browser: Browser) -> Iterator[Page]:
    """A page of a browser without a cookie of a dashboard."""
    context = browser.new_context(locale="zh-CN")
    yield context.new_page()
    context.close()


def test_link_on_another_site_opens_the_page_and_the_token_is_removed(stranger: Page, tmp_path: Path) -> None:
    with served(tmp_path) as page:
        with listening(f'<a href="{link(page.port, TOKEN_APART)}">in</a>') as (elsewhere, _):
            stranger.goto(elsewhere)
            stranger.click("text=in")
            stranger.get_by_text("word", exact=True).wait_for()
        assert stranger.url.rstrip("/") == f"http://{HOST}:{page.port}"
        assert [
            (cookie["name"], cookie["httpOnly"], cookie["sameSite"])
            for cookie in stranger.context.cookies()
            if cookie["name"] == cookie_name(page.port)
        ] == [(cookie_name(page.port), True, "Strict")]
        with stranger.expect_download() as download:
            stranger.get_by_role("button", name="file").click()
        assert download.value.path().read_text(encoding="utf-8") == "content"
        stranger.goto("about:blank")


def test_page_opened_by_the_command_leads_in(stranger: Page, tmp_path: Path) -> None:
    file = tmp_path / "open.html"
    with served(tmp_path) as page, page_that_opens(link(page.port, TOKEN_APART), file):
        stranger.goto(file.as_uri())
        stranger.get_by_text("word", exact=True).wait_for()
        assert TOKEN_APART not in stranger.url


def test_refusal_without_the_link_is_in_both_languages(stranger: Page, tmp_path: Path) -> None:
    with served(tmp_path) as page:
        answer = stranger.goto(f"http://{HOST}:{page.port}/map")
        assert answer is not None
        assert answer.status == 403
        assert "friendcircle dashboard 启动时显示的链接" in stranger.inner_text("body")
        assert "'friendcircle dashboard' showed" in stranger.inner_text("body")


def test_page_cannot_be_framed(stranger: Page, tmp_path: Path) -> None:
    with (
        served(tmp_path) as page,
        listening(f'<iframe src="http://{HOST}:{page.port}/"></iframe>') as (elsewhere, _),
    ):
        stranger.goto(link(page.port, TOKEN_APART))
        stranger.get_by_text("word", exact=True).wait_for()
        stranger.goto(elsewhere.replace("localhost", HOST))  # the same site, so that the cookie is sent
        frame = stranger.frames[1]
        frame.wait_for_load_state()
        assert "word" not in frame.inner_text("body").split()
        assert frame.url.startswith("chrome-error:")


@pytest.fixture(scope="module")
def undecided(loaded_address: StoreAddress, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of a dashboard for which no language was chosen."""
    with serving(loaded_address, tmp_path_factory.mktemp("undecided"), lang="") as url:
        yield url


@pytest.mark.parametrize(("locale", "first"), [("zh-CN", "zh"), ("en-US", "en"), ("zh-TW", "zh")])
def test_browser_language_is_used_if_none_was_chosen(
    undecided: str, visitor: Enter, locale: str, first: str
) -> None:
    page = visitor(undecided, locale=locale).open()
    assert page.title() == load_texts(first)("title", home={"zh": "厦门", "en": "Xiamen"}[first])


def guarded(folder: Path, proxy: str) -> dict[str, str]:
    """Return the environment of a process watched by :data:`GUARD`, with ``proxy`` as its proxy."""
    watcher = folder / "guard"
    watcher.mkdir()
    (watcher / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    proxies = dict.fromkeys(
        ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"), proxy
    )
    return {
        **proxies,
        "PYTHONPATH": str(watcher),
        "GUARD_NOTES": str(folder / "notes"),
        "NO_PROXY": "",
        "no_proxy": "",
    }


def noted(folder: Path) -> set[str]:
    """Return the hosts that the watched processes requested."""
    return {json.loads(line)[1] for line in (folder / "notes").read_text(encoding="utf-8").splitlines()}


def knock(port: int, cookie: str, origin: str) -> int:
    """Return the status with which a server answers a websocket of a page of ``origin``."""
    address = f"ws://{HOST}:{port}/_stcore/stream"
    try:
        with connect(
            address, origin=Origin(origin), additional_headers={"Cookie": cookie}, proxy=None, open_timeout=30
        ):
            return 101
    except InvalidStatus as error:
        return error.response.status_code


def test_no_request_leaves_the_machine(
    loaded_address: StoreAddress, visitor: Enter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with listening() as (proxy, heard):
        for name, value in guarded(tmp_path, proxy).items():
            monkeypatch.setenv(name, value)
        with serving(loaded_address, tmp_path) as url:
            port = int(url.rpartition(":")[2])
            visitor(url).open()
            for headers in (f"{cookie_name(port)}={TOKEN}", ""):
                assert knock(port, headers, "http://elsewhere.example") == 403
    assert "on" in noted(tmp_path), "the guard was at work"
    assert HOST in noted(tmp_path), "and saw the connection to the store"
    assert noted(tmp_path) <= LOOPBACK
    assert heard == []


def test_guard_notices_requests_of_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the library without the gate: the test above would notice the look-up of its external address."""
    app, log = tmp_path / "app.py", tmp_path / "log" / "library.log"
    app.write_text("", encoding="utf-8")
    with listening() as (proxy, heard):
        environ = {**os.environ, **guarded(tmp_path, proxy), "HOME": str(tmp_path)}
        port = free_port(0)
        options = [
            "--server.address",
            HOST,
            "--server.port",
            str(port),
            "--server.headless",
            "true",
            "--browser.gatherUsageStats",
            "false",
        ]
        with (
            EndSignal() as ending,
            child([sys.executable, "-m", "streamlit", "run", str(app), *options], environ, log) as process,
        ):
            assert wait_until_healthy(process, port, ending, log)
            assert knock(port, "", "http://elsewhere.example") == 403
    assert "8.8.8.8" in noted(tmp_path)
    assert any("checkip" in line for line in heard)
