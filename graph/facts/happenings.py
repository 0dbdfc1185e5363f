"""Visits and events as happenings: the rows that tell of one happening are one. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.facts.as_of import AsOf
from graph.facts.link_facts import Contact
from graph.facts.statement import Statement
from graph.model.partial_date import PartialDate, finest

#: Status of a happening that took place; a row without a status tells of one that did.
HELD = ("", "held")
#: Statuses of a happening that is still to come.
COMING = ("planned", "confirmed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A visit or an event with all rows that tell of it.

    :param id: id of the row that represents it
    :param what: ``visit`` or ``event``
    :param kind: direction of a visit, kind of an event
    :param start: finest partial date of its beginning
    :param end: partial date of its end, or empty
    :param rows: the rows, the representing one first
    """

    id: str
    what: str
    kind: str
    level: str
    status: str
    title: str
    title_zh: str
    start: str
    end: str
    rows: tuple[Contact, ...]
    statements: tuple[Statement, ...]

    @property
    def concerned(self) -> bool:
        """Whether the partner did not take part, but is named as one that it was for."""
        return all(row.concerned for row in self.rows)

    @property
    def first(self) -> int:
        """Ordinal of the earliest day on which it can have begun."""
        return PartialDate(self.start).first.toordinal()

    @property
    def order(self) -> tuple[int, str, str]:
        """Sort key from the oldest to the newest."""
        return (self.first, self.start, self.id)


def happenings(
    contacts: Iterable[Contact], as_of: AsOf, statuses: Sequence[str] = HELD
) -> tuple[Happening, ...]:
    """Return the happenings that had begun by the day and were known, oldest first.

    A date known to the year or month counts once the whole year or month is over.

    :param statuses: statuses of the rows taken into account
    """
    told: dict[str, list[tuple[Contact, tuple[Statement, ...]]]] = {}
    for contact in contacts:
        if contact.status not in statuses or as_of.day(contact.start) is None:
            continue
        if statements := as_of.known(contact.statements):
            told.setdefault(contact.main, []).append((contact, statements))
    found = (_happening(main, rows, as_of) for main, rows in told.items())
    return tuple(sorted(found, key=lambda one: one.order))


def own_happenings(contacts: Iterable[Contact], as_of: AsOf) -> tuple[Happening, ...]:
    """Return the happenings held by the day whose home side is the home, not the province or the nation."""
    return tuple(one for one in happenings(contacts, as_of) if not all(row.above for row in one.rows))


def dates_told(rows: Iterable[Contact], as_of: AsOf) -> tuple[list[str], list[str]]:
    """Return the beginnings and the ends that all rows of a happening give, those of other partners too."""
    rows = tuple(rows)
    retold = [
        entry
        for row in rows
        for entry in row.retold
        if as_of.day(entry.start) is not None and as_of.known(entry.statements)
    ]
    starts = [row.start for row in rows] + [entry.start for entry in retold]
    ends = [row.end for row in rows if row.end] + [entry.end for entry in retold if entry.end]
    return list(dict.fromkeys(starts)), list(dict.fromkeys(ends))


def _happening(main: str, rows: Sequence[tuple[Contact, tuple[Statement, ...]]], as_of: AsOf) -> Happening:
    ordered = sorted(rows, key=lambda row: (row[0].id != main, row[0].id))
    contacts = tuple(contact for contact, _ in ordered)
    first, (starts, ends) = contacts[0], dates_told(contacts, as_of)
    return Happening(
        id=main,
        what=first.what,
        kind=first.kind,
        level=first.level,
        status=first.status or "held",
        title=first.title,
        title_zh=first.title_zh,
        start=finest(starts) or "",
        end=finest(ends) or "",
        rows=contacts,
        statements=tuple(
            sorted(
                {statement.id: statement for _, told in ordered for statement in told}.values(),
                key=lambda statement: statement.id,
            )
        ),
    )
