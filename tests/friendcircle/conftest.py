"""Command lines with and without a store."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.friendcircle.command_line import CommandLine
from tests.ingest.office import OfficeFolder
from tests.stores import StoreAddress


@pytest.fixture
def cli(tmp_path: Path) -> CommandLine:
    """The command line, pointed to no store."""
    folder = tmp_path / "cwd"
    folder.mkdir()
    return CommandLine(folder)


@pytest.fixture
def cli_empty(cli: CommandLine, store_address: StoreAddress) -> CommandLine:
    """The command line, pointed to an empty store."""
    return cli.at(store_address)


@pytest.fixture
def cli_loaded(cli: CommandLine, loaded_address: StoreAddress) -> CommandLine:
    """The command line, run in this process and pointed to a store with the bundled sample. Read only."""
    return cli.at(loaded_address).within()


@pytest.fixture
def office(cli_empty: CommandLine, tmp_path: Path) -> CommandLine:
    """The command line, pointed to a store with the small office."""
    command = cli_empty.within()
    assert command("load", OfficeFolder(tmp_path / "office").path, "--quiet").status == 0
    return command
