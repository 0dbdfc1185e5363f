"""Which facts count towards link strength, and as what: instruments, contacts, channels, projects. Pure."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.facts.as_of import AsOf
from graph.facts.existence import began, is_there
from graph.facts.link_facts import Channel, Contact, LinkFacts, Project, Tie, TieStatement
from graph.facts.statement import Statement
from graph.facts.tie_progress import (
    IN_FORCE,
    REFUTED,
    decisions_known,
    ending_status,
    statements_by_step,
    step_date,
)
from graph.model.durations import DAYS_OF_MONTH
from graph.model.partial_date import PartialDate, finest
from graph.strength.config import StrengthConfig, fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A signed text, or the stage reached on the way to one.

    :param level: an instrument of the configuration
    :param status: a status of the configuration
    :param kind: kind of tie, a word of the data
    :param stage: generic stage
    :param day: ordinal of the middle of its date; without a date, of the day by which a source states it
    :param date: partial date, or empty
    """

    tie: str
    level: str
    status: str
    kind: str
    stage: str
    day: float
    date: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedContact:
    """A happening that counts, merged from its rows: a visit, event, signature or letter of intent.

    :param facts: ids of its rows; for a tie step, the id of the tie
    :param what: visit, event or step
    :param kind: a kind of the configuration
    :param data_kind: direction of the visit, kind of the event or of the tie
    :param level: a level of the configuration
    :param half_life: a half-life of the configuration
    :param direction: in, out or both
    :param day: ordinal of the middle of its date
    :param first: earliest day of its beginning, ordinal
    :param last: latest day of its end, ordinal
    """

    id: str
    facts: tuple[str, ...]
    what: str
    kind: str
    data_kind: str
    level: str
    mode: str
    half_life: str
    direction: str
    sectors: tuple[str, ...]
    day: float
    first: int
    last: int
    date: str
    statements: tuple[Statement, ...]

    def weight(self, config: StrengthConfig, as_of: dt.date) -> float:
        """Return its weight on ``as_of``: kind x level x mode, halved with every half-life."""
        base = config["kinds"][self.kind] * config["levels"][self.level] * config["modes"][self.mode]
        months = max(0.0, as_of.toordinal() - self.day) / DAYS_OF_MONTH
        return base * math.exp2(-months / config["half_lives"][self.half_life])


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word of the data that the configuration does not know; it weighs nothing."""

    map: str
    word: str
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedFacts:
    """The facts that count.

    :param contacts: happenings, in the order of their ids
    :param channels: open channels with their statements
    :param projects: projects with their stages and statements
    :param active: whether a project or a contact other than a tie step is recorded, or the record is declared
        complete
    """

    instruments: tuple[Instrument, ...]
    contacts: tuple[CountedContact, ...]
    channels: tuple[tuple[Channel, tuple[Statement, ...]], ...]
    projects: tuple[tuple[Project, str, tuple[Statement, ...]], ...]
    active: bool
    unread: tuple[UnknownWord, ...] = ()


def count_facts(facts: LinkFacts, config: StrengthConfig, as_of: AsOf) -> CountedFacts:
    """Return which of the facts count as of ``as_of``, and as what."""
    unread: list[UnknownWord] = []
    instruments: list[Instrument] = []
    held: list[CountedContact] = []
    for tie in facts.ties:
        if tie.family == "relation":
            found, steps = count_tie(tie, config, as_of, unread)
            instruments += found
            held += steps
    held += count_contacts(facts.contacts, config, as_of, unread)
    channels = [
        (channel, statements)
        for channel in facts.channels
        if (statements := as_of.known(channel.statements)) and _is_open(channel, as_of, config)
    ]
    projects = []
    for project in facts.projects:
        statements = as_of.known(project.statements)
        stage = config.words["project_status"].get(project.status, "")
        begin = project.end if stage == "completed" and project.end else project.start
        if statements and began(begin, statements, as_of):
            if stage:
                projects.append((project, stage, statements))
            else:
                unread.append(UnknownWord("project_status", project.status, project.id))
    complete = any(
        span.last >= as_of.valid_on >= span.first and as_of.known(span.statements) for span in facts.complete
    )
    return CountedFacts(
        instruments=tuple(sorted(instruments, key=lambda entry: (entry.tie, entry.kind, entry.stage))),
        contacts=tuple(sorted(held, key=lambda entry: entry.id)),
        channels=tuple(sorted(channels, key=lambda entry: (entry[0].code, entry[0].id))),
        projects=tuple(sorted(projects, key=lambda entry: entry[0].id)),
        active=complete or bool(projects) or any(entry.what != "step" for entry in held),
        unread=tuple(sorted(set(unread), key=lambda entry: (entry.map, entry.word, entry.fact))),
    )


def _is_open(channel: Channel, as_of: AsOf, config: StrengthConfig) -> bool:
    """Return whether a channel exists, and each of its ties is signed and not ended."""
    if channel.existence and not is_there(channel.existence, as_of)[1]:
        return False
    return all(_is_signed(tie, as_of, config) for tie in channel.ties)


def _is_signed(tie: Tie, as_of: AsOf, config: StrengthConfig) -> bool:
    told = [entry for entry in tie.tie_statements if as_of.knows(entry.statement)]
    decided = decisions_known(tie, as_of)
    if decided.get("status") == REFUTED:
        return False
    for (kind, stage), statements in statements_by_step(told).items():
        taken = step_date(statements, stage, as_of)
        if (
            stage == "signed"
            and taken
            and decided.get("kind", kind) == kind
            and _ended(told, decided, as_of, taken[0], kind, config) in ("", *IN_FORCE)
        ):
            return True
    return False


def count_tie(
    tie: Tie, config: StrengthConfig, as_of: AsOf, unread: list[UnknownWord]
) -> tuple[list[Instrument], list[CountedContact]]:
    """Return the instruments of a tie, and its steps that are contacts: signatures and letters of intent."""
    told = [entry for entry in tie.tie_statements if as_of.knows(entry.statement)]
    decided = decisions_known(tie, as_of)
    if decided.get("status") == REFUTED:
        return [], []
    instruments: list[Instrument] = []
    held: list[CountedContact] = []
    for (kind, stage), words in statements_by_step(told).items():
        taken = step_date(words, stage, as_of)
        if taken is None:
            continue
        day, date = taken
        set_aside = "kind" in decided and decided["kind"] != kind
        named = decided["kind"] if set_aside else kind
        status, level = config.statuses.get(stage, ("", ""))
        level = level or config.words["tie_kind"].get(named, "")
        if not status or (named not in config.words["tie_kind"]):
            unread.append(UnknownWord("tie_kind", named, tie.id))
            continue
        if not level:
            continue
        status = _ended(told, decided, as_of, day, kind, config) or status
        statements = as_of.known(entry.statement for entry in words)
        if not (set_aside and stage != "signed"):
            instruments.append(
                Instrument(
                    tie=tie.id,
                    level=level,
                    status=status,
                    kind=named,
                    stage=stage,
                    day=day,
                    date=date,
                    statements=statements,
                )
            )
        if stage in ("signed", "intent") and date and not set_aside:
            held.append(_step(tie.id, stage, kind, date, day, words, statements, config, as_of))
    return instruments, held


def _ended(
    told: Iterable[TieStatement],
    decided: Mapping[str, str],
    as_of: AsOf,
    day: float,
    kind: str,
    config: StrengthConfig,
) -> str:
    """Return the configuration's status for the end of an instrument; empty if it has not ended."""
    status = ending_status(told, decided, as_of, day, kind)
    return config.statuses[status][0] if status else ""


