"""What a network lacks: one small rule per gap, applied to the world of a home on a day.

A rule is declared in ``profiles/gaps.toml`` (:mod:`graph.planning.gap_rules`); its search is a function here
that takes the world and the rule and yields matches. A finding has figures, the facts and sources behind it,
its certainty, and the next step. Rules that interpret missing records report "gap" only where the tables they
read are declared complete for the period, and "unknown" otherwise. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import ConfigurationError
from graph.facts.world import World
from graph.planning import evidence_rules, reach_rules, silence_rules  # noqa: F401  (they register the rules)
from graph.planning.balance import INHABITED
from graph.planning.findings import FINDERS, Certainty, Finding, Match, joined_organisations
from graph.planning.gap_rules import GapConfig, GapRule, unknown_group
from graph.world_on_date import WorldOnDate


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


def unknown_groups(world: World, rules: GapConfig) -> list[ConfigurationError]:
    """Return an error for each target share of a group that no country has ever joined."""
    known = [
        *INHABITED,
        *sorted(joined_organisations(world)),
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
