"""The scores of all partners as of a day, as in :mod:`graph.strength.score`, but without ledgers. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain

import numpy as np
import numpy.typing as npt

from graph.facts.as_of import AsOf, DateReading
from graph.facts.contact_pack import digest_of
from graph.facts.link_facts import LinkFacts
from graph.facts.statement import FIRM_GRADES
from graph.strength.bands import LIVING, ContactRecord, StrengthBand, band_of, is_tied, signed_tie
from graph.strength.columns.contact_table import ContactTable
from graph.strength.columns.contact_times import ContactTimes
from graph.strength.columns.held import with_own_happenings
from graph.strength.columns.strength_table import (
    CountedPartners,
    Floats,
    Truths,
    by_sector,
    summed,
    weigh,
)
from graph.strength.columns.words import ORDER, PLACE
from graph.strength.config import COMPONENTS, StrengthConfig
from graph.strength.config_file import SECTORS, WAYS
from graph.strength.contacts import CountedContact, UnknownWord, count_contacts
from graph.strength.counting import project_weight
from graph.strength.ledger import best_instrument, first_signature
from graph.strength.meetings import LastContact, silence_since
from graph.strength.score import Score
from graph.strength.weighing import RANK, confidence

#: Decimals to which figures are kept.
_DECIMALS = 12
_LETTER = PLACE["kinds"]["letter"]


class PartnerScores:
    """What the scores of all partners consist of, by index of the partner.

    :ivar components: letter to values from 0 to 1
    :ivar strength: S
    :ivar weights: contributions of each happening that counts
    """

    def __init__(self, counted: CountedPartners, config: StrengthConfig, as_of: AsOf) -> None:
        self.counted, self.config, self.as_of = counted, config, as_of
        self.facts = counted.facts
        self.count = len(counted.links)
        self.components = counted.table.components(config)
        # Equal links get equal figures, whatever the order in which their contacts were summed.
        self._whole = counted.table.strengths(config)
        self.strength = np.round(self._whole, _DECIMALS)
        self._after: dict[int, npt.NDArray[np.int64]] = {}
        self.weights = weigh(counted.table.contacts, config, counted.table.as_of)

    @property
    def present(self) -> Truths:
        """Whether there was a contact, a project, a signature or a stage on the way to one."""
        return self.counted.table.present

    @cached_property
    def liveliness(self) -> Floats:
        """Y, the part of the strength that rests on contacts."""
        found: Floats = sum(
            (self.config["weights"][name] * self.components[name] for name in LIVING), np.zeros(self.count)
        )
        return np.round(found, _DECIMALS)

    @cached_property
    def total(self) -> Floats:
        """X, the weight of all contacts."""
        return self._sum(self.weights.total)

    @cached_property
    def received(self) -> Floats:
        """X_in, the weight of the contacts received."""
        return self._sum(self.weights.received)

    @cached_property
    def sent(self) -> Floats:
        """X_out, the weight of the contacts sent."""
        return self._sum(self.weights.sent)

    @cached_property
    def sectors(self) -> Floats:
        """X_s, the weight of the contacts in each sector, by partner and sector."""
        contacts = self.counted.table.contacts
        return by_sector(contacts, self.weights.entries, self.count)

    @cached_property
    def met(self) -> Truths:
        """Whether there was any visit, event or letter."""
        found: Truths = self.times.newest_held > -np.inf
        return found

    @cached_property
    def with_happenings(self) -> frozenset[int]:
        """Partners with a visit or event of the home's own side, also one whose words are not known."""
        return with_own_happenings(self.counted.contacts, self.config, self.as_of)

    @cached_property
    def times(self) -> ContactTimes:
        """When the contacts took place."""
        return ContactTimes.of(self.counted.held.held, self.counted.newest_on)

    @cached_property
    def sectors_of_home(self) -> tuple[Mapping[str, float], int]:
        """Weight of all contacts of the home by sector, and the number of visits, events and letters.

        A happening with several partners counts once, for the first of them.
        """
        held = self.counted.held.held
        order = np.argsort(held["partner"], kind="stable")
        _, first = np.unique(self.mains[order], return_index=True)
        once = np.zeros(len(held), np.bool_)
        once[order[first]] = True
        contacts = self.counted.table.contacts
        counted = once[contacts.entry]
        weights = summed(
            contacts.sector[counted], self.weights.own[contacts.entry[counted]], len(SECTORS)
        ).tolist()
        met = int(np.count_nonzero(once & (held["rank"] < RANK["step"])))
        return {name: weight for name, weight in zip(SECTORS, weights, strict=True) if weight}, met

    @cached_property
    def mains(self) -> npt.NDArray[np.uint64]:
        """Digest of the id of each happening that counts."""
        held = self.counted.held
        row = held.held["row"]
        found = np.zeros(len(row), np.uint64)
        found[row >= 0] = self.counted.contacts.rows["main"][row[row >= 0]]
        single = np.array([digest_of(entry.id) for entry in held.single], np.uint64)
        found[row < 0] = single[-1 - row[row < 0]]
        return found

    # --- record -------------------------------------------------------------------------------------

    @cached_property
    def _meeting(self) -> Truths:
        """Which happenings are meetings: neither steps of a tie nor letters."""
        held = self.counted.held.held
        found: Truths = (held["rank"] < RANK["step"]) & (held["kind"] != _LETTER)
        return found

    def _counted_once(self, among: Truths) -> Truths:
        """Return which meetings count among some of them: events that are one with a visit do not."""
        held, table = self.counted.held.held, self.counted.table.contacts
        joined = np.zeros(len(held), np.bool_)
        visits = among[table.over] & (held["rank"][table.over] == RANK["visit"])
        joined[table.under[visits]] = True
        return among & ~joined

    @cached_property
    def _recent(self) -> Truths:
        """Which meetings can have lasted into the months after which silence is said, each once."""
        first = silence_since(self.config, self.as_of.valid_on).toordinal()
        return self._counted_once(self._meeting & (self.counted.held.held["last"] >= first))

    def recent_meetings(self, places: Iterable[int]) -> int:
        """Return the number of recent meetings with some partners; one with several of them counts once."""
        wanted = np.zeros(self.count, np.bool_)
        wanted[list(places)] = True
        recent = self._recent & wanted[self.counted.held.held["partner"]]
        return len(np.unique(self.mains[recent]))

    def meetings_after(self, day: int, place: int) -> int:
        """Return the number of a partner's meetings that lasted beyond a day."""
        if day not in self._after:
            held = self.counted.held.held
            late = self._counted_once(self._meeting) & (held["last"] > day)
            self._after[day] = np.bincount(held["partner"][late], minlength=self.count)
        return int(self._after[day][place])

    @cached_property
    def _ways(self) -> npt.NDArray[np.int64]:
        """Number of meetings by partner and direction."""
        held = self.counted.held.held
        once = self._counted_once(self._meeting)
        return np.bincount(
            held["partner"][once] * len(WAYS) + held["way"][once], minlength=self.count * len(WAYS)
        ).reshape(self.count, len(WAYS))

    def meetings_of(self, place: int) -> int:
        """Return the number of a partner's meetings."""
        return int(self._ways[place].sum())

    @cached_property
    def records(self) -> tuple[ContactRecord, ...]:
        """The meetings of each partner, counted (:func:`graph.strength.bands.contact_record`)."""
        held = self.counted.held.held
        recent = self._recent
        number = np.bincount(held["partner"][recent], minlength=self.count)
        order = {name: place for place, name in enumerate(self.config["levels"])}
        rank = np.array([order[name] for name in ORDER["levels"]], np.int64)
        top = np.full(self.count, len(order))
        graded = recent & held["level_recorded"]
        np.minimum.at(top, held["partner"][graded], rank[held["level"][graded]])
        names = [*order, ""]
        return tuple(
            ContactRecord(
                count,
                names[level],
                last,
                {way: many for way, many in zip(WAYS, by_way, strict=True) if many},
            )
            for count, level, last, by_way in zip(
                number.tolist(), top.tolist(), self._last_contacts(), self._ways.tolist(), strict=True
            )
        )

    def _last_contacts(self) -> list[LastContact | None]:
        """Return the newest meeting of each partner: the one that began latest, then the last by id."""
        held = self.counted.held.held
        key = held["first"].astype(np.int64) * 4 + held["precision"]
        newest = np.zeros(self.count, np.int64)
        np.maximum.at(newest, held["partner"][self._meeting], key[self._meeting])
        rows = np.flatnonzero(self._meeting & (key == newest[held["partner"]]))
        words: list[dict[tuple[str, str], list[int]]] = [{} for _ in range(self.count)]
        for partner, row in zip(held["partner"][rows].tolist(), rows.tolist(), strict=True):
            words[partner].setdefault(self._word(row), []).append(row)
        ids = self._ids([row for told in words if len(told) > 1 for row in chain(*told.values())])
        return [
            LastContact(_date(int(newest[place])), *self._last_word(told, ids)) if told else None
            for place, told in enumerate(words)
        ]

    @staticmethod
    def _last_word(told: Mapping[tuple[str, str], Sequence[int]], ids: Mapping[int, str]) -> tuple[str, str]:
        """Return the word of the happening that is the last by id."""
        if len(told) == 1:
            return next(iter(told))
        return max(told, key=lambda word: max(ids[row] for row in told[word]))

    def _word(self, row: int) -> tuple[str, str]:
        """Return whether a happening is a visit or an event, and of which kind in the data."""
        held = self.counted.held
        place = int(held.held["row"][row])
        if place < 0:
            single = held.single[-1 - place]
            return single.what, single.data_kind
        what = "event" if held.held["rank"][row] == RANK["event"] else "visit"
        return what, self.counted.contacts.words[what][int(self.counted.contacts.rows["word"][place])]

    # --- evidence -----------------------------------------------------------------------------------

    @cached_property
    def evidence(self) -> Floats:
        """Q, the quality of the evidence (:func:`graph.strength.ledger.evidence`)."""
        table, config, weights = self.counted.table, self.config, self.config["weights"]
        found = self.weights
        sure = self.counted.held.held["confidence"]
        heard = _ratio(weights["A"] * self.components["A"] * self._sum(found.total * sure), self.total)
        both = self._sum((found.received + found.sent) * sure)
        heard += _ratio(weights["R"] * self.components["R"] * both, self.received + self.sent)
        sectors = self.sectors
        surely = by_sector(table.contacts, found.entries * sure[table.contacts.entry], self.count)
        terms = -np.expm1(-sectors / config["curves"]["sector"])
        parts = np.sum(terms * _ratio(surely, sectors), axis=1)
        heard += _ratio(weights["B"] * self.components["B"] * parts, terms.sum(axis=1))
        heard += self._evidence_of_links()
        above = sum(
            ((self.components[name] > 0.0).astype(np.int64) for name in COMPONENTS), np.zeros(self.count)
        )
        return _ratio(heard, self._whole) * above / len(COMPONENTS)

    def _evidence_of_links(self) -> Floats:
        """Return points times confidence of the lines of instruments, channels, projects and length."""
        config, weights, day = self.config, self.config["weights"], self.counted.table.as_of
        newest = self._confidence_of_newest()
        found = np.zeros(self.count)
        sure_of: dict[int, float] = {}
        for place, link in enumerate(self.counted.links):
            if not (link.instruments or link.channels or link.projects):
                continue
            heard = 0.0
            best = best_instrument(link.instruments, config)
            if best:
                heard += weights["F"] * self.components["F"][place] * confidence(best.statements, config)
            if link.channels:
                logs = [float(-np.log1p(-config["channels"][channel.code])) for channel, _ in link.channels]
                for _, statements in link.channels:
                    if id(statements) not in sure_of:
                        sure_of[id(statements)] = confidence(statements, config)
                share = sum(
                    log * sure_of[id(statements)]
                    for log, (_, statements) in zip(logs, link.channels, strict=True)
                )
                if whole := sum(logs):
                    heard += weights["I"] * self.components["I"][place] * share / whole
            if link.projects:
                stages = [
                    project_weight(stage, link.ended.get(project.id), config, day)
                    for project, stage, _ in link.projects
                ]
                share = sum(
                    weight * confidence(statements, config)
                    for weight, (_, _, statements) in zip(stages, link.projects, strict=True)
                )
                if whole := sum(stages):
                    heard += weights["E"] * self.components["E"][place] * share / whole
            if self.components["L"][place] > 0.0 and (signed := first_signature(link.instruments)):
                sure = min(confidence(signed.statements, config), newest[place])
                heard += weights["L"] * self.components["L"][place] * sure
            found[place] = heard
        return found

    def _confidence_of_newest(self) -> Floats:
        """Return the confidence in the newest contact of each partner; of several the last by id."""
        held = self.counted.held.held
        found = np.zeros(self.count)
        newest = np.flatnonzero(held["day"] == self.counted.newest_on[held["partner"]])
        found[held["partner"][newest]] = held["confidence"][newest]
        several: dict[int, list[int]] = {}
        for partner, row in zip(held["partner"][newest].tolist(), newest.tolist(), strict=True):
            several.setdefault(partner, []).append(row)
        unsure = {
            partner: rows
            for partner, rows in several.items()
            if len(rows) > 1 and len(set(held["confidence"][rows].tolist())) > 1
        }
        ids = self._ids([row for rows in unsure.values() for row in rows])
        for partner, rows in unsure.items():
            found[partner] = held["confidence"][max(rows, key=ids.__getitem__)]
        return found

    def _ids(self, rows: Sequence[int]) -> dict[int, str]:
        """Return the ids of some happenings."""
        held = self.counted.held
        places = dict(zip(rows, held.held["row"][list(rows)].tolist(), strict=True))
        decoded = self.counted.contacts.contacts(place for place in places.values() if place >= 0)
        return {
            row: held.single[-1 - place].id if place < 0 else decoded[place].main
            for row, place in places.items()
        }

    def _sum(self, values: Floats) -> Floats:
        return summed(self.counted.table.contacts.partner, values, self.count)

    # --- single partners ------------------------------------------------------------------------------

    def band(self, place: int) -> StrengthBand:
        """Return how alive a link is, in words."""
        link = self.counted.links[place]
        return band_of(
            float(self.liveliness[place]),
            self.records[place],
            self.config,
            graded=self.facts[place].graded,
            tied=is_tied(link.instruments, self.config),
            silence_known=link.silence_known,
        )

    @cached_property
    def active(self) -> Truths:
        """Whether a project or a contact is recorded, or the record is declared complete."""
        return self.met | np.array(
            [link.complete or bool(link.projects) for link in self.counted.links], np.bool_
        )

    @cached_property
    def equal(self) -> dict[int, tuple[tuple[str, ...], ...]]:
        """Ids of rows that were entered more than once, by partner."""
        found: dict[int, list[tuple[str, ...]]] = {}
        for partner, ids in self.counted.held.merged.equal:
            found.setdefault(partner, []).append(ids)
        return {partner: tuple(sorted(ids)) for partner, ids in found.items()}

    def context(self, place: int) -> tuple[CountedContact, ...]:
        """Return the happenings of the province or the nation, which weigh nothing."""
        if place not in self.counted.held.merged.context:
            return ()
        unread: list[UnknownWord] = []
        _, context, _ = count_contacts(self.facts[place].contacts, self.config, self.as_of, unread)
        return tuple(sorted(context, key=lambda entry: entry.id))


