"""Link strength: the score of a home and a partner, as the sum of ledger lines that are each based on facts.

::

    S = 25 F + 30 A + 10 R + 12 B + 10 I + 8 E + 5 L            0 <= S <= 100

    F  formal tie     largest level x status of an instrument
    A  activity       1 - exp(-X / k), X the sum of the weights of the contacts
    R  reciprocity    1 - exp(-2 min(X_in, X_out) / k)
    B  breadth        min(1, sum over sectors of (1 - exp(-X_s / c)) / n)
    I  channels       1 - prod(1 - q)
    E  projects       1 - exp(-sum of stage weights / p)
    L  length         A x min(1, ln(1 + y) / ln(1 + 40)),
                      y the years from the first signature still in force to the last contact

All numbers come from :class:`graph.strength.config.StrengthConfig`; :mod:`graph.strength.counting` decides
which facts count. Kinds of contact follow the Goldstein scale of the CAMEO event codes (Goldstein 1992); the
rest is judgement, explained with the numbers. Pure functions; :mod:`graph.strength.vectorized` computes the
same for many partners at once.
"""

from __future__ import annotations

import bisect
import datetime as dt
import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from graph.facts.as_of import AsOf, DateReading
from graph.facts.link_facts import LinkFacts
from graph.facts.statement import FIRM_GRADES, NO_GRADE, Statement
from graph.facts.tie_progress import IN_FORCE
from graph.model.durations import DAYS_OF_YEAR
from graph.strength.config import COMPONENTS, SECTORS, StrengthConfig
from graph.strength.counting import CountedContact, CountedFacts, Instrument, UnknownWord, count_facts

#: Components of each of the users' terms.
FIVE_WORDS: Mapping[str, tuple[str, ...]] = {
    "length": ("L",),
    "breadth": ("B",),
    "depth": ("F", "E", "I"),
    "warmth": ("R",),
    "frequency": ("A",),
}


