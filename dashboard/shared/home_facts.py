"""Facts of the home for the pages: links, world on a day, strength, rules, sources."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from dashboard.core.snapshot import StoreSnapshot, ask, per_snapshot
from graph.errors import FriendCircleError, StoreError, StoreUnavailable
from graph.facts.as_of import AsOf
from graph.facts.world import World
from graph.network.links import Network
from graph.office_settings import RECEIVERS, known_settings, value_in
from graph.planning.findings import Finding
from graph.planning.gap_rules import GapConfig
from graph.store import GraphStore
from graph.strength.columns.partner_scores import scores_without_ranges
from graph.strength.config import StrengthConfig
from graph.strength.score import Score, score
from graph.world_on_date import WorldOnDate
from queries import citations as stored_citations
from queries import facts as stored_facts
from queries.citations import Citation
from queries.links import link_scores
from queries.networks import Networks, networks
from queries.own_rules import rule_files, rule_runs
from queries.own_rules.own_settings import OwnSettings, own_settings
from queries.own_rules.rule_files import OwnRule

OwnFindings = tuple[tuple[Finding, ...], tuple[FriendCircleError, ...]]
Rules = tuple[GapConfig, tuple[OwnRule, ...], tuple[FriendCircleError, ...]]


# --- the circle -----------------------------------------------------------------------------------


@per_snapshot(200, copied=True)
def _citations(
    now: StoreSnapshot, facts: tuple[str, ...], known_on: dt.date | None
) -> dict[str, tuple[Citation, ...]]:
    return ask(now.settings, lambda store: stored_citations.citations(store, facts, known_on=known_on))


def citations(
    now: StoreSnapshot, facts: Iterable[str], known_on: dt.date | None = None
) -> dict[str, tuple[Citation, ...]]:
    """Return the sources of facts by fact id, as far as they were known on a day; None for all."""
    return _citations(now, tuple(sorted(set(facts))), known_on)


# --- links, world, network ------------------------------------------------------------------------


@per_snapshot(4)
def world(now: StoreSnapshot) -> World:
    """Return everything recorded about the relations of the home."""
    home = now.home_names
    return ask(now.settings, lambda store: stored_facts.world(store, home.id, now.naming, home.country)[0])


@per_snapshot(4)
def _networks(now: StoreSnapshot) -> Networks:
    home = now.home_names
    return ask(now.settings, lambda store: networks(store, home.id, now.naming, home.country))


def network(now: StoreSnapshot, as_of: AsOf) -> Network:
    """Return the network of who is connected with whom on a day."""
    return _networks(now).on(as_of.valid_on, as_of.known_on)


# --- own configuration ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """The office's own configuration.

    :param rules: the office's own rules by file name
    :param user: text and origin of this user's file of numbers, which comes after the office's; or None
    """

    office: OwnSettings
    rules: Mapping[str, str]
    user: tuple[str, str] | None = None

    @property
    def strength(self) -> tuple[tuple[str, str], ...]:
        """Texts of the numbers and words for the strength of links with their origins, the user's last."""
        return (*self.office.strength, *([self.user] if self.user else []))


@per_snapshot(8, copied=True)
def _own_files(now: StoreSnapshot) -> OwnFiles:
    home = now.home_names.id

    def look(store: GraphStore) -> OwnFiles:
        return OwnFiles(own_settings(store, home), rule_files.own_files_of(store, home))

    return ask(now.settings, look)


def own_files(now: StoreSnapshot) -> OwnFiles:
    """Return the office's own numbers and rules, followed by this user's strength file, if any."""
    return replace(_own_files(now), user=_users_numbers(now))


def value_of(now: StoreSnapshot, setting: str) -> str:
    """Return a setting as it is in force, written as in its file; empty if there is no such setting."""
    if setting not in known_settings():
        return ""
    office = own_files(now).office
    if setting == RECEIVERS:
        return "; ".join(sorted(office.receivers))
    changed = {change.setting: change.value for change in office.changes}
    return changed[setting] if setting in changed else value_in(setting, numbers(now), rules(now)[0])


def _users_numbers(now: StoreSnapshot) -> tuple[str, str] | None:
    file = now.settings.strength
    return (file.read_text(encoding="utf-8-sig"), str(file)) if file else None


