"""Gather what a planning pack is made of.

The page and the command ``brief`` both call this, so that their packs of one day are the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from graph.figures import FigureInput
from graph.naming.profile import Naming
from graph.network.links import Network
from graph.planning.findings import Finding
from graph.planning.gap_rules import GapConfig
from graph.store import GraphStore
from graph.world_on_date import WorldOnDate
from queries.catalogue.parameters import ProfileValues
from queries.facts import visits
from queries.pack_input import question_rows, sources
from reports.planning_pack.material import Audience, PackInput, SourceLine, before_period
from reports.planning_pack.questions import queries_read
from reports.wording.sentences import Wording
from reports.wording.texts import load_texts

#: Disclosure of a source that everyone may see.
_PUBLIC = "public"


def gather(
    store: GraphStore,
    on_date: WorldOnDate,
    rules: GapConfig,
    *,
    naming: Naming,
    lang: str,
    audience: Audience = Audience.INTERNAL,
    period: int | None = None,
    own_findings: Iterable[Finding] = (),
    network: Network | None = None,
    recorded_until: dt.date | None = None,
    stamp: str | None = None,
) -> PackInput:
    """Read from the store what the pack needs besides the world, and return all of it.

    :param on_date: the world on the day, made of public sources alone for a public pack
    :param rules: the rules of gaps, with the office's own beside them
    :param lang: language of the pack
    :param period: the year that is planned; by default the year of the day
    :param own_findings: findings of the office's own rules; a public pack has none
    :param network: who is linked with whom on the day; a public pack leaves it out
    :param recorded_until: last day that the records cover; a public pack leaves it out
    :param stamp: text on every picture; None or empty for the default text
    """
    public = audience is Audience.PUBLIC
    year, words = period or on_date.day.year, load_texts(lang)
    return PackInput(
        on_date=on_date,
        before=before_period(on_date, year),
        rules=rules,
        teller=Wording(on_date.world, rules, naming, words),
        words=words,
        period=year,
        audience=audience,
        sources={
            name: SourceLine.of(row)
            for name, row in sources(store).items()
            if not public or row["disclosure"] == _PUBLIC
        },
        own_findings=() if public else tuple(own_findings),
        figures=dict(_figures(store, on_date, naming, (year - 1, year - 2), public=public)),
        asked={}
        if public
        else question_rows(
            store,
            on_date.world.home.id,
            queries_read(rules),
            on_date.as_of,
            year,
            profile=ProfileValues.of(naming, on_date.world.home.country),
        ),
        network=None if public else network,
        recorded_until=None if public else recorded_until,
        stamp=stamp or "",
    )


def _figures(
    store: GraphStore, on_date: WorldOnDate, naming: Naming, years: Iterable[int], *, public: bool
) -> Iterator[tuple[int, FigureInput]]:
    """Yield years, each with what its figures are worked out from."""
    for year in years:
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        seen = visits(store, on_date.world, first, last, public=public)
        yield year, FigureInput(on_date=on_date, naming=naming, visits=seen, first=first, last=last)
