"""The dashboard's process: who gets an answer, and isolation of its code and settings.

A small page is served in place of the dashboard's.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from dashboard.core.child_process import child_environment, python_command
from dashboard.core.texts import LANGUAGES, load_texts
from dashboard.core.writer_process import command
from dashboard.server import serve
from dashboard.server.gate import HEADERS, Gate
from dashboard.server.link import HEALTH, HOST, cookie_name, link
from tests.dashboard.serving_apart import SCRIPT, TOKEN, Served, served, set_trap

#: All paths of the server.
PATHS: tuple[str, ...] = (
    "/",
    "/map",
    "/page/deep?x=1",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/_stcore/upload_file/s/f",
)
PATHS += (
    "/static/js/x.js",
    "/media/x.csv",
    "/component/x/y",
    "/app/static/x",
    "/oauth2callback",
    "/auth/login",
    "/favicon.png",
    "/_stcore/health/",
    "/x_stcore/health",
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The served page."""
    with served(tmp_path_factory.mktemp("serve")) as found:
        yield found


# --- token --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Cookie": "friendcircle_{port}=wrong"},
        {"Cookie": f"friendcircle_1={TOKEN}"},
        {"Authorization": f"Bearer {TOKEN}"},
    ],
)
def test_request_without_the_token_is_refused(page: Served, headers: dict[str, str]) -> None:
    given = {name: value.replace("{port}", str(page.port)) for name, value in headers.items()}
    lines = [load_texts(lang)("gate.refused") for lang in LANGUAGES]
    for path in PATHS:
        for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD"):
            answer = page.ask(path, method, given, body="x" if method in ("POST", "PUT") else None)
            assert answer.status == 403, (method, path)
            assert answer.text.splitlines() == ([] if method == "HEAD" else lines)
            assert not answer.header("set-cookie")
    assert (
        page.ask("/?token=wrong", headers=given).status == page.ask("/?token=", headers=given).status == 403
    )
    assert page.ask(f"/?token={TOKEN}", "POST", given).status == 403


def test_health_check_needs_no_token(page: Served) -> None:
    answer = page.ask(HEALTH)
    assert (answer.status, answer.text) == (200, "ok")
    assert page.ask(HEALTH, "POST").status == 403


def test_link_sets_a_cookie_and_redirects_without_the_token(page: Served) -> None:
    answer = page.ask(f"/map?lang=zh&token={TOKEN}&q=%22%3Cb%3E")
    assert answer.status == 200
    assert answer.header("set-cookie").startswith(f"{cookie_name(page.port)}={TOKEN};")
    assert {"httponly", "samesite=strict", "path=/"} <= {
        part.strip().lower() for part in answer.header("set-cookie").split(";")
    }
    assert 'content="0; url=/map?lang=zh&amp;q=%22%3Cb%3E"' in answer.text
    assert TOKEN not in answer.text
    assert answer.header("cache-control") == "no-store"
    assert link(page.port, TOKEN) == f"http://{HOST}:{page.port}/?token={TOKEN}"


@pytest.mark.parametrize("path", ["//elsewhere.example/", "/%5Celsewhere.example/", "/%2F/elsewhere.example"])
def test_link_redirects_to_no_other_host(page: Served, path: str) -> None:
    text = page.ask(f"{path}?token={TOKEN}").text
    target = text.partition("url=")[2].partition('"')[0]
    assert target.startswith("/")
    assert target[1] not in "/\\", target


def test_request_with_the_cookie_is_answered(page: Served) -> None:
    answer = page.ask("/", headers=page.cookie)
    assert answer.status == 200
    assert "<title>" in answer.text
    assert page.ask("/_stcore/host-config", headers=page.cookie).status == 200
    assert page.ask("/media/none", headers=page.cookie).status == 404


def knock(page: Served, origin: str | None, headers: dict[str, str]) -> int:
    """Return the status with which the server answers a websocket."""
    try:
        with connect(
            f"ws://{HOST}:{page.port}/_stcore/stream",
            origin=None if origin is None else Origin(origin),
            additional_headers=headers,
            subprotocols=[Subprotocol("streamlit")],
            proxy=None,
            open_timeout=20,
        ) as socket:
            assert socket.response is not None
            assert {name: socket.response.headers[name] for name in HEADERS} == HEADERS
            return 101
    except InvalidStatus as error:
        return error.response.status_code


