"""What a link is, in two terms: what is signed, and how alive it is. Pure.

How alive a link is rests on contacts alone (posts, routes and projects are no contact)::

    Y = 40 A + 10 R + 12 B + 5 L
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from graph.facts.as_of import AsOf
from graph.facts.link_facts import Tie
from graph.facts.tie_progress import undated_progress
from graph.model.vocabulary import TIE_KINDS
from graph.strength.config import StrengthConfig
from graph.strength.contacts import CountedContact
from graph.strength.instruments import CLAIMED, Instrument
from graph.strength.ledger import instrument_value
from graph.strength.meetings import LastContact, counted_once, lately, newest

#: Components that rest on contacts.
LIVING = ("A", "R", "B", "L")


class StrengthBand(StrEnum):
    """How alive a link is; the order is that of the lists."""

    ACTIVE = "active"
    IN_TOUCH = "in_touch"
    LITTLE = "little_contact"
    SILENT = "none_for_three_years"
    DORMANT = "dormant"  # silent, and the record is declared complete
    NONE = "none_recorded"
    NOT_GRADED = "not_graded"  # a country, an organisation, or little contact without a tie: counts only


class SignedForm(StrEnum):
    """What is signed."""

    SIGNED = "signed"
    INTENT = "intent"  # a letter of intent
    INTENDED = "intended"  # on the way, nothing signed
    CONTACT = "contact"
    CLAIMED = "claimed"  # not on the complete list
    ENDED = "ended"
    UNDATED = "undated"  # signed at an unknown time: no source gives any day
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class SignedTie:
    """The best that is signed with a partner.

    :param kind: kind of tie, a word of the data, or empty
    :param since: partial date, or empty
    :param status: status of the instrument, or empty
    """

    form: SignedForm
    kind: str = ""
    since: str = ""
    status: str = ""


NOTHING_SIGNED = SignedTie(SignedForm.NOTHING)


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """The meetings of a link, counted and not weighed (:mod:`graph.strength.meetings`).

    :param recent: meetings in the months after which silence is said
    :param top: highest level recorded of these, of the configuration; empty if none is recorded
    :param last: newest meeting, or None
    :param ways: number of all meetings by direction: in, out, both
    """

    recent: int
    top: str
    last: LastContact | None
    ways: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Number of all meetings."""
        return sum(self.ways.values())


NO_RECORD = ContactRecord(0, "", None)


def liveliness(components: Mapping[str, float], config: StrengthConfig) -> float:
    """Return Y, the part of the strength that rests on contacts."""
    return math.fsum(config["weights"][name] * components[name] for name in LIVING)


def contact_record(
    contacts: Iterable[CountedContact], config: StrengthConfig, as_of: dt.date
) -> ContactRecord:
    """Count the meetings of a link as of a day."""
    contacts = tuple(contacts)
    recent = lately(contacts, config, as_of)
    order = list(config["levels"])
    return ContactRecord(
        len(recent),
        min((entry.level for entry in recent if entry.level_recorded), key=order.index, default=""),
        LastContact.of(newest(contacts)),
        Counter(entry.direction for entry in counted_once(contacts, config)),
    )


def signed_tie(
    instruments: Iterable[Instrument], ties: Iterable[Tie], config: StrengthConfig, as_of: AsOf
) -> SignedTie:
    """Return the best that is signed: by its value, then the earliest.

    What counts as signed comes first; without any, what is signed at an unknown time, which counts nothing.
    """
    every = sorted(
        instruments,
        key=lambda entry: (
            -instrument_value(entry, config),
            entry.stage != "signed",
            -config["instruments"][entry.level],
            entry.day,
            entry.tie,
        ),
    )
    if not every:
        return _undated(ties, as_of)
    best = every[0]
    return SignedTie(_form(best), best.kind, best.date, best.status)


def _undated(ties: Iterable[Tie], as_of: AsOf) -> SignedTie:
    kinds = [
        progress.kind
        for tie in ties
        if tie.family == "relation"
        and (progress := undated_progress(tie, as_of))
        and progress.signed
        and not progress.ended
    ]
    return SignedTie(SignedForm.UNDATED, min(kinds, key=TIE_KINDS.index)) if kinds else NOTHING_SIGNED


def _form(entry: Instrument) -> SignedForm:
    if entry.status == CLAIMED:
        return SignedForm.CLAIMED
    if entry.status == "terminated":
        return SignedForm.ENDED
    if entry.stage == "intent":
        return SignedForm.INTENT
    if entry.stage == "contact":
        return SignedForm.CONTACT
    return SignedForm.SIGNED if entry.stage == "signed" else SignedForm.INTENDED


def band_of(
    alive: float,
    record: ContactRecord,
    config: StrengthConfig,
    *,
    graded: bool,
    tied: bool,
    silence_known: bool,
) -> StrengthBand:
    """Return how alive a link is, in words.

    :param alive: :func:`liveliness`
    :param graded: whether the partner gets a word at all
    :param tied: whether any instrument has a value (:func:`is_tied`)
    :param silence_known: whether the record is declared complete for the months after which silence is said
    """
    if not graded:
        return StrengthBand.NOT_GRADED
    if not record.recent:
        if silence_known:
            return StrengthBand.DORMANT
        return StrengthBand.SILENT if record.last else StrengthBand.NONE
    if alive >= config["bands"]["active"]:
        return StrengthBand.ACTIVE
    if alive >= config["bands"]["in_touch"]:
        return StrengthBand.IN_TOUCH
    return StrengthBand.LITTLE if tied else StrengthBand.NOT_GRADED


def is_tied(instruments: Iterable[Instrument], config: StrengthConfig) -> bool:
    """Return whether any instrument has a value."""
    return any(instrument_value(entry, config) > 0.0 for entry in instruments)
