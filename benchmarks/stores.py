"""The stores that are measured: each in a folder of its own, fresh, and ended with its block."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

from benchmarks.processes import MeasureFailed
from graph.errors import FriendCircleError
from graph.store import local_server, local_settings, server_process
from graph.store.jars import NEO4J_VERSION


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

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


class Local(Store):
    """The local Neo4j, as the program starts it."""

    title = f"Neo4j {NEO4J_VERSION}"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._settings = local_settings(os.environ)

    @classmethod
    def unavailable(cls) -> str:
        try:
            local_server.install(local_settings(os.environ))
        except FriendCircleError as error:
            return str(error)
        return ""

    def start(self) -> None:
        try:
            self._pid = local_server.ensure(self._settings, self.folder).pid
        except FriendCircleError as error:
            raise MeasureFailed(str(error)) from error

    def stop(self) -> None:
        local_server.stop(self.folder)

    @property
    def pid(self) -> int:
        return self._pid

    @property
    def bolt(self) -> tuple[str, str, str]:
        """Its address as a server, with user and password."""
        running = local_server.ensure(self._settings, self.folder)
        return running.bolt_url, server_process.USER, local_server.password_of(running.folder)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "FRIENDCIRCLE_STORE": f"local:{self.folder}",
            "FRIENDCIRCLE_SOFTWARE": str(self._settings.software),
        }


KINDS: dict[str, type[Store]] = {"local": Local}
