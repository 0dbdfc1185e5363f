"""The jars of Neo4j: fetched from a repository, resumed after an interruption, checked against the list."""

from __future__ import annotations

import hashlib
import socket
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote

import pytest

from graph.errors import ConfigurationError, StoreUnavailable
from graph.store import jars
from graph.store.jars import Jar, fetch, is_complete, kept_list, parse_list, repository, software_in
from tests.stores import ROOT

CONTENT = {
    f"org/example/part{number}/1.0/part{number}-1.0.jar": bytes([number]) * 300_000 for number in range(5)
}


def entry(path: str, data: bytes) -> Jar:
    return Jar(hashlib.sha256(data).hexdigest(), len(data), path)


WANTED = [entry(path, data) for path, data in CONTENT.items()]


class Repository(BaseHTTPRequestHandler):
    """A Maven repository of a few files that can break off, refuse and deliver wrong content."""

    asked: ClassVar[list[tuple[str, str]]] = []
    cut: ClassVar[set[str]] = set()
    spoilt: ClassVar[set[str]] = set()
    ranges = True

    def do_GET(self) -> None:
        path = unquote(self.path).lstrip("/")
        wanted = self.headers.get("Range", "")
        self.asked.append((path, wanted))
        data = CONTENT.get(path)
        if data is None:
            self.send_error(404)
            return
        if path in self.spoilt:
            data = data[:-1] + b"!"
        begin = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and self.ranges else 0
        self.send_response(206 if begin else 200)
        self.send_header("Content-Length", str(len(data) - begin))
        self.end_headers()
        if path in self.cut:
            self.wfile.write(data[begin : begin + 50_000])
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.wfile.write(data[begin:])

    def log_message(self, *arguments: object) -> None:
        """Log nothing."""


@pytest.fixture
def served() -> Iterator[tuple[str, type[Repository]]]:
    """Yield the address of a repository, and the class that controls its behaviour."""
    kind = type("Own", (Repository,), {"asked": [], "cut": set(), "spoilt": set(), "ranges": True})
    with ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", kind
        server.shutdown()


def test_all_jars_are_fetched_once_and_checked(served: tuple[str, type[Repository]], tmp_path: Path) -> None:
    address, seen = served
    folder = tmp_path / "jars"
    told: list[tuple[str, int, int]] = []
    fetch(folder, WANTED, address, lambda *step: told.append(step))
    assert is_complete(folder, WANTED)
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [*(jar.name for jar in WANTED), "checked.json"]
    )
    assert told[0] == ("fetch", 0, 1)
    assert told[-1] == ("fetch", 1, 1)
    before = len(seen.asked)
    fetch(folder, WANTED, address)
    assert len(seen.asked) == before, "what is there is not fetched again"


@pytest.mark.parametrize("ranges", [True, False])
def test_interrupted_fetch_resumes(
    served: tuple[str, type[Repository]], tmp_path: Path, ranges: bool
) -> None:
    address, seen = served
    seen.ranges = ranges
    seen.cut = {WANTED[3].path}
    with pytest.raises(StoreUnavailable, match="cannot be fetched"):
        fetch(tmp_path / "jars", WANTED, address)
    assert not (tmp_path / "jars").exists(), "a part is never taken for the whole"
    seen.cut, asked = set(), len(seen.asked)
    fetch(tmp_path / "jars", WANTED, address)
    assert is_complete(tmp_path / "jars", WANTED)
    again = seen.asked[asked:]
    assert {path for path, _ in again} < set(CONTENT) and (WANTED[3].path in {path for path, _ in again})
    assert any(wanted.startswith("bytes=") for _, wanted in again), "it goes on where it stopped"


def test_file_with_another_checksum_is_not_used(served: tuple[str, type[Repository]], tmp_path: Path) -> None:
    address, seen = served
    seen.spoilt = {WANTED[1].path}
    with pytest.raises(StoreUnavailable) as caught:
        fetch(tmp_path / "jars", WANTED, address)
    assert str(caught.value).startswith(
        "part1-1.0.jar is not the file of the kept list (its SHA-256 differs) (127.0.0.1)"
    )
    assert not (tmp_path / "jars").exists()
    seen.spoilt = set()
    fetch(tmp_path / "jars", WANTED, address)
    assert is_complete(tmp_path / "jars", WANTED)


