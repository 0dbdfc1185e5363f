"""Measure the loader against the raw driver in one run: ``python -m benchmarks``."""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil

from benchmarks import changes, local_store, peers, reading, runaway, scoring, strength
from benchmarks.browser import first_picture_and_sessions, load_sample
from benchmarks.figures import Figure, declared, remarks, table
from benchmarks.interaction import interaction
from benchmarks.office_rows import HOME
from benchmarks.office_size import SMALL, Size
from benchmarks.processes import MeasureFailed, peak_memory, run_task
from benchmarks.stores import KINDS, Store

SESSIONS, CLICKS = 10, 40
#: Statements of the catalogue that are measured: those about one partner, and those that draw the circle.
QUESTIONS = ("partner", "ties_of", "visits_of_partner", "ties", "visits")


def main() -> int:
    """Measure, print and save the figures."""
    options = _options()
    size = _size(options)
    if options.runaway:
        with _folder(options.keep) as folder:
            print(runaway.table(runaway.measure(folder, _say)))
        return 0
    if options.changes:
        with _folder(options.keep) as folder:
            visits = changes.VISITS[:2] if options.small else changes.VISITS
            print(changes.table(changes.measure(folder, _say, visits)))
        return 0
    if options.scoring:
        with _folder(options.keep) as folder:
            print(scoring.table(scoring.measure(folder, _say, size)))
        return 0
    if options.peers:
        with _folder(options.keep) as folder:
            print(
                peers.table(
                    peers.measure(
                        folder,
                        _say,
                        options.visits or (changes.VISITS[0] if options.small else changes.VISITS[-1]),
                    )
                )
            )
        return 0
    if options.reading:
        with _folder(options.keep) as folder:
            print(reading.table(_reading(options, folder)))
        return 0
    groups = declared()
    figures = {figure.key: figure for _, entries in groups for figure in entries}
    questions = next(entries for title, entries in groups if title.startswith("Questions"))
    for name in QUESTIONS:
        for part in ("p50", "p95"):
            figures[f"{name}_{part}"] = Figure(
                key=f"{name}_{part}", title=f"{name}, {part} of {options.draws}", unit="ms"
            )
            questions.append(figures[f"{name}_{part}"])
    titles = {kind: KINDS[kind].title for kind in options.store}
    details: dict[str, Any] = {
        "machine": _machine(),
        "size": asdict(size),
        "seed": options.seed,
        "repeat": options.repeat,
        "stores": {},
    }
    print(_heading(details, size), flush=True)
    with _folder(options.keep) as folder:
        _say(f"making the office: {size.places:,} places, {size.ties:,} tie rows, {size.visits:,} visits")
        if not options.pages and not options.starts:
            _say("strength over a million contacts")
            details["strength"] = strength.measure()
            for kind in options.store:
                for key, value in (
                    ("strength_ratio", "ratio"),
                    ("strength", "ours_ms"),
                    ("strength_plain", "plain_ms"),
                ):
                    figures[key].values[kind] = details["strength"][value]
            details["reading"] = _reading(options, folder / "reading")
        made = run_task("make", folder, {}, folder=folder / "office", size=asdict(size), seed=options.seed)
        details["made"] = made
        for kind in options.store:
            why = KINDS[kind].unavailable()
            if why:
                for figure in figures.values():
                    figure.values[kind] = why
                continue
            bench = Bench(kind, folder, figures, options.repeat, options.draws, options.seed)
            chosen = (
                (bench.pages,)
                if options.pages
                else (bench.store,)
                if options.starts
                else (bench.store, bench.big, bench.sample)
            )
            for measure in chosen:
                try:
                    measure()
                except MeasureFailed as failure:
                    _say(f"{titles[kind]}: {failure}")
                    for figure in figures.values():
                        figure.values.setdefault(kind, str(failure))
            details["stores"][kind] = bench.details
    print(table(groups, titles))
    if "reading" in details:
        print("\n" + reading.table(details["reading"]))
    print("\n" + "\n".join(remarks(groups, titles)))
    if options.json:
        values = {
            figure.key: {"unit": figure.unit, "goal": figure.goal, **figure.values}
            for figure in figures.values()
        }
        options.json.write_text(
            json.dumps({**details, "load_after": _load(), "figures": values}, indent=1, ensure_ascii=False)
            + "\n",
            encoding="utf-8",
        )
    return 0


