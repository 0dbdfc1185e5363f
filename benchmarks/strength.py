"""Compare the strength of all partners over a million contacts with one plain numpy pass.

The plain pass computes the weight of each contact from its columns, and one sum by partner for each of X,
X_in, X_out and the sectors. It ignores events on the days of a visit, instruments, channels and projects,
which the measured code handles.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from graph.model.durations import DAYS_OF_MONTH
from graph.strength.columns.strength_table import ContactColumns, StrengthTable
from graph.strength.config import StrengthConfig, default_config
from graph.strength.config_file import SECTORS

CONTACTS, PARTNERS = 1_000_000, 26_000
AS_OF = 737_446  # 2020-01-22
REPEAT = 9


def measure(
    contacts: int = CONTACTS, partners: int = PARTNERS, repeat: int = REPEAT, seed: int = 1
) -> dict[str, float]:
    """Return the best times of both in milliseconds, and their ratio; the two take turns."""
    config = default_config()
    table = random_table(contacts, partners, seed)
    ours, plain = [], []
    for _ in range(repeat):
        ours.append(_timed(lambda: table.strengths(config)))
        plain.append(_timed(lambda: plain_pass(table, config)))
    return {
        "ours_ms": min(ours) * 1000,
        "plain_ms": min(plain) * 1000,
        "ratio": min(ours) / min(plain),
        "contacts": contacts,
        "partners": partners,
    }


def random_table(contacts: int, partners: int, seed: int) -> StrengthTable:
    """Return a generated table: two sectors for each contact, one event in twenty on the days of a visit."""
    draw = np.random.Generator(np.random.PCG64(seed))
    config = default_config()

    def places(table: str) -> npt.NDArray[np.intp]:
        return draw.integers(0, len(config[table]), contacts).astype(np.intp)

    entry = np.repeat(np.arange(contacts), 2)
    under = np.sort(draw.choice(contacts, contacts // 20, replace=False))
    over = np.maximum(under - 1, 0)
    columns = ContactColumns(
        partner=np.sort(draw.integers(0, partners, contacts)),
        kind=places("kinds"),
        level=places("levels"),
        mode=places("modes"),
        half_life=places("half_lives"),
        way=draw.integers(0, 3, contacts),
        share=np.ones(contacts),
        day=AS_OF - draw.uniform(0, 40 * 365, contacts),
        entry=entry,
        sector=draw.integers(0, len(SECTORS), len(entry)),
        under=under,
        over=over,
        under_entry=2 * under,
        over_entry=over,
    )
    some = np.arange(partners)
    return StrengthTable(
        partners=tuple(f"p{number}" for number in range(partners)),
        as_of=AS_OF,
        contacts=columns,
        instruments=(
            some,
            draw.integers(0, len(config["instruments"]), partners),
            draw.integers(0, len(config["statuses"]), partners),
        ),
        channels=(some, draw.integers(0, len(config["channels"]), partners)),
        projects=(some, draw.integers(0, len(config["stages"]), partners)),
        ended=np.full(partners, np.inf),
        years=draw.uniform(0, 40, partners),
        present=np.ones(partners, dtype=np.bool_),
    )


def plain_pass(table: StrengthTable, config: StrengthConfig) -> npt.NDArray[np.float64]:
    """Compute the weights and their sums in the simplest way."""
    columns, count = table.contacts, len(table.partners)
    kind, level, mode, half_life = (
        np.array(list(config[name].values())) for name in ("kinds", "levels", "modes", "half_lives")
    )
    x = (
        kind[columns.kind]
        * level[columns.level]
        * mode[columns.mode]
        * np.exp2(-(table.as_of - columns.day) / DAYS_OF_MONTH / half_life[columns.half_life])
    )
    received = np.where(columns.way == 0, x, np.where(columns.way == 2, x / 2, 0.0))
    total = np.bincount(columns.partner, x, count)
    least = np.minimum(
        np.bincount(columns.partner, received, count), np.bincount(columns.partner, x - received, count)
    )
    sectors = np.bincount(
        columns.partner[columns.entry] * len(SECTORS) + columns.sector, x[columns.entry], count * len(SECTORS)
    ).reshape(count, -1)
    curves, weights = config["curves"], config["weights"]
    breadth = np.minimum(1.0, (1 - np.exp(-sectors / curves["sector"])).sum(axis=1) / curves["sectors"])
    found: npt.NDArray[np.float64] = (
        weights["A"] * (1 - np.exp(-total / curves["k"]))
        + weights["R"] * (1 - np.exp(-2 * least / curves["k"]))
        + weights["B"] * breadth
    )
    return found


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


if __name__ == "__main__":
    print({name: round(value, 3) for name, value in measure().items()})
