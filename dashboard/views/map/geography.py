"""Cached geography: positions, the land, and the arrangement of marks on the map."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.core.snapshot import StoreSnapshot, ask, per_snapshot
from queries.geography import Geography, geography
from reports.drawing.basemap import land
from reports.drawing.world_map import MapMark, ZoomStep, arranged, land_path


@per_snapshot(4)
def lying(now: StoreSnapshot) -> Geography:
    """Return the positions of everything on the map."""
    return ask(now.settings, geography)


@st.cache_data(show_spinner=False, max_entries=4)
def _land(own: Path | None, changed: int) -> str:
    del changed
    return land_path(land(own))


def land_of(now: StoreSnapshot) -> str:
    """Return the land of the map as an SVG path, from the office's own outline if it has one.

    :raises ConfigurationError: if that file cannot be used
    """
    own = now.settings.map_basemap
    return _land(own, own.stat().st_mtime_ns if own and own.is_file() else 0)


@per_snapshot(100, copied=True)
def steps(now: StoreSnapshot, home: MapMark, spots: tuple[MapMark, ...]) -> tuple[ZoomStep, ...]:
    """Return the arrangement of the marks at each zoom step."""
    del now
    return arranged(home, spots)
