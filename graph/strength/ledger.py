"""Link strength: the score of a home and a partner, as the sum of ledger lines that are each based on facts.

::

    S = 15 F + 40 A + 10 R + 12 B + 10 I + 8 E + 5 L            0 <= S <= 100

    F  formal tie     largest level x status of an instrument
    A  activity       1 - exp(-X / k), X the sum of the weights of the contacts
    R  reciprocity    1 - exp(-2 min(X_in, X_out) / k)
    B  breadth        min(1, sum over sectors of (1 - exp(-X_s / c)) / n)
    I  channels       1 - prod(1 - q)
    E  projects       1 - exp(-sum of stage weights / p), halved with every five years since the end
    L  length         A x min(1, ln(1 + y) / ln(1 + 40)),
                      y the years from the first signature still in force to the last contact

All numbers come from :class:`graph.strength.config.StrengthConfig`; :mod:`graph.strength.counting` decides
which facts count. Kinds of contact follow the Goldstein scale of the CAMEO event codes (Goldstein 1992); the
rest is judgement, explained with the numbers. Pure functions; :mod:`graph.strength.columns`
computes the same for many partners at once.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.facts.statement import Statement
from graph.model.durations import DAYS_OF_YEAR
from graph.strength.config import COMPONENTS, StrengthConfig
from graph.strength.counting import CountedFacts, project_weight
from graph.strength.instruments import Instrument, signatures_in_force
from graph.strength.weighing import WeighedContact, WeighedContacts, confidence, measure

#: Components of each of the users' terms.
TERM_COMPONENTS: Mapping[str, tuple[str, ...]] = {
    "length": ("L",),
    "breadth": ("B",),
    "depth": ("F", "E", "I"),
    "warmth": ("R",),
    "frequency": ("A",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
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
        _projects(settled, config, as_of),
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


def saturation(amount: float, scale: float) -> float:
    """Return 1 - exp(-amount / scale), from 0 to 1."""
    return -math.expm1(-amount / scale)


def _sources(statements: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(sorted({statement.source for statement in statements}))


def _formal(
    instruments: Sequence[Instrument], config: StrengthConfig
) -> tuple[float, tuple[LedgerLine, ...]]:
    best = best_instrument(instruments, config)
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
            component="F",
            code="instrument",
            key=best.tie,
            values=values,
            points=points,
            facts=(best.tie,),
            sources=_sources(best.statements),
            confidence=confidence(best.statements, config),
        ),
    )


def best_instrument(instruments: Iterable[Instrument], config: StrengthConfig) -> Instrument | None:
    """Return the instrument with the largest value; of equal ones a signed one, then the earliest."""
    return max(
        instruments,
        key=lambda entry: (instrument_value(entry, config), entry.stage == "signed", -entry.day, entry.tie),
        default=None,
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
            "way": held.lane,
        }
        values |= {"half_life": held.half_life, "sectors": " ".join(held.sectors)}
        values |= {"concerned": "yes"} if held.concerned else {}
        values |= {} if held.level_recorded else {"level_assumed": "yes"}
        share = weight * value * entry.weight / measured.total
        lines.append(
            LedgerLine(
                component="A",
                code="contact",
                key=held.id,
                values=values,
                points=share,
                facts=facts,
                sources=_sources(statements),
                confidence=entry.confidence,
                weight=entry.weight,
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
        component=component,
        code=code,
        key=key,
        values=values,
        points=points,
        facts=facts,
        sources=_sources(statements),
        confidence=_mean_confidence(shares),
        weight=math.fsum(share for share, _ in shares),
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
            component="I",
            code="channel",
            key=f"{channel.code}/{channel.id}",
            values={"channel": channel.code},
            points=points * log / whole,
            facts=(channel.id,),
            sources=_sources(statements),
            confidence=confidence(statements, config),
        )
        for (channel, statements), log in zip(settled.channels, logs, strict=True)
        if log > 0.0
    ]
    return value, tuple(lines)


def _projects(
    settled: CountedFacts, config: StrengthConfig, as_of: dt.date
) -> tuple[float, tuple[LedgerLine, ...]]:
    weights = [
        project_weight(stage, settled.ended.get(project.id), config, as_of.toordinal())
        for project, stage, _ in settled.projects
    ]
    whole = math.fsum(weights)
    value = saturation(whole, config["curves"]["projects"])
    points = config["weights"]["E"] * value
    lines = [
        LedgerLine(
            component="E",
            code="project",
            key=project.id,
            values={"stage": stage},
            points=points * weight / whole,
            facts=(project.id,),
            sources=_sources(statements),
            confidence=confidence(statements, config),
        )
        for (project, stage, statements), weight in zip(settled.projects, weights, strict=True)
        if weight > 0.0
    ]
    return value, tuple(sorted(lines, key=lambda line: (-line.points, line.key)))


def first_signature(instruments: Iterable[Instrument]) -> Instrument | None:
    """Return the first signature that is still in force, or None."""
    signed = signatures_in_force(instruments)
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
        component="L",
        code="length",
        key="length",
        values=values,
        points=config["weights"]["L"] * value,
        facts=facts,
        sources=_sources((*signed.statements, *newest.contact.statements)),
        confidence=sure,
    )
    return value, (line,)


def length(activity: float, years: float, full: float) -> float:
    """Return A x min(1, ln(1 + y) / ln(1 + full))."""
    return activity * min(1.0, math.log1p(years) / math.log1p(full))
