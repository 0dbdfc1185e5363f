"""The network around a home on any day, with its measures and a cache.

Facts are read once per load; the network and its measures on a day are computed once per day asked for.
"""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeVar, cast

from graph.facts.as_of import AsOf
from graph.naming.profile import Naming
from graph.network.links import Network
from graph.network.links_on_date import network
from graph.network.measures import NetworkMeasures, measure
from graph.network.recorded_links import RecordedNetwork
from graph.store import GraphStore
from queries.links.gathering import Gathering
from queries.recorded_network import recorded_network
from queries.store_state import last_load

Value = TypeVar("Value")


class RecentResults:
    """A thread-safe cache that drops the least recently used entry.

    :param most: maximum number of entries
    """

    def __init__(self, most: int = 64) -> None:
        self.most = most
        self._results: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, compute: Callable[[], Value]) -> Value:
        """Return the cached value for ``key``; if there is none, call ``compute`` and cache its result."""
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
                return cast(Value, self._results[key])
        result = compute()
        with self._lock:
            self._results[key] = result
            while len(self._results) > self.most:
                self._results.popitem(last=False)
        return result


NETWORK_CACHE = RecentResults()


@dataclass(frozen=True)
class Networks:
    """The network of a home on any day.

    :param key: identifies the graph: store, last load, home, country, naming profile, public or not
    :param recorded: all recorded links
    :param kept: cache for the results
    """

    key: Hashable
    recorded: RecordedNetwork
    kept: RecentResults = field(default=NETWORK_CACHE, repr=False)

    def on(self, as_of: dt.date, known_as_of: dt.date | None = None) -> Network:
        """Return the network on a day, as far as it was known on ``known_as_of``."""
        return self.kept.get(
            ("network", self.key, as_of, known_as_of),
            lambda: network(self.recorded, AsOf(as_of, known_as_of)),
        )

    def measures(
        self,
        scope: str,
        as_of: dt.date,
        known_as_of: dt.date | None = None,
        strengths: Mapping[str, float] | None = None,
    ) -> NetworkMeasures:
        """Return the measures of the network.

        :param scope: ``circle`` or ``wider``
        :param strengths: partner to the strength of its link with the home on that day
        """
        given = tuple(sorted((strengths or {}).items()))
        return self.kept.get(
            ("measures", self.key, scope, as_of, known_as_of, given),
            lambda: measure(self.on(as_of, known_as_of), scope, strengths),
        )


def networks(
    store: GraphStore,
    home: str,
    naming: Naming,
    country: str,
    *,
    public: bool = False,
    gathering: Gathering | None = None,
    kept: RecentResults = NETWORK_CACHE,
) -> Networks:
    """Return the network of ``home``, which is read again only after a new load.

    :param naming: tells which countries and areas are within the remit; others are left out
    :param country: alpha-2 code of the home
    :param public: use only public sources
    :param gathering: the links of this home, if they have already been read
    :param kept: cache for the results
    """
    load = last_load(store)
    key = (store.url, (load.id, load.state, load.finished) if load else None, home, country, naming, public)
    result = kept.get(
        ("recorded", key),
        lambda: recorded_network(store, gathering or Gathering(store, home, naming, country, public=public)),
    )
    return Networks(key, result, kept)
