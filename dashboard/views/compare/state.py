"""The state of the page "Compare" in its URL."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.core.page_state import PageState, node_ids, one_of
from dashboard.shared.controls import FIGURES

#: Maximum number of partners compared.
MOST_COMPARED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareState(PageState):
    """State of the comparison.

    :param show: strength in ``words``, or with its ``figures``
    :param compared: ids of the partners compared
    """

    show: str = one_of(FIGURES, kept=True)
    compared: tuple[str, ...] = node_ids("with", most=MOST_COMPARED, kept=True)
