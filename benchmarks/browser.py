"""Measure the dashboard as users see it: started by the command line, drawn by Chromium."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks.processes import ROOT, MeasureFailed, environment, peak_memory
from dashboard.server.link import link
from friendcircle.launch import (
    EndSignal,
    child,
    free_port,
    server_command,
    server_environment,
    wait_until_healthy,
)

#: True once a page of one word is displayed.
WORD = "document.querySelector('[data-testid=stMarkdown]')"
#: True once the circle is displayed.
DRAWN = "window.__friendcircle && window.__friendcircle.ready()"
WAIT_SECONDS = 600


def find_chromium() -> str:
    """Return the path of Chromium on this system.

    :raises MeasureFailed: if there is none
    """
    names = (
        os.environ.get("FRIENDCIRCLE_TEST_CHROMIUM", ""),
        "chromium",
        "chromium-headless-shell",
        "chromium-browser",
        "google-chrome",
    )
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    if path is None:
        raise MeasureFailed("Chromium is not installed (Debian, Ubuntu: apt install chromium)")
    return path


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run a browser without a window for the duration of the block."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def dashboard(folder: Path, store: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """Run the dashboard on a store as ``friendcircle dashboard`` does; yields its address and pid."""
    command = [
        sys.executable,
        "-m",
        "friendcircle",
        "--format",
        "json",
        "dashboard",
        "--port",
        "0",
        "--no-browser",
    ]
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "dashboard.err").open("w+", encoding="utf-8") as complaints:
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=complaints,
            stdin=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
            env=environment(folder, store),
        )
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            if not line:
                complaints.seek(0)
                raise MeasureFailed(
                    "the dashboard did not start: "
                    + (complaints.read().strip().splitlines() or ["it said nothing"])[-1]
                )
            said = json.loads(line)
            yield said["url"], int(said["pid"])
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def one_word(folder: Path) -> Iterator[str]:
    """Serve a page of one word like the dashboard, as a lower bound for its library; yields its address."""
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "one_word.py"
    page.write_text("import streamlit as st\n\nst.write('word')\n", encoding="utf-8")
    port, log = free_port(0), folder / "one_word.err"
    token = secrets.token_urlsafe(32)
    with child(
        server_command(port, page), server_environment(environment(folder, {}), token), log
    ) as process:
        wait_until_healthy(process, port, EndSignal(), log)
        yield link(port, token)


def load_sample(folder: Path, store: Mapping[str, str]) -> float:
    """Run ``friendcircle load`` with the bundled sample; returns its seconds.

    :raises MeasureFailed: if it fails
    """
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "friendcircle", "--format", "json", "load"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=environment(folder, store),
        stdin=subprocess.DEVNULL,
    )
    if done.returncode != 0:
        raise MeasureFailed((done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1])
    return time.perf_counter() - began


def look(browser: Browser, url: str) -> float:
    """Open a new session and wait until the circle is drawn; returns the seconds. The session stays open."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(WAIT_SECONDS * 1000)
    began = time.perf_counter()
    page.goto(url)
    page.wait_for_function(DRAWN)
    return time.perf_counter() - began


def first_picture_and_sessions(folder: Path, store: Mapping[str, str], sessions: int) -> dict[str, Any]:
    """Start the dashboard, wait for its first picture, then open further sessions.

    :return: seconds from the command to the first picture and of a later session to its own (median), MB of
        the dashboard after the first session and after all
    """
    with chromium() as browser:
        began = time.perf_counter()
        with dashboard(folder, store) as (url, pid):
            look(browser, url)
            first = time.perf_counter() - began
            memory_one = peak_memory(pid)
            later = sorted(look(browser, url) for _ in range(sessions - 1))
            return {
                "first": first,
                "later": later[len(later) // 2],
                "memory_one": memory_one,
                "memory_all": peak_memory(pid),
            }
