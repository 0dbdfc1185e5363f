"""Contacts of one party in compact form: columns of numbers for many parties at once, and all their texts.

A pack has three parts. The columns hold what decides which contacts count and how they merge: days as
ordinals, digests of ids, and the codes that a :class:`CodeReader` gives to the words of the data. They never
hold weights. The texts hold every field of every contact, so that :func:`unpack` returns exactly what was
packed. The header carries the version of this form, and two digests: of the home's side on which some fields
depend, and of the reader's maps. Pure.
"""

from __future__ import annotations

import datetime as dt
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import NamedTuple, Protocol, overload

import msgspec
import numpy as np
import numpy.typing as npt

from graph.facts.happenings import HELD
from graph.facts.link_facts import Contact, Retelling
from graph.facts.statement import NO_GRADE, Statement
from graph.model.partial_date import PartialDate

#: Increased whenever the columns, the texts or the codes change their form.
VERSION = 2
_MAGIC = b"FCCP"
#: Magic, version, digest of the home's side, digest of the maps, number of rows, statements and events, and
#: the length of the unknown words.
_HEADER = struct.Struct("<4sH8s8sIIII")
NO_DIGEST = bytes(8)

#: One row per contact. ``id`` and ``main`` are digests; days are ordinals, 0 where there is none; ``flags``
#: are the constants below; the codes are those of :class:`Codes`, ``sectors`` has a bit for each sector.
ROW = np.dtype(
    [
        ("id", "<u8"),
        ("main", "<u8"),
        ("first", "<i4"),
        ("last", "<i4"),
        ("end_first", "<i4"),
        ("end_last", "<i4"),
        ("sectors", "<u4"),
        ("flags", "u1"),
        ("word", "u1"),
        ("kind", "u1"),
        ("level", "u1"),
        ("level_word", "u1"),
        ("mode", "u1"),
        ("way", "u1"),
    ]
)
#: One row per statement on a contact: index of the contact, digest of the source, the ordinal of the day from
#: which it is known, and a digest that equal rows of one source share.
STATED = np.dtype([("row", "<u4"), ("source", "<u8"), ("known", "<i4"), ("equal", "<u8")])
#: One row per event that a visit took place at: index of the contact, digest of the event's id.
DURING = np.dtype([("row", "<u4"), ("event", "<u8")])

EVENT, HAPPENED, ABOVE, CONCERNED, READ, RETOLD = 1, 2, 4, 8, 16, 32
#: A map and a word of the data that it does not know.
Unknown = tuple[str, str]


class Codes(NamedTuple):
    """What a contact is in the words of a strength configuration, as indexes of its tables."""

    word: int
    kind: int
    level: int
    level_word: int
    mode: int
    way: int
    sectors: int


class CodeReader(Protocol):
    """Gives codes to contacts.

    :ivar digest: eight bytes that change whenever any code may change
    """

    @property
    def digest(self) -> bytes: ...

    def codes(self, contact: Contact) -> tuple[Codes | None, tuple[Unknown, ...]]:
        """Return the codes of a contact, None if its words are unknown, and its unknown words."""


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A source as far as contacts need it.

    :param public: whether everyone may see it
    """

    id: str
    grade: str
    public: bool


class Sources:
    """All sources, found by id or by the digest of the id.

    :param public: leave out statements of sources that are not public
    """

    def __init__(self, known: Iterable[KnownSource], *, public: bool = False) -> None:
        self.by_id: Mapping[str, KnownSource] = {source.id: source for source in known}
        self.public = public

    def grade(self, source: str) -> str:
        """Return the grade of a source."""
        found = self.by_id.get(source)
        return (found.grade if found else "") or NO_GRADE

    def usable(self, source: str) -> bool:
        """Return whether statements of a source may be used."""
        if not self.public:
            return True
        found = self.by_id.get(source)
        return found is not None and found.public


def digest_of(text: str) -> int:
    """Return a digest of 64 bits; equal texts have equal ones."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


digest_of_source = lru_cache(maxsize=100_000)(digest_of)


