"""A world as bytes, and back: what is kept beside a store, so that a large world is not read again.

Ties, channels, projects and packs of contacts that several partners share are written once, and shared again
when they are read. The form is MessagePack of declared types; reading it creates nothing but these. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

import msgspec

from graph.facts.contact_pack import ContactPack, KnownSource, PackedContacts, Sources
from graph.facts.link_facts import (
    Channel,
    CompleteList,
    CompleteSpan,
    Contact,
    Decision,
    Existence,
    LinkFacts,
    Project,
    Tie,
    TieStatement,
)
from graph.facts.world import (
    AnnouncedTotal,
    Commitment,
    Consulate,
    Coverage,
    DiplomaticRelations,
    Outcome,
    Partner,
    Party,
    PlaceStatement,
    TieContradiction,
    TieElsewhere,
    TieStep,
    World,
)

T = TypeVar("T")
#: Indexes of what is written once.
_Places = tuple[int, ...]


class _TieForm(msgspec.Struct, array_like=True):
    id: str
    family: str
    parties: tuple[str, str]
    tie_statements: tuple[TieStatement, ...]
    decisions: tuple[Decision, ...]
    lists: int


class _ChannelForm(msgspec.Struct, array_like=True):
    id: str
    code: str
    existence: tuple[Existence, ...]
    ties: _Places


class _PartnerForm(msgspec.Struct, array_like=True):
    id: str
    tied: bool
    graded: bool
    ties: _Places
    packs: _Places
    channels: _Places
    projects: _Places
    complete: int
    lists: int


class _ElsewhereForm(msgspec.Struct, array_like=True):
    partner: str
    party: str
    tie: int
    above: bool


class _WorldForm(msgspec.Struct, array_like=True):
    """A world; fields that are not told apart here are those of :class:`graph.facts.world.World`."""

    home: str
    parties: tuple[Party, ...]
    lists: tuple[tuple[CompleteList, ...], ...]
    spans: tuple[tuple[CompleteSpan, ...], ...]
    every_tie: tuple[_TieForm, ...]
    channels: tuple[_ChannelForm, ...]
    projects: tuple[Project, ...]
    sources: tuple[KnownSource, ...]
    public: bool
    packs: tuple[bytes, ...]
    partners: tuple[_PartnerForm, ...]
    own: frozenset[str]
    receivers: frozenset[str]
    ties: dict[str, _Places]
    existence: dict[str, tuple[Existence, ...]]
    cities: tuple[str, ...]
    sectors: dict[str, tuple[str, ...]]
    commitments: tuple[Commitment, ...]
    outcomes: tuple[Outcome, ...]
    coverage: tuple[Coverage, ...]
    contradictions: tuple[TieContradiction, ...]
    announced: tuple[AnnouncedTotal, ...]
    ties_elsewhere: tuple[_ElsewhereForm, ...]
    steps: dict[str, tuple[TieStep, ...]]
    consulates: tuple[Consulate, ...]
    ports: dict[str, tuple[str, ...]]
    own_ports: tuple[str, ...]
    about: dict[str, tuple[str, ...]]
    met_on: dict[str, list[str]]
    relations: dict[str, tuple[DiplomaticRelations, ...]]
    memberships: dict[str, tuple[tuple[str, int], ...]]
    contacts: dict[str, _Places]
    place_statements: dict[str, tuple[PlaceStatement, ...]]


#: Fields that are written as they are.
_PLAIN = (
    "own",
    "receivers",
    "existence",
    "sectors",
    "commitments",
    "outcomes",
    "coverage",
    "contradictions",
    "announced",
    "steps",
    "consulates",
    "ports",
    "own_ports",
    "about",
    "met_on",
    "relations",
    "place_statements",
)
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_WorldForm).decode


class NotPacked(ValueError):
    """Contacts of the world are not in compact form, since facts changed and their packs are not renewed."""


class _Once(Generic[T]):
    """Objects in the order in which they were first given, each once."""

    def __init__(self) -> None:
        self.every: list[T] = []
        self._places: dict[int, int] = {}

    def place(self, one: T) -> int:
        """Return the index of an object."""
        found = self._places.setdefault(id(one), len(self.every))
        if found == len(self.every):
            self.every.append(one)
        return found

    def places(self, given: Iterable[T]) -> _Places:
        """Return the indexes of objects."""
        return tuple(self.place(one) for one in given)


def world_as_bytes(world: World) -> bytes:
    """Return a world as bytes.

    :raises NotPacked: if contacts are not in compact form
    """
    ties, channels, projects = _Once[Tie](), _Once[Channel](), _Once[Project]()
    lists, spans = _Once[tuple[CompleteList, ...]](), _Once[tuple[CompleteSpan, ...]]()
    packs = _Once[ContactPack]()
    partners = tuple(
        _PartnerForm(
            identifier,
            partner.tied,
            facts.graded,
            ties.places(facts.ties),
            packs.places(_packs(facts.contacts)),
            channels.places(facts.channels),
            projects.places(facts.projects),
            spans.place(facts.complete),
            lists.place(facts.lists),
        )
        for identifier, partner in world.partners.items()
        for facts in [partner.facts]
    )
    contacts = {identifier: packs.places(_packs(given)) for identifier, given in world.contacts.items()}
    of_party = {identifier: ties.places(given) for identifier, given in world.ties.items()}
    elsewhere = tuple(
        _ElsewhereForm(entry.partner, entry.party.id, ties.place(entry.tie), entry.above)
        for entry in world.ties_elsewhere
    )
    memberships = {
        country: tuple((body, ties.place(tie)) for body, tie in given)
        for country, given in world.memberships.items()
    }
    every_channel = tuple(
        _ChannelForm(one.id, one.code, one.existence, ties.places(one.ties)) for one in channels.every
    )
    every_tie = tuple(
        _TieForm(one.id, one.family, one.parties, one.tie_statements, one.decisions, lists.place(one.lists))
        for one in ties.every
    )
    sources = packs.every[0].sources if packs.every else Sources(())
    return _encode(
        _WorldForm(
            home=world.home.id,
            parties=tuple(world.parties.values()),
            lists=tuple(lists.every),
            spans=tuple(spans.every),
            every_tie=every_tie,
            channels=every_channel,
            projects=tuple(projects.every),
            sources=tuple(sources.by_id.values()),
            public=sources.public,
            packs=tuple(pack.data for pack in packs.every),
            partners=partners,
            ties=of_party,
            cities=tuple(party.id for party in world.cities),
            ties_elsewhere=elsewhere,
            memberships=memberships,
            contacts=contacts,
            **{name: getattr(world, name) for name in _PLAIN},
        )
    )


def _packs(contacts: Sequence[Contact]) -> tuple[ContactPack, ...]:
    packs = contacts.packs if isinstance(contacts, PackedContacts) else None
    found = tuple(pack for pack in packs or () if isinstance(pack, ContactPack))
    if packs is None or len(found) < len(packs):
        raise NotPacked("contacts are not in compact form")
    return found


def world_of_bytes(data: bytes) -> World:
    """Return the world that was written by :func:`world_as_bytes`.

    :raises ValueError: if the bytes have another form
    """
    try:
        found = _decode(data)
        return _world(found)
    except (msgspec.MsgspecError, IndexError, KeyError) as error:
        raise ValueError("no world in bytes") from error


def _world(found: _WorldForm) -> World:
    parties = {party.id: party for party in found.parties}
    sources = Sources(found.sources, public=found.public)
    packs = [ContactPack(data, sources) for data in found.packs]
    ties = [
        Tie(
            one.id,
            one.family,
            one.tie_statements,
            decisions=one.decisions,
            parties=one.parties,
            lists=found.lists[one.lists],
        )
        for one in found.every_tie
    ]
    channels = [Channel(one.id, one.code, one.existence, _chosen(ties, one.ties)) for one in found.channels]
    return World(
        home=parties[found.home],
        partners={
            one.id: Partner(
                parties[one.id],
                one.tied,
                LinkFacts(
                    partner=one.id,
                    ties=_chosen(ties, one.ties),
                    contacts=PackedContacts(_chosen(packs, one.packs)),
                    channels=_chosen(channels, one.channels),
                    projects=_chosen(found.projects, one.projects),
                    complete=found.spans[one.complete],
                    lists=found.lists[one.lists],
                    graded=one.graded,
                ),
            )
            for one in found.partners
        },
        parties=parties,
        ties={party: _chosen(ties, places) for party, places in found.ties.items()},
        cities=tuple(parties[identifier] for identifier in found.cities),
        ties_elsewhere=tuple(
            TieElsewhere(one.partner, parties[one.party], ties[one.tie], one.above)
            for one in found.ties_elsewhere
        ),
        memberships={
            country: tuple((body, ties[tie]) for body, tie in given)
            for country, given in found.memberships.items()
        },
        contacts={party: PackedContacts(_chosen(packs, places)) for party, places in found.contacts.items()},
        **{name: getattr(found, name) for name in _PLAIN},
    )


def _chosen(every: Sequence[T], places: _Places) -> tuple[T, ...]:
    return tuple(every[place] for place in places)
