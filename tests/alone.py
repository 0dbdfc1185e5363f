"""Fixtures for test files that would disturb others on the same server.

They watch the activity of a server, use up its memory or restart it. A file that imports these fixtures gets
the sample in the store of its own process.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.store import GraphStore
from tests.stores import StoreAddress


@pytest.fixture(scope="module")
def loaded_address(private_address: StoreAddress) -> StoreAddress:
    """Address of the store of this process, with the bundled sample."""
    return private_address


@pytest.fixture(scope="module")
def loaded_store(private_address: StoreAddress) -> Iterator[GraphStore]:
    """The store of this process with the bundled sample, open for reading."""
    with private_address.open("read") as store:
        yield store


@pytest.fixture
def server_address(private_address: StoreAddress) -> StoreAddress:
    """The store of this process with the bundled sample, as a server with user and password."""
    return private_address.as_server()
