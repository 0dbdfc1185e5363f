"""Measure the local store: start, filling from nothing, stop, return after a kill, and memory at rest."""

from __future__ import annotations

import os
import signal
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil

from benchmarks.browser import load_sample
from benchmarks.processes import MEGABYTE, MeasureFailed
from graph.store import GraphStore, LocalSettings, installation, local_server, local_settings

RUNS = 3
_REST_SECONDS = 20.0
_BACK_SECONDS = 60.0


def measure(folder: Path, say: Callable[[str], None]) -> dict[str, float]:
    """Return all figures of the group, each the median of :data:`RUNS` runs; memory is measured once."""
    settings = local_settings(os.environ)
    found: dict[str, float] = {}
    for key, archive in (("archive", True), ("plain", False)):
        say(f"starting the local store, {'with' if archive else 'without'} the class-data archive")
        own = settings if archive else without_archive(settings, folder / "plain-software")
        starts, samples = [], []
        for number in range(RUNS):
            starts.append(start(own, folder / f"start-{key}-{number}"))
            samples.append(sample(own, folder / f"sample-{key}-{number}"))
        found[f"start_{key}"], found[f"fill_{key}"] = statistics.median(starts), statistics.median(samples)
    say("stopping it, killing it, letting it rest")
    found |= life(settings, folder / "life")
    return found


def without_archive(settings: LocalSettings, folder: Path) -> LocalSettings:
    """Return settings with the same jars and a software folder without an archive."""
    jars = installation.installed(settings).software.jars[0].parent
    folder.mkdir(parents=True, exist_ok=True)
    return replace(settings, neo4j_home=jars, software=folder)


def start(settings: LocalSettings, folder: Path) -> float:
    """Return the seconds from nothing to the first answer."""
    began = time.perf_counter()
    with GraphStore.open(f"local:{folder}", local=settings) as store:
        store.read("RETURN 1 AS one")
        seconds = time.perf_counter() - began
    local_server.stop(folder)
    return seconds


def sample(settings: LocalSettings, folder: Path) -> float:
    """Return the seconds of ``friendcircle load`` of the bundled sample into a new store."""
    environment = {"FRIENDCIRCLE_STORE": f"local:{folder}", "FRIENDCIRCLE_SOFTWARE": str(settings.software)}
    if settings.neo4j_home is not None:
        environment["FRIENDCIRCLE_NEO4J_HOME"] = str(settings.neo4j_home)
    try:
        return load_sample(folder.with_name(f"{folder.name}-user"), environment)
    finally:
        local_server.stop(folder)


def life(settings: LocalSettings, folder: Path) -> dict[str, Any]:
    """Measure stop, return after a kill, and memory at rest."""
    load_sample(
        folder.with_name("life-user"),
        {"FRIENDCIRCLE_STORE": f"local:{folder}", "FRIENDCIRCLE_SOFTWARE": str(settings.software)},
    )
    running = local_server.find(folder)
    if running is None:
        raise MeasureFailed("the store does not run after a load")
    time.sleep(_REST_SECONDS)
    processes = [running.pid, *([running.watchdog[0]] if running.watchdog else [])]
    memory = sum(psutil.Process(pid).memory_info().rss for pid in processes) / MEGABYTE
    backs = [back(folder) for _ in range(RUNS)]
    stops = []
    for _ in range(RUNS):
        local_server.ensure(settings, folder)
        began = time.perf_counter()
        local_server.stop(folder)
        stops.append(time.perf_counter() - began)
    return {"memory_idle": memory, "back": statistics.median(backs), "stop": statistics.median(stops)}


def back(folder: Path) -> float:
    """Return the seconds from ``kill -9`` of the server until the watchdog has restarted it."""
    before = local_server.find(folder)
    if before is None:
        raise MeasureFailed("the store does not run")
    began = time.perf_counter()
    os.kill(before.pid, signal.SIGKILL)
    while (now := local_server.find(folder)) is None or now.pid == before.pid:
        if time.perf_counter() - began > _BACK_SECONDS:
            raise MeasureFailed("the watchdog did not start the store anew")
        time.sleep(0.02)
    return time.perf_counter() - began
