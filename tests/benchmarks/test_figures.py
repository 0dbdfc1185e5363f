"""Reports of figures: with their goals, by how much a goal was missed, and why a figure was not measured."""

from __future__ import annotations

from benchmarks.figures import Figure, declared, remarks, table

TITLES = {"local": "local", "other": "other"}


def test_missed_goal_is_reported() -> None:
    figure = Figure(
        key="ratio", title="loader / raw driver", unit="", goal=1.3, values={"local": 1.25, "other": 1.5}
    )
    assert figure.missed() == {"other": 1.5 - 1.3}
    text = table([("Loading", [figure])], TITLES)
    assert "1.50 !" in text and "1.25 !" not in text and "<= 1.30" in text
    assert remarks([("Loading", [figure])], TITLES) == ["MISSED by 0.20: loader / raw driver, other: 1.50"]


def test_figure_not_run_shows_the_reason() -> None:
    figures = [
        Figure(key="a", title="first", unit="s", goal=5, values={"local": 3.0, "other": "no Java 17"}),
        Figure(
            key="b", title="second", unit="MB", goal=None, values={"local": 1234.0, "other": "no Java 17"}
        ),
    ]
    text = table([("Both", figures)], TITLES)
    assert "1,234 MB" in text and "not run" in text
    assert remarks([("Both", figures)], TITLES) == ["not run on other: no Java 17 (2 figures)"]


def test_all_goals_met_is_reported() -> None:
    assert remarks(
        [("Both", [Figure(key="a", title="first", unit="s", goal=5, values={"local": 3.0})])], TITLES
    ) == ["Every goal was met."]


def test_no_figure_is_declared_twice() -> None:
    keys = [figure.key for _, figures in declared() for figure in figures]
    assert len(keys) == len(set(keys))
