"""Helpers for tests of the dashboard's process: a small page served like the dashboard, hostile modules."""

from __future__ import annotations

import http.client
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dashboard.server.link import HOST, cookie_name
from friendcircle.launch import (
    EndSignal,
    child,
    free_port,
    server_command,
    server_environment,
    wait_until_healthy,
)

TOKEN = "a-token-of-the-tests"
SCRIPT = "import streamlit as st\n\nst.write('word')\nst.download_button('file', 'content')\n"
#: Modules imported by the program, and modules of the standard library.
MODULES = (
    "graph",
    "dashboard",
    "friendcircle",
    "streamlit",
    "psutil",
    "starlette",
    "uvicorn",
    "click",
    "tomllib",
    "secrets",
    "data",
    "sitecustomize",
)


def set_trap(folder: Path, names: tuple[str, ...] = MODULES) -> Path:
    """Put modules of these names into a folder; return the file created when one of them is loaded."""
    folder.mkdir(parents=True, exist_ok=True)
    mark = folder / "loaded"
    for name in names:
        (folder / f"{name}.py").write_text(
            f"open({str(mark)!r}, 'a').write({name!r} + ' ')\nraise SystemExit('trapped')\n", encoding="utf-8"
        )
    return mark


@dataclass(frozen=True)
class Answer:
    """An answer of the server; header names are in lower case."""

    status: int
    headers: list[tuple[str, str]]
    text: str

    def header(self, name: str) -> str:
        """Return the values of a header, joined."""
        return ", ".join(value for key, value in self.headers if key == name)


@dataclass(frozen=True)
class Served:
    """A small page that is served like the dashboard."""

    port: int
    pid: int
    log: Path

    @property
    def cookie(self) -> dict[str, str]:
        """The header that identifies the user to the server."""
        return {"Cookie": f"{cookie_name(self.port)}={TOKEN}"}

    def ask(
        self,
        path: str,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: str | None = None,
    ) -> Answer:
        """Request a path, as any process of the machine can."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=20)
        try:
            connection.request(method, path, body=body, headers=dict(headers or {}))
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", errors="replace")
            return Answer(answer.status, [(name.lower(), value) for name, value in answer.getheaders()], text)
        finally:
            connection.close()


@contextmanager
def served(folder: Path, script: str = SCRIPT, environ: Mapping[str, str] | None = None) -> Iterator[Served]:
    """Serve a page for the duration of the block, from the working folder of the caller."""
    page = folder / "served" / "page_of_the_tests.py"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(script, encoding="utf-8")
    port, log = free_port(0), folder / "log" / "served.log"
    given = {**os.environ, **(environ or {})}
    with (
        EndSignal() as ending,
        child(server_command(port, page), server_environment(given, TOKEN), log) as process,
    ):
        assert wait_until_healthy(process, port, ending, log)
        yield Served(port, process.pid, log)
