"""User actions on the circle, and undo and redo through the resulting page states. Pure.

The browser's history is handled the same way: whether a state comes from the browser's buttons, the page's
buttons or a new action follows from the state alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

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


def changed(state: CircleState, do: str, identifier: str) -> CircleState | None:
    """Return the state after an action; None for an unknown action.

    :param do: ``expand``, ``focus``, ``pin`` or ``hide``, which are toggled; ``show_all``, ``unpin_all``,
        ``open``, ``close_groups``
    :param identifier: id it applies to; for ``open`` the code of a group
    """
    if do == "show_all":
        return replace(state, hidden=())
    if do == "unpin_all":
        return replace(state, pinned=())
    if do == "close_groups":
        return replace(state, opened=())
    if do == "focus" and not identifier:
        return replace(state, focus=False)
    if not identifier:
        return None
    if do == "open":
        return replace(state, opened=_toggled(state.opened, identifier))
    if do == "expand":
        # Expanding a partner also chooses it.
        folded = state.grown == identifier
        return replace(
            state,
            grown="" if folded else identifier,
            chosen=state.chosen if folded else identifier,
            hidden=_without(state.hidden, identifier),
        )
    if do == "focus":
        off = state.focus and state.chosen == identifier
        return replace(state, focus=not off, chosen=identifier)
    if do == "pin":
        return replace(
            state, pinned=_toggled(state.pinned, identifier), hidden=_without(state.hidden, identifier)
        )
    if do == "hide":
        hidden = _toggled(state.hidden, identifier)
        gone = identifier in hidden
        return replace(
            state,
            hidden=hidden,
            pinned=_without(state.pinned, identifier),
            grown="" if gone and state.grown == identifier else state.grown,
            focus=state.focus and not (gone and state.chosen == identifier),
        )
    return None


def _toggled(ids: tuple[str, ...], identifier: str) -> tuple[str, ...]:
    return _without(ids, identifier) if identifier in ids else (*ids, identifier)


def _without(ids: tuple[str, ...], identifier: str) -> tuple[str, ...]:
    return tuple(entry for entry in ids if entry != identifier)
