"""Commands and pages show today unless another day is asked for, and say until when is recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.settings.program import TODAY_VARIABLE
from tests.dashboard.conftest import Open, component
from tests.friendcircle.command_line import CommandLine
from tests.stores import StoreAddress

#: The last day of the sample's records, a day after it and one before.
RECORDED, LATER, EARLIER = "2025-09-08", "2026-11-29", "2020-01-22"
#: Commands, and what they are asked for the same day: an option, or the parameter of a query.
COMMANDS = [
    (("strength", "trier"), ("--as-of",)),
    (("figures",), ("--as-of",)),
    (("pending",), ("--as-of",)),
    (("anniversaries",), ("--as-of",)),
    (("path", "xiamen", "vicenza"), ("--as-of",)),
    (("query", "sister_cities"), ("-p", "as_of=")),
]


@pytest.fixture
def cli(loaded_address: StoreAddress, tmp_path: Path) -> CommandLine:
    """The command line, pointed to a store with the bundled sample. Read only."""
    return CommandLine(tmp_path).at(loaded_address).within()


@pytest.mark.parametrize(("command", "on"), COMMANDS, ids=[" ".join(entry[0]) for entry in COMMANDS])
def test_command_answers_for_today(cli: CommandLine, command: tuple[str, ...], on: tuple[str, ...]) -> None:
    answers = []
    for today in (LATER, EARLIER):
        shown = cli(*command, **{TODAY_VARIABLE: today})
        day = (*on[:-1], on[-1] + today) if "=" in on[-1] else (*on, today)
        assert (shown.status, shown.err) == (0, "")
        assert shown.out == cli(*command, *day, **{TODAY_VARIABLE: today}).out
        assert (f"{today}, recorded until {RECORDED}" in shown.out) == (today == LATER)
        answers.append(shown.out)
    assert answers[0] != answers[1]


def test_day_that_is_none_is_refused(cli: CommandLine) -> None:
    done = cli("pending", **{TODAY_VARIABLE: "tomorrow"})
    assert (done.status, done.out) == (2, "")
    assert "'tomorrow' is no day" in done.line and TODAY_VARIABLE in done.line


@pytest.mark.parametrize("today", [LATER, EARLIER])
def test_page_shows_today(loaded_address: StoreAddress, open_app: Open, today: str) -> None:
    app = open_app(loaded_address, lang="en", today=today)
    shown = component(app, "friendcircle_circle")["time"]
    assert (shown["value"], shown["today"]) == (today, today)
    until = min(RECORDED, "2020-01-11" if today == EARLIER else today)
    told = [entry.value for entry in app.caption if today in entry.value]
    assert len(told) == 1
    assert until in told[0]
