"""Measure in the browser how long a user waits on the circle: from a click to the card and from a switch to
the drawing, alone and with other users at once.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, async_playwright
from playwright.async_api import TimeoutError as TooLong

from benchmarks.browser import DRAWN, WAIT_SECONDS, WORD, dashboard, find_chromium, one_word
from benchmarks.processes import MeasureFailed, peak_memory

#: True once the card of a partner is complete.
_CARD = "id => window.__friendcircle.card() === id"
#: True once a partner other than that of the card can be clicked.
_ANOTHER = (
    "() => window.__friendcircle.ready() && window.__friendcircle.positions()"
    ".some(mark => mark.form === 'circle' && mark.id !== window.__friendcircle.card())"
)
_MARKS = "count => window.__friendcircle.positions().length !== count"
#: Range of the pause before the next click, in seconds.
_LOOKS = (0.3, 1.2)
_STEPS = ("click", "filter")
#: Number of further sessions, opened one after the other; the median counts.
_FURTHER = 3


async def _open_groups(page: Page) -> None:
    """Open groups until a partner is drawn by itself; a large office is drawn in groups at first."""
    for _ in range(4):
        marks = await page.evaluate("window.__friendcircle.positions()")
        if any(mark["form"] == "circle" for mark in marks):
            return
        await page.mouse.click(marks[0]["x"], marks[0]["y"])
        await page.wait_for_function(
            "id => window.__friendcircle.ready()"
            " && !window.__friendcircle.positions().some(mark => mark.id === id)",
            arg=marks[0]["id"],
        )


async def _clicks(page: Page, count: int, chance: random.Random, *, hurried: bool) -> dict[str, list[float]]:
    """Click marks and switch kinds on and off; returns the seconds of each step."""
    found: dict[str, list[float]] = {step: [] for step in _STEPS}
    for number in range(count):
        if not hurried:
            await asyncio.sleep(chance.uniform(*_LOOKS))
        await page.wait_for_function(_ANOTHER)
        marks = [
            mark
            for mark in await page.evaluate("window.__friendcircle.positions()")
            if mark["form"] == "circle"
        ]
        mark = chance.choice(
            [mark for mark in marks if mark["id"] != await page.evaluate("window.__friendcircle.card()")]
        )
        began = time.perf_counter()
        await page.mouse.click(mark["x"], mark["y"])
        await page.wait_for_function(_CARD, arg=mark["id"])
        found["click"].append(time.perf_counter() - began)
        if number % 4 == 3:
            before = len(await page.evaluate("window.__friendcircle.positions()"))
            began = time.perf_counter()
            await page.locator(".st-key-kinds button").first.click()
            await page.wait_for_function(_MARKS, arg=before)
            found["filter"].append(time.perf_counter() - began)
    return found


async def _session(browser: Browser, url: str, ready: str = DRAWN) -> tuple[Page, float]:
    """Open a new session; returns its page and the seconds to its first picture."""
    context = await browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page = await context.new_page()
    page.set_default_timeout(WAIT_SECONDS * 1000)
    began = time.perf_counter()
    await page.goto(url)
    await page.wait_for_function(ready)
    taken = time.perf_counter() - began
    if ready == DRAWN:
        await _open_groups(page)
    return page, taken


async def _median(browser: Browser, url: str, ready: str) -> float:
    """Return the median seconds of a few sessions, one after the other."""
    found = []
    for _ in range(_FURTHER):
        page, seconds = await _session(browser, url, ready)
        found.append(seconds)
        await page.context.close()
    return statistics.median(found)


async def _measure(url: str, plain_url: str, sessions: int, clicks: int, seed: int) -> dict[str, Any]:
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        page, first = await _session(browser, url)
        await _clicks(page, 4, random.Random(seed), hurried=True)  # warm up
        later, plain = await _median(browser, url, DRAWN), await _median(browser, plain_url, WORD)
        alone = await _clicks(page, clicks, random.Random(seed + 1), hurried=True)
        pages = [(await _session(browser, url))[0] for _ in range(sessions)]
        each = await asyncio.gather(
            *(
                _clicks(one, max(4, clicks // 4), random.Random(seed + number), hurried=False)
                for number, one in enumerate(pages)
            )
        )
        await browser.close()
    together = {step: [value for found in each for value in found[step]] for step in _STEPS}
    return {
        "first": first,
        "later": later,
        "plain": plain,
        "alone": _percentiles(alone),
        "together": _percentiles(together),
    }


def _percentiles(found: Mapping[str, list[float]]) -> dict[str, dict[str, float]]:
    return {
        step: {"p50": statistics.median(values), "p95": percentile(values, 0.95)}
        for step, values in found.items()
    }


def percentile(values: list[float], share: float) -> float:
    """Return the smallest value that at least this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-int(share * 1000 * len(ordered)) // 1000) - 1))]


def interaction(
    folder: Path, store: Mapping[str, str], *, sessions: int, clicks: int, seed: int
) -> dict[str, Any]:
    """Start the dashboard on a store and use it.

    :param sessions: number of users at once, each in a browser session with pauses between clicks
    :param clicks: number of clicks of the single user, without pauses; every fourth is followed by a switch
        of kinds
    :return: seconds: ``first`` picture, a ``later`` session's picture, a ``plain`` page of one word by the
        same library, and p50 and p95 of ``click`` and ``filter``, ``alone`` and ``together``; MB: ``memory``
        of the dashboard at the end
    """
    with dashboard(folder, store) as (url, pid), one_word(folder) as plain:
        try:
            seen = asyncio.run(_measure(url, plain, sessions, clicks, seed))
        except TooLong as error:
            raise MeasureFailed(f"the page took longer than {WAIT_SECONDS} s") from error
        return seen | {"memory": peak_memory(pid)}
