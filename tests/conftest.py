"""Shared fixtures and hooks: stores, a closed network, isolated settings and a summary of tests not run.

With ``pytest --strict-run`` the run fails if a test is skipped, expected to fail or deselected, or if no
store is available.

A test that requests ``empty_store``, ``store_url`` or ``store_address`` gets an empty store and may write to
it. One that requests ``loaded_store``, ``loaded_address`` or ``server_address`` gets the bundled sample and
must only read it. One that requests ``private_address`` gets the sample as the other tests of its file left
it, and may change it.
"""

from __future__ import annotations

import ipaddress
import os
import socket
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

from graph.store import GraphStore, local_server
from tests import selection
from tests.stores import (
    HEAP,
    ROOT,
    SAMPLE_FOLDER,
    SETTINGS,
    StoreAddress,
    StoreMissing,
    TestStores,
    given_server,
    loaded_folder,
)

SCRATCH_FIXTURES = {"store_address", "store_url", "empty_store"}
LOADED_FIXTURES = {"loaded_address", "loaded_store", "server_address"}
PRIVATE_FIXTURES = {"private_address"}
OWN_FIXTURES = {"local_folder", "software", "stores"}
STORES = pytest.StashKey[TestStores]()


# A busy machine must not fail a property test, so there is no deadline. What a failure has in common is not
# looked for: on Python 3.11 that traces every line and takes minutes. A strict run draws the same examples
# each time, so that a change is judged by what it changes; every other run looks for faults with new ones.
_PROPERTIES = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[phase for phase in Phase if phase is not Phase.explain],
)
settings.register_profile("search", _PROPERTIES)
settings.register_profile("strict", _PROPERTIES, derandomize=True)
settings.load_profile("search")


# --- order and groups ---------------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("friendcircle")
    selection.pytest_addoption(parser)
    group.addoption(
        "--strict-run",
        action="store_true",
        help="fail if any test is skipped, expected to fail or deselected, or no store can be had",
    )


def pytest_configure(config: pytest.Config) -> None:
    if given_server() and config.getoption("numprocesses", None):
        raise pytest.UsageError(
            "a given server has one database, which several processes would empty for one another: make "
            "test JOBS=0, or pytest without -n"
        )
    if config.getoption("strict_run"):
        settings.load_profile("strict")


def content_of(item: pytest.Item) -> str:
    """Return what a test expects in the store.

    One of ``loaded``, ``private``, ``empty``, ``own`` (the test starts its own store) or ``none`` (it needs
    no store).
    """
    asked = set(getattr(item, "fixturenames", ()))
    if asked & PRIVATE_FIXTURES:
        return "private"
    if asked & LOADED_FIXTURES:
        return "loaded"
    return "empty" if asked & SCRATCH_FIXTURES else "own" if asked & OWN_FIXTURES else "none"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Sort and group the tests so that those of a file that need the same content run in one process.

    This keeps the content of the stores from changing often.
    """
    selection.pytest_collection_modifyitems(config, items)
    # Tests without a store run first, while the software of the stores is fetched; then the longest ones, so
    # that all processes end at about the same time.
    order = ("none", "own", "loaded", "private", "empty")
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(_group(item)))
    items.sort(key=lambda item: order.index(content_of(item)))


def _group(item: pytest.Item) -> str:
    """Return the name of the group that runs in one process.

    Tests of a file that need the same content form a group; browser tests that change a store form one group
    across all files.
    """
    file, content = item.nodeid.partition("::")[0], content_of(item)
    return (
        "pages of a store of their own"
        if file.endswith("_browser.py") and content in ("private", "empty")
        else f"{file}-{content}"
    )


# --- tests not run ------------------------------------------------------------------------------------------


def _not_run(config: pytest.Config) -> Counter[str]:
    """Count the tests that were not run, by reason."""
    reporter: Any = config.pluginmanager.getplugin("terminalreporter")
    reasons: Counter[str] = Counter()
    if reporter is None:
        return reasons
    for report in reporter.stats.get("skipped", []):
        said = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons[said.removeprefix("Skipped: ")] += 1
    for report in reporter.stats.get("xfailed", []):
        reasons[f"expected to fail - {getattr(report, 'wasxfail', '') or report.nodeid}"] += 1
    if reporter.stats.get("deselected"):
        reasons["deselected by the command line"] += len(reporter.stats["deselected"])
    return reasons


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if (
        session.config.getoption("--strict-run")
        and session.exitstatus == pytest.ExitCode.OK
        and _not_run(session.config)
    ):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    reasons = _not_run(config)
    strict = config.getoption("--strict-run")
    if reasons:
        terminalreporter.section("not run" + (" (a failure in a strict run)" if strict else ""))
    for reason, count in sorted(reasons.items()):
        terminalreporter.line(f"not run: {reason} ({count} {'test' if count == 1 else 'tests'})")


# --- stores -------------------------------------------------------------------------------------------------


def _stores(config: pytest.Config) -> TestStores:
    """Return the store of this process, creating it on first use."""
    if STORES not in config.stash:
        config.stash[STORES] = TestStores(_base(config) / "store", _shared(config))
    return config.stash[STORES]


def _base(config: pytest.Config) -> Path:
    folder: Path = config._tmp_path_factory.getbasetemp()
    return folder


def _shared(config: pytest.Config) -> Path:
    """Return the folder that all processes of this run share."""
    return _base(config).parent if os.environ.get("PYTEST_XDIST_WORKER") else _base(config)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Fill the store for a test that reads the sample, before any of its fixtures uses it."""
    content = content_of(item)
    if content == "none":
        return
    stores, missing = _stores(item.config), ""
    try:
        if content == "loaded":
            stores.loaded()
        elif content == "private":
            stores.private(str(item.path))
        else:
            stores.address()
    except StoreMissing as error:
        missing = str(error)
    if missing and item.config.getoption("--strict-run"):
        pytest.fail(missing, pytrace=False)
    if missing:
        pytest.skip(missing)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the store of this process, and at the end of the run the shared one."""
    if STORES in config.stash:
        config.stash[STORES].close()
    # The xdist controller has no store and does not know whether its workers had one.
    if not os.environ.get("PYTEST_XDIST_WORKER") and (
        STORES in config.stash or config.getoption("numprocesses", None)
    ):
        local_server.stop(loaded_folder(_shared(config)))


@pytest.fixture(scope="session")
def stores(request: pytest.FixtureRequest) -> TestStores:
    """The store of this process, from which others can be filled."""
    return _stores(request.config)


@pytest.fixture
def software(stores: TestStores) -> None:
    """Ensure that the software of local stores is installed, for a test that starts no store itself."""
    stores.address()


@pytest.fixture
def store_address(stores: TestStores) -> StoreAddress:
    """Address of the empty store."""
    return stores.empty()


@pytest.fixture
def store_url(store_address: StoreAddress, monkeypatch: pytest.MonkeyPatch) -> str:
    """URL of the empty store; user and password of a given server are set in the environment."""
    for name, value in store_address.environment.items():
        if name != "FRIENDCIRCLE_STORE":
            monkeypatch.setenv(name, value)
    return store_address.url


@pytest.fixture
def empty_store(store_address: StoreAddress) -> Iterator[GraphStore]:
    """The empty store, open for writing."""
    with store_address.open("write") as store:
        yield store


@pytest.fixture(scope="session")
def loaded_address(stores: TestStores) -> StoreAddress:
    """Address of the store with the bundled sample. Read only: it is shared with other processes."""
    return stores.loaded()


@pytest.fixture(scope="session")
def private_address(stores: TestStores) -> StoreAddress:
    """Address of a store with the bundled sample.

    The tests of one file may change it and kill its server.
    """
    return stores.address()


@pytest.fixture
def second_address(stores: TestStores) -> StoreAddress:
    """Address of a second, empty local store."""
    return stores.second()


@pytest.fixture
def server_address(loaded_address: StoreAddress) -> StoreAddress:
    """Address of the store with the bundled sample as a server with user and password. Read only."""
    return loaded_address.as_server()


@pytest.fixture(scope="session")
def loaded_store(loaded_address: StoreAddress) -> Iterator[GraphStore]:
    """The store with the bundled sample, open for reading."""
    with loaded_address.open("read") as store:
        yield store


@pytest.fixture
def local_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder for a local store that the test starts itself; the store is stopped afterwards."""
    folder = tmp_path / "store"
    yield folder
    local_server.stop(folder)


