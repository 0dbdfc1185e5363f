"""A load: files in, facts out.

Everything is read, checked and understood before anything is written (:mod:`ingest.plan`); only what differs is written.
A load of up to :data:`ONE_TRANSACTION` rows is one transaction; a larger one goes in batches, under a LoadRun in state
``running``, and the next load brings to its end what one left behind.
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
from ingest import bench_files, write
from ingest.batches import run_in_batches
from ingest.creation import Relation
from ingest.folder import OFFICE_FILE, OWN, Input, Office, collect
from ingest.lease import Lease
from ingest.own_record import taken_back
from ingest.plan import LoadPlan, Planner, Progress, Put, Rows
from ingest.report import Counts, Issue, LoadReport
from ingest.workbench import Workbench
from queries.statements import statement

#: The data folder that comes with the program.
BUNDLED_SAMPLE = next(file.parent for file in sorted((Path(__file__).parent / "data").glob(f"*/{OFFICE_FILE}")))
#: A load of at most so many rows is one transaction.
ONE_TRANSACTION = 15_000
#: So many of the nodes that change are named in the report.
MOST_NAMED = 200


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
    agree: Callable[[LoadReport], bool] | None = None,
    full: bool = False,
) -> LoadReport:
    """Load files and folders into the store, or tell what that would do.

    The caller holds the right to write (:func:`ingest.lease.writing`) and has brought the store to the present model (:func:`ingest.migrate.ensure_current`).

    :param load_id: id of this load, unique
    :param now: aware moment of the load; its day is that on which new statements are recorded
    :param home: id of the home, where a folder does not name its own
    :param naming: naming profile; by default that of the home's country
    :param lease: the right to write; each transaction makes sure before its end that it is still held
    :param one_transaction: largest number of rows that go in one transaction
    :param agree: asked before anything is written; if it does not, this was a dry run
    :param full: read and understand the whole store anew
    :raises FileUnreadable: if a file cannot be used; nothing was changed
    :raises StoreError: if the store fails; nothing was changed, or a load in batches can be resumed by loading again
    """
    inputs = collect(paths, encoding)
    offices = _offices(store, inputs, home)
    return _run(
        store,
        inputs,
        Rows(),
        offices,
        naming or _naming(offices),
        paths=paths,
        load_id=load_id,
        now=now,
        dry_run=dry_run,
        tell=progress or _silent,
        lease=lease,
        one_transaction=one_transaction,
        entry="",
        agree=agree,
        full=full,
    )


def load_rows(
    store: GraphStore,
    rows: Rows,
    office: Office,
    *,
    load_id: str,
    now: dt.datetime,
    entry: str,
    naming: Naming | None = None,
    lease: Lease | None = None,
    agree: Callable[[LoadReport], bool] | None = None,
) -> LoadReport:
    """Put or take single rows of one collection, as :func:`load` does with files.

    :param office: whose rows they are
    :param entry: what was entered by hand or taken back, as JSON, to be kept with the load (:mod:`ingest.entries`)
    """
    offices = _offices(store, (), None)
    offices[office.collection] = replace(office, **{name: value for name, value in asdict(offices.get(office.collection, office)).items() if value})
    return _run(
        store,
        (),
        rows,
        offices,
        naming or _naming(offices),
        paths=(),
        load_id=load_id,
        now=now,
        dry_run=False,
        tell=_silent,
        lease=lease,
        one_transaction=ONE_TRANSACTION,
        entry=entry,
        agree=agree,
        collections=[office.collection],
    )


def undo_load(
    store: GraphStore,
    *,
    load_id: str,
    now: dt.datetime,
    naming: Naming | None = None,
    dry_run: bool = False,
    lease: Lease | None = None,
    one_transaction: int = ONE_TRANSACTION,
) -> LoadReport:
    """Take the last load of files back: rows that it brought go, rows that it took out or replaced come again as they were.

    What was entered by hand since then stays, and so do settings of the office that came with the load.

    :raises InputError: if no load of files stands
    """
    found = store.read(statement("load/last_file_load")).rows
    if not found:
        raise InputError("there is no load that could be taken back", where=store.url, hint="what was entered by hand is taken back by 'friendcircle undo'")
    last = str(found[0][0])
    former = store.read(statement("load/read_retired"), {"id": last}).rows
    put = tuple(
        Put(collection, dataset, {**json.loads(values), "id": row}, locator or "", recorded_on.isoformat() if recorded_on else "")
        for collection, dataset, row, locator, recorded_on, values in former
    )
    kept = {(row.collection, row.dataset, row.cells["id"]) for row in put}
    brought = [tuple(row) for row in store.read(statement("load/read_brought"), {"id": last}).rows]
    offices = _offices(store, (), None)
    return _run(
        store,
        (),
        Rows(put, tuple(key for key in brought if key not in kept)),
        offices,
        naming or _naming(offices),
        paths=(),
        load_id=load_id,
        now=now,
        dry_run=dry_run,
        tell=_silent,
        lease=lease,
        one_transaction=one_transaction,
        entry="",
        agree=None,
        undoes=last,
    )


def _run(
    store: GraphStore,
    inputs: Sequence[Input],
    rows: Rows,
    offices: Mapping[str, Office],
    naming: Naming,
    *,
    paths: Sequence[Path],
    load_id: str,
    now: dt.datetime,
    dry_run: bool,
    tell: Progress,
    lease: Lease | None,
    one_transaction: int,
    entry: str,
    agree: Callable[[LoadReport], bool] | None,
    full: bool = False,
    collections: Sequence[str] = (),
    undoes: str = "",
) -> LoadReport:
    recorded = now.date().isoformat()
    tell("stored", 0, 0)
    with bench_files.opened(store, offices, naming, full=full) as (bench, everything):
        planner = Planner(bench, offices, naming, lambda: taken_back(store))
        plan = planner.plan(inputs, rows, recorded, MOST_NAMED, tell, paths, everything=everything)
        report = LoadReport(load_id, dry_run, plan.files, plan.nodes, plan.issues, plan.changes, plan.retiring)
        if dry_run:
            return report
        if agree is not None and not agree(report):
            return replace(report, dry_run=True)
        told = sorted({entry.office.collection for entry in inputs} | set(collections))
        _write(store, bench, plan, report, _office_nodes(told, offices, naming), now, tell, lease, one_transaction, entry, undoes)
        bench_files.keep(store, bench, recorded)
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


def _office_nodes(collections: Sequence[str], offices: Mapping[str, Office], naming: Naming) -> list[dict[str, Any]]:
    """What the store keeps of the collections of this load."""
    nodes = []
    for collection in collections:
        node = asdict(offices[collection])
        if node["home"]:
            node["naming"] = node["naming"] or naming.id
        # What the folder no longer has of the office's own is taken away; nothing else is.
        nodes.append({"id": f"office-{collection}"} | {name: value or None for name, value in node.items() if value or name in OWN})
    return nodes


def _write(
    store: GraphStore,
    bench: Workbench,
    plan: LoadPlan,
    report: LoadReport,
    offices: Sequence[dict[str, Any]],
    now: dt.datetime,
    tell: Progress,
    lease: Lease | None,
    one_transaction: int,
    entry: str,
    undoes: str,
) -> None:
    moment = now.isoformat(timespec="seconds")
    files = json.dumps([asdict(entry) for entry in report.files], ensure_ascii=False)
    run: dict[str, Any] = {"id": report.load_id, "state": "running", "started_at": moment, "files": files}
    if entry:
        run["entry"] = entry
    if undoes:
        run["undoes"] = undoes
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
    if plan.rows <= one_transaction:

        def work(transaction: neo4j.ManagedTransaction) -> None:
            done = 0
            for step in begin:
                step.run(transaction)
            for step in write.steps(bench, report.load_id, now.date()):
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
        run_in_batches(store, begin, write.steps(bench, report.load_id, now.date()), finish, lambda done: tell("write", done, total), lease)


def _issue_steps(report: LoadReport) -> Iterator[write.Step]:
    rows = [{"id": f"{report.load_id}/issue-{number:05d}"} | _filled(issue) for number, issue in enumerate(report.issues, start=1)]
    if rows:
        run = ("LoadRun", report.load_id)
        yield write.Creation([("Issue", row) for row in rows], [Relation("RAISED_BY", ("Issue", row["id"]), run, {}) for row in rows])


def _filled(issue: Issue) -> dict[str, Any]:
    return {name: value for name, value in asdict(issue).items() if value not in ("", None)}


def _counts_text(nodes: Mapping[str, Counts]) -> str:
    return json.dumps({label: asdict(counts) for label, counts in nodes.items()})
