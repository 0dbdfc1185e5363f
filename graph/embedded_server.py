"""The process of the embedded store: ``python -m graph.embedded_server FOLDER HEAP``.

Started by :mod:`graph.embedded`. Runs ArcadeDB with its Bolt plugin on the loopback interface until it gets SIGTERM or SIGINT. Reading goes through a
user whom the engine itself lets only read; ``LOAD CSV`` is closed; a statement that runs too long is ended by the server.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import signal
import socket
import sys
import threading
import urllib.request
from pathlib import Path
from types import FrameType

import psutil

from graph import embedded

COMMAND_MILLISECONDS = 60_000


def main(folder: Path, heap: str) -> None:
    """Serve ``folder`` until told to end."""
    from arcadedb_embedded.jvm import start_jvm

    data = folder / "data"
    config = data / "config"
    config.mkdir(parents=True, exist_ok=True)
    # Users are made anew at every start, so that no password outlives the process that knows it.
    (config / "server-users.jsonl").unlink(missing_ok=True)
    (config / "server-groups.json").write_text(json.dumps(_groups()), encoding="utf-8")
    os.chdir(folder)  # the server writes its logs below the working directory

    start_jvm(
        heap_size=heap,
        jvm_args=f"-Darcadedb.txWalFlush=1 -Darcadedb.command.timeout={COMMAND_MILLISECONDS} -Dfile.encoding=UTF-8 "
        "-Darcadedb.opencypher.loadCsv.allowFileUrls=false -Darcadedb.opencypher.loadCsv.allowRemoteUrls=false",
    )
    import arcadedb_embedded

    ended = threading.Event()

    def end(signum: int, frame: FrameType | None) -> None:
        ended.set()

    # After the Java machine, which installs handlers of its own.
    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)

    bolt_port, http_port = _free_ports(2)
    writer_password, reader_password = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    server = arcadedb_embedded.create_server(
        root_path=str(data),
        root_password=writer_password,
        config={"host": "127.0.0.1", "http_port": http_port, "bolt_port": bolt_port, "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin"},
    )
    server.start()
    try:
        if not (data / "databases" / embedded.DATABASE).is_dir():
            server.create_database(embedded.DATABASE)
        _create_reader(http_port, writer_password, reader_password)
        embedded.write_state(
            embedded.Running(
                folder=folder,
                pid=os.getpid(),
                started=psutil.Process().create_time(),
                bolt_port=bolt_port,
                http_port=http_port,
                writer_password=writer_password,
                reader_password=reader_password,
            )
        )
        while not ended.wait(1.0):
            pass
    finally:
        server.stop()
        (folder / embedded.STATE_FILE).unlink(missing_ok=True)
    # All is on disk. An orderly end of the Java machine would wait for the threads of connections that clients still hold.
    os._exit(0)


def _groups() -> dict[str, object]:
    """Access groups of the server: the two it knows, and one that may only read records."""
    everything = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]
    admin = {
        "resultSetLimit": -1,
        "readTimeout": -1,
        "access": ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
        "types": {"*": {"access": everything}},
    }
    nobody: dict[str, object] = {"resultSetLimit": -1, "readTimeout": -1, "access": [], "types": {"*": {"access": []}}}
    reader = {"resultSetLimit": -1, "readTimeout": COMMAND_MILLISECONDS, "access": [], "types": {"*": {"access": ["readRecord"]}}}
    return {"version": 1, "databases": {"*": {"groups": {"admin": admin, "*": nobody, "reader": reader}}}}


def _create_reader(http_port: int, writer_password: str, reader_password: str) -> None:
    user = {"name": embedded.READER, "password": reader_password, "databases": {embedded.DATABASE: ["reader"]}}
    token = base64.b64encode(f"{embedded.WRITER}:{writer_password}".encode()).decode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{http_port}/api/v1/server",
        data=json.dumps({"command": "create user " + json.dumps(user)}).encode(),
        headers={"Authorization": f"Basic {token}", "Content-Type": "application/json"},
    )
    # No proxy: the request stays on the loopback interface whatever the environment says.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=30) as answer:
        answer.read()


def _free_ports(count: int) -> list[int]:
    """Ports of the loopback interface that nobody uses at this moment."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for entry in sockets:
            entry.bind(("127.0.0.1", 0))
        return [entry.getsockname()[1] for entry in sockets]
    finally:
        for entry in sockets:
            entry.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
