"""Shared inputs of the commands on the relations of a home: its facts, numbers and rules, and valid days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from friendcircle.errors import CommandError
from friendcircle.session import Session
from graph.suggest import near_matches

if TYPE_CHECKING:
    from graph.facts.world import World
    from graph.planning.gap_rules import GapConfig
    from graph.store import GraphStore
    from graph.world_on_date import WorldOnDate
    from queries.links.gathering import HomeLinks
    from queries.networks import Networks
    from reports.wording.sentences import Wording


def read_day(text: str | None, where: str) -> dt.date | None:
    """Return a day, or the last day of a month or year; None for None.

    :raises CommandError: if it is not a date that can be asked for
    """
    from graph.model.partial_date import FIRST_DAY, LAST_DAY, DayOutOfRange, asked_date

    if text is None:
        return None
    try:
        return asked_date(text).last
    except DayOutOfRange:
        raise CommandError("day_range", where=where, value=text, first=FIRST_DAY, last=LAST_DAY) from None
    except ValueError:
        raise CommandError("no_day", where=where, value=text) from None


class RelationInputs:
    """The facts of a home's links, the numbers and the texts.

    :param known: date by which statements were published; None for all statements
    :param numbers: file with numbers of the user's own
    :param read: whether to read the facts, which takes long for a large office
    :param only: the only partner that is asked for, so that only its facts are read
    :ivar recorded_until: last day that the records cover, today at the latest; None without records
    """

    found: HomeLinks

    def __init__(
        self,
        session: Session,
        store: GraphStore,
        known: dt.date | None,
        numbers: Path | None = None,
        *,
        read: bool = True,
        only: str | None = None,
    ) -> None:
        from queries.homes import reach
        from queries.links.link_scores import config_of
        from queries.statements import statement
        from reports.wording.texts import load_texts

        self.session, self.known = session, known
        self.office = session.office(store)
        self.naming = session.naming(self.office)
        self.config = config_of(store, self.office.home, *session.numbers(*([numbers] if numbers else [])))
        self.words = load_texts(session.texts.lang)
        if not store.read(statement("lookup/country_of_place"), {"id": self.office.home}).rows:
            raise CommandError("no_links", where=self.office.home)  # a new office
        self.only = only
        with ThreadPoolExecutor(1) as beside:  # the store finds this while the facts are read
            span = beside.submit(reach, store, self.office.home, session.today)
            if read:
                self.found = self.fetch(store)
            self.recorded_until = span.result().last
        self.unfinished = session.unfinished_load(store)
        if self.unfinished:
            session.remark("note.unfinished_load", load=self.unfinished)

    def fetch(self, store: GraphStore) -> HomeLinks:
        """Read the facts."""
        from queries.facts import every_link
        from queries.links.gathering import links

        if self.only is None:
            return every_link(store, self.office.home, self.naming, self.office.country)
        return links(store, self.office.home, self.naming, self.office.country, self.only)

    def check_days(self, store: GraphStore, days: Sequence[dt.date]) -> None:
        """Check the days; where the facts of the only partner do not suffice for that, those of all are read.

        :raises CommandError: see :meth:`check`
        """
        try:
            for day in days:
                self.check(day)
        except CommandError:
            if self.only is None:
                raise
            self.only = None
            self.found = self.fetch(store)
            self.check_days(store, days)

    def check(self, day: dt.date) -> None:
        """Check that facts are recorded and known by the day.

        :raises CommandError: if the day lies before any fact, or before anything was known
        """
        from queries.links.link_scores import first_days

        happened, known = first_days(self.found, self.config)
        if happened is None or known is None:
            raise CommandError("no_links", where=self.found.home)
        if day < happened:
            raise CommandError("before_any_fact", where=day.isoformat(), first=happened)
        if self.known and self.known < known:
            raise CommandError("before_any_statement", where=self.known.isoformat(), first=known)

    def nothing_yet(self, day: dt.date) -> bool:
        """Return whether the day lies before any fact or statement; prints a remark if so.

        :raises CommandError: if the store is empty
        """
        try:
            self.check(day)
        except CommandError as error:
            if error.key == "no_links":
                raise
            self.session.remark(f"note.{error.key}", day=error.where, **error.values)
            return True
        return False

    def check_partner(self, partner: str) -> None:
        """Check that a partner exists.

        :raises CommandError: if it does not; similar ids and names are suggested
        """
        if partner in self.found.partners:
            return
        near = self.near(partner)
        raise CommandError(
            "unknown_partner_near" if near else "unknown_partner", where=partner, near=", ".join(near)
        )

    def near(self, text: str) -> list[str]:
        """Return the ids of partners with an id or name like ``text``."""
        from friendcircle.answers.strength import names

        called: dict[str, str] = {}
        for identifier, link in self.found.partners.items():
            others = (other.text for other in link.names.others)
            for name in (identifier, link.names.local, *names(link.names, self.naming), *others):
                called.setdefault(name.casefold(), identifier)
        return _near(text, called)

    def title(self, key: str, day: dt.date, **values: object) -> str:
        """Return a heading with both dates of as_of, and until when is recorded if the day lies later."""
        texts = self.session.texts
        known = texts("strength.known", day=self.known) if self.known else ""
        if self.recorded_until and self.recorded_until < day:
            known += texts("strength.recorded", day=self.recorded_until)
        return texts(key, day=day, known=known, **values)


class WorldInputs(RelationInputs):
    """Everything recorded about a home, and the rules."""

    world: World
    rules: GapConfig

    def fetch(self, store: GraphStore) -> HomeLinks:
        """Read the facts and the rules."""
        from queries.facts import world
        from queries.own_rules.rule_files import rules_of

        self.rules = rules_of(store, self.office.home)
        self.world, found = world(store, self.office.home, self.naming, self.office.country)
        return found

    def on_date(self, day: dt.date) -> WorldOnDate:
        """Return the world on a day, always the same one, since it keeps what was worked out."""
        from graph.facts.as_of import AsOf
        from graph.world_on_date import WorldOnDate

        if day not in self._on_dates:
            self._on_dates[day] = WorldOnDate(self.world, self.config, AsOf(day, self.known))
        return self._on_dates[day]

    @cached_property
    def _on_dates(self) -> dict[dt.date, WorldOnDate]:
        return {}

    @property
    def teller(self) -> Wording:
        """Wording in the user's language."""
        from reports.wording.sentences import Wording

        return Wording(self.world, self.rules, self.naming, self.words)


