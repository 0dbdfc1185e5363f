"""How a local store is started: settings from the environment, configuration file, command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import ConfigurationError
from graph.store import local_folder, local_settings
from graph.store.jars import Software
from graph.store.java import Java
from graph.store.local_settings import heap_bytes
from graph.store.server_process import command, configuration


def test_settings_from_the_environment(tmp_path: Path) -> None:
    plain = local_settings({})
    assert plain.folder.name == "store" and plain.folder.parent == plain.software
    assert (plain.neo4j_home, plain.maven, plain.java_home) == (None, "", "")
    environ = {
        "FRIENDCIRCLE_NEO4J_HOME": str(tmp_path),
        "FRIENDCIRCLE_MAVEN": "https://mirror.example",
        "JAVA_HOME": "/opt/java",
        "FRIENDCIRCLE_SOFTWARE": str(tmp_path / "software"),
    }
    own = local_settings(environ, heap="2g")
    assert (own.neo4j_home, own.maven, own.java_home) == (tmp_path, "https://mirror.example", "/opt/java")
    assert (own.software, own.heap) == (tmp_path / "software", "2g")


@pytest.mark.parametrize(
    ("heap", "size"), [("256m", 256 * 1024**2), ("1G", 1024**3), ("524288k", 512 * 1024**2)]
)
def test_heap_size_is_parsed(heap: str, size: int) -> None:
    assert heap_bytes(heap) == size


@pytest.mark.parametrize("heap", ["255m", "1m", "100000k"])
def test_too_small_heap_is_refused(heap: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        heap_bytes(heap)
    assert str(caught.value) == f"the memory of the store is too small ({heap}): give it at least 256m (heap)"


@pytest.mark.parametrize("heap", ["", "1", "1t", "g", "-1g", "1.5g"])
def test_malformed_heap_is_refused(heap: str) -> None:
    with pytest.raises(ConfigurationError, match="not understood"):
        heap_bytes(heap)


def test_local_folder_of_a_url(tmp_path: Path) -> None:
    assert local_folder(f"local:{tmp_path}", None) == tmp_path
    assert local_folder("local:", tmp_path) == tmp_path
    with pytest.raises(ConfigurationError, match="no folder is given"):
        local_folder("local:", None)


def test_configuration_closes_what_is_open_by_default(tmp_path: Path) -> None:
    text = configuration(tmp_path, 7000, 1024**3, {"server.memory.pagecache.size": "8m"})
    settings = dict(line.split("=", 1) for line in text.splitlines() if line and not line.startswith("#"))
    assert settings["server.bolt.listen_address"] == "127.0.0.1:7000"
    assert settings["server.http.enabled"] == settings["server.https.enabled"] == "false"
    assert settings["dbms.usage_report.enabled"] == "false"
    assert settings["internal.dbms.cypher_ip_blocklist"] == "0.0.0.0/0,::/0"
    assert settings["db.memory.transaction.max"] == "409m"
    assert settings["dbms.memory.transaction.total.max"] == "614m"
    assert settings["server.memory.pagecache.size"] == "8m"


def test_command_line_has_the_class_path_in_a_file_and_no_password(tmp_path: Path) -> None:
    (tmp_path / "conf").mkdir()
    software = Software((tmp_path / 'a "b".jar', tmp_path / "c.jar"), "org.example.Main", "1")
    line = command(
        Java(tmp_path / "java", 21, ""), software, tmp_path, heap=2**30, nonce="N", archive="x.jsa"
    )
    assert (
        "-Dfriendcircle.nonce=N" in line
        and "-XX:SharedArchiveFile=x.jsa" in line
        and "-Xmx1073741824" in line
    )
    [file] = [part for part in line if part.startswith("@")]
    assert Path(file[1:]).read_text(encoding="utf-8") == f'-cp "{tmp_path}/a \\"b\\".jar:{tmp_path}/c.jar"\n'
    assert line[line.index(file) + 1] == "org.example.Main"


def test_heap_larger_than_the_machine_is_refused() -> None:
    with pytest.raises(
        ConfigurationError,
        match=r"the memory of the store is more than this machine has \(900000g\): it has \d+ MB; write less",
    ):
        heap_bytes("900000g")
