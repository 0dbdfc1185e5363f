"""Link strength of many partners at once, in columns; equal to :mod:`graph.strength.score` to 1e-9.

There is no ledger. A :class:`StrengthTable` holds what counts, one row for each contact and partner, with
words as indexes into the configuration's tables. Computing it with other numbers takes one pass over the
columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph.facts.as_of import AsOf
from graph.facts.link_facts import LinkFacts
from graph.model.durations import DAYS_OF_MONTH, DAYS_OF_YEAR
from graph.strength.columns.contact_table import ContactTable
from graph.strength.columns.held import HeldContacts, held_contacts
from graph.strength.columns.overlaps import same_happenings
from graph.strength.columns.words import ORDER, PLACE, numbers_of
from graph.strength.config import COMPONENTS, StrengthConfig
from graph.strength.config_file import SECTORS, WAYS
from graph.strength.counting import CountedLink, LinkCounter
from graph.strength.ledger import first_signature

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactColumns:
    """Contacts in columns, one row for each contact and partner.

    :param partner: index of the partner
    :param kind: index in the configuration's table; ``level``, ``mode`` and ``half_life`` likewise
    :param way: index in :data:`graph.strength.config_file.WAYS`
    :param day: ordinal of the middle of its date
    :param share: part of it that counts
    :param entry: rows, once for each of their sectors
    :param sector: index of the sector of each entry
    :param under: rows that may be partly counted with another row on the same days, once for each such row
    :param over: these other rows
    :param under_entry: the same for entries of sectors: indexes in ``entry``
    :param over_entry: rows that have the same sector
    """

    partner: Places
    kind: Places
    level: Places
    mode: Places
    half_life: Places
    way: Places
    day: Floats
    share: Floats
    entry: Places
    sector: Places
    under: Places
    over: Places
    under_entry: Places
    over_entry: Places


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthTable:
    """All partners of a home as of a day.

    :param partners: ids, in the order of the rows of every result
    :param as_of: ordinal of the day
    :param instruments: indexes of partner, level and status of each instrument
    :param channels: indexes of partner and channel
    :param projects: indexes of partner and stage
    :param ended: ordinal of the day each project ended; infinite if it has not
    :param years: years from the first signature in force to the last contact, by partner; NaN if one is
        missing
    :param present: whether there was anything of a partner by then
    """

    partners: tuple[str, ...]
    as_of: int
    contacts: ContactColumns
    instruments: tuple[Places, ...]
    channels: tuple[Places, ...]
    projects: tuple[Places, ...]
    ended: Floats
    years: Floats
    present: Truths

    @classmethod
    def of(cls, facts: Sequence[LinkFacts], config: StrengthConfig, as_of: AsOf) -> StrengthTable:
        """Build the table of what counts of each partner's facts as of ``as_of``."""
        contacts = ContactTable.of([entry.contacts for entry in facts], config)
        return CountedPartners.of(facts, contacts, config, as_of).table

    def components(self, config: StrengthConfig) -> dict[str, Floats]:
        """Return each component by partner, 0 to 1."""
        count, curves = len(self.partners), config["curves"]
        total, received, sent, sectors = measure(self.contacts, count, config, self.as_of)
        activity = -np.expm1(-total / curves["k"])
        formal = np.zeros(count)
        partner, level, status = self.instruments
        np.maximum.at(
            formal, partner, numbers_of(config, "instruments")[level] * numbers_of(config, "statuses")[status]
        )
        logs = summed(self.channels[0], -np.log1p(-numbers_of(config, "channels"))[self.channels[1]], count)
        since = np.maximum(0.0, self.as_of - self.ended) / DAYS_OF_YEAR
        stage = numbers_of(config, "stages")[self.projects[1]] * np.exp2(-since / curves["half_of_projects"])
        stages = summed(self.projects[0], stage, count)
        length = np.minimum(1.0, np.log1p(np.nan_to_num(self.years)) / np.log1p(curves["years"]))
        return {
            "F": formal,
            "A": activity,
            "R": -np.expm1(-2 * np.minimum(received, sent) / curves["k"]),
            "B": np.minimum(1.0, (-np.expm1(-sectors / curves["sector"])).sum(axis=1) / curves["sectors"]),
            "I": -np.expm1(-logs),
            "E": -np.expm1(-stages / curves["projects"]),
            "L": activity * length,
        }

    def strengths(self, config: StrengthConfig) -> Floats:
        """Return S by partner, 0 to 100."""
        components = self.components(config)
        found: Floats = np.zeros(len(self.partners))
        for name in COMPONENTS:
            found = found + config["weights"][name] * components[name]
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactWeights:
    """Contributions of contacts, with what counts with another one taken off.

    :param own: their own weights, with nothing taken off
    :param entries: by entry of a sector
    """

    own: Floats
    total: Floats
    received: Floats
    sent: Floats
    entries: Floats


