"""Scores the links of a home."""

from __future__ import annotations

import datetime as dt

from graph.facts.world import World
from graph.model.partial_date import PartialDate
from graph.store import GraphStore
from graph.strength.columns import partner_scores
from graph.strength.columns.tables import tables_of
from graph.strength.config import StrengthConfig, load_config
from graph.strength.score import Score
from queries.links.gathering import HomeLinks
from queries.own_rules.own_settings import own_settings


def config_of(store: GraphStore, home_id: str, *own: tuple[str, str]) -> StrengthConfig:
    """Return a home's strength configuration: the built-in one, changed by the office's, then by ``own``.

    :param own: pairs of the text of a TOML file and its origin
    :raises ConfigurationError: if one of them is invalid
    """
    return load_config(*own_settings(store, home_id).strength, *own)


def scores(
    found: HomeLinks | World,
    config: StrengthConfig,
    as_of: dt.date,
    known_as_of: dt.date | None = None,
    *,
    ranges: bool = True,
) -> list[Score]:
    """Score every link that existed by ``as_of``, strongest first, equal ones by id; without ledgers.

    :param ranges: see :func:`graph.strength.score.score`
    """
    tables = tables_of(found) if isinstance(found, World) else found.contact_tables
    return partner_scores.scores(tables.facts, tables.by(config), config, as_of, known_as_of, ranges=ranges)


def first_days(found: HomeLinks, config: StrengthConfig) -> tuple[dt.date | None, dt.date | None]:
    """Return the earliest date of any fact of the links, and the earliest day on which any became known.

    Each is ``None`` if there is no such day.
    """
    days = found.contact_tables.by(config).first_days()
    happened, known = ([] if day is None else [dt.date.fromordinal(day)] for day in days)
    for link in found.partners.values():
        facts = link.facts
        dates = [entry.start or entry.end for entry in facts.projects]
        dates += [
            date
            for tie in facts.ties
            for entry in tie.tie_statements
            for date in (*entry.steps.values(), entry.said)
        ]
        happened += [PartialDate(date).first for date in dates if date]
        statements = [
            statements
            for group in (facts.ties, facts.projects)
            for statements in (fact.statements for fact in group)
        ]
        known += [statement.known_on for given in statements for statement in given]
    return min(happened, default=None), min(known, default=None)
