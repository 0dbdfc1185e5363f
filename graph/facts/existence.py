"""Whether a consulate, an organisation or a membership exists on a day. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.facts.as_of import AsOf, DateReading
from graph.facts.link_facts import Existence
from graph.model.partial_date import finest


def is_there(told: Iterable[Existence], as_of: AsOf) -> tuple[str, bool]:
    """Return since when something exists, a partial date or empty, and whether it exists on the day.

    Without a date of its beginning, it exists from the first dated evidence that names it.
    """
    heard = sorted(
        (entry for entry in told if as_of.knows(entry.statement)), key=lambda entry: entry.statement.rank
    )
    begin = finest([entry.begin for entry in heard if entry.begin]) or ""
    end = finest([entry.end for entry in heard if entry.end]) or ""
    named = (entry.named or entry.statement.speaks_of for entry in heard)
    return begin, bool(heard) and began(begin, named, as_of) and as_of.day(end, raises=False) is None


def is_undated(told: Iterable[Existence], as_of: AsOf) -> bool:
    """Return whether something may exist on the day, though no known source tells since when.

    This is so without a date of its beginning, before the first dated evidence that names it.
    """
    entries = tuple(told)
    begin, there = is_there(entries, as_of)
    return not begin and not there and is_there(entries, replace(as_of, reading=DateReading.HIGH))[1]


def began(begin: str, named: Iterable[str], as_of: AsOf) -> bool:
    """Return whether something has begun: at its date or, without one, with the first evidence that names it.

    Before that evidence it may have begun already (:attr:`DateReading.HIGH`). The day of loading is no
    evidence.

    :param named: partial dates of what names it, or empty
    """
    if begin:
        return as_of.day(begin) is not None
    return as_of.reading is DateReading.HIGH or any(as_of.day(date) is not None for date in named)
