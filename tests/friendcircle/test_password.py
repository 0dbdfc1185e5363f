"""To which servers the password is sent.

A server on the loopback interface speaks Bolt up to the login and records all bytes that it receives.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.friendcircle.command_line import CommandLine

PASSWORD = "a-word-that-nobody-else-may-see"
#: The answer to the handshake: version 5.4 of Bolt.
VERSION = bytes((0, 0, 4, 5))
#: Maximum number of bytes received at a time.
_MOST = 1 << 16


@contextmanager
def listening() -> Iterator[tuple[str, bytearray]]:
    """Yield the URL of a server, and the bytes it has received."""
    heard = bytearray()

    def hear(listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(5)
                try:
                    heard.extend(connection.recv(_MOST))
                    connection.sendall(VERSION)
                    heard.extend(connection.recv(_MOST))  # the login, which is never answered
                except OSError:
                    continue

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        thread = threading.Thread(target=hear, args=(listener,), daemon=True)
        thread.start()
        yield f"bolt://127.0.0.1:{listener.getsockname()[1]}", heard
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(10)


def write_settings(cli: CommandLine, store: str) -> Path:
    """Write a settings file with a password into the working folder."""
    file = cli.folder / "friendcircle.toml"
    file.write_text(f'store = "{store}"\npassword = "{PASSWORD}"\n', encoding="utf-8")
    file.chmod(0o600)
    return file


def test_intended_server_receives_the_password(cli: CommandLine) -> None:
    with listening() as (address, heard):
        write_settings(cli, address)
        assert cli("store", "status").status != 0
    assert PASSWORD.encode() in heard, "the listener hears a password that is meant for it"


@pytest.mark.parametrize("by_option", [True, False])
def test_other_server_receives_nothing(cli: CommandLine, by_option: bool) -> None:
    with listening() as (address, heard):
        write_settings(cli, "bolt://127.0.0.1:1")
        done = (
            cli("store", "status", "--store", address)
            if by_option
            else cli("store", "status", FRIENDCIRCLE_STORE=address)
        )
    assert (done.status, done.out) == (2, "")
    assert done.line.startswith(
        f"friendcircle: the password was not set for {address} (friendcircle.toml, password): set "
        f"FRIENDCIRCLE_STORE,"
    )
    assert bytes(heard) == b""


def test_password_of_the_environment_is_not_sent_to_a_server_of_a_file_or_option(cli: CommandLine) -> None:
    with listening() as (address, heard):
        (cli.folder / "friendcircle.toml").write_text(f'store = "{address}"\n', encoding="utf-8")
        for arguments in ((), ("--store", address)):
            done = cli(
                "store", "status", *arguments, FRIENDCIRCLE_PASSWORD=PASSWORD, FRIENDCIRCLE_USER="neo4j"
            )
            assert done.status == 2
            assert "FRIENDCIRCLE_PASSWORD" in done.line
    assert bytes(heard) == b""
