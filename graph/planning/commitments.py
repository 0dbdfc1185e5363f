"""The commitments of plans and their outcomes. Pure.

"Not found" is a verdict of its own: somebody looked and found nothing. It is given only once the time of the
commitment is over; before that, and where no outcome is recorded, the verdict says so.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph.facts.statement import Statement
from graph.facts.world import Commitment, Outcome
from graph.world_on_date import WorldOnDate

#: Verdicts in addition to those of the data.
OPEN = "open"  # its time is not over, and nothing is recorded yet
NOT_RECORDED = "not_recorded"  # its time is over, and no outcome is recorded
#: Verdicts of the data, best first; the best one represents a commitment with several outcomes.
ORDER = ("done", "done_late", "partly", "extra", "not_found")


@dataclass(frozen=True, slots=True)
class CommitmentOutcome:
    """A commitment with its outcomes, or an outcome without a commitment.

    :param commitment: the commitment; None for what happened beyond the plans
    :param verdict: a word of the vocabulary, or :data:`OPEN` or :data:`NOT_RECORDED`
    """

    commitment: Commitment | None
    verdict: str
    outcomes: tuple[Outcome, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements behind both."""
        own = self.commitment.statements if self.commitment else ()
        return (*own, *(word for outcome in self.outcomes for word in outcome.statements))


def answers(on_date: WorldOnDate) -> tuple[CommitmentOutcome, ...]:
    """Return all commitments made by the day with their verdicts, by plan and id, then other outcomes."""
    heard = [outcome for outcome in on_date.world.outcomes if on_date.known(outcome.statements)]
    found = []
    for commitment in sorted(on_date.commitments, key=lambda entry: (entry.plan, entry.id)):
        outcomes = [
            entry
            for entry in heard
            if commitment.id in entry.commitments and _tellable(on_date, entry, due(commitment))
        ]
        found.append(
            CommitmentOutcome(
                commitment, _verdict(on_date, commitment, outcomes), tuple(sorted(outcomes, key=_place))
            )
        )
    beyond = [entry for entry in heard if not entry.commitments and _tellable(on_date, entry, None)]
    return (
        *found,
        *(CommitmentOutcome(None, entry.verdict, (entry,)) for entry in sorted(beyond, key=_place)),
    )


def due(commitment: Commitment) -> dt.date | None:
    """Return the last day of a commitment's time; None if none is given."""
    return commitment.deadline or (dt.date(commitment.due, 12, 31) if commitment.due else None)


def _tellable(on_date: WorldOnDate, outcome: Outcome, until: dt.date | None) -> bool:
    """Return whether an outcome had occurred by the day; "not found" only counts once the time is over."""
    if outcome.date:
        happened = on_date.as_of.day(outcome.date) is not None
        return happened and (outcome.verdict != "not_found" or until is None or until < on_date.day)
    return on_date.told_on(outcome.statements) is not None and (
        outcome.verdict != "not_found" or until is None or until < on_date.day
    )


def _verdict(on_date: WorldOnDate, commitment: Commitment, outcomes: list[Outcome]) -> str:
    if outcomes:
        return min(
            (entry.verdict for entry in outcomes),
            key=lambda word: ORDER.index(word) if word in ORDER else len(ORDER),
        )
    until = due(commitment)
    return NOT_RECORDED if until is not None and until < on_date.day else OPEN


def _place(outcome: Outcome) -> tuple[str, str]:
    return (outcome.date or "9999", outcome.id)
