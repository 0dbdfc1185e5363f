"""Local stores: copied and moved folders, dead processes, memory, class-data archive, earlier versions."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from graph.errors import ConfigurationError, StoreError, StoreUnavailable
from graph.store import local_server, server_process, server_state
from graph.store.installation import installed
from graph.store.java import JAVA_VARIABLES, examine, find_java
from graph.store.local_server import find
from graph.store.server_state import RunningServer
from tests.stores import SETTINGS, StoreAddress

CITIES = "MATCH (c:City) RETURN c.id ORDER BY c.id"


@pytest.fixture(scope="module")
def folder(stores: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folder of a store shared by the tests of this file.

    Each test may find it running or stopped and must leave it intact.
    """
    path = tmp_path_factory.mktemp("local") / "外事 办公室 ＡＢＣ é"
    yield path
    local_server.stop(path)


@pytest.fixture
def kept(folder: Path) -> StoreAddress:
    """The store of this file, running, with ``kept`` as its only city."""
    address = StoreAddress.local(folder)
    keep(address)
    return address


def keep(address: StoreAddress) -> None:
    with address.open() as store:
        store.write_statement("MATCH (c:City) WHERE c.id <> 'kept' DELETE c")
        store.write_statement("MERGE (:City {id: 'kept'})")


def running_of(address: StoreAddress) -> RunningServer:
    running = find(address.folder)
    assert running is not None
    return running


def cities(address: StoreAddress) -> list[str]:
    with address.open("read") as store:
        return [row[0] for row in store.read(CITIES).rows]


def add(address: StoreAddress, name: str) -> None:
    with address.open() as store:
        store.write_statement("CREATE (:City {id: $id})", {"id": name})


