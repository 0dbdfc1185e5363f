"""The meetings of a link: its visits and events, each counted once. Pure.

Signatures are steps of a tie, and letters are told apart: neither is a meeting. An event of the same days as
a visit, or to which the visit was made, is one with it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from graph.model.durations import add_months
from graph.strength.config import StrengthConfig
from graph.strength.contacts import CountedContact
from graph.strength.weighing import SameHappening


@dataclass(frozen=True, slots=True)
class LastContact:
    """The newest meeting.

    :param date: partial date
    :param what: visit or event
    :param data_kind: direction of the visit, kind of the event
    """

    date: str
    what: str
    data_kind: str

    @classmethod
    def of(cls, contact: CountedContact | None) -> LastContact | None:
        """Return it for a meeting; None for None."""
        return cls(contact.date, contact.what, contact.data_kind) if contact else None


def meetings(contacts: Iterable[CountedContact]) -> tuple[CountedContact, ...]:
    """Return the visits and events among the contacts of a link."""
    return tuple(entry for entry in contacts if entry.what != "step" and entry.kind != "letter")


def newest(contacts: Iterable[CountedContact]) -> CountedContact | None:
    """Return the last contact: the newest meeting; None without one.

    A year as a date may mean any day in it, so the newest for certain is the one that began latest.
    """
    return max(meetings(contacts), key=lambda entry: (entry.first, entry.date, entry.id), default=None)


def counted_once(contacts: Iterable[CountedContact], config: StrengthConfig) -> tuple[CountedContact, ...]:
    """Return the meetings without the events that are one with a visit among them."""
    held = meetings(contacts)
    visits = [entry for entry in held if entry.what == "visit"]
    together = SameHappening(visits, config)
    return (*visits, *(entry for entry in held if entry.what == "event" and not together.places(entry)))


def silence_since(config: StrengthConfig, as_of: dt.date) -> dt.date:
    """Return the first day of the months after which silence is said."""
    return add_months(as_of, -config["curves"]["silent_months"])


def lately(
    contacts: Iterable[CountedContact], config: StrengthConfig, as_of: dt.date
) -> tuple[CountedContact, ...]:
    """Return the meetings that can have lasted into the months after which silence is said, each once."""
    first = silence_since(config, as_of).toordinal()
    return counted_once((entry for entry in contacts if entry.last >= first), config)
