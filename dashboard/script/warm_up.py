"""Script that the server runs once beside its start: reads what the first page shows."""

from __future__ import annotations

import time

from streamlit import runtime

import dashboard.app
import dashboard.views.circle.view  # noqa: F401  (loading the code of the pages takes a second)
from dashboard.core.settings import settings
from dashboard.core.snapshot import take_snapshot, today
from dashboard.shared import circle_facts
from graph.errors import FriendCircleError
from graph.facts.as_of import AsOf

#: Seconds to wait for Streamlit, whose cache keeps what is read, and between looks for it.
PATIENCE_SECONDS, LOOK_SECONDS = 30.0, 0.05


def warm_up() -> None:
    """Open the store and work out today's circle; the page itself tells of a store that does not answer."""
    begun = time.monotonic()
    while not runtime.exists():
        if time.monotonic() - begun > PATIENCE_SECONDS:
            return
        time.sleep(LOOK_SECONDS)
    try:
        now, day = take_snapshot(settings()), today()
        if now.load and now.home:
            circle_facts.reach(now, day)
            circle_facts.circle(now, AsOf(day))
            circle_facts.newest(now, AsOf(day))
    except FriendCircleError:
        pass


warm_up()
