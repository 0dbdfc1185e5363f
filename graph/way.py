"""The steps of a tie that were taken by a day, as its statements tell of them. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from graph.strength_facts import REFUTED, Clock, Tie, Word, decided_by, ending_of, reached, told_steps


@dataclass(frozen=True, slots=True)
class Step:
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
    words: tuple[Word, ...]


def steps_of(tie: Tie, clock: Clock) -> tuple[Step, ...]:
    """The steps taken by the day, oldest first; none if the tie is refuted. A kind that a decision sets aside is replaced by the one decided."""
    decided = decided_by(tie, clock)
    if decided.get("status") == REFUTED:
        return ()
    found = []
    for (kind, stage), entries in told_steps([entry for entry in tie.told if clock.hears(entry.word)]).items():
        if taken := reached(entries, stage, clock):
            named = decided.get("kind", kind)
            # What was told of another kind than the one decided shows no more than that there was contact.
            found.append(Step(named, stage if named == kind else "contact", *taken, clock.heard(entry.word for entry in entries)))
    return tuple(sorted(found, key=lambda step: (step.day, step.kind, step.stage)))


def ended(tie: Tie, clock: Clock) -> str:
    """The status that ends or pauses the whole tie by the day, or empty."""
    told = [entry for entry in tie.told if clock.hears(entry.word)]
    days = [taken[0] for (_, stage), entries in told_steps(told).items() if (taken := reached(entries, stage, clock))]
    return ending_of(told, decided_by(tie, clock), clock, max(days, default=0.0))
