"""What a plan promised and what became of it. Pure.

"Nothing found" is a verdict of its own: somebody looked and found nothing. It is told only once the time of the promise is over; before, and where nobody has
recorded any outcome, the verdict says so.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph.situation import Outcome, Promise, Situation
from graph.strength_facts import Word

#: Verdicts beside those of the data.
OPEN = "open"  # its time is not over, and nothing is recorded yet
NOT_RECORDED = "not_recorded"  # its time is over, and nobody has recorded an outcome
#: Verdicts of the data, best first; the best one stands for a promise with several outcomes.
ORDER = ("done", "done_late", "partly", "extra", "not_found")


@dataclass(frozen=True, slots=True)
class Answer:
    """A promise with what became of it, or an outcome without a promise.

    :param promise: None for what happened beyond the plans
    :param verdict: a word of the vocabulary, or :data:`OPEN` or :data:`NOT_RECORDED`
    """

    promise: Promise | None
    verdict: str
    outcomes: tuple[Outcome, ...]

    @property
    def words(self) -> tuple[Word, ...]:
        """The statements behind both."""
        own = self.promise.words if self.promise else ()
        return (*own, *(word for outcome in self.outcomes for word in outcome.words))


def answers(situation: Situation) -> tuple[Answer, ...]:
    """Every promise made by the day with its verdict, by plan and id; then what happened without one."""
    heard = [outcome for outcome in situation.world.outcomes if situation.heard(outcome.words)]
    found = []
    for promise in sorted(situation.promises, key=lambda entry: (entry.plan, entry.id)):
        outcomes = [entry for entry in heard if promise.id in entry.promises and _tellable(situation, entry, due(promise))]
        found.append(Answer(promise, _verdict(situation, promise, outcomes), tuple(sorted(outcomes, key=_place))))
    beyond = [entry for entry in heard if not entry.promises and _tellable(situation, entry, None)]
    return (*found, *(Answer(None, entry.verdict, (entry,)) for entry in sorted(beyond, key=_place)))


def due(promise: Promise) -> dt.date | None:
    """The last day of a promise's time; None where none is given."""
    return promise.deadline or (dt.date(promise.due, 12, 31) if promise.due else None)


def _tellable(situation: Situation, outcome: Outcome, until: dt.date | None) -> bool:
    """Whether an outcome had come about by the day; that nothing was found is said once the time is over."""
    if outcome.date:
        happened = situation.clock.day(outcome.date) is not None
        return happened and (outcome.verdict != "not_found" or until is None or until < situation.as_of)
    return situation.told_on(outcome.words) is not None and (outcome.verdict != "not_found" or until is None or until < situation.as_of)


def _verdict(situation: Situation, promise: Promise, outcomes: list[Outcome]) -> str:
    if outcomes:
        return min((entry.verdict for entry in outcomes), key=lambda word: ORDER.index(word) if word in ORDER else len(ORDER))
    until = due(promise)
    return NOT_RECORDED if until is not None and until < situation.as_of else OPEN


def _place(outcome: Outcome) -> tuple[str, str]:
    return (outcome.date or "9999", outcome.id)
