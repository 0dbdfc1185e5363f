"""The process of a local Neo4j: configuration, command line, start and end."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import neo4j
import neo4j.exceptions
import psutil

from graph.store.jars import Software
from graph.store.java import JAVA_VARIABLES, Java

USER = "neo4j"
DATABASE = "neo4j"
HOST = "127.0.0.1"
CONSOLE_LOG = "console.log"
#: Folders of a server's home that must exist before it starts.
_FOLDERS = ("data/dbms", "logs", "run", "plugins", "import", "conf")
_HASH_ROUNDS = 1024
_PAUSE = 0.05
#: Seconds after which a process without a command line is considered a kernel process.
_COMMAND_LINE_SECONDS = 5.0

#: Procedures that may be called; the server applies this list only to those of plugins.
PROCEDURES = ("db.labels", "db.relationshipTypes", "db.propertyKeys")

_CONFIGURATION = """\
# Written by Friend Circle at each start; changes are lost.
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
# Nothing is read from files or from the network.
dbms.security.allow_csv_import_from_file_urls=false
internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0
dbms.security.procedures.allowlist={procedures}
# Only who can read the file with the password knows it; a wrong one must not lock the others out.
dbms.security.auth_max_failed_attempts=0
# A fresh store would take 516 MB otherwise.
db.tx_log.preallocate=false
server.memory.pagecache.size={page_cache}
# One statement may not take the memory of all.
db.memory.transaction.max={transaction}
dbms.memory.transaction.total.max={transactions}
# Otherwise it waits ten seconds at its end for connections that nobody opens any more.
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
internal.server.bolt.thread_pool_shutdown_wait_time=0s
"""
_MEGABYTE = 1024**2


def configuration(home: Path, port: int, heap: int, extra: Mapping[str, str] | None = None) -> str:
    """Return the text of ``neo4j.conf``.

    :param home: folder of the server
    :param heap: heap size in bytes; one transaction may use two fifths of it, all together three fifths
    :param extra: further settings; they replace those of the same name
    """
    text = _CONFIGURATION.format(
        port=port,
        procedures=",".join(PROCEDURES),
        page_cache=f"{max(16, min(256, heap // _MEGABYTE // 8))}m",
        transaction=f"{heap * 2 // 5 // _MEGABYTE}m",
        transactions=f"{heap * 3 // 5 // _MEGABYTE}m",
    )
    lines = [line for line in text.splitlines() if line.partition("=")[0] not in (extra or {})]
    return "\n".join([*lines, *(f"{name}={value}" for name, value in (extra or {}).items())]) + "\n"


def command(
    java: Java,
    software: Software,
    home: Path,
    *,
    heap: int,
    nonce: str,
    archive: str = "",
    options: tuple[str, ...] = (),
) -> list[str]:
    """Return the command line of the server; it contains no password.

    :param nonce: random text that identifies this process
    :param archive: value of ``-XX:SharedArchiveFile``, or empty
    :param options: further Java options
    """
    return [
        str(java.path),
        *([f"-XX:SharedArchiveFile={archive}"] if archive else []),
        *COLLECTOR,
        f"-Xms{min(heap, 128 * _MEGABYTE)}",
        f"-Xmx{heap}",
        *(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in ("java.nio", "java.io", "sun.nio.ch")),
        "-Dfile.encoding=UTF-8",
        "-Dlog4j2.disable.jmx=true",
        f"-Dfriendcircle.nonce={nonce}",
        *options,
        f"@{_argument_file(software, home)}",
        software.main,
        f"--home-dir={home}",
        f"--config-dir={home / 'conf'}",
    ]


#: Java option for the garbage collector; a class-data archive fits only the collector it was made with.
COLLECTOR = ("-XX:+UseSerialGC",)


def class_path(software: Software) -> str:
    """Return the class path with every jar: with a wildcard Java silently ignores the class-data archive."""
    return os.pathsep.join(map(str, software.jars))


def _argument_file(software: Software, home: Path) -> Path:
    """Write the class path, too long for a Windows command line, to a Java argument file; return its path."""
    path = home / "conf" / "class-path.args"
    quoted = class_path(software).replace("\\", "\\\\").replace('"', '\\"')
    path.write_text(f'-cp "{quoted}"\n', encoding="utf-8")
    return path


def prepare(home: Path) -> None:
    """Create the folders of a server if they do not exist."""
    for name in _FOLDERS:
        (home / name).mkdir(parents=True, exist_ok=True)


def set_first_password(home: Path, password: str) -> None:
    """Set the password of a store before its first start, so that the default one is never valid.

    The server reads ``auth.ini`` only while it has no user. The format is the server's own for initial
    passwords: repeated SHA-256 over salt and password.
    """
    salt = secrets.token_bytes(32)
    value = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(_HASH_ROUNDS - 1):
        value = hashlib.sha256(value).digest()
    write_private(
        home / "data" / "dbms" / "auth.ini", f"{USER}:SHA-256,{value.hex()},{salt.hex()},{_HASH_ROUNDS}:\n"
    )


def launch(command: list[str], home: Path) -> subprocess.Popen[bytes]:
    """Start the server's process, detached from this terminal and without the user's Java variables."""
    environ = {name: value for name, value in os.environ.items() if name not in JAVA_VARIABLES}
    if sys.platform == "linux":
        environ["LC_ALL"] = (
            "C.UTF-8"  # in the C locale Java cannot open a folder with Chinese characters in its name
        )
    log = home / "logs" / CONSOLE_LOG
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as output:
        return subprocess.Popen(
            command,
            cwd=home,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            umask=0o077 if os.name == "posix" else -1,
        )


def wait_until_it_answers(port: int, password: str, lives: Callable[[], bool], seconds: float) -> bool:
    """Wait until the server answers a statement; return whether it does.

    :param lives: returns whether the server's process still runs
    :param seconds: maximum time to wait
    :raises neo4j.exceptions.AuthError: if the server refuses the password
    """
    deadline = time.monotonic() + seconds
    while lives() and time.monotonic() < deadline:
        if _listens(port):
            try:
                with neo4j.GraphDatabase.driver(f"bolt://{HOST}:{port}", auth=(USER, password)) as driver:
                    driver.execute_query("RETURN 1", database_=DATABASE)
                return True
            except (neo4j.exceptions.ServiceUnavailable, neo4j.exceptions.SessionExpired):
                pass
            except neo4j.exceptions.Neo4jError as error:
                if not error.is_retryable():
                    raise
        time.sleep(_PAUSE)
    return False


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def free_port() -> int:
    """Return a port of the loopback interface that is currently unused."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def is_process(pid: int, started: float, nonce: str) -> bool:
    """Whether process ``pid`` is still the server that was started with ``nonce``.

    :param started: creation time of the process, in seconds since 1970
    """
    deadline = time.monotonic() + _COMMAND_LINE_SECONDS
    try:
        process = psutil.Process(pid)
        while process.status() != psutil.STATUS_ZOMBIE and abs(process.create_time() - started) <= 2:
            if line := process.cmdline():
                return any(nonce in part for part in line)
            # A process that is starting or ending has no command line for a moment.
            if time.monotonic() > deadline:
                return False
            time.sleep(0.01)
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        pass
    return False


def wait_for_end(lives: Callable[[], bool], seconds: float) -> bool:
    """Wait at most ``seconds`` until a process has ended; return whether it has."""
    deadline = time.monotonic() + seconds
    while lives():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def signal_process(pid: int, *, kill: bool = False) -> None:
    """Terminate a process, or kill it; do nothing if it does not exist."""
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        if kill:
            process.kill()
        else:
            process.terminate()


def write_private(path: Path, text: str) -> None:
    """Write a file atomically, readable only by the user."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def last_error(home: Path) -> str:
    """Return the last error line of the server's output, else its last line; at most 200 characters."""
    try:
        text = (home / "logs" / CONSOLE_LOG).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if "ERROR" in line or "Exception" in line or line.startswith("Error")]
    return (errors or lines or [""])[-1][:200]
