"""Catalogue answers, input of the planning pack, manual entries and perspectives for the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from dashboard.components.frame import banner
from dashboard.core.page import Page
from dashboard.core.snapshot import StoreSnapshot, ask, per_snapshot
from dashboard.shared import home_facts
from graph.facts.as_of import AsOf
from graph.planning.gaps import unknown_groups
from graph.store import GraphStore, Result
from ingest import entries as stored_entries
from ingest.perspectives import SavedPerspective, saved_perspectives
from queries.catalogue import collection
from queries.catalogue.parameters import ProfileValues
from queries.catalogue.query import Query
from reports.document import Document
from reports.planning_pack.gather import gather
from reports.planning_pack.material import PackInput
from reports.planning_pack.pack import pack


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


@per_snapshot(20, hashed=3)
def _material(
    now: StoreSnapshot, digest: str, lang: str, as_of: AsOf, make: Callable[[GraphStore], PackInput]
) -> PackInput:
    del digest, lang, as_of
    return ask(now.settings, make)


def material(page: Page[Any], as_of: AsOf) -> PackInput:
    """Return the pack input on a day; errors in the office's own rules are shown in a banner."""
    now, t = page.now, page.t
    rules, own, faulty = home_facts.rules(now)
    on_date = home_facts.on_day(now, as_of)
    found, failed = home_facts.own_findings(now, on_date, own) if own else ((), ())
    for error in (*faulty, *failed, *unknown_groups(on_date.world, rules)):
        banner(error.line(t.lang), wrong=True)
    network = home_facts.network(now, as_of)

    def make(store: GraphStore) -> PackInput:
        return gather(
            store,
            on_date,
            rules,
            naming=now.naming,
            lang=t.lang,
            own_findings=found,
            network=network,
            recorded_until=page.recorded_until,
            stamp=now.settings.map_approval_no,
        )

    return _material(now, f"{on_date.config.hash} {rules.hash}", t.lang, as_of, make)


@per_snapshot(20, hashed=3)
def _document(
    now: StoreSnapshot, digest: str, lang: str, as_of: AsOf, make: Callable[[], Document]
) -> Document:
    del now, digest, lang, as_of
    return make()


def planning_pack(page: Page[Any]) -> tuple[PackInput, Document]:
    """Return the planning pack of the home on the day of a page, as its files hold it, and its input."""
    made = material(page, page.as_of)
    digest = f"{made.on_date.config.hash} {made.rules.hash}"
    return made, _document(page.now, digest, page.t.lang, page.as_of, lambda: pack(made))


# --- entries and perspectives ---------------------------------------------------------------------


@per_snapshot(20, copied=True)
def entries(now: StoreSnapshot) -> list[stored_entries.ManualEntry]:
    """Return the manual entries of the home, newest first."""
    home = now.home_names
    return ask(
        now.settings,
        lambda store: stored_entries.entries(store, stored_entries.EntryHome(home.id, home.country)),
    )


@per_snapshot(4, copied=True)
def earlier_versions(now: StoreSnapshot) -> dict[str, list[stored_entries.ManualEntry]]:
    """Return what each corrected manual entry of the home said before, by its id."""
    home = now.home_names
    return ask(
        now.settings,
        lambda store: stored_entries.earlier_versions(store, stored_entries.EntryHome(home.id, home.country)),
    )


def perspectives(now: StoreSnapshot) -> list[SavedPerspective]:
    """Return the saved perspectives; not cached, since saving one does not change the last load."""
    return ask(now.settings, lambda store: saved_perspectives(store, now.home_names.id))