def test_software_settings_are_used_and_java_settings_ignored(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A given jar folder is used without list or network; the user's Java and locale settings are ignored."""
    local_server.stop(folder)
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-Xmx1k")
    monkeypatch.setenv("CLASSPATH", "/nowhere")
    monkeypatch.setenv("LC_ALL", "C")
    jars = tmp_path / "软件 jars"
    jars.symlink_to(installed(SETTINGS).software.jars[0].parent)
    address = StoreAddress.local(
        folder, neo4j_home=jars, software=tmp_path / "software", maven="http://127.0.0.1:1"
    )
    keep(address)
    assert cities(address) == ["kept"]
    assert not (tmp_path / "software").exists()


def test_copied_folder_is_another_store(kept: StoreAddress, tmp_path: Path) -> None:
    running = running_of(kept)
    copied = StoreAddress.local(tmp_path / "copy")
    shutil.copytree(kept.folder, copied.folder)  # the copy includes the record of the running server
    try:
        assert find(copied.folder) is None
        assert not local_server.stop(copied.folder), "there is nothing to stop"
        assert running.lives, "the original goes on"
        add(copied, "only in the copy")
        assert "only in the copy" in cities(copied)
        assert cities(kept) == ["kept"]
        assert local_server.stop(copied.folder)
        assert running.lives
    finally:
        local_server.stop(copied.folder)


def test_interrupted_start_is_taken_over(kept: StoreAddress) -> None:
    running = running_of(kept)
    # A starter killed before the server answered leaves this state.
    server_state.write_state(replace(running, ready=False))
    assert cities(kept) == ["kept"]
    after = running_of(kept)
    assert after.pid != running.pid and not running.lives


def test_killed_server_ends_while_clients_wait(kept: StoreAddress) -> None:
    with kept.open() as store:
        os.kill(running_of(kept).pid, signal.SIGKILL)
        # The reader waits until the watchdog or the reader itself has restarted the store.
        assert store.read(CITIES).rows == [["kept"]]


def test_store_of_a_dead_process_is_restarted(kept: StoreAddress) -> None:
    running = running_of(kept)
    psutil.Process(running.pid).kill()
    while running.lives:
        time.sleep(0.02)
    assert cities(kept) == ["kept"]
    assert running_of(kept).pid != running.pid


def test_lost_password_is_reported(kept: StoreAddress) -> None:
    local_server.stop(kept.folder)
    password = (kept.folder / server_state.PASSWORD_FILE).read_text(encoding="utf-8")
    (kept.folder / server_state.PASSWORD_FILE).unlink()
    with pytest.raises(StoreUnavailable, match="the password of the store cannot be read"):
        kept.open()
    server_process.write_private(kept.folder / server_state.PASSWORD_FILE, "another one")
    try:
        with pytest.raises(StoreUnavailable, match="the password of the store is not the one in its file"):
            kept.open()
        assert find(kept.folder) is None
    finally:
        server_process.write_private(kept.folder / server_state.PASSWORD_FILE, password)
    assert cities(kept) == ["kept"]


def test_stop_is_immediate_despite_connections_and_keeps_all_data(
    kept: StoreAddress,
) -> None:
    with kept.open() as store:
        assert store.read(CITIES).rows == [["kept"]]
        process = psutil.Process(running_of(kept).pid)
        assert local_server.stop(kept.folder)
        assert not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
        assert not local_server.died(kept.folder)
    assert cities(kept) == ["kept"]


def test_two_paths_of_a_folder_are_one_store(kept: StoreAddress, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(kept.folder)
    assert local_server.ensure(SETTINGS, link) == find(kept.folder)
    assert local_server.stop(link)
    assert find(kept.folder) is None


def test_folder_moved_while_its_server_runs(kept: StoreAddress, tmp_path: Path) -> None:
    before = running_of(kept)
    moved = StoreAddress.local(tmp_path / "moved")
    kept.folder.rename(moved.folder)
    try:
        assert cities(moved) == ["kept"]
        assert running_of(moved).pid != before.pid and not before.lives
    finally:
        local_server.stop(moved.folder)
        moved.folder.rename(kept.folder)


def test_other_process_with_the_pid_of_a_dead_server_is_left_alone(local_folder: Path) -> None:
    (local_folder / "data").mkdir(parents=True)
    with subprocess.Popen(["sleep", "60"]) as other:
        state = {
            "pid": other.pid,
            "started": psutil.Process(other.pid).create_time(),
            "bolt_port": 1,
            "nonce": "0123456789abcdef",
            "place": list(server_state.place_of(local_folder)),
            "path": str(local_folder),
            "heap": "512m",
            "java": "",
            "jars": "",
            "software": "",
            "ready": True,
            "watchdog": None,
            "extra": {},
            "java_options": [],
        }
        (local_folder / server_state.STATE_FILE).write_text(json.dumps(state), encoding="utf-8")
        assert find(local_folder) is None
        assert not local_server.stop(local_folder)
        assert other.poll() is None
        other.kill()


def test_process_without_a_command_line_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between its fork and its first instruction a process has no command line."""
    with subprocess.Popen(["sleep", "60"]) as other:
        started = psutil.Process(other.pid).create_time()
        for line, ours in (["sleep", "nonce"], True), (["sleep", "60"], False):
            lines = iter([[], [], line])
            monkeypatch.setattr(psutil.Process, "cmdline", lambda _process, lines=lines: next(lines))
            assert server_process.is_process(other.pid, started, "nonce") is ours
        other.kill()


def test_damaged_record_is_reported(local_folder: Path) -> None:
    (local_folder / "data").mkdir(parents=True)
    (local_folder / server_state.STATE_FILE).write_text("{", encoding="utf-8")
    with pytest.raises(StoreUnavailable, match=r"record of the running store is damaged .*server\.json"):
        find(local_folder)
    (local_folder / server_state.STATE_FILE).unlink()


def test_store_of_an_earlier_version_is_refused_in_one_line(local_folder: Path) -> None:
    (local_folder / "data" / "config").mkdir(parents=True)
    (local_folder / "data" / "config" / "server-groups.json").write_text("{}", encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        StoreAddress.local(local_folder).open()
    line = str(caught.value)
    assert line.startswith(f"the folder holds a store of an earlier version of this program ({local_folder})")
    assert "store restore FILE" in line and "\n" not in line


def test_too_small_heap_starts_nothing(local_folder: Path) -> None:
    with pytest.raises(ConfigurationError, match="the memory of the store is too small"):
        StoreAddress.local(local_folder, heap="64m").open()
    assert not local_folder.exists()


def test_refused_server_setting_is_reported_with_its_reason(local_folder: Path) -> None:
    address = StoreAddress.local(local_folder, extra={"server.memory.pagecache.size": "a lot"})
    with pytest.raises(StoreUnavailable) as caught:
        address.open()
    assert str(caught.value).startswith("the store ended while starting (")
    assert "\n" not in str(caught.value)
    assert find(local_folder) is None


def test_class_data_archive_is_used(local_folder: Path, tmp_path: Path) -> None:
    """Java silently ignores an archive that does not fit, so its own log is read."""
    found = installed(SETTINGS)
    assert found.class_data, "make test prepares it by 'store install'"
    archives, software = found.class_data.archive, found.class_data.software
    server_process.prepare(tmp_path)
    log = tmp_path / "class-data.log"
    options = (f"-Xlog:cds:file={log}", f"-Xlog:class+load:file={tmp_path / 'classes.log'}")
    password, port = "x" * 24, server_process.free_port()
    server_process.set_first_password(tmp_path, password)
    (tmp_path / "conf" / "neo4j.conf").write_text(
        server_process.configuration(tmp_path, port, 2**29), encoding="utf-8"
    )
    line = server_process.command(
        found.java, software, tmp_path, heap=2**29, nonce="n", archive=archives, options=options
    )
    process = server_process.launch(line, tmp_path)
    try:
        assert server_process.wait_until_it_answers(port, password, lambda: process.poll() is None, 180)
    finally:
        process.terminate()
        process.wait(60)
    said = log.read_text(encoding="utf-8")
    for archive in archives.split(os.pathsep):
        assert f"Opened archive {archive}" in said
    classes = (tmp_path / "classes.log").read_text(encoding="utf-8").splitlines()
    shared = sum("source: shared objects file" in entry for entry in classes)
    assert shared > 0.8 * len(classes), f"{shared} of {len(classes)}"
    # Classes of a signed jar cannot be in an archive, and its signature is checked at each start.
    signed = [
        jar.name
        for jar in software.jars
        if any(name.upper().endswith(".SF") for name in zipfile.ZipFile(jar).namelist())
    ]
    assert signed == []
    assert not any(
        "eclipse-collections" in entry for entry in classes if "source: shared objects file" not in entry
    )


def test_java_settings_of_the_user_do_not_hide_java(stores: object, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in JAVA_VARIABLES:
        monkeypatch.setenv(name, "-Xmx1m")
    examine.cache_clear()
    assert find_java().version >= 21
