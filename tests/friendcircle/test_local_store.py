"""The local store from the command line: started on demand, stopped, found again, reported when dead."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from graph.store import local_server
from ingest.maintenance.write_lock import Owner, writing
from tests.friendcircle.command_line import CommandLine
from tests.stores import SETTINGS, StoreAddress


@pytest.fixture
def at_file(stores: object, cli: CommandLine) -> Iterator[Path]:
    """Folder of a store that the office's settings file names with a relative path."""
    (cli.folder / "friendcircle.toml").write_text('store = "local:store"\nheap = "300m"\n', encoding="utf-8")
    yield cli.folder / "store"
    local_server.stop(cli.folder / "store")


def test_start_status_stop(cli: CommandLine, at_file: Path) -> None:
    """Folder and memory of the store come from the office's settings file."""
    at = ("--format", "json")
    started = cli("store", "start", *at, FRIENDCIRCLE_HEAP="")
    assert (started.status, started.err) == (0, "")
    assert started.json["running"] is True
    assert started.json["url"] == f"local:{at_file}"
    assert f"-Xmx{300 * 1024**2}" in psutil.Process(started.json["pid"]).cmdline()
    assert psutil.pid_exists(started.json["pid"])
    assert cli("store", "start", *at).json["pid"] == started.json["pid"], "the second finds the first"
    assert cli("store", "status", *at).json == started.json
    stopped = cli("store", "stop", *at)
    assert (stopped.status, stopped.err, stopped.json["running"]) == (0, "", False)
    again = cli("store", "stop", *at)
    assert (again.status, again.line) == (0, "friendcircle: the store was not running")


def test_store_whose_starter_lives_on_stops_at_once(cli: CommandLine, local_folder: Path) -> None:
    # A child of this process, which does not collect it when it ends.
    running = local_server.ensure(SETTINGS, local_folder)
    stopped = cli(
        "store",
        "stop",
        "--store",
        f"local:{local_folder}",
        "--format",
        "json",
        timeout=local_server.STOP_SECONDS / 2,
    )
    assert (stopped.status, stopped.json["running"]) == (0, False)
    assert psutil.Process(running.pid).status() == psutil.STATUS_ZOMBIE


def test_dead_store_is_reported_and_restarted(cli: CommandLine, local_folder: Path) -> None:
    at = ("--store", f"local:{local_folder}")
    local_server.ensure(SETTINGS, local_folder)
    cli("init", "--home", "Cardiff", "--country", "GB", *at)
    running = local_server.find(local_folder)
    assert running is not None and running.watchdog is not None
    os.kill(running.watchdog[0], signal.SIGKILL)  # else the watchdog would restart the store
    os.kill(running.pid, signal.SIGKILL)
    while running.lives:
        time.sleep(0.02)

    status = cli("store", "status", *at, "--format", "json")
    assert (status.status, status.json["running"]) == (0, False)
    assert (
        status.line
        == f"friendcircle: the process of the store has ended without being stopped ({local_folder}); the "
        f"next command starts it anew"
    )

    done = cli("cypher", "MATCH (o:Office) RETURN o.home AS home", *at, "--lang", "zh", "--format", "json")
    assert (done.status, done.json["rows"]) == (0, [["cardiff"]])
    assert done.line == f"friendcircle: 数据库的进程此前已意外结束，现已重新启动（{local_folder}）"
    assert cli("cypher", "RETURN 1 AS x", *at).err == "", "said once"


def test_store_being_written_to_is_stopped_only_on_request(cli: CommandLine, local_folder: Path) -> None:
    address = StoreAddress.local(local_folder)
    with address.open("write") as store, writing(store, owner=Owner.here("test"), clock=time.monotonic):
        refused = cli("store", "stop", "--store", address.url)
        assert (refused.status, refused.out) == (3, "")
        assert f", {os.getpid()}); it was not stopped" in refused.line
        assert (
            cli("store", "stop", "--store", address.url, "--force", "--format", "json").json["running"]
            is False
        )


def test_install_reports_the_software_and_copies_the_jars(
    software: None, cli: CommandLine, tmp_path: Path
) -> None:
    done = cli("store", "install", "--to", tmp_path / "jars", "--format", "json")
    assert (done.status, done.err) == (0, "")
    assert done.json["class_data_archive"] is True
    assert done.json["fetched_bytes"] == 0
    assert len(list((tmp_path / "jars").glob("*.jar"))) > 200


def test_store_is_copied_and_compared(
    cli_empty: CommandLine, store_address: StoreAddress, second_address: StoreAddress
) -> None:
    at, other = store_address.url, second_address.url
    cli_empty("init", "--home", "Cardiff", "--country", "GB")
    done = cli_empty("store", "copy", at, other, "--format", "json")
    assert (done.status, done.err) == (0, "")
    assert (done.json["from"], done.json["to"], done.json["nodes"]) == (at, other, 2)
    assert "file" not in done.json
    again = cli_empty("store", "copy", at, other)
    assert (again.status, again.out) == (2, "")
    assert "the store is not empty" in again.line
    for spelling in (other, f"{other}/", other.replace("local:/", "local:/./")):
        same = cli_empty("store", "copy", other, spelling)
        assert (same.status, same.out) == (2, "")
        assert same.line.startswith("friendcircle: both addresses are the same store")
    nowhere = cli_empty("store", "copy", f"local:{cli_empty.folder}/nowhere", f"local:{cli_empty.folder}/new")
    assert nowhere.line.startswith("friendcircle: there is no store in this folder")
    assert list(cli_empty.folder.iterdir()) == [], "neither store is made"
    assert cli_empty("cypher", "MATCH (o:Office) RETURN o.home", "--store", other, "--format", "json").json[
        "rows"
    ] == [["cardiff"]]


def test_unlock_of_a_free_store(cli_empty: CommandLine) -> None:
    done = cli_empty("store", "unlock", "--format", "json")
    assert (done.status, done.json["freed"]) == (0, None)
    assert done.line == "friendcircle: nobody holds the right to write to the store"
