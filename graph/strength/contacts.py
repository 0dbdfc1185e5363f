"""Which visits and events count towards link strength, and as what contact. Pure.

Every row is read on its own (:class:`CountedContact` has all that its weight needs); then rows of the same
happening are merged: those joined by ``same_as``, and equal rows that were entered twice.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.facts.as_of import AsOf
from graph.facts.happenings import dates_told
from graph.facts.link_facts import Contact
from graph.facts.statement import Statement
from graph.model.durations import DAYS_OF_MONTH
from graph.model.partial_date import PartialDate, finest
from graph.strength.config import StrengthConfig, fold


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a happening, ordinals: those it may have taken, and those it took for certain.

    :param first: earliest day of its beginning
    :param last: latest day of its end
    :param sure_first: latest day of its beginning
    :param sure_last: earliest day of its end; before ``sure_first`` if no day is certain
    """

    first: int
    last: int
    sure_first: int
    sure_last: int

    @classmethod
    def of(cls, start: str, ends: Iterable[str] = ()) -> Days:
        """Return the days of a happening from its partial dates."""
        begin = PartialDate(start)
        spans = [begin, *(PartialDate(end) for end in ends if end)]
        sure_first = min(begin.last, *(span.last for span in spans[1:] or spans)).toordinal()
        sure_last = max(
            begin.first.toordinal(), *(max(span.first, begin.first).toordinal() for span in spans)
        )
        return cls(
            begin.first.toordinal(), max(span.last.toordinal() for span in spans), sure_first, sure_last
        )

    @property
    def length(self) -> int:
        """Number of days it may have taken."""
        return self.last - self.first + 1

    def share(self, other: Days, most: float) -> bool:
        """Return whether both took the same day, whichever days their dates mean.

        A date made finer can therefore join two happenings, but never part them.
        """
        return max(self.length, other.length) <= most and (
            max(self.sure_first, other.sure_first) <= min(self.sure_last, other.sure_last)
            or self._surely_holds(other)
            or other._surely_holds(self)
        )

    def surely_near(self, other: Days, most: float) -> bool:
        """Return whether both lie within ``most`` days of each other, whichever days their dates mean."""
        return max(other.last - self.first, self.last - other.first) <= most

    def _surely_holds(self, other: Days) -> bool:
        return self.sure_first <= other.first and other.last <= self.sure_last


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedContact:
    """A happening that counts, merged from its rows: a visit, event, signature or letter of intent.

    :param facts: ids of its rows; for a tie step, the id of the tie
    :param what: visit, event or step
    :param kind: a kind of the configuration
    :param data_kind: direction of the visit, kind of the event or of the tie
    :param level: a level of the configuration
    :param half_life: a half-life of the configuration
    :param direction: in, out or both; none for a signature, which counts neither way
    :param day: ordinal of the middle of its date
    :param share: part of it that counts, below 1 for a partner that is only named as concerned
    :param level_recorded: whether any row tells the level; else it is the one that such contacts weigh as
    :param during: events that a visit took place at
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
    days: Days
    date: str
    share: float = 1.0
    level_recorded: bool = True
    during: tuple[str, ...] = ()
    statements: tuple[Statement, ...]

    @property
    def concerned(self) -> bool:
        """Whether the partner did not take part, but is named as one that it was for."""
        return self.share < 1.0

    @property
    def lane(self) -> str:
        """Where it is drawn: in, out or both; a signature is drawn with what both sides did."""
        return "both" if self.direction == "none" else self.direction

    @property
    def first(self) -> int:
        """Earliest day of its beginning, ordinal."""
        return self.days.first

    @property
    def last(self) -> int:
        """Latest day of its end, ordinal."""
        return self.days.last

    def weight(self, config: StrengthConfig, as_of: dt.date) -> float:
        """Return its weight on ``as_of``: kind x level x mode x share, halved with every half-life."""
        base = config["kinds"][self.kind] * config["levels"][self.level] * config["modes"][self.mode]
        months = max(0.0, as_of.toordinal() - self.day) / DAYS_OF_MONTH
        return base * self.share * math.exp2(-months / config["half_lives"][self.half_life])


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word of the data that the configuration does not know; it weighs nothing."""

    map: str
    word: str
    fact: str


#: A row with the statements on it that were known.
KnownRow = tuple[Contact, tuple[Statement, ...]]


def count_contacts(
    contacts: Iterable[Contact], config: StrengthConfig, as_of: AsOf, unread: list[UnknownWord]
) -> tuple[list[CountedContact], list[CountedContact], list[tuple[str, ...]]]:
    """Return the happenings that count, those of the province or the nation, and the ids of equal rows."""
    told: dict[str, list[KnownRow]] = {}
    for contact in contacts:
        if contact.status not in ("", "held") or as_of.day(contact.start) is None:
            continue
        if statements := as_of.known(contact.statements):
            told.setdefault(contact.main, []).append((contact, statements))
    happenings, equal = _join_equal_rows(told)
    held: list[CountedContact] = []
    context: list[CountedContact] = []
    for rows in happenings:
        if one := merge_rows(rows, config, as_of, unread):
            (context if all(row.above for row, _ in rows) else held).append(one)
    return held, context, equal


