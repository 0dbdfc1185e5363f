"""Which places and bodies of registers are proposed to be others, why, and how sure that is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.registers.places.bodies import body_id
from ingest.registers.places.likely_same import NamedThing, countries_of_bodies, likely_pairs


def thing(
    identifier: str,
    *names: str,
    country: str = "XA",
    others: tuple[str, ...] = (),
    is_known: bool = True,
    level: str = "city",
    group: str = "place",
) -> NamedThing:
    return NamedThing(
        id=identifier,
        country=country,
        level=level,
        names=names,
        others=others,
        is_known=is_known,
        group=group,
    )


def proposed(*things: NamedThing, never: tuple[str, ...] = ()) -> list[tuple[str, str, tuple[str, ...], str]]:
    return [
        (pair.row.id, pair.main.id, tuple(pair.why), str(pair.certainty))
        for pair in likely_pairs(things, lambda one, other: False, never)
    ]


@pytest.mark.parametrize(
    ("names", "known", "others", "why", "certainty"),
    [
        (("Norburg",), ("Nordburg",), (), "spelling", "likely"),
        (("诺德堡市",), ("诺德堡",), (), "same_name", "likely"),
        (("諾德堡",), ("诺德堡",), (), "same_name", "likely"),
        (("City of Nordburg",), ("Nordburg",), (), "same_name", "likely"),
        (("Altstadt",), ("Neustadt", "新城"), ("Altstadt",), "former_name", "likely"),
        (("旧镇",), ("Neustadt",), ("旧镇",), "former_name", "likely"),
        (("诺德堡",), ("Nuodebao",), (), "pinyin", "likely"),
        (("诺德堡",), ("诺德宝",), (), "pinyin", "possible"),
        (("诺德堡尔克", "North"), ("诺德堡尔科", "South"), (), "pinyin", "possible"),
        (("Upper Nordburg",), ("Nordburg",), (), "contained", "possible"),
        (("诺德",), ("诺德堡",), (), "contained", "possible"),
    ],
)
def test_pair_is_proposed_with_what_speaks_for_it(
    names: tuple[str, ...], known: tuple[str, ...], others: tuple[str, ...], why: str, certainty: str
) -> None:
    ((row, main, signs, sure),) = proposed(
        thing("new", *names, is_known=False), thing("old", *known, others=others)
    )
    assert (row, main, signs[0], sure) == ("new", "old", why, certainty)


@pytest.mark.parametrize(
    ("names", "known"),
    [
        (("Nordburg",), ("Sudheim",)),
        (("北镇",), ("北山",)),
        (("Lille",), ("Lyon",)),
        (("North Harbour",), ("South Harbour",)),
        (("诺德堡北新",), ("诺德堡南新",)),
        (("Harbour Point 1",), ("Harbour Point 2",)),
        (("Ham",), ("Hamm",)),  # too short for a spelling to tell
    ],
)
def test_other_names_are_not_proposed(names: tuple[str, ...], known: tuple[str, ...]) -> None:
    assert proposed(thing("new", *names, is_known=False), thing("old", *known)) == []


def test_country_decides() -> None:
    new = thing("new", "奥克兰", country="US", is_known=False)
    assert proposed(new, thing("auckland", "奥克兰", "Auckland", country="NZ")) == []
    assert proposed(new, thing("oakland", "Oakland", country="US")) == [
        ("new", "oakland", ("gazetteer",), "likely")
    ]
    assert proposed(thing("new", "X", country="", is_known=False), thing("old", "X", country="")) == []


def test_two_cities_of_the_gazetteer_are_not_one() -> None:
    assert (
        proposed(
            thing("fuzhou-cn", "抚州", "Fuzhou", country="CN", is_known=False),
            thing("fuzhou", "福州", "Fuzhou", country="CN"),
        )
        == []
    )


def test_province_and_its_capital_are_only_possible() -> None:
    new = thing("new", "诺德", is_known=False)
    assert proposed(new, thing("old", "诺德省", level="province")) == [
        ("new", "old", ("same_name",), "possible")
    ]


def test_of_two_that_registers_made_one_is_proposed_and_the_home_never() -> None:
    first, second = thing("a", "Nordburg", is_known=False), thing("b", "Norburg", is_known=False)
    assert [pair[:2] for pair in proposed(first, second)] == [("b", "a")]
    assert [pair[:2] for pair in proposed(first, second, never=("b",))] == [("a", "b")]
    assert proposed(thing("a", "Nordburg"), thing("b", "Norburg")) == [], "tables describe both"


def test_what_was_decided_apart_is_not_proposed_again() -> None:
    things = thing("b", "Norburg", is_known=False), thing("a", "Nordburg")
    assert likely_pairs(things, lambda one, other: {one, other} == {"a", "b"}) == []


def test_at_most_three_are_proposed_the_likeliest_first() -> None:
    known = [
        thing(f"old-{number}", f"{word} Nordburg")
        for number, word in enumerate(("Upper", "Lower", "Inner", "Outer"))
    ]
    found = proposed(thing("new", "Nordburg", is_known=False), *known, thing("z", "Nordburgh"))
    assert [pair[1] for pair in found] == ["z", "old-0", "old-1"]


def test_bodies_are_compared_in_the_country_that_their_ids_were_made_of() -> None:
    name = "某町友好协会"
    names = {body_id(name, "JP"): (name,), "org-other": (name,)}
    assert countries_of_bodies(body_id, names, ["KR", "JP"]) == {body_id(name, "JP"): "JP"}
    new = thing(body_id(name, "JP"), name, country="JP", is_known=False, group="organisation")
    assert proposed(new, thing("org-old", "某町日中友好协会", country="JP")) == [], "a place"
    ((_, main, why, certainty),) = proposed(
        new, thing("org-old", "某村友好协会", country="JP", group="organisation")
    )
    assert (main, why, certainty) == ("org-old", ("spelling",), "likely")


@given(
    st.lists(
        st.tuples(st.text("abNS 北市诺", max_size=9), st.sampled_from(("XA", "XB")), st.booleans()),
        max_size=12,
    )
)
def test_pairs_are_of_one_country_and_lead_to_no_circle(rows: list[tuple[str, str, bool]]) -> None:
    things = [
        thing(f"n{number}", name, country=country, is_known=is_known)
        for number, (name, country, is_known) in enumerate(rows)
    ]
    countries = {entry.id: entry.country for entry in things}
    seen = set()
    for row, main, why, _ in proposed(*things):
        assert countries[row] == countries[main] and why and row != main
        assert (main, row) not in seen
        seen.add((row, main))
