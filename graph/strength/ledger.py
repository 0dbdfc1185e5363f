"""Link strength: one number for a home and a partner, as the sum of ledger lines that each rest on facts.

::

    S = 25 F + 30 A + 10 R + 12 B + 10 I + 8 E + 5 L            0 <= S <= 100

    F  formal tie     largest level x status of an instrument
    A  activity       1 - exp(-X / k), X the sum of the weights of the contacts
    R  reciprocity    1 - exp(-2 min(X_in, X_out) / k)
    B  breadth        min(1, sum over sectors of (1 - exp(-X_s / c)) / n)
    I  channels       1 - prod(1 - q)
    E  projects       1 - exp(-sum of stage weights / p)
    L  length         A x min(1, ln(1 + y) / ln(1 + 40)), y the years from the first signature still in force to the last contact

All numbers come from :class:`graph.strength.config.StrengthConfig`; which facts count is
:mod:`graph.strength.counting`. Kinds of contact follow the Goldstein scale of the CAMEO event codes
(Goldstein 1992); the rest is judgement, explained with the numbers. Pure functions;
:mod:`graph.strength.vectorized` has the same for many partners at once.
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

#: The users' words for the components: length, breadth, depth, warmth, frequency.
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
    UNVERIFIED = "unverified"  # what is formal is known, whether there is contact is not


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A line of the ledger.

    :param component: a letter of :data:`graph.strength.config.COMPONENTS`
    :param code: what kind of line: instrument, contact, received, sent, sector, channel, project, length
    :param key: tells the line apart from others of its component, the same on every day
    :param values: what its text says, words of the data and of the configuration
    :param points: what it adds to the score
    :param facts: ids of the facts it rests on
    :param sources: ids of the sources of these
    :param confidence: how far these are believed, 0 to 1
    :param weight: of a contact: what it counts in X
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
    :param date_low: the score if nothing happened yet of which only the month or year is known that is not
        over; ``date_high`` if it did
    :param evidence_low: the score by sources of the grades A and B alone; ``evidence_high`` by all
    :param evidence: Q, the mean confidence of the lines, by their points, times the share of components that
        rest on anything
    :param activity_known: whether anything is known of contact beside what was signed
    :param present: whether there was anything by then: a contact, a project, a signature, a stage on the way
        to one
    :param lines: the ledger, which adds up to ``strength``
    :param received: weight of the contacts that came, ``sent`` of those that went
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
        """The score in words."""
        return band_of(self.strength, config, activity_known=self.activity_known)


def band_of(strength: float, config: StrengthConfig, *, activity_known: bool) -> StrengthBand:
    """A score in words; without knowledge of activity it is not called weak."""
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
    """The strength of a link with its ledger.

    :param as_of: of which day; facts later than it change nothing
    :param known_as_of: by what was known; statements later than it change nothing. None: by all that is known
    :param ranges: whether the ranges by dates and by evidence are worked out, which takes three times as
        long; without them they are the score itself
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
    """S from the components, 0 to 100."""
    return math.fsum(config["weights"][name] * components[name] for name in COMPONENTS)


# --- contacts -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WeighedContact:
    """A happening with what it counts.

    :param weight: x, what it adds to X; less than its own weight where a part is counted with another
        happening on the same days
    :param received: what it adds to X_in; ``sent`` to X_out
    :param sectors: sector to what it adds there
    :param own: its own weight
    :param confidence: how far it is believed, 0 to 1
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
    :param joined: id of a happening to those that are counted with it, wholly or in part
    """

    contacts: tuple[WeighedContact, ...]
    total: float
    received: float
    sent: float
    sectors: Mapping[str, float]
    joined: Mapping[str, tuple[CountedContact, ...]]


def measure(held: Iterable[CountedContact], config: StrengthConfig, as_of: dt.date) -> WeighedContacts:
    """What each happening counts on ``as_of``.

    A visit and an event on overlapping days are one happening and count once, at the heavier weight: the
    event adds only what it weighs more than the heaviest such visit. A signature adds only what it weighs
    more than the visits and events of its days. So a further contact can only add.
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


#: Journeys first, then what happened on their days.
RANK = {"visit": 0, "event": 1, "step": 2}


def _excess(entry: WeighedContact, others: Sequence[WeighedContact]) -> WeighedContact:
    """What ``entry`` weighs more than each of ``others``, in every respect; these have their own weights."""
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
    """Spans of days, to find those that share a day with another.

    :param spans: first and last ordinal, and a number by which each is known
    """

    def __init__(self, spans: Iterable[tuple[int, int, int]]) -> None:
        self._spans = sorted(spans)
        self._firsts = [first for first, _, _ in self._spans]
        self._lasts = list(itertools.accumulate((last for _, last, _ in self._spans), max))

    def overlapping(self, first: int, last: int) -> list[int]:
        """The numbers of those that share a day with the span from ``first`` to ``last``."""
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
    """Components, the lines that add up to them, and the contacts they rest on."""
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
    """Q: mean confidence of the lines by their points, times the share of components that rest on anything; 0
    without any.
    """
    points = math.fsum(line.points for line in lines)
    if points <= 0.0:
        return 0.0
    mean = math.fsum(line.points * line.confidence for line in lines) / points
    return mean * sum(components[name] > 0.0 for name in COMPONENTS) / len(COMPONENTS)


def confidence(statements: Iterable[Statement], config: StrengthConfig) -> float:
    """How far a fact is believed: independent sources corroborate each other, 1 - prod(1 - c)."""
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
    """1 - exp(-amount / scale), from 0 to 1."""
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
    """Level x status."""
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
    """Mean confidence of contacts by what they count."""
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
    """A line that rests on several contacts."""
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
    """The first signature that is still in force."""
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
    """A x min(1, ln(1 + y) / ln(1 + full))."""
    return activity * min(1.0, math.log1p(years) / math.log1p(full))


# --- what changed -------------------------------------------------------------------------------------------


class LineChange(StrEnum):
    """What became of a line between two days."""

    GAINED = "gained"
    LOST = "lost"
    DECAYED = "decayed"
    GROWN = "grown"


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A line of the ledger of changes: what it had, what it has."""

    change: LineChange
    before: float
    after: float
    line: LedgerLine

    @property
    def points(self) -> float:
        """What the change adds to the score; below zero if it takes away."""
        return self.after - self.before


def compare(before: Score, after: Score) -> tuple[ChangedLine, ...]:
    """The ledger of what changed, largest first; its points add up to the difference of the two scores."""
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
