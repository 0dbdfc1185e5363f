"""Reads files as a load does, up to the store, in a process of its own with little memory.

Run as ``python -m tests.ingest.hostile.judge FOLDER``: makes each file of the corpus in a folder of
its own and writes a line of JSON with what became of it.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.errors import FileUnreadable
from ingest.load.report import Issue
from ingest.read.cleaning import clean_rows, cleaning_issues
from ingest.read.office_folder import collect
from ingest.read.rows import read_row
from ingest.registers.intake import find_registers, tables_of
from ingest.registers.places.place_book import PlaceBook
from ingest.registers.translate import OfficeHome
from tests.ingest.hostile.corpus import CORPUS, Hostile

#: Bytes of memory for everything; for one file seconds of the processor, and seconds even if it only waits.
MEMORY, BUSY_SECONDS, SECONDS = 1_500_000_000, 20, 200
#: What is said of every register.
_USUAL = {"mapping_accepted", "columns_kept", "new_place"}
HOME = OfficeHome("home", "CN", ("本市",))


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a file.

    :param verdict: see :mod:`tests.ingest.hostile.corpus`
    :param taken: rows of ties and visits that were taken
    :param said: codes of the issues, or the reason why the file was refused
    """

    kind: str
    verdict: str
    taken: int
    said: tuple[str, ...]


def judge(kind: str, path: Path) -> Judged:
    """Read a file as ``load --accept`` does."""
    try:
        issues, taken = _read(path)
    except FileUnreadable as error:
        text = str(error)
        assert "\n" not in text and text.isprintable(), text
        return Judged(kind, "file", 0, (text,))
    said = tuple(sorted({issue.code for issue in issues} - _USUAL))
    refused = any(issue.level == "error" for issue in issues)
    return Judged(kind, "row" if refused else "remark" if said else "accept", taken, said)


def _read(path: Path) -> tuple[list[Issue], int]:
    registers, files = find_registers([path], accept=True)
    tables = collect([path], skip=files)
    for register in registers:
        tables += tables_of(register, PlaceBook([]), HOME, has_row=True)
    issues: list[Issue] = []
    taken = 0
    for entry in tables:
        issues += entry.issues
        for row in clean_rows(entry.document.rows(), entry.table):
            place = entry.document.place(row.line)
            record, told = read_row(row, place, entry.table, entry.document.dataset)
            issues += [*told, *cleaning_issues(row.remarks, place)]
            taken += record is not None and entry.table.name in ("ties", "visits")
    return issues, taken


def _judged(one: Hostile, folder: Path) -> Judged:
    folder.mkdir()
    path = one.make(folder)
    before = sorted(folder.iterdir())
    signal.alarm(SECONDS)
    signal.setitimer(signal.ITIMER_PROF, BUSY_SECONDS)
    try:
        found = judge(one.kind, path)
    except MemoryError:
        found = Judged(one.kind, "memory", 0, ())
    except Exception as error:  # noqa: BLE001 - the fault is the finding
        found = Judged(one.kind, f"{type(error).__name__}: {error}"[:300], 0, ())
    signal.alarm(0)
    signal.setitimer(signal.ITIMER_PROF, 0)
    if sorted(folder.iterdir()) != before:
        return Judged(one.kind, "a file was written", 0, ())
    return found


def main(folder: Path) -> None:
    """Judge the whole corpus."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    PlaceBook([]).find(["x"], "DE")  # reads the gazetteer, which is not part of any file
    for number, one in enumerate(CORPUS):
        print(json.dumps(asdict(_judged(one, folder / f"{number}"))), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