def weigh(contacts: ContactColumns, config: StrengthConfig, as_of: int) -> ContactWeights:
    """Return what each contact contributes to X, X_in, X_out and X_s.

    :param as_of: ordinal of the day
    """
    base = (
        numbers_of(config, "kinds")[:, None, None]
        * numbers_of(config, "levels")[:, None]
        * numbers_of(config, "modes")
    ).ravel()
    width = (len(ORDER["levels"]) * len(ORDER["modes"]), len(ORDER["modes"]))
    rate = -1.0 / (DAYS_OF_MONTH * numbers_of(config, "half_lives"))
    months = as_of - contacts.day
    np.maximum(months, 0.0, out=months)
    months *= rate[contacts.half_life]
    own = base[contacts.kind * width[0] + contacts.level * width[1] + contacts.mode]
    own *= np.exp2(months, out=months)
    own *= contacts.share
    received, sent = own * _RECEIVED[contacts.way], own * _SENT[contacts.way]
    weight, entries = own, own[contacts.entry]
    if len(contacts.under):
        weight = _excess(own, own, contacts.under, contacts.over)
        received, sent = (
            _excess(received, received, contacts.under, contacts.over),
            _excess(sent, sent, contacts.under, contacts.over),
        )
        entries = _excess(entries, own, contacts.under_entry, contacts.over_entry)
    return ContactWeights(own=own, total=weight, received=received, sent=sent, entries=entries)


