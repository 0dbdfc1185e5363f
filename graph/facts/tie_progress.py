"""The progress of a tie by a day: the steps taken, and whether it has ended. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.facts.as_of import AsOf, DateReading
from graph.facts.link_facts import Tie, TieStatement
from graph.facts.statement import Statement
from graph.model.partial_date import PartialDate, finest
from graph.model.vocabulary import STAGES, TIE_KINDS

#: Statuses of an instrument whose text is still valid; the years of a tie count from the first of these.
IN_FORCE = ("active", "dormant")
#: Statuses that end or pause a tie.
ENDINGS = ("dormant", "suspended", "expired", "terminated", "refuted")
REFUTED = "refuted"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTaken:
    """A step that was taken.

    :param kind: kind of tie it leads to
    :param stage: generic stage
    :param day: ordinal of the middle of its date; without a date, of the day by which a source states it
    :param date: partial date, or empty
    """

    kind: str
    stage: str
    day: float
    date: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TieProgress:
    """The progress of a tie by the day.

    :param kind: kind of tie aimed at, or reached
    :param stage: furthest stage of that kind
    :param since: when the stage was reached: partial date, or the day by which it is stated
    :param day: ordinal of ``since``
    :param dated: whether a source gives the date
    :param last: latest of all its steps
    :param open: whether it is under way to a signature that is still to come
    :param ended: status that ends or pauses it, or empty
    """

    tie: Tie
    kind: str
    stage: str
    since: str
    day: float
    dated: bool
    last: StepTaken
    open: bool
    ended: str
    steps: tuple[StepTaken, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements about its steps."""
        return tuple(dict.fromkeys(statement for step in self.steps for statement in step.statements))


def tie_progress(tie: Tie, as_of: AsOf) -> TieProgress | None:
    """Return the progress of ``tie`` by the day; None if no step was taken yet or the tie is refuted."""
    steps = steps_taken(tie, as_of)
    if not steps:
        return None

    def furthest(entries: Sequence[StepTaken]) -> StepTaken:
        return min(
            entries, key=lambda step: (-STAGES.index(step.stage), TIE_KINDS.index(step.kind), step.day)
        )

    signed = [step for step in steps if step.stage == "signed"]
    strongest = min((TIE_KINDS.index(step.kind) for step in signed), default=len(TIE_KINDS))
    # A tie is under way if a step aims at a kind that outranks everything signed.
    ahead = [
        step
        for step in steps
        if step.stage not in ("signed", "contact") and TIE_KINDS.index(step.kind) < strongest
    ]
    mere = [step for step in steps if step.stage == "contact"] if not signed else []
    end = tie_ending(tie, as_of)
    best = (
        furthest(ahead)
        if ahead
        else furthest(mere)
        if mere
        else min(signed, key=lambda step: (TIE_KINDS.index(step.kind), step.day))
    )
    last = max(steps, key=lambda step: (step.day, STAGES.index(step.stage), step.kind))
    return TieProgress(
        tie=tie,
        kind=best.kind,
        stage=best.stage,
        since=best.date or _iso(best.day),
        day=best.day,
        dated=bool(best.date),
        last=last,
        open=bool(ahead or mere) and not end,
        ended=end,
        steps=steps,
    )


def _iso(day: float) -> str:
    return dt.date.fromordinal(round(day)).isoformat()


def steps_taken(tie: Tie, as_of: AsOf) -> tuple[StepTaken, ...]:
    """Return the steps taken by the day, oldest first; none if the tie is refuted.

    A kind that a decision sets aside is replaced by the one decided.
    """
    decided = decisions_known(tie, as_of)
    if decided.get("status") == REFUTED:
        return ()
    found = []
    for (kind, stage), entries in statements_by_step(
        [entry for entry in tie.tie_statements if as_of.knows(entry.statement)]
    ).items():
        if reached := step_date(entries, stage, as_of):
            day, date = reached
            named = decided.get("kind", kind)
            # Statements about another kind than the one decided only prove contact.
            found.append(
                StepTaken(
                    kind=named,
                    stage=stage if named == kind else "contact",
                    day=day,
                    date=date,
                    statements=as_of.known(entry.statement for entry in entries),
                )
            )
    return tuple(sorted(found, key=lambda step: (step.day, step.kind, step.stage)))


def tie_ending(tie: Tie, as_of: AsOf) -> str:
    """Return the status that ends or pauses the whole tie by the day, or empty."""
    told = [entry for entry in tie.tie_statements if as_of.knows(entry.statement)]
    days = [
        taken[0]
        for (_, stage), entries in statements_by_step(told).items()
        if (taken := step_date(entries, stage, as_of))
    ]
    return ending_status(told, decisions_known(tie, as_of), as_of, max(days, default=0.0))


def statements_by_step(told: Iterable[TieStatement]) -> dict[tuple[str, str], list[TieStatement]]:
    """Group the statements by the kind and stage of the steps they state."""
    found: dict[tuple[str, str], list[TieStatement]] = {}
    for entry in sorted(told, key=lambda entry: entry.statement.rank):
        for stage in entry.steps:
            found.setdefault((entry.kind, stage), []).append(entry)
    return dict(sorted(found.items()))


def step_date(statements: Sequence[TieStatement], stage: str, as_of: AsOf) -> tuple[float, str] | None:
    """Return when a step was taken, as ordinal and partial date; None if not by the day.

    Without a date, the ordinal is that of the day by which a source states the step, and the date is empty.
    """
    date = finest([entry.steps[stage] for entry in statements if entry.steps[stage]]) or ""
    if date:
        day = as_of.day(date)
        return None if day is None else (day, date)
    said = [PartialDate(entry.said).last.toordinal() for entry in statements if entry.said]
    known = min(said, default=None)
    if known is None or (known > as_of.valid_on.toordinal() and as_of.reading is not DateReading.HIGH):
        return None
    return float(min(known, as_of.valid_on.toordinal())), ""


def decisions_known(tie: Tie, as_of: AsOf) -> dict[str, str]:
    """Return the values decided by property, as far as the decisions were known."""
    ordered = sorted(tie.decisions, key=lambda entry: (entry.decided_on, entry.property, entry.value))
    return {
        entry.property: entry.value
        for entry in ordered
        if as_of.known_on is None or entry.decided_on <= as_of.known_on
    }


def ending_status(
    told: Iterable[TieStatement], decided: Mapping[str, str], as_of: AsOf, day: float, kind: str = ""
) -> str:
    """Return the end or pause stated later than the last affirmation of the tie; empty if there is none.

    :param day: ordinal of the step concerned, which counts as an affirmation
    :param kind: only a signature of this kind affirms the tie; empty for any kind
    """
    if decided.get("status") in ENDINGS:
        return decided["status"]
    now = as_of.valid_on.toordinal()
    endings: list[tuple[int, str]] = []
    affirmed = day
    for entry in told:
        said = (
            PartialDate(entry.said).last.toordinal() if entry.said else entry.statement.known_on.toordinal()
        )
        if said > now:
            # An end stated for a year that is not over may already have happened.
            begun = bool(entry.said) and PartialDate(entry.said).first.toordinal() <= now
            if not (entry.status in ENDINGS and begun and as_of.reading is DateReading.LOW):
                continue
        if entry.status in ENDINGS:
            endings.append((said, entry.status))
        elif kind in ("", entry.kind) and "signed" in entry.steps:
            affirmed = max(affirmed, float(said))
    if not endings:
        return ""
    said, status = max(endings)
    return status if said > affirmed else ""
