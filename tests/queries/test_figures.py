"""Every figure on several days, by both clocks, against counts worked out from the CSV files."""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from graph.facts.as_of import AsOf
from graph.facts.world import World
from graph.figures import FIGURES, FigureInput
from graph.naming.profile import load_naming
from graph.store import GraphStore
from graph.strength.config import load_config
from graph.world_on_date import WorldOnDate
from queries.facts import visits, world
from tests.stores import SAMPLE_COUNTRY, SAMPLE_FOLDER, SAMPLE_HOME

#: The home and what is part of it, as the tables say.
PLACES = {"xiamen", "xiamen-siming", "xiamen-jimei"}
RECEIVERS = {
    "Xiamen Municipal People's Government",
    "CPC Xiamen Municipal Committee",
    "Foreign Affairs Office of Xiamen Municipal People's Government",
    "Xiamen Municipal People's Association for Friendship with Foreign Countries",
}
#: Kinds that are no relation of their own, or no tie even when signed.
LINES = {"shipping_route", "rail_route", "air_route", "alliance_membership", "diplomatic_relations"}
MERE = {"friendly_contact", "contact"}
STRONGEST = (
    "sister_city",
    "friendly_exchange_city",
    "province_level_tie",
    "district_level_tie",
    "sister_port",
    "economic_zone_agreement",
    "economic_cooperation_agreement",
    "strategic_agreement",
    "association_agreement",
    "university_agreement",
)
MOMENTS = [
    (dt.date(2015, 8, 11), None),
    (dt.date(2019, 12, 31), None),
    (dt.date(2020, 1, 22), None),
    (dt.date(2020, 1, 22), dt.date(2020, 1, 22)),
    (dt.date(2018, 6, 30), dt.date(2020, 1, 22)),
    (dt.date(2023, 12, 5), None),
    (dt.date(2023, 12, 5), dt.date(2023, 1, 1)),
    (dt.date(2025, 9, 8), None),
]
Row = dict[str, str]