def test_websocket_needs_the_cookie_and_the_own_origin(page: Served) -> None:
    own = f"http://{HOST}:{page.port}"
    assert knock(page, own, page.cookie) == 101
    assert knock(page, own, {}) == 403
    assert knock(page, None, {}) == 403
    for origin in ("http://elsewhere.example", f"http://localhost:{page.port}", f"http://{HOST}:1", "null"):
        assert knock(page, origin, page.cookie) == 403, origin
        assert page.ask("/", headers={**page.cookie, "Origin": origin}).status == 403, origin
    assert page.ask("/", headers={**page.cookie, "Origin": own}).status == 200


def test_every_answer_forbids_frames_and_content_sniffing(page: Served) -> None:
    assert HEADERS["x-frame-options"] == "DENY"
    assert HEADERS["content-security-policy"] == "frame-ancestors 'none'"
    seen = set()
    for path in (*PATHS, HEALTH, f"/?token={TOKEN}"):
        for headers in ({}, page.cookie):
            answer = page.ask(path, headers=headers)
            seen.add(answer.status)
            assert {name: answer.header(name) for name in HEADERS} == HEADERS, (path, headers)
    assert {200, 403, 404} <= seen


def test_server_without_a_token_does_not_start() -> None:
    with pytest.raises(ValueError, match="token"):
        Gate(None, token="", port=1)