def test_repository_can_be_a_folder(tmp_path: Path) -> None:
    for path, data in CONTENT.items():
        (tmp_path / "mirror of ours" / path).parent.mkdir(parents=True)
        (tmp_path / "mirror of ours" / path).write_bytes(data)
    fetch(tmp_path / "jars", WANTED, str(tmp_path / "mirror of ours"))
    assert is_complete(tmp_path / "jars", WANTED)
    with pytest.raises(ConfigurationError, match="neither an address nor a folder"):
        fetch(tmp_path / "others", WANTED, str(tmp_path / "nowhere"))


def test_missing_network_is_reported_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{probe.getsockname()[1]}"
    with pytest.raises(StoreUnavailable) as caught:
        fetch(tmp_path / "jars", WANTED, address)
    line = str(caught.value)
    assert "\n" not in line
    assert line.startswith("the jars of Neo4j cannot be fetched (")
    assert "FRIENDCIRCLE_MAVEN" in line and "FRIENDCIRCLE_NEO4J_HOME" in line
    assert caught.value.exit_status == 3


def test_missing_file_of_a_repository_is_reported(
    served: tuple[str, type[Repository]], tmp_path: Path
) -> None:
    other = entry("org/example/other/1.0/other-1.0.jar", b"x")
    with pytest.raises(StoreUnavailable, match=r"cannot be fetched \(HTTP 404\)"):
        fetch(tmp_path / "jars", [*WANTED, other], served[0])


def test_jar_changed_later_is_noticed(tmp_path: Path, served: tuple[str, type[Repository]]) -> None:
    folder = tmp_path / "jars"
    fetch(folder, WANTED, served[0])
    changed = folder / WANTED[2].name
    changed.write_bytes(changed.read_bytes()[:-1] + b"!")
    assert not is_complete(folder, WANTED)
    fetch(folder, WANTED, served[0])
    assert is_complete(folder, WANTED)
    (folder / "stranger.jar").write_bytes(b"x")
    assert not is_complete(folder, WANTED), "nothing else enters the class path"
    fetch(folder, WANTED, served[0])
    assert is_complete(folder, WANTED)


SETTINGS = """<settings xmlns="http://maven.apache.org/SETTINGS/1.0.0"><mirrors>{}</mirrors></settings>"""
MIRROR = "<mirror><id>m</id><mirrorOf>{}</mirrorOf><url>https://mirror.example/maven/</url></mirror>"


@pytest.mark.parametrize(
    ("text", "mirrored"),
    [
        (SETTINGS.format(MIRROR.format("*")), True),
        (SETTINGS.format(MIRROR.format("central")), True),
        (SETTINGS.format(MIRROR.format("external:*, !other")), True),
        (SETTINGS.format(MIRROR.format("*,!central")), False),
        (SETTINGS.format(MIRROR.format("other")), False),
        (SETTINGS.format(""), False),
        ("<settings><mirrors>" + MIRROR.format("*") + "</mirrors></settings>", True),
        ("not XML", False),
    ],
)
def test_mirror_in_the_users_maven_settings_is_used(tmp_path: Path, text: str, mirrored: bool) -> None:
    file = tmp_path / "settings.xml"
    file.write_text(text, encoding="utf-8")
    usual = repository(tmp_path / "nowhere.xml")
    assert usual.startswith("https://")
    assert repository(file) == ("https://mirror.example/maven/" if mirrored else usual)


def test_stored_lists_are_complete() -> None:
    newest = (ROOT / "tests" / "neo4j" / "neo4j-2026.08.1.txt").read_text(encoding="utf-8")
    for version, entries in ((jars.NEO4J_VERSION, kept_list()), ("2026.08.1", parse_list(newest))):
        names = [jar.name for jar in entries]
        assert f"neo4j-{version}.jar" in names
        assert len(set(names)) == len(names) > 200
        assert all(len(jar.sha256) == 64 and jar.size > 0 and jar.path.endswith(".jar") for jar in entries)


def test_software_in_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no jars of Neo4j"):
        software_in(tmp_path)
    library = tmp_path / "lib"
    library.mkdir()
    (library / "a.jar").write_bytes(b"x")
    with zipfile.ZipFile(library / "neo4j-2030.01.0.jar", "w") as archive:
        archive.writestr("META-INF/services/org.neo4j.server.startup.EntryPoint", "org.example.Main\n")
    found = software_in(tmp_path)
    assert (found.main, found.version) == ("org.example.Main", "2030.01.0")
    assert [path.name for path in found.jars] == ["a.jar", "neo4j-2030.01.0.jar"]
