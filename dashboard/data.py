"""The only module that opens a store, and the only one that caches: by address, home and last load, never by time."""

from __future__ import annotations

import datetime as dt
import gc
import json
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from dashboard.growing import LABELS, LISTED, PartnerSurroundings
from dashboard.marks import CircleItem
from dashboard.search import SearchEntry, entry, find, near
from dashboard.texts import LANGUAGES
from graph.errors import FriendCircleError, QueryTimeout, QueryTooLarge, StoreError, StoreUnavailable, UnknownName
from graph.facts.as_of import AsOf
from graph.facts.link_facts import LinkFacts
from graph.facts.world import World
from graph.model.areas import AREAS
from graph.naming.profile import Naming, default_profile, load_naming
from graph.network.links import Network
from graph.planning import gaps
from graph.planning.gap_rules import GapConfig
from graph.store import LOCAL_SCHEME, Credentials, GraphStore, Result, local_folder, local_settings
from graph.store.local_server import Restart
from graph.store.local_server import last_restart as newest_restart
from graph.store.local_settings import DEFAULT_HEAP
from graph.strength.config import StrengthConfig
from graph.strength.ledger import Score, score
from graph.world_on_date import WorldOnDate as OnDay
from ingest import entries as by_hand
from ingest.perspectives import SavedPerspective, kept
from queries import answers, links, own_rules
from queries import pack_input as packs
from queries import subgraph as subgraphs
from queries import world as worlds
from queries.catalogue import Query
from queries.console.run import ConsoleSlots, RunningStatement
from queries.geography import Geography, geography
from queries.network import Networks, networks
from queries.own_rules import OwnRule
from queries.subgraph import GraphEdge, GraphNode, NamedNode, NeighbourCount
from reports.document import Document
from reports.drawing.basemap import land
from reports.drawing.circle_layout import Frame, Layout, Mark, Zone, arrange
from reports.drawing.world_map import MapMark, ZoomStep, arranged, land_path
from reports.planning_pack.pack import SourceLine, StatedFigure
from reports.planning_pack.questions import QUERIES

T = TypeVar("T")
OwnFindings = tuple[tuple[gaps.Finding, ...], tuple[FriendCircleError, ...]]
PREFIX = "FRIENDCIRCLE_"


@dataclass(frozen=True, slots=True)
class DashboardSettings:
    """What the front door hands over in the environment.

    :param store: address of the store
    :param home: id of the home, or empty for the only one of the store
    :param naming: naming profile, or empty for the office's
    :param lang: language at first, or empty for the browser's
    :param strength: file with numbers of one's own for the strength of links, or empty
    :param map_approval_no: what is stamped on pictures, or empty for the usual words
    :param map_basemap: file with the office's own outline of the land, or empty
    :param role: ``editor``, or ``reader`` for who may only look
    """

    store: str = "local:"
    database: str = ""
    user: str = ""
    home: str = ""
    naming: str = ""
    lang: str = ""
    heap: str = DEFAULT_HEAP
    strength: str = ""
    map_approval_no: str = ""
    map_basemap: str = ""
    role: str = "editor"

    @property
    def may_write(self) -> bool:
        """Whether pages may start a writer."""
        return self.role == "editor"


@dataclass(frozen=True, slots=True)
class StoreSnapshot:
    """What is in the store at this moment.

    :param home: the home; None if the store has none, or not the one asked for
    :param wanted: id of the home asked for
    :param homes: ids of all homes the store keeps
    :param usual: id of the home that is shown where none is asked for
    :param load: the last load; None if nothing was ever loaded
    :param unfinished: id of a load under way or broken off, or empty
    :param naming: how countries and areas are called
    """

    settings: DashboardSettings
    home: answers.Home | None
    wanted: str
    load: answers.StoredLoad | None
    unfinished: str
    naming: Naming
    homes: tuple[str, ...] = ()
    usual: str = ""

    @property
    def version(self) -> str:
        """Changes whenever what is in the store may have changed."""
        return f"{self.load.id} {self.load.state} {self.load.finished} {self.unfinished}" if self.load else ""


def settings(environ: Mapping[str, str] = os.environ) -> DashboardSettings:
    """The settings of this process."""
    given = {entry.name: environ.get(PREFIX + entry.name.upper(), "") for entry in fields(DashboardSettings)}
    return DashboardSettings(**{name: value for name, value in given.items() if value})


