"""The state of the page "Ranking" in its URL."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.core.page_state import PageState, one_of
from dashboard.shared.controls import FIGURES, ORDERS, RANKED


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingState(PageState):
    """State of the ranking.

    :param of: what is ranked: partners, or whole countries and areas
    :param order: by region of the world, or by strength
    :param show: strength in ``words``, or with its ``figures``
    """

    of: str = one_of(RANKED)
    order: str = one_of(ORDERS)
    show: str = one_of(FIGURES)
