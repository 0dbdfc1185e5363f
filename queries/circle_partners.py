"""The circle of a home as of a day: partners, consulates and organisations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.circle import (
    BUSY_YEARS,
    RECENT_YEARS,
    REFUTED,
    Activity,
    CircleTie,
    CircleTieState,
    CircleTieStep,
    activity,
    closest,
    standing,
    years_before,
)
from graph.model.durations import covered
from graph.naming.profile import Naming
from graph.store import GraphStore
from queries.homes import Names, abroad, day_of
from queries.statements import ask

#: Tie steps that count as contacts, since the two sides meet for them.
_MEETING_STEPS = ("intent", "signed")


@dataclass(frozen=True, slots=True, kw_only=True)
class CirclePartner:
    """A partner as of a day.

    :param continent: continent code, or empty
    :param longitude: degrees east, 0 if unknown
    :param seat: the city of a port or organisation, or empty
    :param standing: the closest tie; None if there was none by the day
    :param standings: all ties by the day
    :param contacts: number of visits and events by the day
    :param late: number of those in the last :data:`graph.circle.BUSY_YEARS` years
    :param last_contact: day of the latest visit, event, letter of intent or signature by the day
    :param activity: what is known about recent contact
    :param final_ring: ring once everything recorded has happened, or empty
    """

    names: Names
    continent: str
    longitude: float
    seat: str = ""
    standing: CircleTieState | None = None
    standings: tuple[CircleTieState, ...] = ()
    contacts: int = 0
    late: int = 0
    last_contact: dt.date | None = None
    activity: Activity = Activity.UNKNOWN
    final_ring: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CircleConsulate:
    """A consulate with its seat in the home (``here``), or elsewhere with the home in its district."""

    names: Names
    continent: str
    kind: str
    here: bool
    opened: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CircleOrganisation:
    """An organisation with its seat in the home (``here``) or in a partner."""

    names: Names
    continent: str
    kind: str
    place: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """The circle of a home as of a day.

    :param partners: all partners ever recorded, ordered by id; those without a standing came later
    :param consulates: those seated in the home, and those whose district it lies in
    :param organisations: those seated in the home or in a partner
    :param domestic: number of ties with places that are not foreign or are outside the remit, which are not
        part of the circle
    :param complete: whether the visits of the last years are declared complete
    """

    home: str
    as_of: dt.date
    partners: tuple[CirclePartner, ...]
    consulates: tuple[CircleConsulate, ...]
    organisations: tuple[CircleOrganisation, ...]
    domestic: int
    complete: bool


def circle(store: GraphStore, home_id: str, naming: Naming, home_country: str, as_of: dt.date) -> Circle:
    """Return the circle of ``home_id`` as of a day.

    :param naming: tells which countries and areas are foreign and within the remit
    :param home_country: alpha-2 code
    """
    since = years_before(as_of, BUSY_YEARS)
    rows = ask(store, "circle/circle_ties", home=home_id)
    own = {row["home_party"] for row in rows} | {home_id}
    totals = _contact_totals(
        ask(store, "circle/circle_visits", home=home_id, as_of=as_of, since=since),
        ask(store, "circle/circle_events", home=home_id, as_of=as_of, since=since),
    )
    complete = _complete(ask(store, "circle/circle_coverage", home=home_id), as_of)
    partners: list[CirclePartner] = []
    domestic = 0
    for names, continent, longitude, seat, ties in _partners(
        row for row in rows if row["partner"] not in own
    ):
        if not abroad(names.country, naming, home_country):
            domestic += len(ties)
            continue
        if all(tie.status == REFUTED for tie in ties):
            continue  # according to decisions, none of the ties ever existed
        partners.append(
            _partner(
                CirclePartner(names=names, continent=continent, longitude=longitude, seat=seat),
                ties,
                totals.get(names.id),
                as_of,
                complete=complete,
            )
        )
    consulates = [
        CircleConsulate(
            names=Names.of(row, row["consulate"], "Consulate"),
            continent=row["continent"] or "",
            kind=row["kind"] or "",
            here=bool(row["here"]),
            opened=row["opened"] or "",
        )
        for row in ask(store, "circle/circle_consulates", home=home_id)
        if not _later(row["opened_to"], as_of)
        and not (row["closed_to"] and not _later(row["closed_to"], as_of))
        and abroad(row["country"] or "", naming, home_country)
    ]
    known = {partner.names.id for partner in partners}
    organisations = {
        row["organisation"]: CircleOrganisation(
            names=Names.of(row, row["organisation"], "Organisation"),
            continent=row["continent"] or "",
            kind=row["kind"] or "",
            place=row["place"],
            here=bool(row["here"]),
        )
        for row in ask(store, "circle/circle_organisations", home=home_id)
        if row["organisation"] not in known and (row["here"] or row["place"] in known)
    }
    return Circle(
        home=home_id,
        as_of=as_of,
        partners=tuple(partners),
        consulates=tuple(consulates),
        organisations=tuple(organisations[key] for key in sorted(organisations)),
        domestic=domestic,
        complete=complete,
    )


def tie_step(row: Mapping[str, Any]) -> CircleTieStep:
    """Build a step of a tie from a row."""
    return CircleTieStep(
        id=row["step"],
        kind=row["step_kind"] or "",
        step=row["stage"] or "",
        status=row["step_status"] or "",
        date=row["date"] or "",
        last=day_of(row["date_to"]),
        known_by=day_of(row["known_by"]),
    )


def _later(text: str | None, as_of: dt.date) -> bool:
    day = day_of(text)
    return day is not None and day > as_of


def _partners(rows: Iterable[Mapping[str, Any]]) -> list[tuple[Names, str, float, str, list[CircleTie]]]:
    grouped: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        grouped.setdefault(row["partner"], []).append(row)
    found = []
    for identifier in sorted(grouped):
        first = grouped[identifier][0]
        ties: dict[tuple[str, str], CircleTie] = {}
        for row in grouped[identifier]:
            key = (row["tie"], row["home_party"])
            tie = ties.get(key) or CircleTie(
                id=row["tie"],
                kind=row["kind"] or "",
                status=row["status"] or "",
                family=row["family"] or "",
                home_party=row["home_party"],
                partner=identifier,
            )
            if row["step"] and all(step.id != row["step"] for step in tie.steps):
                tie = replace(tie, steps=(*tie.steps, tie_step(row)))
            ties[key] = tie
        found.append(
            (
                Names.of(first, identifier, first["label"] or ""),
                first["continent"] or "",
                float(first["lon"] or 0.0),
                first["seat"] or "",
                list(ties.values()),
            )
        )
    return found


@dataclass(slots=True)
class ContactTotals:
    """Contacts with one partner: all, those of the last years, and the day of the last."""

    contacts: int = 0
    late: int = 0
    last: str = ""


def _contact_totals(*tables: Iterable[Mapping[str, Any]]) -> dict[str, ContactTotals]:
    found: dict[str, ContactTotals] = {}
    for table in tables:
        for row in table:
            entry = found.setdefault(row["partner"], ContactTotals())
            entry.contacts += row["contacts"]
            entry.late += row["late"]
            entry.last = max(entry.last, row["last"] or "")
    return found


def _partner(
    partner: CirclePartner,
    ties: Sequence[CircleTie],
    totals: ContactTotals | None,
    as_of: dt.date,
    *,
    complete: bool,
) -> CirclePartner:
    standings = [found for tie in ties if (found := standing(tie, as_of))]
    best = closest(standings)
    final = closest(found for tie in ties if (found := standing(tie, dt.date.max)))
    days = [
        step.last
        for tie in ties
        for step in tie.steps
        if step.step in _MEETING_STEPS and step.status == "done" and step.last and step.last <= as_of
    ]
    if totals and totals.last:
        days.append(
            min(dt.date.fromisoformat(totals.last), as_of)
        )  # the last day of an imprecise date may lie after the day
    last = max(days, default=None)
    return replace(
        partner,
        standing=best,
        standings=tuple(standings),
        contacts=totals.contacts if totals else 0,
        late=totals.late if totals else 0,
        last_contact=last,
        activity=activity(best.line, last, as_of, complete=complete) if best else Activity.UNKNOWN,
        final_ring=final.ring.value if final else "",
    )


def _complete(rows: Iterable[Mapping[str, Any]], as_of: dt.date) -> bool:
    """Whether visits of all kinds are declared complete for the last :data:`RECENT_YEARS` years."""
    spans = [
        (first, last)
        for row in rows
        if row["dataset"] == "visits"
        and not row["kind"]
        and (first := day_of(row["first"]))
        and (last := day_of(row["last"]))
    ]
    return covered(spans, years_before(as_of, RECENT_YEARS), as_of)
