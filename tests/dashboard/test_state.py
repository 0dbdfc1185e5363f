"""The URL holds the state of a page; invalid parts of it are reported."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.page_state import (
    ACTIVITIES,
    CONTINENTS,
    KINDS,
    LINES,
    SHOWN_AT_FIRST,
    PageState,
    Problem,
    ordered,
    read,
    write,
)

TODAY = dt.date(2026, 1, 1)


def parsed(**parameters: str) -> PageState:
    return read({name: [value] for name, value in parameters.items()}, default_lang="zh", today=TODAY)


def subsets(words: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(words)).map(lambda chosen: ordered(chosen, words))


STATES = st.builds(
    PageState,
    lang=st.sampled_from(["zh", "en"]),
    as_of=st.none() | st.dates(dt.date(1900, 1, 1), TODAY),
    chosen=st.sampled_from(["", "trier", "cebu-city"]),
    kinds=subsets(KINDS),
    continents=subsets(CONTINENTS),
    lines=subsets(LINES),
    activities=subsets(ACTIVITIES),
    view=st.sampled_from(["circle", "list"]),
)


@given(STATES)
def test_state_survives_its_url(state: PageState) -> None:
    found = read(
        {name: [value] for name, value in write(state, default_lang="zh").items()},
        default_lang="zh",
        today=TODAY,
    )
    assert found == state
    assert found.problems == ()


def test_default_state_has_an_empty_url() -> None:
    assert write(PageState(), default_lang="zh") == {}
    assert parsed() == PageState(kinds=SHOWN_AT_FIRST)


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
    assert read({"lang": ["zh", "en"]}, default_lang="zh", today=TODAY).lang == "en"
