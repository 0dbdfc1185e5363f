"""The happenings that count on a day, of all partners at once, in columns. Pure.

The rules are those of :func:`graph.strength.contacts.count_contacts`, which also merges the few happenings
for which columns do not suffice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from graph.facts.as_of import AsOf, DateReading
from graph.facts.contact_pack import ABOVE, EVENT, HAPPENED, READ, RETOLD, digest_of
from graph.facts.link_facts import Contact
from graph.facts.statement import NO_GRADE
from graph.strength.columns.contact_table import GRADES, ContactTable, Places, Records, Truths
from graph.strength.columns.dates import HappeningDates, dates_of
from graph.strength.columns.groups import Groups
from graph.strength.columns.words import ORDER, PLACE, ContactWords, mask_of, ranks_of
from graph.strength.config import StrengthConfig
from graph.strength.config_file import SECTORS, WAYS
from graph.strength.contacts import UNRECORDED_LEVEL, CountedContact, UnknownWord, count_contacts
from graph.strength.weighing import RANK, confidence

Floats = npt.NDArray[np.float64]
#: Indexes and, for each of them, a digest.
Digests = tuple[Places, npt.NDArray[np.uint64]]

_BOTH = WAYS.index("both")
#: An ordinal after all days.
_FAR = 10_000_000

#: One row per happening and partner. ``rank`` orders counting (:data:`graph.strength.weighing.RANK`);
#: ``precision`` is 1 for a year, 2 for a month, 3 for a day; ``row`` is the first of its rows in the table,
#: or negative (:attr:`HeldContacts.single`).
HELD_ROW = np.dtype(
    [
        ("partner", "<i8"),
        ("day", "<f8"),
        ("share", "<f8"),
        ("confidence", "<f8"),
        ("row", "<i8"),
        ("first", "<i4"),
        ("last", "<i4"),
        ("sure_first", "<i4"),
        ("sure_last", "<i4"),
        ("precision", "u1"),
        ("rank", "u1"),
        ("kind", "u1"),
        ("level", "u1"),
        ("level_recorded", "?"),
        ("mode", "u1"),
        ("half_life", "u1"),
        ("way", "u1"),
        ("sectors", "<u4"),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldContacts:
    """The happenings that count, in columns.

    :param merged: the same without steps of ties
    :param steps: signatures and letters of intent, each with the index of its partner
    :param held: :data:`HELD_ROW`
    :param single: happenings that are not in the table's columns: merged singly, or steps of ties; row -1 is
        the first, -2 the second
    :param at: indexes in ``held`` of visits, and digests of the events that they took place at
    :param facts: indexes in ``held`` of events, and digests of the ids of their rows
    """

    merged: MergedContacts
    steps: tuple[tuple[int, CountedContact], ...]
    held: Records
    single: tuple[CountedContact, ...]
    at: Digests
    facts: Digests


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedContacts:
    """The visits, events and letters that count, in columns.

    Fields that are not told here are those of :class:`HeldContacts`.

    :param as_of: the day and the knowledge for which they were counted
    :param single: those that were merged singly, with the index of the partner
    :param context: partners with happenings whose home side is the province or the nation
    :param equal: partners, and ids of rows that were entered more than once
    """

    as_of: AsOf
    held: Records
    single: tuple[tuple[int, CountedContact], ...]
    context: frozenset[int]
    at: Digests
    facts: Digests
    equal: tuple[tuple[int, tuple[str, ...]], ...]


def held_contacts(
    table: ContactTable,
    steps: Iterable[tuple[int, CountedContact]],
    config: StrengthConfig,
    as_of: AsOf,
    known: HeldContacts | None = None,
) -> HeldContacts:
    """Return the happenings of all partners that count as of a day.

    :param steps: signatures and letters of intent, each with the index of its partner
    :param known: what counts of the same table with other grades or another reading of dates
    """
    counting, found = _Counting(table, config, as_of), tuple(steps)
    if known is None or not _counts_alike(table, known.merged.as_of, as_of):
        return counting.with_steps(counting.merged(), found)
    return known if found == known.steps else counting.with_steps(known.merged, found)


def _counts_alike(table: ContactTable, one: AsOf, other: AsOf) -> bool:
    """Return whether contacts count the same if only grades or the reading of dates differ."""
    if one.grades != other.grades:
        return False
    if DateReading.HIGH not in (one.reading, other.reading) or one.reading is other.reading:
        return True
    day, rows = one.valid_on.toordinal(), table.rows
    if ((rows["first"] <= day) & (day < rows["last"])).any():
        return False
    # A happening also has the dates that rows outside the table give for it.
    return not bool(((table.retold.first <= day) & (day < table.retold.last)).any())


def with_own_happenings(table: ContactTable, config: StrengthConfig, as_of: AsOf) -> frozenset[int]:
    """Return the partners with a visit or event of the home itself, also one whose words are not known."""
    entry = _Counting(table, config, as_of).happened().entry
    at_home = (table.rows["flags"][table.row[entry]] & ABOVE) == 0
    return frozenset(np.unique(table.partner[entry[at_home]]).tolist())


def latest_visits(
    table: ContactTable, config: StrengthConfig, as_of: AsOf, places: Iterable[int], most: int
) -> Mapping[int, Sequence[Contact]]:
    """Return rows of the home's visits with some partners, among them those of the visits that began last.

    A row may leave open when a visit began exactly: all visits are returned that may be among the last.

    :param places: indexes of the partners
    :param most: number of visits wanted
    :return: rows by partner
    """
    counting = _Counting(table, config, as_of)
    groups = counting.happened()
    if not len(groups):
        return {}
    wanted = np.zeros(int(table.partner.max()) + 1, np.bool_)
    wanted[[place for place in places if place < len(wanted)]] = True
    flags = table.rows["flags"][table.row[groups.entry]]
    above = groups.reduced(np.minimum, (flags & ABOVE) > 0)
    event = (flags[groups.start] & EVENT) > 0
    groups = groups.only(wanted[table.partner[groups.entry[groups.start]]] & ~event & ~above)
    if not len(groups):
        return {}
    given = table.rows[table.row[groups.entry]]
    retold = (given["flags"] & RETOLD) > 0  # these rows do not tell all dates that the visit may have
    low = groups.reduced(np.minimum, np.where(retold, 0, given["first"]))
    high = groups.reduced(np.maximum, np.where(retold, _FAR, given["last"].astype(np.int64)))
    _, each = np.unique(given["main"][groups.start], return_index=True)
    ranked = np.sort(low[each])[::-1]
    chosen = groups.only(high >= (ranked[most - 1] if len(ranked) >= most else 0))
    return table.contacts_by_partner(chosen.entry)


class _Counting:
    """Finds what counts as of one day."""

    def __init__(self, table: ContactTable, config: StrengthConfig, as_of: AsOf) -> None:
        self.table, self.config, self.as_of = table, config, as_of
        self.words = ContactWords(config)
        self.day = as_of.valid_on.toordinal()
        self.early = as_of.reading is DateReading.HIGH  # whether an open interval has happened already

    def merged(self) -> MergedContacts:
        """Return the visits, events and letters that count."""
        groups = self.happened()
        dates = dates_of(self.table, groups, self.as_of)
        alone = self._to_merge_alone(groups, dates)
        single, context, equal = self._merged_alone(groups.only(alone))
        groups, dates = groups.only(~alone), dates.only(~alone)
        flags = self.table.rows["flags"][self.table.row[groups.entry]]
        read = groups.reduced(np.maximum, (flags & READ) > 0)
        above = groups.reduced(np.minimum, (flags & ABOVE) > 0)
        beyond = groups.only(read & above)
        context |= set(self.table.partner[beyond.entry].tolist())
        counted = read & ~above
        held, at, facts = self._merged(groups.only(counted), dates.only(counted))
        return MergedContacts(
            as_of=self.as_of,
            held=held,
            single=tuple(single),
            context=frozenset(context),
            at=at,
            facts=facts,
            equal=tuple(equal),
        )

    def with_steps(
        self, merged: MergedContacts, steps: tuple[tuple[int, CountedContact], ...]
    ) -> HeldContacts:
        """Return what counts: these contacts and these steps of ties."""
        single = (*merged.single, *steps)
        extra = np.zeros(len(single), HELD_ROW)
        if single:
            extra[:] = [self._row(place, *entry) for place, entry in enumerate(single)]
        first = len(merged.held)
        events = ((first + place, one.facts) for place, (_, one) in enumerate(single) if one.what == "event")
        return HeldContacts(
            merged=merged,
            steps=steps,
            held=np.concatenate((merged.held, extra)),
            single=tuple(entry for _, entry in single),
            at=_added(merged.at, ((first + place, one.during) for place, (_, one) in enumerate(single))),
            facts=_added(merged.facts, events),
        )

    @cached_property
    def heard(self) -> Truths:
        """Which statements are taken into account."""
        table, as_of = self.table, self.as_of
        found = table.usable.copy()
        if as_of.known_on is not None:
            found &= table.stated["known"] <= as_of.known_on.toordinal()
        if as_of.grades is not None:
            found &= np.isin(
                table.grade, [place for place, grade in enumerate(GRADES) if grade in as_of.grades]
            )
        return found

    def happened(self) -> Groups:
        """Return the happenings of each partner that took place by the day and were known."""
        table, rows = self.table, self.table.rows
        told = np.bincount(table.stated["row"][self.heard], minlength=len(rows)) > 0
        happened = (rows["last"] <= self.day) | (self.early & (rows["first"] <= self.day))
        counts = told & happened & (rows["first"] > 0) & ((rows["flags"] & HAPPENED) > 0)
        entry = np.flatnonzero(counts[table.row])
        happening = table.happening[entry]
        begins = np.ones(len(entry), np.bool_)
        begins[1:] = happening[1:] != happening[:-1]
        return Groups(entry, np.diff(np.append(np.flatnonzero(begins), len(entry))))

    def _to_merge_alone(self, groups: Groups, dates: HappeningDates) -> Truths:
        """Return which happenings columns do not suffice for.

        They may equal another; some of their rows tell of the province's or the nation's side and others of
        the home's; columns do not tell which of several dates is theirs; the words of some rows are not
        known, so that the table has no kind of theirs; or the row that represents them does not count and
        their rows tell several kinds, of which that of the first row by id counts: the table has digests of
        ids only.
        """
        row = self.table.row[groups.entry]
        given = self.table.rows[row]
        own_kind = groups.reduced(np.maximum, given["id"] == given["main"])
        one_kind = groups.reduced(np.minimum, given["word"]) == groups.reduced(np.maximum, given["word"])
        above = (given["flags"] & ABOVE) > 0
        mixed = groups.reduced(np.minimum, above) != groups.reduced(np.maximum, above)
        read = (given["flags"] & READ) > 0
        mixed |= groups.reduced(np.minimum, read) != groups.reduced(np.maximum, read)
        alike = groups.reduced(np.maximum, self.table.alike[row])
        alone: Truths = alike | mixed | ~dates.sure | ~(own_kind | one_kind)
        return alone

    def _merged_alone(
        self, groups: Groups
    ) -> tuple[list[tuple[int, CountedContact]], set[int], list[tuple[int, tuple[str, ...]]]]:
        """Count happenings contact by contact; return them, partners with context, and equal rows."""
        table = self.table
        # Rows that do not count on the day belong to the happening, too.
        entries = np.flatnonzero(np.isin(table.happening, table.happening[groups.entry]))
        single: list[tuple[int, CountedContact]] = []
        context: set[int] = set()
        equal: list[tuple[int, tuple[str, ...]]] = []
        unread: list[UnknownWord] = []
        for partner, contacts in table.contacts_by_partner(entries).items():
            held, beyond, twice = count_contacts(contacts, self.config, self.as_of, unread)
            single += [(partner, one) for one in held]
            equal += [(partner, ids) for ids in twice]
            if beyond:
                context.add(partner)
        return single, context, equal

    def _merged(self, groups: Groups, dates: HappeningDates) -> tuple[Records, Digests, Digests]:
        """Merge the rows of each happening: heaviest kind, level and mode, all sectors, finest date."""
        table, config = self.table, self.config
        row = table.row[groups.entry]
        given = table.rows[row]
        read = (given["flags"] & READ) > 0
        held = np.zeros(len(groups), HELD_ROW)
        held["partner"] = table.partner[groups.entry[groups.start]]
        # The row that represents a happening gives its kind in the data; without it, all rows give the same.
        own = np.where(given["id"] == given["main"], np.arange(len(row)), -1)
        first = groups.reduced(np.maximum, own)
        held["row"] = row[np.where(first >= 0, first, groups.start)]
        for name, table_name in (("kind", "kinds"), ("mode", "modes")):
            ranks = ranks_of(config, table_name)
            heaviest = groups.reduced(np.maximum, np.where(read, ranks[given[name]], -1))
            held[name] = np.argsort(ranks)[heaviest]
        ranks = ranks_of(config, "levels")
        words = np.where(read, ranks[given["level"]] * 256 + given["level_word"], -1)
        heaviest = groups.reduced(np.maximum, words)
        held["level"] = np.argsort(ranks)[heaviest // 256]
        held["level_recorded"] = heaviest % 256 != self.words.unrecorded
        way = groups.reduced(np.minimum, np.where(read, given["way"], 255))
        other = groups.reduced(np.maximum, np.where(read, given["way"], 0))
        held["way"] = np.where(way == other, way, _BOTH)
        held["sectors"] = groups.reduced(np.bitwise_or, np.where(read, given["sectors"], 0))
        held["half_life"] = self._half_lives(heaviest % 256, held)
        held["rank"] = np.where((given["flags"][groups.start] & EVENT) > 0, RANK["event"], RANK["visit"])
        self._set_days(held, dates)
        concerned = groups.reduced(np.minimum, table.concerned[groups.entry])
        held["share"] = np.where(concerned, config["joining"]["concerned"], 1.0)
        held["confidence"] = self._confidence(groups)
        return held, self._digests_at(groups), self._digests_of_events(held, given, groups)

    def _half_lives(self, level_word: Places, held: Records) -> Places:
        """Return the half-life of each happening; each combination of words is looked up once."""
        combined = (level_word << 40) | (held["kind"].astype(np.int64) << 32) | held["sectors"]
        unique, of = np.unique(combined, return_inverse=True)
        found = [
            PLACE["half_lives"][
                self.config.half_life(
                    self.words.level_words[value >> 40] or UNRECORDED_LEVEL,
                    ORDER["kinds"][(value >> 32) & 255],
                    [name for place, name in enumerate(SECTORS) if value >> place & 1],
                )
            ]
            for value in unique.tolist()
        ]
        return np.array(found, np.int64)[of]

    def _set_days(self, held: Records, dates: HappeningDates) -> None:
        """Set the date of each happening and the days it took, as :class:`Days` defines them."""
        first, last = dates.first, dates.last
        held["precision"] = dates.precision
        held["day"] = np.where(last <= self.day, (first + last) / 2, (first + self.day) / 2)
        held["first"] = first
        held["last"] = np.maximum(last, dates.end_last)
        held["sure_first"] = np.minimum(last, dates.first_end_last)
        held["sure_last"] = np.maximum(first, dates.end_first)

    def _confidence(self, groups: Groups) -> Floats:
        """Return the confidence in each happening: sources corroborate each other, 1 - prod(1 - c)."""
        table = self.table
        order = np.flatnonzero(self.heard)
        stated = table.stated[order]
        count = np.bincount(stated["row"], minlength=len(table.rows))
        by_row = np.argsort(stated["row"], kind="stable")
        begin = np.cumsum(count) - count
        row = table.row[groups.entry]
        length = count[row]
        before = np.cumsum(length) - length
        place = by_row[np.arange(int(length.sum())) + np.repeat(begin[row] - before, length)]
        group = np.repeat(groups.of, length)
        numbers = self.config["grades"]
        doubt = np.array([1.0 - numbers.get(grade, numbers[NO_GRADE]) for grade in GRADES])[
            table.grade[order][place]
        ]
        source = stated["source"][place]
        # Of several statements of one source the best counts.
        sorted_by = np.lexsort((doubt, source, group))
        group, source, doubt = group[sorted_by], source[sorted_by], doubt[sorted_by]
        first = np.ones(len(group), np.bool_)
        first[1:] = (group[1:] != group[:-1]) | (source[1:] != source[:-1])
        group, doubt = group[first], doubt[first]
        if not len(groups):
            return np.zeros(0)
        starts = np.searchsorted(group, np.arange(len(groups)))
        found: Floats = 1.0 - np.multiply.reduceat(doubt, starts)
        return found

    def _digests_at(self, groups: Groups) -> Digests:
        """Return the events that the happenings took place at."""
        during = self.table.during
        if not len(during):
            return np.zeros(0, np.int64), np.zeros(0, np.uint64)
        row = self.table.row[groups.entry]
        with_event = np.flatnonzero(np.isin(row, during["row"]))
        pairs = [
            (int(groups.of[entry]), int(digest))
            for entry in with_event.tolist()
            for digest in during["event"][during["row"] == row[entry]]
        ]
        return _as_digests(pairs)

    def _digests_of_events(self, held: Records, given: Records, groups: Groups) -> Digests:
        """Return the rows of events that visits may have taken place at."""
        event = held["rank"][groups.of] == RANK["event"]
        event &= np.isin(given["id"], self.table.during["event"])
        return groups.of[event], given["id"][event]

    def _row(self, place: int, partner: int, one: CountedContact) -> tuple[float, ...]:
        """Return a happening that was merged alone, or a step of a tie, as a row of :data:`HELD_ROW`."""
        days = one.days
        return (
            partner,
            one.day,
            one.share,
            confidence(one.statements, self.config),
            -1 - place,
            days.first,
            days.last,
            days.sure_first,
            days.sure_last,
            {4: 1, 7: 2, 10: 3}[len(one.date)],
            RANK[one.what],
            PLACE["kinds"][one.kind],
            PLACE["levels"][one.level],
            one.level_recorded,
            PLACE["modes"][one.mode],
            PLACE["half_lives"][one.half_life],
            WAYS.index(one.direction),
            mask_of(one.sectors),
        )


def _as_digests(pairs: Sequence[tuple[int, int]]) -> Digests:
    return (
        np.array([place for place, _ in pairs], np.int64),
        np.array([digest for _, digest in pairs], np.uint64),
    )


def _added(given: Digests, further: Iterable[tuple[int, Sequence[str]]]) -> Digests:
    places, digests = _as_digests([(place, digest_of(text)) for place, texts in further for text in texts])
    return np.concatenate((given[0], places)), np.concatenate((given[1], digests))
