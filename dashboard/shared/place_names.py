"""Names of nodes, and search by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import replace

from dashboard.core.name_search import SearchEntry, entry, find, folded, near
from dashboard.core.snapshot import StoreSnapshot, ask, per_snapshot
from dashboard.core.texts import LANGUAGES
from graph.facts.names import Names, name_told_apart
from graph.i18n import Bilingual
from graph.model.areas import AREAS
from graph.store import GraphStore
from queries import subgraph as subgraphs
from queries.catalogue import collection
from queries.names_on_record import homonyms
from queries.subgraph import GraphNode

#: Queries that list facts without names of their own: query, column of the fact, and label if no column has
#: it.
_FACTS = (("ties", "tie", ""), ("consulates", "consulate", "Consulate"), ("projects", "project", "Project"))


@per_snapshot(20, copied=True)
def called(now: StoreSnapshot) -> dict[str, Names]:
    """Return the names of ties (that of the other party), consulates and projects by fact id."""

    def look(store: GraphStore) -> dict[str, Names]:
        found: dict[str, Names] = {}
        alike = homonyms(store, now.naming)
        for name, key, label in _FACTS:
            for row in collection.run_by_name(store, name, now.home_names.id, dt.date.max)[1].records():
                party, kind = row.get("party") or row[key], row.get("label") or label
                names = Names.of({**row, "name_local": ""}, party, kind)
                apart = alike.get(party)
                found[row[key]] = (
                    replace(names, apart_en=apart.en, apart_zh=apart.zh) if apart is not None else names
                )
        return found

    return ask(now.settings, look)


@per_snapshot(8, copied=True)
def called_places(now: StoreSnapshot, lang: str) -> dict[str, str]:
    """Return the display name of every named node in a language, by id."""
    return {
        named.id: now.naming.area_name(named.country, lang)
        if named.country
        else name_told_apart(
            now.naming.place_name(named.en, named.zh, named.local, lang) or named.id,
            Bilingual(named.apart_en, named.apart_zh),
            lang,
        )
        for named in _every_name(now)
    }


@per_snapshot(4)
def _every_name(now: StoreSnapshot) -> list[Names]:
    return ask(now.settings, lambda store: subgraphs.names(store, now.naming))


@per_snapshot(4)
def _named(now: StoreSnapshot) -> tuple[list[SearchEntry], dict[str, Names]]:
    found = _every_name(now)
    entries = []
    for named in found:
        names = [named.zh, named.en, named.local, *(name.text for name in named.others)]
        if named.label == "CountryOrArea":
            names += [now.naming.area_name(named.country, lang) for lang in LANGUAGES]
        entries.append(entry(named.id, names))
    return entries, {named.id: named for named in found}


def find_named(now: StoreSnapshot, query: str, most: int) -> list[Names]:
    """Return nodes whose name matches, best first."""
    entries, named = _named(now)
    return [named[identifier] for identifier in find(entries, query, most)]


def find_labelled(now: StoreSnapshot, query: str, labels: Collection[str], most: int) -> list[Names]:
    """Return nodes of some labels whose name matches, best first; else those with a similar name."""
    entries, named = _named(now)
    among = [candidate for candidate in entries if named[candidate.id].label in labels]
    return [named[identifier] for identifier in find(among, query, most) or near(among, query, most)]


def called_alike(now: StoreSnapshot, label: str, names: Collection[str]) -> list[Names]:
    """Return the nodes of a label that have one of these names, whatever the case and accents."""
    wanted = {folded(name) for name in names}
    return [
        known
        for known in _every_name(now)
        if known.label == label
        and wanted & {folded(name) for name in (known.zh, known.en, known.local) if name}
    ]


@per_snapshot(4)
def _areas(now: StoreSnapshot) -> list[SearchEntry]:
    return [entry(code, [now.naming.area_name(code, lang) for lang in LANGUAGES]) for code in AREAS]


def find_areas(now: StoreSnapshot, query: str, most: int) -> list[str]:
    """Return codes of countries and areas whose name matches, best first; without a match similar ones."""
    return find(_areas(now), query, most) or near(_areas(now), query, most)


def find_titled(now: StoreSnapshot, query: str, most: int) -> list[GraphNode]:
    """Return unnamed nodes whose title or text contains ``query``."""
    return ask(now.settings, lambda store: subgraphs.titled(store, query, most=most))


@per_snapshot(20, hashed=2)
def index(
    now: StoreSnapshot, lang: str, as_of: dt.date, make: Callable[[], list[SearchEntry]]
) -> list[SearchEntry]:
    """Return the search index of the circle, made by ``make`` if it is not cached."""
    del now, lang, as_of
    return make()
