"""Machine faults: one clear line, exit status 3, and no partial load."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import neo4j
import psutil
import pytest

from graph.errors import FriendCircleError, StoreAccessDenied, StoreBusy, StoreError, StoreUnavailable
from graph.store import Credentials, GraphStore, local_server, server_state
from ingest.maintenance.write_lock import Owner, writing
from tests.ingest.office import OfficeFolder, canonical, load_office
from tests.stores import StoreAddress


@pytest.fixture
def office(tmp_path: Path) -> OfficeFolder:
    """The data folder of a small office, with enough rows to fill a small disk."""
    folder = OfficeFolder(tmp_path / "office")
    first = folder.row("visits", "v1")
    folder.tables["visits"] += [
        first | {"id": f"more-{number}", "delegation_title": f"group {number} " + "x" * 500}
        for number in range(600)
    ]
    folder.write("visits")
    return folder


def one_line(error: StoreError) -> str:
    """Return the line that a user sees, checking that it is one line with exit status 3."""
    text = str(error)
    assert "\n" not in text and error.exit_status == 3
    return text


def test_full_disk_is_reported_and_leaves_no_partial_load(
    store_address: StoreAddress, office: OfficeFolder
) -> None:
    with store_address.open() as store:
        store.create_schema()
        assert store.server is not None
        server = psutil.Process(store.server.pid)
        before = server.rlimit(psutil.RLIMIT_FSIZE)
        # Limiting the size of the server's files looks to it like a full disk.
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
    local_server.stop(store_address.folder)
    with store_address.open("read") as store:
        assert canonical(store) == expected


def test_failure_is_reported_even_if_the_connection_ends_first(store_address: StoreAddress) -> None:
    with store_address.open("write") as store:
        assert store.server is not None
        # The watchdog does the same when the database has stopped: it records the reason, then ends the
        # server.
        folder, failure = store.server.folder, server_state.Restart(time.time(), "failed")

        def fail(transaction: neo4j.ManagedTransaction) -> None:
            server_state.note_restart(folder, failure)
            raise neo4j.exceptions.ServiceUnavailable("the connection ended")

        with pytest.raises(StoreUnavailable) as caught:
            store.write(fail)
    assert "disk" in one_line(caught.value)


def test_store_without_a_listener() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(StoreUnavailable) as caught:
        GraphStore.open(f"bolt://127.0.0.1:{port}", credentials=Credentials("neo4j", "x"))
    assert "nothing listens at the address of the store" in one_line(caught.value)


def test_wrong_password(store_address: StoreAddress) -> None:
    with pytest.raises(StoreAccessDenied) as caught:
        GraphStore.open(store_address.as_server().url, credentials=Credentials("neo4j", "wrong"))
    assert "password" in one_line(caught.value) and "wrong" not in str(caught.value)


def test_store_folder_that_cannot_be_created(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreUnavailable) as caught:
        StoreAddress.local(tmp_path / "file" / "store").open()
    assert "cannot be written" in one_line(caught.value)


def test_only_one_writer_at_a_time(empty_store: GraphStore, office: OfficeFolder) -> None:
    with (
        writing(
            empty_store, owner=Owner("elsewhere.example", 2**30, "0123456789ab.1", "a"), clock=time.monotonic
        ),
        pytest.raises(StoreBusy) as caught,
        writing(empty_store, owner=Owner.here("b"), clock=time.monotonic),
    ):
        pytest.fail("two writers at once")
    assert "loading" in one_line(caught.value) or "writ" in str(caught.value)
    assert load_office(empty_store, office.path).refused == 0


def test_local_store_protects_its_secrets_and_reads_no_files(
    store_address: StoreAddress, tmp_path: Path
) -> None:
    folder = store_address.folder
    (tmp_path / "secret.csv").write_text("secret\n", encoding="utf-8")
    with store_address.open() as store:
        assert (folder / server_state.STATE_FILE).stat().st_mode & 0o077 == 0
        assert (folder / server_state.PASSWORD_FILE).stat().st_mode & 0o077 == 0
        assert folder.stat().st_mode & 0o077 == 0
        assert not (folder / "data" / "dbms" / "auth.ini").exists()
        assert store.server is not None
        assert server_state.password_of(folder) not in " ".join(psutil.Process(store.server.pid).cmdline())
        listening = {
            entry.laddr.ip
            for entry in psutil.Process(store.server.pid).net_connections(kind="inet")
            if entry.status == psutil.CONN_LISTEN
        }
        assert listening <= {"127.0.0.1", "::ffff:127.0.0.1"}
        with pytest.raises(FriendCircleError):
            store.write_statement(
                f"LOAD CSV FROM 'file://{tmp_path / 'secret.csv'}' AS line CREATE (:City {{id: line[0]}})"
            )
        with pytest.raises(FriendCircleError, match="blocked"):
            store.write_statement("LOAD CSV FROM 'http://127.0.0.1:9/x' AS line CREATE (:City {id: line[0]})")
        assert store.read("MATCH (n) RETURN count(n)").rows == [[0]]
    with store_address.open("read") as store, pytest.raises(FriendCircleError, match=r"does not allow"):
        store.read("CREATE (:City {id: 'x'})")
