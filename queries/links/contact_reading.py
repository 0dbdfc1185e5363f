"""Reads the visits and events of a home with each place, organisation and consulate.

The store holds them in compact form too (:mod:`graph.facts.contact_pack`, written by
:mod:`ingest.derived.contact_packs`), one node a party. Where that is missing, of another home's side, or
older than the facts, the facts themselves are read.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from hashlib import blake2b
from typing import Any

from graph.facts.contact_pack import CodeReader, ContactPack, ContactRows, KnownSource, Sources, pack
from graph.facts.home_side import is_above, is_sent_from_above
from graph.facts.link_facts import Contact, Retelling
from graph.facts.statement import NO_GRADE, Statement
from graph.naming.profile import Naming
from queries.links.stated_facts import PUBLIC, StatedFacts
from queries.statements import Reader, ask, statement

#: Number of contacts that are read at once, to bound the memory of the store and of this process.
_CONTACTS_AT_ONCE = 10_000


class ContactReading(StatedFacts):
    """The contacts of a home, by the party through which it has them.

    For the other parameters see :class:`queries.links.home_places.HomePlaces`.

    :param words: gives codes to contacts that are not in compact form, which are then packed as they are read
    """

    def __init__(
        self,
        store: Reader,
        home_id: str,
        naming: Naming,
        home_country: str,
        *,
        public: bool = False,
        only: str | None = None,
        words: CodeReader | None = None,
    ) -> None:
        super().__init__(store, home_id, naming, home_country, public=public, only=only)
        self.words = words

    @cached_property
    def sources(self) -> Sources:
        """All sources."""
        return Sources(
            (
                KnownSource(row["id"], row["grade"] or "", row["disclosure"] == PUBLIC)
                for row in ask(self.store, "links/sources")
            ),
            public=self.public,
        )

    @cached_property
    def about(self) -> bytes:
        """Digest of the places and names of the home's side, on which the form of a contact depends."""
        parts = (
            [self.home],
            sorted(self.own & self.places.keys()),
            self.own_names,
            self.names_above,
        )
        text = "\0\0".join("\0".join(part) for part in parts)
        return blake2b(text.encode(), digest_size=8).digest()

    @cached_property
    def contact_parts(self) -> Mapping[str, ContactPack | ContactRows]:
        """Contacts by the id of a place, organisation or consulate that is not part of the home."""
        stored = self.stored_packs
        found: dict[str, ContactPack | ContactRows] = {}
        if stored is None:
            for parties in self._groups():
                found |= self._read(parties)
            return found
        missing = sorted(party for party, part in stored.items() if part is None)
        found |= {party: part for party, part in stored.items() if part is not None}
        if missing:
            found |= self._read(missing)
        return found

    @cached_property
    def stored_packs(self) -> Mapping[str, ContactPack | None] | None:
        """The packs in the store by party, None where facts changed since.

        None for all of them if they cannot be used.
        """
        index = ask(self.store, "links/contact_index", home=self.home)
        if not index or index[0]["about"] != self.about.hex():
            return None
        found: dict[str, ContactPack | None] = {}
        sources = self.sources
        groups = self.store.stream(
            statement("links/contact_packs"), {"home": self.home, "parties": self.parts}
        )
        for party, data, stale in (entry for _, packs in groups for entry in packs):
            if party in self.own:
                continue
            if stale:
                found[party] = None
            elif data:
                try:
                    part = ContactPack(bytes(data), sources)
                except ValueError:  # written by another version of the program
                    return None
                if self.words and part.maps != self.words.digest:
                    return None
                found[party] = part
        return found

    def _groups(self) -> Iterator[list[str]]:
        """Yield groups of parties with about ten thousand contacts each."""
        rows = ask(self.store, "links/contact_counts", parties=self.parts)
        group: list[str] = []
        contacts = 0
        for row in rows:
            if row["id"] in self.own:
                continue
            group.append(row["id"])
            contacts += row["contacts"]
            if contacts >= _CONTACTS_AT_ONCE:
                yield group
                group, contacts = [], 0
        yield group

    def _read(self, parties: Sequence[str]) -> dict[str, ContactPack | ContactRows]:
        """Read the contacts of some parties from the facts."""
        found: dict[str, ContactPack | ContactRows] = {}
        for party, contacts in self._contacts(parties).items():
            if self.words is None:
                found[party] = ContactRows(contacts)
            else:
                found[party] = ContactPack(pack(contacts, self.words, self.about), self.sources)
        return found

    def _contacts(self, parties: Sequence[str]) -> dict[str, list[Contact]]:
        """Return the visits and events between the home and each of some parties."""
        own = sorted(self.own & self.places.keys())
        found: dict[str, dict[str, Contact]] = defaultdict(dict)
        for what in ("visit", "event"):
            rows: dict[str, Contact] = {}
            for row in ask(self.store, f"links/{what}s", parties=parties, own=own):
                contacts = found[row["party"]]
                for contact_id, *values in row["contacts"]:
                    contact = rows.get(contact_id)
                    if contact is None:
                        contact = rows[contact_id] = self._contact(contact_id, what, *values)
                    # Who took part counts in full, even if it is named as concerned too.
                    if not (what == "visit" and values[-2]):
                        contacts[contact_id] = contact
                    elif contact_id not in contacts:
                        contacts[contact_id] = replace(contact, concerned=True)
        return {
            party: sorted(contacts.values(), key=lambda contact: contact.id)
            for party, contacts in found.items()
        }

    def _contact(
        self,
        contact_id: str,
        what: str,
        main: str,
        kind: str | None,
        level: str | None,
        mode: str | None,
        title: str | None,
        title_zh: str | None,
        topics: list[str] | None,
        start: str | None,
        end: str | None,
        status: str | None,
        parties: list[str],
        stated: Iterable[Sequence[Any]],
        retold: Iterable[tuple[str, str | None, str | None, Iterable[Sequence[Any]]]],
        during: Sequence[str] = (),
        concerned: bool = False,
        home_side: Sequence[str | None] = (),
    ) -> Contact:
        """Create a contact from a row of ``links/visits`` or ``links/events``.

        :param stated: for each statement its id, source, the source's grade and disclosure, and the day on
            which it became known, where it stands in the source, of when it speaks, and when it was published
        :param retold: the other rows of the happening: id, dates, and what is stated on each
        :param concerned: whether it was read for a partner that is only named as concerned; the contact
            returned is that of one that took part
        :param home_side: who invited, met, received, hosted and sent
        """
        statements = self._statements(stated)
        return Contact(
            id=contact_id,
            what=what,
            main=main,
            kind=kind or "",
            level=level or "",
            mode=mode or "",
            title=title or "",
            title_zh=title_zh or "",
            topics=tuple(topics or ()),
            start=start or "",
            end=end or "",
            status=status or "",
            parties=tuple(parties),
            during=tuple(during),
            retold=tuple(
                Retelling(start or "", end or "", words)
                for _, start, end, told in sorted(retold, key=lambda row: row[0])
                if (words := self._statements(told))
            ),
            above=self._is_above(kind or "", home_side),
            statements=statements,
        )

    def _statements(self, stated: Iterable[Sequence[Any]]) -> tuple[Statement, ...]:
        """Return statements from rows; without those that are not public, if only these are used."""
        return tuple(
            Statement(
                statement,
                source,
                grade or NO_GRADE,
                known_on=known_on or dt.date.max,
                published=(where[2] if where else "") or "",
                locator=(where[0] if where else "") or "",
                speaks_of=(where[1] if where else "") or "",
            )
            for statement, source, grade, disclosure, known_on, *where in stated
            if not self.public or disclosure == PUBLIC
        )

    def _is_above(self, direction: str, home_side: Sequence[str | None]) -> bool:
        """Whether the home side of a visit is the province or the nation."""
        if not any(home_side):
            return False
        invited, met, received, host, sender = (entry or "" for entry in home_side)
        own, above = self.own_names, self.names_above
        if direction == "outbound":  # here `host` is the other side
            return is_sent_from_above(sender, own, above)
        return is_above(invited=invited, met=met, received=received, host=host, own=own, above=above)
