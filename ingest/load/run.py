"""Loading files into the store.

Everything is read, checked and understood before anything is written (:mod:`ingest.load.plan`), and only
differences are written. A load of up to :data:`ONE_TRANSACTION` rows is one transaction; a larger one is
written in batches, under a LoadRun in state ``running``. If it is interrupted, the next load completes it.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import neo4j

from graph.errors import InputError
from graph.model.areas import AREAS
from graph.naming.profile import Naming, default_profile, load_naming
from graph.store import GraphStore
from graph.store.garbage_collection import few_collections
from ingest.derived.contact_packs import stale_steps
from ingest.entry_record import taken_back
from ingest.load import workbench_files, write
from ingest.load.batches import run_in_batches
from ingest.load.create import NewRelation
from ingest.load.load_input import Inputs, LoadSettings, NewRow, Progress, RowChanges, silent
from ingest.load.plan import LoadPlan, plan_load
from ingest.load.report import Counts, Issue, LoadReport
from ingest.load.workbench import Workbench
from ingest.maintenance.write_lock import Lease
from ingest.read.office_folder import OFFICE_FILE, OWN, Input, OfficeInfo, collect
from queries.statements import statement

#: The data folder included in the program.
BUNDLED_SAMPLE = next(
    file.parent for file in sorted((Path(__file__).parent.parent / "data").glob(f"*/{OFFICE_FILE}"))
)
#: Maximum number of rows of a load that is one transaction.
ONE_TRANSACTION = 15_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadRun:
    """The circumstances of one load.

    :param load_id: id of this load, unique
    :param moment: time of the load, with time zone; its day is the day on which new statements are recorded
    :param tell: called with the progress
    :param lease: the write lease; each transaction confirms before it commits that the lease is still held
    :param one_transaction: maximum number of rows written in one transaction
    :param agree: called before anything is written; if it returns false, this was a dry run
    :param full: read and understand the whole store anew
    :param entry: entry made or taken back by hand, as JSON, to be kept with the load (:mod:`ingest.entries`)
    :param undoes: id of the load that this one takes back
    """

    load_id: str
    moment: dt.datetime
    dry_run: bool = False
    tell: Progress = silent
    lease: Lease | None = None
    one_transaction: int = ONE_TRANSACTION
    agree: Callable[[LoadReport], bool] | None = None
    full: bool = False
    entry: str = ""
    undoes: str = ""


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
    tables: Sequence[Input] | None = None,
) -> LoadReport:
    """Load files and folders into the store, or report what that would do.

    The caller must hold the write lease (:func:`ingest.maintenance.write_lock.writing`) and have migrated the
    store (:func:`ingest.maintenance.migration.ensure_current`). For the other parameters see
    :class:`LoadRun`.

    :param home: id of the home, for folders that do not name one
    :param naming: naming profile; by default that of the home's country
    :param tables: result of :func:`ingest.read.office_folder.collect` for ``paths``, if already known
    :raises FileUnreadable: if a file cannot be used; nothing was changed
    :raises StoreError: if the store fails; nothing was changed, or a load in batches can be resumed by
        loading again
    """
    inputs = Inputs(tuple(collect(paths, encoding) if tables is None else tables), paths=tuple(paths))
    offices = _offices(store, inputs.tables, home)
    run = LoadRun(
        load_id=load_id,
        moment=now,
        dry_run=dry_run,
        tell=progress or silent,
        lease=lease,
        one_transaction=one_transaction,
        agree=agree,
        full=full,
    )
    return _run(store, inputs, offices, naming, run)


def load_rows(
    store: GraphStore, rows: RowChanges, office: OfficeInfo, run: LoadRun, naming: Naming | None = None
) -> LoadReport:
    """Add or remove single rows of one collection, as :func:`load` does with files.

    :param office: the office to which the rows belong
    """
    offices = _offices(store, (), None)
    kept = asdict(offices.get(office.collection, office))
    offices[office.collection] = replace(office, **{name: value for name, value in kept.items() if value})
    return _run(store, Inputs(rows=rows), offices, naming, run, [office.collection])


def undo_load(store: GraphStore, run: LoadRun, naming: Naming | None = None) -> LoadReport:
    """Take back the last load of files: remove rows that it brought, restore those it removed or replaced.

    Entries made by hand since then stay, with the rows that they refer to, and so do settings of the office
    that came with the load. Rows that stayed are removed by a further call once nothing refers to them and no
    other load of files is in force.

    :raises InputError: if no load of files is in force
    """
    found = store.read(statement("load/last_file_load")).rows
    if not found:
        raise InputError(
            "there is no load that could be taken back",
            where=store.url,
            hint="what was entered by hand is taken back by 'friendcircle undo'",
        )
    last, again = str(found[0][0]), bool(found[0][1])
    former = [] if again else store.read(statement("load/read_retired"), {"id": last}).rows
    put = tuple(
        NewRow(
            collection=collection,
            dataset=dataset,
            cells=json.loads(values),
            locator=locator or "",
            recorded=recorded_on.isoformat() if recorded_on else "",
            row=row,
        )
        for collection, dataset, row, locator, recorded_on, values in former
    )
    kept = {(row.collection, row.dataset, row.row) for row in put}
    brought = [tuple(row) for row in store.read(statement("load/read_brought"), {"id": last}).rows]
    rows = RowChanges(put, tuple(key for key in brought if key not in kept))
    return replace(
        _run(store, Inputs(rows=rows), _offices(store, (), None), naming, replace(run, undoes=last)),
        undoes=last,
    )


def _run(
    store: GraphStore,
    inputs: Inputs,
    offices: Mapping[str, OfficeInfo],
    naming: Naming | None,
    run: LoadRun,
    collections: Sequence[str] = (),
) -> LoadReport:
    """Plan and apply a load.

    :param collections: further collections, besides those of the tables, whose office the store is to record
    """
    naming = naming or _naming(offices)
    recorded = run.moment.date().isoformat()
    run.tell("stored", 0, 0)
    with workbench_files.opened(store, offices, naming, full=run.full) as (bench, everything):
        with few_collections():
            plan = plan_load(
                bench,
                inputs,
                LoadSettings(offices, naming, recorded, lambda: taken_back(store)),
                run.tell,
                everything=everything,
            )
        report = LoadReport(
            load_id=run.load_id,
            dry_run=run.dry_run,
            files=plan.files,
            nodes=plan.nodes,
            issues=plan.issues,
            changes=plan.changes,
            retiring=plan.retiring,
        )
        if run.dry_run:
            return report
        if run.agree is not None and not run.agree(report):
            return replace(report, dry_run=True)
        told = sorted({entry.office.collection for entry in inputs.tables} | set(collections))
        apply(store, bench, plan, run, _office_nodes(told, offices, naming))
        workbench_files.keep(store, bench, recorded)
        return report


def _offices(store: GraphStore, inputs: Sequence[Input], home: str | None) -> dict[str, OfficeInfo]:
    """Return the office of each collection: from its folder, else from the store, else the given home."""
    known = {
        record["collection"]: OfficeInfo(**{name: value for name, value in record.items() if value})
        for record in store.read(statement("load/read_offices")).records()
        if record["collection"]
    }
    for entry in inputs:
        office = entry.office
        if not office.home:
            before = known.get(office.collection) or next(
                (other for other in known.values() if other.home and other.home == home), None
            )
            if before:
                office = replace(before, collection=office.collection, disclosure=office.disclosure)
            elif home:
                office = replace(office, home=home)
        known[office.collection] = office
    return known


def _naming(offices: Mapping[str, OfficeInfo]) -> Naming:
    for office in offices.values():
        if office.naming:
            return load_naming(office.naming)
    countries = [office.country for office in offices.values() if office.country in AREAS]
    return load_naming(default_profile(countries[0]) if countries else "un")


def _office_nodes(
    collections: Sequence[str], offices: Mapping[str, OfficeInfo], naming: Naming
) -> list[dict[str, Any]]:
    """Return the ``Office`` nodes of the collections of this load."""
    nodes = []
    for collection in collections:
        node = asdict(offices[collection])
        if node["home"]:
            node["naming"] = node["naming"] or naming.id
        # None removes the office's own settings that the folder no longer contains; other values are kept.
        nodes.append(
            {"id": f"office-{collection}"}
            | {name: value or None for name, value in node.items() if value or name in OWN}
        )
    return nodes


def apply(
    store: GraphStore, bench: Workbench, plan: LoadPlan, run: LoadRun, offices: Sequence[dict[str, Any]]
) -> None:
    """Write the changes of a plan, in one transaction or in batches.

    :param bench: the workbench on which the plan was made
    :param offices: the ``Office`` nodes to be stored
    :raises StoreError: if the store fails
    """
    begun = run.moment.isoformat(timespec="seconds")
    files = json.dumps([asdict(entry) for entry in plan.files], ensure_ascii=False)
    node: dict[str, Any] = {"id": run.load_id, "state": "running", "started_at": begun, "files": files}
    node |= {name: value for name, value in (("entry", run.entry), ("undoes", run.undoes)) if value}
    in_batches = plan.rows > run.one_transaction
    # What is written in batches may be interrupted, and then nobody knows which parties it concerned.
    concerned = partial(stale_steps, bench, every=in_batches)
    begin: list[write.WriteStep] = [
        write.WriteStatement(statement("load/create_run"), {"run": node}),
        *(write.WriteStatement(statement("load/merge_office"), {"office": office}) for office in offices),
        *concerned(),
    ]
    finish: list[write.WriteStep] = [
        *concerned(),
        *_issue_steps(run.load_id, plan.issues),
        write.WriteStatement(
            statement("load/finish_run"),
            {"id": run.load_id, "finished_at": begun, "counts": _counts_text(plan.nodes)},
        ),
        write.WriteStatement(statement("load/close_runs"), {"id": run.load_id}),
    ]
    total = sum(counts.created + counts.updated + counts.retired for counts in plan.nodes.values())
    stages = partial(write.stages, bench, run.load_id, run.moment.date())
    if in_batches:
        run_in_batches(store, begin, stages(), finish, lambda done: run.tell("write", done, total), run.lease)
        return

    def work(transaction: neo4j.ManagedTransaction) -> None:
        done = 0
        for step in begin:
            step.run(transaction)
        for step in itertools.chain.from_iterable(stage.steps for stage in stages()):
            step.run(transaction)
            step.release()  # stages() makes it again if the driver retries
            done += step.nodes
            run.tell("write", done, total)
        for step in finish:
            step.run(transaction)
        if run.lease:
            run.lease.confirm(transaction)

    store.write(work)


def _issue_steps(load_id: str, issues: Sequence[Issue]) -> Iterator[write.WriteStep]:
    rows = [
        {"id": f"{load_id}/issue-{number:05d}"} | _filled(issue)
        for number, issue in enumerate(issues, start=1)
    ]
    if rows:
        run = ("LoadRun", load_id)
        yield write.Creation(
            [("Issue", row) for row in rows],
            [NewRelation("RAISED_BY", ("Issue", row["id"]), run, {}) for row in rows],
        )


def _filled(issue: Issue) -> dict[str, Any]:
    return {name: value for name, value in asdict(issue).items() if value not in ("", None)}


def _counts_text(nodes: Mapping[str, Counts]) -> str:
    return json.dumps({label: asdict(counts) for label, counts in nodes.items()})
