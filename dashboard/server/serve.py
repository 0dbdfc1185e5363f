"""The dashboard's server process: ``python -P -m dashboard.server.serve --port 8501``.

The command line starts it and passes the token. Streamlit is started through its class ``App``, wrapped in
:class:`dashboard.server.gate.Gate`. Its settings come from ``dashboard/streamlit.toml`` only: files of the
user or the working folder are not read, and environment variables of Streamlit are removed.
"""

from __future__ import annotations

import argparse
import os
import runpy
import sys
import threading
import time
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from dashboard.core.settings import settings
from dashboard.server.gate import Gate
from dashboard.server.link import HOST, VARIABLE
from graph.errors import ConfigurationError
from graph.long_lived import search_seldom

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

FOLDER = Path(__file__).resolve().parent.parent
SETTINGS = FOLDER / "streamlit.toml"
#: Seconds between checks that the parent process is alive.
PARENT_SECONDS = 1.0
SCRIPT = FOLDER / "script" / "draw_page.py"
WARM_UP = FOLDER / "script" / "warm_up.py"


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve until the process is told to end.

    :raises SystemExit: if a setting is unusable
    """
    parser = argparse.ArgumentParser(prog="dashboard.server.serve", allow_abbrev=False)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--script", type=Path, default=SCRIPT)
    parser.add_argument(
        "--parent", type=int, default=0, help="number of the process with which this one ends"
    )
    asked = parser.parse_args(arguments)
    if asked.parent:
        threading.Thread(target=_end_with, args=(asked.parent,), name="parent", daemon=True).start()
    token = os.environ.pop(VARIABLE, "")
    for name in [name for name in os.environ if name.upper().startswith("STREAMLIT_")]:
        del os.environ[name]
    try:
        settings()  # refuse unusable ones here, not on a page
    except ConfigurationError as error:
        raise SystemExit(str(error)) from error
    search_seldom()
    # Streamlit takes the script's folder from here and puts it first on the search path.
    sys.argv = [str(asked.script)]
    if asked.script == SCRIPT:
        # Like the script of the pages it is run by its path, since it stands above the server.
        threading.Thread(target=runpy.run_path, args=(str(WARM_UP),), name="warm-up", daemon=True).start()
    serve(asked.script, asked.port, token)


def serve(script: Path, port: int, token: str) -> None:
    """Serve a Streamlit script on the loopback interface until the process is told to end.

    :param token: token of the link
    :raises ValueError: if the token is empty
    :raises SystemExit: if a setting comes from elsewhere, or the port is taken
    """
    from streamlit import config
    from streamlit.config_option import ConfigOption
    from streamlit.starlette import App

    config.get_config_files = _no_files
    given = options(port)
    found = config.get_config_options(force_reparse=True, options_from_flags=given)
    ours = {found["server.port"].where_defined, ConfigOption.DEFAULT_DEFINITION}
    if foreign := sorted(name for name, option in found.items() if option.where_defined not in ours):
        raise SystemExit(f"settings of Streamlit come from elsewhere: {', '.join(foreign)}")

    class Guarded(App):
        """The application behind the gate."""

        def __init__(self) -> None:
            super().__init__(script)
            self._gate = Gate(super().__call__, token=token, port=port)

        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            await self._gate(scope, receive, send)

    Guarded().run(config=given)


def _end_with(parent: int) -> None:
    """End this process when its parent has ended, since nobody could revoke the link otherwise."""
    try:
        process = psutil.Process(parent)
        while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
            time.sleep(PARENT_SECONDS)
    except psutil.NoSuchProcess:
        pass
    os._exit(1)  # the server's threads would keep the process alive


def options(port: int) -> dict[str, Any]:
    """Return all non-default Streamlit settings by full name."""
    with SETTINGS.open("rb") as file:
        shipped = dict(_flat(tomllib.load(file)))
    return {
        **shipped,
        "server.address": HOST,
        "server.port": port,
        # With these set, Streamlit does not query external services for the machine's address.
        "browser.serverAddress": HOST,
        "browser.serverPort": port,
    }


def _flat(tables: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [(f"{table}.{key}", value) for table, entries in tables.items() for key, value in entries.items()]


def _no_files(file_name: str) -> list[str]:
    """Return no settings or secrets files, so that Streamlit reads none."""
    del file_name
    return []


if __name__ == "__main__":
    main()
