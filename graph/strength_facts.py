"""The facts that the strength of a link rests on, and which of them count on a day and by what was known on a day.

Two clocks: ``as_of`` says of which day one speaks, ``known_as_of`` what had been published by then. A fact is known once one of its statements is; a statement
is known from the day its source was published, and where that is not said from the day it was recorded. Pure.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.dates import PartialDate, finest
from graph.strength_config import StrengthConfig, fold

#: Statuses of an instrument under which its text is still valid; the years of a tie count from the first of these.
IN_FORCE = ("active", "dormant")
#: Statuses of a tie that are no step of its way but an end or a pause.
ENDINGS = ("dormant", "suspended", "expired", "terminated", "refuted")
REFUTED = "refuted"
#: Grades of the sources that the lower end of the evidence rests on.
FIRM_GRADES = ("A", "B")
#: Grade of a source that has none.
NO_GRADE = "E"
DAYS_OF_MONTH = 365.2425 / 12
DAYS_OF_YEAR = 365.2425


class Reading(StrEnum):
    """How a partial date is read whose interval has begun and not ended."""

    NOT_YET = "not_yet"
    LOW = "low"  # whatever would raise the score has not happened yet, whatever would lower it has
    HIGH = "high"  # whatever would raise the score has happened, whatever would lower it has not


@dataclass(frozen=True, slots=True)
class Word:
    """A statement that tells of a fact.

    :param known_on: day from which it is known: the last day its publication can mean, else the day it was recorded
    """

    statement: str
    source: str
    grade: str
    known_on: dt.date

    @property
    def rank(self) -> tuple[str, int, str, str]:
        """Sorts the better placed statement first: grade, newest publication, source, as facts are resolved."""
        return (self.grade or NO_GRADE, -self.known_on.toordinal(), self.source, self.statement)


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
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class TieWord:
    """What one statement says of a tie.

    :param steps: generic stage to its partial date, empty if undated
    :param said: as of when it speaks, partial date or empty
    """

    word: Word
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
    told: tuple[TieWord, ...]
    decisions: tuple[Decision, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """The statements."""
        return tuple(entry.word for entry in self.told)


@dataclass(frozen=True, slots=True)
class Existence:
    """What one statement says of how long something has been there: partial dates, or empty."""

    word: Word
    begin: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """Something through which one can reach the partner: a body, or ties of which each has to be open.

    :param code: a channel of the configuration
    :param told: of a body; where no statement gives its beginning, the day by which one speaks of it stands in
    """

    id: str
    code: str
    told: tuple[Existence, ...] = ()
    ties: tuple[Tie, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """The statements."""
        return tuple(entry.word for entry in self.told) + tuple(word for tie in self.ties for word in tie.words)


@dataclass(frozen=True, slots=True)
class Project:
    """A cooperation project with the partner; ``status`` is the word of the data."""

    id: str
    status: str
    start: str = ""
    end: str = ""
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of the link between a home and one partner.

    :param complete: spans for which the record of visits is declared complete, with the statements that say so
    """

    partner: str
    ties: tuple[Tie, ...] = ()
    contacts: tuple[Contact, ...] = ()
    channels: tuple[Channel, ...] = ()
    projects: tuple[Project, ...] = ()
    complete: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Days for which a record is declared complete."""

    first: dt.date
    last: dt.date
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Clock:
    """What is asked: of which day, by what was known, from which sources, and how dates are read that are not sure yet.

    :param known_as_of: None for all that is known
    :param grades: only sources of these grades; None for all
    """

    as_of: dt.date
    known_as_of: dt.date | None = None
    reading: Reading = Reading.NOT_YET
    grades: tuple[str, ...] | None = None

    def hears(self, word: Word) -> bool:
        """Whether a statement is heard."""
        return (self.known_as_of is None or word.known_on <= self.known_as_of) and (self.grades is None or word.grade in self.grades)

    def heard(self, words: Iterable[Word]) -> tuple[Word, ...]:
        """The statements that are heard, in the order of their ids."""
        return tuple(sorted((word for word in words if self.hears(word)), key=lambda word: word.statement))

    def day(self, date: str, *, raises: bool = True) -> float | None:
        """The day on which something happened, as an ordinal: the middle of its interval; None if it has not happened by ``as_of``.

        :param raises: whether it raises the score; what lowers it is read the other way round
        """
        if not date:
            return None
        span = PartialDate(date)
        first, last, now = span.first.toordinal(), span.last.toordinal(), self.as_of.toordinal()
        if last <= now:
            return (first + last) / 2
        already = self.reading is (Reading.HIGH if raises else Reading.LOW)
        return (first + now) / 2 if already and first <= now else None


@dataclass(frozen=True, slots=True)
class Instrument:
    """A text that was signed, or the stage that was reached on the way to one.

    :param level: an instrument of the configuration
    :param status: a status of the configuration
    :param kind: kind of tie, a word of the data
    :param stage: generic stage
    :param day: ordinal of the middle of its date; where that is not known, of the day by which a source states it
    :param date: partial date, or empty
    """

    tie: str
    level: str
    status: str
    kind: str
    stage: str
    day: float
    date: str
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A happening that counts: one visit, event, signature or letter of intent, with everything that its rows say.

    :param facts: ids of its rows; of a tie's step, that of the tie
    :param what: visit, event or step
    :param kind: a kind of the configuration
    :param word: direction of the visit, kind of the event or of the tie
    :param level: a level of the configuration
    :param half_life: a half-life of the configuration
    :param way: in, out or both
    :param day: ordinal of the middle of its date
    :param first: first day it can have begun, ordinal
    :param last: last day it can have lasted until, ordinal
    """

    id: str
    facts: tuple[str, ...]
    what: str
    kind: str
    word: str
    level: str
    mode: str
    half_life: str
    way: str
    sectors: tuple[str, ...]
    day: float
    first: int
    last: int
    date: str
    words: tuple[Word, ...]

    def weight(self, config: StrengthConfig, as_of: dt.date) -> float:
        """Its weight on ``as_of``: kind x level x mode, halved with every half-life."""
        base = config["kinds"][self.kind] * config["levels"][self.level] * config["modes"][self.mode]
        months = max(0.0, as_of.toordinal() - self.day) / DAYS_OF_MONTH
        return base * math.exp2(-months / config["half_lives"][self.half_life])


