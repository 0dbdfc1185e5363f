"""What-if scenarios: a copy of the world with changes, and the differences. Nothing is stored. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.facts.as_of import AsOf
from graph.facts.link_facts import Contact, Existence, LinkFacts, Tie, TieStatement
from graph.facts.statement import Statement
from graph.facts.world import Partner, World
from graph.model.partial_date import PartialDate
from graph.planning.board import BoardCard, board
from graph.planning.distribution import Distribution, distribution
from graph.planning.findings import Finding
from graph.planning.gap_rules import GapConfig
from graph.planning.gaps import find_gaps
from graph.planning.scenario_file import Scenario, ScenarioChange
from graph.strength.config import StrengthConfig
from graph.world_on_date import WorldOnDate

#: Id of the source of everything that a scenario adds.
SOURCE = "scenario"


@dataclass(frozen=True, slots=True)
class StrengthShift:
    """The strength of a partner before and after."""

    partner: str
    before: float
    after: float

    @property
    def difference(self) -> float:
        """``after`` minus ``before``."""
        return self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioComparison:
    """Two worlds side by side.

    :param shifts: partners whose strength changes, the largest change first
    :param ended: findings that disappear
    :param new: findings that appear
    :param cards_before: the board before; ``cards_after`` after
    """

    as_of: dt.date
    shifts: tuple[StrengthShift, ...]
    ended: tuple[Finding, ...]
    new: tuple[Finding, ...]
    before: WorldOnDate
    after: WorldOnDate
    cards_before: tuple[BoardCard, ...]
    cards_after: tuple[BoardCard, ...]
    spread_before: Distribution
    spread_after: Distribution


def signed_already(world: World, scenario: Scenario) -> list[tuple[ScenarioChange, str]]:
    """Return the ties to be signed that are signed already, each with its date; signing changes nothing."""
    found = []
    for change in scenario.changes:
        partner = world.partners.get(str(change.values.get("partner", ""))) if change.what == "sign" else None
        told = [
            entry
            for tie in (partner.facts.ties if partner else ())
            for entry in tie.tie_statements
            if entry.kind == change.values["kind"]
        ]
        days = [entry.steps["signed"] for entry in told if entry.steps.get("signed")]
        if days and PartialDate(min(days)).first <= PartialDate(change.values["date"]).last:
            found.append((change, min(days)))
    return found


def idle(scenario: Scenario, done: ScenarioComparison) -> list[ScenarioChange]:
    """Return the changes after the day on which both worlds are compared, which have no effect."""
    return [change for change in scenario.changes if PartialDate(change.values["date"]).first > done.as_of]


def applied(world: World, scenario: Scenario) -> World:
    """Return a copy of the world with the changes."""
    for number, change in enumerate(scenario.changes, start=1):
        world = _APPLY[change.what](world, change.values, f"{SOURCE}-{number}")
    return world


def _word(name: str) -> Statement:
    return Statement(name, SOURCE, "A", known_on=dt.date.min)


def _with(
    world: World, partner: str, change: Callable[[LinkFacts], LinkFacts], *, tied: bool = False
) -> World:
    """Return the world with other facts of a partner, and of its country or area, which gathers them."""
    partners = dict(world.partners)
    bond = partners.get(partner) or Partner(
        next(party for party in world.cities if party.id == partner), False, LinkFacts(partner=partner)
    )
    partners[partner] = replace(bond, tied=bond.tied or tied, facts=change(bond.facts))
    for whole in bond.party.within:
        if whole in partners and partners[whole].party.label == "CountryOrArea":
            partners[whole] = replace(partners[whole], facts=change(partners[whole].facts))
    changed = {tie.id: tie for tie in partners[partner].facts.ties}
    ties = {
        party: tuple(changed.get(tie.id, tie) for tie in entries) for party, entries in world.ties.items()
    }
    known = {tie.id for entries in ties.values() for tie in entries}
    new = tuple(tie for tie in changed.values() if tie.id not in known and partner in tie.parties)
    ties[partner] = (*ties.get(partner, ()), *new)
    return replace(world, partners=partners, ties=ties)


def _sign(world: World, values: Mapping[str, Any], name: str) -> World:
    told = TieStatement(
        statement=_word(name),
        kind=values["kind"],
        status="signed",
        steps={"signed": values["date"]},
        said=values["date"],
    )
    partner = world.partners.get(values["partner"])
    present = (
        next((tie for tie in partner.facts.ties if tie.family == "relation"), None)
        if partner and partner.tied
        else None
    )
    tie = (
        replace(present, tie_statements=(*present.tie_statements, told))
        if present
        else Tie(name, "relation", (told,), parties=(world.home.id, values["partner"]))
    )

    def change(facts: LinkFacts) -> LinkFacts:
        others = tuple(entry for entry in facts.ties if entry.id != tie.id)
        return replace(facts, ties=(*others, tie))

    return _with(world, values["partner"], change, tied=True)


def _end(world: World, values: Mapping[str, Any], name: str) -> World:
    partner = world.partners.get(values["partner"])
    own = {tie.id for tie in partner.facts.ties} if partner else set()
    told = TieStatement(statement=_word(name), kind="", status="terminated", steps={}, said=values["date"])
    last = PartialDate(values["date"]).last

    def ended(tie: Tie) -> Tie:
        # Later statements found it in force, which it no longer is in this world.
        before = (
            entry for entry in tie.tie_statements if not entry.said or PartialDate(entry.said).first <= last
        )
        return replace(tie, tie_statements=(*before, told))

    def change(facts: LinkFacts) -> LinkFacts:
        return replace(facts, ties=tuple(ended(tie) if tie.id in own else tie for tie in facts.ties))

    return _with(world, values["partner"], change)


def _close(world: World, values: Mapping[str, Any], name: str) -> World:
    ending = Existence(_word(name), "", values["date"])
    partners = {}
    for identifier, partner in world.partners.items():
        channels = tuple(
            replace(entry, existence=(*entry.existence, ending)) if entry.id == values["post"] else entry
            for entry in partner.facts.channels
        )
        partners[identifier] = replace(partner, facts=replace(partner.facts, channels=channels))
    return replace(world, partners=partners)


def _visit(world: World, values: Mapping[str, Any], name: str) -> World:
    contact = Contact(
        id=name,
        what="visit",
        main=name,
        kind=values["direction"],
        level=values["level"],
        mode=values.get("mode", ""),
        topics=values.get("topics", ()),
        start=values["date"],
        statements=(_word(name),),
    )
    return _with(world, values["partner"], lambda facts: replace(facts, contacts=(*facts.contacts, contact)))


def _event(world: World, values: Mapping[str, Any], name: str) -> World:
    contact = Contact(
        id=name,
        what="event",
        main=name,
        kind=values["kind"],
        start=values["date"],
        status=values.get("status", "held"),
        statements=(_word(name),),
    )
    return _with(world, values["partner"], lambda facts: replace(facts, contacts=(*facts.contacts, contact)))


_APPLY: dict[str, Callable[[World, Mapping[str, Any], str], World]] = {
    "sign": _sign,
    "end": _end,
    "close": _close,
    "visit": _visit,
    "event": _event,
}


def compare(
    world: World,
    scenario: Scenario,
    config: StrengthConfig,
    rules: GapConfig,
    today: dt.date,
    known_as_of: dt.date | None = None,
) -> ScenarioComparison:
    """Compare both worlds on the day of the scenario.

    :param today: the day if the scenario has none and all its changes lie before it
    """
    dates = [PartialDate(change.values["date"]).last for change in scenario.changes]
    day = scenario.as_of or max([today, *dates])
    as_of = AsOf(day, known_as_of)
    before, after = WorldOnDate(world, config, as_of), WorldOnDate(applied(world, scenario), config, as_of)
    first, second = find_gaps(before, rules), find_gaps(after, rules)
    keys, other = {_key(entry) for entry in first}, {_key(entry) for entry in second}
    names = [name for name in sorted({*before.partners, *after.partners}) if _listed(after, name)]
    shifts = [StrengthShift(name, _strength(before, name), _strength(after, name)) for name in names]
    changed = [shift for shift in shifts if abs(shift.difference) > 1e-9]
    kinds, targets = rules["G11"].words("kinds"), rules["G11"].shares("targets")
    return ScenarioComparison(
        as_of=day,
        shifts=tuple(sorted(changed, key=lambda shift: (-abs(shift.difference), shift.partner))),
        ended=tuple(entry for entry in first if _key(entry) not in other),
        new=tuple(entry for entry in second if _key(entry) not in keys),
        before=before,
        after=after,
        cards_before=board(before),
        cards_after=board(after),
        spread_before=distribution(before, "continent", kinds, targets),
        spread_after=distribution(after, "continent", kinds, targets),
    )


def _listed(on_date: WorldOnDate, partner: str) -> bool:
    """Return whether a partner is listed; an untied country or area only repeats what is inside it."""
    view = on_date.partners.get(partner)
    return view is None or view.partner.tied or view.party.label != "CountryOrArea"


def _strength(on_date: WorldOnDate, partner: str) -> float:
    view = on_date.partners.get(partner)
    return view.strength if view else 0.0


def _key(finding: Finding) -> tuple[str, str, str, str]:
    return finding.rule, finding.partner, finding.subject, finding.case