# --- files --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def sample_folder() -> Path:
    """Folder of the bundled sample."""
    return SAMPLE_FOLDER


@pytest.fixture(scope="session")
def reference_folder() -> Path:
    """Folder of the tables that tests compare with; they are not loaded."""
    return ROOT / "tests" / "reference"


# --- isolation ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="session", autouse=True)
def _settings_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Hide the user's settings and store from all tests."""
    home = tmp_path_factory.mktemp("user")
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("FRIENDCIRCLE_") and not name.startswith("FRIENDCIRCLE_TEST_"):
                patch.delenv(name)
        # Stores of tests use the software that the user has fetched, and little memory.
        patch.setenv("FRIENDCIRCLE_SOFTWARE", str(SETTINGS.software))
        patch.setenv("FRIENDCIRCLE_HEAP", HEAP)
        if SETTINGS.neo4j_home is not None:
            patch.setenv("FRIENDCIRCLE_NEO4J_HOME", str(SETTINGS.neo4j_home))
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(home / name.lower()))
        yield


class NetworkRefused(RuntimeError):
    """Raised when something tries to leave the machine."""


def _is_loopback(host: object) -> bool:
    if host in (None, "", "localhost", b"localhost"):
        return True
    text = host.decode() if isinstance(host, bytes) else str(host)
    try:
        return ipaddress.ip_address(text.partition("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def _network_closed() -> Iterator[None]:
    """Refuse connections and look-ups outside the loopback interface.

    The product is made for closed networks and must not need them.
    """
    lookup = socket.getaddrinfo

    def guarded(name: str) -> Any:
        original = getattr(socket.socket, name)

        def call(self: socket.socket, *arguments: Any) -> Any:
            address = arguments[-1]
            if self.family in (socket.AF_INET, socket.AF_INET6) and not (
                isinstance(address, tuple) and _is_loopback(address[0])
            ):
                raise NetworkRefused(f"{name} to {address!r}: tests may only use the loopback interface")
            return original(self, *arguments)

        return call

    def getaddrinfo(host: Any, *arguments: Any, **options: Any) -> Any:
        if not _is_loopback(host) and host not in ("0.0.0.0", "::"):
            raise NetworkRefused(f"look-up of {host!r}: tests may only use the loopback interface")
        return lookup(host, *arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, guarded(name))
        patch.setattr(socket, "getaddrinfo", getaddrinfo)
        yield
