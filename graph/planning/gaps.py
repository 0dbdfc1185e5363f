"""What a network lacks: one small rule per gap, applied to the world of a home on a day.

A rule is declared in ``profiles/gaps.toml`` (:mod:`graph.planning.gap_rules`); its search is a function here
that takes the world and the rule and yields matches. A finding has figures, the facts and sources behind it,
its certainty, and the next step. Rules that interpret missing records report "gap" only where the tables they
read are declared complete for the period, and "unknown" otherwise. Pure.
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

from graph.errors import ConfigurationError
from graph.facts.statement import Statement
from graph.facts.tie_progress import TieProgress, decisions_known, tie_progress
from graph.facts.world import Party, World
from graph.model.durations import add_months, middle, months_between
from graph.model.vocabulary import TIE_KINDS
from graph.planning.anniversaries import EventRecorded, anniversaries, window
from graph.planning.balance import INHABITED, entropy, herfindahl, shares
from graph.planning.gap_rules import SEVERITIES, GapConfig, GapRule, unknown_group
from graph.planning.procedure_position import position_of
from graph.strength.config import SECTORS
from graph.strength.counting import CountedContact, Instrument
from graph.world_on_date import PartnerOnDate, WorldOnDate

#: Stages that are limited in time, with the limit of G1 for each.
LIMITED = {
    "target": "target_months",
    "intent": "intent_months",
    "application": "application_months",
    "approval": "application_months",
}
#: Administrative levels that correspond to each other.
LEVELS = (
    frozenset({"city", "district", "county", "village"}),
    frozenset({"province", "state", "region", "prefecture"}),
)
EARTH_RADIUS_KM = 6_371.0


class Certainty(StrEnum):
    """Certainty of a finding."""

    GAP = "gap"
    UNKNOWN = "unknown"  # nothing is recorded, and the record is not declared complete


Figure = float | int | str | bool | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A gap.

    :param partner: id of the partner it is about, or empty if it is about the whole network
    :param subject: details of what it is about: a tie, a group, a property; identifies the finding together
        with rule and partner
    :param case: the rule's sentence that describes it
    :param next: code of the next step
    :param figures: values that triggered it; words of the data and codes are kept as they are
    :param facts: ids of the facts behind it
    :param sources: ids of the sources of these facts
    :param due: day by which something should be done, or None
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
        """Sort key: most urgent first, certain before uncertain."""
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
        """Sort key of the rule's id: G2 before G10."""
        letters = self.rule.rstrip("0123456789")
        return letters, int(self.rule.removeprefix(letters) or 0)


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule's search yields, before it becomes a finding."""

    partner: str
    subject: str
    case: str
    next: str
    figures: Mapping[str, Figure]
    facts: Iterable[str]
    statements: Iterable[Statement]
    sure: bool = True
    due: dt.date | None = None


Finder = Callable[[WorldOnDate, GapRule], Iterator[Match]]
FINDERS: dict[str, Finder] = {}


def _rule(identifier: str) -> Callable[[Finder], Finder]:
    def declare(finder: Finder) -> Finder:
        FINDERS[identifier] = finder
        return finder

    return declare


