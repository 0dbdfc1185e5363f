"""Figures with goals, and how they are printed: ratios first, stores side by side, missed goals listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

DIGITS = {"": 2, "s": 1, "ms": 1, "MB": 0, "/s": 0}


@dataclass(slots=True, kw_only=True)
class Figure:
    """One line of the result.

    :param unit: ``s``, ``ms``, ``MB``, ``/s``, or empty for a ratio
    :param goal: maximum allowed value; None for no goal
    :param values: by store; a text is the reason why it was not measured
    """

    key: str
    title: str
    unit: str
    goal: float | None = None
    values: dict[str, float | str] = field(default_factory=dict)

    def missed(self) -> dict[str, float]:
        """Return by how much the goal was missed, by store."""
        if self.goal is None:
            return {}
        return {
            store: value - self.goal
            for store, value in self.values.items()
            if not isinstance(value, str) and value > self.goal
        }

    def text_of(self, value: float | str | None) -> str:
        """Return a value as it is printed."""
        if value is None:
            return "-"
        if isinstance(value, str):
            return value
        number = f"{value:,.{DIGITS[self.unit]}f}"
        return f"{number} {self.unit}".strip()


def declared() -> list[tuple[str, list[Figure]]]:
    """Return all figures by group, in print order."""
    return [
        (
            "Loading: our loader, with reading and checking, beside the raw driver writing the same graph",
            [
                Figure(key="ratio", title="loader / raw driver", unit="", goal=1.3),
                Figure(key="load", title="loader, end to end", unit="s"),
                Figure(key="raw", title="raw driver, UNWIND in batches of 5,000, ready made", unit="s"),
                Figure(key="load_rows", title="loader, rows of the tables", unit="/s"),
                Figure(key="before_writing", title="of the loader's time: before the first write", unit="s"),
                Figure(key="reload", title="loading again without a change", unit="s"),
            ],
        ),
        (
            "The bundled sample",
            [
                Figure(key="sample_reload", title="loading again without a change", unit="s", goal=5),
                Figure(
                    key="picture",
                    title="from `friendcircle load` on nothing to the first picture of the circle",
                    unit="s",
                ),
                Figure(key="dashboard_picture", title="of this, from `friendcircle dashboard` on", unit="s"),
                Figure(key="later_picture", title="a further session to its picture", unit="s"),
            ],
        ),
        *(
            (
                f"The circle in the browser, {title}",
                [
                    Figure(
                        key=f"{key}_first", title="first picture after the server is up", unit="ms", goal=1000
                    ),
                    Figure(key=f"{key}_later", title="picture of a further session", unit="ms", goal=1000),
                    Figure(key=f"{key}_plain", title="a page of one word by the same library", unit="ms"),
                    Figure(
                        key=f"{key}_later_ratio",
                        title="picture of a further session / a page of one word",
                        unit="",
                        goal=1.3,
                    ),
                    Figure(key=f"{key}_click", title="from a click to the card, p95", unit="ms", goal=300),
                    Figure(
                        key=f"{key}_filter", title="from a switch to the drawing, p95", unit="ms", goal=500
                    ),
                    Figure(
                        key=f"{key}_click_together",
                        title="from a click to the card, ten people at once, p95",
                        unit="ms",
                        goal=2000,
                    ),
                    Figure(
                        key=f"{key}_filter_together",
                        title="from a switch to the drawing, ten people at once, p95",
                        unit="ms",
                        goal=2000,
                    ),
                    Figure(
                        key=f"{key}_memory",
                        title="the dashboard's process after that, a dozen sessions",
                        unit="MB",
                    ),
                ],
            )
            for key, title in (("sample", "bundled sample"), ("office", "made-up office"))
        ),
        (
            "Strength of 26,000 partners over a million contacts, in columns; no store takes part",
            [
                Figure(
                    key="strength_ratio",
                    title="all of it / one plain numpy pass over the same columns",
                    unit="",
                    goal=2,
                ),
                Figure(key="strength", title="all of it", unit="ms"),
                Figure(key="strength_plain", title="plain numpy pass", unit="ms"),
            ],
        ),
        ("Questions on the made-up office", []),
        (
            "The local store",
            [
                Figure(
                    key="start_archive",
                    title="start to the first answer, with the class-data archive",
                    unit="s",
                    goal=5,
                ),
                Figure(key="start_plain", title="start to the first answer, without it", unit="s", goal=9),
                Figure(
                    key="fill_archive",
                    title="bundled sample from nothing into a new store, with the archive",
                    unit="s",
                    goal=10,
                ),
                Figure(key="fill_plain", title="the same without it", unit="s", goal=15),
                Figure(key="stop", title="stop", unit="s", goal=1),
                Figure(key="back", title="back after kill -9, by the watchdog", unit="s", goal=10),
                Figure(
                    key="memory_idle",
                    title="memory at rest with 1 GB of heap, watchdog included",
                    unit="MB",
                    goal=700,
                ),
                Figure(
                    key="cold",
                    title="store of the made-up office: from its start to the first answer",
                    unit="s",
                ),
            ],
        ),
        (
            "Peak memory of each process",
            [
                Figure(key="memory_loader", title="loader (Python)", unit="MB", goal=400),
                Figure(key="memory_reload", title="loader, loading again", unit="MB", goal=400),
                Figure(key="memory_raw", title="raw driver (Python)", unit="MB"),
                Figure(key="memory_store", title="store, after loading and questions", unit="MB"),
                Figure(
                    key="memory_dashboard", title="dashboard, ten sessions on the sample", unit="MB", goal=500
                ),
                Figure(key="memory_dashboard_one", title="dashboard, one session", unit="MB"),
            ],
        ),
    ]


def table(groups: Iterable[tuple[str, Sequence[Figure]]], titles: Mapping[str, str]) -> str:
    """Return the figures as aligned text, with a column for each store.

    :param titles: titles of the stores, by key
    """
    lines = []
    width = 2 + max(len(figure.title) for _, figures in groups for figure in figures)
    for title, figures in groups:
        if not any(figure.values for figure in figures):
            continue
        lines += [
            "",
            title,
            " " * width + "".join(f"{name:>18}" for name in titles.values()) + f"{'goal':>12}",
        ]
        for figure in figures:
            if not figure.values:
                continue
            cells = "".join(f"{_short(figure, store):>18}" for store in titles)
            goal = "" if figure.goal is None else f"<= {figure.text_of(figure.goal)}"
            lines.append(f"  {figure.title:<{width - 2}}{cells}{goal:>12}")
    return "\n".join(lines)


def _short(figure: Figure, store: str) -> str:
    value = figure.values.get(store)
    if isinstance(value, str):
        return "not run"
    return figure.text_of(value) + (" !" if store in figure.missed() else "")


def remarks(groups: Iterable[tuple[str, Sequence[Figure]]], titles: Mapping[str, str]) -> list[str]:
    """Return missed goals with their amounts, and unmeasured figures with their reasons."""
    lines = []
    silent: dict[tuple[str, str], list[str]] = {}
    for _, figures in groups:
        for figure in figures:
            for store, amount in figure.missed().items():
                lines.append(
                    f"MISSED by {figure.text_of(amount)}: {figure.title}, {titles[store]}: "
                    f"{figure.text_of(figure.values[store])}"
                )
            for store, value in figure.values.items():
                if isinstance(value, str):
                    silent.setdefault((store, value), []).append(figure.title)
    lines += [
        f"not run on {titles[store]}: {why} ({len(names)} figures)" for (store, why), names in silent.items()
    ]
    return lines or ["Every goal was met."]