def scores(
    facts: Sequence[LinkFacts],
    contacts: ContactTable,
    config: StrengthConfig,
    as_of: dt.date,
    known_as_of: dt.date | None = None,
    *,
    ranges: bool = True,
) -> list[Score]:
    """Score every link that existed by ``as_of``, strongest first, equal ones by id.

    For the parameters see :func:`graph.strength.score.score`. Unknown words of contacts are not told by
    partner (:attr:`ContactTable.unknown`).

    :param contacts: the contacts of these links in columns, in the same order
    """
    clock = AsOf(as_of, known_as_of)
    found = partner_scores(facts, contacts, config, clock)
    if not ranges:
        return scores_without_ranges(found)

    def other(changed: AsOf) -> Floats:
        counted = CountedPartners.of(facts, contacts, config, changed, found.counted)
        return counted.table.strengths(config)

    return _listed(
        found,
        low=other(replace(clock, reading=DateReading.LOW)),
        high=other(replace(clock, reading=DateReading.HIGH)),
        firm=other(replace(clock, grades=FIRM_GRADES)),
    )


def scores_without_ranges(found: PartnerScores) -> list[Score]:
    """Return the scores that were worked out already, strongest first, equal ones by id; no ranges."""
    return _listed(found, low=found.strength, high=found.strength, firm=found.strength)


