"""The rules of an office share one time limit; rules that no longer fit into it are reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from graph.errors import QueryTimeout
from graph.facts.as_of import AsOf
from graph.naming.profile import load_naming
from graph.store import GraphStore
from graph.world_on_date import WorldOnDate
from queries.facts import world
from queries.links.link_scores import config_of
from queries.own_rules.rule_files import OwnRule, parse_own_rule
from queries.own_rules.rule_runs import SECONDS, SharedTime, run_own_rule
from tests.stores import SAMPLE_COUNTRY, SAMPLE_HOME

RULE = """// rule: {id}
// title: Every partner
// says: {{n}}

MATCH (c:City) WHERE c.id <> $home RETURN c.id AS partner, 1 AS n ORDER BY partner LIMIT 3
"""
SLOW = """// rule: X9
// title: Slow

UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b
WITH a * b AS c WHERE c < 0 RETURN toString(c) AS partner
"""


def rule(identifier: str) -> OwnRule:
    return parse_own_rule(f"rules/{identifier}.cypher", RULE.format(id=identifier))


def clock_of(*seconds: float) -> Callable[[], float]:
    """Return a clock that shows these values one after another."""
    times = iter(seconds)
    return lambda: next(times)


def test_remaining_time() -> None:
    shared = SharedTime(clock_of(100.0, 110.0, 129.5, 140.0))
    assert [shared.left(), shared.left(), shared.left()] == [SECONDS - 10, SECONDS - 29.5, 0]


@pytest.fixture
def on_date(loaded_store: GraphStore) -> WorldOnDate:
    """The sample on a day."""
    found, _ = world(loaded_store, SAMPLE_HOME, load_naming("cn"), SAMPLE_COUNTRY)
    return WorldOnDate(found, config_of(loaded_store, SAMPLE_HOME), AsOf(dt.date(2020, 1, 22)))


def test_rules_run_until_the_time_is_used_up(loaded_store: GraphStore, on_date: WorldOnDate) -> None:
    shared = SharedTime(clock_of(0.0, 1.0, SECONDS - 0.01, SECONDS + 7))
    found, remarks = run_own_rule(loaded_store, rule("X1"), on_date, shared)
    assert (len(found), remarks) == (3, [])
    for identifier in ("X2", "X3"):
        with pytest.raises(QueryTimeout) as caught:
            run_own_rule(loaded_store, rule(identifier), on_date, shared)
        assert str(caught.value) == (
            f"the rule {identifier} was not evaluated: the 30 s that all rules of the office share are used "
            f"up"
            f" (rules/{identifier}.cypher:5): make the slow rules cheaper, or switch one off"
        )
        assert f"规则 {identifier} 未评估" in caught.value.line("zh")


def test_slow_rule_gets_the_remaining_time(loaded_store: GraphStore, on_date: WorldOnDate) -> None:
    shared = SharedTime(clock_of(0.0, SECONDS - 0.5))
    with pytest.raises(QueryTimeout, match=r"the rule X9 cannot run: the statement ran longer than 0\.5 s"):
        run_own_rule(loaded_store, parse_own_rule("rules/x9.cypher", SLOW), on_date, shared)
