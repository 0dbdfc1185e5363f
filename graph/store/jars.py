"""The jars of Neo4j: a pinned list with SHA-256 digests, fetched from a Maven repository and verified.

Each line of the list contains digest, size in bytes, and path within a Maven repository. The list is what
Maven resolves for ``org.neo4j:neo4j`` (``make jars``), so neither Maven nor Java is needed to fetch the jars.
An interrupted download is resumed. Neo4j Community is licensed under the GPL, version 3; it is fetched by the
user and runs as a separate program.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import shutil
import ssl
import threading
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import filelock

from graph.errors import ConfigurationError, StoreUnavailable
from graph.store.local_settings import Progress, silent

NEO4J_VERSION = "5.26.30"
_FETCHERS = 6
_TIMEOUT_SECONDS = 30
_TRIES = 3
_CHUNK = 1 << 18
_MEGABYTE = 1_000_000
_PARTIAL_CONTENT = 206
#: HTTP statuses that are not retried.
_FINAL = frozenset({401, 403, 404, 407, 410})
_LOCK_SECONDS = 1800
_CHECKED = "checked.json"
_ENTRY_POINT = "META-INF/services/org.neo4j.server.startup.EntryPoint"


@dataclass(frozen=True, slots=True)
class Jar:
    """One entry of the list.

    :param sha256: hexadecimal digest
    :param size: bytes
    :param path: within a Maven repository
    """

    sha256: str
    size: int
    path: str

    @property
    def name(self) -> str:
        """File name."""
        return self.path.rpartition("/")[2]


def kept_list(version: str = NEO4J_VERSION) -> list[Jar]:
    """Return the list that is part of the program."""
    text = resources.files("graph.store").joinpath("jars", f"neo4j-{version}.txt").read_text(encoding="utf-8")
    return parse_list(text)


def parse_list(text: str) -> list[Jar]:
    """Parse the text of a list."""
    return [
        Jar(sha256, int(size), path)
        for sha256, size, path in (line.split() for line in text.splitlines() if line)
    ]


def jar_folder(software: Path, version: str = NEO4J_VERSION) -> Path:
    """Return the folder for the jars of a release."""
    return software / f"neo4j-{version}"


# --- checking -----------------------------------------------------------------------------------------------


def is_complete(folder: Path, wanted: Iterable[Jar]) -> bool:
    """Whether ``folder`` contains exactly the jars wanted, each with its digest.

    A digest is only recomputed if size or modification time of the file changed since the last check.
    """
    wanted = list(wanted)
    if not folder.is_dir() or {path.name for path in folder.glob("*.jar")} != {jar.name for jar in wanted}:
        return False
    known = _read_checked(folder)
    now = {}
    for jar in wanted:
        path = folder / jar.name
        stat = path.stat()
        mark = [stat.st_size, stat.st_mtime_ns, jar.sha256]
        if known.get(jar.name) != mark and (stat.st_size != jar.size or digest(path) != jar.sha256):
            return False
        now[jar.name] = mark
    if now != known:
        _write_checked(folder, now)
    return True


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_checked(folder: Path) -> dict[str, list[object]]:
    try:
        content = json.loads((folder / _CHECKED).read_text(encoding="utf-8"))
        return content if isinstance(content, dict) else {}
    except (OSError, ValueError):
        return {}


def _write_checked(folder: Path, marks: dict[str, list[object]]) -> None:
    # If the folder cannot be written, the digests are recomputed each time.
    with contextlib.suppress(OSError):
        (folder / _CHECKED).write_text(json.dumps(marks), encoding="utf-8")


# --- fetching -----------------------------------------------------------------------------------------------


def fetch(folder: Path, wanted: list[Jar], maven: str = "", progress: Progress = silent) -> None:
    """Fetch jars until ``folder`` contains exactly those wanted; complete ones are not fetched again.

    :param maven: URL or folder of a Maven repository, or a folder with the jars; empty: :func:`repository`
    :param progress: called with the megabytes fetched and their total
    :raises StoreUnavailable: if a jar cannot be fetched or stored, or does not match the list
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(f"{folder}.lock", timeout=_LOCK_SECONDS):
            if is_complete(folder, wanted):
                return
            draft = folder.with_name(f"{folder.name}.part")
            draft.mkdir(exist_ok=True)
            _Fetch(draft, wanted, maven or repository(), progress).run()
            _forget_others(draft, wanted)
            shutil.rmtree(folder, ignore_errors=True)
            draft.rename(folder)
    except OSError as error:
        raise StoreUnavailable(
            "the jars of Neo4j cannot be stored ({reason})",
            reason=error.strerror or error,
            where=str(folder),
            hint="make room or another folder: FRIENDCIRCLE_SOFTWARE",
        ) from error


