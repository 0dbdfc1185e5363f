"""What goes over the line: a server on the loopback interface that speaks Bolt no further than the login, and
keeps what it is sent.
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
#: Further than this nobody is heard.
_MOST = 1 << 16


@contextmanager
def listening() -> Iterator[tuple[str, bytearray]]:
    """The address of a server, and all that it was sent."""
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
                    heard.extend(connection.recv(_MOST))  # the login; it is never answered
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
    """A settings file in the working folder, with a password."""
    file = cli.folder / "friendcircle.toml"
    file.write_text(f'store = "{store}"\npassword = "{PASSWORD}"\n', encoding="utf-8")
    file.chmod(0o600)
    return file


def test_the_server_it_was_set_for_is_sent_the_password(cli: CommandLine) -> None:
    with listening() as (address, heard):
        write_settings(cli, address)
        assert cli("store", "status").status != 0
    assert PASSWORD.encode() in heard, "the listener hears a password that is meant for it"


@pytest.mark.parametrize("by_option", [True, False])
def test_another_server_is_sent_nothing(cli: CommandLine, by_option: bool) -> None:
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


def test_the_password_of_the_environment_goes_to_no_server_of_a_file_or_an_option(cli: CommandLine) -> None:
    with listening() as (address, heard):
        (cli.folder / "friendcircle.toml").write_text(f'store = "{address}"\n', encoding="utf-8")
        for arguments in ((), ("--store", address)):
            done = cli(
                "store", "status", *arguments, FRIENDCIRCLE_PASSWORD=PASSWORD, FRIENDCIRCLE_USER="neo4j"
            )
            assert done.status == 2
            assert "FRIENDCIRCLE_PASSWORD" in done.line
    assert bytes(heard) == b""
