"""The measured tasks, each run in a separate process: ``python -m benchmarks.tasks NAME JSON``.

The environment names the store. The last line printed is the result as JSON.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import neo4j

from benchmarks import raw
from benchmarks.changes import enter_visits, read_table
from benchmarks.generate import generate
from benchmarks.office_rows import COUNTRY, HOME, PARTNER, PROFILE
from benchmarks.office_size import Size
from benchmarks.processes import peak_memory
from benchmarks.reading import read_and_validate, read_only
from benchmarks.stores import forget_worlds
from graph.errors import FriendCircleError
from graph.facts.as_of import AsOf
from graph.long_lived import search_seldom
from graph.naming.profile import Naming, load_naming
from graph.planning.gap_rules import load_gap_config
from graph.planning.gaps import find_gaps
from graph.store import Credentials, GraphStore, local_settings, server_process, server_state
from graph.strength.config import StrengthConfig
from graph.strength.score import Score, score
from graph.world_on_date import WorldOnDate
from ingest.derived.links import derive as derive_links
from ingest.load.run import load
from ingest.maintenance.migration import ensure_current
from ingest.maintenance.write_lock import Owner, writing
from queries.catalogue.collection import load_catalogue, run
from queries.catalogue.parameters import bind
from queries.catalogue.query import Query
from queries.facts import world
from queries.links.gathering import links
from queries.links.link_scores import config_of, scores
from queries.statements import statement

T = TypeVar("T")

TODAY = dt.date(2026, 1, 1)
NOW = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)


def make(folder: str, size: dict[str, int], seed: int) -> dict[str, Any]:
    """Generate an office."""
    began = time.perf_counter()
    generate(Path(folder), Size(**size), seed)
    return {"seconds": time.perf_counter() - began, "memory": peak_memory()}


def load_office(folder: str, load_id: str, derive: bool = False) -> dict[str, Any]:
    """Load a folder, timed from connecting to the last commit, including schema and lease.

    :param derive: whether to include the links that the graph stores
    """
    stages: dict[str, float] = {}
    present, since = "", time.perf_counter()

    def progress(stage: str, done: int, total: int) -> None:
        nonlocal present, since
        if stage != present:
            now = time.perf_counter()
            stages[present] = stages.get(present, 0.0) + now - since
            present, since = stage, now

    began = time.perf_counter()
    with _open() as store, writing(store, owner=Owner.here("benchmark"), clock=time.monotonic) as lease:
        ensure_current(store, backup_to=Path(folder), now=NOW)
        report = load(store, [Path(folder)], load_id=load_id, now=NOW, progress=progress, lease=lease)
        if derive:
            progress("derive", 0, 0)
            _derive(store)
    seconds = time.perf_counter() - began
    progress("end", 0, 0)
    stages.pop("", None)
    processor = time.process_time()
    rows = sum(entry.rows for entry in report.files)
    return {
        "seconds": seconds,
        "stages": stages,
        "processor": processor,
        "memory": peak_memory(),
        "rows": rows,
        "refused": report.refused,
        "changed": report.changed,
    }


def _derive(store: GraphStore) -> None:
    derive_links(store, HOME, COUNTRY, load_naming(PROFILE), config_of(store, HOME), NOW.date())


def score_all(repeat: int) -> dict[str, Any]:
    """Time the parts of scoring all partners, each the best of ``repeat``."""
    best: dict[str, float] = {}

    def timed(name: str, work: Callable[[], T]) -> T:
        began = time.perf_counter()
        done = work()
        spent = time.perf_counter() - began
        best[name] = min(best.get(name, spent), spent)
        return done

    with _open("read") as store:
        config, naming, rules = config_of(store, HOME), load_naming(PROFILE), load_gap_config()
        packed = statement("links/contact_packs")
        for _ in range(repeat):
            timed(
                "plain",
                lambda: sum(
                    len(data or b"")
                    for _, packs in store.stream(packed, {"home": HOME, "parties": None})
                    for _, data, _ in packs
                ),
            )
            found = timed("links", partial(links, store, HOME, naming, COUNTRY))
            timed("table", partial(found.contact_tables.by, config))
            timed("scores", partial(scores, found, config, NOW.date(), ranges=False))
            timed("scores_with_ranges", partial(scores, found, config, NOW.date()))
            timed("one", partial(_one_partner, store, naming, config))
            if store.server is not None:
                forget_worlds(store.server.folder)
            timed("world", partial(world, store, HOME, naming, COUNTRY))
            recorded, _ = timed("world_kept", partial(world, store, HOME, naming, COUNTRY))
            on_date = WorldOnDate(recorded, config, AsOf(NOW.date()))
            timed("gaps_in_process", partial(find_gaps, on_date, rules))
    return {**best, "partners": len(found.partners), "memory": peak_memory()}


def _one_partner(store: GraphStore, naming: Naming, config: StrengthConfig) -> Score:
    found = links(store, HOME, naming, COUNTRY, PARTNER)
    return score(found.partners[PARTNER].facts, config, NOW.date())


def record(file: str) -> dict[str, Any]:
    """Record the content of the store for :func:`write_raw`."""
    with _open("read") as store:
        nodes, relations = raw.record(store, Path(file))
    return {"nodes": nodes, "relations": relations}


def write_raw(file: str) -> dict[str, Any]:
    """Write the same graph with the driver alone, constraints first."""
    with _open() as store:
        began = time.perf_counter()
        store.create_schema()
        schema = time.perf_counter() - began
        if store.server:
            address, auth = (
                store.server.bolt_url,
                (server_process.USER, server_state.password_of(store.server.folder)),
            )
        else:
            address, auth = store.url, (os.environ["FRIENDCIRCLE_USER"], os.environ["FRIENDCIRCLE_PASSWORD"])
        with neo4j.GraphDatabase.driver(
            address, auth=auth, notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF
        ) as driver:
            spent = raw.write(driver, store.database, Path(file))
    return {"seconds": schema + spent, "processor": time.process_time(), "memory": peak_memory()}


def count() -> dict[str, Any]:
    """Count the nodes and relationships of the store."""
    with _open("read") as store:
        nodes = store.read("MATCH (n) RETURN count(n)").rows[0][0]
        relations = store.read("MATCH ()-[r]->() RETURN count(r)").rows[0][0]
    return {"nodes": nodes, "relations": relations}


def ask(names: list[str], draws: int, seed: int) -> dict[str, Any]:
    """Time statements of the catalogue, each ``draws`` times with partners drawn from a seed; returns
    milliseconds from the request to the last row.
    """
    catalogue = load_catalogue()
    found: dict[str, Any] = {}
    with _open("read") as store:
        partners = [
            row[0]
            for row in store.read(
                "MATCH (c:City) WHERE c.id <> $home RETURN c.id ORDER BY c.id", {"home": HOME}
            ).rows
        ]
        for name in names:
            if name not in catalogue:
                found[name] = "the catalogue has no such statement"
                continue
            try:
                found[name] = _time(store, catalogue[name], partners, draws, random.Random(seed))
            except FriendCircleError as error:
                found[name] = str(error)
    return found


def _time(
    store: GraphStore, query: Query, partners: list[str], draws: int, draw: random.Random
) -> dict[str, float]:
    wanted = [entry.name for entry in query.parameters if entry.required]
    times, rows = [], 0
    for number in range(draws + 1):
        bound = bind(query, dict.fromkeys(wanted, draw.choice(partners)), HOME, TODAY)
        began = time.perf_counter()
        answer = run(store, query, bound)
        if number:  # the first one is a warm-up
            times.append((time.perf_counter() - began) * 1000)
            rows += len(answer.rows)
    times.sort()
    return {"p50": times[len(times) // 2], "p95": times[int(len(times) * 0.95)], "rows": rows / draws}


def first_answer() -> dict[str, Any]:
    """Connect to a running store and ask for one node."""
    began = time.perf_counter()
    with _open("read") as store:
        store.read("MATCH (c:City {id: $home}) RETURN c.id", {"home": HOME})
    return {"seconds": time.perf_counter() - began}


def _open(access: Any = "write") -> GraphStore:
    user = os.environ.get("FRIENDCIRCLE_USER", "")
    credentials = Credentials(user, os.environ["FRIENDCIRCLE_PASSWORD"]) if user else None
    local = local_settings(os.environ)
    return GraphStore.open(
        os.environ["FRIENDCIRCLE_STORE"], access=access, credentials=credentials, local=local
    )


TASKS = {
    task.__name__: task
    for task in (
        make,
        load_office,
        score_all,
        record,
        write_raw,
        count,
        ask,
        first_answer,
        read_table,
        enter_visits,
        read_and_validate,
        read_only,
    )
}

if __name__ == "__main__":
    search_seldom()
    print(json.dumps(TASKS[sys.argv[1]](**json.loads(sys.argv[2]))))
