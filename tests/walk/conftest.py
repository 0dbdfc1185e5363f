"""What the walk stands on: the store with the sample, read once, and pages run without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.facts.world import World
from graph.naming.profile import load_naming
from graph.store import GraphStore
from queries.facts import world
from tests.dashboard.conftest import connections, open_app
from tests.friendcircle.command_line import CommandLine
from tests.stores import SAMPLE_COUNTRY, SAMPLE_HOME, StoreAddress

__all__ = ["connections", "open_app"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the walk in one process, which works the figures out once."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.xdist_group("walk"))


@pytest.fixture(scope="session")
def recorded(loaded_store: GraphStore) -> World:
    """Everything recorded of the sample's home."""
    return world(loaded_store, SAMPLE_HOME, load_naming("cn"), SAMPLE_COUNTRY)[0]


@pytest.fixture
def cli(loaded_address: StoreAddress, tmp_path: Path) -> CommandLine:
    """The command line, run in this process on the store with the sample."""
    return CommandLine(tmp_path).at(loaded_address).within()