class StrengthBand(StrEnum):
    """Strength in words."""

    CLOSE = "close"
    REGULAR = "regular"
    SPARSE = "sparse"
    UNVERIFIED = "unverified"  # the formal tie is known, but not whether there is contact


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A line of the ledger.

    :param component: a letter of :data:`graph.strength.config.COMPONENTS`
    :param code: kind of line: instrument, contact, received, sent, sector, channel, project, length
    :param key: identifies the line within its component, the same on every day
    :param values: values for its text, words of the data and of the configuration
    :param points: points added to the score
    :param facts: ids of the facts it is based on
    :param sources: ids of the sources of these facts
    :param confidence: confidence in these facts, 0 to 1
    :param weight: for a contact: its contribution to X
    """

    component: str
    code: str
    key: str
    values: Mapping[str, str]
    points: float
    facts: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: float
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
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
    unread: tuple[UnknownWord, ...] = ()

    def band(self, config: StrengthConfig) -> StrengthBand:
        """Return the score in words."""
        return band_of(self.strength, config, activity_known=self.activity_known)


def band_of(strength: float, config: StrengthConfig, *, activity_known: bool) -> StrengthBand:
    """Return a score in words; it is not called weak if nothing is known of activity."""
    if not activity_known:
        return StrengthBand.UNVERIFIED
    bands = config["bands"]
    return (
        StrengthBand.CLOSE
        if strength >= bands["close"]
        else StrengthBand.REGULAR
        if strength >= bands["regular"]
        else StrengthBand.SPARSE
    )


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
        present=bool(settled.instruments or settled.contacts or settled.projects),
        lines=lines,
        received=measured.received,
        sent=measured.sent,
        last=max((entry.contact.day for entry in measured.contacts), default=None),
        unread=settled.unread,
    )


def total(components: Mapping[str, float], config: StrengthConfig) -> float:
    """Return S from the components, 0 to 100."""
    return math.fsum(config["weights"][name] * components[name] for name in COMPONENTS)


# --- contacts -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WeighedContact:
    """A happening with its contributions.

    :param weight: x, its contribution to X; less than its own weight if part of it is counted with another
        happening on the same days
    :param received: its contribution to X_in
    :param sent: its contribution to X_out
    :param sectors: sector to its contribution there
    :param own: its own weight
    :param confidence: confidence in it, 0 to 1
    """

    contact: CountedContact
    weight: float
    received: float
    sent: float
    sectors: Mapping[str, float]
    own: float
    confidence: float


@dataclass(frozen=True, slots=True)
class WeighedContacts:
    """The contacts of a link.

    :param total: X
    :param joined: id of a happening to those that are counted with it, wholly or partly
    """

    contacts: tuple[WeighedContact, ...]
    total: float
    received: float
    sent: float
    sectors: Mapping[str, float]
    joined: Mapping[str, tuple[CountedContact, ...]]


def measure(held: Iterable[CountedContact], config: StrengthConfig, as_of: dt.date) -> WeighedContacts:
    """Return the contribution of each happening on ``as_of``.

    A visit and an event on overlapping days count once, at the heavier weight: the event adds only its excess
    over the heaviest such visit. A signature adds only its excess over the visits and events of its days. An
    additional contact can therefore only add.
    """
    ranks: tuple[list[WeighedContact], list[WeighedContact], list[WeighedContact]] = ([], [], [])
    for one in sorted(held, key=lambda one: one.id):
        own = one.weight(config, as_of)
        half = {"in": (own, 0.0), "out": (0.0, own), "both": (own / 2, own / 2)}[one.direction]
        ranks[RANK[one.what]].append(
            WeighedContact(
                one, own, *half, dict.fromkeys(one.sectors, own), own, confidence(one.statements, config)
            )
        )
    counted = list(ranks[0])
    joined: dict[str, list[CountedContact]] = {}
    before = list(ranks[0])
    for rank in ranks[1:]:
        days = DaySpans(
            (entry.contact.first, entry.contact.last, place) for place, entry in enumerate(before)
        )
        for entry in rank:
            others = [before[place] for place in days.overlapping(entry.contact.first, entry.contact.last)]
            if others:
                heaviest = max(others, key=lambda one: (one.own, one.contact.id))
                joined.setdefault(heaviest.contact.id, []).append(entry.contact)
            counted.append(_excess(entry, others))
        before += rank
    return WeighedContacts(
        tuple(counted),
        math.fsum(entry.weight for entry in counted),
        math.fsum(entry.received for entry in counted),
        math.fsum(entry.sent for entry in counted),
        {
            name: math.fsum(entry.sectors.get(name, 0.0) for entry in counted)
            for name in SECTORS
            if any(name in entry.sectors for entry in counted)
        },
        {name: tuple(entries) for name, entries in joined.items()},
    )


#: Order of counting: journeys first, then what happened during them.
RANK = {"visit": 0, "event": 1, "step": 2}


def _excess(entry: WeighedContact, others: Sequence[WeighedContact]) -> WeighedContact:
    """Return the excess of ``entry`` over each of ``others`` (with their own weights), in every respect."""
    if not others:
        return entry
    return WeighedContact(
        entry.contact,
        max(0.0, entry.weight - max(other.weight for other in others)),
        max(0.0, entry.received - max(other.received for other in others)),
        max(0.0, entry.sent - max(other.sent for other in others)),
        {
            name: max(0.0, value - max(other.sectors.get(name, 0.0) for other in others))
            for name, value in entry.sectors.items()
        },
        entry.own,
        entry.confidence,
    )


class DaySpans:
    """Spans of days that can be searched for overlaps.

    :param spans: first and last ordinal, and a number that identifies the span
    """

    def __init__(self, spans: Iterable[tuple[int, int, int]]) -> None:
        self._spans = sorted(spans)
        self._firsts = [first for first, _, _ in self._spans]
        self._lasts = list(itertools.accumulate((last for _, last, _ in self._spans), max))

    def overlapping(self, first: int, last: int) -> list[int]:
        """Return the numbers of the spans that share a day with the one from ``first`` to ``last``."""
        found = []
        for place in range(bisect.bisect_right(self._firsts, last) - 1, -1, -1):
            if self._lasts[place] < first:
                break
            if self._spans[place][1] >= first:
                found.append(self._spans[place][2])
        return found


# --- the ledger ---------------------------------------------------------------------------------------------


def ledger(
    settled: CountedFacts, config: StrengthConfig, as_of: dt.date
) -> tuple[dict[str, float], tuple[LedgerLine, ...], WeighedContacts]:
    """Return the components, the lines that add up to them, and the contacts they are based on."""
    measured = measure(settled.contacts, config, as_of)
    weights, curves = config["weights"], config["curves"]
    parts = (
        _formal(settled.instruments, config),
        _activity(measured, curves["k"], weights["A"]),
        _reciprocity(measured, curves["k"], weights["R"]),
        _breadth(measured, curves["sector"], curves["sectors"], weights["B"]),
        _channels(settled, config),
        _projects(settled, config),
    )
    components = {name: value for name, (value, _) in zip(COMPONENTS, parts, strict=False)}
    components["L"], length = _length(settled.instruments, measured, components["A"], config)
    return components, tuple(line for _, lines in parts for line in lines) + length, measured


def evidence(components: Mapping[str, float], lines: Sequence[LedgerLine]) -> float:
    """Return Q: mean confidence of the lines weighted by points, times the share of components above zero.

    0 without any points.
    """
    points = math.fsum(line.points for line in lines)
    if points <= 0.0:
        return 0.0
    mean = math.fsum(line.points * line.confidence for line in lines) / points
    return mean * sum(components[name] > 0.0 for name in COMPONENTS) / len(COMPONENTS)


def confidence(statements: Iterable[Statement], config: StrengthConfig) -> float:
    """Return the confidence in a fact: independent sources corroborate each other, 1 - prod(1 - c)."""
    grades = config["grades"]
    statements = tuple(statements)
    if len(statements) == 1:
        return 1.0 - (1.0 - grades.get(statements[0].grade, grades[NO_GRADE]))
    best: dict[str, float] = {}
    for statement in statements:
        best[statement.source] = max(
            best.get(statement.source, 0.0), grades.get(statement.grade, grades[NO_GRADE])
        )
    return 1.0 - math.prod(1.0 - best[source] for source in sorted(best))


def saturation(amount: float, scale: float) -> float:
    """Return 1 - exp(-amount / scale), from 0 to 1."""
    return -math.expm1(-amount / scale)


def _sources(statements: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(sorted({statement.source for statement in statements}))


def _formal(
    instruments: Sequence[Instrument], config: StrengthConfig
) -> tuple[float, tuple[LedgerLine, ...]]:
    best = max(
        instruments,
        key=lambda entry: (instrument_value(entry, config), entry.stage == "signed", -entry.day, entry.tie),
        default=None,
    )
    value = instrument_value(best, config) if best else 0.0
    if best is None or value <= 0.0:
        return 0.0, ()
    values = {
        "level": best.level,
        "kind": best.kind,
        "status": best.status,
        "stage": best.stage,
        "date": best.date,
    }
    points = config["weights"]["F"] * value
    return value, (
        LedgerLine(
            "F",
            "instrument",
            best.tie,
            values,
            points,
            (best.tie,),
            _sources(best.statements),
            confidence(best.statements, config),
        ),
    )


def instrument_value(entry: Instrument, config: StrengthConfig) -> float:
    """Return level x status."""
    return config["instruments"][entry.level] * config["statuses"][entry.status]


def _activity(measured: WeighedContacts, k: float, weight: float) -> tuple[float, tuple[LedgerLine, ...]]:
    value = saturation(measured.total, k)
    lines = []
    for entry in measured.contacts:
        if entry.weight <= 0.0:
            continue
        held = entry.contact
        joined = measured.joined.get(held.id, ())
        statements = (*held.statements, *(statement for other in joined for statement in other.statements))
        facts = tuple(dict.fromkeys((*held.facts, *(fact for other in joined for fact in other.facts))))
        values = {
            "what": held.what,
            "word": held.data_kind,
            "kind": held.kind,
            "level": held.level,
            "mode": held.mode,
            "date": held.date,
            "way": held.direction,
        }
        values |= {"half_life": held.half_life, "sectors": " ".join(held.sectors)}
        share = weight * value * entry.weight / measured.total
        lines.append(
            LedgerLine(
                "A",
                "contact",
                held.id,
                values,
                share,
                facts,
                _sources(statements),
                entry.confidence,
                entry.weight,
            )
        )
    return value, tuple(sorted(lines, key=lambda line: (-line.points, line.key)))


def _mean_confidence(shares: Sequence[tuple[float, WeighedContact]]) -> float:
    """Return the mean confidence of contacts, weighted by their shares."""
    whole = math.fsum(share for share, _ in shares)
    return math.fsum(share * entry.confidence for share, entry in shares) / whole if whole > 0.0 else 0.0


def _gathered(
    component: str,
    code: str,
    key: str,
    values: Mapping[str, str],
    points: float,
    shares: Sequence[tuple[float, WeighedContact]],
) -> LedgerLine:
    """Return a line that is based on several contacts."""
    facts = tuple(dict.fromkeys(fact for _, entry in shares for fact in entry.contact.facts))
    statements = [statement for _, entry in shares for statement in entry.contact.statements]
    return LedgerLine(
        component,
        code,
        key,
        values,
        points,
        facts,
        _sources(statements),
        _mean_confidence(shares),
        math.fsum(share for share, _ in shares),
    )


def _reciprocity(measured: WeighedContacts, k: float, weight: float) -> tuple[float, tuple[LedgerLine, ...]]:
    value = saturation(2 * min(measured.received, measured.sent), k)
    whole = measured.received + measured.sent
    if value <= 0.0 or whole <= 0.0:
        return 0.0, ()
    lines = []
    for code, amount in (("received", measured.received), ("sent", measured.sent)):
        shares = [
            (share, entry)
            for entry in measured.contacts
            if (share := entry.received if code == "received" else entry.sent) > 0.0
        ]
        lines.append(_gathered("R", code, code, {}, weight * value * amount / whole, shares))
    return value, tuple(lines)


def _breadth(
    measured: WeighedContacts, scale: float, full: float, weight: float
) -> tuple[float, tuple[LedgerLine, ...]]:
    terms = {
        name: saturation(amount, scale) / full for name, amount in measured.sectors.items() if amount > 0.0
    }
    whole = math.fsum(terms.values())
    value = min(1.0, whole)
    lines = []
    for name, term in terms.items():
        shares = [
            (share, entry) for entry in measured.contacts if (share := entry.sectors.get(name, 0.0)) > 0.0
        ]
        lines.append(_gathered("B", "sector", name, {"sector": name}, weight * value * term / whole, shares))
    return value, tuple(sorted(lines, key=lambda line: (-line.points, line.key)))


def _channels(settled: CountedFacts, config: StrengthConfig) -> tuple[float, tuple[LedgerLine, ...]]:
    logs = [-math.log1p(-config["channels"][channel.code]) for channel, _ in settled.channels]
    whole = math.fsum(logs)
    value = saturation(whole, 1.0)
    points = config["weights"]["I"] * value
    lines = [
        LedgerLine(
            "I",
            "channel",
            f"{channel.code}/{channel.id}",
            {"channel": channel.code},
            points * log / whole,
            (channel.id,),
            _sources(statements),
            confidence(statements, config),
        )
        for (channel, statements), log in zip(settled.channels, logs, strict=True)
        if log > 0.0
    ]
    return value, tuple(lines)


def _projects(settled: CountedFacts, config: StrengthConfig) -> tuple[float, tuple[LedgerLine, ...]]:
    stages = config["stages"]
    whole = math.fsum(stages[stage] for _, stage, _ in settled.projects)
    value = saturation(whole, config["curves"]["projects"])
    points = config["weights"]["E"] * value
    lines = [
        LedgerLine(
            "E",
            "project",
            project.id,
            {"stage": stage},
            points * stages[stage] / whole,
            (project.id,),
            _sources(statements),
            confidence(statements, config),
        )
        for project, stage, statements in settled.projects
        if stages[stage] > 0.0
    ]
    return value, tuple(sorted(lines, key=lambda line: (-line.points, line.key)))


def first_signature(instruments: Iterable[Instrument]) -> Instrument | None:
    """Return the first signature that is still in force, or None."""
    signed = [entry for entry in instruments if entry.stage == "signed" and entry.status in IN_FORCE]
    return min(signed, key=lambda entry: (entry.day, entry.tie, entry.kind), default=None)


def _length(
    instruments: Sequence[Instrument], measured: WeighedContacts, activity: float, config: StrengthConfig
) -> tuple[float, tuple[LedgerLine, ...]]:
    signed = first_signature(instruments)
    newest = max(measured.contacts, key=lambda entry: (entry.contact.day, entry.contact.id), default=None)
    if signed is None or newest is None:
        return 0.0, ()
    years = max(0.0, (newest.contact.day - signed.day) / DAYS_OF_YEAR)
    value = length(activity, years, config["curves"]["years"])
    if value <= 0.0:
        return 0.0, ()
    values = {"years": f"{years:.1f}", "since": signed.date, "last": newest.contact.date, "kind": signed.kind}
    facts = tuple(dict.fromkeys((signed.tie, *newest.contact.facts)))
    sure = min(confidence(signed.statements, config), newest.confidence)
    line = LedgerLine(
        "L",
        "length",
        "length",
        values,
        config["weights"]["L"] * value,
        facts,
        _sources((*signed.statements, *newest.contact.statements)),
        sure,
    )
    return value, (line,)


def length(activity: float, years: float, full: float) -> float:
    """Return A x min(1, ln(1 + y) / ln(1 + full))."""
    return activity * min(1.0, math.log1p(years) / math.log1p(full))


# --- what changed -------------------------------------------------------------------------------------------


class LineChange(StrEnum):
    """How a line changed between two days."""

    GAINED = "gained"
    LOST = "lost"
    DECAYED = "decayed"
    GROWN = "grown"


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A changed line of the ledger, with its points before and after."""

    change: LineChange
    before: float
    after: float
    line: LedgerLine

    @property
    def points(self) -> float:
        """Change of the score; negative if it decreases."""
        return self.after - self.before


def compare(before: Score, after: Score) -> tuple[ChangedLine, ...]:
    """Return the changed lines, largest change first; their points add up to the difference of the scores."""
    old, new = (
        {(line.component, line.code, line.key): line for line in entry.lines} for entry in (before, after)
    )
    found = []
    for key in sorted({*old, *new}):
        one, other = old.get(key), new.get(key)
        first, second = one.points if one else 0.0, other.points if other else 0.0
        if first == second:
            continue
        change = (
            LineChange.GAINED
            if one is None
            else LineChange.LOST
            if other is None
            else LineChange.GROWN
            if second > first
            else LineChange.DECAYED
        )
        line = other or one
        assert line is not None
        found.append(ChangedLine(change, first, second, line))
    return tuple(sorted(found, key=lambda entry: (-abs(entry.points), entry.line.component, entry.line.key)))
