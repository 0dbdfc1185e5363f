"""Input of the planning pack and of the pages that show parts of it."""

from __future__ import annotations

from typing import Any

from dashboard.components.frame import banner
from dashboard.core.page import Page
from dashboard.shared import catalogue_answers, figures, home_facts
from graph.facts.as_of import AsOf
from graph.planning.gaps import unknown_groups
from reports.planning_pack.material import Audience, PackInput, before_period
from reports.wording.sentences import Wording


def material(page: Page[Any], as_of: AsOf) -> PackInput:
    """Return the pack input on a day; errors in the office's own rules are shown in a banner."""
    now, t = page.now, page.t
    rules, own, faulty = home_facts.rules(now)
    on_date = home_facts.on_day(now, as_of)
    found, failed = home_facts.own_findings(now, on_date, own) if own else ((), ())
    for error in (*faulty, *failed, *unknown_groups(on_date.world, rules)):
        banner(error.line(t.lang), wrong=True)
    year = on_date.day.year
    return PackInput(
        on_date=on_date,
        before=before_period(on_date, year),
        rules=rules,
        teller=Wording(on_date.world, rules, now.naming, t),
        words=t,
        period=year,
        audience=Audience.INTERNAL,
        sources=catalogue_answers.sources(now),
        own_findings=found,
        figures={one: figures.year_input(now, as_of, one) for one in (year - 1, year - 2)},
        asked=catalogue_answers.meeting(now, as_of),
        network=home_facts.network(now, as_of),
        stamp=now.settings.map_approval_no or "",
    )
