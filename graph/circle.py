"""The circle of a home: how close each partner is on a day, and what is known of the contact with it.

Pure. Closeness depends on the kind of tie and the stage it has reached; it does not measure strength.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.model.vocabulary import STAGES, TIE_KINDS

#: Contact within this many years before the day counts as recent.
RECENT_YEARS = 3
#: The size of a mark depends on the contacts of this many years before the day.
BUSY_YEARS = 2
#: Stages at which a tie exists: a document was signed, or a route or office began to operate.
SIGNED_STAGES = frozenset({"signed", "opened"})
#: Status that a decision gives to a tie that never existed.
REFUTED = "refuted"
#: Statuses of a signed tie that is paused or has ended.
IMPAIRED = ("dormant", "suspended", "expired", "terminated")


class Ring(StrEnum):
    """Closeness of a partner, nearest first."""

    SISTER = "sister"
    EXCHANGE = "exchange"
    AGREEMENT = "agreement"  # ports, zones, associations, provinces, routes
    INTENT = "intent"
    CONTACT = "contact"  # contacts, and targets without any contact yet


class TieLine(StrEnum):
    """Line to a partner: drawn solid (signed), dashed (intended) or dotted (contact)."""

    SIGNED = "signed"
    INTENDED = "intended"
    CONTACT = "contact"


class Activity(StrEnum):
    """State of the contact with a partner."""

    RECENT = "recent"
    SILENT = "silent"
    UNKNOWN = "unknown"  # no contact is recorded, and the record is not declared complete
    INTENDED = "intended"  # nothing is signed yet


@dataclass(frozen=True, slots=True, kw_only=True)
class CircleTieStep:
    """One step of a tie.

    :param kind: kind of tie it leads to
    :param step: generic stage, a word of :data:`graph.model.vocabulary.STAGES`
    :param status: done, planned, set_aside ...
    :param date: partial date as text, empty if no source gives one
    :param last: last day the date can mean
    :param known_by: day as of which a source states it; used where the date is missing
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
        """Day by which the step had certainly been taken; None if no source gives one."""
        return self.last or self.known_by

    def reached(self, as_of: dt.date) -> bool:
        """Return whether the step had been taken by ``as_of``."""
        return self.reached_on is not None and self.reached_on <= as_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CircleTie:
    """A tie of the home with a partner, as currently stored in the graph."""

    id: str
    kind: str
    status: str
    family: str
    home_party: str
    partner: str
    steps: tuple[CircleTieStep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CircleTieState:
    """State of a tie on a day.

    :param since: partial date of the step that determines the state, empty if unknown
    :param known_by: if there is no date, the day by which a source states the step
    :param remark: dormant, suspended, expired, terminated or empty; the current one, since no source dates it
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
        """Closeness of the tie."""
        if self.stage in SIGNED_STAGES:
            if self.kind == "sister_city":
                return Ring.SISTER
            if self.kind == "friendly_exchange_city":
                return Ring.EXCHANGE
            return Ring.CONTACT if self.kind in ("friendly_contact", "contact") else Ring.AGREEMENT
        return Ring.INTENT if self.stage in ("intent", "application", "approval") else Ring.CONTACT

    @property
    def line(self) -> TieLine:
        """How the tie is drawn."""
        if self.stage in SIGNED_STAGES:
            return TieLine.SIGNED
        return TieLine.CONTACT if self.stage == "contact" else TieLine.INTENDED


def standing(tie: CircleTie, as_of: dt.date) -> CircleTieState | None:
    """Return the state of ``tie`` on ``as_of``; None if nothing of it existed yet or it is refuted.

    The strongest kind signed by then counts; if nothing was signed, the furthest stage. Steps set aside by a
    decision do not count; a tie with only such steps has the kind decided, at the stage contact.
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
            tie=tie.id,
            kind=tie.kind,
            stage="contact",
            known_by=known[0],
            remark=remark,
            home_party=tie.home_party,
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
        tie=tie.id,
        kind=best.kind,
        stage=best.step,
        since=best.date,
        known_by=None if best.date else best.known_by,
        remark=remark if signed else "",
        home_party=tie.home_party,
    )


def closest(standings: Iterable[CircleTieState]) -> CircleTieState | None:
    """Return the state that brings a partner nearest; equally close ones go by kind, then by tie id."""
    order = list(Ring)
    return min(
        standings,
        key=lambda entry: (order.index(entry.ring), _rank(TIE_KINDS, entry.kind), entry.tie),
        default=None,
    )


def activity(line: TieLine, last_contact: dt.date | None, as_of: dt.date, *, complete: bool) -> Activity:
    """Return what is known of the contact.

    :param last_contact: last day of the newest contact by ``as_of``
    :param complete: whether the record of the last :data:`RECENT_YEARS` years is declared complete
    """
    if line is TieLine.INTENDED:
        return Activity.INTENDED
    if last_contact is not None and last_contact > years_before(as_of, RECENT_YEARS):
        return Activity.RECENT
    return Activity.SILENT if complete else Activity.UNKNOWN


def years_before(day: dt.date, years: int) -> dt.date:
    """Return the same day ``years`` years earlier; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _rank(words: Sequence[str], word: str) -> int:
    return words.index(word) if word in words else len(words)