def _step(
    tie: str,
    stage: str,
    kind: str,
    date: str,
    day: float,
    told: Sequence[TieStatement],
    statements: tuple[Statement, ...],
    config: StrengthConfig,
    as_of: AsOf,
) -> CountedContact:
    """Return a signature or letter of intent as a contact at its signatories' level, else a department's."""
    span = PartialDate(date)
    signatories = next((entry.signatories for entry in told if entry.signatories), "")
    mode = next(
        (config.words["mode"][entry.mode] for entry in told if entry.mode in config.words["mode"]),
        "in_person",
    )
    kind_of_contact = "sign" if stage == "signed" else "letter_of_intent"
    rank = next(
        (level for level, titles in _SIGNATORIES if any(title in signatories.casefold() for title in titles)),
        "department",
    )
    half_life = (
        config.half_life(rank, kind_of_contact, ("government",)) if stage == "signed" else "letter_of_intent"
    )
    last = min(span.last.toordinal(), as_of.valid_on.toordinal())
    return CountedContact(
        id=f"{tie}/{kind}/{stage}",
        facts=(tie,),
        what="step",
        kind=kind_of_contact,
        data_kind=kind,
        level=config.level_of(rank, signatories),
        mode=mode,
        half_life=half_life,
        direction="both",
        sectors=("government",),
        day=day,
        first=span.first.toordinal(),
        last=last,
        date=date,
        statements=statements,
    )


#: Words in a signatory's title that give a level (a word of the data), highest level first.
_SIGNATORIES = (
    ("head_of_state", ("president", "prime minister", "总统", "总理", "国家主席")),
    ("mayor", ("mayor", "governor", "市长", "书记", "省长", "州长")),
    ("vice_minister_or_ambassador", ("minister", "ambassador", "consul", "部长", "大使", "领事")),
)