def _forget_others(folder: Path, wanted: list[Jar]) -> None:
    names = {jar.name for jar in wanted}
    for path in folder.glob("*.jar"):
        if path.name not in names:
            path.unlink()


class _Fetch:
    """A parallel download of several jars."""

    def __init__(self, folder: Path, wanted: list[Jar], address: str, progress: Progress) -> None:
        self._folder = folder
        self._wanted = wanted
        self._address = _as_url(address)
        self._progress = progress
        self._lock = threading.Lock()
        self._total = sum(jar.size for jar in wanted)
        self._have = dict.fromkeys((jar.name for jar in wanted), 0)
        self._stopped = threading.Event()
        # Shared, since reading the system's certificates takes longer than fetching a small jar.
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=ssl.create_default_context())
        )

    def run(self) -> None:
        self._progress("fetch", 0, self._total // _MEGABYTE)
        with ThreadPoolExecutor(_FETCHERS, "fetch") as pool:
            futures = [pool.submit(self._one, jar) for jar in self._wanted]
            try:
                for future in as_completed(futures):
                    future.result()
            except BaseException:
                self._stopped.set()
                pool.shutdown(cancel_futures=True)
                raise

    def _one(self, jar: Jar) -> None:
        target = self._folder / jar.name
        if target.is_file() and target.stat().st_size == jar.size and digest(target) == jar.sha256:
            self._tell(jar, jar.size)
            return
        partial = target.with_suffix(".jar.part")
        for left in reversed(range(_TRIES)):
            try:
                self._download(jar, partial)
                break
            except urllib.error.HTTPError as error:
                if not left or error.code in _FINAL:
                    raise self._failed(f"HTTP {error.code}") from error
            except (urllib.error.URLError, http.client.HTTPException, TimeoutError, ConnectionError) as error:
                if not left:
                    raise self._failed(getattr(error, "reason", error)) from error
        if digest(partial) != jar.sha256:
            partial.unlink()
            raise StoreUnavailable(
                "{file} is not the file of the kept list (its SHA-256 differs)",
                file=jar.name,
                where=_host(self._address),
                hint="name another repository in FRIENDCIRCLE_MAVEN; nothing of it was used",
            )
        partial.replace(target)

    def _download(self, jar: Jar, partial: Path) -> None:
        """Fetch the missing part of ``partial``.

        :raises ConnectionError: if the file is incomplete afterwards
        """
        got = partial.stat().st_size if partial.exists() else 0
        request = urllib.request.Request(self._url(jar))
        if 0 < got < jar.size:
            request.add_header("Range", f"bytes={got}-")
        with self._opener.open(request, timeout=_TIMEOUT_SECONDS) as answer:
            if getattr(answer, "status", None) != _PARTIAL_CONTENT:
                got = 0
            with partial.open("ab" if got else "wb") as file:
                while got < jar.size and (chunk := answer.read(_CHUNK)):
                    if self._stopped.is_set():
                        break
                    file.write(chunk)
                    got += len(chunk)
                    self._tell(jar, min(got, jar.size))
        if got < jar.size:
            raise ConnectionError("the connection was cut")

    def _url(self, jar: Jar) -> str:
        """Return the URL of a jar: by its name if the repository is a folder of jars, else by its path."""
        if self._address.startswith("file:"):
            flat = Path(urllib.request.url2pathname(urllib.parse.urlsplit(self._address).path)) / jar.name
            if flat.is_file():
                return flat.as_uri()
        return f"{self._address}/{urllib.parse.quote(jar.path)}"

    def _tell(self, jar: Jar, count: int) -> None:
        with self._lock:
            self._have[jar.name] = count
            self._progress("fetch", sum(self._have.values()) // _MEGABYTE, self._total // _MEGABYTE)

    def _failed(self, reason: object) -> StoreUnavailable:
        return StoreUnavailable(
            "the jars of Neo4j cannot be fetched ({reason})",
            reason=reason,
            where=_host(self._address),
            hint="connect to the internet, name a mirror in FRIENDCIRCLE_MAVEN or a folder with the jars in"
            " FRIENDCIRCLE_NEO4J_HOME, or use a Neo4j server with --store bolt://HOST",
        )


def _as_url(address: str) -> str:
    """Return a repository as a URL without trailing slashes; a folder becomes a ``file:`` URL.

    :raises ConfigurationError: if it is neither a URL nor a folder
    """
    scheme = address.partition(":")[0].lower()
    if scheme in ("http", "https", "file"):
        return address.rstrip("/")
    folder = Path(address).expanduser().absolute()
    if not folder.is_dir():
        raise ConfigurationError(
            "the Maven repository is neither an address nor a folder",
            where=address,
            hint="write https://… or the path of a folder (FRIENDCIRCLE_MAVEN)",
        )
    return folder.as_uri()


def _host(address: str) -> str:
    parts = urllib.parse.urlsplit(address)
    return parts.hostname or urllib.parse.unquote(parts.path)


def repository(settings: Path | None = None) -> str:
    """Return the Maven repository to fetch from: the mirror in the user's Maven settings, else Maven Central.

    :param settings: the user's ``settings.xml``; ``None``: the one in ``~/.m2``
    """
    from jgo.constants import MAVEN_CENTRAL_URL

    for mirror in _mirrors(settings or Path.home() / ".m2" / "settings.xml"):
        return mirror
    return str(MAVEN_CENTRAL_URL)


def _mirrors(settings: Path) -> Iterator[str]:
    """Yield the URLs of the mirrors of Maven Central in a ``settings.xml``."""
    try:
        root = ET.parse(settings).getroot()
    except (OSError, ET.ParseError):
        return
    for mirror in root.iterfind("{*}mirrors/{*}mirror"):
        names = [name.strip() for name in (mirror.findtext("{*}mirrorOf") or "").split(",")]
        url = (mirror.findtext("{*}url") or "").strip()
        if url and "!central" not in names and {"*", "central", "external:*", "external:http:*"} & set(names):
            yield url


# --- use ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Software:
    """The jars of a Neo4j release.

    :param jars: the class path, ordered by path
    :param main: name of the class that starts the server
    :param version: version of the release
    """

    jars: tuple[Path, ...]
    main: str
    version: str


def software_in(folder: Path) -> Software:
    """Return the Neo4j whose jars are in ``folder``, or in its ``lib`` as in an unpacked Neo4j archive.

    :raises ConfigurationError: if there is none
    """
    for place in (folder, folder / "lib"):
        jars = tuple(sorted(place.glob("*.jar")))
        for jar in jars:
            version = jar.stem.removeprefix("neo4j-")
            if jar.name.startswith("neo4j-") and version[:1].isdecimal() and (main := _main_class(jar)):
                return Software(jars, main, version)
    raise ConfigurationError(
        "there are no jars of Neo4j in this folder",
        where=str(folder),
        hint="correct FRIENDCIRCLE_NEO4J_HOME, or leave it out",
    )


def _main_class(jar: Path) -> str:
    try:
        with zipfile.ZipFile(jar) as archive:
            lines = archive.read(_ENTRY_POINT).decode("utf-8").splitlines()
    except (KeyError, OSError, zipfile.BadZipFile):
        return ""
    return next((line.strip() for line in lines if line.strip() and not line.startswith("#")), "")
