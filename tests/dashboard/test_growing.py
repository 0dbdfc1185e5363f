"""The window around a partner lies within the drawing wherever the partner is, and counts what is cut off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.texts import load_texts
from dashboard.shared.circle_items import CircleItem
from dashboard.views.circle.payload import FRAME
from dashboard.views.circle.surroundings import ROWS, PartnerSurroundings, section, window
from graph.facts.names import Names
from graph.naming.profile import load_naming
from queries.partner_card import CardContact
from queries.subgraph import GraphNode

T, UN = load_texts("en"), load_naming("un")
CITY = CircleItem(
    id="trier",
    kind="sister",
    form="circle",
    ring="sister",
    continent="EU",
    order=6.6,
    names=Names(id="trier", label="City", en="Trier"),
    name="Trier",
    others=(),
    country="Germany",
    what="",
    activity="",
    state="recent",
    line="signed",
    size=6.0,
    strength=38.0,
)


def around(ports: int, bodies: int) -> PartnerSurroundings:
    made = {
        label: tuple(
            GraphNode(
                f"{label}-{number}", label, {"name_en": f"{label} {number} with a long name of its own"}
            )
            for number in range(count)
        )
        for label, count in (("Port", ports), ("Organisation", bodies))
    }
    return PartnerSurroundings(made, {"Port": ports, "Organisation": bodies})


def contacts(count: int) -> list[CardContact]:
    return [
        CardContact(
            id=f"visit-{number}",
            what="visit",
            title="A visit",
            title_zh="",
            kind="inbound",
            level="mayor",
            status="held",
            start=f"20{number % 30:02d}-05-01",
        )
        for number in range(count)
    ]


@given(st.floats(-440, 440), st.floats(-280, 280), st.integers(0, 3), st.integers(0, 20), st.integers(0, 30))
def test_window_lies_within_the_drawing(x: float, y: float, ports: int, bodies: int, visits: int) -> None:
    found = window(CITY, (x, y), around(ports, bodies), contacts(visits), T, UN, FRAME, {"Organisation-0"})
    left, top, right, bottom = found["box"]
    assert -450 <= left < right <= 414 and -297 <= top < bottom <= 167, "clear of zoom, legend and edges"
    assert len(found["marks"]) == min(ports + bodies, ROWS) + min(visits, ROWS)
    for index, mark in enumerate(found["marks"]):
        assert left < mark["x"] < right and top + 20 < mark["y"] < bottom - 20
        assert all(
            abs(mark["y"] - other["y"]) > 20 or (mark["x"] < found["x"]) != (other["x"] < found["x"])
            for other in found["marks"][:index]
        )
    assert bool(found["empty"]) == (not found["marks"])


def test_cut_off_items_are_counted() -> None:
    found = window(CITY, (0, 0), around(1, 11), contacts(35), T, UN, FRAME, ())
    assert found["counts"].startswith("Ports 1, Organisations 7 of 11, Visits and events 8 of 35")
    assert (
        window(CITY, (0, 0), around(0, 2), [], T, UN, FRAME, ())["counts"]
        == "Ports 0, Organisations 2, Visits and events 0"
    )


@pytest.mark.parametrize(
    ("choosable", "ids"), [({"Organisation-1"}, ["", "Organisation-1"]), (set(), ["", ""])]
)
def test_card_lists_items_and_opens_those_with_a_card(choosable: set[str], ids: list[str]) -> None:
    found = section(around(0, 2), T, UN, choosable)
    assert [item["id"] for item in found["groups"][1]["items"]] == ids
    assert found["empty"] == ""
    assert section(around(0, 0), T, UN, choosable)["empty"]
