"""Link strength: the score of a home and a partner. Pure."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from graph.facts.as_of import AsOf, DateReading
from graph.facts.link_facts import LinkFacts
from graph.facts.statement import FIRM_GRADES
from graph.strength.bands import (
    NO_RECORD,
    NOTHING_SIGNED,
    ContactRecord,
    SignedTie,
    StrengthBand,
    band_of,
    contact_record,
    is_tied,
    liveliness,
    signed_tie,
)
from graph.strength.config import COMPONENTS, StrengthConfig
from graph.strength.contacts import CountedContact, UnknownWord
from graph.strength.counting import count_facts
from graph.strength.ledger import LedgerLine, evidence, ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The strength of the link with one partner on a day.

    :param components: letter to value, 0 to 1
    :param date_low: lowest score possible where a month or year that is not over is all that is known of a
        date
    :param date_high: highest such score
    :param evidence_low: score by sources of the grades A and B alone
    :param evidence_high: score by all sources
    :param evidence: Q, the mean confidence of the lines weighted by points, times the share of components
        above zero
    :param activity_known: whether anything is known of contact besides signatures
    :param present: whether there was a contact, a project, a signature or a stage on the way to one by then
    :param lines: the ledger, which adds up to ``strength``
    :param received: weight of the contacts received
    :param sent: weight of the contacts sent
    :param last: ordinal of the newest contact, or None
    :param liveliness: Y, the part of the strength that rests on contacts
    :param band: how alive the link is, in words
    :param signed: what is signed
    :param record: its meetings, counted
    :param context: happenings of the province or the nation, which weigh nothing
    :param equal: ids of rows that were entered more than once and count once
    :param unread: words of the data that the configuration does not know
    """

    partner: str
    as_of: dt.date
    known_as_of: dt.date | None
    config_hash: str
    strength: float
    date_low: float
    date_high: float
    evidence_low: float
    evidence_high: float
    evidence: float
    activity_known: bool
    components: Mapping[str, float]
    present: bool = False
    lines: tuple[LedgerLine, ...] = ()
    received: float = 0.0
    sent: float = 0.0
    last: float | None = None
    liveliness: float = 0.0
    band: StrengthBand = StrengthBand.NONE
    signed: SignedTie = NOTHING_SIGNED
    record: ContactRecord = NO_RECORD
    context: tuple[CountedContact, ...] = ()
    equal: tuple[tuple[str, ...], ...] = ()
    unread: tuple[UnknownWord, ...] = ()


def score(
    facts: LinkFacts,
    config: StrengthConfig,
    as_of: dt.date,
    known_as_of: dt.date | None = None,
    *,
    ranges: bool = True,
) -> Score:
    """Return the strength of a link with its ledger.

    :param as_of: day to compute it for; later facts have no effect
    :param known_as_of: day by which statements had to be known; later ones have no effect. None for all
    :param ranges: whether to compute the ranges by dates and by evidence, which takes three times as long;
        without them they equal the score
    """
    clock = AsOf(as_of, known_as_of)
    settled = count_facts(facts, config, clock)
    components, lines, measured = ledger(settled, config, as_of)
    strength = total(components, config)

    def other(changed: AsOf) -> float:
        return (
            total(ledger(count_facts(facts, config, changed), config, as_of)[0], config)
            if ranges
            else strength
        )

    low, high = (
        other(replace(clock, reading=DateReading.LOW)),
        other(replace(clock, reading=DateReading.HIGH)),
    )
    firm = other(replace(clock, grades=FIRM_GRADES))
    record, alive = contact_record(settled.contacts, config, as_of), liveliness(components, config)
    return Score(
        partner=facts.partner,
        as_of=as_of,
        known_as_of=known_as_of,
        config_hash=config.hash,
        strength=strength,
        date_low=min(low, strength),
        date_high=max(high, strength),
        evidence_low=min(firm, strength),
        evidence_high=max(firm, strength),
        evidence=evidence(components, lines),
        activity_known=settled.active,
        components=components,
        present=bool(settled.instruments or settled.contacts or settled.projects or settled.context),
        lines=lines,
        received=measured.received,
        sent=measured.sent,
        last=max((entry.contact.day for entry in measured.contacts), default=None),
        liveliness=alive,
        band=band_of(
            alive,
            record,
            config,
            graded=facts.graded,
            tied=is_tied(settled.instruments, config),
            silence_known=settled.silence_known,
        ),
        signed=signed_tie(settled.instruments, facts.ties, config, clock),
        record=record,
        context=settled.context,
        equal=settled.equal,
        unread=settled.unread,
    )


def total(components: Mapping[str, float], config: StrengthConfig) -> float:
    """Return S from the components, 0 to 100."""
    return math.fsum(config["weights"][name] * components[name] for name in COMPONENTS)
