"""What a user can do with an item of the circle, each action declared once, and the actions on all of them.

The texts of an action are ``circle.act.NAME``, ``circle.act.unNAME`` and ``circle.help.NAME``. Pure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dashboard.views.circle.state import CircleState


@dataclass(frozen=True, slots=True, kw_only=True)
class CircleAction:
    """An action on one item that is switched on and off: a button of the card and of the list, and a key.

    :param key: key that does it, a small letter
    :param sign: outline of its sign, an SVG path in a square of 16
    :param partners_only: whether it applies to partners only
    :param active: returns the ids of the items for which it is on
    :param toggle: returns the state after it was done on an item
    """

    name: str
    key: str
    sign: str
    partners_only: bool = False
    active: Callable[[CircleState], tuple[str, ...]]
    toggle: Callable[[CircleState, str], CircleState]


def _expand(state: CircleState, identifier: str) -> CircleState:
    folded = state.grown == identifier
    return replace(
        state,
        grown="" if folded else identifier,
        chosen=state.chosen if folded else identifier,
        hidden=_without(state.hidden, identifier),
    )


def _focus(state: CircleState, identifier: str) -> CircleState:
    off = state.focus and state.chosen == identifier
    return replace(state, focus=not off, chosen=identifier)


def _pin(state: CircleState, identifier: str) -> CircleState:
    return replace(
        state, pinned=_toggled(state.pinned, identifier), hidden=_without(state.hidden, identifier)
    )


def _hide(state: CircleState, identifier: str) -> CircleState:
    hidden = _toggled(state.hidden, identifier)
    gone = identifier in hidden
    return replace(
        state,
        hidden=hidden,
        pinned=_without(state.pinned, identifier),
        grown="" if gone and state.grown == identifier else state.grown,
        focus=state.focus and not (gone and state.chosen == identifier),
    )


#: The actions on an item, in the order of their buttons.
ACTIONS = (
    CircleAction(
        name="expand",
        key="e",
        sign="M8 8L3.5 4M8 8l5-3.5M8 8l1 5.2M6 8a2 2 0 1 0 4 0a2 2 0 1 0-4 0"
        "M2 3.4a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0-2.6 0M12 4a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0-2.6 0"
        "M7.8 13.6a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0-2.6 0",
        partners_only=True,
        active=lambda state: (state.grown,) if state.grown else (),
        toggle=_expand,
    ),
    CircleAction(
        name="focus",
        key="f",
        sign="M2 5.5V2h3.5M10.5 2H14v3.5M14 10.5V14h-3.5M5.5 14H2v-3.5M5.8 8a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 "
        "0-4.4 0",
        active=lambda state: (state.chosen,) if state.focus and state.chosen else (),
        toggle=_focus,
    ),
    CircleAction(
        name="pin",
        key="p",
        sign="M5.5 2h5M6.2 2v4.4L4 9h8L9.8 6.4V2M8 9v5",
        active=lambda state: state.pinned,
        toggle=_pin,
    ),
    CircleAction(
        name="hide",
        key="h",
        sign="M1.8 8S4 4 8 4s6.2 4 6.2 4S12 12 8 12 1.8 8 1.8 8zM6.4 8"
        "a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0-3.2 0M3 13.5L13 2.5",
        active=lambda state: state.hidden,
        toggle=_hide,
    ),
)


def changed(state: CircleState, do: str, identifier: str) -> CircleState | None:
    """Return the state after an action; None for an unknown action.

    :param do: an action of :data:`ACTIONS`; ``open`` for a group; ``show_all``, ``unpin_all``,
        ``close_groups`` and ``focus`` without an id for all items
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
    action = next((action for action in ACTIONS if action.name == do), None)
    return action.toggle(state, identifier) if action else None


def _toggled(ids: tuple[str, ...], identifier: str) -> tuple[str, ...]:
    return _without(ids, identifier) if identifier in ids else (*ids, identifier)


def _without(ids: tuple[str, ...], identifier: str) -> tuple[str, ...]:
    return tuple(entry for entry in ids if entry != identifier)
