"""Rules about channels, ports, blank areas and concentration (G9 to G13). Pure."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator

import numpy as np

from graph.facts.link_facts import Tie
from graph.facts.tie_progress import tie_ending
from graph.facts.world import Party
from graph.model.vocabulary import TIE_KINDS
from graph.planning.balance import INHABITED, entropy, herfindahl, shares
from graph.planning.findings import (
    Figure,
    Match,
    facts_and_statements,
    implements,
    joined_organisations,
    tied_partners,
)
from graph.planning.gap_rules import GapRule
from graph.strength.config_file import SECTORS
from graph.strength.counting import CountedContact, Instrument
from graph.world_on_date import PartnerOnDate, WorldOnDate

EARTH_RADIUS_KM = 6_371.0
#: Statuses of a tie that no longer holds.
ENDED = ("expired", "terminated", "refuted")


@implements("G8")
def _channel_without_tie(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    for view in on_date.partners.values():
        if view.party.label != "CountryOrArea" or view.in_force(rule.words("kinds")):
            continue
        open_ones = [
            (channel, statements)
            for channel, statements in view.link.channels
            if channel.code in rule.words("channels")
        ]
        if open_ones:
            codes = tuple(sorted({channel.code for channel, _ in open_ones}))
            facts = [channel.id for channel, _ in open_ones]
            statements = [statement for _, told in open_ones for statement in told]
            yield Match(
                partner=view.id,
                subject="",
                case="open",
                next="ask",
                figures={"channels": codes},
                facts=facts,
                statements=statements,
            )


@implements("G9")
def _tie_without_channel(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    for view in tied_partners(on_date):
        if view.components["F"] < rule.number("formal") or view.components["I"] > 0.0:
            continue
        if signed := view.in_force(TIE_KINDS):
            entry = signed[0]
            figures: dict[str, Figure] = {"kind": entry.kind, "since": _since(entry)}
            sure = on_date.complete(rule.silence, on_date.day, on_date.day)
            yield Match(
                partner=view.id,
                subject=entry.tie,
                case="none" if entry.date else "none_stated",
                next="find",
                figures=figures,
                facts=(entry.tie,),
                statements=entry.statements,
                sure=sure,
            )


@implements("G10")
def _port_and_city(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    kinds = rule.words("kinds")
    sister_ports: dict[str, list[tuple[PartnerOnDate, Instrument]]] = {}
    for view in on_date.tied:
        if view.party.label == "Port" and (signed := view.in_force(["sister_port"])):
            # A port without a recorded city represents its city.
            for city in on_date.world.ports.get(view.id, (view.id,)):
                sister_ports.setdefault(city, []).append((view, signed[0]))
    with_sister_port = {*sister_ports, *_undated_sister_ports(on_date)}
    for city, ports in sorted(sister_ports.items()):
        known = on_date.partners.get(city)
        if known and known.in_force(kinds):
            continue
        view, entry = ports[0]
        figures: dict[str, Figure] = {"port": view.id, "since": _since(entry)}
        sure = on_date.complete(["ties"], _first_day(entry), on_date.day, kinds={"ties": kinds})
        yield Match(
            partner=city,
            subject=view.id,
            case="city" if entry.date else "city_stated",
            next="city",
            figures=figures,
            facts=[one.tie for _, one in ports],
            statements=[statement for _, one in ports for statement in one.statements],
            sure=sure,
        )
    home_has_port = bool(on_date.world.own_ports) or bool(on_date.world.home.port)
    for view in tied_partners(on_date):
        signed = view.in_force(kinds)
        if home_has_port and view.party.port and signed and view.id not in with_sister_port:
            figures = {"port": None, "since": _since(signed[0])}
            sure = on_date.complete(["port_links"], _first_day(signed[0]), on_date.day)
            yield Match(
                partner=view.id,
                subject=signed[0].tie,
                case="port" if signed[0].date else "port_stated",
                next="port",
                figures=figures,
                facts=(signed[0].tie,),
                statements=signed[0].statements,
                sure=sure,
            )


def _undated_sister_ports(on_date: WorldOnDate) -> set[str]:
    """Return the places whose port has a tie with the home's that a source calls signed, without a date.

    A source that says of which day it speaks counts from that day on.
    """
    found = set()
    for identifier, partner in on_date.world.partners.items():
        if partner.party.label != "Port":
            continue
        told = [
            entry
            for tie in partner.facts.ties
            if not _ended(on_date, tie)
            for entry in tie.tie_statements
            if entry.kind == "sister_port" and entry.steps.get("signed") == ""
        ]
        if any(
            on_date.as_of.knows(entry.statement)
            and (not entry.said or on_date.as_of.day(entry.said) is not None)
            for entry in told
        ):
            found |= {*on_date.world.ports.get(identifier, (identifier,))}
    return found


def _ended(on_date: WorldOnDate, tie: Tie) -> bool:
    ending = tie_ending(tie, on_date.as_of)
    return ending is not None and ending.status in ENDED


def _since(entry: Instrument) -> str:
    """Return the date of a signature or, without one, the day on which a source states the tie."""
    return entry.date or dt.date.fromordinal(round(entry.day)).isoformat()


def _first_day(entry: Instrument) -> dt.date:
    return dt.date.fromordinal(math.floor(entry.day))


def formal_ties(on_date: WorldOnDate, kinds: Iterable[str]) -> list[tuple[PartnerOnDate, Instrument]]:
    """Return the ties that are of these kinds and in force, each with its partner and its signature.

    A tie is of one kind, the strongest signed, as the figures of :mod:`graph.figures` count it.
    """
    wanted = {*kinds}
    return [
        (view, entry)
        for view in on_date.tied
        for progress in view.ties
        if progress.in_force
        and progress.signed
        and progress.signed.kind in wanted
        and view.id in progress.tie.parties
        for entry in view.in_force((progress.signed.kind,))
        if entry.tie == progress.tie.id
    ]


@implements("G11")
def _blank(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    ties = formal_ties(on_date, rule.words("kinds"))
    targets = rule.shares("targets")
    joined = joined_organisations(on_date.world)
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
                "kinds": rule.words("kinds"),
                "share": round(100 * share),
                "target": round(100 * target) if target else None,
            }
            yield Match(
                partner="",
                subject=name,
                case=case,
                next="look",
                figures=figures,
                facts=[entry.tie for _, entry in rows],
                statements=[statement for _, entry in rows for statement in entry.statements],
            )


def _members(on_date: WorldOnDate, group: str) -> set[str]:
    """Return the countries and areas that have joined a group by the day and not left it."""
    return {
        country
        for country, entries in on_date.world.memberships.items()
        for body, tie in entries
        if body == group and (way := on_date.progress(tie)) and way.stage == "signed" and not way.ended
    }


@implements("G12")
def _concentrated(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    ties = formal_ties(on_date, rule.words("kinds"))
    by_continent: dict[str, float] = {}
    for view, _ in ties:
        by_continent[view.party.continent] = by_continent.get(view.party.continent, 0.0) + 1
    by_sector, contacts = on_date.scores.sectors_of_home
    spread = [("continents", shares(by_continent, INHABITED))]
    if contacts >= rule.number("contacts"):
        spread.append(("sectors", shares(by_sector, SECTORS)))
    for case, parts in spread:
        index, even = herfindahl(parts), entropy(parts)
        if any(parts.values()) and (index > rule.number("herfindahl") or even < rule.number("entropy")):
            top = max(parts, key=lambda name: (parts[name], name))
            figures: dict[str, Figure] = {
                "herfindahl": round(index, 3),
                "entropy": round(even, 3),
                "top": top,
                "share": round(100 * parts[top]),
                "kinds": rule.words("kinds"),
            }
            facts, statements = (
                facts_and_statements(_contacts_once(on_date))
                if case == "sectors"
                else (
                    [entry.tie for _, entry in ties],
                    [statement for _, entry in ties for statement in entry.statements],
                )
            )
            yield Match(
                partner="",
                subject=case,
                case=case,
                next="spread",
                figures=figures,
                facts=facts,
                statements=statements,
            )


def _contacts_once(on_date: WorldOnDate) -> list[CountedContact]:
    """Return all contacts of the home, those with several partners once."""
    once: dict[str, CountedContact] = {}
    for view in on_date.partners.values():
        for held in view.contacts:
            once.setdefault(held.id, held)
    return [once[name] for name in sorted(once)]


@implements("G13")
def _weaker_than_expected(on_date: WorldOnDate, rule: GapRule) -> Iterator[Match]:
    rows = []
    for view in tied_partners(on_date):
        way = distance_km(on_date.world.home, view.party)
        if (
            view.party.population
            and way
            and view.party.port is not None
            and view.in_force([entry.kind for entry in view.link.instruments])
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
            entry = next(one for one in view.link.instruments if one.stage == "signed")
            figures: dict[str, Figure] = {
                "deviations": round(float(-residual / deviation), 1),
                "ties": len(rows),
                "strength": round(view.strength, 1),
            }
            yield Match(
                partner=view.id,
                subject=entry.tie,
                case="below",
                next="look",
                figures=figures,
                facts=(entry.tie,),
                statements=entry.statements,
            )


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
