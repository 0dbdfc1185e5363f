"""Undo and redo through the states of the circle. Pure.

The browser's history is handled the same way: whether a state comes from the browser's buttons, the page's
buttons or a new action follows from the state alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.views.circle.state import CircleState

#: Maximum number of states kept.
MOST = 100


@dataclass(frozen=True, slots=True)
class Trail:
    """The current state, earlier states (latest last) and undone states (next first)."""

    now: CircleState
    past: tuple[CircleState, ...] = ()
    future: tuple[CircleState, ...] = ()

    def seen(self, state: CircleState) -> Trail:
        """Record that ``state`` was shown: a step back or forward if it is adjacent, else a new step."""
        if state == self.now:
            return self
        if self.past and state == self.past[-1]:
            return Trail(state, self.past[:-1], (self.now, *self.future))
        if self.future and state == self.future[0]:
            return Trail(state, (*self.past, self.now), self.future[1:])
        return Trail(state, (*self.past, self.now)[-MOST:])

    def back(self) -> Trail:
        """Go one step back, if there is one."""
        return self.seen(self.past[-1]) if self.past else self

    def forward(self) -> Trail:
        """Go one step forward, if there is one."""
        return self.seen(self.future[0]) if self.future else self