@cache
def table(name: str) -> list[Row]:
    with (SAMPLE_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tables(*names: str) -> list[Row]:
    return [row for name in names for row in table(name)]


def last_day(text: str) -> dt.date:
    """Return the last day of a partial date."""
    if len(text) == 10:
        return dt.date.fromisoformat(text)
    year, month = int(text[:4]), int(text[5:7] or 12) if len(text) > 4 else 12
    return (dt.date(year + month // 12, month % 12 + 1, 1)) - dt.timedelta(days=1)


def first_day(text: str) -> dt.date:
    return dt.date.fromisoformat((text + "-01-01")[:10])


def known(row: Row, on: dt.date | None) -> bool:
    """Whether the source of a row had appeared; one without a date is known from the day of loading."""
    date = {entry["id"]: entry["date"] for entry in table("sources")}[row["source"]]
    return on is None or bool(date and last_day(date) <= on)


def parts(cell: str) -> set[str]:
    return {part.strip() for part in cell.split(";") if part.strip()}


def countries_of_places() -> dict[str, str]:
    return {row["id"]: row["country_iso2"] for row in tables("cities", "cities_2014")}


def own_parties() -> set[str]:
    bodies = tables("organisations", "organisations_2019")
    ports = {row["id"] for row in table("ports") if row["city_id"] in PLACES}
    return PLACES | ports | {row["id"] for row in bodies if row["place_id"] in PLACES}


def finest(dates: list[str]) -> str:
    """Return the finest date; of equally fine ones that with which most others agree, then the first."""
    return max(
        dates,
        key=lambda date: (len(date), sum(date.startswith(one) or one.startswith(date) for one in dates)),
    )


class TieRows:
    """The rows of one tie with what they say by a day."""

    def __init__(self, rows: list[Row], day: dt.date, on: dt.date | None) -> None:
        self.rows = [row for row in rows if known(row, on)]
        self.day, self.on = day, on
        pair = {rows[0]["from_id"], rows[0]["to_id"]}
        self.decided = {
            row["property"]: row["value"]
            for row in table("decisions")
            if {row["from_id"], row["to_id"]} == pair
            and (on is None or dt.date.fromisoformat(row["decided_on"]) <= on)
        }

    def taken(self, stage: str, column: str) -> dict[str, list[Row]]:
        """Return the rows of a stage by kind, if it was reached by the day."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            if row.get(column) or row["status"] in (stage, *(("opened",) if stage == "signed" else ())):
                found[row["kind"]].append(row)
        return {
            kind: rows
            for kind, rows in found.items()
            if self._by_day([row[column] for row in rows if row.get(column)], rows)
        }

    def _by_day(self, dates: list[str], rows: list[Row]) -> bool:
        if dates:
            return last_day(finest(dates)) <= self.day
        return any(row["as_of"] and last_day(row["as_of"]) <= self.day for row in rows)

    def listed(self, kind: str, rows: list[Row]) -> bool:
        """Whether no complete list leaves the signature out."""
        if self.decided:
            return True
        for entry in table("completeness"):
            naming = any(row["source"] == entry["source"] and row["kind"] == kind for row in table("ties"))
            if entry["dataset"] != "ties" or entry["kind"] not in ("", kind):
                continue
            if not naming or not known(entry, self.on) or entry["source"] in {row["source"] for row in rows}:
                continue
            dated = [row["signed_date"] for row in rows if row["signed_date"]]
            days = [finest(dated)] if dated else [row["as_of"] for row in rows]
            if all(
                day and entry["date_from"] <= str(first_day(day)) and str(last_day(day)) <= entry["date_to"]
                for day in days
            ):
                return False
        return True

    @property
    def kind(self) -> str:
        """The kind under which the tie is in force; empty if it is not."""
        if self.decided.get("status") == "refuted":
            return ""
        signed = {
            kind
            for kind, rows in self.taken("signed", "signed_date").items()
            if self.decided.get("kind", kind) == kind and self.listed(kind, rows)
        }
        return next((kind for kind in STRONGEST if kind in signed), "")

    @property
    def on_its_way(self) -> bool:
        if self.kind or self.decided.get("status") == "refuted":
            return False
        columns = {"target": "", "intent": "intent_date", "application": "", "approval": ""}
        return any(self.taken(stage, column) for stage, column in columns.items())


def relations(day: dt.date, on: dt.date | None) -> dict[str, TieRows]:
    """Return the ties of the home's side with foreign parties, by id."""
    ours, domestic = own_parties(), {"CN", "HK", "MO", "TW"}
    where = countries_of_places()
    where |= {row["id"]: row["country_iso2"] for row in table("ports")}
    bodies = tables("organisations", "organisations_2019")
    where |= {row["id"]: where.get(row["place_id"], "") for row in bodies}
    same = {row["id"]: row["same_as"] for row in table("tie_actors") if row["same_as"]}
    found: dict[str, list[Row]] = defaultdict(list)
    for row in tables("ties", "port_links"):
        pair = {same.get(row[end], row[end]) for end in ("from_id", "to_id")}
        if row["kind"] in LINES or len(pair & ours) != 1:
            continue
        (other,) = pair - ours
        if where.get(other) not in domestic:
            found["tie-" + "--".join(sorted(pair))].append(row)
    return {name: TieRows(rows, day, on) for name, rows in found.items()}


def groups(direction: str, year: int, day: dt.date, on: dt.date | None) -> dict[str, list[Row]]:
    """Return the visits of a year between the home and places within the remit, by visit."""
    where = countries_of_places()
    found: dict[str, list[Row]] = defaultdict(list)
    for row in table("visits"):
        near, far = ("to_place", "from_place") if direction == "inbound" else ("from_place", "to_place")
        start = row["date_start"]
        if row["direction"] != direction or not parts(row[near]) & PLACES or not known(row, on):
            continue
        codes = {where.get(place, "") for place in parts(row[far])} | parts(row["from_countries"])
        foreign = codes - {"", "CN"}
        if foreign and foreign <= {"HK", "MO", "TW"}:
            continue
        if first_day(start).year == year and last_day(start).year == year and last_day(start) <= day:
            found[row["same_as"] or row["id"]].append(row)
    return found


def receiver(rows: list[Row], main: str) -> str:
    ordered = sorted(rows, key=lambda row: (row["id"] != main, row["id"]))
    return next((row["received_by"] for row in ordered if row["received_by"]), "")


@pytest.fixture(scope="module")
def recorded(loaded_store: GraphStore) -> World:
    return world(loaded_store, SAMPLE_HOME, load_naming("cn"), SAMPLE_COUNTRY)[0]


def given(store: GraphStore, recorded: World, day: dt.date, on: dt.date | None, year: int) -> FigureInput:
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    on_date = WorldOnDate(recorded, load_config(), AsOf(day, on))
    seen = visits(store, recorded, first, last)
    return FigureInput(on_date=on_date, naming=load_naming("cn"), visits=seen, first=first, last=last)


@pytest.mark.parametrize(("day", "on"), MOMENTS)
def test_figures_of_ties(loaded_store: GraphStore, recorded: World, day: dt.date, on: dt.date | None) -> None:
    asked = given(loaded_store, recorded, day, on, day.year)
    found = relations(day, on)
    kinds = {name: rows.kind for name, rows in found.items()}
    expected = {
        "sister_cities": {name for name, kind in kinds.items() if kind == "sister_city"},
        "exchange_cities": {name for name, kind in kinds.items() if kind == "friendly_exchange_city"},
        "sister_ports": {name for name, kind in kinds.items() if kind == "sister_port"},
        "other_ties": {
            name
            for name, kind in kinds.items()
            if kind and kind not in ("sister_city", "friendly_exchange_city", "sister_port")
        },
        "ties_on_their_way": {
            name
            for name, rows in found.items()
            if rows.on_its_way and "port" not in name and "--org-" not in name and "tie-org-" not in name
        },
    }
    for name, ties in expected.items():
        counted = FIGURES[name].facts(asked)
        assert len(counted) == len(set(counted)), name
        assert set(counted) == ties, name


@pytest.mark.parametrize(("day", "on"), MOMENTS)
@pytest.mark.parametrize("year", [2017, 2019, 2023])
def test_figures_of_groups(
    loaded_store: GraphStore, recorded: World, day: dt.date, on: dt.date | None, year: int
) -> None:
    asked = given(loaded_store, recorded, day, on, year)
    received = groups("inbound", year, day, on)
    by = {main: receiver(rows, main) for main, rows in received.items()}
    expected = {
        "groups_received": {main for main, body in by.items() if not body or body in RECEIVERS},
        "groups_received_by_others": {main for main, body in by.items() if body and body not in RECEIVERS},
        "groups_sent": set(groups("outbound", year, day, on)),
    }
    for name, mains in expected.items():
        assert set(FIGURES[name].facts(asked)) == mains, name


@pytest.mark.parametrize(
    ("figure", "day", "year", "announced"),
    [
        ("groups_received", dt.date(2020, 1, 22), 2019, 205),
        ("groups_received", dt.date(2020, 1, 22), 2018, None),
        ("high_level_groups", dt.date(2020, 1, 22), 2019, 43),
        ("sister_ports", dt.date(2018, 12, 31), 2018, None),
        ("sister_ports", dt.date(2020, 1, 22), 2020, 14),
        ("sister_ports", dt.date(2023, 12, 31), 2023, 17),
    ],
)
def test_announced_total_stands_beside_the_figure(
    loaded_store: GraphStore, recorded: World, figure: str, day: dt.date, year: int, announced: int | None
) -> None:
    found = FIGURES[figure].count(given(loaded_store, recorded, day, None, year))
    assert (found.announced.value if found.announced else None) == announced
    if announced:
        assert found.share == found.number / announced


def test_fixed_points_of_the_sample(
    loaded_store: GraphStore, recorded: World, reference_folder: Path
) -> None:
    with (reference_folder / "sister_cities.csv").open(encoding="utf-8", newline="") as file:
        signed = [row["signed_date"] for row in csv.DictReader(file)]
    for day, right in ((dt.date(2015, 8, 11), 18), (dt.date(2020, 1, 22), 20), (dt.date(2023, 12, 5), 23)):
        assert sum(date <= day.isoformat() for date in signed) == right
        for on in (None, day):
            count = FIGURES["sister_cities"].count(given(loaded_store, recorded, day, on, day.year))
            assert count.number == right, (day, on)
