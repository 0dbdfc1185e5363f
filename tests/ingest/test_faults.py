"""Faults of the machine: one clear line, exit status 3, and no half load."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import psutil
import pytest

from graph import embedded
from graph.errors import FriendCircleError, StoreAccessDenied, StoreBusy, StoreError, StoreUnavailable
from graph.store import Credentials, GraphStore
from ingest.lease import writing
from tests.ingest.office import OfficeFolder, canonical, load_office
from tests.stores import StoreAddress


@pytest.fixture
def office(tmp_path: Path) -> OfficeFolder:
    """The data folder of a small office, with enough rows to fill a small disk."""
    folder = OfficeFolder(tmp_path / "office")
    first = folder.row("visits", "v1")
    folder.tables["visits"] += [first | {"id": f"more-{number}", "delegation_title": f"group {number} " + "x" * 500} for number in range(600)]
    folder.write("visits")
    return folder


def one_line(error: StoreError) -> str:
    """The line that a user sees."""
    text = str(error)
    assert "\n" not in text and error.exit_status == 3
    return text


@pytest.mark.only_store("embedded")
def test_a_full_disk_is_said_and_leaves_nothing_half(store_address: StoreAddress, office: OfficeFolder) -> None:
    with store_address.open() as store:
        store.create_schema()
        assert store.server is not None
        server = psutil.Process(store.server.pid)
        before = server.rlimit(psutil.RLIMIT_FSIZE)
        # No file of the server may grow any more: what it sees is what it sees on a full disk.
        server.rlimit(psutil.RLIMIT_FSIZE, (4096, before[1]))
        try:
            with pytest.raises(StoreError) as caught:
                load_office(store, office.path)
        finally:
            server.rlimit(psutil.RLIMIT_FSIZE, before)
        assert "disk" in one_line(caught.value)
        assert canonical(store) == ""
        assert load_office(store, office.path, number=2).nodes["Visit"].created == 602
        expected = canonical(store)
    folder = Path(store_address.url.removeprefix("embedded:"))
    embedded.stop(folder)
    with store_address.open("read") as store:
        assert canonical(store) == expected


def test_nothing_answers() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(StoreUnavailable) as caught:
        GraphStore.open(f"bolt://127.0.0.1:{port}", credentials=Credentials("neo4j", "x"))
    assert "does not answer" in one_line(caught.value)


@pytest.mark.only_store("neo4j")
def test_a_wrong_password(store_address: StoreAddress) -> None:
    with pytest.raises(StoreAccessDenied) as caught:
        GraphStore.open(store_address.url, credentials=Credentials("neo4j", "wrong"))
    assert "password" in one_line(caught.value) and "wrong" not in str(caught.value)


def test_a_folder_that_cannot_be_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreUnavailable) as caught:
        GraphStore.open(f"embedded:{tmp_path / 'file' / 'store'}")
    assert "cannot be written" in one_line(caught.value)


def test_one_writer_at_a_time(empty_store: GraphStore, office: OfficeFolder) -> None:
    with (
        writing(empty_store, owner=f"elsewhere.example:{2**30}:a", clock=time.time),
        pytest.raises(StoreBusy) as caught,
        writing(empty_store, owner="here:1:b", clock=time.time),
    ):
        pytest.fail("two writers at once")
    assert "loading" in one_line(caught.value) or "writ" in str(caught.value)
    assert load_office(empty_store, office.path).refused == 0


@pytest.mark.only_store("embedded")
def test_a_store_whose_process_died_is_started_anew_and_says_so(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    url = f"embedded:{tmp_path / 'store'}"
    with GraphStore.open(url, access="write") as store:
        store.create_schema()
        store.write_statement("CREATE (:City {id: 'kept'})")
        assert store.server is not None
        psutil.Process(store.server.pid).kill()
    while embedded.find(tmp_path / "store"):
        time.sleep(0.02)
    with GraphStore.open(url) as store:
        assert store.read("MATCH (c:City) RETURN c.id AS id").rows == [["kept"]]
    assert "started anew" in caplog.text
    embedded.stop(tmp_path / "store")


@pytest.mark.only_store("embedded")
def test_the_embedded_store_keeps_its_secrets_and_reads_no_files(store_address: StoreAddress, tmp_path: Path) -> None:
    folder = Path(store_address.url.removeprefix("embedded:"))
    with store_address.open() as store:
        store.write_statement("CREATE (:City {id: 'there'})")
    with store_address.open("read") as store:
        assert (folder / embedded.STATE_FILE).stat().st_mode & 0o077 == 0
        assert folder.stat().st_mode & 0o077 == 0
        command = " ".join(psutil.Process(store.server.pid).cmdline()) if store.server else ""
        assert store.server and store.server.writer_password not in command and store.server.reader_password not in command
        (tmp_path / "secret.csv").write_text("secret\n", encoding="utf-8")
        for text in (f"LOAD CSV FROM 'file://{tmp_path / 'secret.csv'}' AS line RETURN line", "CREATE (:City {id: 'x'})", "MATCH (n) DETACH DELETE n"):
            with pytest.raises(FriendCircleError, match=r"does not allow"):
                store.write_statement(text)
        listening = {entry.laddr.ip for entry in psutil.Process(store.server.pid).net_connections(kind="inet") if entry.status == psutil.CONN_LISTEN}
        assert listening <= {"127.0.0.1", "::ffff:127.0.0.1"}
    with store_address.open() as store, pytest.raises(FriendCircleError, match=r"does not allow"):
        store.write_statement(f"LOAD CSV FROM 'file://{tmp_path / 'secret.csv'}' AS line CREATE (:City {{id: line[0]}})")


@pytest.mark.only_store("embedded")
def test_the_store_stops_at_once_while_clients_hold_connections_and_keeps_everything(tmp_path: Path) -> None:
    url = f"embedded:{tmp_path / 'store'}"
    with GraphStore.open(url, access="write") as store:
        store.create_schema()
        store.write_statement("CREATE (:City {id: 'kept'})")
        assert store.server is not None
        process = psutil.Process(store.server.pid)
        assert embedded.stop(tmp_path / "store")
        assert not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
        assert not embedded.died(tmp_path / "store")
    with GraphStore.open(url) as store:
        assert store.read("MATCH (c:City) RETURN c.id AS id").rows == [["kept"]]
    embedded.stop(tmp_path / "store")
