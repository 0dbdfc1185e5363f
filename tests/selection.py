"""The selection made by ``pytest --fast``: tests that need neither a store nor a browser.

A test is selected by the fixtures that it requests directly or indirectly, so new tests need no marker.
``conftest.py`` calls both functions from the hooks of the same names.
"""

from __future__ import annotations

import pytest

#: Fixtures that start or wait for a store or a browser; all other fixtures that do so request one of these.
SLOW_FIXTURES = frozenset({"stores", "local_folder", "browser"})


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option ``--fast``."""
    parser.getgroup("friendcircle").addoption(
        "--fast", action="store_true", help="only the tests that need neither a store nor a browser"
    )


def is_fast(item: pytest.Item) -> bool:
    """Return whether a test needs neither a store nor a browser.

    A test that starts a store itself requests the fixture ``local_folder``.
    """
    return not SLOW_FIXTURES & set(getattr(item, "fixturenames", ()))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect the slow tests if ``--fast`` is given."""
    if not config.getoption("--fast"):
        return
    left_out = [item for item in items if not is_fast(item)]
    items[:] = [item for item in items if is_fast(item)]
    config.hook.pytest_deselected(items=left_out)