class Bench:
    """All measurements on one kind of store."""

    def __init__(
        self, kind: str, folder: Path, figures: dict[str, Figure], repeat: int, draws: int, seed: int
    ) -> None:
        self.details: dict[str, Any] = {"loads": [], "raws": []}
        self._kind = kind
        self._home = folder / kind
        self._office = folder / "office"
        self._figures = figures
        self._repeat = repeat
        self._draws = draws
        self._seed = seed

    def big(self) -> None:
        """Measure the generated office: loader and raw driver in turn on fresh stores, then the rest."""
        batches = self._home / "batches"
        for turn in range(self._repeat):
            with self._store(f"load-{turn}") as store:
                _say(f"{store.title}: the loader ({turn + 1} of {self._repeat})")
                loaded = self._task("load_office", store, folder=self._office, load_id=f"load-{turn}")
                self.details["loads"].append(loaded)
                if turn == 0:
                    counts = self._task("record", store, file=batches)
                if turn == self._repeat - 1:
                    self._full(store)
            with self._store(f"raw-{turn}") as store:
                _say(f"{store.title}: the raw driver ({turn + 1} of {self._repeat})")
                self.details["raws"].append(self._task("write_raw", store, file=batches))
                written = self._task("count", store)
                if written != counts:
                    raise MeasureFailed(f"the raw driver wrote {written}, the loader {counts}")
        loads, raws = self.details["loads"], self.details["raws"]
        self.details["graph"] = counts
        load, raw = (statistics.median(entry["seconds"] for entry in entries) for entries in (loads, raws))
        self._set("ratio", load / raw)
        self._set("load", load)
        self._set("raw", raw)
        self._set("load_rows", loads[0]["rows"] / load)
        self._set(
            "before_writing",
            statistics.median(
                sum(spent for stage, spent in entry["stages"].items() if stage != "write") for entry in loads
            ),
        )
        self._set("memory_loader", max(entry["memory"] for entry in loads))
        self._set("memory_raw", max(entry["memory"] for entry in raws))

    def _full(self, store: Store) -> None:
        _say(f"{store.title}: loading again, questions, cold start")
        again = self._task("load_office", store, folder=self._office, load_id="again")
        if again["changed"]:
            raise MeasureFailed(f"loading again changed {again['changed']} nodes")
        self.details["again"] = again
        self._set("reload", again["seconds"])
        self._set("memory_reload", again["memory"])
        answers = self._task("ask", store, names=QUESTIONS, draws=self._draws, seed=self._seed)
        self.details["answers"] = answers
        for name, found in answers.items():
            for part in ("p50", "p95"):
                self._figures[f"{name}_{part}"].values[self._kind] = (
                    found if isinstance(found, str) else found[part]
                )
        self._circle("office", store.environment | {"FRIENDCIRCLE_HOME": HOME})
        self._set("memory_store", peak_memory(store.pid))
        store.stop()
        began = time.perf_counter()
        store.start()
        started = time.perf_counter() - began
        self._set("cold", started + self._task("first_answer", store)["seconds"])

    def pages(self) -> None:
        """Measure only the pages, on the bundled sample and on the generated office."""
        with self._store("pages-sample") as store:
            load_sample(self._home / "user", store.environment)
            self._circle("sample", store.environment)
        with self._store("pages-office") as store:
            self._task("load_office", store, folder=self._office, load_id="pages")
            self._circle("office", store.environment | {"FRIENDCIRCLE_HOME": HOME})

    def store(self) -> None:
        """Measure only the local store."""
        for key, value in local_store.measure(self._home / "local", _say).items():
            self._set(key, value)

    def sample(self) -> None:
        """Measure the bundled sample through the command line, from nothing to the picture."""
        folder = self._home / "sample"
        store = KINDS[self._kind](folder / "store")
        try:
            _say(f"{store.title}: the bundled sample, the dashboard")
            began = time.perf_counter()
            load_sample(folder / "user", store.environment)
            loaded = time.perf_counter() - began
            store.start()  # finds the running one
            self._set(
                "sample_reload",
                statistics.median(load_sample(folder / "user", store.environment) for _ in range(3)),
            )
            seen = first_picture_and_sessions(folder / "user", store.environment, SESSIONS)
            self.details["dashboard"] = seen
            self._set("picture", loaded + seen["first"])
            self._set("dashboard_picture", seen["first"])
            self._set("later_picture", seen["later"])
            self._set("memory_dashboard", seen["memory_all"])
            self._set("memory_dashboard_one", seen["memory_one"])
            self._circle("sample", store.environment)
        finally:
            store.stop()

    def _circle(self, name: str, environment: dict[str, str]) -> None:
        _say(f"{KINDS[self._kind].title}: the circle in the browser, {name}")
        seen = interaction(
            self._home / f"{name}-dashboard", environment, sessions=SESSIONS, clicks=CLICKS, seed=self._seed
        )
        self.details[f"circle_{name}"] = seen
        self._set(f"{name}_later_ratio", seen["later"] / seen["plain"])
        for key in ("first", "later", "plain"):
            self._set(f"{name}_{key}", 1000 * seen[key])
        self._set(f"{name}_memory", seen["memory"])
        for key in ("click", "filter"):
            self._set(f"{name}_{key}", 1000 * seen["alone"][key]["p95"])
            self._set(f"{name}_{key}_together", 1000 * seen["together"][key]["p95"])

    def _set(self, key: str, value: float) -> None:
        self._figures[key].values[self._kind] = value

    def _store(self, name: str) -> Store:
        return KINDS[self._kind](self._home / name)

    def _task(self, name: str, store: Store, **arguments: Any) -> dict[str, Any]:
        before = _processor(store.pid)
        found = run_task(name, self._home / "user", store.environment, **arguments)
        return (
            found | {"processor_store": _processor(store.pid) - before}
            if name in ("load_office", "write_raw")
            else found
        )


