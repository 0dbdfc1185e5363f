"""A real Neo4j for the tests, without root and without Docker: jars by Maven, run with Java 17 or newer on the loopback interface.

The jars (fixed in ``tests/neo4j/pom.xml``) are fetched once into a cache folder: ``FRIENDCIRCLE_TEST_CACHE``, else that of the user. Authentication is on, with
a random password, so that what an office meets is what is tested.

``FRIENDCIRCLE_TEST_NEO4J_URL`` (with ``_USER`` and ``_PASSWORD``) names a server that runs already; its database ``neo4j`` is EMPTIED by the tests.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import filelock
import neo4j
import neo4j.exceptions
import platformdirs

POM = Path(__file__).with_name("neo4j") / "pom.xml"
JAVA_VERSION = 17
FETCH_SECONDS = 600
START_SECONDS = 120
STOP_SECONDS = 60
USER = "neo4j"
FIRST_PASSWORD = "neo4j"  # what every new server starts with; it lets its user do nothing but change it

CONFIGURATION = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.memory.pagecache.size=64m
db.tx_log.preallocate=false
dbms.usage_report.enabled=false
dbms.security.auth_enabled=true
dbms.security.allow_csv_import_from_file_urls=false
# else it waits ten seconds at its end for connections that nobody opens any more
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
internal.server.bolt.thread_pool_shutdown_wait_time=1s
# a test of wrong passwords must not lock the others out
dbms.security.auth_max_failed_attempts=0
"""

ADD_OPENS = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.io", "sun.nio.ch")]


class Neo4jUnavailable(Exception):
    """Why there is no real Neo4j here and what to do about it, in one line."""


@dataclass(frozen=True)
class GivenServer:
    """A server that was started by somebody else."""

    url: str
    user: str
    password: str


def given_server(environment: Mapping[str, str] = os.environ) -> GivenServer | None:
    """The server that the environment names, if it names one."""
    url = environment.get("FRIENDCIRCLE_TEST_NEO4J_URL", "")
    if not url:
        return None
    return GivenServer(url, environment.get("FRIENDCIRCLE_TEST_NEO4J_USER", USER), environment.get("FRIENDCIRCLE_TEST_NEO4J_PASSWORD", ""))


def why_unavailable(environment: Mapping[str, str] = os.environ) -> str:
    """Empty where a real Neo4j can be had, else the reason."""
    if given_server(environment):
        return ""
    missing = []
    if find_java(environment) is None:
        missing.append(f"Java {JAVA_VERSION}")
    if shutil.which("mvn", path=environment.get("PATH")) is None and not _fetched(jar_folder(environment)):
        missing.append("Maven")
    return f"no {' and no '.join(missing)} found; install what is missing or set FRIENDCIRCLE_TEST_NEO4J_URL" if missing else ""


def find_java(environment: Mapping[str, str] = os.environ) -> str | None:
    """A Java that is new enough: that of JAVA_HOME, else the first of the path."""
    home = environment.get("JAVA_HOME")
    candidates = [str(Path(home) / "bin" / "java")] if home else []
    candidates.append(shutil.which("java", path=environment.get("PATH")) or "")
    for candidate in candidates:
        if candidate and Path(candidate).exists():
            said = subprocess.run([candidate, "-version"], capture_output=True, text=True, check=False, timeout=60).stderr
            version = re.search(r'version "(\d+)', said)
            if version and int(version.group(1)) >= JAVA_VERSION:
                return candidate
    return None


def neo4j_version() -> str:
    """The version that the pom fixes."""
    found = re.search(r"<artifactId>neo4j</artifactId>\s*<version>([^<]+)</version>", POM.read_text(encoding="utf-8"))
    if found is None:
        raise Neo4jUnavailable(f"no version of Neo4j in {POM}")
    return found.group(1)