class _Stated(NamedTuple):
    """A statement in the texts of a pack."""

    id: str
    source: str
    known_on: int
    published: str | None
    locator: str
    speaks_of: str


class _Retold(NamedTuple):
    """The dates of another row in the texts of a pack."""

    start: str
    end: str
    statements: tuple[_Stated, ...]


class _Told(NamedTuple):
    """A contact in the texts of a pack."""

    id: str
    what: str
    main: str
    kind: str
    level: str
    mode: str
    title: str
    title_zh: str
    topics: tuple[str, ...]
    start: str
    end: str
    status: str
    parties: tuple[str, ...]
    during: tuple[str, ...]
    retold: tuple[_Retold, ...]
    above: bool
    concerned: bool
    statements: tuple[_Stated, ...]


#: Place of what other rows tell among the fields of a contact.
_RETOLD_PLACE = _Told._fields.index("retold")
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[_Told]).decode
_decode_apart = msgspec.msgpack.Decoder(list[msgspec.Raw]).decode
_decode_one = msgspec.msgpack.Decoder(_Told).decode
_decode_retold = msgspec.msgpack.Decoder(tuple[_Retold, ...]).decode
_decode_words = msgspec.msgpack.Decoder(tuple[Unknown, ...]).decode


class Columns(NamedTuple):
    """Contacts in columns: :data:`ROW`, :data:`STATED` and :data:`DURING`, and the words that are unknown."""

    rows: npt.NDArray[np.void]
    stated: npt.NDArray[np.void]
    during: npt.NDArray[np.void]
    unknown: tuple[Unknown, ...]


def columns(contacts: Sequence[Contact], reader: CodeReader | None) -> Columns:
    """Return contacts in columns.

    :param reader: gives the codes; without one, they are 0 and the contacts count as not read
    """
    rows: list[tuple[int, ...]] = []
    stated: list[tuple[int, int, int, int]] = []
    during: list[tuple[int, int]] = []
    unknown: set[Unknown] = set()
    for place, contact in enumerate(contacts):
        codes, words = reader.codes(contact) if reader else (None, ())
        unknown.update(words)
        # Another row here may give these dates too, but its source may not be usable on some day.
        others = {(entry.start, entry.end) for entry in contact.retold} - {(contact.start, contact.end)}
        rows.append(_row(contact, codes, retold=bool(others)))
        alike = _alike(contact)
        stated += [
            (
                place,
                digest_of_source(statement.source),
                statement.known_on.toordinal(),
                digest_of(f"{alike}\0{statement.source}\0{statement.locator}"),
            )
            for statement in contact.statements
        ]
        during += [(place, digest_of(event)) for event in contact.during]
    return Columns(
        np.array(rows, ROW), np.array(stated, STATED), np.array(during, DURING), tuple(sorted(unknown))
    )


def pack(contacts: Sequence[Contact], reader: CodeReader | None, about: bytes = NO_DIGEST) -> bytes:
    """Return contacts in compact form.

    :param reader: see :func:`columns`
    :param about: digest of the home's side, eight bytes
    """
    *found, unknown = columns(contacts, reader)
    maps = reader.digest if reader else NO_DIGEST
    words = _encode(unknown) if unknown else b""
    header = _HEADER.pack(_MAGIC, VERSION, about, maps, *(len(part) for part in found), len(words))
    texts = zlib.compress(_encode([_told(contact) for contact in contacts]), 1)
    return b"".join((header, *(part.tobytes() for part in found), words, texts))


def _row(contact: Contact, codes: Codes | None, *, retold: bool) -> tuple[int, ...]:
    flags = (
        EVENT * (contact.what == "event")
        | HAPPENED * (contact.status in HELD)
        | ABOVE * contact.above
        | CONCERNED * contact.concerned
        | READ * (codes is not None)
        | RETOLD * retold  # rows that are not here give other dates than this row does
    )
    read = codes or _NOT_READ
    return (
        digest_of(contact.id),
        digest_of(contact.main),
        *days_of(contact.start),
        *days_of(contact.end),
        read.sectors,
        flags,
        read.word,
        read.kind,
        read.level,
        read.level_word,
        read.mode,
        read.way,
    )


