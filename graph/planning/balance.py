"""How evenly something is spread over categories. Pure.

Herfindahl-Hirschman index: the sum of the squared shares, from 1/n for an even spread to 1 (Herfindahl 1950).
Entropy: -sum p ln p, here as a fraction of its maximum ln n (Shannon 1948).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

#: Inhabited continents, by the codes of the model.
INHABITED = ("AF", "AS", "EU", "NA", "OC", "SA")


def shares(amounts: Mapping[str, float], categories: Iterable[str]) -> dict[str, float]:
    """Return the share of each category, in the order given; all 0 if the total is 0."""
    names = tuple(categories)
    total = math.fsum(amounts.get(name, 0.0) for name in names)
    return {name: amounts.get(name, 0.0) / total if total else 0.0 for name in names}


def herfindahl(parts: Mapping[str, float]) -> float:
    """Return the sum of squared shares."""
    return math.fsum(share * share for share in parts.values())


def entropy(parts: Mapping[str, float]) -> float:
    """Return the entropy of the shares as a fraction of its maximum; 1 for fewer than two categories."""
    if len(parts) < 2:
        return 1.0
    return abs(math.fsum(share * math.log(share) for share in parts.values() if share > 0)) / math.log(
        len(parts)
    )
