"""The ties of the home's side with parties abroad, as their rows tell by a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cache

from tests.independent.dates import finest, first_day, last_day
from tests.independent.places import abroad, home_parties, level
from tests.independent.tables import Row, known, table

#: Kinds that are no relation of their own.
LINES = ("shipping_route", "rail_route", "air_route", "alliance_membership", "diplomatic_relations")
#: Kinds that are a tie once signed, strongest first; a friendly contact is none.
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
#: Stages before a signature that a plan or a party has named, with the column of their date.
AHEAD = {"target": "", "intent": "intent_date", "application": "", "approval": ""}


class TieRows:
    """The rows of one tie with what they say by a day."""

    def __init__(self, name: str, rows: list[Row], day: dt.date, on: dt.date | None) -> None:
        self.name, self.day, self.on = name, day, on
        self.rows = [row for row in rows if known(row, on)]
        pair = {rows[0]["from_id"], rows[0]["to_id"]}
        self.other = next(party for party in sorted(actors(rows[0])) if party not in home_parties())
        self.decided = {
            row["property"]: row["value"]
            for row in table("decisions")
            if {row["from_id"], row["to_id"]} == pair
            and (on is None or dt.date.fromisoformat(row["decided_on"]) <= on)
        }

    @property
    def refuted(self) -> bool:
        """Whether a decision says that it never was."""
        return self.decided.get("status") == "refuted"

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

    def _listed(self, kind: str, rows: list[Row]) -> bool:
        """Return whether no complete list leaves the signature out."""
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
        if self.refuted:
            return ""
        signed = {
            kind
            for kind, rows in self.taken("signed", "signed_date").items()
            if self.decided.get("kind", kind) == kind and self._listed(kind, rows)
        }
        return next((kind for kind in STRONGEST if kind in signed), "")

    @property
    def on_its_way(self) -> bool:
        """Whether it is with a place, named for a signature, and nothing is signed."""
        if self.kind or self.refuted or not level(self.other):
            return False
        return any(self.taken(stage, column) for stage, column in AHEAD.items())

    @property
    def begun(self) -> bool:
        """Whether any step of it was taken, be it mere contact."""
        stages = {**AHEAD, "contact": "contact_date", "signed": "signed_date"}
        return not self.refuted and any(self.taken(stage, column) for stage, column in stages.items())


@cache
def _same() -> dict[str, str]:
    return {row["id"]: row["same_as"] for row in table("tie_actors") if row["same_as"]}


def actors(row: Row) -> set[str]:
    """Return the two parties of a row; an actor that stands for an organisation is that organisation."""
    return {_same().get(row[end], row[end]) for end in ("from_id", "to_id")}


@cache
def _relations() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in [*table("ties"), *table("port_links")]:
        pair = actors(row)
        if row["kind"] in LINES or len(pair & home_parties()) != 1:
            continue
        (other,) = pair - home_parties()
        if abroad(other):
            found["tie-" + "--".join(sorted(pair))].append(row)
    return found


def relations(day: dt.date, on: dt.date | None) -> list[TieRows]:
    """Return the ties of the home's side with parties abroad on a day."""
    return [TieRows(name, rows, day, on) for name, rows in _relations().items()]
