"""The commitments of plans and their outcomes. Pure.

"Not found" is a verdict of its own: somebody looked and found nothing. It belongs to the day somebody
looked, which is its date or, without one, the day its source told it; it counts from that day on, and only
if the time of the commitment was over then. Before that, and where no outcome is recorded, the verdict says
so. What was done after the time of the commitment is done late.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph.facts.statement import Statement
from graph.facts.world import Commitment, Outcome
from graph.model.partial_date import PartialDate
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
    """Return whether an outcome had occurred by the day, or whether somebody had looked for it in vain.

    What nothing dates is told with the commitment that it answers; a search that nothing dates is not told,
    since it may have been made later.
    """
    if outcome.verdict == "not_found":
        looked = _looked_on(on_date, outcome)
        return looked is not None and looked <= on_date.day and (until is None or until < looked)
    if outcome.date:
        return on_date.as_of.day(outcome.date) is not None
    statements = on_date.known(outcome.statements)
    dated = any(statement.told for statement in statements)
    return not dated or on_date.told_on(statements) is not None


def _looked_on(on_date: WorldOnDate, outcome: Outcome) -> dt.date | None:
    """Return the day on which somebody looked for an outcome in vain; None if that is not known yet."""
    return PartialDate(outcome.date).last if outcome.date else on_date.told_on(outcome.statements)


def _verdict(on_date: WorldOnDate, commitment: Commitment, outcomes: list[Outcome]) -> str:
    until = due(commitment)
    if outcomes:
        return min(
            (verdict_of(entry, until) for entry in outcomes),
            key=lambda word: ORDER.index(word) if word in ORDER else len(ORDER),
        )
    return NOT_RECORDED if until is not None and until < on_date.day else OPEN


def verdict_of(outcome: Outcome, until: dt.date | None) -> str:
    """Return the verdict of an outcome: what was done after the last day of a commitment's time is late."""
    late = until is not None and bool(outcome.date) and PartialDate(outcome.date).first > until
    return "done_late" if late and outcome.verdict == "done" else outcome.verdict


def _place(outcome: Outcome) -> tuple[str, str]:
    return (outcome.date or "9999", outcome.id)
