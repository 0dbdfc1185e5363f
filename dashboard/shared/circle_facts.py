"""The circle of the home on a day: its facts, cards, newest visits, and its items ready to be drawn."""

from __future__ import annotations

import datetime as dt

from dashboard.core.snapshot import StoreSnapshot, ask, per_snapshot
from dashboard.shared import circle_items, home_facts
from dashboard.shared.circle_items import CircleItem
from dashboard.shared.home_facts import digest_of_numbers
from graph import circle as circles
from graph.facts.as_of import AsOf
from graph.i18n import Texts
from queries import homes, partner_card

#: Number of newest visits listed.
MOST_VISITS = 6


@per_snapshot(200, also=digest_of_numbers)
def circle(now: StoreSnapshot, as_of: AsOf) -> circles.Circle:
    """Return the circle of the home on a day."""
    return circles.circle(home_facts.on_day(now, as_of), now.naming)


@per_snapshot(500, also=digest_of_numbers)
def card(now: StoreSnapshot, partner: str, as_of: AsOf) -> partner_card.PartnerCard:
    """Return the card of a partner on a day."""
    on_date = home_facts.on_day(now, as_of)
    return ask(now.settings, lambda store: partner_card.card(store, on_date, partner))


@per_snapshot(200, copied=True)
def newest(now: StoreSnapshot, as_of: AsOf) -> list[partner_card.CardContact]:
    """Return the newest visits with partners."""
    on_date = home_facts.on_day(now, as_of)
    partners = [partner.names.id for partner in circle(now, as_of).partners]
    return [
        partner_card.contact_of(entry, party.names)
        for partner, entry in circles.newest_visits(on_date, partners, MOST_VISITS)
        if (party := on_date.world.party(partner))
    ]


@per_snapshot(20, copied=True)
def reach(now: StoreSnapshot, day: dt.date) -> homes.RecordSpan:
    """Return the first and last day that the records cover."""
    return ask(now.settings, lambda store: homes.reach(store, now.home_names.id, day))


def _made(now: StoreSnapshot, as_of: AsOf, t: Texts) -> list[CircleItem]:
    facts, on_date = circle(now, as_of), home_facts.on_day(now, as_of)
    return circle_items.items(facts, on_date.partners, home_facts.numbers(now), t, now.naming)


@per_snapshot(12, hashed=2, also=digest_of_numbers)
def _items(now: StoreSnapshot, lang: str, as_of: AsOf, t: Texts) -> list[CircleItem]:
    del lang
    return _made(now, as_of, t)


def items(now: StoreSnapshot, as_of: AsOf, t: Texts) -> list[CircleItem]:
    """Return all items of the circle on a day, ready to be drawn."""
    return _items(now, t.lang, as_of, t)


@per_snapshot(150, hashed=2, also=digest_of_numbers)
def _played(now: StoreSnapshot, lang: str, as_of: AsOf, t: Texts) -> list[CircleItem]:
    del lang
    return _made(now, as_of, t)


def items_played(now: StoreSnapshot, as_of: AsOf, t: Texts) -> list[CircleItem]:
    """As :func:`items`, for a day of the playback; more results are cached."""
    return _played(now, t.lang, as_of, t)
