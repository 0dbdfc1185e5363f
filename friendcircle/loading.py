"""Run a load: the lease, the migration of the model, the load itself, and the derived links."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from friendcircle.session import Session, read_offices

if TYPE_CHECKING:
    from graph.store import GraphStore
    from ingest.maintenance.write_lock import Lease

T = TypeVar("T")


def run_load(
    session: Session,
    work: Callable[[GraphStore, Lease | None], T],
    *,
    dry_run: bool,
    patience: float = 0,
    derive: bool = True,
) -> T:
    """Run a load on the store of the session and return its result.

    :param work: plans and applies the load; gets the lease, or None in a dry run, which only reads
    :param patience: seconds to wait for another process that writes
    :param derive: whether to renew the links that the graph stores; otherwise they are stale, recognisable by
        the load they carry, until the next load of files, ``strength --write``, or the process that writes
        for the pages renews them
    """
    with session.open_store("read" if dry_run else "write") as store:
        if dry_run:
            return work(store, None)
        with session.writing(store, patience=patience) as lease:
            done = work(store, lease)
            if derive:
                renew_derived(session, store)
            return done


def pack_contacts(session: Session, store: GraphStore) -> None:
    """Store the contacts of every home in compact form; the caller must hold the write lease.

    A backup holds none, since they follow from the facts.
    """
    from graph.strength.columns.words import ContactWords
    from ingest.derived.contact_packs import write_packs
    from queries.links.contact_reading import ContactReading
    from queries.links.link_scores import config_of

    for office in read_offices(store):
        if office.home:
            words = ContactWords(config_of(store, office.home, *session.numbers()))
            naming = session.naming(office)
            write_packs(store, ContactReading(store, office.home, naming, office.country, words=words))


def renew_derived(session: Session, store: GraphStore) -> None:
    """Renew what the graph stores of links, for every home."""
    from ingest.derived.links import derive
    from queries.links.link_scores import config_of

    for office in read_offices(store):
        if office.home:
            derive(
                store,
                office.home,
                office.country,
                session.naming(office),
                config_of(store, office.home, *session.numbers()),
                session.today,
            )
