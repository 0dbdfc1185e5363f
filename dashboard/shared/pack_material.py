"""Input of the planning pack and of the pages that show parts of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dashboard.components.frame import banner
from dashboard.core.page import Page
from dashboard.shared import catalogue_answers, home_facts
from graph.planning.gaps import unknown_groups
from reports.planning_pack.pack import Audience, PackInput, before_period
from reports.wording.sentences import Wording


def material(page: Page[Any], as_of: dt.date) -> PackInput:
    """Return the pack input on a day; errors in the office's own rules are shown in a banner."""
    now, t = page.now, page.t
    rules, own, faulty = home_facts.rules(now)
    on_date = home_facts.on_day(now, as_of)
    found, failed = home_facts.own_findings(now, on_date, own) if own else ((), ())
    for error in (*faulty, *failed, *unknown_groups(on_date.world, rules)):
        banner(error.line(t.lang), wrong=True)
    sources, stated, received = catalogue_answers.pack_parts(now, as_of.year - 1)
    return PackInput(
        on_date,
        before_period(on_date, as_of.year),
        rules,
        Wording(on_date.world, rules, now.naming, t),
        t,
        as_of.year,
        Audience.INTERNAL,
        sources,
        stated,
        found,
        received=received,
        asked=catalogue_answers.meeting(now, as_of),
        network=home_facts.network(now, as_of),
        stamp=now.settings.map_approval_no,
    )
