"""A world that was read before, kept beside a local store as long as the store does not change.

It is a cache: its file can be deleted at any time, and one that cannot be used is passed over. See
``docs/decisions/0030-a-world-that-is-kept.md``.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from functools import cached_property
from pathlib import Path

import psutil

from graph.facts.world import World
from graph.facts.world_form import NotPacked, world_as_bytes, world_of_bytes
from graph.long_lived import long_lived_objects
from graph.naming.profile import Naming
from graph.store import GraphStore
from queries.kept.program_digest import program_digest
from queries.store_state import state_token, unfinished_load

_FORM = b"friendcircle world 1\n"
#: Code and data that determine which world is read from a store.
_READERS = ("graph", "profiles", "queries")


class KeptWorld:
    """The place in which the world of a home is kept.

    :param folder: the folder of a local store
    :param naming: naming profile by which the world is read
    :param country: alpha-2 code of the home
    """

    def __init__(self, folder: Path, home: str, naming: Naming, country: str) -> None:
        self.path = folder / f"world-{hashlib.sha256(home.encode()).hexdigest()[:16]}.bin"
        self._asked = [home, country, _content(naming)]

    def find(self, store: GraphStore) -> World | None:
        """Return the world that is kept for the present state of the store; None if there is none."""
        with suppress(OSError, ValueError), self.path.open("rb") as file:
            state = state_of(store)
            if state is None:
                return None
            head = self._head(state)
            if file.read(len(head)) == head:
                with long_lived_objects():
                    return world_of_bytes(file.read())
        return None

    def keep(self, store: GraphStore, world: World, state: bytes | None) -> None:
        """Keep a world, unless the store has changed since, or contacts in it are not packed.

        :param state: what :func:`state_of` returned before the world was read
        """
        with suppress(OSError, NotPacked):
            content = world_as_bytes(world)
            if state is not None and state_of(store) == state:
                _replace(self.path, self._head(state), content)

    def _head(self, state: bytes) -> bytes:
        return _FORM + self._key + state

    @cached_property
    def _key(self) -> bytes:
        asked = json.dumps([program_digest(*_READERS), *self._asked], ensure_ascii=False)
        return hashlib.sha256(asked.encode()).digest()


def state_of(store: GraphStore) -> bytes | None:
    """Return a digest of the state of the store; None while a load runs, or if it was broken off."""
    return None if unfinished_load(store) else hashlib.sha256(state_token(store).encode()).digest()


def _content(naming: Naming) -> list[object]:
    """Return what of a naming profile decides which parties are partners, and what tells homonyms apart."""
    return [
        naming.id,
        {code: dict(names) for code, names in sorted(naming.names.items())},
        sorted(sorted(group) for group in naming.domestic),
        sorted(naming.outside),
    ]


def _replace(path: Path, *parts: bytes) -> None:
    """Put a file that only its user can read in the place of the one before."""
    for left in path.parent.glob(f"{path.name}.*"):
        if not psutil.pid_exists(int(left.name.split(".")[-2])):
            left.unlink(missing_ok=True)  # its writer was killed
    # The file can be read and written by its user alone.
    number, draft = tempfile.mkstemp(prefix=f"{path.name}.{os.getpid()}.", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.writelines(parts)
        Path(draft).replace(path)
    finally:
        Path(draft).unlink(missing_ok=True)
