"""Cached circle items of a day, shared by all pages that show them."""

from __future__ import annotations

import datetime as dt

from dashboard.core.snapshot import StoreSnapshot, per_snapshot
from dashboard.core.texts import Texts
from dashboard.shared import circle_items, home_facts
from dashboard.shared.circle_items import CircleItem
from dashboard.shared.home_facts import digest_of_numbers


def _made(now: StoreSnapshot, day: dt.date, t: Texts) -> list[CircleItem]:
    facts, levels = home_facts.circle(now, day), home_facts.levels(now, day)
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
