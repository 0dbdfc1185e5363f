"""The facts about the link between a home and one partner, as the store holds them. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from graph.facts.statement import Statement


@dataclass(frozen=True, slots=True)
class Contact:
    """A visit or an event as one row tells it.

    :param what: ``visit`` or ``event``
    :param main: id of the row that stands for the happening; rows of one happening share it
    :param kind: direction of a visit, kind of an event
    :param level: rank of a delegation's head, as the data has it, or empty
    :param topics: subjects, as the source names them
    :param start: partial date, or empty
    :param status: planned, confirmed, held, cancelled; only what was held counts
    """

    id: str
    what: str
    main: str
    kind: str
    level: str = ""
    mode: str = ""
    title: str = ""
    topics: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    status: str = "held"
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class TieStatement:
    """What one statement says of a tie.

    :param steps: generic stage to its partial date, empty if undated
    :param said: as of when it speaks, partial date or empty
    """

    statement: Statement
    kind: str
    status: str
    steps: Mapping[str, str]
    said: str = ""
    mode: str = ""
    signatories: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided where sources contradict each other."""

    property: str
    value: str
    decided_on: dt.date


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between the home's side and the partner's, with all that is said of it.

    :param family: relation, route or membership; only a relation can be an instrument
    """

    id: str
    family: str
    tie_statements: tuple[TieStatement, ...]
    decisions: tuple[Decision, ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements."""
        return tuple(entry.statement for entry in self.tie_statements)


@dataclass(frozen=True, slots=True)
class Existence:
    """What one statement says of how long something has been there: partial dates, or empty."""

    statement: Statement
    begin: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """Something through which one can reach the partner: a body, or ties of which each has to be open.

    :param code: a channel of the configuration
    :param existence: of a body; where no statement gives its beginning, the day by which one speaks of it
        stands in
    """

    id: str
    code: str
    existence: tuple[Existence, ...] = ()
    ties: tuple[Tie, ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements."""
        return tuple(entry.statement for entry in self.existence) + tuple(
            statement for tie in self.ties for statement in tie.statements
        )


@dataclass(frozen=True, slots=True)
class Project:
    """A cooperation project with the partner; ``status`` is the word of the data."""

    id: str
    status: str
    start: str = ""
    end: str = ""
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class CompleteSpan:
    """Days for which a record is declared complete."""

    first: dt.date
    last: dt.date
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """All that is known of the link between a home and one partner.

    :param complete: spans for which the record of visits is declared complete, with the statements that say
        so
    """

    partner: str
    ties: tuple[Tie, ...] = ()
    contacts: tuple[Contact, ...] = ()
    channels: tuple[Channel, ...] = ()
    projects: tuple[Project, ...] = ()
    complete: tuple[CompleteSpan, ...] = ()
