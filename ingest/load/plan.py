"""Planning a load: compares rows with those in the store and computes only what a change affects.

A plan depends only on a workbench (:mod:`ingest.load.workbench`), so a dry run and the following run do the
same. :mod:`ingest.load.write` applies it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.load import diff
from ingest.load.load_input import Inputs, LoadSettings, Progress, silent
from ingest.load.nodes import NodeAssembly
from ingest.load.plan_report import file_reports, issues, note_readings, retiring
from ingest.load.references.reference_resolver import ReferenceResolver
from ingest.load.report import Counts, FileReport, Issue, NodeChange, Retiring
from ingest.load.table_comparison import TableComparison
from ingest.load.workbench import Workbench

#: Maximum number of changed nodes named in the report.
MOST_NAMED = 200


@dataclass(frozen=True, slots=True)
class WorkCounts:
    """Work done for a plan: rows read from files, records understood, and nodes made."""

    read: int
    understood: int
    made: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadPlan:
    """What a load does.

    :param everything: whether the whole store was computed anew, not only what a change affects
    """

    files: tuple[FileReport, ...]
    nodes: dict[str, Counts]
    issues: tuple[Issue, ...]
    changes: tuple[NodeChange, ...]
    retiring: tuple[Retiring, ...]
    everything: bool
    work: WorkCounts
    rows: int = field(default=0)


def plan_load(
    stored: Workbench,
    inputs: Inputs,
    settings: LoadSettings,
    progress: Progress = silent,
    *,
    everything: bool = False,
) -> LoadPlan:
    """Compute what a load does, without access to the store.

    :param stored: what the store contains; the plan is written to it and has to be settled or rolled back
    :param everything: compute the whole store anew, not only what the inputs affect
    """
    resolver = ReferenceResolver(stored, settings.offices, settings.naming)
    comparison = TableComparison(stored, settings, resolver)
    tables, rows = inputs.tables, inputs.rows
    totals = {
        (entry.office.collection, entry.document.dataset): comparison.table(
            entry, number, len(tables), progress
        )
        for number, entry in enumerate(tables)
    }
    progress("read", len(tables), len(tables))
    comparison.missing_tables(tables, inputs.paths)
    comparison.single_rows(rows)
    progress("understand", 0, 0)
    everything = everything or comparison.is_large
    if everything:
        stored.forget_understanding()
    resolver.run(None if everything else comparison.new_records)
    note_readings(stored, tables, totals, comparison.unread, comparison.cleaned)
    progress("resolve", 0, 0)
    NodeAssembly(stored, settings.offices, settings.naming, settings.recorded).run(everything=everything)
    counts = diff.compare(stored, everything=everything)
    scope = {(entry.office.collection, entry.document.dataset): entry for entry in tables}
    return LoadPlan(
        files=tuple(file_reports(stored, tables, totals, comparison.unread)),
        nodes=counts,
        issues=tuple(issues(stored, scope, rows)),
        changes=tuple(diff.changes(stored, MOST_NAMED)),
        retiring=tuple(retiring(stored)),
        everything=everything,
        work=WorkCounts(comparison.rows_read, resolver.understood, stored.one("SELECT count(*) FROM made")),
        rows=sum(totals.values()) + len(rows.added) + len(rows.removed),
    )
