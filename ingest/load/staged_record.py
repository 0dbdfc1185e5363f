"""A record of the workbench, and the ids of its statement and source."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.tables.declaration import Record

#: Origin of a record: the rows of this load, the store, or the store only, because the rows of this load no
#: longer contain it.
NEW, KEPT, VANISHED = "new", "kept", "vanished"
#: Origin of a record of this load that cannot be used.
REFUSED = "refused"

#: Prefix of the collections of entries made by hand (:mod:`ingest.entries`); the id of the home follows.
OWN_RECORD = "own-record-"
#: Sorts a missing grade last.
NO_GRADE = "Z"
#: Used as the grade of what a collection says about its own home. It sorts first, so that no row of another
#: collection renames or moves the home.
OWN_HOME = "0"


@dataclass(frozen=True, slots=True, kw_only=True)
class StagedRecord:
    """A record with its origin and position.

    :param active: whether it makes claims; a stored record that cannot be understood at present is inactive
    """

    seq: int
    origin: str
    collection: str
    file: str
    sheet: str
    line: int
    locator: str
    recorded: str
    active: bool
    record: Record

    @property
    def statement(self) -> str:
        """Id of the statement that the record becomes."""
        return statement_id(self.collection, self.record.dataset, self.record.row)


def statement_id(collection: str, dataset: str, row: str) -> str:
    """Return the id of the statement of one row of a table."""
    return f"s:{collection}/{dataset}/{row}"


def collection_of(statement: str) -> str:
    """Return the collection of a statement, from its id."""
    return statement.removeprefix("s:").rsplit("/", 2)[0]


def source_of(collection: str, record: Record) -> str:
    """Return the id of the source that a row names.

    If it names none, that is the office's register; for entries made by hand, the office's own record.
    """
    if collection.startswith(OWN_RECORD):
        return collection
    return str(record.values.get("source") or f"register-{collection}-{record.dataset}")