class NetworkInputs(RelationInputs):
    """The network around a home."""

    networks: Networks

    def fetch(self, store: GraphStore) -> HomeLinks:
        """Read the facts once for the links and the wider network."""
        from queries.links.gathering import Gathering
        from queries.networks import networks

        gathering = Gathering(store, self.office.home, self.naming, self.office.country)
        self.networks = networks(
            store, self.office.home, self.naming, self.office.country, gathering=gathering
        )
        return gathering.links

    def party(self, text: str) -> str:
        """Return the node of a party, given by its id or its name in Chinese, English or its own language.

        :raises CommandError: if there is none, or several have the name; similar ids and names are suggested
        """
        from reports.wording.sentences import party_name

        recorded = self.networks.recorded
        if text in recorded.outside:
            raise CommandError("party_outside", where=text)
        if recorded.party(text) is None:
            so_called = {
                recorded.resolve(identifier)
                for name, identifier in self._called()
                if name == text.strip().casefold()
            }
            if len(so_called) == 1:
                return so_called.pop()
            if so_called:
                called = [
                    f"{one} {party_name(party, self.naming, self.session.texts.lang)}"
                    for one in sorted(so_called)
                    if (party := recorded.party(one))
                ]
                raise CommandError(
                    "several_parties", where=text, count=len(so_called), known="; ".join(called)
                )
            near = self.near(text)
            raise CommandError(
                "unknown_party_near" if near else "unknown_party", where=text, near=", ".join(near)
            )
        return recorded.resolve(text)

    def _called(self) -> list[tuple[str, str]]:
        """Return case-folded names of parties with their ids; ids count as names."""
        from reports.wording.sentences import party_name

        recorded = self.networks.recorded
        return [
            (name.casefold(), identifier)
            for identifier, party in (*recorded.parties.items(), *recorded.parts.items())
            for name in (
                identifier,
                party.name_local,
                party.name_en,
                party.name_zh,
                party_name(party, self.naming, "en"),
                party_name(party, self.naming, "zh"),
                *(other.text for other in party.others),
            )
            if name
        ]

    def near(self, text: str) -> list[str]:
        """Return the ids of parties with an id or name like ``text``."""
        called: dict[str, str] = {}
        for name, identifier in self._called():
            called.setdefault(name, identifier)
        return _near(text, called)


def _near(text: str, called: dict[str, str]) -> list[str]:
    """Return up to five ids whose names contain ``text`` or look like it.

    :param called: case-folded name -> id
    """
    folded = text.casefold()
    parts = [identifier for name, identifier in called.items() if folded and folded in name]
    return list(
        dict.fromkeys([*parts, *(called[name] for name in near_matches(folded, called, most=5, alike=0.75))])
    )[:5]
