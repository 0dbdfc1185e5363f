"""The state of the page "Partner" in its URL."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.core.page_state import PageState, node_id, one_of
from dashboard.shared.controls import FIGURES, ORDERS, RANKED


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerState(PageState):
    """State of the page of a partner.

    :param chosen: its id, or empty
    :param of: state of the ranking that led here, for the way back; likewise ``order`` and ``show``
    """

    chosen: str = node_id("partner", kept=True)
    of: str = one_of(RANKED)
    order: str = one_of(ORDERS)
    show: str = one_of(FIGURES)
