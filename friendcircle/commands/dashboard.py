"""``dashboard``: serve the pages for the browser."""

from __future__ import annotations

import secrets
import sys
import webbrowser
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import click

from dashboard.core.settings import ORIGINS_VARIABLE, SettingOrigins
from dashboard.server.link import address_of, link
from friendcircle.answers.output import OutputTable, print_text
from friendcircle.errors import CommandError, unwritable
from friendcircle.launch import (
    EndSignal,
    child,
    free_port,
    last_line,
    server_command,
    server_environment,
    wait_until_healthy,
)
from friendcircle.options import Command
from friendcircle.session import Session
from friendcircle.settings.files import log_folder
from graph.settings.program import PREFIX, Settings
from ingest.maintenance.private_files import private_file

DEFAULT_PORT = 8501


@click.command(cls=Command, writes=False, help="dashboard.help")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=DEFAULT_PORT, metavar="N", help="dashboard.port"
)
@click.option("--no-browser", is_flag=True, help="dashboard.no_browser")
@click.pass_obj
def dashboard(session: Session, port: int, no_browser: bool) -> None:
    """Serve the dashboard on the loopback interface until it is stopped."""
    from graph.strength.config import load_config
    from reports.drawing.basemap import land

    settings = session.settings
    load_config(*session.numbers())  # report unusable numbers here, not on a page
    if settings.map_basemap:
        land(settings.map_basemap)  # likewise an unusable outline
    port = free_port(port)
    with session.open_store() as store:
        office = session.office(store)
        session.naming(office)  # likewise a missing profile
    token = secrets.token_urlsafe(32)
    address = link(port, token)
    log = log_folder() / f"dashboard-{port}.log"
    told = SettingOrigins(session.origins, str(session.file.path or "")).to_json()
    if session.origins["lang"] == "default":
        settings = replace(settings, lang="")  # without a chosen language, the browser's precedes the shell's
    environ = {
        **session.environ,
        **variables(settings, session.store_url(), office.home),
        ORIGINS_VARIABLE: told,
    }
    with (
        ExitStack() as opened,
        EndSignal() as ending,
        child(server_command(port), server_environment(environ, token), log) as process,
    ):
        if not wait_until_healthy(process, port, ending, log):
            return
        if settings.format == "json":
            session.answer(
                {
                    "url": address,
                    "address": address_of(port),
                    "pid": process.pid,
                    "home": office.home,
                    "log": str(log),
                },
                OutputTable([], []),
            )
        else:
            print_text(
                f"{address}\n" if settings.quiet else session.texts("dashboard.ready", address=address) + "\n"
            )
        if not no_browser and has_display(session.environ, sys.platform):
            opened.enter_context(page_that_opens(address, log.with_suffix(".html")))
            webbrowser.open(log.with_suffix(".html").as_uri())
        while not ending.wait(0.2):
            if process.poll() is not None:
                raise CommandError("dashboard_ended", where=last_line(log), exit_status=3, log=log)


@contextmanager
def page_that_opens(address: str, path: Path) -> Iterator[None]:
    """Write a page that only the user can read and that opens ``address``; it is deleted after the block.

    It keeps the token out of the command line of the browser.

    :raises CommandError: if it cannot be written
    """
    text = (
        f'<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url={address}"><a '
        f'href="{address}">{address}</a>\n'
    )
    try:
        with private_file(path) as file:
            file.write(text.encode())
    except OSError as error:
        raise unwritable(path, error, 3) from error
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def variables(settings: Settings, store: str, home: str) -> dict[str, str]:
    """Return the settings as environment variables for the dashboard's process; unset ones are empty.

    The naming profile stays empty unless it was chosen, since each home of the store has its own.
    """
    values = {
        "store": store,
        "database": settings.database,
        "user": settings.user,
        "password": settings.password,
        "home": home,
        "naming": settings.naming,
        "lang": settings.lang,
        "heap": settings.heap,
        "role": settings.role,
        "strength": str(settings.strength.resolve()) if settings.strength else None,
        "map_approval_no": settings.map_approval_no,
        "map_basemap": str(settings.map_basemap.resolve()) if settings.map_basemap else None,
    }
    return {PREFIX + key.upper(): value or "" for key, value in values.items()}


def has_display(environ: Mapping[str, str], platform: str) -> bool:
    """Return whether a browser window can be opened."""
    if platform in ("win32", "cygwin", "darwin"):
        return True
    return any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
