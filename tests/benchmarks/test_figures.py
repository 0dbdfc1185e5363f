"""How figures are told: goals beside, what missed them and by how much, what was not measured and why."""

from __future__ import annotations

from benchmarks.figures import Figure, declared, remarks, table

TITLES = {"local": "local", "other": "other"}


def test_a_goal_that_was_missed_is_said() -> None:
    figure = Figure("ratio", "loader / raw driver", "", 1.3, {"local": 1.25, "other": 1.5})
    assert figure.missed() == {"other": 1.5 - 1.3}
    text = table([("Loading", [figure])], TITLES)
    assert "1.50 !" in text and "1.25 !" not in text and "<= 1.30" in text
    assert remarks([("Loading", [figure])], TITLES) == ["MISSED by 0.20: loader / raw driver, other: 1.50"]


def test_what_was_not_run_says_why() -> None:
    figures = [
        Figure("a", "first", "s", 5, {"local": 3.0, "other": "no Java 17"}),
        Figure("b", "second", "MB", None, {"local": 1234.0, "other": "no Java 17"}),
    ]
    text = table([("Both", figures)], TITLES)
    assert "1,234 MB" in text and "not run" in text
    assert remarks([("Both", figures)], TITLES) == ["not run on other: no Java 17 (2 figures)"]


def test_all_goals_met() -> None:
    assert remarks([("Both", [Figure("a", "first", "s", 5, {"local": 3.0})])], TITLES) == [
        "Every goal was met."
    ]


def test_no_figure_is_declared_twice() -> None:
    keys = [figure.key for _, figures in declared() for figure in figures]
    assert len(keys) == len(set(keys))
