"""Reads what the first page shows while the user still opens the link."""

from __future__ import annotations

import threading
import time

from graph.errors import FriendCircleError

#: Seconds to wait for Streamlit, whose cache keeps what is read, and between looks for it.
PATIENCE_SECONDS, LOOK_SECONDS = 30.0, 0.05


def warm_up_beside() -> threading.Thread:
    """Start :func:`warm_up` in a thread that does not keep the process alive."""
    thread = threading.Thread(target=warm_up, name="warm-up", daemon=True)
    thread.start()
    return thread


def warm_up() -> None:
    """Load the pages' code, open the store and work out today's circle.

    A store that does not answer is told on the page, not here.
    """
    # Loading the code of the pages takes as long as many a statement, so it comes before the first visit, too.
    from streamlit import runtime

    import dashboard.app
    import dashboard.views.circle.view  # noqa: F401
    from dashboard.core.settings import settings
    from dashboard.core.snapshot import take_snapshot, today
    from dashboard.shared import circle_facts, home_facts
    from graph.facts.as_of import AsOf

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
            home_facts.levels(now, AsOf(day))
    except FriendCircleError:
        pass
