"""Figures with goals, and how they are printed: ratios first, stores side by side, missed goals listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

DIGITS = {"": 2, "s": 1, "ms": 1, "MB": 0, "/s": 0}


@dataclass(slots=True)
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

    def said(self, value: float | str | None) -> str:
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
                Figure("ratio", "loader / raw driver", "", 1.3),
                Figure("load", "loader, end to end", "s"),
                Figure("raw", "raw driver, UNWIND in batches of 5,000, ready made", "s"),
                Figure("load_rows", "loader, rows of the tables", "/s"),
                Figure("before_writing", "of the loader's time: before the first write", "s"),
                Figure("reload", "loading again without a change", "s"),
            ],
        ),
        (
            "The bundled sample",
            [
                Figure("sample_reload", "loading again without a change", "s", 5),
                Figure(
                    "picture", "from `friendcircle load` on nothing to the first picture of the circle", "s"
                ),
                Figure("dashboard_picture", "of this, from `friendcircle dashboard` on", "s"),
                Figure("later_picture", "a further session to its picture", "s"),
            ],
        ),
        *(
            (
                f"The circle in the browser, {title}",
                [
                    Figure(f"{key}_first", "first picture after the server is up", "ms", 1000),
                    Figure(f"{key}_later", "picture of a further session", "ms", 1000),
                    Figure(f"{key}_plain", "a page of one word by the same library", "ms"),
                    Figure(
                        f"{key}_later_ratio", "picture of a further session / a page of one word", "", 1.5
                    ),
                    Figure(f"{key}_click", "from a click to the card, p95", "ms", 300),
                    Figure(f"{key}_filter", "from a switch to the drawing, p95", "ms", 500),
                    Figure(
                        f"{key}_click_together",
                        "from a click to the card, ten people at once, p95",
                        "ms",
                        2000,
                    ),
                    Figure(
                        f"{key}_filter_together",
                        "from a switch to the drawing, ten people at once, p95",
                        "ms",
                        2000,
                    ),
                    Figure(f"{key}_memory", "the dashboard's process after that, a dozen sessions", "MB"),
                ],
            )
            for key, title in (("sample", "bundled sample"), ("office", "made-up office"))
        ),
        (
            "Strength of 26,000 partners over a million contacts, in columns; no store takes part",
            [
                Figure("strength_ratio", "all of it / one plain numpy pass over the same columns", "", 2),
                Figure("strength", "all of it", "ms"),
                Figure("strength_plain", "plain numpy pass", "ms"),
            ],
        ),
        ("Questions on the made-up office", []),
        (
            "The local store",
            [
                Figure("start_archive", "start to the first answer, with the class-data archive", "s", 5),
                Figure("start_plain", "start to the first answer, without it", "s", 9),
                Figure(
                    "fill_archive", "bundled sample from nothing into a new store, with the archive", "s", 10
                ),
                Figure("fill_plain", "the same without it", "s", 15),
                Figure("stop", "stop", "s", 1),
                Figure("back", "back after kill -9, by the watchdog", "s", 10),
                Figure("memory_idle", "memory at rest with 1 GB of heap, watchdog included", "MB", 700),
                Figure("cold", "store of the made-up office: from its start to the first answer", "s"),
            ],
        ),
        (
            "Peak memory of each process",
            [
                Figure("memory_loader", "loader (Python)", "MB", 400),
                Figure("memory_reload", "loader, loading again", "MB", 400),
                Figure("memory_raw", "raw driver (Python)", "MB"),
                Figure("memory_store", "store, after loading and questions", "MB"),
                Figure("memory_dashboard", "dashboard, ten sessions on the sample", "MB", 500),
                Figure("memory_dashboard_one", "dashboard, one session", "MB"),
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
            goal = "" if figure.goal is None else f"<= {figure.said(figure.goal)}"
            lines.append(f"  {figure.title:<{width - 2}}{cells}{goal:>12}")
    return "\n".join(lines)


def _short(figure: Figure, store: str) -> str:
    value = figure.values.get(store)
    if isinstance(value, str):
        return "not run"
    return figure.said(value) + (" !" if store in figure.missed() else "")


def remarks(groups: Iterable[tuple[str, Sequence[Figure]]], titles: Mapping[str, str]) -> list[str]:
    """Return missed goals with their amounts, and unmeasured figures with their reasons."""
    lines = []
    silent: dict[tuple[str, str], list[str]] = {}
    for _, figures in groups:
        for figure in figures:
            for store, amount in figure.missed().items():
                lines.append(
                    f"MISSED by {figure.said(amount)}: {figure.title}, {titles[store]}: "
                    f"{figure.said(figure.values[store])}"
                )
            for store, value in figure.values.items():
                if isinstance(value, str):
                    silent.setdefault((store, value), []).append(figure.title)
    lines += [
        f"not run on {titles[store]}: {why} ({len(names)} figures)" for (store, why), names in silent.items()
    ]
    return lines or ["Every goal was met."]
