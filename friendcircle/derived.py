"""After a load of files: the links that the graph keeps are made anew."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from friendcircle.session import Session, read_offices

if TYPE_CHECKING:
    from graph.store import GraphStore


def derive_links(session: Session, store: GraphStore, now: dt.datetime) -> None:
    """Make the links that the graph keeps anew, for every home whose country is known."""
    from ingest.derive import derive
    from queries.links import config_of

    for office in read_offices(store):
        if office.home:
            naming = session.naming(office)
            derive(store, office.home, office.country, naming, config_of(store, office.home, *session.numbers()), now.astimezone().date())
