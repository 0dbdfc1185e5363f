"""Records to claims: references are followed, and what cannot be followed is said.

A row that points to nothing is refused; rows that point to it are then looked at again, until nothing changes any more. A statement that the store
already holds is never lost for that: what it points to is kept, with a remark, even if its own file says it no longer.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from graph.messages import Bilingual, label_name
from graph.naming import Naming, area_names_match
from ingest.datasets import TABLES, table_of
from ingest.datasets.ties import OPEN
from ingest.folder import Office
from ingest.readers import Row
from ingest.report import Issue
from ingest.staging import KEPT, NEW, OWN_RECORD, REFUSED, VANISHED, Staged, Staging, source_of
from ingest.table import Cell, Column, Record, Ref, RowProblem, Table, name_key
from ingest.validate import Place, read_row

_REFERENCES = {table.name: [column for column in table.columns if column.cell in (Cell.REFERENCE, Cell.REFERENCES)] for table in TABLES.values()}
_COUNTRIES = {table.name: [column for column in table.columns if column.cell in (Cell.COUNTRY, Cell.COUNTRIES)] for table in TABLES.values()}


class Understanding:
    """Works on a :class:`Staging`; is the :class:`ingest.table.Context` of the rows it looks at."""

    def __init__(self, staging: Staging, offices: Mapping[str, Office], naming: Naming) -> None:
        self._staging = staging
        self._offices = offices
        self._naming = naming
        self.home = ""
        self._collection = ""
        self._sources: dict[str, tuple[str, str]] = {}
        #: Codes of countries and areas that anything points to, and the id of the node it leads to.
        self.areas: dict[str, str] = {}

    # What a row may ask -------------------------------------------------------------------------------------------------------------------------

    def find(self, node_id: str) -> Ref | None:
        """The node of an id, other names followed, or ``None``."""
        known = self._staging.lookup(node_id) if node_id else None
        return known[0] if known else None

    def claimed(self, node_id: str) -> Ref | None:
        """A node of which a row of an earlier table says something."""
        label = self._staging.one("SELECT label FROM claim WHERE id = ? LIMIT 1", (node_id,))
        return Ref(label, node_id) if label else None

    def ref(self, node_id: str) -> Ref:
        """As :meth:`find`, for an id whose column was checked before; a home that no row describes is refused."""
        found = self.find(node_id)
        if found is None:
            raise RowProblem("unknown_reference", "", "{id!r} is not known", "load the table that describes it as well", id=node_id)
        return found

    def country(self, iso2: str) -> Ref:
        """The country or area of a code: the one a row describes, else one known by its code alone."""
        found = self._staging.named(name_key("Area", iso2)) or Ref("CountryOrArea", f"country-{iso2.lower()}")
        self.areas[iso2] = found.id
        return found

    def named(self, key: str) -> Ref | None:
        """The one node of this name."""
        return self._staging.named(key)

    def names(self, node_id: str) -> tuple[str, str]:
        """Names in English and Chinese; those of countries and areas are the naming profile's."""
        known = self._staging.lookup(node_id)
        if known is None:
            return node_id, ""
        ref, country, name_en, name_zh = known
        if ref.label == "CountryOrArea" and country:
            return self._naming.area_name(country, "en"), self._naming.area_name(country, "zh")
        return name_en or name_zh or node_id, name_zh

    def country_of(self, node_id: str) -> str:
        """ISO code of the country or area a place lies in, or is."""
        known = self._staging.lookup(node_id)
        return known[1] if known else ""

    def said_by(self, dataset: str, row: str) -> Ref | None:
        """The node that a row of another table of the same folder is about."""
        found = self._staging.db.execute(
            "SELECT c.label, c.id FROM record r JOIN claim c ON c.seq = r.seq "
            "WHERE r.collection = ? AND r.dataset = ? AND r.row = ? AND r.active AND c.place = 0",
            (self._collection, dataset, row),
        ).fetchone()
        return Ref(*found) if found else None

    def names_area(self, iso2: str, name_en: str, name_zh: str) -> bool:
        """Whether these names are those of the country or area itself."""
        return area_names_match(iso2, name_en, name_zh)

    # The work -----------------------------------------------------------------------------------------------------------------------------------

    def identify(self) -> None:
        """Note the nodes that the active records bring into being; refuse ids that stand for something else already."""
        self._sources = {
            staged.record.row: (staged.record.text("grade"), staged.record.text("date")) for table, staged in self._active() if table.name == "sources"
        }
        for late in (False, True):
            for table, staged in self._active(late=late):
                self._identify(table, staged)
            self._staging.forget()

    def settle(self) -> None:
        """Refuse rows that point to nothing, until none is left; bring back what the store's other statements point to."""
        first = True
        while True:
            changed = False
            for table, staged in self._active():
                problems = list(self._reference_problems(table, staged, remarks=first))
                if not problems:
                    continue
                errors = [issue for issue in problems if issue.level == "error"]
                for issue in problems:
                    if issue.level != "error":
                        self._staging.add_issue(issue)
                if not errors:
                    continue
                if staged.origin != NEW and self._bring_back(staged, errors):
                    changed = True
                    continue
                for issue in errors:
                    self._staging.add_issue(issue)
                self._refuse(staged)
                changed = True
            first = False
            if not changed:
                return

    def claim(self) -> None:
        """Work out what every active record says."""
        for table, staged in self._active():
            for before in self._claim(table, staged):
                self._claim(table, before)

    # Steps --------------------------------------------------------------------------------------------------------------------------------------

    def _active(self, *, late: bool | None = None) -> Iterable[tuple[Table, Staged]]:
        """Active records, table by table in the declared order."""
        datasets = [row[0] for row in self._staging.db.execute("SELECT DISTINCT dataset FROM record WHERE active ORDER BY dataset").fetchall()]
        order = list(TABLES)
        known = [(table, dataset) for dataset in datasets if (table := table_of(dataset))]
        for table, dataset in sorted(known, key=lambda entry: (order.index(entry[0].name), entry[1])):
            if late is not None and table.late != late:
                continue
            self._staging.flush()
            for staged in self._staging.records_of(dataset):
                office = self._offices.get(staged.collection)
                self.home = office.home if office and self.find(office.home) else ""
                self._collection = staged.collection
                yield table, staged
        self._staging.flush()

    def _claim(self, table: Table, staged: Staged) -> list[Staged]:
        """Work out what a record says; if it is refused for that, what the store held of it before comes back and is returned."""
        record, known = staged.record, self.areas
        self.areas = {}  # what a refused row names does not count
        try:
            claims = list(table.claims(record, self))
        except RowProblem as problem:
            self.areas = known
            # What was entered by hand stays as a statement, even if what it speaks of is gone for now.
            waits = staged.origin == KEPT and staged.collection.startswith(OWN_RECORD)
            issue = _place(staged).issue(
                "warning" if waits else "error", problem.code, problem.column, record.cells.get(problem.column, ""), problem.reason, problem.hint
            )
            self._staging.add_issue(issue)
            return [] if waits else self._refuse(staged)
        self.areas |= known
        self._staging.add_claims(staged.seq, staged.statement, source_of(staged.collection, record), claims)
        if table.name == "decisions":
            values = claims[0].values
            if values["value"] != OPEN:
                decided = (claims[0].links[0].to.id, values["property"], values["value"], values["decided_on"], staged.statement)
                self._staging.insert("INSERT INTO decision VALUES (?,?,?,?,?)", decided)
        self._remark_remit(table, staged)
        return []

    def _identify(self, table: Table, staged: Staged) -> None:
        taken = self._staging.add_identities(staged, *self._weight(staged), table.identities(staged.record, self))
        if taken:
            node_id, known, label = taken
            issue = _place(staged).issue(
                "error",
                "id_taken",
                "id",
                node_id,
                "this id stands for a {known} already, so it cannot be a {label}",
                "give one of the two another id",
                known=label_name(known),
                label=label_name(label),
            )
            self._staging.add_issue(issue)
            self._refuse(staged)

    def _weight(self, staged: Staged) -> tuple[str, str]:
        """Grade and date of publication of the source of a record; the office's own registers have the best grade."""
        return self._sources.get(source_of(staged.collection, staged.record), ("A", ""))

    def _reference_problems(self, table: Table, staged: Staged, *, remarks: bool) -> Iterable[Issue]:
        values = staged.record.values
        for column in _REFERENCES[table.name]:
            value = values.get(column.name)
            if value is None:
                continue
            for node_id in value if isinstance(value, list) else (value,):
                problem = self._reference_problem(column, node_id, staged)
                if problem and (problem.level == "error" or remarks):
                    yield problem

    def _reference_problem(self, column: Column, node_id: str, staged: Staged) -> Issue | None:
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
                "{id!r} is not known; the row is kept as text" if column.soft else "{id!r} is not known; the row is not loaded",
                "did you mean {near}?" if near else "correct it, or load the table that describes it as well ({labels:or})",
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
        candidates = [row[0] for row in self._staging.db.execute("SELECT DISTINCT id FROM identity WHERE id LIKE ? LIMIT 500", (node_id[:1] + "%",))]
        close = difflib.get_close_matches(node_id, candidates, n=1, cutoff=0.7)
        return close[0] if close else ""

    def _refuse(self, staged: Staged) -> list[Staged]:
        """Take a row out; what the store held of it before stays and is returned, for a faulty row is no word that the fact is gone."""
        self._staging.set_active(staged.seq, False)
        self._staging.drop_identities(staged.seq)
        self._staging.db.execute("DELETE FROM claim WHERE seq = ?", (staged.seq,))
        if staged.origin != NEW:
            return []
        self._staging.db.execute("UPDATE record SET origin = ? WHERE seq = ?", (REFUSED, staged.seq))
        key = (VANISHED, staged.collection, staged.record.dataset, staged.record.row)
        former = list(self._staging.records("NOT active AND origin = ? AND collection = ? AND dataset = ? AND row = ?", key))
        for before in former:
            self._return(before)
        return former

    def _return(self, staged: Staged) -> None:
        self._staging.set_active(staged.seq, True)
        table = table_of(staged.record.dataset)
        if table:
            self._identify(table, staged)
        self._staging.forget()

    def _bring_back(self, staged: Staged, errors: list[Issue]) -> bool:
        """Bring back the vanished rows that describe what a stored statement points to; whether any was found."""
        missing = {issue.value for issue in errors if issue.code == "unknown_reference"}
        found = False
        for before in list(self._staging.records("NOT active AND origin = ?", (VANISHED,))):
            table = table_of(before.record.dataset)
            if table and any(identity.node.id in missing for identity in table.identities(before.record, self)):
                self._return(before)
                found = True
                self._staging.add_issue(
                    _place(before).issue(
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
                )
        return found

    def _remark_remit(self, table: Table, staged: Staged) -> None:
        if staged.origin == KEPT:
            return
        codes: set[str] = set()
        values = staged.record.values
        for column in _COUNTRIES[table.name]:
            value = values.get(column.name, ())
            codes.update(value if isinstance(value, list) else [value] if value else [])
        for column in _REFERENCES[table.name]:
            value = values.get(column.name, ())
            codes.update(map(self.country_of, value if isinstance(value, list) else [value] if value else []))
        for iso2 in sorted(code for code in codes if code and not self._naming.in_remit(code)):
            name_en, name_zh = (self._naming.area_name(iso2, lang) for lang in ("en", "zh"))
            self._staging.add_issue(
                _place(staged).issue(
                    "warning",
                    "out_of_remit",
                    "",
                    iso2,
                    "the row concerns {name}, which is outside the remit of this office",
                    "it is kept, and left out of counts",
                    name=Bilingual(f"{name_zh} {name_en}", name_zh),
                )
            )


def _place(staged: Staged) -> Place:
    return Place(staged.file or f"{staged.collection}/{staged.record.dataset}", staged.sheet, staged.line)


def read_again(dataset: str, row: str, cells: dict[str, str]) -> Record | None:
    """A record from the cells that a stored statement holds; ``None`` if this program no longer reads that table."""
    table = table_of(dataset)
    if table is None:
        return None
    record, _ = read_row(Row(0, cells), Place("", "", 0), table, dataset)
    return Record(dataset, row, record.values, record.cells) if record else None
