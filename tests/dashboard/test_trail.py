"""Actions on the circle change the state, and the history goes back and forward."""

import pytest

from dashboard.views.circle.history import MOST, Trail, changed
from dashboard.views.circle.state import CircleState

FIRST = CircleState()


def done(state: CircleState, do: str, identifier: str = "trier") -> CircleState:
    found = changed(state, do, identifier)
    assert found is not None
    return found


@pytest.mark.parametrize("do", ["expand", "focus", "pin", "hide", "open"])
def test_repeating_an_action_reverts_it(do: str) -> None:
    once = done(CircleState(chosen="trier"), do)
    assert once != CircleState(chosen="trier")
    assert done(once, do) == CircleState(chosen="trier")


def test_expanding_or_focusing_selects_the_partner() -> None:
    assert done(FIRST, "expand") == CircleState(chosen="trier", grown="trier")
    assert done(CircleState(chosen="nice", focus=True), "focus") == CircleState(chosen="trier", focus=True), (
        "the focus goes over to the other"
    )


def test_hidden_partner_is_not_pinned_expanded_or_focused() -> None:
    state = CircleState(chosen="trier", grown="trier", focus=True, pinned=("nice", "trier"))
    hidden = done(state, "hide")
    assert hidden == CircleState(chosen="trier", pinned=("nice",), hidden=("trier",))
    assert done(hidden, "pin").hidden == ()
    assert done(hidden, "expand").hidden == ()
    assert done(CircleState(chosen="nice", focus=True), "hide").focus, "the focus is on another"


def test_all_can_be_reverted_at_once() -> None:
    state = CircleState(pinned=("a", "b"), hidden=("c",), opened=("JP",), focus=True)
    assert done(state, "show_all", "").hidden == ()
    assert done(state, "unpin_all", "").pinned == ()
    assert done(state, "close_groups", "").opened == ()
    assert done(state, "focus", "").focus is False


@pytest.mark.parametrize(("do", "identifier"), [("rest", ""), ("dance", "trier"), ("pin", ""), ("hide", "")])
def test_unknown_action_changes_nothing(do: str, identifier: str) -> None:
    assert changed(FIRST, do, identifier) is None


def test_history_goes_back_and_forward() -> None:
    one, two = CircleState(chosen="trier"), CircleState(chosen="nice")
    trail = Trail(FIRST).seen(one).seen(one).seen(two)
    assert (trail.now, trail.past, trail.future) == (two, (FIRST, one), ())
    back = trail.seen(one)
    assert (back.now, back.past, back.future) == (one, (FIRST,), (two,))
    assert back.seen(two) == trail
    assert trail.back() == back
    assert back.forward() == trail
    assert Trail(FIRST).back() == Trail(FIRST).forward() == Trail(FIRST)
    other = back.seen(CircleState(chosen="durban"))
    assert other.future == (), "a new way leaves the old one"


def test_history_has_a_maximum_length() -> None:
    trail = Trail(FIRST)
    for number in range(MOST + 20):
        trail = trail.seen(CircleState(chosen=f"p{number}"))
    assert len(trail.past) == MOST
