"""Everything known about one partner on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.facts.happenings import COMING, HELD, Happening, happenings
from graph.facts.names import Names
from graph.facts.tie_progress import StepTaken, steps_taken, tie_ending, undated_progress
from graph.facts.world import TieContradiction
from graph.i18n import Bilingual
from graph.model.tie_stages import END_STEP_OF_STATUS
from graph.store import GraphStore
from graph.world_on_date import WorldOnDate
from queries.citations import OF_LEDGER, Citation, citations_of, cited_statements
from queries.statements import ask

#: Labels of facts of a card.
_LABELS = (*OF_LEDGER, "Port")


@dataclass(frozen=True, slots=True, kw_only=True)
class CardContact:
    """A visit or an event.

    :param what: ``visit`` or ``event``
    :param title: as recorded, in the words of whoever entered it
    :param kind: direction of a visit or kind of an event
    :param level: rank of a delegation's head, or empty
    :param above: whether the province or the nation was its home side, so that it is no contact of the home
    :param partner: the other party, only if the function returns it
    :param concerned: whether the partner did not take part, but is named as one that it was for
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
    above: bool = False
    citations: tuple[Citation, ...] = ()
    partner: Names | None = None
    concerned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CardStep:
    """A step of a tie on the card.

    :param status: done, planned, set_aside, off_list, or how the tie ended or paused
    :param date: partial date, empty if no source gives one
    :param known_by: the day by which a source states a step without a date; empty if none gives any day
    """

    kind: str
    stage: str
    status: str
    date: str = ""
    known_by: str = ""


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

    :param steps: the steps of all its ties by the day, oldest first
    :param contacts: visits and events by the day, newest first
    :param disagreements: contradictions between statements
    :param remarks: texts of recorded conflicts
    :param citations: the sources, best grade first
    :param statements: number of statements about the partner, its ties and contacts
    """

    partner: str
    steps: tuple[CardStep, ...] = ()
    contacts: tuple[CardContact, ...] = ()
    disagreements: tuple[CardContradiction, ...] = ()
    remarks: tuple[Bilingual, ...] = ()
    citations: tuple[Citation, ...] = ()
    statements: int = 0


def card(store: GraphStore, on_date: WorldOnDate, partner: str) -> PartnerCard:
    """Return what is known about a partner and its relations to the home on a day."""
    world, as_of = on_date.world, on_date.as_of
    ties = world.ties.get(partner, ())
    held = happenings(world.contacts_with(partner), as_of, (*HELD, *COMING))
    facts = [partner, *(tie.id for tie in ties), *(row.id for entry in held for row in entry.rows)]
    cited = cited_statements(store, facts, _LABELS, known_on=as_of.known_on)
    titles = {row["source"]: row["title"] or "" for rows in cited.values() for row in rows}
    own_ties = {tie.id for tie in ties}
    return PartnerCard(
        partner=partner,
        steps=card_steps(on_date, partner),
        contacts=tuple(
            _contact(entry, (row for one in entry.rows for row in cited.get(one.id, ())))
            for entry in reversed(held)
        ),
        disagreements=_disagreements(
            (
                entry
                for entry in world.contradictions
                if entry.tie in own_ties and all(as_of.knows(statement) for statement in entry.statements)
            ),
            titles,
        ),
        remarks=tuple(
            Bilingual(row["text"], row["text_zh"] or "")
            for row in sorted(
                ask(
                    store,
                    "circle/card_conflicts",
                    home=world.home.id,
                    partner=partner,
                    known_as_of=as_of.known_on,
                ),
                key=lambda row: str(row["conflict"]),
            )
            if row["text"]
        ),
        citations=citations_of(row for rows in cited.values() for row in rows),
        statements=len({row["statement"] for rows in cited.values() for row in rows}),
    )


def card_steps(on_date: WorldOnDate, partner: str) -> tuple[CardStep, ...]:
    """Return the steps of all ties with a partner by the day: those of an unknown time, then oldest first."""
    found: list[tuple[str, CardStep]] = []
    for tie in on_date.world.ties.get(partner, ()):
        steps = steps_taken(tie, on_date.as_of)
        found += [(_day(step), _step(step)) for step in steps]
        if undated := undated_progress(tie, on_date.as_of):
            found += [("", replace(_step(step), known_by="")) for step in undated.steps]
            steps = steps or undated.steps
        ending = tie_ending(tie, on_date.as_of)
        if steps and ending and ending.status in END_STEP_OF_STATUS:
            stage, status = END_STEP_OF_STATUS[ending.status]
            kind = steps[-1].kind
            found.append(
                (
                    ending.since or "9999",
                    CardStep(
                        kind=kind,
                        stage=stage,
                        status=status,
                        date=ending.since if ending.dated else "",
                        known_by="" if ending.dated else ending.since,
                    ),
                )
            )
    found.sort(key=lambda pair: (pair[0], pair[1].kind, pair[1].stage))
    return tuple(step for _, step in found)


def _day(step: StepTaken) -> str:
    return dt.date.fromordinal(round(step.day)).isoformat()


def _step(step: StepTaken) -> CardStep:
    status = (
        "set_aside"
        if step.set_aside
        else "off_list"
        if step.off_list
        else "planned"
        if step.stage == "target"
        else "done"
    )
    return CardStep(
        kind=step.set_aside or step.kind,
        stage="signed" if step.off_list else step.stage,
        status=status,
        date=step.date,
        known_by="" if step.date else _day(step),
    )


def _contact(entry: Happening, rows: Iterable[Mapping[str, Any]]) -> CardContact:
    return CardContact(
        id=entry.id,
        what=entry.what,
        title=entry.title,
        title_zh=entry.title_zh,
        kind=entry.kind,
        level=entry.level,
        status=entry.status,
        start=entry.start,
        end=entry.end,
        concerned=entry.concerned,
        above=all(row.above for row in entry.rows),
        citations=citations_of(rows),
    )


def contact_of(entry: Happening, partner: Names) -> CardContact:
    """Return a visit or event with its partner, without sources."""
    return CardContact(
        id=entry.id,
        what=entry.what,
        title=entry.title,
        title_zh=entry.title_zh,
        kind=entry.kind,
        level=entry.level,
        status=entry.status,
        start=entry.start,
        end=entry.end,
        concerned=entry.concerned,
        partner=partner,
    )


def _disagreements(
    contradictions: Iterable[TieContradiction], titles: Mapping[str, str]
) -> tuple[CardContradiction, ...]:
    grouped: dict[tuple[str, str, str, str], dict[str, set[str]]] = {}
    for entry in contradictions:
        sides = grouped.setdefault((entry.fact, entry.property, entry.kind, entry.stage), {})
        for value, statement in zip(entry.values, entry.statements, strict=True):
            sides.setdefault(value, set()).add(titles.get(statement.source, statement.source))
    return tuple(
        CardContradiction(
            name,
            step_kind,
            stage,
            tuple((value, tuple(sorted(sources))) for value, sources in sorted(sides.items())),
        )
        for (_, name, step_kind, stage), sides in sorted(grouped.items())
    )
