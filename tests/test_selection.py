"""Which tests ``pytest --fast`` leaves out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.selection import is_fast
from tests.stores import StoreAddress


def test_what_asks_for_nothing_of_the_kind_is_fast(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    assert is_fast(request.node)


def test_what_asks_for_a_store_is_not(request: pytest.FixtureRequest, loaded_address: StoreAddress) -> None:
    assert not is_fast(request.node)


def test_what_asks_for_a_store_through_a_fixture_of_its_own_is_not(
    request: pytest.FixtureRequest, own: Callable[[], str]
) -> None:
    assert not is_fast(request.node)


@pytest.fixture
def own(store_address: StoreAddress) -> Callable[[], str]:
    """Asks for a store and does nothing with it."""
    return lambda: store_address.url