def find_gaps(on_date: WorldOnDate, config: GapConfig, only: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Return the findings of the rules, most urgent first.

    :param only: ids of rules; empty for all that are switched on. The office's own rules are skipped
    """
    chosen = only or [rule.id for rule in config.rules.values() if rule.on]
    found = [
        _finding(rule, entry)
        for name in chosen
        if name in FINDERS
        for rule in [config[name]]
        for entry in FINDERS[name](on_date, rule)
    ]
    return tuple(sorted(found, key=lambda finding: finding.order))


def _finding(rule: GapRule, found: Match) -> Finding:
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
        sources=tuple(sorted({statement.source for statement in found.statements})),
        due=found.due,
    )


# --- ties under way -----------------------------------------------------------------------------------------


@_rule("G1")
def _stalled(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    for view in on_date.tied:
        for way in view.ties:
            if not way.open or way.stage not in LIMITED:
                continue
            moved = last_movement(on_date, way)
            months = months_between(moved, on_date.day.toordinal())
            limit = rule.number(LIMITED[way.stage])
            if months <= limit:
                continue
            position = position_of(on_date, view, way)
            figures: dict[str, Figure] = {
                "stage": way.stage,
                "since": way.since,
                "months": round(months),
                "limit": round(limit),
                "step": f"{position.procedure.id}:{position.next.id}" if position.next else None,
                "waits_on": position.waits_on,
            }
            yield Match(view.id, way.tie.id, "stalled", "step", figures, (way.tie.id,), way.statements)


def last_movement(on_date: WorldOnDate, way: TieProgress) -> float:
    """Return the ordinal of the last stage event of a tie.

    This is the day its stage was reached, or a later dated step, recorded by stage or by name.
    """
    days = [way.day, *(step.day for step in way.steps if step.date)]
    named = [
        step
        for step in on_date.world.steps.get(way.tie.id, ())
        if on_date.known(step.statements) and step.status != "planned"
    ]
    days += [day for step in named if (day := on_date.as_of.day(step.date)) is not None]
    return max(days)


@_rule("G2")
def _not_begun(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    named: dict[str, list[tuple[dt.date, str, tuple[Statement, ...]]]] = {}
    for commitment in on_date.commitments:
        told = on_date.told_on(commitment.statements)
        for target in commitment.targets:
            party = on_date.world.party(target)
            if told and party and (party.is_place or party.label in ("Port", "CountryOrArea")):
                named.setdefault(target, []).append((told, commitment.id, commitment.statements))
    for target, commitments in sorted(named.items()):
        # Months count from the newest plan that names the target.
        told, _, _ = max(commitments, key=lambda entry: entry[0])
        months = months_between(told.toordinal(), on_date.day.toordinal())
        if months < rule.number("grace_months") or _contact_since(on_date.partners.get(target), told):
            continue
        ids = [commitment for day, commitment, _ in commitments if day == told]
        statements = [
            statement for day, _, given in commitments if day == told for statement in on_date.known(given)
        ]
        figures: dict[str, Figure] = {
            "named": told.isoformat(),
            "months": round(months),
            "commitments": tuple(ids),
        }
        yield Match(
            target,
            ids[0],
            "named",
            "contact",
            figures,
            ids,
            statements,
            on_date.complete(rule.silence, told, on_date.day),
        )


def _contact_since(view: PartnerOnDate | None, day: dt.date) -> bool:
    """Return whether a contact or project is recorded that can have been on ``day`` or later."""
    if view is None:
        return False
    if any(held.last >= day.toordinal() for held in view.contacts):
        return True
    return any(
        project.start and middle(project.start) >= day.toordinal() for project, _, _ in view.counted.projects
    )


# --- silence ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Silence:
    """How long no contact has been recorded under an instrument."""

    instrument: Instrument
    months: float
    limit: float
    last: float
    contact: CountedContact | None


def _silences(on_date: WorldOnDate, rule: GapRule) -> Iterator[tuple[PartnerOnDate, _Silence]]:
    now = on_date.day.toordinal()
    for view in on_date.tied:
        in_force = view.in_force(rule.words("kinds"))
        if not in_force:
            continue
        latest = max(view.contacts, key=lambda held: (held.day, held.id), default=None)
        last = max(latest.day if latest else -math.inf, in_force[0].day)
        limit = max(rule.number("months"), rule.number("intervals") * _rhythm(view.contacts))
        months = months_between(last, now)
        if months > limit:
            yield view, _Silence(in_force[0], months, limit, last, latest)


def _rhythm(contacts: Sequence[CountedContact]) -> float:
    """Return the median months between the days of contact; 0 with fewer than two."""
    days = sorted({held.day for held in contacts})
    return median(months_between(one, other) for one, other in pairwise(days)) if len(days) > 1 else 0.0


def _silent(on_date: WorldOnDate, rule: GapRule, *, complete: bool) -> Iterator[Match]:
    for view, silence in _silences(on_date, rule):
        first = dt.date.fromordinal(math.floor(silence.last))
        if on_date.complete(rule.silence, first, on_date.day) is not complete:
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
        step = "ask" if not complete else "return_visit" if contact and contact.direction == "in" else "renew"
        facts = (entry.tie, *(contact.facts if contact else ()))
        statements = (*entry.statements, *(contact.statements if contact else ()))
        yield Match(
            view.id, entry.tie, "never" if never else "silent", step, figures, facts, statements, complete
        )


@_rule("G3")
def _dormant(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    return _silent(on_date, rule, complete=True)


@_rule("G4")
def _activity_unknown(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    return _silent(on_date, rule, complete=False)


# --- anniversaries ------------------------------------------------------------------------------------------


@_rule("G5")
def _anniversary(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    year, ahead = on_date.day.year, add_months(on_date.day, rule.number("lead_months"))
    every, months = int(rule.number("every")), rule.number("months")
    found = [
        *anniversaries(on_date, year, every, months),
        *(anniversaries(on_date, ahead.year, every, months) if ahead.year > year else ()),
    ]
    for entry in found:
        if (
            entry.kind not in rule.words("kinds")
            or entry.stage != "signed"
            or not entry.main
            or entry.marked is not EventRecorded.NONE
            or entry.first > max(ahead, dt.date(year, 12, 31))
        ):
            continue
        first, last = window(entry, months)
        passed = entry.last < on_date.day
        code = "late" if passed else "event" if entry.years % rule.number("event_every") == 0 else "letter"
        figures: dict[str, Figure] = {
            "years": entry.years,
            "day": entry.day,
            "signed": entry.signed,
            "kind": entry.kind,
        }
        sure = on_date.complete(rule.silence, min(first, on_date.day), min(last, on_date.day))
        yield Match(
            entry.partner,
            entry.tie,
            "passed" if passed else "coming",
            code,
            figures,
            (entry.tie,),
            entry.statements,
            sure,
            None if passed else entry.first,
        )


# --- distribution of contact --------------------------------------------------------------------------------


@_rule("G6")
def _one_way(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    since = add_months(on_date.day, -rule.number("months"))
    for view in _partners(on_date):
        received, sent = view.measured.received, view.measured.sent
        more, less = max(received, sent), min(received, sent)
        if more + less < rule.number("least") or less >= rule.number("share") * more:
            continue
        case = "received" if received > sent else "sent"
        figures: dict[str, Figure] = {"received": round(received, 2), "sent": round(sent, 2)}
        facts, statements = _behind(view.contacts)
        yield Match(
            view.id,
            "",
            case,
            "visit" if case == "received" else "invite",
            figures,
            facts,
            statements,
            on_date.complete(rule.silence, since, on_date.day),
        )


@_rule("G7")
def _single_thread(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    since = add_months(on_date.day, -rule.number("months"))
    least = rule.number("share")
    for view in _partners(on_date):
        measured = view.measured
        if measured.total < rule.number("least"):
            continue
        sure = on_date.complete(rule.silence, since, on_date.day)
        facts, statements = _behind(view.contacts)
        by_sector = sorted(
            ((amount / measured.total, sector) for sector, amount in measured.sectors.items()), reverse=True
        )
        if by_sector and by_sector[0][0] >= least and all(share <= 1 - least for share, _ in by_sector[1:]):
            share, sector = by_sector[0]
            yield Match(
                view.id,
                f"sector/{sector}",
                "sector",
                "widen",
                {"sector": sector, "share": round(100 * share)},
                facts,
                statements,
                sure,
            )
        carried: dict[str, float] = {}
        for entry in measured.contacts:
            for body in {body for fact in entry.contact.facts for body in on_date.world.met.get(fact, ())}:
                carried[body] = carried.get(body, 0.0) + entry.weight
        for body, amount in sorted(carried.items()):
            if amount >= least * measured.total:
                yield Match(
                    view.id,
                    f"body/{body}",
                    "counterpart",
                    "widen",
                    {"counterpart": body, "share": round(100 * amount / measured.total)},
                    facts,
                    statements,
                    sure,
                )


def _partners(on_date: WorldOnDate) -> Iterator[PartnerOnDate]:
    """Return the places that are partners in a tie, formal or intended."""
    return (view for view in on_date.tied if view.party.is_place)


def _behind(contacts: Iterable[CountedContact]) -> tuple[list[str], list[Statement]]:
    held = list(contacts)
    return [fact for entry in held for fact in entry.facts], [
        statement for entry in held for statement in entry.statements
    ]


# --- channels -----------------------------------------------------------------------------------------------


@_rule("G8")
def _channel_without_tie(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    for view in on_date.partners.values():
        if view.party.label != "CountryOrArea" or view.in_force(rule.words("kinds")):
            continue
        open_ones = [
            (channel, statements)
            for channel, statements in view.counted.channels
            if channel.code in rule.words("channels")
        ]
        if open_ones:
            codes = tuple(sorted({channel.code for channel, _ in open_ones}))
            facts = [channel.id for channel, _ in open_ones]
            statements = [statement for _, told in open_ones for statement in told]
            yield Match(view.id, "", "open", "ask", {"channels": codes}, facts, statements)


@_rule("G9")
def _tie_without_channel(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    for view in _partners(on_date):
        if view.components["F"] < rule.number("formal") or view.components["I"] > 0.0:
            continue
        if signed := view.in_force(TIE_KINDS):
            entry = signed[0]
            figures: dict[str, Figure] = {
                "kind": entry.kind,
                "since": entry.date or dt.date.fromordinal(round(entry.day)).isoformat(),
            }
            sure = on_date.complete(rule.silence, on_date.day, on_date.day)
            yield Match(view.id, entry.tie, "none", "find", figures, (entry.tie,), entry.statements, sure)


@_rule("G10")
def _port_and_city(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    kinds = rule.words("kinds")
    sister_ports: dict[str, list[tuple[PartnerOnDate, Instrument]]] = {}
    for view in on_date.tied:
        if view.party.label == "Port" and (signed := view.in_force(["sister_port"])):
            # A port without a recorded city represents its city.
            for city in on_date.world.ports.get(view.id, (view.id,)):
                sister_ports.setdefault(city, []).append((view, signed[0]))
    for city, ports in sorted(sister_ports.items()):
        known = on_date.partners.get(city)
        if known and known.in_force(kinds):
            continue
        view, entry = ports[0]
        figures: dict[str, Figure] = {"port": view.id, "since": _since(entry)}
        sure = on_date.complete(["ties"], _first_day(entry), on_date.day, kinds={"ties": kinds})
        yield Match(
            city,
            view.id,
            "city",
            "city",
            figures,
            [one.tie for _, one in ports],
            [statement for _, one in ports for statement in one.statements],
            sure,
        )
    home_has_port = bool(on_date.world.own_ports) or bool(on_date.world.home.port)
    for view in _partners(on_date):
        signed = view.in_force(kinds)
        if home_has_port and view.party.port and signed and view.id not in sister_ports:
            figures = {"port": None, "since": _since(signed[0])}
            sure = on_date.complete(["port_links"], _first_day(signed[0]), on_date.day)
            yield Match(
                view.id, signed[0].tie, "port", "port", figures, (signed[0].tie,), signed[0].statements, sure
            )


def _since(entry: Instrument) -> str:
    return entry.date or dt.date.fromordinal(round(entry.day)).isoformat()


def _first_day(entry: Instrument) -> dt.date:
    return dt.date.fromordinal(math.floor(entry.day))


# --- the network as a whole ---------------------------------------------------------------------------------


def formal_ties(on_date: WorldOnDate, kinds: Iterable[str]) -> list[tuple[PartnerOnDate, Instrument]]:
    """Return the partners with a tie of these kinds in force, each with the first such instrument.

    Instruments are in the order of :meth:`graph.world_on_date.PartnerOnDate.in_force`.
    """
    wanted = tuple(kinds)
    return [(view, signed[0]) for view in on_date.tied if (signed := view.in_force(wanted))]


@_rule("G11")
def _blank(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    ties = formal_ties(on_date, rule.words("kinds"))
    targets = rule.shares("targets")
    joined = _joined(on_date.world)
    groups: dict[str, list[tuple[PartnerOnDate, Instrument]]] = {
        name: [row for row in ties if row[0].party.continent == name] for name in INHABITED
    }
    for name in targets:
        # A group without any member ever is a mistake in the settings (unknown_groups), not a blank.
        if name not in groups and name in joined:
            groups[name] = [row for row in ties if row[0].party.country in _members(on_date, name)]
    for consulate in on_date.world.consulates:
        if (
            not consulate.here
            and consulate.country == on_date.world.home.country
            and consulate.covers
            and consulate.is_open(on_date.as_of)
        ):
            groups[f"district/{consulate.id}"] = [
                row for row in ties if {row[0].id, *row[0].party.within} & {*consulate.covers}
            ]
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
            yield Match(
                "",
                name,
                case,
                "look",
                figures,
                [entry.tie for _, entry in rows],
                [statement for _, entry in rows for statement in entry.statements],
            )


def unknown_groups(world: World, rules: GapConfig) -> list[ConfigurationError]:
    """Return an error for each target share of a group that no country has ever joined."""
    known = [
        *INHABITED,
        *sorted(_joined(world)),
        *(
            f"district/{consulate.id}"
            for consulate in world.consulates
            if not consulate.here and consulate.country == world.home.country
        ),
    ]
    return [
        unknown_group(name, known, "G11.limits.targets")
        for name in rules["G11"].shares("targets")
        if name not in known
    ]


def _joined(world: World) -> set[str]:
    return {body for entries in world.memberships.values() for body, _ in entries}


def _members(on_date: WorldOnDate, group: str) -> set[str]:
    """Return the countries and areas that have joined a group by the day and not left it."""
    return {
        country
        for country, entries in on_date.world.memberships.items()
        for body, tie in entries
        if body == group
        and (way := tie_progress(tie, on_date.as_of))
        and way.stage == "signed"
        and not way.ended
    }


@_rule("G12")
def _concentrated(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    ties = formal_ties(on_date, rule.words("kinds"))
    by_continent: dict[str, float] = {}
    for view, _ in ties:
        by_continent[view.party.continent] = by_continent.get(view.party.continent, 0.0) + 1
    by_sector, contacts = sector_weights(on_date)
    facts, statements = _behind(contacts)
    spread = [
        (
            "continents",
            shares(by_continent, INHABITED),
            [entry.tie for _, entry in ties],
            [statement for _, entry in ties for statement in entry.statements],
        )
    ]
    if sum(held.what != "step" for held in contacts) >= rule.number("contacts"):
        spread.append(("sectors", shares(by_sector, SECTORS), facts, statements))
    for case, parts, behind, told in spread:
        index, even = herfindahl(parts), entropy(parts)
        if any(parts.values()) and (index > rule.number("herfindahl") or even < rule.number("entropy")):
            top = max(parts, key=lambda name: (parts[name], name))
            figures: dict[str, Figure] = {
                "herfindahl": round(index, 3),
                "entropy": round(even, 3),
                "top": top,
                "share": round(100 * parts[top]),
            }
            yield Match("", case, case, "spread", figures, behind, told)


def sector_weights(on_date: WorldOnDate) -> tuple[dict[str, float], list[CountedContact]]:
    """Return the weight of all contacts of the home by sector, and these contacts.

    A happening with several partners counts once.
    """
    once: dict[str, CountedContact] = {}
    for view in on_date.partners.values():
        for held in view.contacts:
            once.setdefault(held.id, held)
    weights: dict[str, float] = {}
    for held in once.values():
        weight = held.weight(on_date.config, on_date.day)
        for sector in held.sectors:
            weights[sector] = weights.get(sector, 0.0) + weight
    return weights, [once[name] for name in sorted(once)]


@_rule("G13")
def _weaker_than_expected(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    rows = []
    for view in _partners(on_date):
        way = distance_km(on_date.world.home, view.party)
        if (
            view.party.population
            and way
            and view.party.port is not None
            and view.in_force([entry.kind for entry in view.counted.instruments])
        ):
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
            entry = next(one for one in view.counted.instruments if one.stage == "signed")
            figures: dict[str, Figure] = {
                "deviations": round(float(-residual / deviation), 1),
                "ties": len(rows),
                "strength": round(view.strength, 1),
            }
            yield Match(view.id, entry.tie, "below", "look", figures, (entry.tie,), entry.statements)


def distance_km(one: Party, other: Party) -> float | None:
    """Return the great-circle distance (haversine) in kilometres; None if a position is unknown."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    a, b = math.radians(one.lat), math.radians(other.lat)
    half = (
        math.sin((b - a) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


# --- rules and records --------------------------------------------------------------------------------------


@_rule("G14")
def _rule_in_the_way(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    for view in on_date.tied:
        for way in view.ties:
            if way.open and way.stage in LIMITED:
                yield from _conflicts(on_date, rule, view, way)


def _conflicts(on_date: WorldOnDate, rule: GapRule, view: PartnerOnDate, way: TieProgress) -> Iterator[Match]:
    home, party = on_date.world.home, view.party
    if rule.limits["diplomacy"]:
        told = [
            entry
            for entry in on_date.world.relations.get(party.country, ())
            if on_date.known(entry.statements)
            and (not entry.since or on_date.as_of.day(entry.since) is not None)
        ]
        latest = max(
            told, key=lambda entry: (middle(entry.since) if entry.since else 0.0, entry.id), default=None
        )
        if latest and not latest.there:
            yield Match(
                view.id,
                f"{way.tie.id}/diplomacy",
                "diplomacy",
                "check",
                {"country": party.country},
                (way.tie.id, latest.id),
                (*way.statements, *on_date.known(latest.statements)),
            )
    if rule.limits["levels"] and party.is_place and home.level and party.level:
        alike = home.level == party.level or any({home.level, party.level} <= group for group in LEVELS)
        if not alike:
            yield Match(
                view.id,
                f"{way.tie.id}/level",
                "level",
                "check",
                {"level": party.level, "own": home.level},
                (way.tie.id,),
                way.statements,
            )
    scope = rule.limits["neighbour"]
    for other in on_date.world.ties_elsewhere:
        if (
            other.partner != view.id
            or other.above
            or scope == "off"
            or (scope == "region" and not {*other.party.within} & {*home.within})
        ):
            continue
        theirs = tie_progress(other.tie, on_date.as_of)
        if theirs and theirs.stage == "signed" and not theirs.ended:
            yield Match(
                view.id,
                f"{way.tie.id}/{other.tie.id}",
                "neighbour",
                "check",
                {"other": other.party.id},
                (way.tie.id, other.tie.id),
                (*way.statements, *theirs.statements),
            )


@_rule("G15")
def _thin_evidence(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    for view in _partners(on_date):
        signed = [entry for entry in view.counted.instruments if entry.stage == "signed"]
        if not signed:
            continue
        entry = signed[0]
        sources = len({statement.source for one in signed for statement in one.statements})
        dated = any(one.date for one in signed)
        case = (
            "undated"
            if not dated
            else "single"
            if sources < rule.number("sources")
            else "quality"
            if view.evidence < rule.number("evidence")
            else ""
        )
        if case:
            figures: dict[str, Figure] = {
                "evidence": round(view.evidence, 2),
                "sources": sources,
                "dated": dated,
            }
            yield Match(
                view.id,
                entry.tie,
                case,
                "find",
                figures,
                [one.tie for one in signed],
                [statement for one in signed for statement in one.statements],
            )


@_rule("G16")
def _sources_disagree(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    ties = {tie.id: (view, tie) for view in on_date.tied for tie in view.facts.ties}
    told: dict[tuple[str, str, str], list[tuple[Statement, ...]]] = {}
    values: dict[tuple[str, str, str], set[str]] = {}
    for entry in on_date.world.contradictions:
        if (
            entry.tie not in ties
            or len(on_date.known(entry.statements)) < 2
            or not all(
                _spoken(on_date, said, statement)
                for said, statement in zip(entry.said, entry.statements, strict=True)
            )
        ):
            continue
        if entry.property in decisions_known(ties[entry.tie][1], on_date.as_of):
            continue
        key = (entry.tie, entry.fact, entry.property)
        told.setdefault(key, []).append(entry.statements)
        values.setdefault(key, set()).update(entry.values)
    for (tie, fact, name), statements in sorted(told.items()):
        said = sorted(values[tie, fact, name])
        figures: dict[str, Figure] = {
            "property": name,
            "one": said[0],
            "other": said[-1],
            "values": tuple(said),
        }
        yield Match(
            ties[tie][0].id,
            f"{fact}/{name}",
            "differ",
            "decide",
            figures,
            dict.fromkeys((tie, fact)),
            [statement for pair in statements for statement in pair],
        )


def _spoken(on_date: WorldOnDate, said: str, statement: Statement) -> bool:
    """Return whether a statement speaks of a time by the day."""
    return on_date.as_of.day(said) is not None if said else statement.known_on <= on_date.day