def count_contacts(
    contacts: Iterable[Contact], config: StrengthConfig, as_of: AsOf, unread: list[UnknownWord]
) -> list[CountedContact]:
    """Return the happenings that count; rows of the same happening are merged."""
    told: dict[str, list[tuple[Contact, tuple[Statement, ...]]]] = {}
    for contact in contacts:
        if contact.status not in ("", "held") or as_of.day(contact.start) is None:
            continue
        if statements := as_of.known(contact.statements):
            told.setdefault(contact.main, []).append((contact, statements))
    held = (merge_rows(rows, config, as_of, unread) for rows in told.values())
    return [entry for entry in held if entry]


def merge_rows(
    rows: Sequence[tuple[Contact, tuple[Statement, ...]]],
    config: StrengthConfig,
    as_of: AsOf,
    unread: list[UnknownWord],
) -> CountedContact | None:
    """Merge the rows of one happening: heaviest kind, level and mode, all sectors, finest date.

    Return None if the configuration does not know the words of any row.
    """
    rows = sorted(rows, key=lambda row: (row[0].id != row[0].main, row[0].id))
    read = [entry for row, _ in rows if (entry := _read(row, config, unread))]
    if not read:
        return None
    kind, level, mode, way, sectors, level_word = read[0] if len(read) == 1 else _heaviest(read, config)
    date = finest([row.start for row, _ in rows]) or ""
    day = as_of.day(date)
    assert day is not None  # every row has happened by then, and the finest date is one of theirs
    span = PartialDate(date)
    ends = [PartialDate(row.end).last.toordinal() for row, _ in rows if row.end]
    last = max([span.last.toordinal(), *ends])
    return CountedContact(
        id=rows[0][0].main,
        facts=tuple(row.id for row, _ in rows),
        what=rows[0][0].what,
        kind=kind,
        data_kind=rows[0][0].kind,
        level=level,
        mode=mode,
        half_life=config.half_life(level_word, kind, sectors),
        direction=way,
        sectors=sectors,
        day=day,
        first=span.first.toordinal(),
        last=last,
        date=date,
        statements=tuple(
            sorted(
                {statement.id: statement for _, statements in rows for statement in statements}.values(),
                key=lambda statement: statement.id,
            )
        ),
    )


#: Kind, level, mode, way and sectors of a contact in words of the configuration, and its level in the data.
_Read = tuple[str, str, str, str, tuple[str, ...], str]


def _heaviest(read: Sequence[_Read], config: StrengthConfig) -> _Read:
    """Return the heaviest of the values that several rows give for one contact."""
    kinds, levels, modes, ways, sectors, titles = zip(*read, strict=True)
    kind = max(kinds, key=lambda entry: (config["kinds"][entry], entry))
    level, level_word = max(
        zip(levels, titles, strict=True), key=lambda entry: (config["levels"][entry[0]], entry)
    )
    mode = max(modes, key=lambda entry: (config["modes"][entry], entry))
    way = ways[0] if len(set(ways)) == 1 else "both"
    return (
        kind,
        level,
        mode,
        way,
        tuple(sorted({sector for entry in sectors for sector in entry})),
        level_word,
    )


def _read(row: Contact, config: StrengthConfig, unread: list[UnknownWord]) -> _Read | None:
    """Return what a row says of a contact; None if its kind, level or mode is not in the configuration."""
    happening = (config.directions if row.what == "visit" else config.events).get(row.kind)
    if happening is None:
        unread.append(UnknownWord("direction" if row.what == "visit" else "event_kind", row.kind, row.id))
        return None
    kinds, sectors = [happening.kind], set(happening.sectors)
    for topic in row.topics:
        folded = fold(topic)
        if row.what == "visit" and folded in config.topic_kinds:
            kinds.append(config.topic_kinds[folded])
        if folded in config.topic_sectors:
            sectors |= set(config.topic_sectors[folded])
        elif folded not in config.topic_kinds:
            unread.append(UnknownWord("topics", topic, row.id))
    level_word = row.level or "people"
    level = config.level_of(level_word, row.title)
    if not level:
        unread.append(UnknownWord("level", row.level, row.id))
        return None
    mode = happening.mode
    if row.mode:
        given = config.words["mode"].get(row.mode)
        if given is None:
            unread.append(UnknownWord("mode", row.mode, row.id))
            return None
        mode = min((mode, given), key=lambda entry: (config["modes"][entry], entry))
    kind = max(kinds, key=lambda entry: (config["kinds"][entry], entry))
    return kind, level, mode, happening.way, tuple(sorted(sectors)), level_word
