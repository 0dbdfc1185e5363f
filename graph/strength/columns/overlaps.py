"""Which happenings of a partner are the same as an earlier counted one, for all partners at once. Pure.

The rules are those of :class:`graph.strength.weighing.SameHappening`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from graph.strength.columns.contact_table import Places, Records, Truths
from graph.strength.columns.held import Digests, HeldContacts
from graph.strength.columns.words import PLACE
from graph.strength.config import StrengthConfig
from graph.strength.weighing import SIGNINGS

#: More than any ordinal of a day.
_SPAN = 1 << 23


def same_happenings(found: HeldContacts, config: StrengthConfig) -> tuple[Places, Places]:
    """Return pairs of indexes: happenings that count only in excess of another one, and these others."""
    held, most = found.held, int(config["joining"]["days"])
    short = held["last"].astype(np.int64) - held["first"] + 1 <= most
    under, over = _near(held, short, most)
    signs = np.isin(held["kind"][under], [PLACE["kinds"][name] for name in SIGNINGS])
    same = _share(held, under, over) | (
        signs & (held["kind"][under] == held["kind"][over]) & _surely_near(held, under, over, most)
    )
    by_event = _at_events(found.at, found.facts, held, short)
    pairs = np.unique(
        np.concatenate(
            (np.stack((under[same], over[same]), axis=1), np.stack(by_event, axis=1).astype(np.int64))
        ),
        axis=0,
    )
    return pairs[:, 0], pairs[:, 1]


def _near(held: Records, short: Truths, most: int) -> tuple[Places, Places]:
    """Return pairs of happenings of a partner with days near each other, the first of a later rank."""
    before = np.flatnonzero(short & (held["rank"] < 2))
    key = held["partner"][before] * _SPAN + held["first"][before]
    order = np.argsort(key, kind="stable")
    before, key = before[order], key[order]
    later = np.flatnonzero(short & (held["rank"] > 0))
    base = held["partner"][later] * _SPAN
    first = np.searchsorted(key, base + np.maximum(0, held["first"][later].astype(np.int64) - 2 * most))
    last = np.searchsorted(key, base + held["last"][later] + most, side="right")
    count = np.maximum(0, last - first)
    under = np.repeat(later, count)
    start = np.repeat(first - (np.cumsum(count) - count), count)
    over = before[np.arange(int(count.sum())) + start]
    wanted = held["rank"][over] < held["rank"][under]
    return under[wanted], over[wanted]


def _share(held: Records, one: Places, other: Places) -> Truths:
    """Return whether both took the same day, whichever days their dates mean."""
    sure = np.maximum(held["sure_first"][one], held["sure_first"][other]) <= np.minimum(
        held["sure_last"][one], held["sure_last"][other]
    )
    found: Truths = sure | _holds(held, one, other) | _holds(held, other, one)
    return found


def _holds(held: Records, one: Places, other: Places) -> npt.NDArray[np.bool_]:
    found: Truths = (held["sure_first"][one] <= held["first"][other]) & (
        held["last"][other] <= held["sure_last"][one]
    )
    return found


def _surely_near(held: Records, one: Places, other: Places, most: int) -> Truths:
    found: Truths = (
        np.maximum(
            held["last"][other] - held["first"][one],
            held["last"][one] - held["first"][other],
        )
        <= most
    )
    return found


def _at_events(at: Digests, facts: Digests, held: Records, short: Truths) -> tuple[Places, Places]:
    """Return pairs of events and of visits that took place at them."""
    visits: dict[tuple[int, int], list[int]] = {}
    for place, digest in zip(at[0].tolist(), at[1].tolist(), strict=True):
        if short[place]:
            visits.setdefault((int(held["partner"][place]), digest), []).append(place)
    pairs = [
        (event, visit)
        for event, digest in zip(facts[0].tolist(), facts[1].tolist(), strict=True)
        if short[event]
        for visit in visits.get((int(held["partner"][event]), digest), ())
        if held["rank"][visit] < held["rank"][event]
    ]
    found = np.array(pairs, np.int64).reshape(-1, 2)
    return found[:, 0], found[:, 1]
