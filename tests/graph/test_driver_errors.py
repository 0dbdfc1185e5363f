"""A failed connection reports the reason; tested with real sockets on the loopback interface."""

from __future__ import annotations

import http.server
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import trustme

from graph.errors import ConfigurationError, StoreAccessDenied, StoreError, StoreUnavailable
from graph.store import Credentials, GraphStore, graph_store
from graph.store.server_process import free_port
from tests.stores import StoreAddress

SOMEBODY = Credentials("neo4j", "secret-of-the-test")


@contextmanager
def listening(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    """Open a loopback port on which each connection is handed to ``answer``."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                threading.Thread(target=answer, args=(connection,), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        yield int(server.getsockname()[1])


@pytest.fixture
def tls_port() -> Iterator[int]:
    """Port of a TLS server with a self-signed certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)

    def answer(connection: socket.socket) -> None:
        with connection:
            try:
                with context.wrap_socket(connection, server_side=True) as spoken:
                    while spoken.recv(1_000):
                        pass
            except OSError:
                pass

    with listening(answer) as port:
        yield port


class Quiet(http.server.BaseHTTPRequestHandler):
    """Answers every request and logs nothing."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        """Log nothing."""


@pytest.fixture
def web_port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Port of a web server; the driver's time limit is shortened for the test."""
    monkeypatch.setattr(graph_store, "CONNECT_SECONDS", 0.5)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def line_of(
    url: str, credentials: Credentials | None = SOMEBODY, database: str | None = None
) -> StoreError | ConfigurationError:
    """Return the error raised by opening and reading a store, checked to be one line without the password."""
    with (
        pytest.raises((StoreError, ConfigurationError)) as caught,
        GraphStore.open(url, credentials=credentials, database=database) as store,
    ):
        store.read("RETURN 1 AS x")
    for lang in ("zh", "en"):
        assert "\n" not in caught.value.line(lang)
        assert SOMEBODY.password not in caught.value.line(lang)
    return caught.value


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_server_expects_tls(tls_port: int, scheme: str) -> None:
    error = line_of(f"{scheme}://127.0.0.1:{tls_port}")
    assert isinstance(error, StoreUnavailable)
    assert str(error) == (
        f"the server expects TLS ({scheme}://127.0.0.1:{tls_port}): write {scheme}+s://, or {scheme}+ssc:// "
        f"where its certificate is of your own making"
    )


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_untrusted_certificate(tls_port: int, scheme: str) -> None:
    error = line_of(f"{scheme}+s://127.0.0.1:{tls_port}")
    assert error.what == "the certificate of the server is not trusted"
    assert f"write {scheme}+ssc://" in error.hint


@pytest.mark.parametrize("scheme", ["bolt", "bolt+s", "neo4j"])
def test_web_server_at_the_address(web_port: int, scheme: str) -> None:
    error = line_of(f"{scheme}://127.0.0.1:{web_port}")
    assert (
        str(error) == f"a web server answers at the address of the store, not a Neo4j "
        f"({scheme}://127.0.0.1:{web_port}): give the port of Bolt, usually 7687"
    )


def test_other_protocol_at_the_address() -> None:
    def answer(connection: socket.socket) -> None:
        with connection:
            connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")
            connection.recv(1_000)

    with listening(answer) as port:
        error = line_of(f"bolt://127.0.0.1:{port}")
    assert error.what == "what answers at the address of the store is no Neo4j"


@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "bolt+s"])
def test_no_listener_at_the_address(scheme: str) -> None:
    error = line_of(f"{scheme}://127.0.0.1:{free_port()}")
    assert error.what == "nothing listens at the address of the store"


def test_unknown_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests may not use a name server, so its answer is simulated."""

    def unknown(*arguments: object, **options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    error = line_of("bolt://no-such-host.invalid:7687")
    assert (
        str(error)
        == "the host of the store is not known (bolt://no-such-host.invalid:7687): check the name in the "
        "address"
    )


# --- with a real server -------------------------------------------------------------------------------------


@pytest.fixture
def server(loaded_address: StoreAddress) -> StoreAddress:
    """A Neo4j with a user and a password."""
    return loaded_address.as_server()


@pytest.mark.parametrize("form", ["s", "ssc"])
def test_server_without_tls(server: StoreAddress, form: str) -> None:
    error = line_of(server.url.replace("bolt://", f"bolt+{form}://"), server.credentials)
    assert error.what == "the server does not speak TLS"
    assert error.hint.startswith("write bolt://")


def test_unknown_database(server: StoreAddress) -> None:
    error = line_of(server.url, server.credentials, database="nowhere")
    assert isinstance(error, ConfigurationError)
    assert error.what == "the server has no database of this name"
    assert "nowhere" in error.hint


def test_missing_and_wrong_password(server: StoreAddress) -> None:
    wrong = line_of(server.url, SOMEBODY)
    assert isinstance(wrong, StoreAccessDenied)
    assert wrong.what == "the store refuses the user or the password"
    none = line_of(server.url, None)
    assert isinstance(none, StoreAccessDenied)
    assert none.what == "the store asks for a user and a password"
