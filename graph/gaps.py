"""What a network lacks: one small rule for each gap, over the situation of a home on a day.

A rule is declared in ``profiles/gaps.toml`` (:mod:`graph.gap_config`); what it looks for is a function here, from a situation and the rule to findings. A
finding carries its figures, the facts and sources behind it, how sure it is, and the next step. Rules that read silence say "gap" only where the tables they
read are declared complete for the time in question, and "unknown" otherwise. Pure.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import median

import numpy as np

from graph.anniversaries import Marked, anniversaries, window
from graph.balance import INHABITED, entropy, herfindahl, shares
from graph.errors import ConfigurationError
from graph.gap_config import SEVERITIES, GapConfig, Rule, unknown_group
from graph.situation import Party, Situation, View, Way, World, add_months, middle, months_between, way_of
from graph.standing import position_of
from graph.strength_config import SECTORS
from graph.strength_facts import Held, Instrument, Word, decided_by
from graph.vocabulary import TIE_KINDS

#: Stages that are limited in time, and the limit of G1 for each.
LIMITED = {"target": "target_months", "intent": "intent_months", "application": "application_months", "approval": "application_months"}
#: Levels of administration that correspond to each other.
LEVELS = (
    frozenset({"city", "district", "county", "village"}),
    frozenset({"province", "state", "region", "prefecture"}),
)
EARTH_RADIUS_KM = 6_371.0


class Certainty(StrEnum):
    """How sure a finding is."""

    GAP = "gap"
    UNKNOWN = "unknown"  # nothing is recorded, and nobody says that the record is complete


Figure = float | int | str | bool | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A gap.

    :param partner: id of the partner it is about, or empty where it is about the whole
    :param subject: what it is about more closely: a tie, a group, a property; with rule and partner it tells the finding apart
    :param case: which sentence of the rule tells of it
    :param next: code of the next step
    :param figures: what made it fire; words of the data and codes stand as such
    :param facts: ids of the facts behind it
    :param sources: ids of the sources of these
    :param due: day by which something should be done, where there is one
    """

    rule: str
    partner: str
    subject: str
    case: str
    next: str
    certainty: Certainty
    severity: str
    figures: Mapping[str, Figure]
    facts: tuple[str, ...]
    sources: tuple[str, ...]
    due: dt.date | None = None

    @property
    def order(self) -> tuple[object, ...]:
        """Most urgent first; what is sure before what is not."""
        return (
            SEVERITIES.index(self.severity),
            self.certainty is not Certainty.GAP,
            self.due or dt.date.max,
            self.rule_number,
            self.partner,
            self.subject,
            self.case,
        )

    @property
    def rule_number(self) -> tuple[str, int]:
        """The rule's id as it sorts: G2 before G10."""
        letters = self.rule.rstrip("0123456789")
        return letters, int(self.rule.removeprefix(letters) or 0)


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule finds, before it is said by whom."""

    partner: str
    subject: str
    case: str
    next: str
    figures: Mapping[str, Figure]
    facts: Iterable[str]
    words: Iterable[Word]
    sure: bool = True
    due: dt.date | None = None


Finder = Callable[[Situation, Rule], Iterator[Found]]
FINDERS: dict[str, Finder] = {}


def _rule(identifier: str) -> Callable[[Finder], Finder]:
    def declare(finder: Finder) -> Finder:
        FINDERS[identifier] = finder
        return finder

    return declare


def find_gaps(situation: Situation, config: GapConfig, only: Sequence[str] = ()) -> tuple[Finding, ...]:
    """What the rules find, most urgent first.

    :param only: ids of rules; none for all that are switched on. Rules of the office are passed over
    """
    chosen = only or [rule.id for rule in config.rules.values() if rule.on]
    found = [_finding(rule, entry) for name in chosen if name in FINDERS for rule in [config[name]] for entry in FINDERS[name](situation, rule)]
    return tuple(sorted(found, key=lambda finding: finding.order))


def _finding(rule: Rule, found: Found) -> Finding:
    return Finding(
        rule=rule.id,
        partner=found.partner,
        subject=found.subject,
        case=found.case,
        next=found.next,
        certainty=Certainty.GAP if found.sure else Certainty.UNKNOWN,
        severity=rule.severity,
        figures=found.figures,
        facts=tuple(dict.fromkeys(found.facts)),
        sources=tuple(sorted({word.source for word in found.words})),
        due=found.due,
    )


# --- on the way to a tie ------------------------------------------------------------------------------------------------------------------------------------


@_rule("G1")
def _stalled(situation: Situation, rule: Rule) -> Iterator[Found]:
    for view in situation.tied:
        for way in view.ways:
            if not way.open or way.stage not in LIMITED:
                continue
            moved = last_movement(situation, way)
            months = months_between(moved, situation.as_of.toordinal())
            limit = rule.number(LIMITED[way.stage])
            if months <= limit:
                continue
            position = position_of(situation, view, way)
            figures: dict[str, Figure] = {
                "stage": way.stage,
                "since": way.since,
                "months": round(months),
                "limit": round(limit),
                "step": f"{position.procedure.id}:{position.next.id}" if position.next else None,
                "waits_on": position.waits_on,
            }
            yield Found(view.id, way.tie.id, "stalled", "step", figures, (way.tie.id,), way.words)


def last_movement(situation: Situation, way: Way) -> float:
    """Ordinal of the last stage event of a tie: the day its stage was reached, or a dated step since, recorded by stage or by name."""
    days = [way.day, *(step.day for step in way.steps if step.date)]
    named = [step for step in situation.world.steps.get(way.tie.id, ()) if situation.heard(step.words) and step.status != "planned"]
    days += [day for step in named if (day := situation.clock.day(step.date)) is not None]
    return max(days)


@_rule("G2")
def _not_begun(situation: Situation, rule: Rule) -> Iterator[Found]:
    named: dict[str, list[tuple[dt.date, str, tuple[Word, ...]]]] = {}
    for promise in situation.promises:
        told = situation.told_on(promise.words)
        for target in promise.targets:
            party = situation.world.party(target)
            if told and party and (party.is_place or party.label in ("Port", "CountryOrArea")):
                named.setdefault(target, []).append((told, promise.id, promise.words))
    for target, promises in sorted(named.items()):
        # The newest plan that names it starts the clock.
        told, _, _ = max(promises, key=lambda entry: entry[0])
        months = months_between(told.toordinal(), situation.as_of.toordinal())
        if months < rule.number("grace_months") or _contact_since(situation.views.get(target), told):
            continue
        ids = [promise for day, promise, _ in promises if day == told]
        words = [word for day, _, given in promises if day == told for word in situation.heard(given)]
        figures: dict[str, Figure] = {"named": told.isoformat(), "months": round(months), "commitments": tuple(ids)}
        yield Found(target, ids[0], "named", "contact", figures, ids, words, situation.complete(rule.silence, told, situation.as_of))


def _contact_since(view: View | None, day: dt.date) -> bool:
    """Whether any contact, or a project, is recorded that can have been on ``day`` or later."""
    if view is None:
        return False
    if any(held.last >= day.toordinal() for held in view.contacts):
        return True
    return any(project.start and middle(project.start) >= day.toordinal() for project, _, _ in view.settled.projects)


# --- silence ------------------------------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Silence:
    """How long nothing was heard under an instrument."""

    instrument: Instrument
    months: float
    limit: float
    last: float
    contact: Held | None


def _silences(situation: Situation, rule: Rule) -> Iterator[tuple[View, _Silence]]:
    now = situation.as_of.toordinal()
    for view in situation.tied:
        in_force = view.in_force(rule.words("kinds"))
        if not in_force:
            continue
        latest = max(view.contacts, key=lambda held: (held.day, held.id), default=None)
        last = max(latest.day if latest else -math.inf, in_force[0].day)
        limit = max(rule.number("months"), rule.number("intervals") * _rhythm(view.contacts))
        months = months_between(last, now)
        if months > limit:
            yield view, _Silence(in_force[0], months, limit, last, latest)


def _rhythm(contacts: Sequence[Held]) -> float:
    """Median months between the days of contact; nothing with fewer than two."""
    days = sorted({held.day for held in contacts})
    return median(months_between(one, other) for one, other in pairwise(days)) if len(days) > 1 else 0.0


def _silent(situation: Situation, rule: Rule, *, complete: bool) -> Iterator[Found]:
    for view, silence in _silences(situation, rule):
        first = dt.date.fromordinal(math.floor(silence.last))
        if situation.complete(rule.silence, first, situation.as_of) is not complete:
            continue
        entry, contact = silence.instrument, silence.contact
        never = contact is None or contact.what == "step"
        last = contact.date if contact else entry.date or first.isoformat()
        figures: dict[str, Figure] = {
            "kind": entry.kind,
            "months": round(silence.months),
            "limit": round(silence.limit),
            "last": last,
            "contacts": len(view.contacts),
        }
        step = "ask" if not complete else "return_visit" if contact and contact.way == "in" else "renew"
        facts = (entry.tie, *(contact.facts if contact else ()))
        words = (*entry.words, *(contact.words if contact else ()))
        yield Found(view.id, entry.tie, "never" if never else "silent", step, figures, facts, words, complete)


@_rule("G3")
def _dormant(situation: Situation, rule: Rule) -> Iterator[Found]:
    return _silent(situation, rule, complete=True)


@_rule("G4")
def _activity_unknown(situation: Situation, rule: Rule) -> Iterator[Found]:
    return _silent(situation, rule, complete=False)


# --- anniversaries ------------------------------------------------------------------------------------------------------------------------------------------


@_rule("G5")
def _anniversary(situation: Situation, rule: Rule) -> Iterator[Found]:
    year, ahead = situation.as_of.year, add_months(situation.as_of, rule.number("lead_months"))
    every, months = int(rule.number("every")), rule.number("months")
    found = [*anniversaries(situation, year, every, months), *(anniversaries(situation, ahead.year, every, months) if ahead.year > year else ())]
    for entry in found:
        if (
            entry.kind not in rule.words("kinds")
            or entry.stage != "signed"
            or not entry.main
            or entry.marked is not Marked.NONE
            or entry.first > max(ahead, dt.date(year, 12, 31))
        ):
            continue
        first, last = window(entry, months)
        passed = entry.last < situation.as_of
        code = "late" if passed else "event" if entry.years % rule.number("event_every") == 0 else "letter"
        figures: dict[str, Figure] = {"years": entry.years, "day": entry.day, "signed": entry.signed, "kind": entry.kind}
        sure = situation.complete(rule.silence, min(first, situation.as_of), min(last, situation.as_of))
        yield Found(entry.partner, entry.tie, "passed" if passed else "coming", code, figures, (entry.tie,), entry.words, sure, None if passed else entry.first)


# --- how contact is spread ----------------------------------------------------------------------------------------------------------------------------------


@_rule("G6")
def _one_way(situation: Situation, rule: Rule) -> Iterator[Found]:
    since = add_months(situation.as_of, -rule.number("months"))
    for view in _partners(situation):
        received, sent = view.measured.received, view.measured.sent
        more, less = max(received, sent), min(received, sent)
        if more + less < rule.number("least") or less >= rule.number("share") * more:
            continue
        case = "received" if received > sent else "sent"
        figures: dict[str, Figure] = {"received": round(received, 2), "sent": round(sent, 2)}
        facts, words = _behind(view.contacts)
        yield Found(
            view.id, "", case, "visit" if case == "received" else "invite", figures, facts, words, situation.complete(rule.silence, since, situation.as_of)
        )


@_rule("G7")
def _single_thread(situation: Situation, rule: Rule) -> Iterator[Found]:
    since = add_months(situation.as_of, -rule.number("months"))
    least = rule.number("share")
    for view in _partners(situation):
        measured = view.measured
        if measured.total < rule.number("least"):
            continue
        sure = situation.complete(rule.silence, since, situation.as_of)
        facts, words = _behind(view.contacts)
        by_sector = sorted(((amount / measured.total, sector) for sector, amount in measured.sectors.items()), reverse=True)
        if by_sector and by_sector[0][0] >= least and all(share <= 1 - least for share, _ in by_sector[1:]):
            share, sector = by_sector[0]
            yield Found(view.id, f"sector/{sector}", "sector", "widen", {"sector": sector, "share": round(100 * share)}, facts, words, sure)
        carried: dict[str, float] = {}
        for entry in measured.counted:
            for body in {body for fact in entry.held.facts for body in situation.world.met.get(fact, ())}:
                carried[body] = carried.get(body, 0.0) + entry.weight
        for body, amount in sorted(carried.items()):
            if amount >= least * measured.total:
                yield Found(
                    view.id, f"body/{body}", "counterpart", "widen", {"counterpart": body, "share": round(100 * amount / measured.total)}, facts, words, sure
                )


def _partners(situation: Situation) -> Iterator[View]:
    """Places that are partners in a tie, formal or intended."""
    return (view for view in situation.tied if view.party.is_place)


def _behind(contacts: Iterable[Held]) -> tuple[list[str], list[Word]]:
    held = list(contacts)
    return [fact for entry in held for fact in entry.facts], [word for entry in held for word in entry.words]


# --- channels -----------------------------------------------------------------------------------------------------------------------------------------------


@_rule("G8")
def _channel_without_tie(situation: Situation, rule: Rule) -> Iterator[Found]:
    for view in situation.views.values():
        if view.party.label != "CountryOrArea" or view.in_force(rule.words("kinds")):
            continue
        open_ones = [(channel, words) for channel, words in view.settled.channels if channel.code in rule.words("channels")]
        if open_ones:
            codes = tuple(sorted({channel.code for channel, _ in open_ones}))
            facts = [channel.id for channel, _ in open_ones]
            words = [word for _, told in open_ones for word in told]
            yield Found(view.id, "", "open", "ask", {"channels": codes}, facts, words)


@_rule("G9")
def _tie_without_channel(situation: Situation, rule: Rule) -> Iterator[Found]:
    for view in _partners(situation):
        if view.components["F"] < rule.number("formal") or view.components["I"] > 0.0:
            continue
        if signed := view.in_force(TIE_KINDS):
            entry = signed[0]
            figures: dict[str, Figure] = {"kind": entry.kind, "since": entry.date or dt.date.fromordinal(round(entry.day)).isoformat()}
            sure = situation.complete(rule.silence, situation.as_of, situation.as_of)
            yield Found(view.id, entry.tie, "none", "find", figures, (entry.tie,), entry.words, sure)


@_rule("G10")
def _port_and_city(situation: Situation, rule: Rule) -> Iterator[Found]:
    kinds = rule.words("kinds")
    sister_ports: dict[str, list[tuple[View, Instrument]]] = {}
    for view in situation.tied:
        if view.party.label == "Port" and (signed := view.in_force(["sister_port"])):
            # A port whose city nobody has entered stands for it.
            for city in situation.world.ports.get(view.id, (view.id,)):
                sister_ports.setdefault(city, []).append((view, signed[0]))
    for city, ports in sorted(sister_ports.items()):
        known = situation.views.get(city)
        if known and known.in_force(kinds):
            continue
        view, entry = ports[0]
        figures: dict[str, Figure] = {"port": view.id, "since": _since(entry)}
        sure = situation.complete(["ties"], _first_day(entry), situation.as_of, kinds={"ties": kinds})
        yield Found(city, view.id, "city", "city", figures, [one.tie for _, one in ports], [word for _, one in ports for word in one.words], sure)
    home_has_port = bool(situation.world.own_ports) or bool(situation.world.home.port)
    for view in _partners(situation):
        signed = view.in_force(kinds)
        if home_has_port and view.party.port and signed and view.id not in sister_ports:
            figures = {"port": None, "since": _since(signed[0])}
            sure = situation.complete(["port_links"], _first_day(signed[0]), situation.as_of)
            yield Found(view.id, signed[0].tie, "port", "port", figures, (signed[0].tie,), signed[0].words, sure)


def _since(entry: Instrument) -> str:
    return entry.date or dt.date.fromordinal(round(entry.day)).isoformat()


def _first_day(entry: Instrument) -> dt.date:
    return dt.date.fromordinal(math.floor(entry.day))


# --- the whole ----------------------------------------------------------------------------------------------------------------------------------------------


def formal_ties(situation: Situation, kinds: Iterable[str]) -> list[tuple[View, Instrument]]:
    """The partners with a tie of these kinds in force, each with its earliest instrument."""
    wanted = tuple(kinds)
    return [(view, signed[0]) for view in situation.tied if (signed := view.in_force(wanted))]


@_rule("G11")
def _blank(situation: Situation, rule: Rule) -> Iterator[Found]:
    ties = formal_ties(situation, rule.words("kinds"))
    targets = rule.shares("targets")
    joined = _joined(situation.world)
    groups: dict[str, list[tuple[View, Instrument]]] = {name: [row for row in ties if row[0].party.continent == name] for name in INHABITED}
    for name in targets:
        # A group that nobody ever joined is a mistake of the settings (unknown_groups), not a blank.
        if name not in groups and name in joined:
            groups[name] = [row for row in ties if row[0].party.country in _members(situation, name)]
    for post in situation.world.posts:
        if not post.here and post.country == situation.world.home.country and post.covers and post.there(situation.clock):
            groups[f"district/{post.id}"] = [row for row in ties if {row[0].id, *row[0].party.within} & {*post.covers}]
    for name, rows in groups.items():
        target = targets.get(name)
        share = len(rows) / len(ties) if ties else 0.0
        case = "none" if not rows else "under" if target and share < rule.number("share") * target else ""
        if case:
            figures: dict[str, Figure] = {
                "group": name,
                "n": len(rows),
                "ties": len(ties),
                "share": round(100 * share),
                "target": round(100 * target) if target else None,
            }
            yield Found("", name, case, "look", figures, [entry.tie for _, entry in rows], [word for _, entry in rows for word in entry.words])


def unknown_groups(world: World, rules: GapConfig) -> list[ConfigurationError]:
    """An error for each target share of a group that no country ever joined, so that nothing can be said of it."""
    known = [*INHABITED, *sorted(_joined(world)), *(f"district/{post.id}" for post in world.posts if not post.here and post.country == world.home.country)]
    return [unknown_group(name, known, "G11.limits.targets") for name in rules["G11"].shares("targets") if name not in known]


def _joined(world: World) -> set[str]:
    return {body for entries in world.memberships.values() for body, _ in entries}


def _members(situation: Situation, group: str) -> set[str]:
    """Countries and areas that have joined a group by the day, and not left it."""
    return {
        country
        for country, entries in situation.world.memberships.items()
        for body, tie in entries
        if body == group and (way := way_of(tie, situation.clock)) and way.stage == "signed" and not way.ended
    }


@_rule("G12")
def _concentrated(situation: Situation, rule: Rule) -> Iterator[Found]:
    ties = formal_ties(situation, rule.words("kinds"))
    by_continent: dict[str, float] = {}
    for view, _ in ties:
        by_continent[view.party.continent] = by_continent.get(view.party.continent, 0.0) + 1
    by_sector, contacts = sector_weights(situation)
    facts, words = _behind(contacts)
    spread = [("continents", shares(by_continent, INHABITED), [entry.tie for _, entry in ties], [word for _, entry in ties for word in entry.words])]
    if sum(held.what != "step" for held in contacts) >= rule.number("contacts"):
        spread.append(("sectors", shares(by_sector, SECTORS), facts, words))
    for case, parts, behind, told in spread:
        index, even = herfindahl(parts), entropy(parts)
        if any(parts.values()) and (index > rule.number("herfindahl") or even < rule.number("entropy")):
            top = max(parts, key=lambda name: (parts[name], name))
            figures: dict[str, Figure] = {"herfindahl": round(index, 3), "entropy": round(even, 3), "top": top, "share": round(100 * parts[top])}
            yield Found("", case, case, "spread", figures, behind, told)


def sector_weights(situation: Situation) -> tuple[dict[str, float], list[Held]]:
    """The weight of all contacts of the home by sector; a happening with several partners counts once."""
    once: dict[str, Held] = {}
    for view in situation.views.values():
        for held in view.contacts:
            once.setdefault(held.id, held)
    weights: dict[str, float] = {}
    for held in once.values():
        weight = held.weight(situation.config, situation.as_of)
        for sector in held.sectors:
            weights[sector] = weights.get(sector, 0.0) + weight
    return weights, [once[name] for name in sorted(once)]


@_rule("G13")
def _weaker_than_expected(situation: Situation, rule: Rule) -> Iterator[Found]:
    rows = []
    for view in _partners(situation):
        way = distance_km(situation.world.home, view.party)
        if view.party.population and way and view.party.port is not None and view.in_force([entry.kind for entry in view.settled.instruments]):
            rows.append((view, math.log(view.party.population), math.log(way), float(view.party.port)))
    if len(rows) < rule.number("ties"):
        return
    left = np.array([[1.0, *row[1:]] for row in rows])
    right = np.log(np.array([max(row[0].strength, 1.0) for row in rows]))
    solution, *_ = np.linalg.lstsq(left, right, rcond=None)
    residuals = right - left @ solution
    deviation = float(residuals.std(ddof=min(left.shape[1], len(rows) - 1)))
    if deviation <= 1e-12:
        return
    for (view, *_), residual in zip(rows, residuals, strict=True):
        if residual < -rule.number("deviations") * deviation:
            entry = next(one for one in view.settled.instruments if one.stage == "signed")
            figures: dict[str, Figure] = {"deviations": round(float(-residual / deviation), 1), "ties": len(rows), "strength": round(view.strength, 1)}
            yield Found(view.id, entry.tie, "below", "look", figures, (entry.tie,), entry.words)


def distance_km(one: Party, other: Party) -> float | None:
    """Great-circle distance (haversine); None where a position is not known."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    a, b = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


