"""An outage of the store while pages are open is reported, loses no work, and ends when the store is back."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.dashboard.conftest import READY, Visit, serving
from tests.stores import StoreAddress

pytestmark = pytest.mark.timeout(600)
Enter = Callable[..., Visit]
HOST = "127.0.0.1"


class Line:
    """A proxy to the store, always at the same port, that can be cut and restored."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._ends: list[socket.socket] = []
        self._door: socket.socket | None = None
        self.port = 0
        self.join()

    def join(self) -> None:
        """Accept connections."""
        door = socket.create_server((HOST, self.port), reuse_port=False)
        self.port = door.getsockname()[1]
        self._door = door
        threading.Thread(target=self._admit, args=(door,), daemon=True).start()

    def cut(self) -> None:
        """Close all connections and refuse new ones."""
        if self._door is not None:
            self._door.shutdown(socket.SHUT_RDWR)  # a waiting accept would let one more connection in
            self._door.close()
        self._door = None
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._ends.clear()

    def _admit(self, door: socket.socket) -> None:
        while True:
            try:
                near, _ = door.accept()
            except OSError:
                return
            far = socket.create_connection((HOST, self._target))
            self._ends += [near, far]
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=_carry, args=(one, other), daemon=True).start()


def _carry(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(65_536):
            other.sendall(data)
    with suppress(OSError):
        other.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def line(server_address: StoreAddress) -> Iterator[Line]:
    """A proxy to the loaded store."""
    port = urlsplit(server_address.url).port
    assert port is not None
    made = Line(port)
    yield made
    made.cut()


def test_pages_recover_after_an_outage_of_the_store(
    server_address: StoreAddress, line: Line, visitor: Enter, tmp_path: Path
) -> None:
    with serving(replace(server_address, url=f"bolt://{HOST}:{line.port}"), tmp_path, lang="en") as url:
        circle, canvas = visitor(url), visitor(url)
        circle.open()
        page = canvas.open("explore", nodes="xiamen,trier", picked="trier")
        page.wait_for_selector(".fc.explore[data-panel='trier']")
        page.get_by_role("button", name="Expand", exact=True).click()
        page.wait_for_selector(".fc.explore[data-nodes]:not([data-nodes='2'])")
        made = set(canvas.marks())
        line.cut()
        for visit in (circle, canvas):
            visit.page.locator(".st-key-lang button", has_text="中").click()
        for visit in (circle, canvas):
            visit.page.locator(".banner.wrong").first.wait_for()
            assert "数据库未响应" in visit.page.locator(".banner.wrong").first.inner_text()
            assert "Traceback" not in visit.page.content()
        circle.picture("zh-1366x768-away")
        line.join()
        circle.page.wait_for_function(READY)
        assert circle.page.locator(".st-key-bar h1").inner_text() == "厦门朋友圈"
        page.wait_for_selector(f".fc.explore[data-nodes='{len(made)}']")
        assert set(canvas.marks()) == made, "what was made is still there"
        page.get_by_role("button", name="撤销").click()
        page.wait_for_selector(".fc.explore[data-nodes='2']")