@per_snapshot(4)
def _numbers(now: StoreSnapshot, own: tuple[tuple[str, str], ...]) -> StrengthConfig:
    return ask(now.settings, lambda store: link_scores.config_of(store, now.home_names.id, *own))


def numbers(now: StoreSnapshot) -> StrengthConfig:
    """Return the strength configuration.

    :raises ConfigurationError: if the office's own numbers are invalid
    """
    mine = _users_numbers(now)
    return _numbers(now, (mine,) if mine else ())


def digest_of_numbers(now: StoreSnapshot) -> str:
    """Return the hash of the strength configuration."""
    return numbers(now).hash


@per_snapshot(4)
def rules(now: StoreSnapshot) -> Rules:
    """Return the gap rules: the configuration in force, the office's own rules, and their errors."""
    home = now.home_names.id

    def look(store: GraphStore) -> Rules:
        every = rule_files.rules_of(store, home)
        own, errors = rule_files.parse_own_rules(rule_files.own_files_of(store, home), every.rules)
        return every.beside(entry.rule for entry in own), tuple(own), tuple(errors)

    return ask(now.settings, look)


@per_snapshot(40, hashed=1)
def _own_findings(
    now: StoreSnapshot, as_of: AsOf, asked: WorldOnDate, own: tuple[OwnRule, ...]
) -> OwnFindings:
    del as_of
    found: list[Finding] = []
    errors: list[FriendCircleError] = []
    shared = rule_runs.SharedTime(time.monotonic)
    for rule in own:
        try:
            own_found, remarks = ask(now.settings, partial(_run_own, rule, asked, shared))
            found += own_found
            errors += remarks
        except StoreError as error:
            if isinstance(error, StoreUnavailable):
                raise
            errors.append(error)
        except FriendCircleError as error:
            errors.append(error)
    return tuple(found), tuple(errors)


def _run_own(
    rule: OwnRule, asked: WorldOnDate, shared: rule_runs.SharedTime, store: GraphStore
) -> tuple[list[Finding], list[FriendCircleError]]:
    return rule_runs.run_own_rule(store, rule, asked, shared)


def own_findings(now: StoreSnapshot, asked: WorldOnDate, own: tuple[OwnRule, ...]) -> OwnFindings:
    """Return the findings of the office's own rules on a day, and the errors or remarks of rules."""
    return _own_findings(now, asked.as_of, asked, own)


# --- strength -------------------------------------------------------------------------------------


@per_snapshot(150, also=digest_of_numbers)
def on_day(now: StoreSnapshot, as_of: AsOf) -> WorldOnDate:
    """Return the world on a day; derived results are cached with it."""
    return WorldOnDate(world(now), numbers(now), as_of)


@per_snapshot(200, also=digest_of_numbers)
def _scores(now: StoreSnapshot, as_of: AsOf, wanted: tuple[str, ...]) -> Mapping[str, Score]:
    config, every = numbers(now), world(now).partners
    return {
        partner: found
        for partner in wanted
        if (found := score(every[partner].facts, config, as_of.valid_on, as_of.known_on)).present
    }


def scores(now: StoreSnapshot, as_of: AsOf, wanted: Iterable[str]) -> Mapping[str, Score]:
    """Return the strength of ``wanted`` links with ledger lines and ranges.

    Links without facts by that day are left out.

    For all links see :func:`levels`.
    """
    every = world(now).partners
    return _scores(now, as_of, tuple(partner for partner in wanted if partner in every))


@per_snapshot(100, also=digest_of_numbers)
def levels(now: StoreSnapshot, as_of: AsOf) -> Mapping[str, Score]:
    """Return the strength of every link with facts by a day, strongest first.

    Ledger lines and ranges are left out, since they take three times as long.
    """
    return {entry.partner: entry for entry in scores_without_ranges(on_day(now, as_of).scores)}


@per_snapshot(400, also=digest_of_numbers, copied=True)
def _history(now: StoreSnapshot, partner: str, moments: tuple[AsOf, ...]) -> list[Score]:
    facts, config = world(now).partners[partner].facts, numbers(now)
    return [replace(score(facts, config, moment.valid_on, moment.known_on), lines=()) for moment in moments]


def history(now: StoreSnapshot, partner: str, moments: Iterable[AsOf]) -> list[Score]:
    """Return the strength of one link on several days, without ledger lines."""
    return _history(now, partner, tuple(moments))
