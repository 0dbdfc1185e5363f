"""Run a load: the lease, the migration of the model, the load itself, and the derived links."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from friendcircle.session import Session, read_offices
from friendcircle.settings.settings import StoredOffice
from graph.sanitize import file_stem

if TYPE_CHECKING:
    from graph.store import GraphStore
    from ingest.maintenance.write_lock import Lease
    from ingest.registers.kept import RegisterFolder

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


def register_folder(session: Session, office: StoredOffice) -> RegisterFolder:
    """Return the folder of the registers that are kept for a home, beside the local store of the user."""
    from ingest.registers.kept import RegisterFolder

    folder = session.settings.data_folder.parent / "registers" / file_stem(office.home, "home")
    return RegisterFolder(folder, office.home, office.country, office.naming)


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