# --- rules and records --------------------------------------------------------------------------------------------------------------------------------------


@_rule("G14")
def _rule_in_the_way(situation: Situation, rule: Rule) -> Iterator[Found]:
    for view in situation.tied:
        for way in view.ways:
            if way.open and way.stage in LIMITED:
                yield from _conflicts(situation, rule, view, way)


def _conflicts(situation: Situation, rule: Rule, view: View, way: Way) -> Iterator[Found]:
    home, party = situation.world.home, view.party
    if rule.limits["diplomacy"]:
        told = [
            entry
            for entry in situation.world.relations.get(party.country, ())
            if situation.heard(entry.words) and (not entry.since or situation.clock.day(entry.since) is not None)
        ]
        latest = max(told, key=lambda entry: (middle(entry.since) if entry.since else 0.0, entry.id), default=None)
        if latest and not latest.there:
            yield Found(
                view.id,
                f"{way.tie.id}/diplomacy",
                "diplomacy",
                "check",
                {"country": party.country},
                (way.tie.id, latest.id),
                (*way.words, *situation.heard(latest.words)),
            )
    if rule.limits["levels"] and party.is_place and home.level and party.level:
        alike = home.level == party.level or any({home.level, party.level} <= group for group in LEVELS)
        if not alike:
            yield Found(view.id, f"{way.tie.id}/level", "level", "check", {"level": party.level, "own": home.level}, (way.tie.id,), way.words)
    scope = rule.limits["neighbour"]
    for other in situation.world.elsewhere:
        if other.partner != view.id or other.above or scope == "off" or (scope == "region" and not {*other.party.within} & {*home.within}):
            continue
        theirs = way_of(other.tie, situation.clock)
        if theirs and theirs.stage == "signed" and not theirs.ended:
            yield Found(
                view.id,
                f"{way.tie.id}/{other.tie.id}",
                "neighbour",
                "check",
                {"other": other.party.id},
                (way.tie.id, other.tie.id),
                (*way.words, *theirs.words),
            )


