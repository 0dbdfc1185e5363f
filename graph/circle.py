"""The circle of a home on a day: its partners with their ties and contacts, its consulates and organisations.

Pure. Closeness depends on the kind of tie and the stage it has reached; it does not measure strength.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.facts.as_of import AsOf
from graph.facts.existence import is_there, is_undated
from graph.facts.happenings import Happening, own_happenings
from graph.facts.link_facts import Existence, Tie
from graph.facts.names import Names
from graph.facts.tie_progress import (
    NOT_IN_FORCE,
    TieProgress,
    decisions_known,
    tie_progress,
    undated_progress,
)
from graph.facts.world import Party
from graph.model.vocabulary import TIE_KINDS
from graph.naming.profile import Naming
from graph.strength.bands import NO_RECORD, ContactRecord
from graph.strength.meetings import LastContact, silence_since
from graph.world_on_date import WorldOnDate

#: The size of a mark depends on the contacts of this many years before the day.
BUSY_YEARS = 2
#: Stage at which a tie exists: a document was signed, or a route or office began to operate.
SIGNED = "signed"
#: Families of ties that make a party part of the circle.
_FAMILIES = ("relation", "route", "membership")


class Ring(StrEnum):
    """Closeness of a partner, nearest first."""

    SISTER = "sister"
    EXCHANGE = "exchange"
    AGREEMENT = "agreement"  # ports, zones, associations, provinces, routes
    INTENT = "intent"
    CONTACT = "contact"  # contacts, and targets without any contact yet


class TieLine(StrEnum):
    """Line to a partner: drawn solid (signed), dashed (intended) or dotted (contact)."""

    SIGNED = "signed"
    INTENDED = "intended"
    CONTACT = "contact"


class Activity(StrEnum):
    """What is recorded of the contact with a partner."""

    RECENT = "recent"
    LAPSED = "lapsed"  # contacts are recorded, but none of the last years
    SILENT = "silent"  # none of the last years, and the record of visits is declared complete
    NEVER = "never"  # no contact was ever recorded
    INTENDED = "intended"  # nothing is signed yet


@dataclass(frozen=True, slots=True, kw_only=True)
class CircleTieState:
    """State of a tie on a day.

    :param since: partial date of the step that determines the state, empty if unknown
    :param known_by: if there is no date, the day by which a source states the step
    :param remark: status that ends or pauses the tie, or empty
    :param remark_since: since when that holds, or as of when a source states it: partial date, or empty
    :param remark_dated: whether a source gives since when
    :param off_list: whether it is a claim that a list declared complete does not hold
    :param undated: whether no source gives any day of it: it came at an unknown time, and is shown apart
    """

    tie: str
    kind: str
    stage: str
    since: str = ""
    known_by: dt.date | None = None
    remark: str = ""
    remark_since: str = ""
    remark_dated: bool = False
    off_list: bool = False
    undated: bool = False
    home_party: str = ""

    @property
    def in_force(self) -> bool:
        """Whether it is certainly signed by the day, and neither ended nor suspended."""
        return self.stage == SIGNED and not self.undated and self.remark not in NOT_IN_FORCE

    @property
    def ring(self) -> Ring:
        """Closeness; a tie that has ended or came at an unknown time is no nearer than contact."""
        if self.undated or (self.stage == SIGNED and not self.in_force):
            return Ring.CONTACT
        if self.stage == SIGNED:
            if self.kind == "sister_city":
                return Ring.SISTER
            if self.kind == "friendly_exchange_city":
                return Ring.EXCHANGE
            return Ring.CONTACT if self.kind in ("friendly_contact", "contact") else Ring.AGREEMENT
        return Ring.INTENT if self.stage in ("intent", "application", "approval") else Ring.CONTACT

    @property
    def line(self) -> TieLine:
        """How the tie is drawn."""
        if self.in_force:
            return TieLine.SIGNED
        return TieLine.CONTACT if self.undated or self.stage in ("contact", SIGNED) else TieLine.INTENDED


@dataclass(frozen=True, slots=True, kw_only=True)
class CirclePartner:
    """A partner as of a day.

    :param continent: continent code, or empty
    :param longitude: degrees east, 0 if unknown
    :param seat: the city of a port or organisation, or empty
    :param standing: the closest tie; None if there was none by the day
    :param standings: all ties by the day
    :param contacts: number of meetings by the day
    :param late: number of those in the last :data:`BUSY_YEARS` years
    :param last_contact: newest meeting by the day; None without one
    :param activity: what is recorded of recent contact
    :param final_ring: of a partner without a tie by the day, the ring once everything recorded has happened
    """

    names: Names
    continent: str
    longitude: float
    seat: str = ""
    standing: CircleTieState | None = None
    standings: tuple[CircleTieState, ...] = ()
    contacts: int = 0
    late: int = 0
    last_contact: LastContact | None = None
    activity: Activity = Activity.NEVER
    final_ring: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CircleConsulate:
    """A consulate with its seat in the home (``here``), or elsewhere with the home in its district.

    :param opened: partial date, empty if no source tells since when it exists
    """

    names: Names
    continent: str
    kind: str
    here: bool
    opened: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CircleOrganisation:
    """An organisation with its seat in the home (``here``) or in a partner.

    :param since: partial date, empty if no source tells since when it exists
    """

    names: Names
    continent: str
    kind: str
    place: str
    here: bool
    since: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """The circle of a home as of a day.

    :param partners: all partners ever recorded, ordered by id; those without a standing came later
    :param consulates: those seated in the home, and those whose district it lies in
    :param organisations: those seated in the home or in a partner
    :param undated: further consulates and organisations of these places that no known source tells the
        beginning of, and that no dated evidence names by the day
    :param domestic: number of ties with places that are not foreign or are outside the remit, which are not
        part of the circle
    :param complete: whether the visits of the last years are declared complete
    """

    home: str
    as_of: dt.date
    partners: tuple[CirclePartner, ...]
    consulates: tuple[CircleConsulate, ...]
    organisations: tuple[CircleOrganisation, ...]
    undated: tuple[CircleConsulate | CircleOrganisation, ...]
    domestic: int
    complete: bool


def circle(on_date: WorldOnDate, naming: Naming) -> Circle:
    """Return the circle of the home on the day, by what was known.

    :param naming: tells which countries and areas are foreign and within the remit
    """
    world, as_of = on_date.world, on_date.as_of
    complete = on_date.complete(["visits"], silence_since(on_date.config, on_date.day), on_date.day)
    partners: list[CirclePartner] = []
    domestic = 0
    for identifier, every in world.ties.items():
        party = world.party(identifier)
        ties = [tie for tie in every if tie.family in _FAMILIES and not _is_refuted(tie, as_of)]
        if party is None or not ties:
            continue
        if naming.abroad(party.country, world.home.country):
            partners.append(_partner(on_date, party, ties, complete=complete))
        else:
            domestic += len(ties)
    known = {partner.names.id for partner in partners}
    consulates = tuple(_consulates(on_date, naming))
    organisations = tuple(_organisations(on_date, known))
    return Circle(
        home=world.home.id,
        as_of=on_date.day,
        partners=tuple(partners),
        consulates=tuple(post for post, existence in consulates if is_there(existence, as_of)[1]),
        organisations=tuple(body for body, existence in organisations if is_there(existence, as_of)[1]),
        undated=(
            *(post for post, existence in consulates if is_undated(existence, as_of)),
            *(body for body, existence in organisations if is_undated(existence, as_of)),
        ),
        domestic=domestic,
        complete=complete,
    )


def _is_refuted(tie: Tie, as_of: AsOf) -> bool:
    """Return whether a tie never existed according to a decision, or nothing of it was known yet."""
    return decisions_known(tie, as_of).get("status") == "refuted" or not as_of.known(tie.statements)


def _partner(on_date: WorldOnDate, party: Party, ties: Sequence[Tie], *, complete: bool) -> CirclePartner:
    as_of, own = on_date.as_of, on_date.world.own
    standings = [
        _state(progress, own)
        for tie in ties
        for progress in (on_date.progress(tie), undated_progress(tie, as_of))
        if progress
    ]
    best = closest(standings)
    final = None if best else _final(ties, AsOf(dt.date.max, as_of.known_on), own)
    view = on_date.partners.get(party.id)
    record = view.record if view else NO_RECORD
    busy = years_before(on_date.day, BUSY_YEARS).toordinal()
    return CirclePartner(
        names=party.names.known_by(as_of.known_on),
        continent=party.continent,
        longitude=party.lon or 0.0,
        seat=min((seat for seat in party.seats if _is_place(on_date.world.party(seat))), default=""),
        standing=best,
        standings=tuple(standings),
        contacts=record.total,
        late=on_date.scores.meetings_after(busy, view.place) if view else 0,
        last_contact=record.last,
        activity=activity(best.line, record, complete=complete) if best else Activity.NEVER,
        final_ring=final.ring.value if final else "",
    )


def _final(ties: Iterable[Tie], everything: AsOf, own: Iterable[str]) -> CircleTieState | None:
    """Return the closest state once everything recorded has happened."""
    return closest(_state(progress, own) for tie in ties if (progress := tie_progress(tie, everything)))


def _is_place(party: Party | None) -> bool:
    return party is not None and party.is_place


def _state(progress: TieProgress, own: Iterable[str]) -> CircleTieState:
    step, ending = progress.reached, progress.ending
    shown = ending if progress.signed else None
    one, other = progress.tie.parties
    return CircleTieState(
        tie=progress.tie.id,
        kind=step.kind,
        stage=step.stage,
        since=step.date,
        known_by=None if step.date or progress.undated else dt.date.fromordinal(round(step.day)),
        remark=shown.status if shown else "",
        remark_since=shown.since if shown else "",
        remark_dated=shown.dated if shown else False,
        off_list=step.off_list,
        undated=progress.undated,
        home_party=one if one in own else other,
    )


def _consulates(
    on_date: WorldOnDate, naming: Naming
) -> Iterable[tuple[CircleConsulate, tuple[Existence, ...]]]:
    """Return the consulates whatever the day, each with what is told of its existence."""
    world = on_date.world
    around = {world.home.id, *world.home.within, *world.own}
    for entry in world.consulates:
        if not (entry.here or around & set(entry.covers)):
            continue
        sender = world.countries.get(entry.country)
        if not naming.abroad(entry.country, world.home.country):
            continue
        post = CircleConsulate(
            names=Names(
                id=entry.id,
                label="Consulate",
                zh=entry.name_zh,
                en=entry.name_en,
                local=entry.name_local,
                country=entry.country,
                others=called.names.others if (called := world.party(entry.id)) else (),
            ).known_by(on_date.as_of.known_on),
            continent=sender.continent if sender else "",
            kind=entry.kind,
            here=entry.here,
            opened=is_there(entry.existence, on_date.as_of)[0],
        )
        yield post, entry.existence


def _organisations(
    on_date: WorldOnDate, partners: set[str]
) -> Iterable[tuple[CircleOrganisation, tuple[Existence, ...]]]:
    """Return the organisations whatever the day, each with what is told of its existence."""
    world = on_date.world
    for identifier, party in sorted(world.parties.items()):
        if party.label != "Organisation" or identifier in partners:
            continue
        here = any(seat in world.own for seat in party.seats)
        place = next((seat for seat in party.seats if here or seat in partners), "")
        if place:
            existence = world.existence.get(identifier, ())
            body = CircleOrganisation(
                names=party.names.known_by(on_date.as_of.known_on),
                continent=party.continent,
                kind=party.kind,
                place=place,
                here=here,
                since=is_there(existence, on_date.as_of)[0],
            )
            yield body, existence


def newest_visits(on_date: WorldOnDate, partners: Iterable[str], most: int) -> list[tuple[str, Happening]]:
    """Return the newest visits with these partners by the day, newest first, each with its partner.

    A visit to several partners is listed once, under the first of them by id.
    """
    found: dict[str, tuple[str, Happening]] = {}
    for identifier, contacts in on_date.latest_visits(partners, most):
        for entry in own_happenings(contacts, on_date.as_of):
            found.setdefault(entry.id, (identifier, entry))
    return sorted(found.values(), key=lambda pair: pair[1].order, reverse=True)[:most]


def closest(standings: Iterable[CircleTieState]) -> CircleTieState | None:
    """Return the state that brings a partner nearest; equally close ones go by kind, then by tie id.

    A tie that has ended counts after every other.
    """
    order = list(Ring)
    return min(
        standings,
        key=lambda entry: (
            entry.remark in NOT_IN_FORCE,
            order.index(entry.ring),
            _rank(TIE_KINDS, entry.kind),
            entry.tie,
        ),
        default=None,
    )


def activity(line: TieLine, record: ContactRecord, *, complete: bool) -> Activity:
    """Return what is recorded of the contact.

    :param record: the meetings by the day
    :param complete: whether the record of the months after which silence is said is declared complete
    """
    if line is TieLine.INTENDED:
        return Activity.INTENDED
    if record.recent:
        return Activity.RECENT
    if complete:
        return Activity.SILENT
    return Activity.NEVER if record.last is None else Activity.LAPSED


def years_before(day: dt.date, years: int) -> dt.date:
    """Return the same day ``years`` years earlier; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _rank(words: Sequence[str], word: str) -> int:
    return words.index(word) if word in words else len(words)
