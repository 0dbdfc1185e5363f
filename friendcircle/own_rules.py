"""The rules of an office, run beside the others: what is wrong with one of them is said in a line and stops
nothing else.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from friendcircle.errors import one_line
from friendcircle.session import Session

if TYPE_CHECKING:
    from graph.facts.world import World
    from graph.planning.gap_rules import GapConfig
    from graph.planning.gaps import Finding
    from graph.store import GraphStore
    from graph.world_on_date import WorldOnDate
    from queries.own_rules import OwnRule


def usable(session: Session, files: Mapping[str, str], rules: GapConfig) -> tuple[list[OwnRule], int]:
    """The rules of these files that can be used, and how many cannot."""
    from queries.own_rules import parse_own_rules

    found, errors = parse_own_rules(files, rules.rules)
    for error in errors:
        session.complain(one_line(error, session.texts))
    return found, len(errors)


def faulty_targets(session: Session, world: World, rules: GapConfig) -> int:
    """How many target shares are of groups that the store does not know; each is said."""
    from graph.planning.gaps import unknown_groups

    errors = unknown_groups(world, rules)
    for error in errors:
        session.complain(one_line(error, session.texts))
    return len(errors)


def run(
    session: Session, store: GraphStore, own: Iterable[OwnRule], on_date: WorldOnDate
) -> tuple[list[Finding], int]:
    """What they find, and how many could not run; remarks on those that could are said too."""
    from graph.errors import FriendCircleError, StoreUnavailable
    from queries.own_rules import SharedTime, run_own_rule

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
    """The usable rules that the store keeps of an office, what they find, and how many could not be used or
    run.
    """
    from queries.own_rules import own_files_of

    own, faulty = usable(session, own_files_of(store, home), rules)
    found, failed = run(session, store, own, on_date)
    return own, found, faulty + failed
