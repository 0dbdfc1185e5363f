"""The checks of ``doctor``. Each returns a state, what was found, and advice; none changes anything or starts
the store.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from friendcircle.errors import one_line
from friendcircle.session import Session, read_offices
from graph.errors import FriendCircleError

OLDEST_PYTHON = (3, 11)
LITTLE_SPACE = 2 * 1024**3
CHROMIUM = (
    "chromium",
    "chromium-headless-shell",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
_UNITS = {"k": 1024, "m": 1024**2, "g": 1024**3}


class CheckState(StrEnum):
    """State of a check."""

    OK = "ok"
    NOTE = "note"  # works, but something optional is missing
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """Result of a check.

    :param name: the check; its text is ``doctor.NAME``
    :param detail: what was found: versions, paths, figures
    :param advice: what to do, the text ``doctor.advice.ADVICE``; empty for none
    :param values: values inserted into that text
    """

    name: str
    state: CheckState
    detail: str
    advice: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


def examine(session: Session) -> list[CheckResult]:
    """Run all checks, the essential ones first."""
    return [
        _python(),
        _packages(session),
        _settings(session),
        *_local_store(session),
        *_store(session),
        _tool("chromium", CHROMIUM),
    ]


def _python() -> CheckResult:
    fits = sys.version_info[:2] >= OLDEST_PYTHON
    return CheckResult(
        name="python",
        state=CheckState.OK if fits else CheckState.PROBLEM,
        detail=f"{platform.python_version()} ({sys.executable})",
        advice="" if fits else "python",
    )


def _packages(session: Session) -> CheckResult:
    """Compare the packages that the project declares with the installed ones."""
    from packaging.requirements import Requirement

    try:
        declared = [Requirement(text) for text in metadata.requires("friendcircle") or ()]
    except metadata.PackageNotFoundError:
        return CheckResult(name="packages", state=CheckState.NOTE, detail="-", advice="not_installed")
    needed = [entry for entry in declared if entry.marker is None or entry.marker.evaluate({"extra": ""})]
    wrong = []
    for entry in needed:
        try:
            found = metadata.version(entry.name)
        except metadata.PackageNotFoundError:
            wrong.append(entry.name)
            continue
        if not entry.specifier.contains(found, prereleases=True):
            wrong.append(f"{entry.name} {found} ({entry.specifier})")
    if wrong:
        return CheckResult(
            name="packages", state=CheckState.PROBLEM, detail=", ".join(wrong), advice="packages"
        )
    return CheckResult(
        name="packages", state=CheckState.OK, detail=session.texts("doctor.all_there", count=len(needed))
    )


def _settings(session: Session) -> CheckResult:
    try:
        settings = session.settings
    except FriendCircleError as error:
        return CheckResult(
            name="settings",
            state=CheckState.PROBLEM,
            detail=one_line(error, session.texts),
            advice="settings",
        )
    file = str(session.file.path) if session.file.path else session.texts("doctor.no_file")
    found = session.texts("doctor.settings_found", file=file, store=settings.store)
    return CheckResult(
        name="settings",
        state=CheckState.NOTE if session.file.exposed else CheckState.OK,
        detail=found,
        advice="exposed" if session.file.exposed else "",
    )


def _local_store(session: Session) -> Iterator[CheckResult]:
    """Check whether a local store can run here, and whether its folder can be used."""
    try:
        wanted = session.is_local
    except FriendCircleError:
        return
    missing = CheckState.PROBLEM if wanted else CheckState.NOTE
    yield _java(session, missing)
    yield _neo4j(session, missing)
    if wanted:
        yield from _room(session.local_folder())
        yield _memory(session.settings.heap)


def _java(session: Session, missing: CheckState) -> CheckResult:
    from graph.store.java import find_java

    try:
        java = find_java(session.local.java_home)
    except FriendCircleError as error:
        return CheckResult(name="java", state=missing, detail=one_line(error, session.texts), advice="java")
    return CheckResult(name="java", state=CheckState.OK, detail=f"{java.build.splitlines()[0]} ({java.path})")


def _neo4j(session: Session, missing: CheckState) -> CheckResult:
    """Check the jars of Neo4j, and whether they are prepared for a quick start."""
    from graph.store import installation, jars

    try:
        if not installation.is_installed(session.local):
            found = session.texts("doctor.not_fetched", version=jars.NEO4J_VERSION)
            return CheckResult(name="neo4j", state=CheckState.NOTE, detail=found, advice="not_fetched")
        ready = installation.installed(session.local)
    except FriendCircleError as error:
        return CheckResult(
            name="neo4j", state=missing, detail=one_line(error, session.texts), advice="not_fetched"
        )
    found = f"{ready.software.version} ({ready.software.jars[0].parent})"
    prepared = ready.class_data is not None
    return CheckResult(
        name="neo4j",
        state=CheckState.OK if prepared else CheckState.NOTE,
        detail=found,
        advice="" if prepared else "no_archive",
    )


def _room(folder: Path) -> Iterator[CheckResult]:
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    if existing.is_dir() and os.access(existing, os.W_OK | os.X_OK):
        yield CheckResult(name="folder", state=CheckState.OK, detail=str(folder))
    else:
        yield CheckResult(
            name="folder",
            state=CheckState.PROBLEM,
            detail=str(folder),
            advice="folder",
            values={"folder": existing},
        )
    free = shutil.disk_usage(existing).free
    yield CheckResult(
        name="disk",
        state=CheckState.OK if free >= LITTLE_SPACE else CheckState.NOTE,
        detail=_size(free),
        advice="" if free >= LITTLE_SPACE else "disk",
        values={"size": _size(LITTLE_SPACE)},
    )


def _memory(heap: str) -> CheckResult:
    import psutil

    wanted, free = int(heap[:-1]) * _UNITS[heap[-1].lower()], psutil.virtual_memory().available
    fits = free >= wanted
    return CheckResult(
        name="memory",
        state=CheckState.OK if fits else CheckState.NOTE,
        detail=_size(free),
        advice="" if fits else "memory",
        values={"heap": heap},
    )


def _store(session: Session) -> Iterator[CheckResult]:
    """Check whether the store answers, and what it contains; a stopped local store is not started."""
    from graph.model.schema import MODEL_VERSION
    from graph.store import local_server
    from ingest.maintenance.model_version import read_record

    try:
        if session.is_local and local_server.find(folder := session.local_folder()) is None:
            local_server.refuse_old_store(folder)
            died = local_server.died(folder)
            log = {"log": folder / "logs" / "debug.log"}
            yield CheckResult(
                name="store",
                state=CheckState.NOTE if died else CheckState.OK,
                detail=session.texts("doctor.stopped"),
                advice="died" if died else "",
                values=log,
            )
            return
        with session.open_store(check=False) as store:
            yield CheckResult(name="store", state=CheckState.OK, detail=f"{store.url}, {store.server_name()}")
            record = read_record(store)
            version = record.model_version
            versions = f"{version if version is not None else '-'} / {MODEL_VERSION}"
            if record.restoring:
                yield CheckResult(
                    name="model",
                    state=CheckState.PROBLEM,
                    detail=versions,
                    advice="restoring",
                    values={"file": record.restoring},
                )
            elif version is not None and version > MODEL_VERSION:
                yield CheckResult(name="model", state=CheckState.PROBLEM, detail=versions, advice="newer")
            else:
                old = version is not None and version < MODEL_VERSION
                yield CheckResult(
                    name="model",
                    state=CheckState.NOTE if old else CheckState.OK,
                    detail=versions,
                    advice="older" if old else "",
                )
            office = session.known_office(store)
            if office:
                yield CheckResult(
                    name="home", state=CheckState.OK, detail=f"{office.home} ({session.naming(office).id})"
                )
            elif homes := [entry.home for entry in read_offices(store)]:
                yield CheckResult(
                    name="home",
                    state=CheckState.NOTE,
                    detail=", ".join(homes),
                    advice="homes",
                    values={"homes": ", ".join(homes)},
                )
            else:
                yield CheckResult(name="home", state=CheckState.NOTE, detail="-", advice="home")
    except FriendCircleError as error:
        yield CheckResult(
            name="store", state=CheckState.PROBLEM, detail=one_line(error, session.texts), advice="store"
        )


def _tool(name: str, commands: tuple[str, ...]) -> CheckResult:
    """Check for a program that only tests use."""
    path = next((found for command in commands if (found := shutil.which(command))), None)
    return CheckResult(
        name=name,
        state=CheckState.OK if path else CheckState.NOTE,
        detail=path or "-",
        advice="" if path else name,
    )


def _size(count: int) -> str:
    return f"{count / 1024**3:.1f} GB"
