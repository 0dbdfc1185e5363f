"""Which facts count towards link strength, and as what: instruments, contacts, channels, projects. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.facts.as_of import AsOf
from graph.facts.existence import began, is_there
from graph.facts.link_facts import Channel, CompleteList, CompleteSpan, LinkFacts, Project, Tie
from graph.facts.statement import Statement
from graph.model.durations import DAYS_OF_YEAR, add_months, covered
from graph.strength.config import StrengthConfig
from graph.strength.contacts import CountedContact, UnknownWord, count_contacts
from graph.strength.instruments import Instrument, count_tie, counts_alike, is_signed

__all__ = ["CountedContact", "CountedFacts", "Instrument", "UnknownWord", "count_facts", "project_weight"]

COMPLETED = "completed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedFacts:
    """The facts that count.

    :param contacts: happenings, in the order of their ids
    :param channels: open channels with their statements
    :param projects: projects with their stages and statements
    :param ended: project id to the ordinal of the day it ended
    :param context: happenings whose home side is the province or the nation; they weigh nothing
    :param equal: ids of rows that were entered more than once
    :param silence_known: whether the record is declared complete for the months after which silence is said
    :param active: whether a project or a contact other than a tie step is recorded, or the record is declared
        complete
    """

    instruments: tuple[Instrument, ...]
    contacts: tuple[CountedContact, ...]
    channels: tuple[tuple[Channel, tuple[Statement, ...]], ...]
    projects: tuple[tuple[Project, str, tuple[Statement, ...]], ...]
    active: bool
    ended: Mapping[str, float] = field(default_factory=dict)
    context: tuple[CountedContact, ...] = ()
    equal: tuple[tuple[str, ...], ...] = ()
    silence_known: bool = False
    unread: tuple[UnknownWord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedLink:
    """What counts of a link besides its visits and events; the fields are those of :class:`CountedFacts`.

    :param steps: signatures and letters of intent, which are contacts too
    :param complete: whether the record is declared complete for the day
    """

    instruments: tuple[Instrument, ...]
    steps: tuple[CountedContact, ...]
    channels: tuple[tuple[Channel, tuple[Statement, ...]], ...]
    projects: tuple[tuple[Project, str, tuple[Statement, ...]], ...]
    ended: Mapping[str, float]
    complete: bool
    silence_known: bool
    unread: tuple[UnknownWord, ...]


def count_facts(facts: LinkFacts, config: StrengthConfig, as_of: AsOf) -> CountedFacts:
    """Return which of the facts count as of ``as_of``, and as what."""
    link = LinkCounter(config, as_of).count(facts)
    unread = list(link.unread)
    held, context, equal = count_contacts(facts.contacts, config, as_of, unread)
    return CountedFacts(
        instruments=link.instruments,
        contacts=tuple(sorted((*held, *link.steps), key=lambda entry: entry.id)),
        channels=link.channels,
        projects=link.projects,
        active=link.complete or bool(link.projects) or bool(held),
        ended=link.ended,
        context=tuple(sorted(context, key=lambda entry: entry.id)),
        equal=tuple(sorted(equal)),
        silence_known=link.silence_known,
        unread=tuple(sorted(set(unread), key=lambda entry: (entry.map, entry.word, entry.fact))),
    )


#: Links of which visits and events alone count, by whether the record is complete and silence known.
_BARE = {
    (complete, silence_known): CountedLink(
        instruments=(),
        steps=(),
        channels=(),
        projects=(),
        ended={},
        complete=complete,
        silence_known=silence_known,
        unread=(),
    )
    for complete in (False, True)
    for silence_known in (False, True)
}
#: A tie with its instruments, its steps that are contacts, and its unknown words.
_CountedTie = tuple[Tie, list[Instrument], list[CountedContact], list[UnknownWord]]


class LinkCounter:
    """Counts ties, channels and projects as of a day; what several links share is looked at once.

    :param known: a counter that differs in nothing but the grades or the reading of dates; ties that count
        alike are taken from it
    """

    def __init__(self, config: StrengthConfig, as_of: AsOf, known: LinkCounter | None = None) -> None:
        self.config, self.as_of, self.known = config, as_of, known
        self._ties: dict[int, _CountedTie] = {}
        self._channels: dict[int, tuple[Channel, tuple[Statement, ...]]] = {}
        self._spans: dict[int, tuple[tuple[CompleteSpan, ...], bool, bool]] = {}

    def count(self, facts: LinkFacts) -> CountedLink:
        """Return what counts of a link."""
        complete, silence_known = self._complete(facts.complete)
        if not (facts.ties or facts.channels or facts.projects):
            # Most partners of a large office have contacts alone.
            return _BARE[complete, silence_known]
        config, as_of = self.config, self.as_of
        unread: list[UnknownWord] = []
        instruments: list[Instrument] = []
        steps: list[CountedContact] = []
        for tie in facts.ties:
            if tie.family == "relation":
                _, found, signed, words = self._counted(tie, facts.lists)
                instruments += found
                steps += signed
                unread += words
        projects = []
        ended: dict[str, float] = {}
        for project in facts.projects:
            if counted := _count_project(project, config, as_of, unread):
                stage, end, statements = counted
                projects.append((project, stage, statements))
                if end is not None:
                    ended[project.id] = end
        return CountedLink(
            instruments=tuple(sorted(instruments, key=lambda entry: (entry.tie, entry.kind, entry.stage))),
            steps=tuple(steps),
            channels=self._open(facts.channels),
            projects=tuple(sorted(projects, key=lambda entry: entry[0].id)),
            ended=ended,
            complete=complete,
            silence_known=silence_known,
            unread=tuple(sorted(set(unread), key=lambda entry: (entry.map, entry.word, entry.fact))),
        )

    def _counted(self, tie: Tie, lists: tuple[CompleteList, ...]) -> _CountedTie:
        # The tie is kept with the result, so that no other one can get its number.
        found = self._ties.get(id(tie)) or self._counted_alike(tie, lists)
        if found is None:
            unread: list[UnknownWord] = []
            found = (tie, *count_tie(tie, lists, self.config, self.as_of, unread), unread)
        self._ties[id(tie)] = found
        return found

    def _counted_alike(self, tie: Tie, lists: tuple[CompleteList, ...]) -> _CountedTie | None:
        if self.known is None or not counts_alike(tie, lists, self.known.as_of, self.as_of):
            return None
        return self.known._ties.get(id(tie))

    def _open(self, channels: Iterable[Channel]) -> tuple[tuple[Channel, tuple[Statement, ...]], ...]:
        """Return the channels that exist and whose ties are signed and not ended, with known statements."""
        found = []
        for channel in channels:
            # The channel is kept with the result, so that no other one can get its number.
            known = self._channels.get(id(channel))
            if known is None:
                statements = self.as_of.known(channel.statements)
                is_open = bool(statements) and _is_open(channel, self.as_of, self.config)
                known = self._channels[id(channel)] = (channel, statements if is_open else ())
            if known[1]:
                found.append(known)
        return tuple(sorted(found, key=lambda entry: (entry[0].code, entry[0].id)))

    def _complete(self, declared: tuple[CompleteSpan, ...]) -> tuple[bool, bool]:
        """Return whether the record is complete for the day, and for the months before silence is said."""
        known = self._spans.get(id(declared))
        if known is None:
            spans = [(span.first, span.last) for span in declared if self.as_of.known(span.statements)]
            day = self.as_of.valid_on
            silent = add_months(day, -self.config["curves"]["silent_months"])
            known = self._spans[id(declared)] = (
                declared,
                covered(spans, day, day),
                covered(spans, silent, day),
            )
        return known[1], known[2]


def _count_project(
    project: Project, config: StrengthConfig, as_of: AsOf, unread: list[UnknownWord]
) -> tuple[str, float | None, tuple[Statement, ...]] | None:
    """Return the stage of a project, the day it ended and its known statements; None if it does not count.

    One that has ended is completed, unless it never came so far. One told to be completed counts from
    its end; without a date of its end, from its start, and it had ended by the day its source speaks of.
    """
    statements = as_of.known(project.statements)
    stage = config.words["project_status"].get(project.status, "")
    named = [statement.speaks_of for statement in statements]
    begin = project.end if stage == COMPLETED and project.end else project.start
    if not statements or not began(begin, named, as_of):
        return None
    if not stage:
        unread.append(UnknownWord("project_status", project.status, project.id))
        return None
    end = as_of.day(project.end, raises=False)
    if stage == COMPLETED and end is None:
        days = [day for date in (*named, project.start) if (day := as_of.day(date, raises=False)) is not None]
        end = max(days, default=None) if not project.end else as_of.day(project.end)
    if end is not None and config["stages"][stage] > config["stages"][COMPLETED]:
        stage = COMPLETED
    return stage, end, statements


def project_weight(stage: str, ended: float | None, config: StrengthConfig, day: float) -> float:
    """Return the weight of a project: that of its stage, halved with every so many years since its end."""
    years = 0.0 if ended is None else max(0.0, day - ended) / DAYS_OF_YEAR
    return config["stages"][stage] * math.exp2(-years / config["curves"]["half_of_projects"])


def _is_open(channel: Channel, as_of: AsOf, config: StrengthConfig) -> bool:
    """Return whether a channel exists, and each of its ties is signed and not ended."""
    if channel.existence and not is_there(channel.existence, as_of)[1]:
        return False
    return all(is_signed(tie, as_of, config) for tie in channel.ties)
