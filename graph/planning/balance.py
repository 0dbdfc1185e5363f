"""How evenly something is spread over categories. Pure.

Herfindahl-Hirschman index: the sum of the squared shares, from 1/n for an even spread to 1 (Herfindahl 1950).
Entropy: -sum p ln p, here as a part of its maximum ln n (Shannon 1948).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

#: The continents people live on, by the codes of the model.
INHABITED = ("AF", "AS", "EU", "NA", "OC", "SA")


def shares(amounts: Mapping[str, float], categories: Iterable[str]) -> dict[str, float]:
    """The share of each category, in the order given; all nothing where there is nothing."""
    names = tuple(categories)
    total = math.fsum(amounts.get(name, 0.0) for name in names)
    return {name: amounts.get(name, 0.0) / total if total else 0.0 for name in names}


def herfindahl(parts: Mapping[str, float]) -> float:
    """Sum of squared shares."""
    return math.fsum(share * share for share in parts.values())


def entropy(parts: Mapping[str, float]) -> float:
    """Entropy of the shares as a part of its maximum, 0 to 1; 1 where there is one category only."""
    if len(parts) < 2:
        return 1.0
    return abs(math.fsum(share * math.log(share) for share in parts.values() if share > 0)) / math.log(
        len(parts)
    )