def measure(
    contacts: ContactColumns, count: int, config: StrengthConfig, as_of: int
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return X, X_in and X_out by partner, and X_s by partner and sector.

    :param count: number of partners
    :param as_of: ordinal of the day
    """
    found = weigh(contacts, config, as_of)
    return (
        summed(contacts.partner, found.total, count),
        summed(contacts.partner, found.received, count),
        summed(contacts.partner, found.sent, count),
        by_sector(contacts, found.entries, count),
    )


def by_sector(contacts: ContactColumns, entries: Floats, count: int) -> Floats:
    """Return the sums of ``entries`` by partner and sector."""
    place = contacts.partner[contacts.entry] * len(SECTORS) + contacts.sector
    return summed(place, entries, count * len(SECTORS)).reshape(count, len(SECTORS))


_RECEIVED = np.array([{"in": 1.0, "out": 0.0, "both": 0.5, "none": 0.0}[way] for way in WAYS])
_SENT = np.array([{"in": 0.0, "out": 1.0, "both": 0.5, "none": 0.0}[way] for way in WAYS])


def summed(places: Places, values: Floats, count: int) -> Floats:
    """Return the sum of ``values`` at each index below ``count``."""
    found: Floats = np.bincount(places, values, count).astype(np.float64, copy=False)
    return found


def _excess(values: Floats, others: Floats, under: Places, over: Places) -> Floats:
    """Return ``values``, those at ``under`` reduced by the largest of ``others`` at ``over``, at least 0."""
    most = np.zeros(len(values))
    np.maximum.at(most, under, others[over])
    changed: Floats = np.maximum(0.0, values - most)
    return changed


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedPartners:
    """What counts of all partners as of a day.

    :param counter: counted the links
    :param links: what counts of each partner besides its contacts
    :param facts: the facts of each partner's link
    :param contacts: their contacts in columns
    :param newest_on: by partner, the day of the newest contact; NaN without one
    """

    counter: LinkCounter
    facts: Sequence[LinkFacts]
    contacts: ContactTable
    links: tuple[CountedLink, ...]
    held: HeldContacts
    table: StrengthTable
    newest_on: Floats

    @classmethod
    def of(
        cls,
        facts: Sequence[LinkFacts],
        contacts: ContactTable,
        config: StrengthConfig,
        as_of: AsOf,
        known: CountedPartners | None = None,
    ) -> CountedPartners:
        """Return what counts of each partner's facts.

        :param contacts: their contacts in columns, in the same order
        :param known: what counts with other grades or another reading of dates, on the same days
        """
        counter = LinkCounter(config, as_of, known.counter if known else None)
        links = tuple(counter.count(entry) for entry in facts)
        steps = [(place, step) for place, link in enumerate(links) for step in link.steps]
        held = held_contacts(contacts, steps, config, as_of, known.held if known else None)
        count = len(links)
        newest = np.full(count, -np.inf)
        np.maximum.at(newest, held.held["partner"], held.held["day"])
        signed = np.full(count, np.nan)
        newest[np.isneginf(newest)] = np.nan
        present = ~np.isnan(newest)
        for place, link in enumerate(links):
            if link.instruments or link.projects:
                present[place] = True
                if first := first_signature(link.instruments):
                    signed[place] = first.day
        present[list(held.merged.context)] = True
        table = StrengthTable(
            partners=tuple(entry.partner for entry in facts),
            as_of=as_of.valid_on.toordinal(),
            contacts=known.table.contacts if known and held is known.held else _columns(held, config),
            instruments=_indexes(
                3,
                (
                    (place, PLACE["instruments"][one.level], PLACE["statuses"][one.status])
                    for place, link in enumerate(links)
                    for one in link.instruments
                ),
            ),
            channels=_indexes(
                2,
                (
                    (place, PLACE["channels"][channel.code])
                    for place, link in enumerate(links)
                    for channel, _ in link.channels
                ),
            ),
            projects=_indexes(
                2,
                (
                    (place, PLACE["stages"][stage])
                    for place, link in enumerate(links)
                    for _, stage, _ in link.projects
                ),
            ),
            ended=np.array(
                [link.ended.get(project.id, np.inf) for link in links for project, _, _ in link.projects],
                np.float64,
            ),
            years=np.maximum(0.0, (newest - signed) / DAYS_OF_YEAR),
            present=present,
        )
        return cls(
            counter=counter,
            facts=facts,
            contacts=contacts,
            links=links,
            held=held,
            table=table,
            newest_on=newest,
        )


def _indexes(width: int, rows: Iterable[tuple[int, ...]]) -> tuple[Places, ...]:
    columns = np.array(list(rows), np.int64).reshape(-1, width)
    return tuple(np.ascontiguousarray(columns[:, place]) for place in range(width))


def _columns(found: HeldContacts, config: StrengthConfig) -> ContactColumns:
    """Return the contacts that count as columns, with those that count only in excess of others."""
    held = found.held
    sectors = np.ascontiguousarray(held["sectors"])
    entry, sector = _set_bits(sectors)
    count = np.bitwise_count(sectors).astype(np.int64)
    start = np.cumsum(count) - count
    under, over = same_happenings(found, config)
    pair, shared = _set_bits(sectors[under] & sectors[over])
    below = (np.uint32(1) << shared.astype(np.uint32)) - np.uint32(1)
    return ContactColumns(
        partner=held["partner"].copy(),
        kind=held["kind"].astype(np.int64),
        level=held["level"].astype(np.int64),
        mode=held["mode"].astype(np.int64),
        half_life=held["half_life"].astype(np.int64),
        way=held["way"].astype(np.int64),
        day=held["day"].copy(),
        share=held["share"].copy(),
        entry=entry,
        sector=sector,
        under=under,
        over=over,
        under_entry=start[under[pair]] + np.bitwise_count(sectors[under[pair]] & below),
        over_entry=over[pair],
    )


def _set_bits(masks: npt.NDArray[np.uint32]) -> tuple[Places, Places]:
    """Return the bits that are set: the index of the mask and the place of the bit, in this order."""
    width = 8 * masks.itemsize
    little = masks.astype("<u4", copy=False).view(np.uint8)
    return np.divmod(np.flatnonzero(np.unpackbits(little, bitorder="little").view(np.bool_)), width)
