"""Recorded links between parties, for any day, and the kinds of link. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.facts.link_facts import Contact, Existence, Tie
from graph.facts.world import Party
from graph.i18n import Bilingual


@dataclass(frozen=True, slots=True)
class LinkKind:
    """A kind of link.

    :param code: its name
    :param cost: cost of a hop over it; the cheapest path is the one to try first
    :param inferred: whether it follows from a location or from a consulate's responsibility; such a link can
        be part of a path but is not counted as a relation
    :param side: hops of the same side do not follow each other: two cities do not know each other because
        they lie in the same province, nor because one consulate represents them
    """

    code: str
    cost: float
    inferred: bool = False
    side: str = ""


#: All kinds of link, best first. The costs are judgements: agreements between governments come before those
#: of other organisations, then a common cause, then having met.
REASONS: Mapping[str, LinkKind] = {
    reason.code: reason
    for reason in (
        LinkKind("sister_city", 1.0),
        LinkKind("post_seat", 1.0, side="host"),
        LinkKind("based_in", 1.0),
        LinkKind("serves", 1.0),
        LinkKind("friendly_tie", 1.2),
        LinkKind("mechanism", 1.3),
        LinkKind("agreement", 1.4),
        LinkKind("post_represents", 1.4, inferred=True, side="sent"),
        LinkKind("post_district", 1.5, inferred=True, side="host"),
        LinkKind("lies_in", 1.5, inferred=True, side="part"),
        LinkKind("membership", 1.6),
        LinkKind("project", 1.6),
        LinkKind("under_way", 1.8),
        LinkKind("route", 1.8),
        LinkKind("post_country", 2.1, inferred=True, side="host"),
        LinkKind("visit", 2.0),
        LinkKind("met", 2.0),
        LinkKind("contact", 2.2),
        LinkKind("event", 2.4),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedLink:
    """A recorded link between two parties; which of the optional parts it has determines how it is evaluated.

    :param one: the organisation, consulate or part, if the two differ in kind
    :param other: the place it lies in or represents
    :param code: a reason, or ``tie``
    :param facts: ids of the facts
    :param parts: part of the home concerned, for ``one`` and ``other``; empty for the home itself or another
        party
    :param title: name of the happening, project or mechanism, in English and Chinese
    :param existence: of something that exists for a time
    :param lasting: whether it holds at any time: geography
    """

    one: str
    other: str
    code: str
    facts: tuple[str, ...]
    parts: tuple[str, str] = ("", "")
    title: Bilingual = Bilingual("", "")
    tie: Tie | None = None
    contact: Contact | None = None
    existence: tuple[Existence, ...] = ()
    lasting: bool = False


@dataclass(frozen=True, kw_only=True)
class RecordedNetwork:
    """All recorded links.

    :param home: id of the home
    :param parties: by id
    :param parts: what belongs to the home, by id
    :param outside: ids of parties that are left out as outside the remit
    """

    home: str
    parties: Mapping[str, Party]
    links: tuple[RecordedLink, ...]
    parts: Mapping[str, Party] = field(default_factory=dict)
    outside: frozenset[str] = frozenset()

    def resolve(self, identifier: str) -> str:
        """Return the node of a party: the home for anything that belongs to it."""
        return self.home if identifier in self.parts else identifier

    def party(self, identifier: str) -> Party | None:
        """Return a party or a part of the home; None if unknown."""
        return self.parties.get(identifier) or self.parts.get(identifier)
