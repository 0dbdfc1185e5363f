"""``perspective``: saved arrangements of the page Explore, in the store. The page runs the same commands."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from friendcircle.answers.output import replace_output
from friendcircle.options import Command, CommandGroup, FilePath
from friendcircle.session import PATIENCE, Session

if TYPE_CHECKING:
    from ingest.perspectives import SavedPerspective


@click.group(cls=CommandGroup, help="perspective.help")
def perspective() -> None:
    """Saved perspectives of the page Explore."""


@perspective.command("list", cls=Command, writes=False, help="perspective.list.help")
@click.pass_obj
def list_kept(session: Session) -> None:
    """List the saved perspectives."""
    from ingest.perspectives import saved_perspectives

    with session.open_store() as store:
        found = saved_perspectives(store, session.office(store).home)
    heads = ("name", "saved_at")
    session.answer(
        [_document(entry) for entry in found],
        session.sheet("perspective", heads, [(entry.name, entry.saved_at) for entry in found], ""),
    )


@perspective.command(cls=Command, writes=True, help="perspective.save.help")
@click.argument("name", metavar="NAME")
@click.argument("file", type=click.File("r", encoding="utf-8"), metavar="FILE")
@click.pass_obj
def save(session: Session, name: str, file: Any) -> None:
    """Save a file of the page Explore under a name."""
    from dashboard.views.explore.canvas import LARGEST, read_perspective, write_perspective
    from ingest.perspectives import save_perspective

    document = write_perspective(
        read_perspective(file.read(LARGEST + 1), where=str(getattr(file, "name", "")))
    )
    with session.open_store("write") as store, session.writing(store, patience=PATIENCE):
        found = save_perspective(store, session.office(store).home, name, document, dt.datetime.now(dt.UTC))
    _tell(session, found)


@perspective.command(cls=Command, writes=False, help="perspective.show.help")
@click.argument("name", metavar="NAME")
@click.argument("file", type=FilePath())
@click.pass_obj
def show(session: Session, name: str, file: Path) -> None:
    """Write a saved perspective to a file that the page Explore can open."""
    from ingest.perspectives import saved_perspective

    with session.open_store() as store:
        found = saved_perspective(store, session.office(store).home, name)
    replace_output(file, found.document.encode())
    _tell(session, found)


@perspective.command(cls=Command, writes=True, help="perspective.remove.help")
@click.argument("name", metavar="NAME")
@click.pass_obj
def remove(session: Session, name: str) -> None:
    """Delete a saved perspective."""
    from ingest.perspectives import remove_perspective

    with session.open_store("write") as store, session.writing(store, patience=PATIENCE):
        found = remove_perspective(store, session.office(store).home, name)
    _tell(session, found)


def _tell(session: Session, found: SavedPerspective) -> None:
    session.answer(
        _document(found),
        session.sheet("perspective", ("name", "saved_at"), [(found.name, found.saved_at)], ""),
    )


def _document(found: SavedPerspective) -> dict[str, str]:
    return {"name": found.name, "saved_at": found.saved_at}