def _processor(pid: int) -> float:
    spent = psutil.Process(pid).cpu_times()
    return float(spent.user + spent.system)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--small",
        action="store_true",
        help="a small office, to see that everything runs; its figures mean little",
    )
    parser.add_argument("--pages", action="store_true", help="only what a person waits for on the pages")
    parser.add_argument(
        "--changes", action="store_true", help="only what a change costs, at three sizes of a store"
    )
    parser.add_argument(
        "--peers",
        action="store_true",
        help="only a first load, beside the raw driver, cartography and graphio",
    )
    parser.add_argument(
        "--scoring", action="store_true", help="only what strength and gaps of a large office take"
    )
    parser.add_argument(
        "--runaway", action="store_true", help="only what others wait while statements run away"
    )
    parser.add_argument(
        "--reading",
        action="store_true",
        help="only what reading, mapping and validating files takes, beside other readers",
    )
    parser.add_argument(
        "--megabytes",
        type=int,
        metavar="N",
        help="size of the large CSV that is read (2,000; 0 leaves it out)",
    )
    parser.add_argument(
        "--starts", action="store_true", help="only what the local store takes to start, to stop and at rest"
    )
    parser.add_argument(
        "--store", action="append", choices=list(KINDS), help="only this one (can be repeated)"
    )
    for name in ("places", "ties", "visits"):
        parser.add_argument(f"--{name}", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--repeat",
        type=int,
        default=1,
        metavar="N",
        help="measure loader and raw driver so often, in turn; the median counts",
    )
    parser.add_argument("--draws", type=int, default=200, metavar="N", help="ask each question so often")
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="write the figures and what is behind them to a file"
    )
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="work in this folder and leave it")
    options = parser.parse_args()
    options.store = options.store or list(KINDS)
    return options


def _reading(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    rows = options.visits or (2_000 if options.small else 50_000)
    megabytes = options.megabytes if options.megabytes is not None else 5 if options.small else 2_000
    return reading.measure(folder, _say, rows, megabytes)


def _size(options: argparse.Namespace) -> Size:
    standard = SMALL if options.small else Size()
    given = {name: getattr(options, name) or getattr(standard, name) for name in ("places", "ties", "visits")}
    return Size(**given)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.absolute()
    else:
        with tempfile.TemporaryDirectory(prefix="friendcircle-bench-") as name:
            yield Path(name)


def _machine() -> dict[str, Any]:
    return {
        "processors": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "driver": version("neo4j"),
        "load_before": _load(),
    }


def _load() -> float:
    """Return the load average of the last minute."""
    return round(psutil.getloadavg()[0], 1)


def _heading(details: dict[str, Any], size: Size) -> str:
    machine = details["machine"]
    busy = ""
    if machine["load_before"] > 0.5:
        busy = (
            f"\nNOTE: {machine['load_before']} processes wanted a processor in the minute before; times "
            f"are longer than on an idle machine."
        )
    return (
        f"{machine['processors']} processors, {machine['memory_gb']} GB, {machine['system']}, Python "
        f"{machine['python']}, neo4j driver {machine['driver']}; "
        f"seed {details['seed']}, {size.rows:,} rows, median of {details['repeat']}{busy}"
    )


def _say(what: str) -> None:
    print(f"  ... {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
