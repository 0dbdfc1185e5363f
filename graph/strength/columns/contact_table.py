"""The contacts of all partners of a home in columns, on no day in particular. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from graph.facts.contact_pack import (
    CONCERNED,
    DURING,
    RETOLD,
    ROW,
    STATED,
    Columns,
    ContactPack,
    ContactRows,
    PackedContacts,
    Sources,
    Unknown,
    columns,
    digest_of,
    digest_of_source,
)
from graph.facts.link_facts import Contact, Retelling
from graph.strength.columns.retold_dates import RetoldDates
from graph.strength.columns.words import ContactWords
from graph.strength.config import StrengthConfig

Places = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]
Records = npt.NDArray[np.void]

#: Grades by index; a source without one of these has the last.
GRADES = ("A", "B", "C", "D", "E")


@dataclass(frozen=True, kw_only=True)
class ContactTable:
    """Contacts of all partners; a contact that several partners share is one row with an entry for each.

    :param rows: :data:`graph.facts.contact_pack.ROW`
    :param stated: statements, by row
    :param grade: index in :data:`GRADES` of each statement
    :param usable: whether each statement may be used
    :param during: events that visits took place at, by row
    :param alike: whether there is another row that the same place in a source tells alike
    :param partner: index of the partner of each entry; entries are in the order of partner and happening
    :param row: row of each entry
    :param concerned: whether the partner of the entry did not take part
    :param unknown: words of contacts, on whatever day, that the configuration does not know
    :param words: kinds of visits and of events in the data, by their codes
    :param blocks: packs and single contacts that the rows come from
    :param starts: first row of each of these blocks
    """

    rows: Records
    stated: Records
    grade: npt.NDArray[np.int8]
    usable: Truths
    during: Records
    alike: Truths
    partner: Places
    row: Places
    concerned: Truths
    unknown: frozenset[Unknown]
    words: Mapping[str, Sequence[str]]
    blocks: tuple[ContactPack | ContactRows, ...]
    starts: Places

    def partners_of(self, main: str) -> list[int]:
        """Return the partners of a happening, whenever it was and whatever is known of it."""
        mains, partners = self._by_main
        digest = np.uint64(digest_of(main))
        first, last = np.searchsorted(mains, digest), np.searchsorted(mains, digest, side="right")
        return sorted(set(partners[first:last].tolist()))

    @cached_property
    def _by_main(self) -> tuple[npt.NDArray[np.uint64], Places]:
        """Digests of happenings in order, with the partner of each."""
        main = self.rows["main"][self.row]
        order = np.argsort(main, kind="stable")
        return main[order], self.partner[order]

    def first_days(self) -> tuple[int | None, int | None]:
        """Return the earliest day of any contact, and the earliest on which any became known, ordinals."""
        first = self.rows["first"][self.row]
        known = self.stated["known"][self.usable]
        return (
            int(first[first > 0].min()) if (first > 0).any() else None,
            int(known.min()) if len(known) else None,
        )

    def contacts(self, rows: Iterable[int]) -> dict[int, Contact]:
        """Return the contacts in some rows; each is decoded once."""
        known = self._decoded
        wanted = set(rows)
        missing = np.array(sorted(wanted - known.keys()), np.int64)
        of_row = np.searchsorted(self.starts, missing, side="right") - 1
        for block in np.unique(of_row).tolist():
            found = missing[of_row == block]
            decoded = self.blocks[block].some((found - self.starts[block]).tolist())
            known.update(zip(found.tolist(), decoded, strict=True))
        return {row: known[row] for row in wanted}

    @cached_property
    def retold(self) -> RetoldDates:
        """The dates that rows outside the table give for the happenings of rows in it."""
        rows = np.flatnonzero((self.rows["flags"] & RETOLD) > 0)
        of_row = np.searchsorted(self.starts, rows, side="right") - 1
        found: list[tuple[int, Retelling]] = []
        for block in np.unique(of_row).tolist():
            some = rows[of_row == block]
            given = self.blocks[block].retold((some - self.starts[block]).tolist())
            found += [(row, entry) for row, told in zip(some.tolist(), given, strict=True) for entry in told]
        return RetoldDates.of(found)

    def contacts_by_partner(self, entries: Places) -> dict[int, list[Contact]]:
        """Return the contacts of some entries, by partner."""
        rows = self.row[entries].tolist()
        decoded = self.contacts(rows)
        found: dict[int, list[Contact]] = {}
        for partner, row in zip(self.partner[entries].tolist(), rows, strict=True):
            found.setdefault(partner, []).append(decoded[row])
        return found

    @cached_property
    def _decoded(self) -> dict[int, Contact]:
        return {}

    @cached_property
    def happening(self) -> Places:
        """Index of the happening of a partner that each entry belongs to; it does not decrease."""
        main = self.rows["main"][self.row]
        begins = np.ones(len(main), np.int64)
        begins[1:] = (self.partner[1:] != self.partner[:-1]) | (main[1:] != main[:-1])
        found: Places = np.cumsum(begins) - 1
        return found

    @classmethod
    def of(cls, contacts: Sequence[Sequence[Contact]], config: StrengthConfig) -> ContactTable:
        """Build the table of the contacts of each partner.

        Packs are taken as they are; contacts that are not packed, or whose words were read by other maps than
        those of ``config``, are read one by one.
        """
        words = ContactWords(config)
        blocks = _Blocks(words)
        for place, given in enumerate(contacts):
            if isinstance(given, PackedContacts):
                for part in given.packs:
                    blocks.add_part(place, part)
            elif given:
                blocks.add(place, ContactRows(given))
        rows, stated, grade, usable, during = blocks.joined()
        partner, row, concerned = _ordered(*blocks.entries(), rows)
        return cls(
            rows=rows,
            stated=stated,
            grade=grade,
            usable=usable,
            during=during,
            alike=_alike(rows, stated),
            partner=partner,
            row=row,
            concerned=concerned,
            unknown=frozenset(blocks.unknown),
            words=words.data_kinds,
            blocks=tuple(blocks.blocks),
            starts=blocks.starts,
        )


class _Blocks:
    """Collects the columns of packs and of single contacts, each block once."""

    def __init__(self, words: ContactWords) -> None:
        self._words = words
        self.unknown: set[Unknown] = set()
        self._rows: list[bytes | memoryview] = []
        self._stated: list[bytes | memoryview] = []
        self._during: list[bytes | memoryview] = []
        self._counts: list[tuple[int, int, int]] = []
        self.blocks: list[ContactPack | ContactRows] = []
        self._places: dict[int, int] = {}
        self._given: list[tuple[int, npt.NDArray[np.int8] | Sources]] = []
        self._pairs: list[tuple[int, int]] = []

    def add_part(self, partner: int, part: ContactPack | ContactRows) -> None:
        """Add the contacts of a partner through one party."""
        place = self._places.get(id(part))
        if place is not None:
            self._pairs.append((partner, place))
            return
        self._places[id(part)] = len(self._counts)
        if isinstance(part, ContactRows):
            self.add(partner, part)
            return
        self.blocks.append(part)
        self._pairs.append((partner, len(self._counts)))
        self._given.append((len(self._counts), part.sources))
        if part.maps == self._words.digest:
            self._append(*part.parts(), (part.count, part.statements, part.events))
            self.unknown.update(part.unknown)
        else:
            self._append_columns(columns(part.contacts(unfiltered=True), self._words))

    def add(self, partner: int, part: ContactRows) -> None:
        """Add contacts of a partner that are not packed."""
        contacts = part.contacts()
        self.blocks.append(part)
        grades = [grade_place(one.grade) for contact in contacts for one in contact.statements]
        self._pairs.append((partner, len(self._counts)))
        self._given.append((len(self._counts), np.array(grades, np.int8)))
        self._append_columns(columns(contacts, self._words))

    def _append_columns(self, found: Columns) -> None:
        rows, stated, during, unknown = found
        self.unknown.update(unknown)
        self._append(
            rows.tobytes(), stated.tobytes(), during.tobytes(), (len(rows), len(stated), len(during))
        )

    def _append(
        self,
        rows: bytes | memoryview,
        stated: bytes | memoryview,
        during: bytes | memoryview,
        counts: tuple[int, int, int],
    ) -> None:
        self._rows.append(rows)
        self._stated.append(stated)
        self._during.append(during)
        self._counts.append(counts)

    @cached_property
    def counts(self) -> Places:
        """Number of rows, statements and events of each block, once all are added."""
        return np.array(self._counts, np.int64).reshape(-1, 3)

    @cached_property
    def starts(self) -> Places:
        """First row of each block, once all are added."""
        rows = self.counts[:, 0]
        found: Places = np.cumsum(rows) - rows
        return found

    def joined(self) -> tuple[Records, Records, npt.NDArray[np.int8], Truths, Records]:
        """Return rows, statements with grades and whether they may be used, and events, of all blocks."""
        counts, starts = self.counts, self.starts
        rows = np.frombuffer(b"".join(self._rows), ROW)
        stated = np.frombuffer(b"".join(self._stated), STATED).copy()
        during = np.frombuffer(b"".join(self._during), DURING).copy()
        stated["row"] += np.repeat(starts, counts[:, 1]).astype(np.uint32)
        during["row"] += np.repeat(starts, counts[:, 2]).astype(np.uint32)
        grade, usable = self._graded(stated, counts)
        return rows, stated, grade, usable, during

    def _graded(self, stated: Records, counts: Places) -> tuple[npt.NDArray[np.int8], Truths]:
        grade = np.full(len(stated), len(GRADES) - 1, np.int8)
        usable = np.ones(len(stated), np.bool_)
        ends = np.cumsum(counts[:, 1])
        packed: dict[int, tuple[Sources, list[npt.NDArray[np.int64]]]] = {}
        for place, given in self._given:
            first, last = int(ends[place] - counts[place, 1]), int(ends[place])
            if isinstance(given, Sources):
                packed.setdefault(id(given), (given, []))[1].append(np.arange(first, last))
            else:
                grade[first:last] = given
        for sources, parts in packed.values():
            part = np.concatenate(parts)
            grade[part], usable[part] = _looked_up(sources, stated["source"][part])
        return grade, usable

    def entries(self) -> tuple[Places, Places]:
        """Return the partner and the row of each entry."""
        counts, starts = self.counts[:, 0], self.starts
        pairs = np.array(self._pairs, np.int64).reshape(-1, 2)
        lengths = counts[pairs[:, 1]]
        before = np.cumsum(lengths) - lengths
        row = np.arange(int(lengths.sum())) + np.repeat(starts[pairs[:, 1]] - before, lengths)
        return np.repeat(pairs[:, 0], lengths), row


def grade_place(grade: str) -> int:
    """Return the index of a grade; an unknown one counts as the lowest."""
    return GRADES.index(grade) if grade in GRADES else len(GRADES) - 1


def _looked_up(sources: Sources, wanted: npt.NDArray[np.uint64]) -> tuple[npt.NDArray[np.int8], Truths]:
    """Return the grade of each source by its digest, and whether its statements may be used."""
    known = list(sources.by_id.values())
    digests = np.array([digest_of_source(source.id) for source in known], np.uint64)
    order = np.argsort(digests)
    # The last entry stands for a source that is not there.
    grades = np.array([*(grade_place(known[place].grade) for place in order), len(GRADES) - 1], np.int8)
    usable = np.array([*(sources.usable(known[place].id) for place in order), sources.usable("")], np.bool_)
    place = np.searchsorted(digests[order], wanted)
    there = np.zeros(len(wanted), np.bool_)
    if known:
        there = digests[order][np.minimum(place, len(known) - 1)] == wanted
    place = np.where(there, place, len(known))
    return grades[place], usable[place]


def _ordered(partner: Places, row: Places, rows: Records) -> tuple[Places, Places, Truths]:
    """Return the entries by partner and happening, each contact of a partner once."""
    main, contact = rows["main"][row], rows["id"][row]
    concerned = (rows["flags"][row] & CONCERNED) > 0
    # Who took part counts in full, even if it is named as concerned too: such an entry comes first.
    order = np.lexsort((concerned, contact, main, partner))
    partner, row, main, contact = partner[order], row[order], main[order], contact[order]
    again = np.zeros(len(row), np.bool_)
    again[1:] = (partner[1:] == partner[:-1]) & (main[1:] == main[:-1]) & (contact[1:] == contact[:-1])
    return partner[~again], row[~again], concerned[order][~again]


def _alike(rows: Records, stated: Records) -> Truths:
    """Return for each row whether another row is told alike at the same place in a source."""
    found = np.zeros(len(rows), np.bool_)
    if len(stated):
        order = np.argsort(stated["equal"], kind="stable")
        key, row = stated["equal"][order], stated["row"][order]
        name = rows["id"][row]
        twin = (key[1:] == key[:-1]) & (name[1:] != name[:-1])
        # Rows of one key form a run; if any two neighbours are different rows, the whole run is alike.
        run = np.concatenate(([0], np.cumsum(key[1:] != key[:-1])))
        differs = np.zeros(int(run[-1]) + 1, np.bool_)
        differs[run[1:][twin]] = True
        found[row[differs[run]]] = True
    return found