def jar_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the jars are kept from one run to the next."""
    cache = environment.get("FRIENDCIRCLE_TEST_CACHE") or platformdirs.user_cache_dir("friendcircle-tests")
    return Path(cache).expanduser().absolute() / f"neo4j-{neo4j_version()}"


def fetch_jars(folder: Path) -> Path:
    """Fetch the jars into ``folder`` unless they are there; half a download is never taken for a whole one."""
    if _fetched(folder):
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(f"{folder}.lock", timeout=FETCH_SECONDS):
        if _fetched(folder):
            return folder
        draft = Path(tempfile.mkdtemp(prefix="draft-", dir=folder.parent))
        try:
            command = ["mvn", "-q", "-B", "-C", "-f", str(POM), "dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={draft}"]
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=FETCH_SECONDS, stdin=subprocess.DEVNULL)
            if done.returncode != 0 or not _fetched(draft):
                said = [line for line in (done.stdout + done.stderr).splitlines() if "ERROR" in line]
                raise Neo4jUnavailable(f"Maven could not fetch the jars: {said[0] if said else f'exit {done.returncode}'}; set FRIENDCIRCLE_TEST_NEO4J_URL")
            shutil.rmtree(folder, ignore_errors=True)
            draft.rename(folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return folder


def _fetched(folder: Path) -> bool:
    return (folder / f"neo4j-{neo4j_version()}.jar").is_file()


class Neo4jServer:
    """A server in a folder of its own, from :meth:`start` to :meth:`stop`; also as a context manager."""

    def __init__(self, home: Path, environment: Mapping[str, str] = os.environ) -> None:
        self.home = home
        self.user = USER
        self.password = secrets.token_urlsafe(16)
        self.port = 0
        self._environment = dict(environment)
        self._process: subprocess.Popen[bytes] | None = None
        self._has_password = False

    @property
    def url(self) -> str:
        """Address for the driver."""
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int | None:
        """The process, while it runs."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    def start(self) -> Self:
        """Start it if it does not run, the first time with a password of its own; after :meth:`kill` it comes back at the same port.

        :raises Neo4jUnavailable: if it cannot be had or does not start
        """
        if self.pid is not None:
            return self
        java = find_java(self._environment)
        if java is None:
            raise Neo4jUnavailable(why_unavailable(self._environment))
        jars = fetch_jars(jar_folder(self._environment))
        for name in ("data", "logs", "run", "plugins", "import", "conf", "licenses"):
            (self.home / name).mkdir(parents=True, exist_ok=True)
        self.port = self.port or free_port()
        (self.home / "conf" / "neo4j.conf").write_text(CONFIGURATION.format(port=self.port), encoding="utf-8")
        command = [java, "-cp", f"{jars}/*", "-Xms256m", "-Xmx512m", "-Dfile.encoding=UTF-8", "-Dlog4j2.disable.jmx=true", *ADD_OPENS]
        command += ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
        with (self.home / "logs" / "console.log").open("wb") as output:
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, cwd=self.home)
        try:
            self._wait_and_set_password()
        except BaseException:
            self.stop()
            raise
        return self

    def _wait_and_set_password(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        password = self.password if self._has_password else FIRST_PASSWORD
        while True:
            if self.pid is None:
                raise Neo4jUnavailable(f"Neo4j ended while starting: {self._why()}")
            try:
                with (
                    neo4j.GraphDatabase.driver(self.url, auth=(USER, password), connection_timeout=5) as driver,
                    driver.session(database="system") as session,
                ):
                    if self._has_password:
                        session.run("SHOW DEFAULT DATABASE").consume()
                    else:
                        session.run("ALTER CURRENT USER SET PASSWORD FROM $old TO $new", old=FIRST_PASSWORD, new=self.password).consume()
                self._has_password = True
                break
            except (neo4j.exceptions.ServiceUnavailable, neo4j.exceptions.TransientError, neo4j.exceptions.DatabaseUnavailable):
                if time.monotonic() > deadline:
                    raise Neo4jUnavailable(f"Neo4j did not answer within {START_SECONDS} s: {self._why()}") from None
                time.sleep(0.2)
        with neo4j.GraphDatabase.driver(self.url, auth=(self.user, self.password)) as driver:
            driver.execute_query("RETURN 1", database_="neo4j")

    def stop(self) -> None:
        """Stop it by SIGTERM; by force if it does not end."""
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def kill(self) -> None:
        """End it as a failure of power would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _why(self) -> str:
        lines = (self.home / "logs" / "console.log").read_text(encoding="utf-8", errors="replace").splitlines()
        errors = [line for line in lines if "ERROR" in line or "Error" in line]
        return (errors or lines or ["it said nothing"])[-1]

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *exception: object) -> None:
        self.stop()


def free_port() -> int:
    """A port of the loopback interface that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
