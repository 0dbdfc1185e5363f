"""The measured stores: each in its own folder, fresh, and stopped at the end of its block."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

from benchmarks.processes import MeasureFailed
from graph.errors import FriendCircleError
from graph.store import installation, local_server, local_settings, server_process, server_state
from graph.store.jars import NEO4J_VERSION


class Store(ABC):
    """A store with its own process; a context manager that starts and stops it."""

    title: ClassVar[str]

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def unavailable(cls) -> str:
        """Return why the store is not available here; empty if it is."""
        return ""

    @abstractmethod
    def start(self) -> None:
        """Start the store, after :meth:`stop` with its earlier content; it answers when this returns."""

    @abstractmethod
    def stop(self) -> None:
        """Stop the store in order."""

    @property
    @abstractmethod
    def pid(self) -> int:
        """Process id, while the store runs."""

    @property
    @abstractmethod
    def environment(self) -> dict[str, str]:
        """Environment variables that select the store."""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


class Local(Store):
    """The local Neo4j as the program starts it."""

    title = f"Neo4j {NEO4J_VERSION}"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._settings = local_settings(os.environ)

    @classmethod
    def unavailable(cls) -> str:
        try:
            installation.install(local_settings(os.environ))
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
        """Bolt address, user and password."""
        running = local_server.ensure(self._settings, self.folder)
        return running.bolt_url, server_process.USER, server_state.password_of(running.folder)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "FRIENDCIRCLE_STORE": f"local:{self.folder}",
            "FRIENDCIRCLE_SOFTWARE": str(self._settings.software),
        }


KINDS: dict[str, type[Store]] = {"local": Local}


def forget_worlds(folder: Path) -> None:
    """Delete the worlds that are kept in the folder of a local store, as if a load had changed it."""
    for kept in folder.glob("world-*.bin"):
        kept.unlink()
