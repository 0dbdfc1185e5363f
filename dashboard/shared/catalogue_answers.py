"""Catalogue answers, rows of the planning pack, manual entries and perspectives for the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from dashboard.core.snapshot import StoreSnapshot, ask, per_snapshot
from graph.facts.as_of import AsOf
from graph.store import GraphStore, Result
from ingest import entries as stored_entries
from ingest.perspectives import SavedPerspective, saved_perspectives
from queries import pack_input as packs
from queries.catalogue import collection
from queries.catalogue.query import Query
from reports.document import Document
from reports.planning_pack.material import SourceLine, StatedFigure
from reports.planning_pack.questions import QUERIES


@per_snapshot(40, copied=True)
def table(now: StoreSnapshot, name: str, day: dt.date, most: int) -> tuple[Query, Result]:
    """Return a catalogue query and at most ``most`` rows of its answer."""
    home, outside = now.home_names.id, now.naming.outside
    return ask(
        now.settings, lambda store: collection.run_by_name(store, name, home, day, most, outside=outside)
    )


@per_snapshot(200, copied=True)
def _answer(
    now: StoreSnapshot, name: str, as_of: AsOf, given: tuple[tuple[str, str], ...]
) -> tuple[Query, Result]:
    query = collection.find(collection.catalogue(), name)
    asked = collection.both_clocks(query, as_of) | dict(given)
    home, outside = now.home_names.id, now.naming.outside
    return ask(
        now.settings,
        lambda store: collection.run_by_name(store, name, home, as_of.valid_on, given=asked, outside=outside),
    )


def answer(now: StoreSnapshot, name: str, as_of: AsOf, given: Mapping[str, str]) -> tuple[Query, Result]:
    """Return a catalogue query and its whole answer on a day.

    :param given: further parameters that differ from their defaults
    """
    return _answer(now, name, as_of, tuple(sorted(given.items())))


def rows(now: StoreSnapshot, name: str, as_of: AsOf) -> Result:
    """Return the whole answer of a catalogue query on a day, with default parameters."""
    return answer(now, name, as_of, {})[1]


# --- the planning pack ----------------------------------------------------------------------------


@per_snapshot(4)
def _listed(now: StoreSnapshot) -> tuple[dict[str, SourceLine], tuple[StatedFigure, ...]]:
    def look(store: GraphStore) -> tuple[dict[str, SourceLine], tuple[StatedFigure, ...]]:
        lines = {name: SourceLine.of(row) for name, row in packs.sources(store).items()}
        return lines, tuple(StatedFigure.of(row) for row in packs.stated(store, now.home_names.id))

    return ask(now.settings, look)


@per_snapshot(40, copied=True)
def _received(now: StoreSnapshot, year: int, known_on: dt.date | None) -> tuple[int, int]:
    return ask(now.settings, lambda store: packs.received(store, now.home_names.id, year, known=known_on))


@per_snapshot(40, copied=True)
def meeting(now: StoreSnapshot, as_of: AsOf) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of the queries behind the ten questions of a meeting."""
    home, outside = now.home_names.id, now.naming.outside
    return ask(
        now.settings,
        lambda store: packs.question_rows(
            store, home, QUERIES.values(), as_of, as_of.valid_on.year, outside=outside
        ),
    )


def pack_parts(
    now: StoreSnapshot, year: int, known_on: dt.date | None
) -> tuple[dict[str, SourceLine], tuple[StatedFigure, ...], tuple[int, int]]:
    """Return sources, figures stated by the home, and the counts of groups received in a year."""
    return (*_listed(now), _received(now, year, known_on))


@per_snapshot(20, hashed=3)
def document(
    now: StoreSnapshot, digest: str, lang: str, as_of: AsOf, make: Callable[[], Document]
) -> Document:
    """Return the planning pack of a home on a day, made by ``make`` if it is not cached."""
    del now, digest, lang, as_of
    return make()


# --- entries and perspectives ---------------------------------------------------------------------


@per_snapshot(20, copied=True)
def entries(now: StoreSnapshot) -> list[stored_entries.ManualEntry]:
    """Return the manual entries of the home, newest first."""
    home = now.home_names
    return ask(
        now.settings,
        lambda store: stored_entries.entries(store, stored_entries.EntryHome(home.id, home.country)),
    )


def perspectives(now: StoreSnapshot) -> list[SavedPerspective]:
    """Return the saved perspectives; not cached, since saving one does not change the last load."""
    return ask(now.settings, lambda store: saved_perspectives(store, now.home_names.id))
