"""One function per question: runs statements, applies the domain model and returns typed answers.

Used by the pages, the command line and notebooks. The answers are independent of the language: the caller
translates vocabulary words and ISO codes.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
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
from graph.model.partial_date import PartialDate
from graph.naming.profile import Naming
from graph.store import GraphStore, Result
from queries.catalogue import Query, bind, find, load_catalogue, run
from queries.statements import statement

#: Tie steps that count as contacts, since the two sides meet for them.
_MEETING_STEPS = ("intent", "signed")
#: Spans in days before the given day that are searched one after another for the newest visits, to avoid
#: scanning a long record; 0: no limit.
_LOOK_BACK = (31, 366, 0)


@dataclass(frozen=True, slots=True)
class Names:
    """A node with its names; those of a country or area are empty, since the naming profile gives them.

    :param label: its label in the graph
    :param country: ISO 3166-1 alpha-2 code, or empty
    """

    id: str
    label: str
    zh: str = ""
    en: str = ""
    local: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """The home of a circle; ``naming`` is its naming profile, or empty."""

    names: Names
    naming: str = ""


@dataclass(frozen=True, slots=True)
class StoredLoad:
    """A load as the store records it: state, and start and end time in ISO 8601."""

    id: str
    state: str
    started: str = ""
    finished: str = ""


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class CircleConsulate:
    """A consulate with its seat in the home (``here``), or elsewhere with the home in its district."""

    names: Names
    continent: str
    kind: str
    here: bool
    opened: str = ""


@dataclass(frozen=True, slots=True)
class CircleOrganisation:
    """An organisation with its seat in the home (``here``) or in a partner."""

    names: Names
    continent: str
    kind: str
    place: str
    here: bool


@dataclass(frozen=True, slots=True)
class Circle:
    """The circle of a home as of a day.

    :param partners: all partners ever recorded, ordered by id; those without a standing came later
    :param posts: consulates
    :param bodies: organisations
    :param domestic: number of ties with places that are not foreign or are outside the remit, which are not
        part of the circle
    :param complete: whether the visits of the last years are declared complete
    """

    home: str
    as_of: dt.date
    partners: tuple[CirclePartner, ...]
    posts: tuple[CircleConsulate, ...]
    bodies: tuple[CircleOrganisation, ...]
    domestic: int
    complete: bool


@dataclass(frozen=True, slots=True)
class Citation:
    """A source with the locators within it."""

    source: str
    title: str
    publisher: str
    url: str
    date: str
    grade: str
    locators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardContact:
    """A visit or an event.

    :param what: ``visit`` or ``event``
    :param title: as the source gives it
    :param kind: direction of a visit or kind of an event
    :param level: rank of a delegation's head, or empty
    :param partner: the other party, only if the function returns it
    """

    id: str
    what: str
    title: str
    title_zh: str
    kind: str
    level: str
    status: str
    start: str
    end: str = ""
    citations: tuple[Citation, ...] = ()
    partner: Names | None = None


@dataclass(frozen=True, slots=True)
class CardContradiction:
    """A contradiction about one property of a fact; each side is a value with the titles of its sources."""

    property: str
    step_kind: str
    stage: str
    sides: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class PartnerCard:
    """Everything known about one partner.

    :param steps: the steps of all its ties, oldest first
    :param contacts: visits and events by the day, newest first
    :param disagreements: contradictions between statements
    :param remarks: texts of recorded conflicts
    :param citations: the sources, best grade first
    :param statements: number of statements about the partner, its ties and contacts
    """

    partner: str
    steps: tuple[CircleTieStep, ...] = ()
    contacts: tuple[CardContact, ...] = ()
    disagreements: tuple[CardContradiction, ...] = ()
    remarks: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    statements: int = 0


@dataclass(frozen=True, slots=True)
class RecordSpan:
    """The first and last day in the records of a home; None if there are no records."""

    first: dt.date | None = None
    last: dt.date | None = None


def _ask(store: GraphStore, name: str, **parameters: object) -> list[dict[str, Any]]:
    return store.read(statement(name), parameters).records()


def homes(store: GraphStore) -> list[str]:
    """Return the ids of all homes in the store."""
    return [str(row["home"]) for row in _ask(store, "lookup/offices")]


def home(store: GraphStore, home_id: str) -> Home | None:
    """Return the home with its names; None if the store has no such place."""
    rows = _ask(store, "circle/circle_home", home=home_id)
    if not rows:
        return None
    row = rows[0]
    return Home(_names(row, row["id"], "City"), row["naming"] or "")


def last_load(store: GraphStore) -> StoredLoad | None:
    """Return the load that started last; None if nothing was ever loaded."""
    rows = _ask(store, "lookup/last_load")
    return (
        StoredLoad(
            str(rows[0]["id"]),
            rows[0]["state"] or "",
            rows[0]["started_at"] or "",
            rows[0]["finished_at"] or "",
        )
        if rows
        else None
    )


def unfinished_load(store: GraphStore) -> str:
    """Return the id of a load that was started and is not complete, or empty."""
    rows = _ask(store, "lookup/unfinished_load")
    return str(rows[0]["id"]) if rows else ""


def asked(
    store: GraphStore,
    name: str,
    home_id: str,
    today: dt.date,
    most: int | None = None,
    given: Mapping[str, str] | None = None,
) -> tuple[Query, Result]:
    """Run a query of the catalogue; return the query and its result.

    :param most: maximum number of rows; the result says whether there are more
    :param given: parameters by name; all others have their defaults
    """
    query = find(catalogue(), name)
    return query, run(store, query, bind(query, given or {}, home_id, today), limit=most)


@cache
def catalogue() -> dict[str, Query]:
    """Return the catalogue by name; it is loaded once."""
    return load_catalogue()


def counts(store: GraphStore) -> dict[str, int]:
    """Return the number of facts, statements and sources in the store, by label."""
    return {row["label"]: row["number"] for row in _ask(store, "circle/circle_counts")}


def reach(store: GraphStore, home_id: str, today: dt.date) -> RecordSpan:
    """Return the span of days that the records of a home cover, up to ``today``."""
    rows = _ask(store, "circle/circle_reach", home=home_id, today=today)
    firsts = [day for row in rows if (day := _day(row["first"]))]
    lasts = [day for row in rows if (day := _day(row["last"]))]
    return RecordSpan(min(firsts, default=None), max(lasts, default=None))


def circle(store: GraphStore, home_id: str, naming: Naming, home_country: str, as_of: dt.date) -> Circle:
    """Return the circle of ``home_id`` as of a day.

    :param naming: tells which countries and areas are foreign and within the remit
    :param home_country: alpha-2 code
    """
    since = years_before(as_of, BUSY_YEARS)
    rows = _ask(store, "circle/circle_ties", home=home_id)
    own = {row["home_party"] for row in rows} | {home_id}
    busy = _busy(
        _ask(store, "circle/circle_visits", home=home_id, as_of=as_of, since=since),
        _ask(store, "circle/circle_events", home=home_id, as_of=as_of, since=since),
    )
    complete = _complete(_ask(store, "circle/circle_coverage", home=home_id), as_of)
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
                CirclePartner(names, continent, longitude, seat),
                ties,
                busy.get(names.id),
                as_of,
                complete=complete,
            )
        )
    posts = [
        CircleConsulate(
            _names(row, row["consulate"], "Consulate"),
            row["continent"] or "",
            row["kind"] or "",
            bool(row["here"]),
            row["opened"] or "",
        )
        for row in _ask(store, "circle/circle_consulates", home=home_id)
        if not _later(row["opened_to"], as_of)
        and not (row["closed_to"] and not _later(row["closed_to"], as_of))
        and abroad(row["country"] or "", naming, home_country)
    ]
    known = {partner.names.id for partner in partners}
    bodies = {
        row["organisation"]: CircleOrganisation(
            _names(row, row["organisation"], "Organisation"),
            row["continent"] or "",
            row["kind"] or "",
            row["place"],
            bool(row["here"]),
        )
        for row in _ask(store, "circle/circle_organisations", home=home_id)
        if row["organisation"] not in known and (row["here"] or row["place"] in known)
    }
    return Circle(
        home_id,
        as_of,
        tuple(partners),
        tuple(posts),
        tuple(bodies[key] for key in sorted(bodies)),
        domestic,
        complete,
    )


def newest(store: GraphStore, home_id: str, as_of: dt.date, most: int = 6) -> list[CardContact]:
    """Return the newest visits up to ``as_of`` between a home and the places it has ties with."""
    rows: list[dict[str, Any]] = []
    for days in _LOOK_BACK:
        since = as_of - dt.timedelta(days=days) if days else dt.date.min
        rows = _ask(store, "circle/circle_newest", home=home_id, as_of=as_of, since=since, most=most)
        if len(rows) >= most:
            break
    return [
        CardContact(
            row["contact"],
            "visit",
            row["title"] or "",
            "",
            row["direction"] or "",
            row["level"] or "",
            "held",
            row["start"] or "",
            partner=_names(row, row["partner"], ""),
        )
        for row in rows
    ]


def card(store: GraphStore, home_id: str, partner: str, as_of: dt.date) -> PartnerCard:
    """Return what is known about a partner and its relations to the home, with contacts up to ``as_of``."""
    ties = [
        row for row in _ask(store, "circle/circle_ties_with", home=home_id, partner=partner) if row["step"]
    ]
    steps = {row["step"]: _step(row) for row in ties}
    said = _ask(store, "circle/card_statements", home=home_id, partner=partner)
    contacts = _contacts(
        _ask(store, "circle/card_contacts", home=home_id, partner=partner, as_of=as_of), said
    )
    shown = {row["fact"] for row in said if row["about"] != "contact"} | {
        fact for contact in contacts for fact in contact[1]
    }
    relevant = [row for row in said if row["fact"] in shown]
    return PartnerCard(
        partner=partner,
        steps=tuple(
            sorted(steps.values(), key=lambda step: (str(step.reached_on or "9999"), step.date, step.id))
        ),
        contacts=tuple(contact for contact, _ in contacts),
        disagreements=_disagreements(
            _ask(store, "circle/card_contradictions", home=home_id, partner=partner)
        ),
        remarks=tuple(
            row["text"]
            for row in sorted(
                _ask(store, "circle/card_conflicts", home=home_id, partner=partner),
                key=lambda row: str(row["conflict"]),
            )
            if row["text"]
        ),
        citations=citations_of(relevant),
        statements=len({row["statement"] for row in relevant}),
    )


# --- rows to facts ------------------------------------------------------------------------------------------


def _names(row: Mapping[str, Any], identifier: str, label: str) -> Names:
    return Names(
        identifier,
        label,
        row["name_zh"] or "",
        row["name_en"] or "",
        row["name_local"] or "",
        row.get("country") or "",
    )


def _step(row: Mapping[str, Any]) -> CircleTieStep:
    return CircleTieStep(
        row["step"],
        row["step_kind"] or "",
        row["stage"] or "",
        row["step_status"] or "",
        row["date"] or "",
        _day(row["date_to"]),
        _day(row["known_by"]),
    )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _later(text: str | None, as_of: dt.date) -> bool:
    day = _day(text)
    return day is not None and day > as_of


def abroad(country: str, naming: Naming, home_country: str) -> bool:
    """Whether a place belongs to the circle: foreign and within the remit, or a region without a country."""
    return (
        not country
        or not home_country
        or (naming.is_foreign(country, home_country) and naming.in_remit(country))
    )


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
                row["tie"],
                row["kind"] or "",
                row["status"] or "",
                row["family"] or "",
                row["home_party"],
                identifier,
            )
            if row["step"] and all(step.id != row["step"] for step in tie.steps):
                tie = replace(tie, steps=(*tie.steps, _step(row)))
            ties[key] = tie
        found.append(
            (
                _names(first, identifier, first["label"] or ""),
                first["continent"] or "",
                float(first["lon"] or 0.0),
                first["seat"] or "",
                list(ties.values()),
            )
        )
    return found


@dataclass(slots=True)
class _Busy:
    contacts: int = 0
    late: int = 0
    last: str = ""
    rows: list[Mapping[str, Any]] = field(default_factory=list)


def _busy(*tables: Iterable[Mapping[str, Any]]) -> dict[str, _Busy]:
    found: dict[str, _Busy] = {}
    for table in tables:
        for row in table:
            entry = found.setdefault(row["partner"], _Busy())
            entry.contacts += row["contacts"]
            entry.late += row["late"]
            entry.last = max(entry.last, row["last"] or "")
    return found


def _partner(
    partner: CirclePartner, ties: Sequence[CircleTie], busy: _Busy | None, as_of: dt.date, *, complete: bool
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
    if busy and busy.last:
        days.append(
            min(dt.date.fromisoformat(busy.last), as_of)
        )  # the last day of an imprecise date may lie after the day
    last = max(days, default=None)
    return replace(
        partner,
        standing=best,
        standings=tuple(standings),
        contacts=busy.contacts if busy else 0,
        late=busy.late if busy else 0,
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
        and (first := _day(row["first"]))
        and (last := _day(row["last"]))
    ]
    return covered(spans, years_before(as_of, RECENT_YEARS), as_of)


def _contacts(
    rows: Iterable[Mapping[str, Any]], said: Iterable[Mapping[str, Any]]
) -> list[tuple[CardContact, set[str]]]:
    """Return the contacts, newest first, each with the ids of all its records.

    Texts come from the main record if it is among them.
    """
    sayings: dict[str, list[Mapping[str, Any]]] = {}
    for row in said:
        sayings.setdefault(row["fact"], []).append(row)
    happenings: dict[str, dict[str, Mapping[str, Any]]] = {}
    for row in rows:
        if row["status"] in (None, "held", "planned", "confirmed"):
            happenings.setdefault(row["main"], {})[row["contact"]] = row
    found = []
    for main, told in happenings.items():
        row = told.get(main) or told[min(told)]
        citations = citations_of(entry for fact in told for entry in sayings.get(fact, []))
        contact = CardContact(
            main,
            row["what"],
            row["title"] or "",
            row["title_zh"] or "",
            row["kind"] or "",
            row["level"] or "",
            row["status"] or "",
            row["start"] or "",
            row["last"] or "",
            citations,
        )
        found.append((row["start_from"] or "", contact, set(told)))
    found.sort(key=lambda entry: entry[1].id)
    found.sort(key=lambda entry: entry[0], reverse=True)
    return [(contact, facts) for _, contact, facts in found]


def citations_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Citation, ...]:
    """Return the sources that rows name, best grade first, each with its locators.

    Locators stand in the order of the numbers in them: the store returns rows in any order.
    """
    found: dict[str, Citation] = {}
    for row in rows:
        known = found.get(row["source"]) or Citation(
            row["source"],
            row["title"] or "",
            row["publisher"] or "",
            row["url"] or "",
            row["date"] or "",
            row["grade"] or "",
        )
        locator = row["locator"]
        found[row["source"]] = (
            replace(known, locators=(*known.locators, locator))
            if locator and locator not in known.locators
            else known
        )
    ordered = [
        replace(entry, locators=tuple(sorted(entry.locators, key=_in_source))) for entry in found.values()
    ]
    return tuple(
        sorted(ordered, key=lambda entry: (entry.grade or "Z", _descending(entry.date), entry.source))
    )


def _in_source(locator: str) -> tuple[list[int], str]:
    """Sort key of a locator: paragraph 9 stands before paragraph 10."""
    return [int(number) for number in re.findall(r"[0-9]+", locator)], locator


def _descending(date: str) -> int:
    return -PartialDate.parse(date).first.toordinal() if date else 0


#: Columns that may contain a property of a tie, in order of priority; the date of a step is in the column of
#: its stage.
_CELLS = {"kind": ("kind",), "status": ("status",), "signed": ("signed_date",)}


def _disagreements(rows: Iterable[Mapping[str, Any]]) -> tuple[CardContradiction, ...]:
    grouped: dict[tuple[str, str, str, str], dict[str, set[str]]] = {}
    for row in rows:
        key = (row["fact"], row["property"], row["step_kind"] or "", row["stage"] or "")
        sides = grouped.setdefault(key, {})
        for values, source in (
            (row["first_values"], row["first_source"]),
            (row["second_values"], row["second_source"]),
        ):
            sides.setdefault(_cell(values, row["property"], row["stage"] or ""), set()).add(source or "")
    return tuple(
        CardContradiction(
            name,
            step_kind,
            stage,
            tuple((value, tuple(sorted(sources))) for value, sources in sorted(sides.items())),
        )
        for (_, name, step_kind, stage), sides in sorted(grouped.items())
    )


def _cell(values: str | None, name: str, stage: str) -> str:
    cells = json.loads(values) if values else {}
    candidates = _CELLS.get(name, (f"{stage}_date", "signed_date", name) if name == "date" else (name,))
    return next((str(cells[cell]) for cell in candidates if cells.get(cell)), "")