def _join_equal_rows(
    told: dict[str, list[KnownRow]],
) -> tuple[list[list[KnownRow]], list[tuple[str, ...]]]:
    """Join happenings that the same place in the same source tells alike: parties, dates, kind, level, title.

    The loader joins such rows already; a store that was loaded before it did is read alike.

    :return: the rows of each happening, and the ids of the rows that are equal
    """
    first_with: dict[tuple[object, ...], tuple[str, str]] = {}
    twice: set[str] = set()
    joined: dict[str, str] = {}

    def top(main: str) -> str:
        while main in joined:
            main = joined[main]
        return main

    for main in sorted(told):
        for row, statements in told[main]:
            for statement in statements:
                key = (
                    row.what,
                    row.kind,
                    row.start,
                    row.end,
                    row.parties,
                    row.level,
                    row.title,
                    row.title_zh,
                    statement.source,
                    statement.locator,
                )
                first, of = first_with.setdefault(key, (row.id, main))
                if first != row.id:
                    twice |= {first, row.id}
                other = top(of)
                if other != top(main):
                    joined[max(other, top(main))] = min(other, top(main))
    rows: dict[str, list[KnownRow]] = {}
    for main in sorted(told):
        rows.setdefault(top(main), []).extend(told[main])
    equal = (tuple(sorted({row.id for row, _ in entry} & twice)) for entry in rows.values())
    return list(rows.values()), [ids for ids in equal if ids]


def likely_doubles(held: Iterable[CountedContact], config: StrengthConfig) -> list[tuple[str, str]]:
    """Return pairs of happenings that may be one told by different sources, to be proposed for ``same_as``.

    They are both visits in the same direction or events of the same kind, with days that may be the same and
    without a common source.
    """
    most = config["joining"]["days"]
    groups: dict[tuple[str, str], list[CountedContact]] = {}
    for entry in held:
        if entry.what != "step" and entry.days.length <= most:
            groups.setdefault((entry.what, entry.data_kind), []).append(entry)
    found = []
    for group in groups.values():
        group.sort(key=lambda entry: (entry.days.first, entry.id))
        for place, one in enumerate(group):
            for other in group[place + 1 :]:
                if other.days.first > one.days.last:
                    break
                if {word.source for word in one.statements}.isdisjoint(
                    word.source for word in other.statements
                ):
                    found.append((min(one.id, other.id), max(one.id, other.id)))
    return sorted(found)


def doubles_of(row: Contact, others: Iterable[Contact], config: StrengthConfig) -> list[str]:
    """Return the ids of the happenings that a row that is not stored yet may tell of again.

    As for :func:`likely_doubles`, whatever the sources, and also of what is planned.

    :param row: the row
    :param others: contacts with the same partner; those of the row's own id are passed over
    """
    told: dict[str, list[KnownRow]] = {}
    for other in others:
        alike = (other.what, other.kind) == (row.what, row.kind)
        if alike and other.start and row.id not in (other.id, other.main):
            told.setdefault(other.main, []).append((other, other.statements))
    end = AsOf(dt.date.max)
    happenings: list[list[KnownRow]] = [[(row, ())], *told.values()]
    read = [entry for rows in happenings if (entry := merge_rows(rows, config, end, []))]
    return [
        other
        for pair in likely_doubles(read, config)
        if row.main in pair
        for other in pair
        if other != row.main
    ]


def merge_rows(
    rows: Sequence[KnownRow],
    config: StrengthConfig,
    as_of: AsOf,
    unread: list[UnknownWord],
) -> CountedContact | None:
    """Merge the rows of one happening: heaviest kind, level and mode, all sectors, finest date.

    Return None if the configuration does not know the words of any row.
    """
    rows = sorted(
        [row for row in rows if not row[0].above] or rows,
        key=lambda row: (row[0].id != row[0].main, row[0].id),
    )
    read = [entry for row, _ in rows if (entry := read_words(row, config, unread))]
    if not read:
        return None
    kind, level, mode, way, sectors, level_word = read[0] if len(read) == 1 else _heaviest(read, config)
    starts, ends = dates_told((row for row, _ in rows), as_of)
    date = finest(starts) or ""
    day = as_of.day(date)
    assert day is not None  # every row has happened by then, and the finest date is one of theirs
    return CountedContact(
        id=min(row.main for row, _ in rows),
        facts=tuple(row.id for row, _ in rows),
        what=rows[0][0].what,
        kind=kind,
        data_kind=rows[0][0].kind,
        level=level,
        mode=mode,
        half_life=config.half_life(level_word or UNRECORDED_LEVEL, kind, sectors),
        level_recorded=bool(level_word),
        direction=way,
        sectors=sectors,
        day=day,
        days=Days.of(date, ends),
        date=date,
        share=config["joining"]["concerned"] if all(row.concerned for row, _ in rows) else 1.0,
        during=tuple(sorted({event for row, _ in rows for event in row.during})),
        statements=tuple(
            sorted(
                {statement.id: statement for _, statements in rows for statement in statements}.values(),
                key=lambda statement: statement.id,
            )
        ),
    )


#: A contact of which no level is recorded weighs as much as one of this level, a word of the data.
UNRECORDED_LEVEL = "people"

#: Kind, level, mode, way and sectors of a contact in words of the configuration, and its level in the data,
#: empty where none is recorded.
ReadWords = tuple[str, str, str, str, tuple[str, ...], str]


def _heaviest(read: Sequence[ReadWords], config: StrengthConfig) -> ReadWords:
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


def read_words(row: Contact, config: StrengthConfig, unread: list[UnknownWord]) -> ReadWords | None:
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
    level_word = row.level
    level = config.level_of(level_word or UNRECORDED_LEVEL, row.title)
    if not level_word and level != config.words["level"].get(UNRECORDED_LEVEL):
        level_word = UNRECORDED_LEVEL  # recorded after all, by the title of the head
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