def origins(environ: Mapping[str, str] = os.environ) -> tuple[dict[str, str], str]:
    """What settles each key of the settings, and the file that was read or empty; as the front door tells it, else as far as the environment does."""
    try:
        told = json.loads(environ.get(PREFIX + "ORIGINS", ""))
        return {str(key): str(kind) for key, kind in told["keys"].items()}, str(told["file"])
    except (ValueError, TypeError, KeyError, AttributeError):
        return {key: "environment" if environ.get(PREFIX + key.upper()) else "default" for key in (*DashboardSettings.__dataclass_fields__, "password")}, ""


def has_password(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a password is set; what it is stays out of every page."""
    return bool(environ.get(PREFIX + "PASSWORD"))


def today() -> dt.date:
    """The day it is."""
    return dt.datetime.now(dt.UTC).astimezone().date()


@st.cache_resource(show_spinner=False, max_entries=4, on_release=GraphStore.close)
def _store(config: DashboardSettings) -> GraphStore:
    password = os.environ.get(PREFIX + "PASSWORD", "")
    credentials = Credentials(config.user, password) if config.user and password else None
    return GraphStore.open(
        config.store,
        access="read",
        credentials=credentials,
        database=config.database or None,
        local=local_settings(os.environ, heap=config.heap),
    )


def _ask(config: DashboardSettings, question: Callable[[GraphStore], T]) -> T:
    """Put a question to the store; a connection that has died is opened anew, once.

    :raises StoreError: if the store does not answer
    """
    try:
        return question(_store(config))
    except (QueryTimeout, QueryTooLarge):
        raise
    except StoreError:
        _store.clear()
        return question(_store(config))


def last_restart(config: DashboardSettings) -> Restart | None:
    """The newest start of a local store by its watchdog; None where there was none, or the store is a server."""
    if not config.store.startswith(LOCAL_SCHEME):
        return None
    return newest_restart(local_folder(config.store, local_settings(os.environ).folder))


@contextmanager
def _kept_for_long() -> Iterator[None]:
    """Millions of small objects that stay: the collector need not go through them again and again, neither while they are made nor at every click after."""
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


def situation(config: DashboardSettings, asked: str = "") -> StoreSnapshot:
    """What is in the store now; asked anew on every run of a page, since it decides which cached answers still hold.

    :param asked: id of the home to ask about; of one that the store does not keep nothing is asked
    :raises StoreError: if the store does not answer
    """

    def look(store: GraphStore) -> StoreSnapshot:
        load = answers.last_load(store)
        kept = answers.homes(store)
        usual = config.home or (kept[0] if kept else "")
        wanted = asked if asked in kept else usual
        home = answers.home(store, wanted) if wanted else None
        return StoreSnapshot(
            config,
            home,
            wanted,
            load,
            answers.unfinished_load(store),
            _naming_of(config, home),
            tuple(kept),
            usual,
        )

    return _ask(config, look)


@st.cache_data(show_spinner=False, max_entries=8)
def _homes(config: DashboardSettings, version: str, homes: tuple[str, ...]) -> list[answers.Home]:
    del version
    return _ask(config, lambda store: [found for identifier in homes if (found := answers.home(store, identifier))])


def homes(now: StoreSnapshot) -> list[answers.Home]:
    """The homes the store keeps, with their names."""
    return _homes(now.settings, now.version, now.homes)


def naming_of(now: StoreSnapshot, home: answers.Home) -> Naming:
    """How countries and areas are called where that home is shown."""
    return _naming_of(now.settings, home)


def _naming_of(config: DashboardSettings, home: answers.Home | None) -> Naming:
    return naming(config.naming or (home.naming if home else ""), home.names.country if home else "")


def naming(profile: str, country: str) -> Naming:
    """The naming profile of that name, else the default for the country."""
    try:
        return load_naming(profile or default_profile(country))
    except UnknownName:
        return load_naming("un")


@st.cache_resource(show_spinner=False, max_entries=200)
def _circle(config: DashboardSettings, version: str, home: str, country: str, profile: str, as_of: dt.date) -> answers.Circle:
    del version
    return _ask(config, lambda store: answers.circle(store, home, naming(profile, country), country, as_of))


def circle(now: StoreSnapshot, as_of: dt.date) -> answers.Circle:
    """The circle of the home on a day."""
    names = _home(now).names
    return _circle(now.settings, now.version, names.id, names.country, now.naming.id, as_of)


@st.cache_resource(show_spinner=False, max_entries=500)
def _card(config: DashboardSettings, version: str, home: str, partner: str, as_of: dt.date) -> answers.PartnerCard:
    del version
    return _ask(config, lambda store: answers.card(store, home, partner, as_of))


def card(now: StoreSnapshot, partner: str, as_of: dt.date) -> answers.PartnerCard:
    """What is known of a partner."""
    return _card(now.settings, now.version, _home(now).names.id, partner, as_of)


@st.cache_data(show_spinner=False, max_entries=200)
def _newest(config: DashboardSettings, version: str, home: str, as_of: dt.date) -> list[answers.CardContact]:
    del version
    return _ask(config, lambda store: answers.newest(store, home, as_of))


def newest(now: StoreSnapshot, as_of: dt.date) -> list[answers.CardContact]:
    """The newest visits."""
    return _newest(now.settings, now.version, _home(now).names.id, as_of)


@st.cache_resource(show_spinner=False, max_entries=4)
def _links(config: DashboardSettings, version: str, home: str, country: str, profile: str) -> links.HomeLinks:
    del version
    with _kept_for_long():
        return _ask(config, lambda store: links.links(store, home, naming(profile, country), country))


def partners(now: StoreSnapshot) -> links.HomeLinks:
    """The facts behind every link of the home."""
    names = _home(now).names
    return _links(now.settings, now.version, names.id, names.country, now.naming.id)


@st.cache_resource(show_spinner=False, max_entries=4)
def _world(config: DashboardSettings, version: str, home: str, country: str, profile: str) -> World:
    del version
    return _ask(config, lambda store: worlds.world(store, home, naming(profile, country), country)[0])


def world(now: StoreSnapshot) -> World:
    """Everything that is recorded of the relations of the home."""
    names = _home(now).names
    return _world(now.settings, now.version, names.id, names.country, now.naming.id)


@st.cache_resource(show_spinner=False, max_entries=4)
def _networks(config: DashboardSettings, version: str, home: str, country: str, profile: str) -> Networks:
    del version
    return _ask(config, lambda store: networks(store, home, naming(profile, country), country))


def network(now: StoreSnapshot, as_of: dt.date) -> Network:
    """Who is joined with whom on a day."""
    names = _home(now).names
    return _networks(now.settings, now.version, names.id, names.country, now.naming.id).on(as_of)


@st.cache_resource(show_spinner=False, max_entries=4)
def _rules(config: DashboardSettings, version: str, home: str) -> tuple[GapConfig, tuple[OwnRule, ...], tuple[FriendCircleError, ...]]:
    del version

    def look(store: GraphStore) -> tuple[GapConfig, tuple[OwnRule, ...], tuple[FriendCircleError, ...]]:
        rules = own_rules.rules_of(store, home)
        own, errors = own_rules.parse_own_rules(own_rules.own_files_of(store, home), rules.rules)
        return rules.beside(entry.rule for entry in own), tuple(own), tuple(errors)

    return _ask(config, look)


def rules(now: StoreSnapshot) -> tuple[GapConfig, tuple[OwnRule, ...], tuple[FriendCircleError, ...]]:
    """The rules that find gaps: all in force, those of the office, and what is wrong with those that cannot be used."""
    return _rules(now.settings, now.version, _home(now).names.id)


@st.cache_resource(show_spinner=False, max_entries=40)
def _own_findings(config: DashboardSettings, version: str, home: str, as_of: dt.date, _asked: OnDay, _own: tuple[OwnRule, ...]) -> OwnFindings:
    del version, home, as_of
    found: list[gaps.Finding] = []
    errors: list[FriendCircleError] = []
    shared = own_rules.SharedTime(time.monotonic)
    for rule in _own:
        try:
            own_found, remarks = _ask(config, partial(_run_own, rule, _asked, shared))
            found += own_found
            errors += remarks
        except StoreError as error:
            if isinstance(error, StoreUnavailable):
                raise
            errors.append(error)
        except FriendCircleError as error:
            errors.append(error)
    return tuple(found), tuple(errors)


def _run_own(rule: OwnRule, asked: OnDay, shared: own_rules.SharedTime, store: GraphStore) -> tuple[list[gaps.Finding], list[FriendCircleError]]:
    return own_rules.run_own_rule(store, rule, asked, shared)


def own_findings(now: StoreSnapshot, asked: OnDay, own: tuple[OwnRule, ...]) -> OwnFindings:
    """What the rules of the office find on a day, and what is to be said of them: why one could not run, or a remark on it."""
    return _own_findings(now.settings, now.version, _home(now).names.id, asked.day, asked, own)


@st.cache_resource(show_spinner=False, max_entries=4)
def _listed(config: DashboardSettings, version: str, home: str) -> tuple[dict[str, SourceLine], tuple[StatedFigure, ...]]:
    del version

    def look(store: GraphStore) -> tuple[dict[str, SourceLine], tuple[StatedFigure, ...]]:
        lines = {name: SourceLine.of(row) for name, row in packs.sources(store).items()}
        figures = [StatedFigure.of(row) for row in packs.stated(store, home)]
        return lines, tuple(figures)

    return _ask(config, look)


@st.cache_data(show_spinner=False, max_entries=40)
def _received(config: DashboardSettings, version: str, home: str, year: int) -> tuple[int, int]:
    del version
    return _ask(config, lambda store: packs.received(store, home, year))


@st.cache_data(show_spinner=False, max_entries=40)
def _meeting(config: DashboardSettings, version: str, home: str, as_of: dt.date) -> dict[str, list[dict[str, Any]]]:
    del version
    return _ask(config, lambda store: packs.asked(store, home, QUERIES.values(), as_of, as_of.year))


def meeting(now: StoreSnapshot, as_of: dt.date) -> dict[str, list[dict[str, Any]]]:
    """Rows of the queries behind the ten questions of a meeting."""
    return _meeting(now.settings, now.version, _home(now).names.id, as_of)


def pack_parts(now: StoreSnapshot, year: int) -> tuple[dict[str, SourceLine], tuple[StatedFigure, ...], tuple[int, int]]:
    """What a pack lists beside the world: the sources, the figures the home states, and the groups received in a year."""
    home = _home(now).names.id
    return (*_listed(now.settings, now.version, home), _received(now.settings, now.version, home, year))


@st.cache_resource(show_spinner=False, max_entries=20)
def document(version: str, home: str, profile: str, digest: str, lang: str, as_of: dt.date, _make: Callable[[], Document]) -> Document:
    """The pack of a home on a day."""
    del version, home, profile, digest, lang, as_of
    return _make()


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """What an office changes, as the store keeps it: where each text comes from, and the text.

    :param strength: numbers and words for the strength of links, the later above the earlier
    :param gaps: limits and switches of the rules
    :param rules: rules of its own, by the name of the file
    """

    strength: tuple[tuple[str, str], ...]
    gaps: tuple[tuple[str, str], ...]
    rules: Mapping[str, str]


@st.cache_data(show_spinner=False, max_entries=8)
def _own_files(config: DashboardSettings, version: str, home: str) -> OwnFiles:
    del version

    def look(store: GraphStore) -> OwnFiles:
        numbers = [
            (f"strength.toml ({row['collection']})", str(row["strength"])) for row in links.ask(store, "strength/own_numbers", home=home) if row["strength"]
        ]
        gap_rows = links.ask(store, "gaps/own", home=home)
        limits = [(f"gaps.toml ({row['collection']})", str(row["gaps"])) for row in gap_rows if row["gaps"]]
        return OwnFiles(tuple(numbers), tuple(limits), own_rules.own_files_of(store, home))

    return _ask(config, look)


def own_files(now: StoreSnapshot) -> OwnFiles:
    """What the office of the home changes of numbers and rules, and the file of this user's settings where there is one."""
    found = _own_files(now.settings, now.version, _home(now).names.id)
    return replace(found, strength=(*found.strength, *_users_numbers(now)))


def _users_numbers(now: StoreSnapshot) -> tuple[tuple[str, str], ...]:
    return ((now.settings.strength, Path(now.settings.strength).read_text(encoding="utf-8-sig")),) if now.settings.strength else ()


@st.cache_resource(show_spinner=False, max_entries=4)
def _numbers(config: DashboardSettings, version: str, home: str, own: tuple[tuple[str, str], ...]) -> StrengthConfig:
    del version
    return _ask(config, lambda store: links.config_of(store, home, *own))


def numbers(now: StoreSnapshot) -> StrengthConfig:
    """The numbers by which strength is measured; :raises ConfigurationError: if those of the office cannot be used."""
    own = tuple((text, where) for where, text in _users_numbers(now))
    return _numbers(now.settings, now.version, _home(now).names.id, own)


@st.cache_resource(show_spinner=False, max_entries=200)
def _scores(
    version: str, home: str, profile: str, digest: str, as_of: dt.date, partners: tuple[str, ...], _found: links.HomeLinks, _config: StrengthConfig
) -> Mapping[str, Score]:
    del version, home, profile, digest
    return {partner: found for partner in partners if (found := score(_found.partners[partner].facts, _config, as_of)).present}


def scores(now: StoreSnapshot, as_of: dt.date, wanted: Iterable[str]) -> Mapping[str, Score]:
    """The strength of these links with its lines and ranges; those of which nothing was there by that day are left out. Of all links see :func:`levels`."""
    config, every = numbers(now), partners(now)
    known = tuple(partner for partner in wanted if partner in every.partners)
    return _scores(now.version, _home(now).names.id, now.naming.id, config.hash, as_of, known, every, config)


@st.cache_resource(show_spinner=False, max_entries=12)
def _on_day(version: str, home: str, profile: str, digest: str, day: dt.date, _world: World, _config: StrengthConfig) -> OnDay:
    del version, home, profile, digest
    return OnDay(_world, _config, AsOf(day))


def on_day(now: StoreSnapshot, day: dt.date) -> OnDay:
    """How everything stood on a day; what it works out is kept with it."""
    config = numbers(now)
    return _on_day(now.version, _home(now).names.id, now.naming.id, config.hash, day, world(now), config)


def at_homes(now: StoreSnapshot) -> list[StoreSnapshot]:
    """Every home of the store, that of the page first, each as a page of its own would be given it; countries and areas are called as on this page."""
    found = sorted(homes(now), key=lambda home: home.names.id != now.wanted)
    return [replace(now, home=home, wanted=home.names.id) for home in found]


@st.cache_resource(show_spinner=False, max_entries=100)
def _levels(version: str, home: str, profile: str, digest: str, as_of: dt.date, _found: links.HomeLinks, _config: StrengthConfig) -> Mapping[str, Score]:
    del version, home, profile, digest
    return {entry.partner: replace(entry, lines=()) for entry in links.scores(_found, _config, as_of, ranges=False)}


def levels(now: StoreSnapshot, as_of: dt.date) -> Mapping[str, Score]:
    """The strength of every link of which anything was there by a day, strongest first, without lines and ranges, which take three times as long."""
    config = numbers(now)
    return _levels(now.version, _home(now).names.id, now.naming.id, config.hash, as_of, partners(now), config)


@st.cache_data(show_spinner=False, max_entries=400)
def _history(
    version: str, home: str, profile: str, digest: str, partner: str, days: tuple[dt.date, ...], _facts: LinkFacts, _config: StrengthConfig
) -> list[Score]:
    del version, home, profile, digest, partner
    return [replace(score(_facts, _config, day), lines=()) for day in days]


def history(now: StoreSnapshot, partner: str, days: Iterable[dt.date]) -> list[Score]:
    """The strength of one link on several days, without the lines."""
    config = numbers(now)
    return _history(now.version, _home(now).names.id, now.naming.id, config.hash, partner, tuple(days), partners(now).partners[partner].facts, config)


@st.cache_data(show_spinner=False, max_entries=20)
def _called(config: DashboardSettings, version: str, home: str) -> dict[str, answers.Names]:
    del version

    def look(store: GraphStore) -> dict[str, answers.Names]:
        found: dict[str, answers.Names] = {}
        for name, key, label in (("ties", "tie", ""), ("consulates", "consulate", "Consulate"), ("projects", "project", "Project")):
            for row in answers.asked(store, name, home, dt.date.max)[1].records():
                names = answers.Names(
                    row.get("party") or row[key], row.get("label") or label, row["name_zh"] or "", row["name_en"] or "", "", row.get("country") or ""
                )
                found[row[key]] = names
        return found

    return _ask(config, look)


def called(now: StoreSnapshot) -> dict[str, answers.Names]:
    """What ties (by their other party), posts and projects are called, by the id of the fact."""
    return _called(now.settings, now.version, _home(now).names.id)


@st.cache_data(show_spinner=False, max_entries=200)
def _citations(config: DashboardSettings, version: str, facts: tuple[str, ...]) -> dict[str, tuple[answers.Citation, ...]]:
    del version
    return _ask(config, lambda store: links.citations(store, facts))


def citations(now: StoreSnapshot, facts: Iterable[str]) -> dict[str, tuple[answers.Citation, ...]]:
    """The sources of facts, by the id of the fact."""
    return _citations(now.settings, now.version, tuple(sorted(set(facts))))


@st.cache_data(show_spinner=False, max_entries=20)
def _reach(config: DashboardSettings, version: str, home: str, day: dt.date) -> answers.RecordSpan:
    del version
    return _ask(config, lambda store: answers.reach(store, home, day))


def reach(now: StoreSnapshot, day: dt.date) -> answers.RecordSpan:
    """Of which days the records tell."""
    return _reach(now.settings, now.version, _home(now).names.id, day)


@st.cache_data(show_spinner=False, max_entries=40)
def _table(config: DashboardSettings, version: str, home: str, name: str, day: dt.date, most: int) -> tuple[Query, Result]:
    del version
    return _ask(config, lambda store: answers.asked(store, name, home, day, most))


def table(now: StoreSnapshot, name: str, day: dt.date, most: int) -> tuple[Query, Result]:
    """A question of the catalogue, with its columns."""
    return _table(now.settings, now.version, _home(now).names.id, name, day, most)


@st.cache_data(show_spinner=False, max_entries=200)
def _answer(config: DashboardSettings, version: str, home: str, name: str, day: dt.date, given: tuple[tuple[str, str], ...]) -> tuple[Query, Result]:
    del version
    return _ask(config, lambda store: answers.asked(store, name, home, day, given=dict(given)))


def answer(now: StoreSnapshot, name: str, day: dt.date, given: Mapping[str, str]) -> tuple[Query, Result]:
    """The whole answer of a question of the catalogue, with its columns.

    :param given: parameters that are not to have their defaults
    """
    return _answer(now.settings, now.version, _home(now).names.id, name, day, tuple(sorted(given.items())))


def rows(now: StoreSnapshot, name: str, day: dt.date) -> Result:
    """The whole answer of a question of the catalogue with its defaults."""
    return answer(now, name, day, {})[1]


@st.cache_data(show_spinner=False, max_entries=8)
def _called_places(config: DashboardSettings, version: str, profile: str, lang: str) -> dict[str, str]:
    del version
    called = naming(profile, "")
    found = _ask(config, subgraphs.names)
    return {
        named.id: called.area_name(named.country, lang)
        if named.country
        else called.place_name(named.name_en, named.name_zh, named.name_local, lang) or named.id
        for named in found
    }


def called_places(now: StoreSnapshot, lang: str) -> dict[str, str]:
    """What everything with a name is called in a language, by id."""
    return _called_places(now.settings, now.version, now.naming.id, lang)


@st.cache_resource(show_spinner=False, max_entries=4)
def _lying(config: DashboardSettings, version: str) -> Geography:
    del version
    return _ask(config, geography)


def lying(now: StoreSnapshot) -> Geography:
    """Where everything lies."""
    return _lying(now.settings, now.version)


@st.cache_data(show_spinner=False, max_entries=4)
def _land(own: str, changed: int) -> str:
    del changed
    return land_path(land(Path(own) if own else None))


def land_of(now: StoreSnapshot) -> str:
    """The land of the map as a path, from the office's own outline if it has one; :raises ConfigurationError: if that cannot be used."""
    own = now.settings.map_basemap
    return _land(own, Path(own).stat().st_mtime_ns if own and Path(own).is_file() else 0)


@st.cache_data(show_spinner=False, max_entries=100)
def steps(version: str, home: MapMark, spots: tuple[MapMark, ...]) -> tuple[ZoomStep, ...]:
    """How the marks of a map are arranged at each step of zooming."""
    del version
    return arranged(home, spots)


# --- any part of the graph ------------------------------------------------------------------------------------------------------------------------------------


@st.cache_resource(show_spinner=False, max_entries=100)
def _subgraph(config: DashboardSettings, version: str, ids: tuple[str, ...]) -> tuple[dict[str, GraphNode], list[GraphEdge]]:
    del version

    def look(store: GraphStore) -> tuple[dict[str, GraphNode], list[GraphEdge]]:
        found = subgraphs.nodes(store, ids)
        return found, subgraphs.edges(store, found.values())

    return _ask(config, look)


def subgraph(now: StoreSnapshot, ids: Iterable[str]) -> tuple[dict[str, GraphNode], list[GraphEdge]]:
    """The nodes of those ids that are there, and the relationships between them."""
    return _subgraph(now.settings, now.version, tuple(ids))


@st.cache_resource(show_spinner=False, max_entries=400)
def _hanging(config: DashboardSettings, version: str, _node: GraphNode, identifier: str) -> list[NeighbourCount]:
    del version, identifier
    return _ask(config, lambda store: subgraphs.counts(store, _node))


def hanging(now: StoreSnapshot, node: GraphNode) -> list[NeighbourCount]:
    """What hangs on a node, by relationship type, direction and label."""
    return _hanging(now.settings, now.version, node, node.id)


def neighbours(now: StoreSnapshot, node: GraphNode, count: NeighbourCount, known: Iterable[str], most: int) -> list[GraphNode]:
    """What hangs on a node by one relationship type and is not shown yet."""
    return _ask(now.settings, lambda store: subgraphs.neighbours(store, node, count, known=known, most=most))


def ways_between(now: StoreSnapshot, start: GraphNode, end: GraphNode, most: int) -> list[tuple[str, ...]]:
    """The shortest ways from one node to another."""
    return _ask(now.settings, lambda store: subgraphs.ways(store, start, end, most=most))


@st.cache_resource(show_spinner=False, max_entries=4)
def _named(config: DashboardSettings, version: str, profile: str) -> tuple[list[SearchEntry], dict[str, NamedNode]]:
    del version
    called = naming(profile, "")
    found = _ask(config, subgraphs.names)
    entries = []
    for named in found:
        names = [named.name_zh, named.name_en, named.name_local]
        if named.label == "CountryOrArea":
            names += [called.area_name(named.country, lang) for lang in LANGUAGES]
        entries.append(entry(named.id, names))
    return entries, {named.id: named for named in found}


def find_named(now: StoreSnapshot, query: str, most: int) -> list[NamedNode]:
    """Nodes with a name that fits, the best first."""
    entries, named = _named(now.settings, now.version, now.naming.id)
    return [named[identifier] for identifier in find(entries, query, most)]


def find_labelled(now: StoreSnapshot, query: str, labels: Collection[str], most: int) -> list[NamedNode]:
    """Nodes of some labels with a name that fits, the best first; where none fits, those with a name that looks like it."""
    entries, named = _named(now.settings, now.version, now.naming.id)
    among = [candidate for candidate in entries if named[candidate.id].label in labels]
    return [named[identifier] for identifier in find(among, query, most) or near(among, query, most)]


@st.cache_resource(show_spinner=False, max_entries=4)
def _areas(profile: str) -> list[SearchEntry]:
    called = naming(profile, "")
    return [entry(code, [called.area_name(code, lang) for lang in LANGUAGES]) for code in AREAS]


def find_areas(now: StoreSnapshot, query: str, most: int) -> list[str]:
    """Codes of countries and areas whose name fits, the best first."""
    entries = _areas(now.naming.id)
    return find(entries, query, most) or near(entries, query, most)


@st.cache_data(show_spinner=False, max_entries=20)
def _entries(config: DashboardSettings, version: str, home: str, country: str) -> list[by_hand.ManualEntry]:
    del version
    return _ask(config, lambda store: by_hand.entries(store, by_hand.EntryHome(home, country)))


def entries(now: StoreSnapshot) -> list[by_hand.ManualEntry]:
    """What was entered by hand for the home, the newest first."""
    names = _home(now).names
    return _entries(now.settings, now.version, names.id, names.country)


def perspectives(now: StoreSnapshot) -> list[SavedPerspective]:
    """What is kept for the home; asked anew each time, since nobody loads anything when somebody keeps one."""
    return _ask(now.settings, lambda store: kept(store, _home(now).names.id))


def find_titled(now: StoreSnapshot, query: str, most: int) -> list[GraphNode]:
    """Nodes without a name in whose title or text something occurs."""
    return _ask(now.settings, lambda store: subgraphs.titled(store, query, most=most))


def start_statement(now: StoreSnapshot, text: str, parameters: Mapping[str, object], limit: int, seconds: int) -> RunningStatement:
    """A statement that a person wrote, running: it is run once, and its answer is not kept for others.

    :raises FriendCircleError: if it is refused or cannot be understood
    """
    return RunningStatement(_store(now.settings), text, parameters, limit=limit, timeout=seconds, slots=_slots(now.settings))


@st.cache_resource(show_spinner=False)
def _slots(config: DashboardSettings) -> ConsoleSlots:
    """Of a store: two statements at a time where there are up to two cores, else four."""
    del config
    return ConsoleSlots(2 if (os.cpu_count() or 1) <= 2 else 4)


@st.cache_resource(show_spinner=False, max_entries=100)
def layout(
    version: str,
    home: str,
    lang: str,
    as_of: dt.date,
    shown: tuple[str, ...],
    digest: str,
    _marks: Sequence[Mark],
    _sectors: Mapping[str, str],
    _zones: Sequence[Zone],
    _frame: Frame,
) -> Layout:
    """Where the marks of a circle stand.

    :param shown: ids of the marks; with version, home, language, day and the digest of the numbers they settle everything else
    """
    del version, home, lang, as_of, shown, digest
    return arrange(_marks, sectors=_sectors, zones=_zones, frame=_frame)


@st.cache_resource(show_spinner=False, max_entries=12)
def _items(version: str, home: str, profile: str, lang: str, as_of: dt.date, digest: str, _make: Callable[[], list[CircleItem]]) -> list[CircleItem]:
    del version, home, profile, lang, as_of, digest
    return _make()


def items(now: StoreSnapshot, lang: str, as_of: dt.date, make: Callable[[], list[CircleItem]]) -> list[CircleItem]:
    """Everything of the circle on a day, ready to be drawn; made by ``make`` where it is not known yet."""
    return _items(now.version, _home(now).names.id, now.naming.id, lang, as_of, numbers(now).hash, make)


@st.cache_resource(show_spinner=False, max_entries=150)
def _moment(version: str, home: str, profile: str, lang: str, as_of: dt.date, digest: str, _make: Callable[[], list[CircleItem]]) -> list[CircleItem]:
    del version, home, profile, lang, as_of, digest
    return _make()


def moment(now: StoreSnapshot, lang: str, as_of: dt.date, make: Callable[[], list[CircleItem]]) -> list[CircleItem]:
    """The same for one of the many days that are played through; many are kept, so only a circle that can be played is asked for here."""
    return _moment(now.version, _home(now).names.id, now.naming.id, lang, as_of, numbers(now).hash, make)


@st.cache_resource(show_spinner=False, max_entries=100)
def _around(config: DashboardSettings, version: str, place: str) -> PartnerSurroundings:
    del version

    def look(store: GraphStore) -> PartnerSurroundings:
        node = subgraphs.nodes(store, (place,)).get(place)
        found: dict[str, dict[str, GraphNode]] = {label: {} for label in LABELS}
        least = dict.fromkeys(LABELS, 0)
        for count in subgraphs.counts(store, node) if node else ():
            if node and count.label in found and count.way == "in":
                found[count.label] |= {other.id: other for other in subgraphs.neighbours(store, node, count, most=LISTED)}
                least[count.label] = max(least[count.label], count.number)
        # One port may hang on its city in two ways and is one port all the same.
        return PartnerSurroundings(
            {label: tuple(nodes.values())[:LISTED] for label, nodes in found.items()}, {label: max(len(nodes), least[label]) for label, nodes in found.items()}
        )

    return _ask(config, look)


def around(now: StoreSnapshot, place: str) -> PartnerSurroundings:
    """The ports and organisations that hang on a place."""
    return _around(now.settings, now.version, place)


@st.cache_resource(show_spinner=False, max_entries=20)
def index(version: str, home: str, profile: str, lang: str, as_of: dt.date, _make: Callable[[], list[SearchEntry]]) -> list[SearchEntry]:
    """What the search box looks through."""
    del version, home, profile, lang, as_of
    return _make()


def _home(now: StoreSnapshot) -> answers.Home:
    if now.home is None:
        raise ValueError("the store has no home")
    return now.home
