"""What a person does with the circle leads from one state to the next, and back."""

import pytest

from dashboard.core.page_state import PageState
from dashboard.views.circle.history import MOST, Trail, changed

FIRST = PageState()


def done(state: PageState, do: str, identifier: str = "trier") -> PageState:
    found = changed(state, do, identifier)
    assert found is not None
    return found


@pytest.mark.parametrize("do", ["expand", "focus", "pin", "hide", "open"])
def test_doing_it_again_undoes_it(do: str) -> None:
    once = done(PageState(chosen="trier"), do)
    assert once != PageState(chosen="trier")
    assert done(once, do) == PageState(chosen="trier")


def test_whom_one_expands_or_focuses_is_chosen() -> None:
    assert done(FIRST, "expand") == PageState(chosen="trier", grown="trier")
    assert done(PageState(chosen="nice", focus=True), "focus") == PageState(chosen="trier", focus=True), (
        "the focus goes over to the other"
    )


def test_what_is_hidden_is_neither_pinned_nor_expanded_nor_in_focus() -> None:
    state = PageState(chosen="trier", grown="trier", focus=True, pinned=("nice", "trier"))
    hidden = done(state, "hide")
    assert hidden == PageState(chosen="trier", pinned=("nice",), hidden=("trier",))
    assert done(hidden, "pin").hidden == ()
    assert done(hidden, "expand").hidden == ()
    assert done(PageState(chosen="nice", focus=True), "hide").focus, "the focus is on another"


def test_all_of_it_is_taken_back_at_once() -> None:
    state = PageState(pinned=("a", "b"), hidden=("c",), opened=("JP",), focus=True)
    assert done(state, "show_all", "").hidden == ()
    assert done(state, "unpin_all", "").pinned == ()
    assert done(state, "close_groups", "").opened == ()
    assert done(state, "focus", "").focus is False


@pytest.mark.parametrize(("do", "identifier"), [("rest", ""), ("dance", "trier"), ("pin", ""), ("hide", "")])
def test_what_is_no_act_changes_nothing(do: str, identifier: str) -> None:
    assert changed(FIRST, do, identifier) is None


def test_the_way_back_and_forth() -> None:
    one, two = PageState(chosen="trier"), PageState(chosen="nice")
    trail = Trail(FIRST).seen(one).seen(one).seen(two)
    assert (trail.now, trail.past, trail.future) == (two, (FIRST, one), ())
    back = trail.seen(one)
    assert (back.now, back.past, back.future) == (one, (FIRST,), (two,))
    assert back.seen(two) == trail
    assert trail.back() == back
    assert back.forward() == trail
    assert Trail(FIRST).back() == Trail(FIRST).forward() == Trail(FIRST)
    other = back.seen(PageState(chosen="durban"))
    assert other.future == (), "a new way leaves the old one"


def test_the_way_does_not_grow_for_ever() -> None:
    trail = Trail(FIRST)
    for number in range(MOST + 20):
        trail = trail.seen(PageState(chosen=f"p{number}"))
    assert len(trail.past) == MOST
