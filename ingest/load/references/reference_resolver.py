"""From records to claims: references are resolved, and unknown ones are reported.

A new row with an unknown reference is refused, and the former row of that id in the store stays, because a
faulty row does not mean that its fact is gone. A row in the store is never lost for that reason: the row that
it refers to is brought back, with a warning, even if its own file no longer contains it; if that is not
possible, the row waits and makes no claims until it can be understood.

All of this is one loop. A record asks questions when it is understood
(:mod:`ingest.load.references.questions`); when an answer changes, the records that asked are understood
again, until no answer changes. The loop starts with the records that were added or removed, so its cost
depends on the size of the change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from graph.naming.profile import Naming
from ingest.load.references.equal_rows import HAPPENINGS, equal_key, followers_of, represented_by
from ingest.load.references.questions import CLAIMED, OWNER, SAID
from ingest.load.references.record_order import ordered_records, rank_of, source_weight
from ingest.load.references.reference_issues import id_taken, place_of, reference_problems, remit_issues
from ingest.load.references.row_context import RowContext
from ingest.load.references.undated_tie import undated_tie
from ingest.load.report import Issue
from ingest.load.staged_record import KEPT, NEW, OWN_HOME, REFUSED, VANISHED, StagedRecord, source_of
from ingest.load.workbench import Workbench, unpack
from ingest.read.files import Row
from ingest.read.office_folder import OfficeInfo
from ingest.read.row_place import RowPlace
from ingest.read.rows import read_row
from ingest.tables import table_of
from ingest.tables.decisions import OPEN
from ingest.tables.declaration import InputTable, Record, RowProblem

#: Phases of remarks on a record. READ: reading its cells; UNDERSTOOD: understanding it. LOAD and ONCE belong
#: to this load only; ONCE holds whatever becomes of the record.
READ, UNDERSTOOD, LOAD, ONCE = "read", "understood", "load", "once"
#: Maximum number of times that a record is identified in one load. Rows that keep taking each other's ids
#: wait after that.
_MOST_TIMES = 20


class ReferenceResolver(RowContext):
    """Understands the records of a :class:`ingest.load.workbench.Workbench`."""

    def __init__(self, bench: Workbench, offices: Mapping[str, OfficeInfo], naming: Naming) -> None:
        super().__init__(bench, offices, naming)
        self._again: set[int] = set()
        self._tried: set[int] = set()
        self._times: dict[int, int] = {}
        self._out: set[int] = set()
        #: Unknown id to the new records refused because of it; a row that is brought back may describe it.
        self._waiting: dict[str, set[int]] = {}
        self._source_names: set[str] = set()
        self._everything = False
        self._first = False
        #: Number of records understood, counting repetitions.
        self.understood = 0

    # Understanding

    def vanish(self, staged: StagedRecord) -> None:
        """Mark a stored record as removed or replaced by the rows of this load."""
        self._silence(staged)
        self.bench.set_state(staged.seq, VANISHED, active=False)
        self.bench.dirty_statement(staged.seq)

    def run(self, came: Iterable[int] | None) -> None:
        """Understand records and everything that depends on them.

        :param came: numbers of new records; ``None``: understand everything on the workbench
        """
        self._everything = self._first = came is None
        if came is None:
            self._source_names = set(
                self.bench.column("SELECT DISTINCT source FROM record WHERE dataset GLOB 'sources*'")
            )
            self._weigh_sources()
            self._round(None)
            self._first = False
            # Rows may depend on claims of later tables.
            self.references.recheck((CLAIMED, SAID))
        else:
            changed = (
                "SELECT DISTINCT source FROM record WHERE dataset GLOB 'sources*' AND (origin <> ? OR "
                "NOT active)"
            )
            self._source_names = set(self.bench.column(changed, (KEPT,)))
        todo = set(came or ())
        while True:
            self._weigh_sources()
            todo |= self._records_again() | self._reconsidered()
            # A vanished row may have been replaced by a new one. Ask for changed answers only after the new
            # one was identified.
            if not todo or came is None:
                todo |= self.references.stale()
            if not todo:
                break
            self._round(todo)
            todo = self.references.stale()
        self.bench.flush()

    def _round(self, numbers: set[int] | None) -> None:
        for late in (False, True):
            # Nothing has asked questions yet, so no answer can change.
            self.references.watching = late or not self._first
            for table, staged in ordered_records(self.bench, numbers):
                if table.late == late:
                    self._identify(table, staged)
        self.references.watching = True
        if self._first:
            self._note_former()
        for table, staged in ordered_records(self.bench, numbers):
            if staged.active:
                self._understand(table, staged)

    def _note_former(self) -> None:
        """Note the nodes that vanished records defined, so that the records can be found by them."""
        self.references.listen(0)
        for seq in self.bench.column("SELECT seq FROM record WHERE origin = ?", (VANISHED,)):
            before = self.bench.record(seq)
            table = table_of(before.record.dataset) if before else None
            if before and table:
                self._collection = before.collection
                for identity in table.identities(before.record, self):
                    self.bench.db.execute(
                        "INSERT OR IGNORE INTO former VALUES (?,?)", (identity.node.id, seq)
                    )

    def _records_again(self) -> set[int]:
        again, self._again = self._again, set()
        return again

    def _reconsidered(self) -> set[int]:
        """Return the refused new records whose unknown id is described now by a row that was brought back."""
        known = [node_id for node_id in self._waiting if self.references.own(node_id)]
        again = set()
        for seq in sorted({seq for node_id in known for seq in self._waiting.pop(node_id)}):
            staged = self.bench.record(seq)
            if staged is None or staged.origin != REFUSED:
                continue
            if before := self.bench.find_record(
                KEPT, staged.collection, staged.record.dataset, staged.record.row
            ):
                self.vanish(before)  # it was brought back in place of the new one
                self.bench.drop_remarks(before.seq, ONCE)
            self.bench.set_state(seq, NEW, active=False)
            again.add(seq)
        return again

    # Identities

    def _identify(self, table: InputTable, staged: StagedRecord) -> None:
        """Note the nodes that a record defines.

        If two records use one id for different things, the lower-ranked record is refused.
        """
        bench, seq = self.bench, staged.seq
        self._times[seq] = self._times.get(seq, 0) + 1 if self.references.watching else 0
        if self._times[seq] > _MOST_TIMES:
            self._silence(staged, keep_former=True)
            bench.set_state(seq, staged.origin, active=False)
            return
        if self.references.watching:
            self.references.forget_asked(seq)
            self.references.drop(seq)
            bench.db.execute("DELETE FROM former WHERE seq = ?", (seq,))
            bench.drop_remarks(seq, UNDERSTOOD)
            bench.drop_remarks(seq, LOAD)
        if not staged.active:
            bench.set_state(seq, staged.origin, active=True)
            bench.dirty_statement(seq)
        self._out.discard(seq)
        self.references.listen(seq)
        self._collection = staged.collection
        office, weight = (
            self._offices.get(staged.collection),
            self.bench.weight(source_of(staged.collection, staged.record)),
        )
        identities = list(table.identities(staged.record, self))
        weights = [
            (OWN_HOME, weight[1]) if office and office.home == identity.node.id else weight
            for identity in identities
        ]
        for identity, own in zip(identities, weights, strict=True):
            rank = rank_of(own, source_of(staged.collection, staged.record), staged.statement)
            rivals = self.references.rivals(identity.node.id, identity.node.label)
            if not rivals:
                continue
            # The refused record is reconsidered when the other one is removed or its rank changes.
            for number in {seq, *(number for number, _, _ in rivals)}:
                self.references.ask_for(number, OWNER, identity.node.id)
            if any(rank_of(entry[:2], *entry[2:]) < rank for _, _, entry in rivals):
                self._refuse(staged, id_taken(staged, identity.node.id, rivals[0][1], identity.node.label))
                return
            for number, _, _ in rivals:
                other = bench.record(number)
                if other and number != seq:
                    self._refuse(other, id_taken(other, identity.node.id, identity.node.label, rivals[0][1]))
        for identity, own in zip(identities, weights, strict=True):
            self.references.add(staged, own, identity)

    def _weigh_sources(self) -> None:
        """Note the grades and dates of sources that were added or removed, and rank their records anew."""
        for name in sorted(self._source_names):
            weight = source_weight(self.bench, name)
            if weight == self.bench.said_weight(name):
                continue
            self.bench.weigh(name, weight)
            if self._first:
                continue
            self.references.weigh(name, weight or ("A", ""))
            for seq, origin, active in self.bench.db.execute(
                "SELECT seq, origin, active FROM record WHERE source = ?", (name,)
            ).fetchall():
                self.bench.dirty_statement(seq)
                self._dirty(seq)
                if not active and origin in (NEW, KEPT):
                    # It was refused for a higher-ranked record, and may rank higher now.
                    self._again.add(seq)

    # References and claims

    def _understand(self, table: InputTable, staged: StagedRecord) -> None:
        if staged.seq in self._out:
            return  # refused meanwhile
        self.understood += 1
        self.references.listen(staged.seq)
        self._collection = staged.collection
        problems = list(reference_problems(self, table, staged))
        errors = [issue for issue in problems if issue.level == "error"]
        if errors:
            if staged.origin == KEPT and self._bring_back(staged, errors):
                self._again.add(staged.seq)
            else:
                self._refuse(staged, *errors)
            return
        try:
            claims = self.bench.packed(
                staged.statement,
                source_of(staged.collection, staged.record),
                table.claims(staged.record, self),
            )
        except RowProblem as problem:
            value = staged.record.cells.get(problem.column, "")
            self._refuse(
                staged,
                place_of(staged).issue(
                    "error", problem.code, problem.column, value, problem.reason, problem.hint
                ),
            )
            return
        for issue in (*problems, *remit_issues(self, table, staged), *undated_tie(self, table, staged)):
            self.bench.remark(staged.seq, UNDERSTOOD, issue)
        self._say(table, staged, claims)

    def _say(self, table: InputTable, staged: StagedRecord, claims: list[tuple[Any, ...]]) -> None:
        bench = self.bench
        before = [] if self._first else bench.claims_of(staged.seq)
        if before == claims and before:
            return
        if before:
            self._dirty(staged.seq)
            bench.drop_claims(staged.seq)
        bench.add_claims(staged.seq, claims)
        for claim in claims:
            if claim[1] in HAPPENINGS and (key := equal_key(staged, claim[1], *_unpacked(claim))):
                # Not collected: a changed row looks for its equals at once.
                bench.db.execute("INSERT INTO equal VALUES (?,?,?)", (key, claim[0], staged.seq))
        if table.name == "decisions":
            values, links = _unpacked(claims[0])
            if values["value"] != OPEN:
                row = (
                    links[0][2],
                    values["property"],
                    values["value"],
                    values["decided_on"],
                    staged.statement,
                    staged.seq,
                )
                bench.insert("INSERT INTO decision VALUES (?,?,?,?,?,?)", row)
            bench.flush()
        self._dirty(staged.seq, claims)
        if not self._everything:
            bench.dirty_statement(staged.seq)

    def _dirty(self, seq: int, claims: Sequence[tuple[Any, ...]] | None = None) -> None:
        """Mark the nodes of a record's claims, and those that follow from them, as dirty.

        Records that asked about them are asked again.
        """
        if self._first:
            return
        rows = self.bench.claims_of(seq) if claims is None else claims
        for row in rows:
            node_id = str(row[0])
            self.references.touch(CLAIMED, node_id)
            if self._everything:
                continue  # all nodes are made anyway
            links = _unpacked(row)[1]
            for type_, _, target, _ in links:
                if type_ == "CONCERNS" and row[1] == "Decision":
                    self._dirty_with_equals(target, names_another=True)
                    for step in self.bench.column(
                        "SELECT id FROM pointer WHERE target = ? AND type = 'STEP_OF'", (target,)
                    ):
                        self.bench.dirty_fact(step)
            self._dirty_with_equals(node_id, names_another=any(link[0] == "SAME_AS" for link in links))
        if rows:
            self.references.touch(SAID, str(rows[0][4]))

    def _dirty_with_equals(self, node_id: str, *, names_another: bool) -> None:
        """Mark a fact, those with equal rows that it may represent, and those that are the same as these.

        :param names_another: whether it says, or said, that it is the same as another one
        """
        for node in {node_id, *represented_by(self.bench, node_id, names_another=names_another)}:
            self.bench.dirty_fact(node)
            for follower in followers_of(self.bench, node):
                self.bench.dirty_fact(follower)

    # Refusing and bringing back

    def _silence(self, staged: StagedRecord, *, keep_former: bool = True) -> None:
        """Remove the claims and nodes of a record."""
        self.bench.flush()
        self.references.drop(staged.seq, keep_former=keep_former)
        self._dirty(staged.seq)
        self.bench.drop_claims(staged.seq)

    def _refuse(self, staged: StagedRecord, *issues: Issue) -> None:
        """Refuse a new record and keep the former one of the store.

        A stored record waits instead, as does one that was restored unchanged.
        """
        self._silence(staged, keep_former=staged.origin == KEPT)
        self._out.add(staged.seq)
        self.bench.dirty_statement(staged.seq)
        if staged.origin != NEW or staged.recorded:
            for issue in issues:
                # Reported by this load, and by every load of its table while it waits.
                self.bench.remark(staged.seq, LOAD, replace(issue, level="warning"))
                self.bench.remark(staged.seq, UNDERSTOOD, replace(issue, level="warning"))
            self.bench.set_state(staged.seq, NEW if staged.origin == NEW else KEPT, active=False)
            return
        for issue in issues:
            self.bench.remark(staged.seq, LOAD, issue)
            if issue.code == "unknown_reference":
                self._waiting.setdefault(issue.value, set()).add(staged.seq)
        self.bench.set_state(staged.seq, REFUSED, active=False)
        self.references.forget_asked(staged.seq)
        if before := self.bench.find_record(
            VANISHED, staged.collection, staged.record.dataset, staged.record.row
        ):
            self._return(before)

    def _return(self, staged: StagedRecord) -> None:
        """Keep a record that had vanished."""
        self.bench.set_state(staged.seq, KEPT, active=True)
        self.bench.dirty_statement(staged.seq)
        self._again.add(staged.seq)

    def _bring_back(self, staged: StagedRecord, errors: list[Issue]) -> bool:
        """Bring back the records that describe what a stored record refers to; return whether any exist."""
        missing = {issue.value for issue in errors if issue.code == "unknown_reference"}
        found = False
        for node_id in sorted(missing):
            for seq in self.bench.column("SELECT seq FROM former WHERE id = ? ORDER BY seq", (node_id,)):
                before = self.bench.record(seq)
                if before is None or before.active or seq in self._tried or seq == staged.seq:
                    continue
                instead = (
                    self.bench.find_record(NEW, before.collection, before.record.dataset, before.record.row)
                    if before.origin == VANISHED
                    else None
                )
                if instead and instead.recorded:
                    continue  # it was restored unchanged, and waits itself
                self._tried.add(seq)
                found = True
                if before.origin != VANISHED:
                    self._again.add(seq)  # it waits: the two may wait for each other
                    continue
                issue = place_of(before).issue(
                    "warning",
                    "still_referenced",
                    "id",
                    before.record.row,
                    "{id!r} is gone from {table}, but {other_table} {other} refers to it",
                    "it was kept; change or take out what refers to it first",
                    id=before.record.row,
                    table=before.record.dataset,
                    other_table=staged.record.dataset,
                    other=staged.record.row,
                )
                if instead:
                    self._refuse(instead, _as_error(issue, instead))
                else:
                    self.bench.remark(seq, ONCE, issue)
                    self._return(before)
        return found


def _as_error(issue: Issue, staged: StagedRecord) -> Issue:
    return replace(issue, level="error", file=staged.file, sheet=staged.sheet, line=staged.line)


def _unpacked(claim: Sequence[Any]) -> tuple[dict[str, Any], list[tuple[str, str, str, dict[str, Any]]]]:
    """Return values and links of a claim in the form of :meth:`Workbench.claims_of`."""
    values, links = unpack(claim[3])
    return values, links


def read_again(dataset: str, row: str, cells: dict[str, str]) -> Record | None:
    """Return a record from the cells of a stored statement; ``None`` if its table is unknown."""
    table = table_of(dataset)
    if table is None:
        return None
    record, _ = read_row(Row(0, cells), RowPlace("", "", 0), table, dataset)
    return Record(dataset, row, record.values, record.cells) if record else None
