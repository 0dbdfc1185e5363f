"""Snapshot of the store: the only module of the dashboard that opens a store, and the only one that caches.

Results are kept as long as the store does not change: the cache key is made of the address, the home and the
last load, never of the time. A reader is a function of a :class:`StoreSnapshot` decorated with
:func:`per_snapshot`.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st

from graph.errors import QueryTimeout, QueryTooLarge, StoreError, UnknownName
from graph.facts.names import Names
from graph.naming.profile import Naming, default_profile, load_naming
from graph.settings.program import Settings, day_for_today
from graph.store import LOCAL_SCHEME, Credentials, GraphStore, local_folder, local_settings
from graph.store.server_state import Restart
from graph.store.server_state import last_restart as newest_restart
from queries import homes as stored_homes
from queries import store_state

T = TypeVar("T")
P = ParamSpec("P")


def today() -> dt.date:
    """Return today's date in the local time zone, or the day that the environment names.

    :raises ConfigurationError: if that is no day
    """
    return day_for_today(os.environ, dt.datetime.now(dt.UTC).astimezone().date())


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSnapshot:
    """State of the store at one moment.

    :param home: the home; None if the store has none, or not the one requested
    :param wanted: id of the home requested
    :param homes: ids of all homes in the store
    :param usual: id of the home shown when none is requested
    :param load: the last load; None if nothing was ever loaded
    :param unfinished: id of a running or aborted load, or empty
    :param naming: naming profile of countries and areas
    """

    settings: Settings
    home: stored_homes.Home | None
    wanted: str
    load: store_state.StoredLoad | None
    unfinished: str
    naming: Naming
    homes: tuple[str, ...] = ()
    usual: str = ""

    @property
    def home_names(self) -> Names:
        """Names of the home; :raises ValueError: if there is none"""
        if self.home is None:
            raise ValueError("the store has no home")
        return self.home.names

    @property
    def version(self) -> str:
        """A text that changes whenever the store may have changed."""
        return f"{self.load.id} {self.load.state} {self.load.finished} {self.unfinished}" if self.load else ""


# --- the store ------------------------------------------------------------------------------------


@st.cache_resource(show_spinner=False, max_entries=4, on_release=GraphStore.close)
def store_of(config: Settings) -> GraphStore:
    """Return the store of these settings, opened for reading."""
    credentials = Credentials(config.user, config.password) if config.user and config.password else None
    return GraphStore.open(
        config.store,
        access="read",
        credentials=credentials,
        database=config.database,
        local=local_settings(os.environ, heap=config.heap),
    )


def ask(config: Settings, question: Callable[[GraphStore], T]) -> T:
    """Run a query function on the store; a broken connection is reopened once.

    :raises StoreError: if the store does not answer
    """
    try:
        return question(store_of(config))
    except (QueryTimeout, QueryTooLarge):
        raise
    except StoreError:
        store_of.clear()
        return question(store_of(config))


def last_restart(config: Settings) -> Restart | None:
    """Return the last restart of a local store by its watchdog; None without one and for a server."""
    if not config.store.startswith(LOCAL_SCHEME):
        return None
    return newest_restart(local_folder(config.store, local_settings(os.environ).folder))


def take_snapshot(config: Settings, asked: str = "") -> StoreSnapshot:
    """Return a snapshot of the store, read on every run of a page since it decides which cached results hold.

    :param asked: id of the home requested; an unknown one is replaced by the default
    :raises StoreError: if the store does not answer
    """

    def look(store: GraphStore) -> StoreSnapshot:
        load = store_state.last_load(store)
        known = stored_homes.homes(store)
        usual = config.home or (known[0] if known else "")
        wanted = asked if asked in known else usual
        home = stored_homes.home(store, wanted) if wanted else None
        unfinished, naming = store_state.unfinished_load(store), _naming_of(config, home)
        return StoreSnapshot(
            settings=config,
            home=home,
            wanted=wanted,
            load=load,
            unfinished=unfinished,
            naming=naming,
            homes=tuple(known),
            usual=usual,
        )

    return ask(config, look)


# --- naming and homes -----------------------------------------------------------------------------


def naming_profile(profile: str, country: str) -> Naming:
    """Return the naming profile of that name, else the default for the country, else ``un``."""
    try:
        return load_naming(profile or default_profile(country))
    except UnknownName:
        return load_naming("un")


def naming_of(now: StoreSnapshot, home: stored_homes.Home) -> Naming:
    """Return the naming profile used where ``home`` is shown."""
    return _naming_of(now.settings, home)


def _naming_of(config: Settings, home: stored_homes.Home | None) -> Naming:
    return naming_profile(config.naming or (home.naming if home else ""), home.names.country if home else "")


# --- the cache ------------------------------------------------------------------------------------


def per_snapshot(
    entries: int,
    *,
    hashed: int | None = None,
    also: Callable[[StoreSnapshot], Hashable] = lambda now: None,
    copied: bool = False,
) -> Callable[[Callable[Concatenate[StoreSnapshot, P], T]], Callable[Concatenate[StoreSnapshot, P], T]]:
    """Cache the result of a function of a snapshot until the store changes.

    :param entries: maximum number of results kept
    :param hashed: number of arguments after the snapshot that are part of the key; None: all of them
    :param also: computes a further part of the key from the snapshot
    :param copied: whether each caller gets a copy that it may change; otherwise all share one object
    """

    def decorate(
        function: Callable[Concatenate[StoreSnapshot, P], T],
    ) -> Callable[Concatenate[StoreSnapshot, P], T]:
        def keep(_now: StoreSnapshot, _arguments: tuple[Any, ...], key: tuple[Any, ...]) -> T:
            del key
            return function(_now, *_arguments)  # type: ignore[call-arg]

        # Streamlit distinguishes cached functions by these names.
        keep.__module__, keep.__qualname__ = function.__module__, f"{function.__qualname__}.keep"
        cache = st.cache_data if copied else st.cache_resource
        kept = cache(show_spinner=False, max_entries=entries)(keep)

        @wraps(function)
        def reader(now: StoreSnapshot, /, *arguments: P.args, **named: P.kwargs) -> T:
            if named:
                raise TypeError(f"{function.__name__} takes no named arguments")
            home = now.home.names if now.home else None
            whose = (home.id, home.country) if home else ()
            key = (now.settings, now.version, whose, now.naming.id, also(now), arguments[:hashed])
            found: T = kept(now, arguments, key)
            return found

        return reader

    return decorate


@per_snapshot(8, copied=True)
def homes(now: StoreSnapshot) -> list[stored_homes.Home]:
    """Return the homes in the store with their names."""
    return ask(
        now.settings,
        lambda store: [found for identifier in now.homes if (found := stored_homes.home(store, identifier))],
    )


def at_homes(now: StoreSnapshot) -> list[StoreSnapshot]:
    """Return a snapshot per home of the store, the page's home first; all use this page's naming profile."""
    found = sorted(homes(now), key=lambda home: home.names.id != now.wanted)
    return [replace(now, home=home, wanted=home.names.id) for home in found]