_NOT_READ = Codes(word=0, kind=0, level=0, level_word=0, mode=0, way=0, sectors=0)


def _alike(contact: Contact) -> str:
    """Return what rows have in common if one was entered twice, besides the place in the source."""
    return "\0".join(
        (
            contact.what,
            contact.kind,
            contact.start,
            contact.end,
            *contact.parties,
            "",
            contact.level,
            contact.title,
        )
    )


def days_of(date: str) -> tuple[int, int]:
    """Return the first and last day of a partial date, as ordinals; 0 without a date."""
    if not date:
        return 0, 0
    span = PartialDate(date)
    return span.first.toordinal(), span.last.toordinal()


def _told(contact: Contact) -> _Told:
    return _Told(
        contact.id,
        contact.what,
        contact.main,
        contact.kind,
        contact.level,
        contact.mode,
        contact.title,
        contact.title_zh,
        contact.topics,
        contact.start,
        contact.end,
        contact.status,
        contact.parties,
        contact.during,
        tuple(_Retold(entry.start, entry.end, _stated(entry.statements)) for entry in contact.retold),
        contact.above,
        contact.concerned,
        _stated(contact.statements),
    )


def _stated(statements: Iterable[Statement]) -> tuple[_Stated, ...]:
    return tuple(
        _Stated(
            statement.id,
            statement.source,
            statement.known_on.toordinal(),
            statement.published,
            statement.locator,
            statement.speaks_of,
        )
        for statement in statements
    )


class ContactPack:
    """The contacts of one party, decoded when they are asked for.

    :param data: result of :func:`pack`
    :raises ValueError: if it has another form or version
    """

    __slots__ = ("_end", "_words", "about", "count", "data", "events", "maps", "sources", "statements")

    def __init__(self, data: bytes, sources: Sources) -> None:
        self.data, self.sources = data, sources
        if len(data) < _HEADER.size:
            raise ValueError("no contacts in compact form")
        magic, version, self.about, self.maps, *counts = _HEADER.unpack_from(data)
        self.count, self.statements, self.events, self._words = counts
        if magic != _MAGIC or version != VERSION:
            raise ValueError(f"contacts in compact form of another version: {version}")
        self._end = (
            _HEADER.size
            + self.count * ROW.itemsize
            + self.statements * STATED.itemsize
            + self.events * DURING.itemsize
        )

    def parts(self) -> tuple[memoryview, memoryview, memoryview]:
        """Return the columns of rows, statements and events as bytes."""
        view = memoryview(self.data)
        rows = _HEADER.size + self.count * ROW.itemsize
        stated = rows + self.statements * STATED.itemsize
        return view[_HEADER.size : rows], view[rows:stated], view[stated : self._end]

    @property
    def unknown(self) -> tuple[Unknown, ...]:
        """The words that the maps of the reader do not know."""
        return _decode_words(self.data[self._end : self._end + self._words]) if self._words else ()

    def contacts(self, *, unfiltered: bool = False) -> tuple[Contact, ...]:
        """Return the contacts, in the order in which they were packed.

        :param unfiltered: whether to keep statements that may not be used
        """
        return tuple(self._contact(entry, unfiltered=unfiltered) for entry in _decode(self._texts()))

    def some(self, places: Sequence[int]) -> tuple[Contact, ...]:
        """Return the contacts with these indexes; the others are not decoded."""
        texts = _decode_apart(self._texts())
        return tuple(self._contact(_decode_one(texts[place]), unfiltered=False) for place in places)

    def only_events(self) -> tuple[Contact, ...]:
        """Return the events among the contacts; the visits are not decoded."""
        rows = np.frombuffer(self.parts()[0], ROW)
        places = np.flatnonzero(rows["flags"] & EVENT).tolist()
        return self.some(places) if places else ()

    def _texts(self) -> bytes:
        return zlib.decompress(self.data[self._end + self._words :])

    def retold(self, places: Sequence[int]) -> Iterator[tuple[Retelling, ...]]:
        """Yield the dates that other rows give for the happening of each contact with these indexes."""
        texts = _decode_apart(self._texts())
        for place in places:
            yield self._retellings(
                _decode_retold(_decode_apart(texts[place])[_RETOLD_PLACE]), unfiltered=False
            )

    def _contact(self, told: _Told, *, unfiltered: bool) -> Contact:
        return Contact(
            id=told.id,
            what=told.what,
            main=told.main,
            kind=told.kind,
            level=told.level,
            mode=told.mode,
            title=told.title,
            title_zh=told.title_zh,
            topics=told.topics,
            start=told.start,
            end=told.end,
            status=told.status,
            parties=told.parties,
            during=told.during,
            retold=self._retellings(told.retold, unfiltered=unfiltered),
            above=told.above,
            concerned=told.concerned,
            statements=self._statements(told.statements, unfiltered=unfiltered),
        )

    def _retellings(self, given: Iterable[_Retold], *, unfiltered: bool) -> tuple[Retelling, ...]:
        return tuple(
            Retelling(other.start, other.end, words)
            for other in given
            if (words := self._statements(other.statements, unfiltered=unfiltered))
        )

    def _statements(self, given: Iterable[_Stated], *, unfiltered: bool) -> tuple[Statement, ...]:
        sources = self.sources
        return tuple(
            Statement(
                stated.id,
                stated.source,
                sources.grade(stated.source),
                known_on=dt.date.fromordinal(stated.known_on),
                published=stated.published,
                locator=stated.locator,
                speaks_of=stated.speaks_of,
            )
            for stated in given
            if unfiltered or sources.usable(stated.source)
        )


