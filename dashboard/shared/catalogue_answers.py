"""Catalogue answers, input of the planning pack, manual entries and perspectives for the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from dashboard.components.frame import banner
from dashboard.core.page import Page
from dashboard.core.snapshot import StoreSnapshot, ask, per_snapshot
from dashboard.shared import figures, home_facts
from graph.facts.as_of import AsOf
from graph.planning.gaps import unknown_groups
from graph.store import GraphStore, Result
from ingest import entries as stored_entries
from ingest.perspectives import SavedPerspective, saved_perspectives
from queries import pack_input as packs
from queries.catalogue import collection
from queries.catalogue.parameters import ProfileValues
from queries.catalogue.query import Query
from reports.document import Document
from reports.planning_pack.material import Audience, PackInput, SourceLine, before_period
from reports.planning_pack.questions import QUERIES
from reports.wording.sentences import Wording


def profile_values(now: StoreSnapshot) -> ProfileValues:
    """Return what the naming profile gives for the defaults of queries."""
    return ProfileValues.of(now.naming, now.home_names.country)


@per_snapshot(40, copied=True)
def table(now: StoreSnapshot, name: str, day: dt.date, most: int) -> tuple[Query, Result]:
    """Return a catalogue query and at most ``most`` rows of its answer."""
    home, profile = now.home_names.id, profile_values(now)
    return ask(
        now.settings, lambda store: collection.run_by_name(store, name, home, day, most, profile=profile)
    )


@per_snapshot(200, copied=True)
def _answer(
    now: StoreSnapshot, name: str, as_of: AsOf, given: tuple[tuple[str, str], ...]
) -> tuple[Query, Result]:
    query = collection.find(collection.catalogue(), name)
    asked = collection.both_clocks(query, as_of) | dict(given)
    home, profile = now.home_names.id, profile_values(now)
    return ask(
        now.settings,
        lambda store: collection.run_by_name(store, name, home, as_of.valid_on, given=asked, profile=profile),
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
def sources(now: StoreSnapshot) -> dict[str, SourceLine]:
    """Return all sources by id."""

    def look(store: GraphStore) -> dict[str, SourceLine]:
        return {name: SourceLine.of(row) for name, row in packs.sources(store).items()}

    return ask(now.settings, look)


@per_snapshot(40, copied=True)
def meeting(now: StoreSnapshot, as_of: AsOf) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of the queries behind the ten questions of a meeting."""
    home, profile = now.home_names.id, profile_values(now)
    return ask(
        now.settings,
        lambda store: packs.question_rows(
            store, home, QUERIES.values(), as_of, as_of.valid_on.year, profile=profile
        ),
    )


def material(page: Page[Any], as_of: AsOf) -> PackInput:
    """Return the pack input on a day; errors in the office's own rules are shown in a banner."""
    now, t = page.now, page.t
    rules, own, faulty = home_facts.rules(now)
    on_date = home_facts.on_day(now, as_of)
    found, failed = home_facts.own_findings(now, on_date, own) if own else ((), ())
    for error in (*faulty, *failed, *unknown_groups(on_date.world, rules)):
        banner(error.line(t.lang), wrong=True)
    year = on_date.day.year
    return PackInput(
        on_date=on_date,
        before=before_period(on_date, year),
        rules=rules,
        teller=Wording(on_date.world, rules, now.naming, t),
        words=t,
        period=year,
        audience=Audience.INTERNAL,
        sources=sources(now),
        own_findings=found,
        figures={one: figures.year_input(now, as_of, one) for one in (year - 1, year - 2)},
        asked=meeting(now, as_of),
        network=home_facts.network(now, as_of),
        stamp=now.settings.map_approval_no or "",
    )


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
