"""Which tests ``pytest --fast`` selects."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.selection import is_fast
from tests.stores import StoreAddress


def test_without_store_or_browser_is_fast(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    assert is_fast(request.node)


def test_with_store_fixture_is_not_fast(request: pytest.FixtureRequest, loaded_address: StoreAddress) -> None:
    assert not is_fast(request.node)


def test_with_indirect_store_fixture_is_not_fast(
    request: pytest.FixtureRequest, own: Callable[[], str]
) -> None:
    assert not is_fast(request.node)


@pytest.fixture
def own(store_address: StoreAddress) -> Callable[[], str]:
    """Request a store without using it."""
    return lambda: store_address.url
