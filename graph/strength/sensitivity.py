"""How much the ranking depends on weights, half-lives and k, which are varied at random by up to a third.

Each draw multiplies every one of them by its own factor, uniform between 2/3 and 4/3; the weights are then
scaled to add up to 100 again. The ranking of a draw is compared with the ranking in force by Spearman's
coefficient, with equal scores at their mean rank.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph.facts.as_of import AsOf
from graph.facts.link_facts import LinkFacts
from graph.strength.columns.strength_table import StrengthTable
from graph.strength.config import StrengthConfig
from graph.strength.config_file import SUM_OF_WEIGHTS

SPREAD = 1 / 3
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankRange:
    """The rank of a partner and its range over all draws; 1 is the strongest."""

    partner: str
    strength: float
    rank: int
    best: int
    worst: int
    p5: float
    p95: float


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The result of the analysis.

    :param median: median of Spearman's coefficient between each draw and the ranking in force
    :param low: 5th percentile of that coefficient
    :param partners: strongest first
    """

    median: float
    low: float
    partners: tuple[RankRange, ...]


def sensitivity(
    facts: Sequence[LinkFacts],
    config: StrengthConfig,
    as_of: dt.date,
    known_as_of: dt.date | None = None,
    *,
    draws: int = 1000,
    seed: int = 0,
) -> Sensitivity:
    """Rank all partners with ``draws`` sets of numbers; the same seed gives the same result.

    :param facts: of the partners to rank; those without anything by ``as_of`` are left out
    """
    table = StrengthTable.of(facts, config, AsOf(as_of, known_as_of))
    present = np.flatnonzero(table.present)
    if len(present) < 2:
        return Sensitivity(
            1.0,
            1.0,
            tuple(
                RankRange(
                    partner=table.partners[i],
                    strength=float(table.strengths(config)[i]),
                    rank=1,
                    best=1,
                    worst=1,
                    p5=1.0,
                    p95=1.0,
                )
                for i in present
            ),
        )
    generator = np.random.Generator(np.random.PCG64(seed))
    base = table.strengths(config)[present]
    own = ranks(base)
    found = np.empty((draws, len(present)))
    coefficients = np.empty(draws)
    for draw in range(draws):
        found[draw] = ranks(table.strengths(config.with_numbers(drawn(config, generator)))[present])
        coefficients[draw] = spearman(own, found[draw])
    order = sorted(range(len(present)), key=lambda i: (own[i], table.partners[present[i]]))
    return Sensitivity(
        float(np.median(coefficients)),
        float(np.percentile(coefficients, 5)),
        tuple(
            RankRange(
                partner=table.partners[present[i]],
                strength=float(base[i]),
                rank=place,
                best=int(np.floor(found[:, i].min())),
                worst=int(np.ceil(found[:, i].max())),
                p5=float(np.percentile(found[:, i], 5)),
                p95=float(np.percentile(found[:, i], 95)),
            )
            for place, i in enumerate(order, start=1)
        ),
    )


def drawn(config: StrengthConfig, generator: np.random.Generator) -> Mapping[str, Mapping[str, float]]:
    """Return a random set of weights, half-lives and k."""

    def vary(table: str) -> dict[str, float]:
        names = sorted(config[table])
        factors = generator.uniform(1 - SPREAD, 1 + SPREAD, len(names))
        return {
            name: config[table][name] * float(factor) for name, factor in zip(names, factors, strict=True)
        }

    weights = vary("weights")
    scale = SUM_OF_WEIGHTS / sum(weights.values())
    return {
        "weights": {name: value * scale for name, value in weights.items()},
        "half_lives": vary("half_lives"),
        "curves": {"k": config["curves"]["k"] * float(generator.uniform(1 - SPREAD, 1 + SPREAD))},
    }


def ranks(values: Floats) -> Floats:
    """Return ranks from 1, the largest first; equal values (to nine decimals) share their mean rank."""
    _, inverse, counts = np.unique(-np.round(values, 9), return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    means: Floats = (ends - (counts - 1) / 2)[inverse]
    return means


def spearman(one: Floats, other: Floats) -> float:
    """Return Spearman's rank correlation of two lists of ranks; 1 if either has no spread."""
    a, b = one - one.mean(), other - other.mean()
    size = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / size if size > 0 else 1.0
