"""The role ``reader`` may only read; each command declares whether it writes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from friendcircle.commands import front
from friendcircle.errors import CommandError
from friendcircle.options import Command
from friendcircle.session import Session
from tests.friendcircle.command_line import CommandLine

#: A store that does not exist: a command that gets as far as opening it fails with status 3.
NOWHERE = "bolt://127.0.0.1:1"


def commands(
    group: click.Group, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command below a group, with the words that call it."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


COMMANDS = dict(commands(front))
WRITING = {
    ("load",),
    ("enter",),
    ("undo",),
    ("init",),
    ("perspective", "save"),
    ("perspective", "remove"),
    ("store", "backup"),
    ("store", "restore"),
    ("store", "copy"),
    ("store", "unlock"),
    ("store", "stop"),
    ("strength",),
    ("review",),
}


def arguments_of(command: Command, file: Path) -> list[str]:
    """Return arguments with which a command can be called and would write."""
    given: list[str] = []
    for parameter in command.params:
        wanted = parameter.required or parameter.name == command.writes
        if isinstance(parameter, click.Option):
            given += (
                [max(parameter.opts, key=len), *([] if parameter.is_flag else [str(file)])] if wanted else []
            )
        elif wanted:
            given.append(str(file))
    return given


def test_every_command_declares_whether_it_writes() -> None:
    assert all(isinstance(command, Command) for command in COMMANDS.values())
    assert {
        path for path, command in COMMANDS.items() if isinstance(command, Command) and command.writes
    } >= WRITING
    with pytest.raises(TypeError, match="writes"):
        Command("new")


def test_writing_option_is_an_option_of_the_command() -> None:
    for command in COMMANDS.values():
        assert isinstance(command, Command)
        if isinstance(command.writes, str):
            assert command.writes in {parameter.name for parameter in command.params}


@pytest.mark.parametrize(
    "path",
    sorted(path for path, command in COMMANDS.items() if isinstance(command, Command) and command.writes),
)
def test_reader_cannot_write(cli: CommandLine, tmp_path: Path, path: tuple[str, ...]) -> None:
    command = COMMANDS[path]
    assert isinstance(command, Command)
    file = tmp_path / "2020-01-01"
    file.write_text("x", encoding="utf-8")
    given = arguments_of(command, file)
    refused = cli.within()(*path, *given, FRIENDCIRCLE_ROLE="reader", FRIENDCIRCLE_STORE=NOWHERE)
    assert (refused.status, refused.out) == (2, "")
    assert refused.line.startswith(
        f"friendcircle: this role may only read (friendcircle {' '.join(path)}): to write to the store, "
        f"'role'"
    )
    editor = cli.within()(*path, *given, FRIENDCIRCLE_ROLE="editor", FRIENDCIRCLE_STORE=NOWHERE)
    assert "this role may only read" not in editor.err


def test_reader_can_read(office: CommandLine) -> None:
    for arguments in (
        ("entries",),
        ("strength",),
        ("perspective", "list"),
        ("store", "status"),
        ("query", "last_contacts"),
    ):
        assert office(*arguments, FRIENDCIRCLE_ROLE="reader").status == office(*arguments).status == 0, (
            arguments
        )
    assert office("entries", FRIENDCIRCLE_ROLE="guest").status == 2


def test_reader_can_dry_run_a_load(office: CommandLine, tmp_path: Path) -> None:
    assert office("load", tmp_path / "office", "--dry-run", FRIENDCIRCLE_ROLE="reader").status == 0


def test_reader_cannot_open_a_store_for_writing(tmp_path: Path) -> None:
    session = Session([], {"FRIENDCIRCLE_ROLE": "reader", "FRIENDCIRCLE_STORE": NOWHERE}, tmp_path)
    with pytest.raises(CommandError, match="this role may only read"), session.open_store("write"):
        pass
