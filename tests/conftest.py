"""What all tests share: the choice of stores, a closed network, settings apart from the user's own, and an honest account of what was not run.

    pytest --store=embedded            on that store only (default: on every one that can be had here)
    pytest --strict-run                a test that is skipped, expected to fail or deselected makes the run fail; a store that cannot be had does so too

A test that asks for ``empty_store``, ``store_url``, ``store_address``, ``loaded_store`` or ``loaded_address`` runs once for every store;
``@pytest.mark.only_store("embedded")`` limits it to one.
"""

from __future__ import annotations

import ipaddress
import os
import re
import socket
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadFileScheduling

from graph.store import GraphStore
from tests.neo4j_server import given_server
from tests.stores import KINDS, ROOT, SAMPLE_FOLDER, TITLES, Kind, StoreAddress, StoreMissing, TestStores

SCRATCH_FIXTURES = {"store_address", "store_url", "empty_store"}
LOADED_FIXTURES = {"loaded_address", "loaded_store"}
#: How a test that runs on Neo4j is called.
_ON_NEO4J = re.compile(r"[\[-]neo4j[\]-]")


# A machine that is busy with the stores is no fault of a test: no property fails for the time it takes.
settings.register_profile("friendcircle", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("friendcircle")


# --- which stores, and what counts as a failure ---------------------------------------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("friendcircle")
    group.addoption("--store", default="", help="stores to run on, separated by commas: embedded,neo4j (default: all that can be had)")
    group.addoption("--strict-run", action="store_true", help="fail if any test is skipped, expected to fail or deselected, or a store cannot be had")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "only_store(kind): run on that kind of store only")
    for kind in _named_stores(config):
        if kind not in KINDS:
            raise pytest.UsageError(f"--store: {kind!r} is not a store; known are {', '.join(KINDS)}")
    if given_server() and config.getoption("numprocesses", None):
        raise pytest.UsageError("a given server has one database, which several processes would empty for one another: make test JOBS=0, or pytest without -n")
    if config.getoption("--strict-run") and set(_chosen_stores(config)) != set(KINDS):
        raise pytest.UsageError("--strict-run runs on every store; leave out --store")


def _named_stores(config: pytest.Config) -> list[str]:
    return [name.strip() for name in config.getoption("--store").split(",") if name.strip()]


def _chosen_stores(config: pytest.Config) -> list[Kind]:
    return [kind for kind in KINDS if kind in _named_stores(config)] or list(KINDS)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "store_kind" in metafunc.fixturenames:
        only = {kind for mark in metafunc.definition.iter_markers("only_store") for kind in mark.args}
        kinds: list[Any] = [kind for kind in _chosen_stores(metafunc.config) if not only or kind in only]
        if not kinds:  # told as a skip, rather than lost
            kinds = [pytest.param(kind, marks=pytest.mark.skip(reason=f"{TITLES[kind]} - left out by --store")) for kind in only]
        metafunc.parametrize("store_kind", kinds, indirect=True, scope="session")


class _Shares(LoadFileScheduling):
    """Of several processes one has all that runs on Neo4j, which takes longest to start; everything else goes file by file."""

    def _split_scope(self, nodeid: str) -> str:
        return "neo4j" if _ON_NEO4J.search(nodeid) else str(super()._split_scope(nodeid))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> _Shares:
    return _Shares(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A given server has one database: what reads the sample goes before what empties the store."""
    if given_server():
        items.sort(key=lambda item: bool(SCRATCH_FIXTURES & set(getattr(item, "fixturenames", ()))))


# --- an honest account ----------------------------------------------------------------------------------------------------------------------------------------


def _not_run(config: pytest.Config) -> Counter[str]:
    """Reasons for which tests were not run, with how many each."""
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
    if session.config.getoption("--strict-run") and session.exitstatus == pytest.ExitCode.OK and _not_run(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    reasons = _not_run(config)
    left_out = [kind for kind in KINDS if kind not in _chosen_stores(config)]
    strict = config.getoption("--strict-run")
    if reasons or left_out:
        terminalreporter.section("not run" + (" (a failure in a strict run)" if strict else ""))
    for kind in left_out:
        terminalreporter.line(f"not run: {TITLES[kind]} - left out by --store")
    for reason, count in sorted(reasons.items()):
        terminalreporter.line(f"not run: {reason} ({count} {'test' if count == 1 else 'tests'})")


# --- the stores -----------------------------------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestStores]:
    """All stores of this run; they end with it."""
    park = TestStores(tmp_path_factory.mktemp("stores"))
    yield park
    park.close()


@pytest.fixture(scope="session")
def store_kind(request: pytest.FixtureRequest, stores: TestStores) -> Kind:
    """The kind of store this test runs on."""
    kind: Kind = request.param
    missing = ""
    try:
        stores.require(kind)
    except StoreMissing as error:
        missing = str(error)
    if missing and (request.config.getoption("--strict-run") or _named_stores(request.config)):
        pytest.fail(missing, pytrace=False)
    if missing:
        pytest.skip(missing)
    return kind


@pytest.fixture
def store_address(stores: TestStores, store_kind: Kind) -> StoreAddress:
    """Address and credentials of an empty store."""
    return stores.empty(store_kind)


@pytest.fixture
def store_url(store_address: StoreAddress, monkeypatch: pytest.MonkeyPatch) -> str:
    """URL of an empty store; user and password are in the environment, where the front door looks for them."""
    for name, value in store_address.environment.items():
        if name != "FRIENDCIRCLE_STORE":
            monkeypatch.setenv(name, value)
    return store_address.url


@pytest.fixture
def empty_store(store_address: StoreAddress) -> Iterator[GraphStore]:
    """An empty store, open for writing."""
    with store_address.open("write") as store:
        yield store


@pytest.fixture(scope="session")
def loaded_address(stores: TestStores, store_kind: Kind) -> StoreAddress:
    """Address and credentials of a store with the bundled sample. Only read it."""
    return stores.loaded(store_kind)


@pytest.fixture(scope="session")
def loaded_store(loaded_address: StoreAddress) -> Iterator[GraphStore]:
    """A store with the bundled sample, open for reading."""
    with loaded_address.open("read") as store:
        yield store


# --- files ----------------------------------------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def sample_folder() -> Path:
    """The bundled sample."""
    return SAMPLE_FOLDER


@pytest.fixture(scope="session")
def reference_folder() -> Path:
    """Tables that tests compare with; they are not loaded."""
    return ROOT / "tests" / "reference"


# --- apart from the user and the world ------------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session", autouse=True)
def _settings_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test sees the user's settings or touches the user's store."""
    home = tmp_path_factory.mktemp("user")
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("FRIENDCIRCLE_") and not name.startswith("FRIENDCIRCLE_TEST_"):
                patch.delenv(name)
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(home / name.lower()))
        yield


class NetworkRefused(RuntimeError):
    """Something wanted to leave the machine."""


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
    """Connections and look-ups other than on the loopback interface are refused; a product for closed networks must not need them."""
    lookup = socket.getaddrinfo

    def guarded(name: str) -> Any:
        original = getattr(socket.socket, name)

        def call(self: socket.socket, *arguments: Any) -> Any:
            address = arguments[-1]
            if self.family in (socket.AF_INET, socket.AF_INET6) and not (isinstance(address, tuple) and _is_loopback(address[0])):
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