def test_server_with_an_unusable_setting_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("STREAMLIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("FRIENDCIRCLE_ROLE", "writer")
    with pytest.raises(SystemExit, match="FRIENDCIRCLE_ROLE"):
        serve.main(["--port", "1"])


def test_token_is_neither_in_the_command_line_nor_in_the_log(page: Served) -> None:
    page.ask(f"/?token={TOKEN}")
    assert TOKEN not in " ".join(psutil.Process(page.pid).cmdline())
    assert TOKEN not in page.log.read_text(encoding="utf-8")


def test_log_is_private_to_the_user(page: Served) -> None:
    assert (page.log.stat().st_mode & 0o777, page.log.parent.stat().st_mode & 0o777) == (0o600, 0o700)


# --- settings -----------------------------------------------------------------------------------------------

HOSTILE = """[server]
baseUrlPath = "elsewhere"
enableCORS = false
enableXsrfProtection = false
port = 1
address = "0.0.0.0"
enableStaticServing = true
cookieSecret = "known"
[client]
showErrorDetails = "full"
toolbarMode = "developer"
[browser]
gatherUsageStats = true
[theme]
base = "dark"
[theme.sidebar]
primaryColor = "#ff0000"
"""
TELLING = """import json, sys
from pathlib import Path
import streamlit as st

try:
    secrets = sorted(st.secrets)
except FileNotFoundError:
    secrets = []
options = {name: st.get_option(name) for name in st.config.get_config_options()}
found = {"path": sys.path, "secrets": secrets, "options": options}
Path(__file__).with_name("told.json").write_text(json.dumps(found, default=str))
"""


def run_script(page: Served) -> None:
    """Make the server run the page once, as a browser does."""
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    address = f"ws://{HOST}:{page.port}/_stcore/stream"
    with connect(
        address,
        origin=Origin(f"http://{HOST}:{page.port}"),
        additional_headers=page.cookie,
        subprotocols=[Subprotocol("streamlit")],
        proxy=None,
    ) as socket:
        asked = BackMsg()
        asked.rerun_script.query_string = ""
        socket.send(asked.SerializeToString())
        finished = False
        while not finished:
            told = ForwardMsg()
            told.ParseFromString(socket.recv(timeout=60, decode=False))
            finished = told.WhichOneof("type") == "script_finished"


def test_foreign_settings_and_secrets_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, folder = tmp_path / "home", tmp_path / "cwd"
    for place in (home, folder, tmp_path / "served"):
        (place / ".streamlit").mkdir(parents=True)
        (place / ".streamlit" / "config.toml").write_text(HOSTILE, encoding="utf-8")
        (place / ".streamlit" / "secrets.toml").write_text(
            'stolen = "x"\n[auth]\ncookie_secret = "known"\n', encoding="utf-8"
        )
    monkeypatch.chdir(folder)
    environ = {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "STREAMLIT_SERVER_BASE_URL_PATH": "other",
        "STREAMLIT_SERVER_ENABLE_CORS": "false",
    }
    environ |= {
        "STREAMLIT_SERVER_COOKIE_SECRET": "known",
        "STREAMLIT_THEME_BASE": "dark",
        "STREAMLIT_SECRETS_FILES": str(home / ".streamlit" / "secrets.toml"),
    }
    with served(tmp_path, TELLING, environ) as page:
        answer = page.ask("/", headers=page.cookie)
        assert answer.status == 200
        assert "access-control-allow-origin" not in dict(answer.headers)
        health = page.ask(HEALTH)
        assert "_streamlit_xsrf=" in health.header("set-cookie")
        assert "access-control-allow-origin" not in dict(health.headers)
        refused = page.ask("/_stcore/upload_file/s/f", "PUT", page.cookie, body="x")
        assert refused.status == 403
        assert load_texts("en")("gate.refused") not in refused.text, (
            "it is the missing XSRF token that is refused here"
        )
        run_script(page)
        told = json.loads((tmp_path / "served" / "told.json").read_text())
    options, expected = told["options"], serve.options(page.port)
    assert told["secrets"] == []
    assert {name: options[name] for name in expected} == expected
    assert options["server.cookieSecret"] != "known"
    assert (
        options["server.enableCORS"],
        options["server.enableXsrfProtection"],
        options["server.baseUrlPath"],
    ) == (True, True, "")
    assert options["theme.sidebar.primaryColor"] is None


# --- code ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("python_path", ["", ".", os.pathsep, f"relative{os.pathsep}{os.pathsep}."])
def test_no_code_of_the_working_folder_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, python_path: str
) -> None:
    folder = tmp_path / "cwd"
    mark = set_trap(folder)
    set_trap(folder / "relative")
    monkeypatch.chdir(folder)
    with served(tmp_path, TELLING, {"PYTHONPATH": python_path}) as page:
        run_script(page)
        path = json.loads((tmp_path / "served" / "told.json").read_text())["path"]
    assert not mark.exists()
    assert not (folder / "relative" / "loaded").exists()
    package = Path(serve.__file__).parent
    assert path[0] == str(tmp_path / "served"), "Streamlit puts the script's folder first"
    assert {"", ".", str(folder), str(package)} & set(path) == set()


def test_writer_process_runs_the_projects_own_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = set_trap(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", "")
    answer = command(["queries"], home="x", lang="en")
    assert answer.error == ""
    assert len(answer.document) > 10
    assert not mark.exists()


def test_script_folder_hides_no_module() -> None:
    assert sorted(entry.name for entry in serve.SCRIPT.parent.iterdir() if entry.name != "__pycache__") == [
        "__init__.py",
        "draw_page.py",
        "warm_up.py",
    ]


def test_environment_of_a_child_process(tmp_path: Path) -> None:
    given = {
        "PYTHONPATH": os.pathsep.join(["", ".", str(tmp_path), "here"]),
        "STREAMLIT_SERVER_PORT": "1",
        "PYTHONHOME": "/usr",
        "OTHER": "x",
    }
    assert child_environment(given) == {
        "PYTHONPATH": str(tmp_path),
        "PYTHONHOME": "/usr",
        "OTHER": "x",
        "PYTHONSAFEPATH": "1",
    }
    assert child_environment({}) == {"PYTHONSAFEPATH": "1"}
    assert python_command("a.b", "c") == [sys.executable, "-P", "-m", "a.b", "c"]


def test_small_page_runs(page: Served) -> None:
    assert "word" in SCRIPT
    run_script(page)
