"""Compare our loader with the raw driver, cartography and graphio on the same rows, in fresh stores.

Our loader reads and checks files, resolves their content and writes the graph; the others get that graph in
memory and write it. They are installed into a separate environment (``build/peers``), since they require
other releases of the program's dependencies.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.changes import SEED
from benchmarks.generate import generate
from benchmarks.office_size import Size
from benchmarks.processes import ROOT, MeasureFailed, run_task
from benchmarks.stores import Local

REQUIREMENTS = ROOT / "benchmarks" / "peers.txt"
ENVIRONMENT = ROOT / "build" / "peers"
PEERS = ("cartography", "graphio")


def measure(folder: Path, say: Callable[[str], None], visits: int) -> dict[str, Any]:
    """Return the seconds of each loader, and of the stages of ours."""
    python = _environment(say)
    office, batches, user = folder / "office", folder / "batches", folder / "user"
    say(f"{visits:,} visits: our loader")
    generate(office, Size.of_visits(visits), SEED)
    with Local(folder / "ours") as store:
        ours = run_task("load_office", user, store.environment, folder=office, load_id="first", derive=True)
        counts = run_task("record", user, store.environment, file=batches)
    say("the raw driver")
    with Local(folder / "raw") as store:
        raw = run_task("write_raw", user, store.environment, file=batches)
        _same(counts, run_task("count", user, store.environment))
    found: dict[str, Any] = {
        "visits": visits,
        "rows": ours["rows"],
        **counts,
        "ours": ours,
        "raw": raw["seconds"],
    }
    for name in PEERS:
        say(name)
        with Local(folder / name) as store:
            found[name] = _peer(python, name, batches, store)
    return found


def _same(wanted: dict[str, Any], found: dict[str, Any]) -> None:
    if (wanted["nodes"], wanted["relations"]) != (found["nodes"], found["relations"]):
        raise MeasureFailed(f"the raw driver wrote {found}, our loader {wanted}")


def _environment(say: Callable[[str], None]) -> Path:
    """Return the Python of the peers' environment, which is created if it is missing or outdated."""
    python, mark = ENVIRONMENT / "bin" / "python", ENVIRONMENT / "requirements.txt"
    wanted = REQUIREMENTS.read_text(encoding="utf-8")
    if not mark.is_file() or mark.read_text(encoding="utf-8") != wanted:
        say("installing the peers")
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], check=True)
        subprocess.run(
            [
                str(python),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "-r",
                str(REQUIREMENTS),
            ],
            check=True,
        )
        mark.write_text(wanted, encoding="utf-8")
    return python


def _peer(python: Path, name: str, batches: Path, store: Local) -> dict[str, Any]:
    url, user, password = store.bolt
    environment = {**os.environ, "FRIENDCIRCLE_USER": user, "FRIENDCIRCLE_PASSWORD": password}
    command = [str(python), "-I", str(ROOT / "benchmarks" / "peer_loaders.py"), name, str(batches), url]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        raise MeasureFailed(f"{name}: {(done.stderr.strip().splitlines() or ['failed'])[-1]}")
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    (nodes, relations), (nodes_there, relations_there) = found["given"], found["counted"]
    # A merging loader writes duplicate relationships between the same nodes once; there are a few of them.
    if nodes != nodes_there or not 0.999 * relations <= relations_there <= relations:
        raise MeasureFailed(
            f"{name} was given {found['given']} nodes and relationships and wrote {found['counted']}"
        )
    return found


def table(found: dict[str, Any]) -> str:
    """Return the figures as a table, with the ratios for which there are goals."""
    ours, raw = found["ours"]["seconds"], found["raw"]
    lines = [
        f"{found['rows']:,} rows; {found['nodes']:,} nodes and {found['relations']:,} relationships",
        "",
        "| loader | seconds | of the raw driver |",
        "|---|---|---|",
        f"| ours, files to last commit, with what is derived | {ours:.1f} | {ours / raw:.2f} |",
        *(
            f"| ours: {stage} | {spent:.1f} | {spent / raw:.2f} |"
            for stage, spent in found["ours"]["stages"].items()
        ),
        f"| the raw driver, the graph ready made in memory | {raw:.1f} | 1 |",
        *(
            f"| {name}, the graph ready made in memory | {found[name]['seconds']:.1f} | "
            f"{found[name]['seconds'] / raw:.2f} |"
            for name in PEERS
        ),
        "",
        f"* ours against the raw driver: {ours / raw:.2f} (goal 1.5, wished 1.3)",
        f"* ours against cartography: {ours / found['cartography']['seconds']:.2f} (goal 1.0)",
        f"* memory of our loader: {found['ours']['memory']:.0f} MB (goal 400 MB)",
    ]
    return "\n".join(lines)
