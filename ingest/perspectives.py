"""Saved perspectives: named arrangements of a part of the graph, shared by all users of the same home."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph.errors import InputError, UnknownName
from graph.store import GraphStore
from queries.statements import statement

#: Maximum length of a name in characters.
LONGEST = 80


@dataclass(frozen=True, slots=True)
class SavedPerspective:
    """A perspective as stored.

    :param saved_at: time of saving in UTC, ISO 8601
    :param document: JSON text, as :func:`dashboard.views.explore.canvas.write_perspective` makes it
    """

    name: str
    saved_at: str
    document: str


def saved_perspectives(store: GraphStore, home: str) -> list[SavedPerspective]:
    """Return the perspectives saved for a home, ordered by name."""
    return [
        SavedPerspective(name, str(saved_at), document)
        for _, name, saved_at, document in store.read(
            statement("load/read_perspectives"), {"home": home}
        ).rows
    ]


def save_perspective(
    store: GraphStore, home: str, name: str, document: str, now: dt.datetime
) -> SavedPerspective:
    """Save a perspective under a name, replacing an earlier one of that name.

    The caller must hold the write lease.

    :raises InputError: if the name is empty or longer than :data:`LONGEST`
    """
    called = " ".join(name.split())
    if not called or len(called) > LONGEST:
        raise InputError("a perspective needs a name of 1 to {most} characters", most=LONGEST)
    found = SavedPerspective(called, now.astimezone(dt.UTC).isoformat(timespec="seconds"), document)
    values = {
        "id": _id(home, called),
        "name": called,
        "home": home,
        "saved_at": found.saved_at,
        "document": document,
    }
    store.write_statement(statement("load/merge_perspective"), {"perspective": values})
    return found


def saved_perspective(store: GraphStore, home: str, name: str) -> SavedPerspective:
    """Return the perspective of that name.

    :raises UnknownName: if none is saved under it
    """
    found = next((entry for entry in saved_perspectives(store, home) if entry.name == name), None)
    if found is None:
        raise UnknownName(
            "no perspective is called {name}",
            name=name,
            hint="'friendcircle perspective list' names those that are kept",
        )
    return found


def remove_perspective(store: GraphStore, home: str, name: str) -> SavedPerspective:
    """Delete a perspective from the store. The caller must hold the write lease.

    :returns: the deleted perspective, so that it can be saved again
    :raises UnknownName: if none is saved under that name
    """
    found = saved_perspective(store, home, name)
    store.write_statement(statement("load/delete_perspective"), {"id": _id(home, name)})
    return found


def _id(home: str, name: str) -> str:
    return f"perspective:{home}:{name}"
