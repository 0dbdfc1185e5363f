"""Run an office's rules besides the built-in ones; an error in one is reported and stops nothing else."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from friendcircle.errors import one_line
from friendcircle.session import Session

if TYPE_CHECKING:
    from graph.facts.world import World
    from graph.planning.findings import Finding
    from graph.planning.gap_rules import GapConfig
    from graph.store import GraphStore
    from graph.world_on_date import WorldOnDate
    from queries.own_rules.rule_files import OwnRule


def usable(session: Session, files: Mapping[str, str], rules: GapConfig) -> tuple[list[OwnRule], int]:
    """Return the usable rules of these files, and the number of unusable ones."""
    from queries.own_rules.rule_files import parse_own_rules

    found, errors = parse_own_rules(files, rules.rules)
    for error in errors:
        session.complain(one_line(error, session.texts))
    return found, len(errors)


def faulty_targets(session: Session, world: World, rules: GapConfig) -> int:
    """Report target shares of groups that the store does not know, and return their number."""
    from graph.planning.gaps import unknown_groups

    errors = unknown_groups(world, rules)
    for error in errors:
        session.complain(one_line(error, session.texts))
    return len(errors)


def run(
    session: Session, store: GraphStore, own: Iterable[OwnRule], on_date: WorldOnDate
) -> tuple[list[Finding], int]:
    """Return the findings of the rules and how many rules failed; errors and remarks are reported."""
    from graph.errors import FriendCircleError, StoreUnavailable
    from queries.own_rules.rule_runs import SharedTime, run_own_rule

    shared = SharedTime(time.monotonic)
    found: list[Finding] = []
    failed = 0
    for rule in own:
        try:
            own_found, remarks = run_own_rule(store, rule, on_date, shared)
            found += own_found
            for remark in remarks:
                session.complain(one_line(remark, session.texts))
        except StoreUnavailable:
            raise
        except FriendCircleError as error:
            session.complain(one_line(error, session.texts))
            failed += 1
    return found, failed


def findings_of_own(
    session: Session, store: GraphStore, home: str, rules: GapConfig, on_date: WorldOnDate
) -> tuple[list[OwnRule], list[Finding], int]:
    """Return the usable stored rules of an office, their findings, and how many rules did not run."""
    from queries.own_rules.rule_files import own_files_of

    own, faulty = usable(session, own_files_of(store, home), rules)
    found, failed = run(session, store, own, on_date)
    return own, found, faulty + failed
