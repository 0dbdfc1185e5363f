"""The tests that need neither a store nor a browser, for ``pytest --fast``: what one runs after every change.

A test is told by what it asks for, itself or through its fixtures; a new test is therefore on the right side
by itself. ``conftest.py`` calls both functions from the hooks of the same names.
"""

from __future__ import annotations

import pytest

#: What starts a store or a browser, or waits for one; everything else that does so asks for one of these.
SLOW_FIXTURES = frozenset({"stores", "local_folder", "browser"})


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option ``--fast``."""
    parser.getgroup("friendcircle").addoption(
        "--fast", action="store_true", help="only the tests that need neither a store nor a browser"
    )


def is_fast(item: pytest.Item) -> bool:
    """Whether a test needs neither a store nor a browser; one that starts a store by itself asks for the
    fixture ``local_folder``.
    """
    return not SLOW_FIXTURES & set(getattr(item, "fixturenames", ()))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out all others where ``--fast`` is asked for."""
    if not config.getoption("--fast"):
        return
    left_out = [item for item in items if not is_fast(item)]
    items[:] = [item for item in items if is_fast(item)]
    config.hook.pytest_deselected(items=left_out)
