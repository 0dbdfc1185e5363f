"""Proposals for a name that is not known: "did you mean ...?". Pure."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

#: Minimum likeness of two names as :mod:`difflib` measures it: 0 for nothing in common, 1 for equal.
ALIKE = 0.6


def near_matches(name: str, known: Iterable[str], *, most: int = 3, alike: float = ALIKE) -> list[str]:
    """Return the known names that are most like ``name``, the best first.

    :param most: maximum number of names
    :param alike: minimum likeness, see :data:`ALIKE`
    """
    return difflib.get_close_matches(name, list(known), n=most, cutoff=alike)


def nearest(name: str, known: Iterable[str], *, alike: float = ALIKE) -> str:
    """Return the known name that is most like ``name``, or an empty text."""
    return next(iter(near_matches(name, known, most=1, alike=alike)), "")
