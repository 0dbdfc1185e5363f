"""The URL holds the state of a page; invalid parts of it are reported."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.app import STATES
from dashboard.core.navigation import names
from dashboard.core.page_state import PageState, Problem, ordered, parameters_of, read, taken_over, write
from dashboard.shared.circle_filters import ACTIVITIES, CONTINENTS, KINDS, LINES, SHOWN_AT_FIRST
from dashboard.views.circle.state import CircleState
from dashboard.views.compare.state import CompareState
from dashboard.views.map.state import MapState
from dashboard.views.timeline.state import TimelineState

TODAY = dt.date(2026, 1, 1)


def parsed(**parameters: str) -> CircleState:
    return read(
        CircleState, {name: [value] for name, value in parameters.items()}, default_lang="zh", today=TODAY
    )


def subsets(words: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(words)).map(lambda chosen: ordered(chosen, words))


CIRCLE_STATES = st.builds(
    CircleState,
    lang=st.sampled_from(["zh", "en"]),
    as_of=st.none() | st.dates(dt.date(1900, 1, 1), TODAY),
    chosen=st.sampled_from(["", "trier", "cebu-city"]),
    kinds=subsets(KINDS),
    continents=subsets(CONTINENTS),
    lines=subsets(LINES),
    activities=subsets(ACTIVITIES),
    view=st.sampled_from(["circle", "list"]),
)


@given(CIRCLE_STATES)
def test_state_survives_its_url(state: CircleState) -> None:
    found = read(
        CircleState,
        {name: [value] for name, value in write(state, default_lang="zh").items()},
        default_lang="zh",
        today=TODAY,
    )
    assert found == state
    assert found.problems == ()


def test_default_state_has_an_empty_url() -> None:
    assert write(CircleState(), default_lang="zh") == {}
    assert parsed() == CircleState(kinds=SHOWN_AT_FIRST)


@pytest.mark.parametrize(
    ("parameters", "problem"),
    [
        ({"lang": "fr"}, Problem("lang", "fr")),
        ({"as_of": "yesterday"}, Problem("as_of", "yesterday")),
        ({"as_of": "2019-13-01"}, Problem("as_of", "2019-13-01")),
        ({"as_of": "0999-01-01"}, Problem("as_of", "0999-01-01")),
        ({"as_of": "2030-01-01"}, Problem("as_of", "2030-01-01", "2026-01-01")),
        ({"kinds": "sister,exchnge"}, Problem("kinds", "exchnge", "exchange")),
        ({"continents": "Europe"}, Problem("continents", "Europe")),
        ({"view": "lists"}, Problem("view", "lists", "list")),
        ({"partnr": "trier"}, Problem("partnr", "trier", "partner")),
    ],
)
def test_invalid_parameter_is_reported(parameters: dict[str, str], problem: Problem) -> None:
    state = parsed(**parameters)
    assert state.problems == (problem,)


def test_list_keeps_its_known_values() -> None:
    assert parsed(kinds="organisation,foo,sister").kinds == ("sister", "organisation")
    assert parsed(kinds="foo").kinds == SHOWN_AT_FIRST
    assert parsed(kinds="none").kinds == ()


@pytest.mark.parametrize(
    ("text", "day"), [("2019", "2019-12-31"), ("2019-02", "2019-02-28"), ("2019-05-28", "2019-05-28")]
)
def test_partial_date_means_its_last_day(text: str, day: str) -> None:
    assert parsed(as_of=text).as_of == dt.date.fromisoformat(day)


def test_last_of_several_values_counts() -> None:
    assert read(CircleState, {"lang": ["zh", "en"]}, default_lang="zh", today=TODAY).lang == "en"


def test_parameter_of_another_page_is_passed_over() -> None:
    found = read(
        CircleState,
        {"layout": ["map"], "layers": ["ties"], "layot": ["map"]},
        default_lang="zh",
        today=TODAY,
        others=STATES.values(),
    )
    assert found == CircleState()
    assert found.problems == (Problem("layot", "map", "layout"),)


def test_every_page_with_state_of_its_own_is_a_page() -> None:
    assert set(STATES) <= set(names())


@pytest.mark.parametrize("page", sorted(STATES))
def test_every_parameter_of_a_page_has_a_name_of_its_own(page: str) -> None:
    parameters = [entry.name for entry in parameters_of(STATES[page]).values()]
    assert len(parameters) == len(set(parameters)) > len(parameters_of(PageState))


def test_tab_keeps_what_the_page_it_opens_declares_as_kept() -> None:
    state = CircleState(
        lang="en", as_of=TODAY, chosen="trier", kinds=("sister",), continents=("EU",), pinned=("trier",)
    )
    assert taken_over(state, MapState) == MapState(
        lang="en", as_of=TODAY, chosen="trier", kinds=("sister",), continents=("EU",)
    )
    assert taken_over(state, PageState) == PageState(lang="en", as_of=TODAY)
    timeline = TimelineState(compared=("trier",), continents=("EU",), show="figures", since="2019")
    assert taken_over(timeline, CompareState) == CompareState(compared=("trier",), show="figures")
    assert taken_over(timeline, TimelineState) == TimelineState(continents=("EU",), show="figures")
