"""Wording of introductions: why two parties know each other, with names and dates. Pure."""

from __future__ import annotations

from graph.i18n import Texts
from graph.naming.profile import Naming
from graph.network.introductions import Introduction
from graph.network.links import NetworkLink
from graph.network.recorded_links import RecordedNetwork
from reports.wording.sentences import party_name

#: Reasons whose two parties have different roles, such as an organisation and its place, or visitor and host.
_UNLIKE = (
    "post_seat",
    "based_in",
    "serves",
    "post_represents",
    "post_district",
    "post_country",
    "lies_in",
    "visit",
)


class IntroductionWording:
    """Wording of the links of a network in one language.

    :param naming: naming profile of countries and areas
    :param words: texts shared by the pages, the command line and the pack
    """

    def __init__(self, recorded: RecordedNetwork, naming: Naming, words: Texts) -> None:
        self.recorded, self.naming, self.words, self.lang = recorded, naming, words, words.lang

    def name(self, identifier: str, lang: str = "") -> str:
        """Return the name of a party or of a part of the home; its id if unknown."""
        party = self.recorded.party(identifier)
        return party_name(party, self.naming, lang or self.lang) if party else identifier

    def through(self, way: Introduction) -> list[str]:
        """Return the names of the intermediaries in order."""
        return [self.name(party) for party in way.between]

    def says(self, link: NetworkLink, start: str = "") -> str:
        """Return the text of :meth:`tells` with the facts behind it."""
        return self.words("network.by", said=self.tells(link, start), fact=", ".join(link.facts))

    def tells(self, link: NetworkLink, start: str = "") -> str:
        """Return why two parties know each other, with the first or the last date.

        :param start: the party to name first if both have the same role
        """
        words = self.words
        one, other = (
            self.name(part or party) for party, part in zip((link.one, link.other), link.parts, strict=True)
        )
        if link.other == start and link.reason not in _UNLIKE:
            one, other = other, one
        since, title = link.since, self._title(link)
        match link.reason:
            case "post_seat":
                said = (
                    words("network.seat_since", one=one, other=other, since=since)
                    if since
                    else words("network.seat", one=one, other=other)
                )
            case "based_in":
                said = words("network.seat", one=one, other=other)
            case "serves":
                said = words("network.serves", one=one, other=other)
            case "post_represents":
                area = self._area(link.other)
                said = (
                    words("network.represents", one=one, area=other)
                    if not area
                    else words("network.represents_in", one=one, area=area, other=other)
                )
            case "post_district":
                said = words("network.district", one=one, other=other)
            case "post_country":
                said = words("network.country", one=one, other=other)
            case "lies_in":
                said = words("network.lies_in", one=one, other=other)
            case "mechanism":
                said = words("network.mechanism", one=one, other=other, title=title)
            case "project":
                said = (
                    words("network.project_since", one=one, other=other, title=title, since=since)
                    if since
                    else words("network.project", one=one, other=other, title=title)
                )
            case "visit":
                said = words(
                    "network.visit_one" if link.times == 1 else "network.visit",
                    n=link.times,
                    one=one,
                    other=other,
                    since=since,
                )
            case "met":
                said = words(
                    "network.met_one" if link.times == 1 else "network.met",
                    n=link.times,
                    one=one,
                    other=other,
                    since=since,
                )
            case "event":
                said = words(
                    "network.event_one" if link.times == 1 else "network.event",
                    n=link.times,
                    one=one,
                    other=other,
                    since=since,
                    title=title,
                )
            case _:
                said = self._tie(link, one, other)
        return said

    def _tie(self, link: NetworkLink, one: str, other: str) -> str:
        kind, since = self.words.word("tie_kind", link.kind), link.since
        if link.stage == "signed":
            said = (
                self.words("network.tie_since", one=one, other=other, kind=kind, since=since)
                if since
                else self.words("network.tie", one=one, other=other, kind=kind)
            )
        else:
            stage = self.words.word("stage", link.stage)
            said = (
                self.words("network.open_since", one=one, other=other, kind=kind, stage=stage, since=since)
                if since
                else self.words("network.open", one=one, other=other, kind=kind, stage=stage)
            )
        return (
            self.words("network.paused", said=said, status=self.words.word("tie_status", link.status))
            if link.status
            else said
        )

    def _area(self, place: str) -> str:
        """Return the country or area in which a place lies; empty if it is one itself."""
        party = self.recorded.party(place)
        return (
            self.naming.area_name(party.country, self.lang)
            if party and party.label != "CountryOrArea" and party.country
            else ""
        )

    def _title(self, link: NetworkLink) -> str:
        return link.title.text(self.lang)


def meanings(words: Texts) -> dict[str, str]:
    """Return the meaning of each measure in one sentence."""
    return {
        "degree": words("network.degree"),
        "betweenness": words("network.betweenness"),
        "constraint": words("network.constraint"),
        "weight": words("network.weight"),
        "component": words("network.component"),
        "community": words("network.community"),
        "broker": words("network.broker"),
        "holes": words("network.holes"),
        "home": words("network.home"),
    }
