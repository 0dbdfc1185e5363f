"""The facts about the link between a home and one partner, as stored. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass

from graph.facts.statement import Statement


@dataclass(frozen=True, slots=True)
class Retelling:
    """The partial dates that another row gives for a happening; ``end`` may be empty."""

    start: str
    end: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A visit or an event as stated by one row.

    :param what: ``visit`` or ``event``
    :param main: id of the row that represents the happening; all rows of one happening share it
    :param kind: direction of a visit, kind of an event
    :param level: rank of a delegation's head, as given in the data, or empty
    :param topics: subjects, as the source names them
    :param start: partial date, or empty
    :param status: planned, confirmed, held, cancelled; only what was held counts
    :param parties: ids of the places of a visit or event, in order
    :param during: ids of the events during which a visit took place
    :param retold: the dates that other rows give for the same happening
    :param above: whether the home side is the province or the nation: no contact of the home
    :param concerned: whether the partner did not take part, but is named as one that a journey was for
    """

    id: str
    what: str
    main: str
    kind: str
    level: str = ""
    mode: str = ""
    title: str = ""
    title_zh: str = ""
    topics: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    status: str = "held"
    parties: tuple[str, ...] = ()
    during: tuple[str, ...] = ()
    retold: tuple[Retelling, ...] = ()
    above: bool = False
    concerned: bool = False
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TieStatement:
    """What one statement says of a tie.

    :param steps: generic stage to its partial date, empty if undated
    :param said: day as of which the statement speaks, partial date or empty
    :param status_date: since when the status holds, if it is an end, a pause or a resumption; partial date
    """

    statement: Statement
    kind: str
    status: str
    steps: Mapping[str, str]
    said: str = ""
    status_date: str = ""
    mode: str = ""
    signatories: str = ""

    @property
    def spoken_on(self) -> str:
        """Day as of which it speaks, else of its source's publication: partial date or empty.

        A step without a date of its own was taken by then. The day of loading is no evidence of that.
        """
        return self.said or self.statement.told


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision between sources that contradict each other."""

    property: str
    value: str
    decided_on: dt.date


@dataclass(frozen=True, slots=True)
class CompleteList:
    """A list of ties of a kind that is declared complete for the signatures of a period.

    :param kind: kind of tie, empty for all
    :param sources: ids of the sources that are the list
    """

    kind: str
    first: dt.date
    last: dt.date
    _: KW_ONLY
    sources: frozenset[str]
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between the home's side and the partner's, with all statements about it.

    :param family: relation, route or membership; only a relation can be an instrument
    :param parties: ids of its two parties
    :param lists: lists of the home's ties that are declared complete
    """

    id: str
    family: str
    tie_statements: tuple[TieStatement, ...]
    _: KW_ONLY
    decisions: tuple[Decision, ...] = ()
    parties: tuple[str, str] = ("", "")
    lists: tuple[CompleteList, ...] = ()

    def other(self, party: str) -> str:
        """Return the other of its two parties."""
        return self.parties[1] if self.parties[0] == party else self.parties[0]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements about the tie."""
        return tuple(entry.statement for entry in self.tie_statements)


@dataclass(frozen=True, slots=True)
class Existence:
    """What one statement says of how long something has existed: partial dates, or empty.

    :param named: date at which the statement shows it to exist, such as that of a contact with it
    """

    statement: Statement
    begin: str = ""
    end: str = ""
    named: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel to the partner: an organisation or consulate, or ties that all have to be open.

    :param code: a channel of the configuration
    :param existence: of the organisation or consulate (:func:`graph.facts.existence.is_there`)
    """

    id: str
    code: str
    existence: tuple[Existence, ...] = ()
    ties: tuple[Tie, ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements about the channel."""
        return tuple(entry.statement for entry in self.existence) + tuple(
            statement for tie in self.ties for statement in tie.statements
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A cooperation project with the partner; ``status`` is a word of the data."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkFacts:
    """All that is known of the link between a home and one partner.

    :param complete: spans for which the record of visits is declared complete
    :param lists: lists of ties declared complete
    :param graded: whether the partner gets a word for how alive the link is; a country or an organisation
        gets counts only
    """

    partner: str
    ties: tuple[Tie, ...] = ()
    contacts: Sequence[Contact] = ()
    channels: tuple[Channel, ...] = ()
    projects: tuple[Project, ...] = ()
    complete: tuple[CompleteSpan, ...] = ()
    lists: tuple[CompleteList, ...] = ()
    graded: bool = True
