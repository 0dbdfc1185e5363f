"""From records to claims: references are resolved, and unknown ones are reported.

A new row with an unknown reference is refused, and the former row of that id in the store stays, because a
faulty row does not mean that its fact is gone. A row in the store is never lost for that reason: the row that
it refers to is brought back, with a warning, even if its own file no longer contains it; if that is not
possible, the row waits and makes no claims until it can be understood.

All of this is one loop. A record asks questions when it is understood (:mod:`ingest.load.questions`); when an
answer changes, the records that asked are understood again, until no answer changes. The loop starts with the
records that were added or removed, so its cost depends on the size of the change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from graph.i18n import Bilingual, label_name
from graph.naming.profile import Naming, area_names_match
from graph.suggest import near_matches
from ingest.load.questions import AREA, CLAIMED, OWNER, SAID, QuestionIndex
from ingest.load.report import Issue
from ingest.load.resolve import placed
from ingest.load.workbench import (
    KEPT,
    NEW,
    OWN_HOME,
    OWN_RECORD,
    REFUSED,
    VANISHED,
    StagedRecord,
    Workbench,
    source_of,
    statement_id,
    unpack,
)
from ingest.read.files import Row
from ingest.read.office_folder import OfficeInfo
from ingest.read.rows import RowPlace, read_row
from ingest.tables import TABLES, table_of
from ingest.tables.declaration import (
    CellType,
    InputColumn,
    InputTable,
    NodeReference,
    Record,
    RowProblem,
    name_key,
)
from ingest.tables.ties import OPEN

_REFERENCES = {
    table.name: [
        column for column in table.columns if column.cell in (CellType.REFERENCE, CellType.REFERENCES)
    ]
    for table in TABLES.values()
}
_COUNTRIES = {
    table.name: [column for column in table.columns if column.cell in (CellType.COUNTRY, CellType.COUNTRIES)]
    for table in TABLES.values()
}
_ORDER = {name: number for number, name in enumerate(TABLES)}
#: Phases of remarks on a record. READ: reading its cells; UNDERSTOOD: understanding it. LOAD and ONCE belong
#: to this load only; ONCE holds whatever becomes of the record.
READ, UNDERSTOOD, LOAD, ONCE = "read", "understood", "load", "once"
#: Maximum number of times that a record is identified in one load. Rows that keep taking each other's ids
#: wait after that.
_MOST_TIMES = 20


class ReferenceResolver:
    """Understands the records of a :class:`ingest.load.workbench.Workbench`.

    It is the :class:`ingest.tables.declaration.Context` of the rows it processes.
    """

    def __init__(self, bench: Workbench, offices: Mapping[str, OfficeInfo], naming: Naming) -> None:
        self._bench = bench
        self._offices = offices
        self._naming = naming
        self.references = QuestionIndex(bench)
        self._collection = ""
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

    # Context

    @property
    def home(self) -> str:
        """Id of the home of the current row's collection if a row describes it; else empty."""
        office = self._offices.get(self._collection)
        return office.home if office and self.find(office.home) else ""

    def find(self, node_id: str) -> NodeReference | None:
        """Return the node of an id, with aliases resolved, or ``None``."""
        found = self.references.lookup(node_id) if node_id else None
        return found[0] if found else None

    def claimed(self, node_id: str) -> NodeReference | None:
        """Return a node about which any row makes a claim."""
        return self.references.claimed(node_id)

    def ref(self, node_id: str) -> NodeReference:
        """Like :meth:`find`, for ids that were checked before.

        :raises RowProblem: if the id is unknown: a home that no row describes
        """
        found = self.find(node_id)
        if found is None:
            raise RowProblem(
                "unknown_reference",
                "",
                "{id!r} is not known",
                "load the table that describes it as well",
                id=node_id,
            )
        return found

    def country(self, iso2: str) -> NodeReference:
        """Return the country or area of a code: as a row describes it, else as known only by its code."""
        self.references.ask(AREA, iso2)
        return self.references.named(name_key("Area", iso2)) or NodeReference(
            "CountryOrArea", f"country-{iso2.lower()}"
        )

    def named(self, key: str) -> NodeReference | None:
        """Return the only node of this name, or ``None``."""
        return self.references.named(key)

    def names(self, node_id: str) -> tuple[str, str]:
        """Return the English and Chinese names; those of countries and areas come from the naming profile."""
        found = self.references.names(node_id)
        if found is None:
            return node_id, ""
        ref, known = found
        if ref.label == "CountryOrArea" and known.country:
            return self._naming.area_name(known.country, "en"), self._naming.area_name(known.country, "zh")
        return known.name_en or known.name_zh or ref.id, known.name_zh

    def country_of(self, node_id: str) -> str:
        """Return the ISO code of the country or area that a place lies in, or is."""
        return self.references.country(node_id) if node_id else ""

    def said_by(self, dataset: str, row: str) -> NodeReference | None:
        """Return the node that a row of another table of the same folder is about."""
        return self.references.said_by(statement_id(self._collection, dataset, row))

    def names_area(self, iso2: str, name_en: str, name_zh: str) -> bool:
        """Return whether these names are those of the country or area itself."""
        return area_names_match(iso2, name_en, name_zh)

    # Understanding

    def vanish(self, staged: StagedRecord) -> None:
        """Mark a stored record as removed or replaced by the rows of this load."""
        self._silence(staged)
        self._bench.set_state(staged.seq, VANISHED, active=False)
        self._bench.dirty_statement(staged.seq)

    def run(self, came: Iterable[int] | None) -> None:
        """Understand records and everything that depends on them.

        :param came: numbers of new records; ``None``: understand everything on the workbench
        """
        self._everything = self._first = came is None
        if came is None:
            self._source_names = set(
                self._bench.column("SELECT DISTINCT source FROM record WHERE dataset GLOB 'sources*'")
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
            self._source_names = set(self._bench.column(changed, (KEPT,)))
        todo = set(came or ())
        while True:
            self._weigh_sources()
            todo |= self._taken_again() | self._reconsidered()
            # A vanished row may have been replaced by a new one. Ask for changed answers only after the new
            # one was identified.
            if not todo or came is None:
                todo |= self.references.stale()
            if not todo:
                break
            self._round(todo)
            todo = self.references.stale()
        self._bench.flush()

    def _round(self, numbers: set[int] | None) -> None:
        for late in (False, True):
            # Nothing has asked questions yet, so no answer can change.
            self.references.watching = late or not self._first
            for table, staged in self._ordered(numbers):
                if table.late == late:
                    self._identify(table, staged)
        self.references.watching = True
        if self._first:
            self._note_former()
        for table, staged in self._ordered(numbers):
            if staged.active:
                self._understand(table, staged)

    def _note_former(self) -> None:
        """Note the nodes that vanished records defined, so that the records can be found by them."""
        self.references.listen(0)
        for seq in self._bench.column("SELECT seq FROM record WHERE origin = ?", (VANISHED,)):
            before = self._bench.record(seq)
            table = table_of(before.record.dataset) if before else None
            if before and table:
                self._collection = before.collection
                for identity in table.identities(before.record, self):
                    self._bench.db.execute(
                        "INSERT OR IGNORE INTO former VALUES (?,?)", (identity.node.id, seq)
                    )

    def _taken_again(self) -> set[int]:
        again, self._again = self._again, set()
        return again

    def _reconsidered(self) -> set[int]:
        """Return the refused new records whose unknown id is described now by a row that was brought back."""
        known = [node_id for node_id in self._waiting if self.references.own(node_id)]
        again = set()
        for seq in sorted({seq for node_id in known for seq in self._waiting.pop(node_id)}):
            staged = self._bench.record(seq)
            if staged is None or staged.origin != REFUSED:
                continue
            if before := self._bench.find_record(
                KEPT, staged.collection, staged.record.dataset, staged.record.row
            ):
                self.vanish(before)  # it was brought back in place of the new one
                self._bench.drop_remarks(before.seq, ONCE)
            self._bench.set_state(seq, NEW, active=False)
            again.add(seq)
        return again

    def _ordered(self, numbers: set[int] | None) -> Iterator[tuple[InputTable, StagedRecord]]:
        """Yield records in the declared order of their tables, within a table in that of their statements."""
        if numbers is None:
            datasets = self._bench.column("SELECT DISTINCT dataset FROM record WHERE active")
            known = [
                (_ORDER[table.name], dataset, table) for dataset in datasets if (table := table_of(dataset))
            ]
            for _, dataset, table in sorted(known, key=lambda entry: entry[:2]):
                for staged in self._bench.records_of(dataset):
                    yield table, staged
            return
        keys = []
        for number in numbers:
            row = self._bench.db.execute(
                "SELECT dataset, collection, row FROM record WHERE seq = ?", (number,)
            ).fetchone()
            if row and (table := table_of(row[0])):
                keys.append((_ORDER[table.name], *row, number))
        for _, dataset, _, _, number in sorted(keys):
            found, table = self._bench.record(number), table_of(dataset)
            if found and table and found.origin in (NEW, KEPT):
                yield table, found

    # Identities

    def _identify(self, table: InputTable, staged: StagedRecord) -> None:
        """Note the nodes that a record defines.

        If two records use one id for different things, the lower-ranked record is refused.
        """
        bench, seq = self._bench, staged.seq
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
            self._bench.weight(source_of(staged.collection, staged.record)),
        )
        identities = list(table.identities(staged.record, self))
        weights = [
            (OWN_HOME, weight[1]) if office and office.home == identity.node.id else weight
            for identity in identities
        ]
        for identity, own in zip(identities, weights, strict=True):
            rank = _rank(own, source_of(staged.collection, staged.record), staged.statement)
            rivals = self.references.rivals(identity.node.id, identity.node.label)
            if not rivals:
                continue
            # The refused record is reconsidered when the other one is removed or its rank changes.
            for number in {seq, *(number for number, _, _ in rivals)}:
                self.references.ask_for(number, OWNER, identity.node.id)
            if any(_rank(entry[:2], *entry[2:]) < rank for _, _, entry in rivals):
                self._refuse(staged, _taken(staged, identity.node.id, rivals[0][1], identity.node.label))
                return
            for number, _, _ in rivals:
                other = bench.record(number)
                if other and number != seq:
                    self._refuse(other, _taken(other, identity.node.id, identity.node.label, rivals[0][1]))
        for identity, own in zip(identities, weights, strict=True):
            self.references.add(staged, own, identity)

    def _weigh_sources(self) -> None:
        """Note the grades and dates of sources that were added or removed, and rank their records anew."""
        for name in sorted(self._source_names):
            weight = self._said_weight(name)
            if weight == self._bench.said_weight(name):
                continue
            self._bench.weigh(name, weight)
            if self._first:
                continue
            self.references.weigh(name, weight or ("A", ""))
            for seq, origin, active in self._bench.db.execute(
                "SELECT seq, origin, active FROM record WHERE source = ?", (name,)
            ).fetchall():
                self._bench.dirty_statement(seq)
                self._dirty(seq)
                if not active and origin in (NEW, KEPT):
                    # It was refused for a higher-ranked record, and may rank higher now.
                    self._again.add(seq)

    def _said_weight(self, source: str) -> tuple[str, str] | None:
        """Return grade and date of publication as given by the statement with the greatest id."""
        text = (
            "SELECT collection, dataset, row FROM record WHERE source = ? AND dataset GLOB 'sources*' "
            "AND active"
        )
        rows = self._bench.db.execute(text, (source,)).fetchall()
        if not rows:
            return None
        best = max(rows, key=lambda row: statement_id(*row))
        staged = self._bench.find_record(NEW, *best) or self._bench.find_record(KEPT, *best)
        return (staged.record.text("grade"), staged.record.text("date")) if staged else None

    # References and claims

    def _understand(self, table: InputTable, staged: StagedRecord) -> None:
        if staged.seq in self._out:
            return  # refused meanwhile
        self.understood += 1
        self.references.listen(staged.seq)
        self._collection = staged.collection
        problems = list(self._reference_problems(table, staged))
        errors = [issue for issue in problems if issue.level == "error"]
        if errors:
            if staged.origin == KEPT and self._bring_back(staged, errors):
                self._again.add(staged.seq)
            else:
                self._refuse(staged, *errors)
            return
        try:
            claims = self._bench.packed(
                staged.statement,
                source_of(staged.collection, staged.record),
                table.claims(staged.record, self),
            )
        except RowProblem as problem:
            value = staged.record.cells.get(problem.column, "")
            self._refuse(
                staged,
                _place(staged).issue(
                    "error", problem.code, problem.column, value, problem.reason, problem.hint
                ),
            )
            return
        for issue in problems:
            self._bench.remark(staged.seq, UNDERSTOOD, issue)
        self._remark_remit(table, staged)
        self._say(table, staged, claims)

    def _say(self, table: InputTable, staged: StagedRecord, claims: list[tuple[Any, ...]]) -> None:
        bench = self._bench
        before = [] if self._first else bench.claims_of(staged.seq)
        if before == claims and before:
            return
        if before:
            self._dirty(staged.seq)
            bench.drop_claims(staged.seq)
        bench.add_claims(staged.seq, claims)
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
        rows = self._bench.claims_of(seq) if claims is None else claims
        for row in rows:
            node_id = str(row[0])
            self.references.touch(CLAIMED, node_id)
            if self._everything:
                continue  # all nodes are made anyway
            self._bench.dirty_fact(node_id)
            for type_, _, target, _ in _unpacked(row)[1]:
                if type_ == "CONCERNS" and row[1] == "Decision":
                    self._bench.dirty_fact(target)
                    for step in self._bench.column(
                        "SELECT id FROM pointer WHERE target = ? AND type = 'STEP_OF'", (target,)
                    ):
                        self._bench.dirty_fact(step)
            for node in self._bench.column(
                "SELECT id FROM pointer WHERE target = ? AND type = 'SAME_AS'", (node_id,)
            ):
                self._bench.dirty_fact(node)
        if rows:
            self.references.touch(SAID, str(rows[0][4]))

    def _reference_problems(self, table: InputTable, staged: StagedRecord) -> Iterable[Issue]:
        values = staged.record.values
        for column in _REFERENCES[table.name]:
            value = values.get(column.name)
            if value is None:
                continue
            for node_id in value if isinstance(value, list) else (value,):
                if problem := self._reference_problem(column, node_id, staged):
                    yield problem

    def _reference_problem(self, column: InputColumn, node_id: str, staged: StagedRecord) -> Issue | None:
        found = self.find(node_id)
        if found is not None and (not column.labels or found.label in column.labels):
            return None
        place = _place(staged)
        if found is None:
            near = self._near(node_id)
            return place.issue(
                "warning" if column.soft else "error",
                "unknown_reference",
                column.name,
                node_id,
                "{id!r} is not known; the row is kept as text"
                if column.soft
                else "{id!r} is not known; the row is not loaded",
                "did you mean {near}?"
                if near
                else "correct it, or load the table that describes it as well ({labels:or})",
                id=node_id,
                near=near,
                labels=[label_name(label) for label in column.labels[:3]],
            )
        return place.issue(
            "error",
            "wrong_kind",
            column.name,
            node_id,
            "{id!r} is a {label}",
            "here it must be a {labels:or}",
            id=node_id,
            label=label_name(found.label),
            labels=[label_name(label) for label in column.labels],
        )

    def _near(self, node_id: str) -> str:
        first = node_id[:1]
        candidates = self._bench.column(
            "SELECT DISTINCT id FROM identity WHERE id >= ? AND id < ? LIMIT 500",
            (first, first + "\U0010ffff"),
        )
        close = near_matches(node_id, candidates, most=1, alike=0.7)
        return close[0] if close else ""

    # Refusing and bringing back

    def _silence(self, staged: StagedRecord, *, keep_former: bool = True) -> None:
        """Remove the claims and nodes of a record."""
        self._bench.flush()
        self.references.drop(staged.seq, keep_former=keep_former)
        self._dirty(staged.seq)
        self._bench.drop_claims(staged.seq)

    def _refuse(self, staged: StagedRecord, *issues: Issue) -> None:
        """Refuse a new record and keep the former one of the store.

        A stored record waits instead, as does one that was restored unchanged.
        """
        self._silence(staged, keep_former=staged.origin == KEPT)
        self._out.add(staged.seq)
        self._bench.dirty_statement(staged.seq)
        if staged.origin != NEW or staged.recorded:
            for issue in issues:
                # Reported by this load, and by every load of its table while it waits.
                self._bench.remark(staged.seq, LOAD, replace(issue, level="warning"))
                self._bench.remark(staged.seq, UNDERSTOOD, replace(issue, level="warning"))
            self._bench.set_state(staged.seq, NEW if staged.origin == NEW else KEPT, active=False)
            return
        for issue in issues:
            self._bench.remark(staged.seq, LOAD, issue)
            if issue.code == "unknown_reference":
                self._waiting.setdefault(issue.value, set()).add(staged.seq)
        self._bench.set_state(staged.seq, REFUSED, active=False)
        self.references.forget_asked(staged.seq)
        if before := self._bench.find_record(
            VANISHED, staged.collection, staged.record.dataset, staged.record.row
        ):
            self._return(before)

    def _return(self, staged: StagedRecord) -> None:
        """Keep a record that had vanished."""
        self._bench.set_state(staged.seq, KEPT, active=True)
        self._bench.dirty_statement(staged.seq)
        self._again.add(staged.seq)

    def _bring_back(self, staged: StagedRecord, errors: list[Issue]) -> bool:
        """Bring back the records that describe what a stored record refers to; return whether any exist."""
        missing = {issue.value for issue in errors if issue.code == "unknown_reference"}
        found = False
        for node_id in sorted(missing):
            for seq in self._bench.column("SELECT seq FROM former WHERE id = ? ORDER BY seq", (node_id,)):
                before = self._bench.record(seq)
                if before is None or before.active or seq in self._tried or seq == staged.seq:
                    continue
                instead = (
                    self._bench.find_record(NEW, before.collection, before.record.dataset, before.record.row)
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
                issue = _place(before).issue(
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
                    self._bench.remark(seq, ONCE, issue)
                    self._return(before)
        return found

    def _remark_remit(self, table: InputTable, staged: StagedRecord) -> None:
        if not self._naming.outside:
            return
        codes: set[str] = set()
        values = staged.record.values
        for column in _COUNTRIES[table.name]:
            value = values.get(column.name, ())
            codes.update(value if isinstance(value, list) else [value] if value else [])
        for column in _REFERENCES[table.name]:
            value = values.get(column.name, ())
            codes.update(map(self.country_of, value if isinstance(value, list) else [value] if value else []))
        for iso2 in sorted(codes & self._naming.outside):
            name_en, name_zh = (self._naming.area_name(iso2, lang) for lang in ("en", "zh"))
            self._bench.remark(
                staged.seq,
                UNDERSTOOD,
                _place(staged).issue(
                    "warning",
                    "out_of_remit",
                    "",
                    iso2,
                    "the row concerns {name}, which is outside the remit of this office",
                    "it is kept, and left out of counts",
                    name=Bilingual(f"{name_zh} {name_en}", name_zh),
                ),
            )


def _rank(
    weight: tuple[str, ...], source: str, statement: str
) -> tuple[bool, tuple[str, tuple[int, ...], str], str]:
    """Return a sort key that puts the higher-ranked record first.

    Entries made by hand come first, then grade, newest publication, source and statement id.
    """
    grade, published = weight
    return (not source.startswith(OWN_RECORD), placed(grade, published, source), statement)


def _taken(staged: StagedRecord, node_id: str, known: str, label: str) -> Issue:
    return _place(staged).issue(
        "error",
        "id_taken",
        "id",
        node_id,
        "this id stands for a {known} already, so it cannot be a {label}",
        "give one of the two another id",
        known=label_name(known),
        label=label_name(label),
    )


def _as_error(issue: Issue, staged: StagedRecord) -> Issue:
    return replace(issue, level="error", file=staged.file, sheet=staged.sheet, line=staged.line)


def _place(staged: StagedRecord) -> RowPlace:
    return RowPlace(staged.file or f"{staged.collection}/{staged.record.dataset}", staged.sheet, staged.line)


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
