"""One run of the command line: its settings, its texts, the store it opens, and its output."""

from __future__ import annotations

import datetime as dt
import secrets
import shutil
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from friendcircle.answers import output
from friendcircle.errors import CommandError
from friendcircle.session_settings import LOCAL, SessionSettings
from friendcircle.settings.settings import StoredOffice, choose_office
from graph.sanitize import terminal_line
from graph.settings.program import READER
from graph.suggest import near_matches

if TYPE_CHECKING:
    from graph.naming.profile import Naming
    from graph.store import GraphStore
    from ingest.maintenance.write_lock import Lease, Owner

#: Callback with the name of a stage, the number done and the total.
Progress = Callable[[str, int, int], None]

#: Text about a restart by the watchdog, by its reason.
RESTARTED = {
    "statement": "note.restarted_statement",
    "silent": "note.restarted_silent",
    "failed": "note.restarted_failed",
    "died": "note.restarted_died",
}
#: Seconds that a small write waits for another process, so that two people who save at once both succeed.
PATIENCE = 20.0


class Session(SessionSettings):
    """Context of a command: its settings, the store and home that it uses, and its output."""

    @contextmanager
    def open_store(
        self, access: Literal["read", "write"] = "read", *, check: bool = True, at: str = ""
    ) -> Iterator[GraphStore]:
        """Open the store that the settings name, started if necessary.

        :param check: whether to check before reading that this program supports the store's model version
        :param at: address of another store
        """
        from graph.store import GraphStore
        from ingest.maintenance.model_version import check_readable

        settings = self.settings
        if access == "write" and settings.role == READER:
            raise CommandError("reader")
        begun = time.time()
        address = at or settings.store
        is_local = address.startswith(LOCAL)
        if is_local:
            self.install()
        with GraphStore.open(
            address,
            access=access,
            credentials=None if is_local else self.credentials_for(at) if at else self.credentials,
            database=settings.database,
            local=self.local if is_local else None,
        ) as store:
            if check and access == "read":
                check_readable(store)
            try:
                yield store
            finally:
                self._tell_restart(store, begun)

    def install(self) -> None:
        """Fetch the software of the local store if it is missing, with a progress bar on a terminal.

        :raises FriendCircleError: if it cannot be installed
        """
        from graph.store import installation
        from graph.store.local_settings import heap_bytes, silent

        heap_bytes(self.local.heap)  # report a heap that is too small before anything is fetched
        if installation.is_installed(self.local):
            return
        self.remark("note.installing")
        with self.progress() as progress:
            installation.install(self.local, progress or silent)

    def _tell_restart(self, store: GraphStore, since: float) -> None:
        """Report that the store was restarted while this command was running."""
        from graph.store import server_state

        if store.server is not None:
            done = server_state.last_restart(store.server.folder)
            if done is not None and done.at >= since:
                self.remark(RESTARTED[done.reason], statement=done.statement)

    def lease(self, store: GraphStore, *, patience: float = 0) -> AbstractContextManager[Lease]:
        """Return the lease to write to ``store``.

        :raises StoreBusy: on entering, if another process does not release it within ``patience`` seconds
        """
        from ingest.maintenance.write_lock import writing

        return writing(store, owner=self.owner(), clock=time.monotonic, patience=patience)

    def owner(self) -> Owner:
        """Return the running process as the owner of a lease."""
        from ingest.maintenance.write_lock import Owner

        return Owner.here(secrets.token_hex(4))

    @contextmanager
    def writing(self, store: GraphStore, *, patience: float = 0) -> Iterator[Lease]:
        """Hold the lease to write to ``store`` as :meth:`lease`; first migrates the store to this program's
        model version, with a backup.
        """
        from ingest.maintenance.migration import ensure_current

        with self.lease(store, patience=patience) as lease:
            done = ensure_current(
                store, backup_to=self.settings.data_folder.parent / "backups", now=dt.datetime.now(dt.UTC)
            )
            if done.backup:
                self.remark("note.migrated", file=done.backup, stored=done.stored, target=done.target)
            yield lease

    def office(self, store: GraphStore) -> StoredOffice:
        """Return the home to use.

        :raises CommandError: if none is set and the store does not have exactly one, or if the one set is no
            place of the store
        """
        return self._completed(store, choose_office(self.settings, read_offices(store)))

    def known_office(self, store: GraphStore) -> StoredOffice | None:
        """Return the office, but None if no home is set and the store does not have exactly one."""
        offices = read_offices(store)
        return (
            self._completed(store, choose_office(self.settings, offices))
            if self.settings.home or len(offices) == 1
            else None
        )

    def _completed(self, store: GraphStore, office: StoredOffice) -> StoredOffice:
        """Return the office; one known only from the settings gets the country of its place."""
        if office.country:
            return office
        from queries.statements import statement

        rows = store.read(statement("lookup/country_of_place"), {"id": office.home}).rows
        if not rows:
            known = [str(row[0]) for row in store.read(statement("lookup/place_ids")).rows]
            near = near_matches(office.home, known)
            raise CommandError(
                "unknown_home_near" if near else "unknown_home",
                where=store.url,
                home=office.home,
                near=", ".join(near),
            )
        return StoredOffice(office.home, str(rows[0][0] or ""), office.naming)

    def naming(self, office: StoredOffice | None) -> Naming:
        """Return the naming profile of the settings, else of the office, else the default for its country."""
        from graph.naming.profile import default_profile, load_naming
        from graph.naming.profile_file import profile_names

        chosen = self.settings.naming or (office.naming if office else "")
        if not chosen and office and office.country:
            chosen = default_profile(office.country)
        return load_naming(chosen or next(name for name in profile_names() if load_naming(name).default))

    def unfinished_load(self, store: GraphStore) -> str | None:
        """Return the id of an incomplete load, if any; the store's answers are then partial."""
        from queries.store_state import unfinished_load

        return unfinished_load(store) or None

    @contextmanager
    def progress(self) -> Iterator[Progress | None]:
        """Yield a callback for a progress bar on a terminal; None elsewhere and with ``--quiet``."""
        if self.settings.quiet or sys.stderr is None or not sys.stderr.isatty():
            yield None
            return
        from rich import progress
        from rich.console import Console

        columns = (
            progress.TextColumn("{task.description}", markup=False),
            progress.BarColumn(),
            progress.MofNCompleteColumn(),
            progress.TimeElapsedColumn(),
        )
        with progress.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            self._bar = bar
            tasks: dict[str, progress.TaskID] = {}

            def show(what: str, done: int, total: int) -> None:
                if what not in tasks:
                    for before in bar.tasks:
                        if before.total is None:  # finished, though its length was unknown
                            bar.update(before.id, total=1, completed=1)
                    tasks[what] = bar.add_task(
                        terminal_line(self.texts.either(f"progress.{what}", what)), total=total or None
                    )
                bar.update(tasks[what], completed=done, total=total or None)

            yield show
        self._bar = None

    def confirm(self, key: str, /, **values: object) -> bool:
        """Ask a question on the terminal; returns False if there is no terminal."""
        if sys.stdin is None or not sys.stdin.isatty() or sys.stderr is None or not sys.stderr.isatty():
            return False
        if self._bar is not None:
            self._bar.stop()
        try:
            return click.confirm(terminal_line(self.texts(key, **values)), err=True)
        finally:
            if self._bar is not None:
                self._bar.start()

    def trace(self) -> None:
        """Print the traceback of the current error, with ``--debug``."""
        if self.debug and sys.stderr is not None:
            traceback.print_exc(file=sys.stderr)

    def sheet(
        self, topic: str, names: Sequence[str], rows: Sequence[Sequence[object]], title: str = ""
    ) -> output.OutputTable:
        """Return rows with heads in the user's language, the texts ``TOPIC.NAME``."""
        return output.OutputTable([self.texts(f"{topic}.{name}") for name in names], rows, title, names)

    def answer(
        self,
        document: object,
        *sheets: output.OutputTable,
        csv: output.OutputTable | None = None,
        out: Path | None = None,
    ) -> None:
        """Print the answer of a command in the requested format.

        :param document: content for ``json``
        :param sheets: content for ``table``
        :param csv: content for ``csv``; by default the first of ``sheets``
        :param out: file to write to instead of standard output
        """
        match self.settings.format:
            case "json":
                text = output.json_text(document)
            case "csv":
                text = output.csv_text(csv or sheets[0])
            case _ if out is None and sys.stdout is not None and sys.stdout.isatty():
                text = "\n".join(
                    output.terminal_text(sheet, shutil.get_terminal_size().columns) for sheet in sheets
                )
            case _:
                text = "\n".join(output.table_text(sheet) for sheet in sheets)
        if out is None:
            output.print_text(text)
        else:
            output.write_file(out, text, mark=self.settings.format == "csv")


def read_offices(store: GraphStore) -> list[StoredOffice]:
    """Return the homes in the store."""
    from queries.statements import statement

    found = store.read(statement("lookup/offices")).records()
    return [
        StoredOffice(str(entry["home"]), str(entry["country"] or ""), str(entry["naming"] or ""))
        for entry in found
    ]
