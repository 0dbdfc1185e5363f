"""``dashboard``: a separate process on the loopback interface that ends with the command."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from dashboard.server.link import HOST
from friendcircle.commands.dashboard import has_display, page_that_opens, variables
from friendcircle.errors import CommandError
from friendcircle.launch import (
    EndSignal,
    child,
    free_port,
    server_command,
    server_environment,
    wait_until_healthy,
)
from graph.settings.program import Settings
from tests.dashboard.serving_apart import set_trap
from tests.friendcircle.command_line import CommandLine
from tests.stores import StoreAddress


def test_free_port_is_used_as_given() -> None:
    found = free_port(0)
    assert free_port(found) == found


def test_taken_port_is_reported_with_a_free_one() -> None:
    with socket.socket() as holder:
        holder.bind((HOST, 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(
            CommandError, match=rf"the port is taken \(127.0.0.1:{port}\).*--port \d+"
        ) as caught:
            free_port(port)
    assert caught.value.exit_status == 3


@pytest.mark.parametrize(
    ("environ", "platform", "shown"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_display_is_detected(environ: dict[str, str], platform: str, shown: bool) -> None:
    assert has_display(environ, platform) is shown


def test_settings_are_passed_in_the_environment() -> None:
    settings = Settings(store="bolt://host", data_folder=Path("/x"), user="me", password="s3cret", lang="zh")
    given = variables(settings, "bolt://host", "cardiff")
    assert given["FRIENDCIRCLE_PASSWORD"] == "s3cret"
    assert (
        given["FRIENDCIRCLE_HOME"],
        given["FRIENDCIRCLE_NAMING"],
        given["FRIENDCIRCLE_LANG"],
        given["FRIENDCIRCLE_DATABASE"],
    ) == ("cardiff", "", "zh", "")
    assert variables(replace(settings, naming="un"), "bolt://host", "cardiff")["FRIENDCIRCLE_NAMING"] == "un"


def test_server_that_ends_by_itself_is_reported(tmp_path: Path) -> None:
    log = tmp_path / "log" / "dashboard.log"
    command = [sys.executable, "-c", "import sys; print('first', flush=True); sys.exit('no such app')"]
    with (
        EndSignal() as ending,
        child(command, {}, log) as process,
        pytest.raises(CommandError, match=r"ended by itself .no such app.") as caught,
    ):
        wait_until_healthy(process, free_port(0), ending, log)
    assert caught.value.exit_status == 3


def test_app_is_served_on_the_loopback_interface_only(tmp_path: Path) -> None:
    app = tmp_path / "app.py"
    app.write_text("import streamlit\n", encoding="utf-8")
    port, log = free_port(0), tmp_path / "dashboard.log"
    environ = server_environment({"HOME": str(tmp_path), "PATH": ""}, "t")
    with EndSignal() as ending, child(server_command(port, app), environ, log) as process:
        assert wait_until_healthy(process, port, ending, log)
        addresses = {
            entry.laddr.ip
            for entry in psutil.Process(process.pid).net_connections("inet")
            if entry.status == psutil.CONN_LISTEN
        }
        assert addresses == {HOST}
    assert process.poll() is not None


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_command_serves_until_it_is_ended(
    cli_loaded: CommandLine, loaded_address: StoreAddress, ending: signal.Signals
) -> None:
    command = [
        sys.executable,
        "-m",
        "friendcircle",
        "dashboard",
        "--no-browser",
        "--port",
        "0",
        "--format",
        "json",
    ]
    process = subprocess.Popen(
        command,
        cwd=cli_loaded.folder,
        env=cli_loaded.full_environ(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        told = json.loads(process.stdout.readline())
        assert told["home"] == "xiamen"
        with urllib.request.urlopen(f"{told['address']}/_stcore/health", timeout=10) as answer:
            assert answer.status == 200
        server = psutil.Process(told["pid"])
        assert (
            all(loaded_address.password not in argument for argument in server.cmdline())
            or not loaded_address.password
        )
        assert server.environ()["FRIENDCIRCLE_STORE"] == loaded_address.url

        port = told["address"].rpartition(":")[2]
        token = told["url"].removeprefix(f"{told['address']}/?token=")
        assert len(token) >= 40
        assert token not in " ".join(server.cmdline()), "a command line can be read by other users"
        second = cli_loaded("dashboard", "--no-browser", "--port", port)
        assert (second.status, second.out) == (3, "")
        assert second.line.startswith(f"friendcircle: the port is taken (127.0.0.1:{port})")
    finally:
        process.send_signal(ending)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (0, "", "")
    assert not server.is_running()


def test_server_ends_when_the_command_is_killed(cli_loaded: CommandLine) -> None:
    """Otherwise its link would stay valid."""
    process, told = told_by(cli_loaded, sys.executable, "-m", "friendcircle")
    server = psutil.Process(told["pid"])
    process.kill()
    process.communicate(timeout=30)
    assert psutil.wait_procs([server], timeout=10)[1] == []


def test_missing_home_is_reported_before_anything_starts(cli_empty: CommandLine) -> None:
    done = cli_empty("dashboard", "--no-browser", "--port", "0")
    assert (done.status, done.out) == (2, "")
    assert done.line.startswith("friendcircle: no home is known")


def told_by(cli: CommandLine, *command: str, **environ: str) -> tuple[subprocess.Popen[str], dict[str, Any]]:
    """Start a dashboard in a separate process; return the process and its output once it is ready."""
    process = subprocess.Popen(
        [*command, "dashboard", "--no-browser", "--port", "0", "--format", "json"],
        cwd=cli.folder,
        env=cli.full_environ(environ),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise AssertionError(process.communicate(timeout=30)[1])
    told: dict[str, Any] = json.loads(line)
    return process, told


def test_code_and_settings_of_the_working_folder_are_ignored(cli_loaded: CommandLine, tmp_path: Path) -> None:
    mark = set_trap(cli_loaded.folder)
    settings = "[server]\nbaseUrlPath = 'elsewhere'\nenableCORS = false\n"
    for folder in (cli_loaded.folder, tmp_path):
        (folder / ".streamlit").mkdir()
        (folder / ".streamlit" / "config.toml").write_text(settings, encoding="utf-8")
    installed = str(Path(sys.executable).parent / "friendcircle")
    environ = {"PYTHONPATH": "", "STREAMLIT_SERVER_BASE_URL_PATH": "other", "HOME": str(tmp_path)}
    process, told = told_by(cli_loaded, installed, **environ)
    try:
        with urllib.request.urlopen(told["url"], timeout=10) as answer:
            assert answer.status == 200
            assert answer.headers["X-Frame-Options"] == "DENY"
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(told["address"], timeout=10)
        assert caught.value.code == 403
        caught.value.close()
    finally:
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, "")
    assert not mark.exists()


@pytest.mark.parametrize(("chosen", "handed"), [("", ""), ("zh", "zh")])
def test_only_a_chosen_language_is_passed_on(cli_loaded: CommandLine, chosen: str, handed: str) -> None:
    process, told = told_by(
        cli_loaded, sys.executable, "-m", "friendcircle", FRIENDCIRCLE_LANG=chosen, LC_ALL="zh_CN.UTF-8"
    )
    try:
        assert psutil.Process(told["pid"]).environ()["FRIENDCIRCLE_LANG"] == handed
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)


def test_browser_opens_a_page_that_only_the_user_can_read(tmp_path: Path) -> None:
    page = tmp_path / "open.html"
    with page_that_opens("http://127.0.0.1:1/?token=t", page):
        assert page.stat().st_mode & 0o777 == 0o600
        assert 'url=http://127.0.0.1:1/?token=t"' in page.read_text(encoding="utf-8")
    assert not page.exists()
