"""What strength, gaps, figures and the first circle of a large office take, as commands and in one process.

Beside them stands the plain driver reading the columns of all contacts, which all of them need.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.browser import first_picture_and_sessions
from benchmarks.generate import generate
from benchmarks.office_rows import BUSIEST, HOME, PARTNER
from benchmarks.office_size import Size
from benchmarks.processes import ROOT, MeasureFailed, environment, run_task
from benchmarks.stores import Local, forget_worlds

#: Commands that are measured, from their start to their end.
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "strength of one partner": ("strength", PARTNER),
    "strength of the partner with most contacts, one in twenty of all": ("strength", BUSIEST),
    "strength of all partners": ("strength", "--countries"),
    "gaps": ("gaps",),
    "figures": ("figures",),
}
REPEAT = 3
#: Sessions of the dashboard, the first included.
SESSIONS = 4


def measure(folder: Path, say: Callable[[str], None], size: Size) -> dict[str, Any]:
    """Return the seconds of each command, and of the parts of scoring within one process."""
    office, user = folder / "office", folder / "user"
    generate(office, size)
    with Local(folder / "store") as store:
        say(f"{size.visits:,} visits, {size.places:,} places: loading")
        loaded = run_task("load_office", user, store.environment, folder=office, load_id="one", derive=True)
        say("scoring in one process")
        derive = loaded["stages"]["derive"]
        found: dict[str, Any] = {"size": asdict(size), "rows": loaded["rows"], "derive": derive}
        found |= run_task("score_all", user, store.environment, repeat=REPEAT)
        variables = environment(user, store.environment) | {"FRIENDCIRCLE_HOME": HOME}
        for name, arguments in COMMANDS.items():
            say(name)
            found[name] = statistics.median(_seconds(arguments, variables) for _ in range(REPEAT))
        say("the first circle after the start of the dashboard")
        chosen = {**store.environment, "FRIENDCIRCLE_HOME": HOME}
        shown = first_picture_and_sessions(user, chosen, SESSIONS)
        forget_worlds(folder / "store")
        after_load = first_picture_and_sessions(user, chosen, SESSIONS)
        found |= {
            "first_circle": shown["first"],
            "first_circle_after_load": after_load["first"],
            "further_session": shown["later"],
        }
    return found


def _seconds(arguments: tuple[str, ...], variables: Mapping[str, str]) -> float:
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "friendcircle", "--format", "json", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=dict(variables),
        stdin=subprocess.DEVNULL,
    )
    if done.returncode not in (0, 1):
        raise MeasureFailed(done.stderr.strip().splitlines()[-1] if done.stderr else "no answer")
    return time.perf_counter() - began


def table(found: Mapping[str, Any]) -> str:
    """Return the figures as a table in Markdown."""
    size = found["size"]
    lines = [
        ", ".join(
            (
                f"{size['visits']:,} visits",
                f"{size['places']:,} places",
                f"{size['ties']:,} rows on ties",
                f"{found['rows']:,} rows in all",
                f"{found['partners']:,} partners",
            )
        ),
        "",
    ]
    lines += ["| | seconds | of reading the columns |", "|---|---|---|"]
    plain = found["plain"]
    for name in (
        "plain",
        "links",
        "table",
        "scores",
        "scores_with_ranges",
        "one",
        "world",
        "world_kept",
        "gaps_in_process",
        *COMMANDS,
        "first_circle",
        "first_circle_after_load",
        "further_session",
        "derive",
    ):
        lines.append(f"| {TITLES.get(name, name)} | {found[name]:.2f} | {found[name] / plain:.2f} |")
    return "\n".join(lines)


TITLES = {
    "plain": "the driver alone reading the columns of all contacts",
    "links": "reading everything that links rest on",
    "table": "columns of all partners, whatever the day",
    "scores": "scores of all partners on a day",
    "scores_with_ranges": "the same with ranges by dates and by evidence",
    "one": "one partner: reading it and its ledger",
    "world": "reading the world of the home from the store, for gaps and figures, and keeping it",
    "world_kept": "reading it from where it is kept",
    "gaps_in_process": "rules on gaps, once the world is read",
    "first_circle": "from the command `dashboard` to the first circle in the browser",
    "first_circle_after_load": "the same after a load, when no world is kept",
    "further_session": "the circle of a further session, median",
    "derive": "what is derived after a first load",
}
