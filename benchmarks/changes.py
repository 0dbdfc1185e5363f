"""Measure the cost of a change at three sizes of a store: one entry, an unchanged reload, one changed row."""

from __future__ import annotations

import csv
import json
import shutil
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.generate import generate
from benchmarks.office_rows import HOME
from benchmarks.office_size import Size
from benchmarks.processes import run_task
from benchmarks.stores import KINDS

#: Numbers of visits of the measured stores; the largest is compared with the smallest.
VISITS = (2_000, 20_000, 200_000)
ENTRIES = 7
SEED = 7


def measure(
    folder: Path, say: Callable[[str], None], visits: Sequence[int] = VISITS
) -> dict[str, dict[str, Any]]:
    """Return the figures of each size, by number of visits."""
    found = {}
    for count in visits:
        with KINDS["local"](folder / f"changes-{count}") as store:
            found[str(count)] = _of_size(store.environment, folder / f"office-{count}", folder, count, say)
    return found


def _of_size(
    store: dict[str, str], office: Path, folder: Path, visits: int, say: Callable[[str], None]
) -> dict[str, Any]:
    say(f"{visits:,} visits: first load")
    generate(office, Size.of_visits(visits), SEED)
    first = run_task("load_office", folder, store, folder=office, load_id="first")
    say(f"{visits:,} visits: unchanged, one changed row, entries")
    again = run_task("load_office", folder, store, folder=office, load_id="again")
    _change_one(office / "visits.csv")
    reading = run_task("read_table", folder, store, folder=office, table="visits")
    one = run_task("load_office", folder, store, folder=office, load_id="one")
    entered = run_task("enter_visits", folder, store, count=ENTRIES, home=HOME)
    found = {
        "rows": first["rows"],
        "first": first["seconds"],
        "first_memory": first["memory"],
        "again": again["seconds"],
        "one": one["seconds"],
        "one_changed": one["changed"],
        "reading": reading["seconds"],
        "reload_memory": max(again["memory"], one["memory"]),
        "entry": statistics.median(entered["seconds"][1:]),
        "entry_first": entered["seconds"][0],
    }
    shutil.rmtree(office)
    return found


def _change_one(file: Path) -> None:
    """Change one cell in the middle of a table."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    column, middle = rows[0].index("delegation_title"), len(rows) // 2
    rows[middle][column] += " (corrected)"
    with file.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows(rows)


def read_table(folder: str, table: str) -> dict[str, Any]:
    """Read and validate one table, without further use."""
    from ingest.read.office_folder import collect
    from ingest.read.row_place import RowPlace
    from ingest.read.rows import read_row

    began = time.perf_counter()
    entry = next(entry for entry in collect([Path(folder)]) if entry.document.dataset == table)
    rows = sum(
        read_row(row, RowPlace(table, "", row.line), entry.table, table)[0] is not None
        for row in entry.document.rows()
    )
    return {"seconds": time.perf_counter() - began, "rows": rows}


def enter_visits(count: int, home: str) -> dict[str, Any]:
    """Enter visits one after another as a page does; returns the seconds from click to answer for each."""
    from dashboard.core import writer_process

    seconds = []
    for number in range(count):
        cells = {
            "direction": "inbound",
            "date_start": "2025-06",
            "from_place": "place-00001",
            "to_place": home,
            "delegation_title": f"group {number}",
            "entered_by": "benchmark",
        }
        began = time.perf_counter()
        answer = writer_process.command(
            ["enter", "visits", "--cells", "-"], home=home, lang="en", cells=cells
        )
        seconds.append(time.perf_counter() - began)
        if answer.error or answer.document["action"] != "entered":
            raise ValueError(answer.error or json.dumps(answer.document)[:300])
    writer_process.close()
    return {"seconds": seconds}


def table(found: dict[str, dict[str, Any]]) -> str:
    """Return the figures as a table, with the ratios for which there are goals."""
    small, large = (found[key] for key in (min(found, key=int), max(found, key=int)))
    lines = [
        "| | " + " | ".join(f"{int(key):,} visits" for key in found) + " |",
        "|---" * (len(found) + 1) + "|",
    ]
    rows = (
        ("rows", "{:,.0f}", "rows of the office"),
        ("first", "{:.1f} s", "first load"),
        ("again", "{:.2f} s", "reload, nothing changed"),
        ("one", "{:.2f} s", "reload, one row of the visits changed"),
        ("reading", "{:.2f} s", "reading and validating that table alone"),
        ("entry", "{:.2f} s", "one visit entered, click to saved"),
        ("entry_first", "{:.2f} s", "the first one, with the start of the writer"),
        ("first_memory", "{:.0f} MB", "memory of the first load"),
        ("reload_memory", "{:.0f} MB", "memory of a reload"),
    )
    for key, form, title in rows:
        lines.append(f"| {title} | " + " | ".join(form.format(entry[key]) for entry in found.values()) + " |")
    lines += [
        "",
        (
            f"* one visit entered, largest against smallest: × {large['entry'] / small['entry']:.2f} "
            f"(goal 1.5), {large['entry']:.2f} s (goal 1 s)"
        ),
        f"* reload without a change: {large['again']:.2f} s (goal 3 s)",
        f"* one changed row against reading its table: × {large['one'] / large['reading']:.2f} (goal 1.5)",
        f"* memory of the loader: {large['first_memory']:.0f} MB (goal 400 MB)",
    ]
    return "\n".join(lines)
