"""Chains of introduction to a partner, as listed on the partner page. Pure."""

from __future__ import annotations

from dashboard.components.payloads.ledger_data import RecordedLineData
from graph.i18n import Texts
from graph.network.introductions import Introduction, introductions
from graph.network.links import Network
from graph.sanitize import one_line
from reports.wording.introductions import IntroductionWording

_MOST = 3
_LENGTH = 400


def indirect(network: Network, partner: str) -> tuple[Introduction, ...]:
    """Return the best chains that pass through at least one intermediary."""
    found = introductions(network, network.recorded.home, partner, most=_MOST + 1)
    return tuple(way for way in found if way.between)[:_MOST]


def facts_of(ways: tuple[Introduction, ...]) -> set[str]:
    """Return the facts behind the chains."""
    return {fact for way in ways for hop in way.hops for fact in hop.link.facts}


def items(ways: tuple[Introduction, ...], teller: IntroductionWording, t: Texts) -> list[RecordedLineData]:
    """Return a line per chain: whom to ask, and why each knows the next."""
    return [
        {
            "date": "",
            "text": " → ".join(one_line(name, 80) for name in teller.through(way)),
            "tags": one_line(
                t("pack.between").join(teller.tells(hop.link, hop.start) for hop in way.hops), _LENGTH
            ),
            "title": "",
            "done": True,
            "facts": sorted({fact for hop in way.hops for fact in hop.link.facts}),
            "only": sorted({source for hop in way.hops for source in hop.link.sources}),
        }
        for way in ways
    ]
