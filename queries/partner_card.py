"""Everything known about one partner, and the newest visits."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.circle import CircleTieStep
from graph.store import GraphStore
from queries.circle_partners import tie_step
from queries.citations import Citation, citations_of
from queries.homes import Names
from queries.statements import ask

#: Spans in days before the given day that are searched one after another for the newest visits, to avoid
#: scanning a long record; 0: no limit.
_LOOK_BACK = (31, 366, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
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


def newest(store: GraphStore, home_id: str, as_of: dt.date, most: int = 6) -> list[CardContact]:
    """Return the newest visits up to ``as_of`` between a home and the places it has ties with."""
    rows: list[dict[str, Any]] = []
    for days in _LOOK_BACK:
        since = as_of - dt.timedelta(days=days) if days else dt.date.min
        rows = ask(store, "circle/circle_newest", home=home_id, as_of=as_of, since=since, most=most)
        if len(rows) >= most:
            break
    return [
        CardContact(
            id=row["contact"],
            what="visit",
            title=row["title"] or "",
            title_zh="",
            kind=row["direction"] or "",
            level=row["level"] or "",
            status="held",
            start=row["start"] or "",
            partner=Names.of(row, row["partner"], ""),
        )
        for row in rows
    ]


def card(store: GraphStore, home_id: str, partner: str, as_of: dt.date) -> PartnerCard:
    """Return what is known about a partner and its relations to the home, with contacts up to ``as_of``."""
    ties = [
        row for row in ask(store, "circle/circle_ties_with", home=home_id, partner=partner) if row["step"]
    ]
    steps = {row["step"]: tie_step(row) for row in ties}
    said = ask(store, "circle/card_statements", home=home_id, partner=partner)
    contacts = _contacts(ask(store, "circle/card_contacts", home=home_id, partner=partner, as_of=as_of), said)
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
        disagreements=_disagreements(ask(store, "circle/card_contradictions", home=home_id, partner=partner)),
        remarks=tuple(
            row["text"]
            for row in sorted(
                ask(store, "circle/card_conflicts", home=home_id, partner=partner),
                key=lambda row: str(row["conflict"]),
            )
            if row["text"]
        ),
        citations=citations_of(relevant),
        statements=len({row["statement"] for row in relevant}),
    )


def _contacts(
    rows: Iterable[Mapping[str, Any]], said: Iterable[Mapping[str, Any]]
) -> list[tuple[CardContact, set[str]]]:
    """Return the contacts, newest first, each with the ids of all its records.

    Texts come from the main record if it is among them.
    """
    rows_of: dict[str, list[Mapping[str, Any]]] = {}
    for row in said:
        rows_of.setdefault(row["fact"], []).append(row)
    happenings: dict[str, dict[str, Mapping[str, Any]]] = {}
    for row in rows:
        if row["status"] in (None, "held", "planned", "confirmed"):
            happenings.setdefault(row["main"], {})[row["contact"]] = row
    found = []
    for main, records in happenings.items():
        row = records.get(main) or records[min(records)]
        citations = citations_of(entry for fact in records for entry in rows_of.get(fact, []))
        contact = CardContact(
            id=main,
            what=row["what"],
            title=row["title"] or "",
            title_zh=row["title_zh"] or "",
            kind=row["kind"] or "",
            level=row["level"] or "",
            status=row["status"] or "",
            start=row["start"] or "",
            end=row["last"] or "",
            citations=citations,
        )
        found.append((row["start_from"] or "", contact, set(records)))
    found.sort(key=lambda entry: entry[1].id)
    found.sort(key=lambda entry: entry[0], reverse=True)
    return [(contact, facts) for _, contact, facts in found]


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
