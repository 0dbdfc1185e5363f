"""The circle of the home on a day: its facts, cards, newest visits, and its items ready to be drawn."""

from __future__ import annotations

import datetime as dt

from dashboard.core.snapshot import StoreSnapshot, ask, per_snapshot
from dashboard.shared import circle_items, home_facts
from dashboard.shared.circle_items import CircleItem
from dashboard.shared.home_facts import digest_of_numbers
from graph.i18n import Texts
from queries import circle_partners, homes, partner_card


@per_snapshot(200)
def circle(now: StoreSnapshot, as_of: dt.date) -> circle_partners.Circle:
    """Return the circle of the home on a day."""
    home = now.home_names
    return ask(
        now.settings, lambda store: circle_partners.circle(store, home.id, now.naming, home.country, as_of)
    )


@per_snapshot(500)
def card(now: StoreSnapshot, partner: str, as_of: dt.date) -> partner_card.PartnerCard:
    """Return the card of a partner on a day."""
    return ask(now.settings, lambda store: partner_card.card(store, now.home_names.id, partner, as_of))


@per_snapshot(200, copied=True)
def newest(now: StoreSnapshot, as_of: dt.date) -> list[partner_card.CardContact]:
    """Return the newest visits."""
    return ask(now.settings, lambda store: partner_card.newest(store, now.home_names.id, as_of))


@per_snapshot(20, copied=True)
def reach(now: StoreSnapshot, day: dt.date) -> homes.RecordSpan:
    """Return the first and last day that the records cover."""
    return ask(now.settings, lambda store: homes.reach(store, now.home_names.id, day))


def _made(now: StoreSnapshot, day: dt.date, t: Texts) -> list[CircleItem]:
    facts, levels = circle(now, day), home_facts.levels(now, day)
    return circle_items.items(facts, levels, home_facts.numbers(now), t, now.naming)


@per_snapshot(12, hashed=2, also=digest_of_numbers)
def _items(now: StoreSnapshot, lang: str, day: dt.date, t: Texts) -> list[CircleItem]:
    del lang
    return _made(now, day, t)


def items(now: StoreSnapshot, day: dt.date, t: Texts) -> list[CircleItem]:
    """Return all items of the circle on a day, ready to be drawn."""
    return _items(now, t.lang, day, t)


@per_snapshot(150, hashed=2, also=digest_of_numbers)
def _played(now: StoreSnapshot, lang: str, day: dt.date, t: Texts) -> list[CircleItem]:
    del lang
    return _made(now, day, t)


def items_played(now: StoreSnapshot, day: dt.date, t: Texts) -> list[CircleItem]:
    """As :func:`items`, for a day of the playback; more results are cached."""
    return _played(now, t.lang, day, t)
