"""Link strength of many partners at once, in columns; equal to :mod:`graph.strength.score` to 1e-9.

There is no ledger. A :class:`StrengthTable` holds what counts, one row for each contact and partner, with
words as indexes into the configuration's tables. Computing it with other numbers takes one pass over the
columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from graph.facts.as_of import AsOf
from graph.facts.link_facts import LinkFacts
from graph.model.durations import DAYS_OF_MONTH, DAYS_OF_YEAR
from graph.strength.config import COMPONENTS, StrengthConfig, default_config
from graph.strength.config_file import SECTORS, WAYS
from graph.strength.contacts import CountedContact
from graph.strength.counting import count_facts
from graph.strength.ledger import first_signature
from graph.strength.weighing import RANK, SameHappening

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]
Truths = npt.NDArray[np.bool_]

#: Names of each table of numbers, in the order of the indexes in the columns.
_ORDER: Mapping[str, tuple[str, ...]] = {
    table: tuple(numbers) for table, numbers in default_config().numbers.items()
}
_PLACE: Mapping[str, Mapping[str, int]] = {
    table: {name: place for place, name in enumerate(names)} for table, names in _ORDER.items()
}
_SECTOR = {name: place for place, name in enumerate(SECTORS)}


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
    instruments: tuple[Places, Places, Places]
    channels: tuple[Places, Places]
    projects: tuple[Places, Places]
    ended: Floats
    years: Floats
    present: Truths

    @classmethod
    def of(cls, facts: Sequence[LinkFacts], config: StrengthConfig, as_of: AsOf) -> StrengthTable:
        """Build the table of what counts of each partner's facts as of ``as_of``."""
        building = _Building()
        years, present = [], []
        for place, entry in enumerate(facts):
            settled = count_facts(entry, config, as_of)
            building.add(place, settled.contacts, config)
            building.instruments += [
                (place, _PLACE["instruments"][one.level], _PLACE["statuses"][one.status])
                for one in settled.instruments
            ]
            building.channels += [
                (place, _PLACE["channels"][channel.code]) for channel, _ in settled.channels
            ]
            building.projects += [(place, _PLACE["stages"][stage]) for _, stage, _ in settled.projects]
            building.ended += [settled.ended.get(project.id, np.inf) for project, _, _ in settled.projects]
            signed, last = (
                first_signature(settled.instruments),
                max((held.day for held in settled.contacts), default=None),
            )
            years.append(
                max(0.0, (last - signed.day) / DAYS_OF_YEAR)
                if signed is not None and last is not None
                else np.nan
            )
            present.append(
                bool(settled.instruments or settled.contacts or settled.projects or settled.context)
            )
        first, second, third = _columns(building.instruments, 3)
        return cls(
            partners=tuple(entry.partner for entry in facts),
            as_of=as_of.valid_on.toordinal(),
            contacts=building.contacts(),
            instruments=(first, second, third),
            channels=_pair(_columns(building.channels, 2)),
            projects=_pair(_columns(building.projects, 2)),
            ended=np.array(building.ended, dtype=np.float64),
            years=np.array(years, dtype=np.float64),
            present=np.array(present, dtype=np.bool_),
        )

    def components(self, config: StrengthConfig) -> dict[str, Floats]:
        """Return each component by partner, 0 to 1."""
        count, curves = len(self.partners), config["curves"]
        total, received, sent, sectors = measure(self.contacts, count, config, self.as_of)
        activity = -np.expm1(-total / curves["k"])
        formal = np.zeros(count)
        partner, level, status = self.instruments
        np.maximum.at(
            formal, partner, _numbers(config, "instruments")[level] * _numbers(config, "statuses")[status]
        )
        logs = _summed(self.channels[0], -np.log1p(-_numbers(config, "channels"))[self.channels[1]], count)
        since = np.maximum(0.0, self.as_of - self.ended) / DAYS_OF_YEAR
        stage = _numbers(config, "stages")[self.projects[1]] * np.exp2(-since / curves["half_of_projects"])
        stages = _summed(self.projects[0], stage, count)
        length = np.minimum(1.0, np.log1p(np.nan_to_num(self.years)) / np.log1p(curves["years"]))
        return {
            "F": formal,
            "A": activity,
            "R": -np.expm1(-2 * np.minimum(received, sent) / curves["k"]),
            "B": np.minimum(1.0, -np.expm1(-sectors / curves["sector"]).sum(axis=1) / curves["sectors"]),
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


def measure(
    contacts: ContactColumns, count: int, config: StrengthConfig, as_of: int
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return X, X_in and X_out by partner, and X_s by partner and sector.

    :param count: number of partners
    :param as_of: ordinal of the day
    """
    base = (
        _numbers(config, "kinds")[:, None, None]
        * _numbers(config, "levels")[:, None]
        * _numbers(config, "modes")
    ).ravel()
    width = (len(_ORDER["levels"]) * len(_ORDER["modes"]), len(_ORDER["modes"]))
    rate = -1.0 / (DAYS_OF_MONTH * _numbers(config, "half_lives"))
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
    sectors = _summed(
        contacts.partner[contacts.entry] * len(SECTORS) + contacts.sector, entries, count * len(SECTORS)
    )
    by_sector: Floats = sectors.reshape(count, len(SECTORS))
    return (
        _summed(contacts.partner, weight, count),
        _summed(contacts.partner, received, count),
        _summed(contacts.partner, sent, count),
        by_sector,
    )


_RECEIVED = np.array([{"in": 1.0, "out": 0.0, "both": 0.5, "none": 0.0}[way] for way in WAYS])
_SENT = np.array([{"in": 0.0, "out": 1.0, "both": 0.5, "none": 0.0}[way] for way in WAYS])


def _summed(places: Places, values: Floats, count: int) -> Floats:
    """Return the sum of ``values`` at each index below ``count``."""
    found: Floats = np.bincount(places, values, count).astype(np.float64, copy=False)
    return found


def _excess(values: Floats, others: Floats, under: Places, over: Places) -> Floats:
    """Return ``values``, those at ``under`` reduced by the largest of ``others`` at ``over``, at least 0."""
    most = np.zeros(len(values))
    np.maximum.at(most, under, others[over])
    changed: Floats = np.maximum(0.0, values - most)
    return changed


def _numbers(config: StrengthConfig, table: str) -> Floats:
    return np.array([config[table][name] for name in _ORDER[table]], dtype=np.float64)


def _columns(rows: Sequence[tuple[int, ...]], width: int) -> list[Places]:
    columns = np.array(rows, dtype=np.intp).reshape(len(rows), width)
    return [np.ascontiguousarray(columns[:, place]) for place in range(width)]


def _pair(columns: list[Places]) -> tuple[Places, Places]:
    return columns[0], columns[1]


@dataclass(slots=True, kw_only=True)
class _Building:
    """Rows to be converted to columns."""

    rows: list[tuple[int, int, int, int, int, int]] = field(default_factory=list)
    days: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    ended: list[float] = field(default_factory=list)
    entries: list[tuple[int, int]] = field(default_factory=list)
    pairs: list[tuple[int, int]] = field(default_factory=list)
    entry_pairs: list[tuple[int, int]] = field(default_factory=list)
    instruments: list[tuple[int, int, int]] = field(default_factory=list)
    channels: list[tuple[int, int]] = field(default_factory=list)
    projects: list[tuple[int, int]] = field(default_factory=list)

    def add(self, partner: int, held: Sequence[CountedContact], config: StrengthConfig) -> None:
        """Add the contacts of one partner."""
        start = len(self.rows)
        of_row: list[dict[str, int]] = []
        for place, entry in enumerate(held):
            self.rows.append(
                (
                    partner,
                    _PLACE["kinds"][entry.kind],
                    _PLACE["levels"][entry.level],
                    _PLACE["modes"][entry.mode],
                    _PLACE["half_lives"][entry.half_life],
                    WAYS.index(entry.direction),
                )
            )
            self.days.append(entry.day)
            self.shares.append(entry.share)
            of_row.append({})
            for sector in entry.sectors:
                of_row[place][sector] = len(self.entries)
                self.entries.append((start + place, _SECTOR[sector]))
        self._overlaps(start, held, of_row, config)

    def _overlaps(
        self,
        start: int,
        held: Sequence[CountedContact],
        of_row: Sequence[Mapping[str, int]],
        config: StrengthConfig,
    ) -> None:
        ranks = [[place for place, entry in enumerate(held) if RANK[entry.what] == rank] for rank in range(3)]
        before: list[int] = []
        for rank in ranks:
            if before and rank:
                together = SameHappening([held[place] for place in before], config)
                for place in rank:
                    for other in (before[index] for index in together.places(held[place])):
                        self.pairs.append((start + place, start + other))
                        self.entry_pairs += [
                            (entry, start + other)
                            for sector, entry in of_row[place].items()
                            if sector in of_row[other]
                        ]
            before += rank

    def contacts(self) -> ContactColumns:
        """Return the columns."""
        partner, kind, level, mode, half_life, way = _columns(self.rows, 6)
        entry, sector = _columns(self.entries, 2)
        under, over = _columns(self.pairs, 2)
        under_entry, over_entry = _columns(self.entry_pairs, 2)
        return ContactColumns(
            partner=partner,
            kind=kind,
            level=level,
            mode=mode,
            half_life=half_life,
            way=way,
            day=np.array(self.days, dtype=np.float64),
            share=np.array(self.shares, dtype=np.float64),
            entry=entry,
            sector=sector,
            under=under,
            over=over,
            under_entry=under_entry,
            over_entry=over_entry,
        )
