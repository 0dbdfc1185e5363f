"""The circle of a home: how close each partner stands on a day, and what is known of the contact with it.

Pure: rows in, judgements out. Closeness goes by the kind of tie and the stage it has reached; nothing here is
a measure of strength.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.model.vocabulary import STAGES, TIE_KINDS

#: Contact within so many years before the day counts as recent.
RECENT_YEARS = 3
#: The size of a mark goes by the contacts of so many years before the day.
BUSY_YEARS = 2
#: Stages at which a tie is there: a document was signed, or a route or office began to work.
SIGNED_STAGES = frozenset({"signed", "opened"})
#: A status that a decision gives to a tie that never was.
REFUTED = "refuted"
#: Statuses of a tie that has been signed and is not alive as before.
IMPAIRED = ("dormant", "suspended", "expired", "terminated")


class Ring(StrEnum):
    """Closeness, nearest first."""

    SISTER = "sister"
    EXCHANGE = "exchange"
    AGREEMENT = "agreement"  # ports, zones, associations, provinces, routes
    INTENT = "intent"
    CONTACT = "contact"  # contacts, and targets nobody has begun with


class TieLine(StrEnum):
    """What a line to a partner stands for; drawn solid, dashed and dotted."""

    SIGNED = "signed"
    INTENDED = "intended"
    CONTACT = "contact"


class Activity(StrEnum):
    """What is known of the contact with a partner."""

    RECENT = "recent"
    SILENT = "silent"
    UNKNOWN = "unknown"  # no contact is recorded, and nobody says that the record is complete
    INTENDED = "intended"  # nothing is signed yet


@dataclass(frozen=True, slots=True)
class CircleTieStep:
    """One step of a tie.

    :param kind: kind of tie it leads to
    :param step: generic stage, a word of :data:`graph.model.vocabulary.STAGES`
    :param status: done, planned, set_aside ...
    :param date: partial date as text, empty if no source gives one
    :param last: last day the date can mean
    :param known_by: day as of which a source states it; stands in for a missing date
    """

    id: str
    kind: str
    step: str
    status: str
    date: str = ""
    last: dt.date | None = None
    known_by: dt.date | None = None

    @property
    def reached_on(self) -> dt.date | None:
        """The day by which it had surely been taken; None if no source says when."""
        return self.last or self.known_by

    def reached(self, as_of: dt.date) -> bool:
        """Whether it had been taken by ``as_of``."""
        return self.reached_on is not None and self.reached_on <= as_of


@dataclass(frozen=True, slots=True)
class CircleTie:
    """A tie of the home with a partner, as the graph holds it today."""

    id: str
    kind: str
    status: str
    family: str
    home_party: str
    partner: str
    steps: tuple[CircleTieStep, ...] = ()


@dataclass(frozen=True, slots=True)
class CircleTieState:
    """How a tie stands on a day.

    :param since: partial date of the step it rests on, empty if unknown
    :param known_by: where there is no date, the day by which a source states it
    :param remark: dormant, suspended, expired, terminated, or empty; of today, since no source dates it
    """

    tie: str
    kind: str
    stage: str
    since: str = ""
    known_by: dt.date | None = None
    remark: str = ""
    home_party: str = ""

    @property
    def ring(self) -> Ring:
        """How close it stands."""
        if self.stage in SIGNED_STAGES:
            if self.kind == "sister_city":
                return Ring.SISTER
            if self.kind == "friendly_exchange_city":
                return Ring.EXCHANGE
            return Ring.CONTACT if self.kind in ("friendly_contact", "contact") else Ring.AGREEMENT
        return Ring.INTENT if self.stage in ("intent", "application", "approval") else Ring.CONTACT

    @property
    def line(self) -> TieLine:
        """How it is drawn."""
        if self.stage in SIGNED_STAGES:
            return TieLine.SIGNED
        return TieLine.CONTACT if self.stage == "contact" else TieLine.INTENDED


def standing(tie: CircleTie, as_of: dt.date) -> CircleTieState | None:
    """How ``tie`` stands on ``as_of``; None if nothing of it was there yet, or if it is refuted.

    The strongest kind signed by then counts; where nothing was signed, the furthest stage. Steps that a
    decision set aside do not count; a tie all of whose steps are set aside stands as the decision says.
    """
    if tie.status == REFUTED:
        return None
    remark = tie.status if tie.status in IMPAIRED else ""
    valid = [step for step in tie.steps if step.status != "set_aside"]
    if not valid:
        known = sorted(step.reached_on for step in tie.steps if step.reached_on)
        if not known or known[0] > as_of:
            return None
        return CircleTieState(
            tie.id, tie.kind, "contact", known_by=known[0], remark=remark, home_party=tie.home_party
        )
    reached = [step for step in valid if step.reached(as_of)]
    signed = [step for step in reached if step.step == "signed" and step.status == "done"]
    if signed:
        best = min(signed, key=lambda step: (_rank(TIE_KINDS, step.kind), step.date or "9999", step.id))
    elif reached:
        best = min(
            reached,
            key=lambda step: (
                -_rank(STAGES, step.step),
                _rank(TIE_KINDS, step.kind),
                step.date or "9999",
                step.id,
            ),
        )
    else:
        return None
    return CircleTieState(
        tie.id,
        best.kind,
        best.step,
        best.date,
        None if best.date else best.known_by,
        remark if signed else "",
        tie.home_party,
    )


def closest(standings: Iterable[CircleTieState]) -> CircleTieState | None:
    """The one that brings a partner nearest; ties of equal closeness go by kind, then by id."""
    order = list(Ring)
    return min(
        standings,
        key=lambda entry: (order.index(entry.ring), _rank(TIE_KINDS, entry.kind), entry.tie),
        default=None,
    )


def activity(line: TieLine, last_contact: dt.date | None, as_of: dt.date, *, complete: bool) -> Activity:
    """What is known of the contact.

    :param last_contact: last day of the newest contact by ``as_of``
    :param complete: whether a source says that the record of the last :data:`RECENT_YEARS` years is complete
    """
    if line is TieLine.INTENDED:
        return Activity.INTENDED
    if last_contact is not None and last_contact > years_before(as_of, RECENT_YEARS):
        return Activity.RECENT
    return Activity.SILENT if complete else Activity.UNKNOWN


def years_before(day: dt.date, years: int) -> dt.date:
    """The same day so many years earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _rank(words: Sequence[str], word: str) -> int:
    return words.index(word) if word in words else len(words)
