"""What changed in a score between two days, line by line. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from graph.facts.as_of import AsOf
from graph.facts.existence import is_there
from graph.facts.link_facts import LinkFacts
from graph.strength.ledger import LedgerLine
from graph.strength.score import Score


class LineChange(StrEnum):
    """How a line changed between two days."""

    GAINED = "gained"
    LOST = "lost"
    DECAYED = "decayed"
    GROWN = "grown"


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A changed line of the ledger, with its points before and after."""

    change: LineChange
    before: float
    after: float
    line: LedgerLine

    @property
    def points(self) -> float:
        """Change of the score; negative if it decreases."""
        return self.after - self.before


def set_aside_first_named(facts: LinkFacts, before: AsOf, after: AsOf) -> tuple[LinkFacts, tuple[str, ...]]:
    """Set aside the channels that did not grow between two days but were named for the first time.

    They have no beginning in any source that was known, and stand on the later day alone.

    :return: the facts without them, and their ids
    """
    aside = {
        channel.id
        for channel in facts.channels
        if channel.existence
        and is_there(channel.existence, after) == ("", True)
        and not is_there(channel.existence, before)[1]
    }
    kept = tuple(channel for channel in facts.channels if channel.id not in aside)
    return replace(facts, channels=kept), tuple(sorted(aside))


def compare(before: Score, after: Score) -> tuple[ChangedLine, ...]:
    """Return the changed lines, largest change first; their points add up to the difference of the scores."""
    old, new = (
        {(line.component, line.code, line.key): line for line in entry.lines} for entry in (before, after)
    )
    found = []
    for key in sorted({*old, *new}):
        one, other = old.get(key), new.get(key)
        first, second = one.points if one else 0.0, other.points if other else 0.0
        if first == second:
            continue
        change = (
            LineChange.GAINED
            if one is None
            else LineChange.LOST
            if other is None
            else LineChange.GROWN
            if second > first
            else LineChange.DECAYED
        )
        line = other or one
        assert line is not None
        found.append(ChangedLine(change, first, second, line))
    return tuple(sorted(found, key=lambda entry: (-abs(entry.points), entry.line.component, entry.line.key)))