class ContactRows:
    """The contacts of one party that are not in compact form."""

    __slots__ = ("_contacts", "count")

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self._contacts = tuple(contacts)
        self.count = len(self._contacts)

    def contacts(self) -> tuple[Contact, ...]:
        """Return the contacts."""
        return self._contacts

    def some(self, places: Sequence[int]) -> tuple[Contact, ...]:
        """Return the contacts with these indexes."""
        return tuple(self._contacts[place] for place in places)

    def retold(self, places: Sequence[int]) -> Iterator[tuple[Retelling, ...]]:
        """Yield the dates that other rows give for the happening of each contact with these indexes."""
        return (self._contacts[place].retold for place in places)

    def only_events(self) -> tuple[Contact, ...]:
        """Return the events among the contacts."""
        return tuple(contact for contact in self._contacts if contact.what == "event")


def events(contacts: Sequence[Contact]) -> Sequence[Contact]:
    """Return the events among the contacts of a partner, without decoding the visits."""
    if isinstance(contacts, PackedContacts):
        return contacts.events
    return [contact for contact in contacts if contact.what == "event"]


class PackedContacts(Sequence[Contact]):
    """The contacts of a partner through several parties, each contact once. Decoded when they are asked for.

    A contact that the partner took part in through one party, and that was for it through another, is one
    that it took part in.
    """

    def __init__(self, packs: Sequence[ContactPack | ContactRows]) -> None:
        self.packs = tuple(packs)

    @cached_property
    def _all(self) -> tuple[Contact, ...]:
        return _each_once(contact for part in self.packs for contact in part.contacts())

    @cached_property
    def events(self) -> tuple[Contact, ...]:
        """The events among them."""
        return _each_once(contact for part in self.packs for contact in part.only_events())

    @overload
    def __getitem__(self, index: int) -> Contact: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Contact]: ...
    def __getitem__(self, index: int | slice) -> Contact | Sequence[Contact]:
        return self._all[index]

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Contact]:
        return iter(self._all)

    def __bool__(self) -> bool:
        return any(part.count for part in self.packs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all)


def _each_once(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    found: dict[str, Contact] = {}
    for contact in contacts:
        if contact.id not in found or found[contact.id].concerned:
            found[contact.id] = contact
    return tuple(found.values())
