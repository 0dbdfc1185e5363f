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

All numbers come from :class:`graph.strength_config.StrengthConfig`; which facts count is :mod:`graph.strength_facts`. Kinds of contact follow the Goldstein
scale of the CAMEO event codes (Goldstein 1992); the rest is judgement, explained with the numbers. Pure functions; :mod:`graph.strength_table` has the same for
many partners at once.
"""

from __future__ import annotations

import bisect
import datetime as dt
import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from graph.strength_config import COMPONENTS, SECTORS, StrengthConfig
from graph.strength_facts import DAYS_OF_YEAR, FIRM_GRADES, IN_FORCE, NO_GRADE, Clock, Facts, Held, Instrument, Reading, Settled, Unread, Word, settle

#: The users' words for the components: length, breadth, depth, warmth, frequency.
FIVE_WORDS: Mapping[str, tuple[str, ...]] = {"length": ("L",), "breadth": ("B",), "depth": ("F", "E", "I"), "warmth": ("R",), "frequency": ("A",)}


class Band(StrEnum):
    """Strength in words."""

    CLOSE = "close"
    REGULAR = "regular"
    SPARSE = "sparse"
    UNVERIFIED = "unverified"  # what is formal is known, whether there is contact is not


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the ledger.

    :param component: a letter of :data:`graph.strength_config.COMPONENTS`
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
    :param date_low: the score if nothing happened yet of which only the month or year is known that is not over; ``date_high`` if it did
    :param evidence_low: the score by sources of the grades A and B alone; ``evidence_high`` by all
    :param evidence: Q, the mean confidence of the lines, by their points, times the share of components that rest on anything
    :param activity_known: whether anything is known of contact beside what was signed
    :param present: whether there was anything by then: a contact, a project, a signature, a stage on the way to one
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
    lines: tuple[Line, ...] = ()
    received: float = 0.0
    sent: float = 0.0
    last: float | None = None
    unread: tuple[Unread, ...] = ()

    def band(self, config: StrengthConfig) -> Band:
        """The score in words."""
        return band_of(self.strength, config, activity_known=self.activity_known)


def band_of(strength: float, config: StrengthConfig, *, activity_known: bool) -> Band:
    """A score in words; without knowledge of activity it is not called weak."""
    if not activity_known:
        return Band.UNVERIFIED
    bands = config["bands"]
    return Band.CLOSE if strength >= bands["close"] else Band.REGULAR if strength >= bands["regular"] else Band.SPARSE


def score(facts: Facts, config: StrengthConfig, as_of: dt.date, known_as_of: dt.date | None = None, *, ranges: bool = True) -> Score:
    """The strength of a link with its ledger.

    :param as_of: of which day; facts later than it change nothing
    :param known_as_of: by what was known; statements later than it change nothing. None: by all that is known
    :param ranges: whether the ranges by dates and by evidence are worked out, which takes three times as long; without them they are the score itself
    """
    clock = Clock(as_of, known_as_of)
    settled = settle(facts, config, clock)
    components, lines, measured = ledger(settled, config, as_of)
    strength = total(components, config)

    def other(changed: Clock) -> float:
        return total(ledger(settle(facts, config, changed), config, as_of)[0], config) if ranges else strength

    low, high = other(replace(clock, reading=Reading.LOW)), other(replace(clock, reading=Reading.HIGH))
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
        present=bool(settled.instruments or settled.held or settled.projects),
        lines=lines,
        received=measured.received,
        sent=measured.sent,
        last=max((entry.held.day for entry in measured.counted), default=None),
        unread=settled.unread,
    )


def total(components: Mapping[str, float], config: StrengthConfig) -> float:
    """S from the components, 0 to 100."""
    return math.fsum(config["weights"][name] * components[name] for name in COMPONENTS)


# --- contacts -------------------------------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counted:
    """A happening with what it counts.

    :param weight: x, what it adds to X; less than its own weight where a part is counted with another happening on the same days
    :param received: what it adds to X_in; ``sent`` to X_out
    :param sectors: sector to what it adds there
    :param own: its own weight
    :param confidence: how far it is believed, 0 to 1
    """

    held: Held
    weight: float
    received: float
    sent: float
    sectors: Mapping[str, float]
    own: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Measured:
    """The contacts of a link.

    :param total: X
    :param joined: id of a happening to those that are counted with it, wholly or in part
    """

    counted: tuple[Counted, ...]
    total: float
    received: float
    sent: float
    sectors: Mapping[str, float]
    joined: Mapping[str, tuple[Held, ...]]


def measure(held: Iterable[Held], config: StrengthConfig, as_of: dt.date) -> Measured:
    """What each happening counts on ``as_of``.

    A visit and an event on overlapping days are one happening and count once, at the heavier weight: the event adds only what it weighs more than the heaviest
    such visit. A signature adds only what it weighs more than the visits and events of its days. So a further contact can only add.
    """
    ranks: tuple[list[Counted], list[Counted], list[Counted]] = ([], [], [])
    for one in sorted(held, key=lambda one: one.id):
        own = one.weight(config, as_of)
        half = {"in": (own, 0.0), "out": (0.0, own), "both": (own / 2, own / 2)}[one.way]
        ranks[RANK[one.what]].append(Counted(one, own, *half, dict.fromkeys(one.sectors, own), own, confidence(one.words, config)))
    counted = list(ranks[0])
    joined: dict[str, list[Held]] = {}
    before = list(ranks[0])
    for rank in ranks[1:]:
        days = Days((entry.held.first, entry.held.last, place) for place, entry in enumerate(before))
        for entry in rank:
            others = [before[place] for place in days.overlapping(entry.held.first, entry.held.last)]
            if others:
                heaviest = max(others, key=lambda one: (one.own, one.held.id))
                joined.setdefault(heaviest.held.id, []).append(entry.held)
            counted.append(_excess(entry, others))
        before += rank
    return Measured(
        tuple(counted),
        math.fsum(entry.weight for entry in counted),
        math.fsum(entry.received for entry in counted),
        math.fsum(entry.sent for entry in counted),
        {name: math.fsum(entry.sectors.get(name, 0.0) for entry in counted) for name in SECTORS if any(name in entry.sectors for entry in counted)},
        {name: tuple(entries) for name, entries in joined.items()},
    )


#: Journeys first, then what happened on their days.
RANK = {"visit": 0, "event": 1, "step": 2}


def _excess(entry: Counted, others: Sequence[Counted]) -> Counted:
    """What ``entry`` weighs more than each of ``others``, in every respect; these have their own weights."""
    if not others:
        return entry
    return Counted(
        entry.held,
        max(0.0, entry.weight - max(other.weight for other in others)),
        max(0.0, entry.received - max(other.received for other in others)),
        max(0.0, entry.sent - max(other.sent for other in others)),
        {name: max(0.0, value - max(other.sectors.get(name, 0.0) for other in others)) for name, value in entry.sectors.items()},
        entry.own,
        entry.confidence,
    )


class Days:
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


# --- the ledger -----------------------------------------------------------------------------------------------------------------------------------------------


def ledger(settled: Settled, config: StrengthConfig, as_of: dt.date) -> tuple[dict[str, float], tuple[Line, ...], Measured]:
    """Components, the lines that add up to them, and the contacts they rest on."""
    measured = measure(settled.held, config, as_of)
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


def evidence(components: Mapping[str, float], lines: Sequence[Line]) -> float:
    """Q: mean confidence of the lines by their points, times the share of components that rest on anything; 0 without any."""
    points = math.fsum(line.points for line in lines)
    if points <= 0.0:
        return 0.0
    mean = math.fsum(line.points * line.confidence for line in lines) / points
    return mean * sum(components[name] > 0.0 for name in COMPONENTS) / len(COMPONENTS)


def confidence(words: Iterable[Word], config: StrengthConfig) -> float:
    """How far a fact is believed: independent sources corroborate each other, 1 - prod(1 - c)."""
    grades = config["grades"]
    words = tuple(words)
    if len(words) == 1:
        return 1.0 - (1.0 - grades.get(words[0].grade, grades[NO_GRADE]))
    best: dict[str, float] = {}
    for word in words:
        best[word.source] = max(best.get(word.source, 0.0), grades.get(word.grade, grades[NO_GRADE]))
    return 1.0 - math.prod(1.0 - best[source] for source in sorted(best))


def saturation(amount: float, scale: float) -> float:
    """1 - exp(-amount / scale), from 0 to 1."""
    return -math.expm1(-amount / scale)


def _sources(words: Iterable[Word]) -> tuple[str, ...]:
    return tuple(sorted({word.source for word in words}))


def _formal(instruments: Sequence[Instrument], config: StrengthConfig) -> tuple[float, tuple[Line, ...]]:
    best = max(instruments, key=lambda entry: (instrument_value(entry, config), entry.stage == "signed", -entry.day, entry.tie), default=None)
    value = instrument_value(best, config) if best else 0.0
    if best is None or value <= 0.0:
        return 0.0, ()
    values = {"level": best.level, "kind": best.kind, "status": best.status, "stage": best.stage, "date": best.date}
    points = config["weights"]["F"] * value
    return value, (Line("F", "instrument", best.tie, values, points, (best.tie,), _sources(best.words), confidence(best.words, config)),)


def instrument_value(entry: Instrument, config: StrengthConfig) -> float:
    """Level x status."""
    return config["instruments"][entry.level] * config["statuses"][entry.status]


def _activity(measured: Measured, k: float, weight: float) -> tuple[float, tuple[Line, ...]]:
    value = saturation(measured.total, k)
    lines = []
    for entry in measured.counted:
        if entry.weight <= 0.0:
            continue
        held = entry.held
        joined = measured.joined.get(held.id, ())
        words = (*held.words, *(word for other in joined for word in other.words))
        facts = tuple(dict.fromkeys((*held.facts, *(fact for other in joined for fact in other.facts))))
        values = {"what": held.what, "word": held.word, "kind": held.kind, "level": held.level, "mode": held.mode, "date": held.date, "way": held.way}
        values |= {"half_life": held.half_life, "sectors": " ".join(held.sectors)}
        share = weight * value * entry.weight / measured.total
        lines.append(Line("A", "contact", held.id, values, share, facts, _sources(words), entry.confidence, entry.weight))
    return value, tuple(sorted(lines, key=lambda line: (-line.points, line.key)))


def _mean_confidence(shares: Sequence[tuple[float, Counted]]) -> float:
    """Mean confidence of contacts by what they count."""
    whole = math.fsum(share for share, _ in shares)
    return math.fsum(share * entry.confidence for share, entry in shares) / whole if whole > 0.0 else 0.0


def _gathered(component: str, code: str, key: str, values: Mapping[str, str], points: float, shares: Sequence[tuple[float, Counted]]) -> Line:
    """A line that rests on several contacts."""
    facts = tuple(dict.fromkeys(fact for _, entry in shares for fact in entry.held.facts))
    words = [word for _, entry in shares for word in entry.held.words]
    return Line(component, code, key, values, points, facts, _sources(words), _mean_confidence(shares), math.fsum(share for share, _ in shares))


def _reciprocity(measured: Measured, k: float, weight: float) -> tuple[float, tuple[Line, ...]]:
    value = saturation(2 * min(measured.received, measured.sent), k)
    whole = measured.received + measured.sent
    if value <= 0.0 or whole <= 0.0:
        return 0.0, ()
    lines = []
    for code, amount in (("received", measured.received), ("sent", measured.sent)):
        shares = [(share, entry) for entry in measured.counted if (share := entry.received if code == "received" else entry.sent) > 0.0]
        lines.append(_gathered("R", code, code, {}, weight * value * amount / whole, shares))
    return value, tuple(lines)


def _breadth(measured: Measured, scale: float, full: float, weight: float) -> tuple[float, tuple[Line, ...]]:
    terms = {name: saturation(amount, scale) / full for name, amount in measured.sectors.items() if amount > 0.0}
    whole = math.fsum(terms.values())
    value = min(1.0, whole)
    lines = []
    for name, term in terms.items():
        shares = [(share, entry) for entry in measured.counted if (share := entry.sectors.get(name, 0.0)) > 0.0]
        lines.append(_gathered("B", "sector", name, {"sector": name}, weight * value * term / whole, shares))
    return value, tuple(sorted(lines, key=lambda line: (-line.points, line.key)))


def _channels(settled: Settled, config: StrengthConfig) -> tuple[float, tuple[Line, ...]]:
    logs = [-math.log1p(-config["channels"][channel.code]) for channel, _ in settled.channels]
    whole = math.fsum(logs)
    value = saturation(whole, 1.0)
    points = config["weights"]["I"] * value
    lines = [
        Line(
            "I",
            "channel",
            f"{channel.code}/{channel.id}",
            {"channel": channel.code},
            points * log / whole,
            (channel.id,),
            _sources(words),
            confidence(words, config),
        )
        for (channel, words), log in zip(settled.channels, logs, strict=True)
        if log > 0.0
    ]
    return value, tuple(lines)


def _projects(settled: Settled, config: StrengthConfig) -> tuple[float, tuple[Line, ...]]:
    stages = config["stages"]
    whole = math.fsum(stages[stage] for _, stage, _ in settled.projects)
    value = saturation(whole, config["curves"]["projects"])
    points = config["weights"]["E"] * value
    lines = [
        Line("E", "project", project.id, {"stage": stage}, points * stages[stage] / whole, (project.id,), _sources(words), confidence(words, config))
        for project, stage, words in settled.projects
        if stages[stage] > 0.0
    ]
    return value, tuple(sorted(lines, key=lambda line: (-line.points, line.key)))


def first_signature(instruments: Iterable[Instrument]) -> Instrument | None:
    """The first signature that is still in force."""
    signed = [entry for entry in instruments if entry.stage == "signed" and entry.status in IN_FORCE]
    return min(signed, key=lambda entry: (entry.day, entry.tie, entry.kind), default=None)


def _length(instruments: Sequence[Instrument], measured: Measured, activity: float, config: StrengthConfig) -> tuple[float, tuple[Line, ...]]:
    signed = first_signature(instruments)
    newest = max(measured.counted, key=lambda entry: (entry.held.day, entry.held.id), default=None)
    if signed is None or newest is None:
        return 0.0, ()
    years = max(0.0, (newest.held.day - signed.day) / DAYS_OF_YEAR)
    value = length(activity, years, config["curves"]["years"])
    if value <= 0.0:
        return 0.0, ()
    values = {"years": f"{years:.1f}", "since": signed.date, "last": newest.held.date, "kind": signed.kind}
    facts = tuple(dict.fromkeys((signed.tie, *newest.held.facts)))
    sure = min(confidence(signed.words, config), newest.confidence)
    line = Line("L", "length", "length", values, config["weights"]["L"] * value, facts, _sources((*signed.words, *newest.held.words)), sure)
    return value, (line,)


def length(activity: float, years: float, full: float) -> float:
    """A x min(1, ln(1 + y) / ln(1 + full))."""
    return activity * min(1.0, math.log1p(years) / math.log1p(full))


# --- what changed ---------------------------------------------------------------------------------------------------------------------------------------------


class Change(StrEnum):
    """What became of a line between two days."""

    GAINED = "gained"
    LOST = "lost"
    DECAYED = "decayed"
    GROWN = "grown"


@dataclass(frozen=True, slots=True)
class Difference:
    """A line of the ledger of changes: what it had, what it has."""

    change: Change
    before: float
    after: float
    line: Line

    @property
    def points(self) -> float:
        """What the change adds to the score; below zero if it takes away."""
        return self.after - self.before


def compare(before: Score, after: Score) -> tuple[Difference, ...]:
    """The ledger of what changed, largest first; its points add up to the difference of the two scores."""
    old, new = ({(line.component, line.code, line.key): line for line in entry.lines} for entry in (before, after))
    found = []
    for key in sorted({*old, *new}):
        one, other = old.get(key), new.get(key)
        first, second = one.points if one else 0.0, other.points if other else 0.0
        if first == second:
            continue
        change = Change.GAINED if one is None else Change.LOST if other is None else Change.GROWN if second > first else Change.DECAYED
        line = other or one
        assert line is not None
        found.append(Difference(change, first, second, line))
    return tuple(sorted(found, key=lambda entry: (-abs(entry.points), entry.line.component, entry.line.key)))
