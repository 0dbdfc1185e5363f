"""The stores that are measured: each in a folder of its own, fresh, and ended with its block."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

from benchmarks.processes import MeasureFailed
from graph import embedded
from tests.neo4j_server import Neo4jServer, Neo4jUnavailable, neo4j_version, why_unavailable


class Store(ABC):
    """A store of its own process; a context manager that starts and ends it."""

    title: ClassVar[str]

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def unavailable(cls) -> str:
        """Why there is none here, or an empty text."""
        return ""

    @abstractmethod
    def start(self) -> None:
        """Start it, again after :meth:`stop` with what it held; it answers when this ends."""

    @abstractmethod
    def stop(self) -> None:
        """End it in order."""

    @property
    @abstractmethod
    def pid(self) -> int:
        """Its process, while it runs."""

    @property
    @abstractmethod
    def environment(self) -> dict[str, str]:
        """Variables that lead to it."""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()


class Embedded(Store):
    """The store that comes with the program."""

    title = "embedded"

    def start(self) -> None:
        self._pid = embedded.ensure(self.folder).pid

    def stop(self) -> None:
        embedded.stop(self.folder)

    @property
    def pid(self) -> int:
        return self._pid

    @property
    def environment(self) -> dict[str, str]:
        return {"FRIENDCIRCLE_STORE": f"embedded:{self.folder}"}


class Neo4j(Store):
    """A real Neo4j, as the tests start it."""

    title = f"Neo4j {neo4j_version()}"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._server = Neo4jServer(folder)

    @classmethod
    def unavailable(cls) -> str:
        # A server that the environment names holds somebody's data, and its memory cannot be seen.
        return why_unavailable({name: value for name, value in os.environ.items() if name != "FRIENDCIRCLE_TEST_NEO4J_URL"})

    def start(self) -> None:
        try:
            self._server.start()
        except Neo4jUnavailable as error:
            raise MeasureFailed(str(error)) from error

    def stop(self) -> None:
        self._server.stop()

    @property
    def pid(self) -> int:
        return self._server.pid or 0

    @property
    def environment(self) -> dict[str, str]:
        return {"FRIENDCIRCLE_STORE": self._server.url, "FRIENDCIRCLE_USER": self._server.user, "FRIENDCIRCLE_PASSWORD": self._server.password}


KINDS: dict[str, type[Store]] = {"embedded": Embedded, "neo4j": Neo4j}
