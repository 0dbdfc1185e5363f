"""Strength in words. Pure."""

from __future__ import annotations

from enum import StrEnum

from graph.strength.config import StrengthConfig


class StrengthBand(StrEnum):
    """Strength in words."""

    CLOSE = "close"
    REGULAR = "regular"
    SPARSE = "sparse"
    UNVERIFIED = "unverified"  # the formal tie is known, but not whether there is contact


def band_of(strength: float, config: StrengthConfig, *, activity_known: bool) -> StrengthBand:
    """Return a score in words; it is not called weak if nothing is known of activity."""
    if not activity_known:
        return StrengthBand.UNVERIFIED
    bands = config["bands"]
    return (
        StrengthBand.CLOSE
        if strength >= bands["close"]
        else StrengthBand.REGULAR
        if strength >= bands["regular"]
        else StrengthBand.SPARSE
    )