@_rule("G15")
def _thin_evidence(situation: Situation, rule: Rule) -> Iterator[Found]:
    for view in _partners(situation):
        signed = [entry for entry in view.settled.instruments if entry.stage == "signed"]
        if not signed:
            continue
        entry = signed[0]
        sources = len({word.source for one in signed for word in one.words})
        dated = any(one.date for one in signed)
        case = "undated" if not dated else "single" if sources < rule.number("sources") else "quality" if view.evidence < rule.number("evidence") else ""
        if case:
            figures: dict[str, Figure] = {"evidence": round(view.evidence, 2), "sources": sources, "dated": dated}
            yield Found(view.id, entry.tie, case, "find", figures, [one.tie for one in signed], [word for one in signed for word in one.words])


@_rule("G16")
def _sources_disagree(situation: Situation, rule: Rule) -> Iterator[Found]:
    ties = {tie.id: (view, tie) for view in situation.tied for tie in view.facts.ties}
    told: dict[tuple[str, str, str], list[tuple[Word, ...]]] = {}
    values: dict[tuple[str, str, str], set[str]] = {}
    for entry in situation.world.disagreements:
        if (
            entry.tie not in ties
            or len(situation.heard(entry.words)) < 2
            or not all(_spoken(situation, said, word) for said, word in zip(entry.said, entry.words, strict=True))
        ):
            continue
        if entry.property in decided_by(ties[entry.tie][1], situation.clock):
            continue
        key = (entry.tie, entry.fact, entry.property)
        told.setdefault(key, []).append(entry.words)
        values.setdefault(key, set()).update(entry.values)
    for (tie, fact, name), words in sorted(told.items()):
        said = sorted(values[tie, fact, name])
        figures: dict[str, Figure] = {"property": name, "one": said[0], "other": said[-1], "values": tuple(said)}
        yield Found(ties[tie][0].id, f"{fact}/{name}", "differ", "decide", figures, dict.fromkeys((tie, fact)), [word for pair in words for word in pair])


def _spoken(situation: Situation, said: str, word: Word) -> bool:
    """Whether a statement speaks of a time by the day."""
    return situation.clock.day(said) is not None if said else word.known_on <= situation.as_of
