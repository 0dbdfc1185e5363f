"""Grouping of marks when there are more than can be drawn; marks left out are counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.texts import load_texts
from dashboard.shared.circle_items import CircleItem
from dashboard.views.circle.groups import REGION, grouped, known
from graph.facts.names import Names
from graph.model.areas import AREAS
from graph.naming.profile import load_naming

T, UN = load_texts("en"), load_naming("un")
CODES = sorted(AREAS)


def item(number: int, country: str, *, continent: str = "", strength: float = 0.0) -> CircleItem:
    names = Names(id=f"p{number}", label="City", en=f"City {number}", country=country)
    place = continent or (AREAS[country].continent if country else "AS")
    return CircleItem(
        id=f"p{number}",
        kind="sister",
        form="circle",
        ring="sister",
        continent=place,
        order=float(number % 360 - 180),
        names=names,
        name=names.en,
        others=(),
        country=country,
        what="",
        activity="",
        state="recent",
        line="signed",
        size=6.0,
        strength=strength,
    )


def few(*countries: str) -> list[CircleItem]:
    return [item(number, country, strength=100.0 - number) for number, country in enumerate(countries)]


def test_few_marks_are_not_grouped() -> None:
    every = few("JP", "JP", "DE")
    assert grouped(every, T, UN, opened=(), keep=(), most=3).items == tuple(every)


def test_marks_are_grouped_by_country() -> None:
    found = grouped(few("JP", "JP", "JP", "DE", "DE", "FR"), T, UN, opened=(), keep=(), most=4)
    told = {entry.id: (entry.name, entry.count, entry.strength) for entry in found.items}
    assert told == {
        "group:JP": ("Japan", 3, 100.0),
        "group:DE": ("Germany", 2, 97.0),
        "p5": ("City 5", 0, 95.0),
    }
    assert (found.groups, found.members, found.left_out, found.opened) == (2, 5, 0, ())


def test_opened_groups_and_chosen_marks_are_drawn_singly() -> None:
    found = grouped(few("JP", "JP", "JP", "DE", "DE", "FR"), T, UN, opened=("DE", "BR"), keep=("p1",), most=5)
    assert {entry.id for entry in found.items} == {"group:JP", "p1", "p3", "p4", "p5"}
    assert found.opened == ("DE",), "Brazil has nothing to close"
    assert found.members == 2


def test_marks_are_grouped_by_region_and_can_be_opened() -> None:
    every = few("JP", "JP", "KR", "KR", "DE", "DE", "FR", "FR", "BR")
    found = grouped(every, T, UN, opened=(), keep=(), most=3)
    assert {entry.id: entry.count for entry in found.items} == {
        "group:region-AS": 4,
        "group:region-EU": 4,
        "p8": 0,
    }
    opened = grouped(every, T, UN, opened=(REGION + "AS",), keep=(), most=4)
    assert {entry.id for entry in opened.items} == {"group:JP", "group:KR", "group:region-EU", "p8"}
    deeper = grouped(every, T, UN, opened=(REGION + "AS", "KR"), keep=(), most=5)
    assert {entry.id for entry in deeper.items} == {"group:JP", "p2", "p3", "group:region-EU", "p8"}
    assert deeper.opened == ("KR", "region-AS")


def test_marks_without_room_are_counted_and_the_nearest_stay() -> None:
    found = grouped(few(*["JP"] * 10, "DE", "DE"), T, UN, opened=("JP",), keep=("p9",), most=4)
    assert [entry.id for entry in found.items] == ["p0", "p1", "p9", "group:region-EU"]
    assert found.left_out == 7


def test_multi_country_region_has_no_country_group() -> None:
    every = [*few("JP", "JP", "DE", "DE"), item(9, "", strength=1.0)]
    assert "p9" in {entry.id for entry in grouped(every, T, UN, opened=(), keep=(), most=4).items}


@given(
    st.lists(st.sampled_from(CODES), min_size=1, max_size=400),
    st.sets(st.sampled_from([*CODES, REGION + "AS", REGION + "EU"]), max_size=4),
    st.integers(8, 150),
)
def test_limit_is_kept_and_no_mark_is_lost(countries: list[str], opened: set[str], most: int) -> None:
    every = few(*countries)
    found = grouped(every, T, UN, opened=opened, keep=(), most=most)
    singles = [entry for entry in found.items if entry.form != "group"]
    assert len(found.items) <= max(most, 8)
    assert len(singles) + found.members + found.left_out == len(every)
    assert all(known(code, every) for code in found.opened)
    assert len({entry.id for entry in found.items}) == len(found.items)


@pytest.mark.parametrize(
    ("code", "answer"), [("JP", True), ("region-AS", True), ("AS", False), ("region-JP", False), ("", False)]
)
def test_code_is_known_if_it_has_members(code: str, answer: bool) -> None:
    assert known(code, few("JP")) is answer