def _listed(found: PartnerScores, *, low: Floats, high: Floats, firm: Floats) -> list[Score]:
    newest = found.counted.newest_on
    every = [
        Score(
            partner=found.facts[place].partner,
            as_of=found.as_of.valid_on,
            known_as_of=found.as_of.known_on,
            config_hash=found.config.hash,
            strength=strength,
            date_low=min(float(low[place]), strength),
            date_high=max(float(high[place]), strength),
            evidence_low=min(float(firm[place]), strength),
            evidence_high=max(float(firm[place]), strength),
            evidence=float(found.evidence[place]),
            activity_known=bool(found.active[place]),
            components={name: float(found.components[name][place]) for name in COMPONENTS},
            present=True,
            received=float(found.received[place]),
            sent=float(found.sent[place]),
            last=None if np.isnan(newest[place]) else float(newest[place]),
            liveliness=float(found.liveliness[place]),
            band=found.band(place),
            signed=signed_tie(
                found.counted.links[place].instruments, found.facts[place].ties, found.config, found.as_of
            ),
            record=found.records[place],
            context=found.context(place),
            equal=found.equal.get(place, ()),
            unread=found.counted.links[place].unread,
        )
        for place, strength in enumerate(found.strength.tolist())
        if found.present[place]
    ]
    return sorted(every, key=lambda entry: (-round(entry.strength, 9), entry.partner))


def partner_scores(
    facts: Sequence[LinkFacts], contacts: ContactTable, config: StrengthConfig, as_of: AsOf
) -> PartnerScores:
    """Return what the scores of all partners consist of."""
    return PartnerScores(CountedPartners.of(facts, contacts, config, as_of), config, as_of)


def _ratio(one: Floats, other: Floats) -> Floats:
    """Return ``one`` divided by ``other``, 0 where that is 0."""
    found: Floats = np.divide(one, other, out=np.zeros_like(one), where=other > 0.0)
    return found


def _date(key: int) -> str:
    """Return the partial date of the ordinal of its first day times four plus its precision; empty for 0."""
    if not key:
        return ""
    return dt.date.fromordinal(key // 4).isoformat()[: {1: 4, 2: 7, 3: 10}[key % 4]]