@dataclass(frozen=True, slots=True)
class Unread:
    """A word of the data that the configuration does not know: it weighs nothing."""

    map: str
    word: str
    fact: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What counts under a clock.

    :param held: happenings, in the order of their ids
    :param channels: open channels with their statements
    :param projects: projects with their stages
    :param active: whether any contact but a step of a tie is recorded, or the record is declared complete
    """

    instruments: tuple[Instrument, ...]
    held: tuple[Held, ...]
    channels: tuple[tuple[Channel, tuple[Word, ...]], ...]
    projects: tuple[tuple[Project, str, tuple[Word, ...]], ...]
    active: bool
    unread: tuple[Unread, ...] = ()


def settle(facts: Facts, config: StrengthConfig, clock: Clock) -> Settled:
    """Which of the facts count under ``clock``, and as what."""
    unread: list[Unread] = []
    instruments: list[Instrument] = []
    held: list[Held] = []
    for tie in facts.ties:
        if tie.family == "relation":
            found, steps = settle_tie(tie, config, clock, unread)
            instruments += found
            held += steps
    held += settle_contacts(facts.contacts, config, clock, unread)
    channels = [(channel, words) for channel in facts.channels if (words := clock.heard(channel.words)) and _is_open(channel, clock, config)]
    projects = []
    for project in facts.projects:
        words = clock.heard(project.words)
        stage = config.words["project_status"].get(project.status, "")
        begin = project.end if stage == "completed" and project.end else project.start
        if words and _began(begin, words, clock):
            if stage:
                projects.append((project, stage, words))
            else:
                unread.append(Unread("project_status", project.status, project.id))
    complete = any(span.last >= clock.as_of >= span.first and clock.heard(span.words) for span in facts.complete)
    return Settled(
        tuple(sorted(instruments, key=lambda entry: (entry.tie, entry.kind, entry.stage))),
        tuple(sorted(held, key=lambda entry: entry.id)),
        tuple(sorted(channels, key=lambda entry: (entry[0].code, entry[0].id))),
        tuple(sorted(projects, key=lambda entry: entry[0].id)),
        complete or bool(projects) or any(entry.what != "step" for entry in held),
        tuple(sorted(set(unread), key=lambda entry: (entry.map, entry.word, entry.fact))),
    )


def _is_open(channel: Channel, clock: Clock, config: StrengthConfig) -> bool:
    """Whether a channel is open: its body is there, and each of its ties is signed and not ended."""
    if channel.told and not is_there(channel.told, clock)[1]:
        return False
    return all(_is_signed(tie, clock, config) for tie in channel.ties)


def is_there(told: Iterable[Existence], clock: Clock) -> tuple[str, bool]:
    """Since when something has been there, a partial date or empty, and whether it is there by the day; where nobody says, since a statement speaks of it."""
    heard = sorted((entry for entry in told if clock.hears(entry.word)), key=lambda entry: entry.word.rank)
    begin = finest([entry.begin for entry in heard if entry.begin]) or ""
    end = finest([entry.end for entry in heard if entry.end]) or ""
    return begin, bool(heard) and _began(begin, [entry.word for entry in heard], clock) and clock.day(end, raises=False) is None


def _is_signed(tie: Tie, clock: Clock, config: StrengthConfig) -> bool:
    told = [entry for entry in tie.told if clock.hears(entry.word)]
    decided = decided_by(tie, clock)
    if decided.get("status") == REFUTED:
        return False
    for (kind, stage), words in told_steps(told).items():
        taken = reached(words, stage, clock)
        if stage == "signed" and taken and decided.get("kind", kind) == kind and _ended(told, decided, clock, taken[0], kind, config) in ("", *IN_FORCE):
            return True
    return False


def decided_by(tie: Tie, clock: Clock) -> dict[str, str]:
    """Property to the value that was decided, by what was known."""
    ordered = sorted(tie.decisions, key=lambda entry: (entry.decided_on, entry.property, entry.value))
    return {entry.property: entry.value for entry in ordered if clock.known_as_of is None or entry.decided_on <= clock.known_as_of}


def _began(begin: str, words: Sequence[Word], clock: Clock) -> bool:
    """Whether something was there: since its date, or since a statement speaks of it where it has none."""
    if begin:
        return clock.day(begin) is not None
    return clock.reading is Reading.HIGH or min(word.known_on for word in words) <= clock.as_of


# --- ties -----------------------------------------------------------------------------------------------------------------------------------------------------


def settle_tie(tie: Tie, config: StrengthConfig, clock: Clock, unread: list[Unread]) -> tuple[list[Instrument], list[Held]]:
    """The instruments of a tie, and the steps of it that are contacts themselves: signatures and letters of intent."""
    told = [entry for entry in tie.told if clock.hears(entry.word)]
    decided = decided_by(tie, clock)
    if decided.get("status") == REFUTED:
        return [], []
    instruments: list[Instrument] = []
    held: list[Held] = []
    for (kind, stage), words in told_steps(told).items():
        taken = reached(words, stage, clock)
        if taken is None:
            continue
        day, date = taken
        set_aside = "kind" in decided and decided["kind"] != kind
        named = decided["kind"] if set_aside else kind
        status, level = config.statuses.get(stage, ("", ""))
        level = level or config.words["tie_kind"].get(named, "")
        if not status or (named not in config.words["tie_kind"]):
            unread.append(Unread("tie_kind", named, tie.id))
            continue
        if not level:
            continue
        status = _ended(told, decided, clock, day, kind, config) or status
        statements = clock.heard(entry.word for entry in words)
        if not (set_aside and stage != "signed"):
            instruments.append(Instrument(tie.id, level, status, named, stage, day, date, statements))
        if stage in ("signed", "intent") and date and not set_aside:
            held.append(_step(tie.id, stage, kind, date, day, words, statements, config, clock))
    return instruments, held


def told_steps(told: Iterable[TieWord]) -> dict[tuple[str, str], list[TieWord]]:
    """Kind and stage to the statements that tell of that step."""
    found: dict[tuple[str, str], list[TieWord]] = {}
    for entry in sorted(told, key=lambda entry: entry.word.rank):
        for stage in entry.steps:
            found.setdefault((entry.kind, stage), []).append(entry)
    return dict(sorted(found.items()))


def reached(words: Sequence[TieWord], stage: str, clock: Clock) -> tuple[float, str] | None:
    """When a step was taken, by ``as_of``: ordinal and partial date; without a date, the day by which a source states it."""
    date = finest([entry.steps[stage] for entry in words if entry.steps[stage]]) or ""
    if date:
        day = clock.day(date)
        return None if day is None else (day, date)
    said = [PartialDate(entry.said).last.toordinal() for entry in words if entry.said]
    known = min(said, default=None)
    if known is None or (known > clock.as_of.toordinal() and clock.reading is not Reading.HIGH):
        return None
    return float(min(known, clock.as_of.toordinal())), ""


def _ended(told: Iterable[TieWord], decided: Mapping[str, str], clock: Clock, day: float, kind: str, config: StrengthConfig) -> str:
    """The status, a word of the configuration, that an end gives an instrument; empty if there is none."""
    status = ending_of(told, decided, clock, day, kind)
    return config.statuses[status][0] if status else ""


def ending_of(told: Iterable[TieWord], decided: Mapping[str, str], clock: Clock, day: float, kind: str = "") -> str:
    """The end or pause that a source tells of later than anybody affirms the tie; empty if there is none.

    :param day: ordinal of the day on which it came about
    :param kind: only a signature of this kind affirms it; empty: of any
    """
    if decided.get("status") in ENDINGS:
        return decided["status"]
    now = clock.as_of.toordinal()
    endings: list[tuple[int, str]] = []
    affirmed = day
    for entry in told:
        said = PartialDate(entry.said).last.toordinal() if entry.said else entry.word.known_on.toordinal()
        if said > now:
            # An end said of a year that is not over may have come already.
            begun = bool(entry.said) and PartialDate(entry.said).first.toordinal() <= now
            if not (entry.status in ENDINGS and begun and clock.reading is Reading.LOW):
                continue
        if entry.status in ENDINGS:
            endings.append((said, entry.status))
        elif kind in ("", entry.kind) and "signed" in entry.steps:
            affirmed = max(affirmed, float(said))
    if not endings:
        return ""
    said, status = max(endings)
    return status if said > affirmed else ""


def _step(
    tie: str, stage: str, kind: str, date: str, day: float, told: Sequence[TieWord], words: tuple[Word, ...], config: StrengthConfig, clock: Clock
) -> Held:
    """A signature or letter of intent as a contact: at the level of the signatories, else of a department."""
    span = PartialDate(date)
    signatories = next((entry.signatories for entry in told if entry.signatories), "")
    mode = next((config.words["mode"][entry.mode] for entry in told if entry.mode in config.words["mode"]), "in_person")
    kind_of_contact = "sign" if stage == "signed" else "letter_of_intent"
    rank = next((level for level, titles in _SIGNATORIES if any(title in signatories.casefold() for title in titles)), "department")
    half_life = config.half_life(rank, kind_of_contact, ("government",)) if stage == "signed" else "letter_of_intent"
    last = min(span.last.toordinal(), clock.as_of.toordinal())
    return Held(
        f"{tie}/{kind}/{stage}",
        (tie,),
        "step",
        kind_of_contact,
        kind,
        config.level_of(rank, signatories),
        mode,
        half_life,
        "both",
        ("government",),
        day,
        span.first.toordinal(),
        last,
        date,
        words,
    )


#: Words by which the office of a signatory tells its level, highest first; the level is a word of the data.
_SIGNATORIES = (
    ("head_of_state", ("president", "prime minister", "总统", "总理", "国家主席")),
    ("mayor", ("mayor", "governor", "市长", "书记", "省长", "州长")),
    ("vice_minister_or_ambassador", ("minister", "ambassador", "consul", "部长", "大使", "领事")),
)


# --- contacts -------------------------------------------------------------------------------------------------------------------------------------------------


def settle_contacts(contacts: Iterable[Contact], config: StrengthConfig, clock: Clock, unread: list[Unread]) -> list[Held]:
    """Happenings that count: rows that tell of the same are one, with the union of what they say."""
    told: dict[str, list[tuple[Contact, tuple[Word, ...]]]] = {}
    for contact in contacts:
        if contact.status not in ("", "held") or clock.day(contact.start) is None:
            continue
        if words := clock.heard(contact.words):
            told.setdefault(contact.main, []).append((contact, words))
    held = (merge(rows, config, clock, unread) for rows in told.values())
    return [entry for entry in held if entry]


def merge(rows: Sequence[tuple[Contact, tuple[Word, ...]]], config: StrengthConfig, clock: Clock, unread: list[Unread]) -> Held | None:
    """One happening from the rows that tell of it: the heaviest kind, level and mode, all sectors, the finest date; None if no word of it is known."""
    rows = sorted(rows, key=lambda row: (row[0].id != row[0].main, row[0].id))
    read = [entry for row, _ in rows if (entry := _read(row, config, unread))]
    if not read:
        return None
    kind, level, mode, way, sectors, level_word = read[0] if len(read) == 1 else _heaviest(read, config)
    date = finest([row.start for row, _ in rows]) or ""
    day = clock.day(date)
    assert day is not None  # every row has happened by then, and the finest date is one of theirs
    span = PartialDate(date)
    ends = [PartialDate(row.end).last.toordinal() for row, _ in rows if row.end]
    last = max([span.last.toordinal(), *ends])
    return Held(
        rows[0][0].main,
        tuple(row.id for row, _ in rows),
        rows[0][0].what,
        kind,
        rows[0][0].kind,
        level,
        mode,
        config.half_life(level_word, kind, sectors),
        way,
        sectors,
        day,
        span.first.toordinal(),
        last,
        date,
        tuple(sorted({word.statement: word for _, words in rows for word in words}.values(), key=lambda word: word.statement)),
    )


#: Kind, level, mode, way, sectors and the data's level of a contact, in the words of the configuration.
_Read = tuple[str, str, str, str, tuple[str, ...], str]


def _heaviest(read: Sequence[_Read], config: StrengthConfig) -> _Read:
    """The heaviest of what several rows say of one contact."""
    kinds, levels, modes, ways, sectors, titles = zip(*read, strict=True)
    kind = max(kinds, key=lambda entry: (config["kinds"][entry], entry))
    level, level_word = max(zip(levels, titles, strict=True), key=lambda entry: (config["levels"][entry[0]], entry))
    mode = max(modes, key=lambda entry: (config["modes"][entry], entry))
    way = ways[0] if len(set(ways)) == 1 else "both"
    return kind, level, mode, way, tuple(sorted({sector for entry in sectors for sector in entry})), level_word


def _read(row: Contact, config: StrengthConfig, unread: list[Unread]) -> _Read | None:
    """What a row says of a contact; None if the configuration does not know one of its words."""
    happening = (config.directions if row.what == "visit" else config.events).get(row.kind)
    if happening is None:
        unread.append(Unread("direction" if row.what == "visit" else "event_kind", row.kind, row.id))
        return None
    kinds, sectors = [happening.kind], set(happening.sectors)
    for topic in row.topics:
        folded = fold(topic)
        if row.what == "visit" and folded in config.topic_kinds:
            kinds.append(config.topic_kinds[folded])
        if folded in config.topic_sectors:
            sectors |= set(config.topic_sectors[folded])
        elif folded not in config.topic_kinds:
            unread.append(Unread("topics", topic, row.id))
    level_word = row.level or "people"
    level = config.level_of(level_word, row.title)
    if not level:
        unread.append(Unread("level", row.level, row.id))
        return None
    mode = happening.mode
    if row.mode:
        given = config.words["mode"].get(row.mode)
        if given is None:
            unread.append(Unread("mode", row.mode, row.id))
            return None
        mode = min((mode, given), key=lambda entry: (config["modes"][entry], entry))
    kind = max(kinds, key=lambda entry: (config["kinds"][entry], entry))
    return kind, level, mode, happening.way, tuple(sorted(sectors)), level_word
