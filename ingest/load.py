"""A load: files in, facts out.

Everything is read, checked and understood before anything is written. What the store's other statements say is understood anew together with the new
rows, so that facts always follow from all statements; only what differs is written. A load of up to :data:`ONE_TRANSACTION` rows is one transaction;
a larger one goes in batches, under a LoadRun in state ``running``, and the next load brings to its end what one left behind.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import neo4j

from graph.areas import AREAS
from graph.errors import InputError
from graph.naming import Naming, default_profile, load_naming
from graph.store import GraphStore
from ingest import write
from ingest.assemble import REFERENCE, Assembly
from ingest.batches import run_in_batches
from ingest.creation import Relation
from ingest.folder import OFFICE_FILE, OWN, Input, Office, collect
from ingest.lease import Lease
from ingest.own_record import keep_entries
from ingest.report import Counts, FileReport, Issue, LoadReport, Retiring
from ingest.staging import KEPT, NEW, VANISHED, Staging
from ingest.understand import Understanding, read_again
from ingest.validate import Place, read_row
from queries.statements import statement

#: The data folder that comes with the program.
BUNDLED_SAMPLE = next(file.parent for file in sorted((Path(__file__).parent / "data").glob(f"*/{OFFICE_FILE}")))
#: A load of at most so many rows is one transaction.
ONE_TRANSACTION = 15_000
#: So many of the nodes that change are named in the report.
MOST_NAMED = 200

#: Told of the stage, how much of it is done, and how much there is (0 where that is not known).
Progress = Callable[[str, int, int], None]


def load(
    store: GraphStore,
    paths: Sequence[Path],
    *,
    load_id: str,
    now: dt.datetime,
    home: str | None = None,
    naming: Naming | None = None,
    dry_run: bool = False,
    encoding: str | None = None,
    progress: Progress | None = None,
    lease: Lease | None = None,
    one_transaction: int = ONE_TRANSACTION,
    entry: str = "",
    agree: Callable[[LoadReport], bool] | None = None,
) -> LoadReport:
    """Load files and folders into the store, or tell what that would do.

    The caller holds the right to write (:func:`ingest.lease.writing`) and has brought the store to the present model (:func:`ingest.migrate.ensure_current`).

    :param load_id: id of this load, unique
    :param now: aware moment of the load; its day is that on which new statements are recorded
    :param home: id of the home, where a folder does not name its own
    :param naming: naming profile; by default that of the home's country
    :param lease: the right to write; each transaction makes sure before its end that it is still held
    :param one_transaction: largest number of rows that go in one transaction
    :param entry: what was entered by hand or taken back, as JSON, to be kept with the load (:mod:`ingest.entries`)
    :param agree: asked before anything is written; if it does not, this was a dry run
    :raises FileUnreadable: if a file cannot be used; nothing was changed
    :raises StoreError: if the store fails; nothing was changed, or a load in batches can be resumed by loading again
    """
    tell = progress or _silent
    inputs = collect(paths, encoding)
    offices = _offices(store, inputs, home)
    profile = naming or _naming(offices)
    with Staging() as staging:
        scope = {(entry.office.collection, entry.document.dataset) for entry in inputs}
        tell("stored", 0, 0)
        known_areas = _read_statements(store, staging, scope)
        rows = _read_files(staging, inputs, tell)
        if not entry:
            keep_entries(store, staging)
        _name_missing_tables(staging, inputs, paths)
        understanding = Understanding(staging, offices, profile)
        tell("understand", 0, 0)
        understanding.identify()
        understanding.settle()
        understanding.claim()
        tell("resolve", 0, 0)
        Assembly(staging, offices, profile, now.date().isoformat(), known_areas).run(understanding.areas)
        write.read_stored(store, staging)
        counts = write.compare(staging)
        report = LoadReport(
            load_id,
            dry_run,
            tuple(_file_reports(staging, inputs, rows)),
            counts,
            tuple(staging.issues()),
            tuple(write.changes(staging, MOST_NAMED)),
            tuple(_retiring(staging)),
        )
        if dry_run:
            return report
        if agree is not None and not agree(report):
            return replace(report, dry_run=True)
        _write(store, staging, report, _office_nodes(inputs, offices, profile), now, tell, lease, one_transaction, entry)
        return report


def _silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def _offices(store: GraphStore, inputs: Sequence[Input], home: str | None) -> dict[str, Office]:
    """Whose data each collection is: as its folder says, else as the store knows, else the home given."""
    known = {
        record["collection"]: Office(**{name: value for name, value in record.items() if value})
        for record in store.read(statement("load/read_offices")).records()
        if record["collection"]
    }
    for entry in inputs:
        office = entry.office
        if not office.home:
            before = known.get(office.collection) or next((other for other in known.values() if other.home and other.home == home), None)
            if before:
                office = replace(before, collection=office.collection, disclosure=office.disclosure)
            elif home:
                office = replace(office, home=home)
        known[office.collection] = office
    return known


def _naming(offices: Mapping[str, Office]) -> Naming:
    for office in offices.values():
        if office.naming:
            return load_naming(office.naming)
    countries = [office.country for office in offices.values() if office.country in AREAS]
    return load_naming(default_profile(countries[0]) if countries else "un")


def _office_nodes(inputs: Sequence[Input], offices: Mapping[str, Office], naming: Naming) -> list[dict[str, Any]]:
    """What the store keeps of the collections of this load."""
    nodes = []
    for collection in sorted({entry.office.collection for entry in inputs}):
        node = asdict(offices[collection])
        if node["home"]:
            node["naming"] = node["naming"] or naming.id
        # What the folder no longer has of the office's own is taken away; nothing else is.
        nodes.append({"id": f"office-{collection}"} | {name: value or None for name, value in node.items() if value or name in OWN})
    return nodes


def _read_statements(store: GraphStore, staging: Staging, scope: set[tuple[str, str]]) -> dict[str, str]:
    """Note what the store's statements say; those of the tables in ``scope`` wait until the files have spoken.

    :return: code of a country or area to the day on which its reference statement was recorded
    """
    areas = {}
    for _, collection, dataset, row, locator, recorded_on, values in store.stream(statement("load/read_statements")):
        recorded = recorded_on.isoformat() if recorded_on else ""
        if (collection, dataset) == REFERENCE:
            areas[row] = recorded
            continue
        record = read_again(dataset, row, json.loads(values))
        if record is None:
            raise InputError(
                "the store holds rows of a table that this program does not know",
                where=f"{collection}/{dataset}",
                hint="use the version of the program that loaded them",
            )
        replaced = (collection, dataset) in scope
        staging.add_record(VANISHED if replaced else KEPT, collection, record, locator=locator, recorded=recorded, active=not replaced)
    return areas


def _read_files(staging: Staging, inputs: Sequence[Input], tell: Progress) -> dict[tuple[str, str], int]:
    """Read every row of every file; how many each table has."""
    totals = {}
    for number, entry in enumerate(inputs):
        document, collection = entry.document, entry.office.collection
        total, nameless = 0, False
        tell("read", number, len(inputs))
        for row in document.rows():
            total += 1
            place = Place(document.path.name, document.sheet, row.line)
            record, issues = read_row(row, place, entry.table, document.dataset)
            for issue in issues:
                staging.add_issue(issue)
            if record is None:
                nameless |= not _keep_former(staging, collection, document.dataset, row.cells.get("id", ""))
            elif staging.add_record(NEW, collection, record, file=document.path.name, sheet=document.sheet, line=row.line) is None:
                staging.add_issue(
                    place.issue(
                        "error",
                        "duplicate_id",
                        "id",
                        record.row,
                        "the id {id!r} stands twice in this table; the first one is taken",
                        "give one of the two another id",
                        id=record.row,
                    )
                )
        if nameless:
            _keep_all(staging, collection, document.dataset)
        totals[collection, document.dataset] = total
    tell("read", len(inputs), len(inputs))
    return totals


def _keep_former(staging: Staging, collection: str, dataset: str, row: str) -> bool:
    """A faulty row is no word that its fact is gone: what the store holds of it stays. Whether the row can be told by its id."""
    staging.db.execute("UPDATE record SET active = 1 WHERE origin = ? AND collection = ? AND dataset = ? AND row = ?", (VANISHED, collection, dataset, row))
    return bool(row)


def _keep_all(staging: Staging, collection: str, dataset: str) -> None:
    """A faulty row without an id could be any: nothing of the table is retired."""
    staging.db.execute(
        "UPDATE record SET active = 1 WHERE origin = ? AND collection = ? AND dataset = ? "
        "AND row NOT IN (SELECT row FROM record WHERE origin = ? AND collection = ? AND dataset = ?)",
        (VANISHED, collection, dataset, NEW, collection, dataset),
    )


def _name_missing_tables(staging: Staging, inputs: Sequence[Input], paths: Sequence[Path]) -> None:
    """Say which tables of the store a folder no longer has; nothing of them is retired."""
    folders = {path.resolve() for path in paths if path.is_dir()}
    for collection in sorted({entry.office.collection for entry in inputs if entry.document.path.resolve().parent in folders}):
        stored = "SELECT dataset, count(*) FROM record WHERE active AND origin = ? AND collection = ? GROUP BY dataset ORDER BY dataset"
        here = {entry.document.dataset for entry in inputs if entry.office.collection == collection}
        for dataset, rows in staging.db.execute(stored, (KEPT, collection)).fetchall():
            if dataset not in here:
                issue = Place(dataset, "", 0).issue(
                    "warning",
                    "table_not_here",
                    "",
                    dataset,
                    "{table} is not here; its {rows} rows stay",
                    "to retire them, load the table without rows",
                    table=dataset,
                    rows=rows,
                )
                staging.add_issue(issue)


def _retiring(staging: Staging) -> Iterator[Retiring]:
    """Rows that go, table by table; comes after :func:`ingest.write.compare`."""
    going = (
        "SELECT r.collection, r.dataset, count(*) FROM record r JOIN gone g ON g.id = 's:' || r.collection || '/' || r.dataset || '/' || r.row "
        "WHERE r.origin = ? AND g.label = 'Statement' GROUP BY r.collection, r.dataset ORDER BY r.collection, r.dataset"
    )
    for collection, dataset, rows in staging.db.execute(going, (VANISHED,)).fetchall():
        stored = staging.one("SELECT count(*) FROM record WHERE origin IN (?, ?) AND collection = ? AND dataset = ?", (VANISHED, KEPT, collection, dataset))
        yield Retiring(collection, dataset, rows, stored)


def _file_reports(staging: Staging, inputs: Sequence[Input], rows: Mapping[tuple[str, str], int]) -> Iterator[FileReport]:
    for entry in inputs:
        document, collection = entry.document, entry.office.collection
        total = rows[collection, document.dataset]
        accepted = staging.one(
            "SELECT count(*) FROM record WHERE active AND origin = ? AND collection = ? AND dataset = ?", (NEW, collection, document.dataset)
        )
        yield FileReport(document.path.name, document.sha256, document.encoding, document.dataset, total, accepted, total - accepted)


def _write(
    store: GraphStore,
    staging: Staging,
    report: LoadReport,
    offices: Sequence[dict[str, Any]],
    now: dt.datetime,
    tell: Progress,
    lease: Lease | None,
    one_transaction: int,
    entry: str,
) -> None:
    moment = now.isoformat(timespec="seconds")
    files = json.dumps([asdict(entry) for entry in report.files], ensure_ascii=False)
    run: dict[str, Any] = {"id": report.load_id, "state": "running", "started_at": moment, "files": files}
    if entry:
        run["entry"] = entry
    begin: list[write.Step] = [
        write.Statement(statement("load/create_run"), {"run": run}),
        *(write.Statement(statement("load/merge_office"), {"office": office}) for office in offices),
    ]
    finish: list[write.Step] = [
        *_issue_steps(report),
        write.Statement(statement("load/finish_run"), {"id": report.load_id, "finished_at": moment, "counts": _counts_text(report.nodes)}),
        write.Statement(statement("load/close_runs"), {"id": report.load_id}),
    ]
    total = report.changed
    if sum(entry.rows for entry in report.files) <= one_transaction:

        def work(transaction: neo4j.ManagedTransaction) -> None:
            done = 0
            for step in begin:
                step.run(transaction)
            for step in write.steps(staging, report.load_id):
                step.run(transaction)
                step.release()  # made anew if the driver runs this again
                done += step.nodes
                tell("write", done, total)
            for step in finish:
                step.run(transaction)
            if lease:
                lease.confirm(transaction)

        store.write(work)
    else:
        run_in_batches(store, begin, write.steps(staging, report.load_id), finish, lambda done: tell("write", done, total), lease)


def _issue_steps(report: LoadReport) -> Iterator[write.Step]:
    rows = [{"id": f"{report.load_id}/issue-{number:05d}"} | _filled(issue) for number, issue in enumerate(report.issues, start=1)]
    if rows:
        run = ("LoadRun", report.load_id)
        yield write.Creation([("Issue", row) for row in rows], [Relation("RAISED_BY", ("Issue", row["id"]), run, {}) for row in rows])


def _filled(issue: Issue) -> dict[str, Any]:
    return {name: value for name, value in asdict(issue).items() if value not in ("", None)}


def _counts_text(nodes: Mapping[str, Counts]) -> str:
    return json.dumps({label: asdict(counts) for label, counts in nodes.items()})
