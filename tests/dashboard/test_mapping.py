"""The map without a browser: layers, filters, lines, list and card."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from graph.naming.profile import load_naming
from graph.store import GraphStore
from tests.dashboard.conftest import Open, component, words
from tests.dashboard.test_app import NASTY, asked, circle, office, partner
from tests.queries import facts
from tests.stores import SAMPLE_HOME, StoreAddress

EVERY_KIND = "sister,exchange,agreement,intent,contact,port,consulate"
EVERY_LAYER = "ties,routes,projects"


@pytest.fixture
def open_map(open_app: Open) -> Any:
    """Return a function that opens the map at a URL and returns the app and the data of its component."""

    def run(address: StoreAddress, **parameters: str) -> tuple[AppTest, dict[str, Any]]:
        app = open_app(address, **parameters)
        return app, drawn(turned(app))

    return run


def turned(app: AppTest) -> AppTest:
    """Switch to the map; pages that are functions cannot be switched to by a path."""
    app._page_hash = next(
        key for key, info in app._registered_pages.items() if info.get("url_pathname") == "map"
    )
    return app.run()


def drawn(app: AppTest) -> dict[str, Any]:
    assert not app.exception, app.exception
    return component(app, "friendcircle_map")


def switches(app: AppTest) -> dict[str, int]:
    """Return the counts of the layers shown on the chips."""
    return {
        text.rpartition(" ")[0]: int(text.rpartition(" ")[2])
        for text in app.button_group(key="layers_choice").options
    }


def layers(data: dict[str, Any]) -> set[str]:
    return {line["layer"] for line in data["lines"]}


def test_map_shows_the_ties_of_the_circle(
    loaded_address: StoreAddress, open_app: Open, open_map: Any
) -> None:
    app, data = open_map(loaded_address)
    of_circle = {mark["id"]: mark for mark in circle(open_app(loaded_address))["marks"]}
    marks = {mark["id"]: mark for mark in data["marks"]}
    assert set(marks) == set(of_circle)
    for name in ("name", "what", "activity", "state", "strength"):
        assert {key: mark[name] for key, mark in marks.items()} == {
            key: mark[name] for key, mark in of_circle.items()
        }
    assert {line["id"] for line in data["lines"]} == set(marks)
    assert {line["id"]: (line["line"], line["state"]) for line in data["lines"]} == {
        key: (mark["line"], mark["state"]) for key, mark in of_circle.items()
    }
    partners = facts.circle_partners(SAMPLE_HOME)
    assert switches(app) == {
        "友好关系": sum(facts.is_place(party) for party in partners),
        "港口": sum(facts.label(party) == "Port" for party in partners),
        "直达航线": len({tie.id for tie in facts.ties_of(SAMPLE_HOME) if tie.family == "route"}),
        "领馆": len(facts.consulates(SAMPLE_HOME, "2025-09-08")),
        "合作项目": sum(row["partner_place"] != SAMPLE_HOME for row in facts.rows("projects")),
    }
    assert data["texts"]["stamp"] == "示意图 内部使用"
    assert data["time"]["value"] == "2025-09-08"


def test_layers_are_switched_and_kept_in_the_url(loaded_address: StoreAddress, open_map: Any) -> None:
    app, data = open_map(loaded_address)
    assert layers(data) == {"ties"}
    app.button_group(key="layers_choice").set_value(["port", "routes", "consulate"]).run()
    assert asked(app) == {"kinds": EVERY_KIND, "layers": "routes"}
    data = drawn(app)
    assert layers(data) == {"port", "routes", "consulate"}
    assert {mark["form"] for mark in data["marks"]} == {"port", "consulate"}
    app.button_group(key="layers_choice").set_value([]).run()
    assert asked(app)["layers"] == "none"
    assert drawn(app)["marks"] == []


def test_routes_are_those_opened_by_the_day(loaded_address: StoreAddress, open_map: Any) -> None:
    def routed(day: str) -> set[str]:
        return {line["id"] for line in open_map(loaded_address, layers="routes", as_of=day)[1]["lines"]}

    assert routed("2014-12-31") == set()
    assert routed("2016-01-01") == {"hamburg-port"}
    assert routed("2023-12-31") == {"hamburg-port", "manila-port", "cebu-port"}


def test_consulate_is_joined_with_the_places_of_its_district(
    loaded_address: StoreAddress, open_map: Any
) -> None:
    _, data = open_map(
        loaded_address, kinds="consulate", layers="none", partner="consulate-general-philippines-xiamen"
    )
    lines = Counter(line["id"] for line in data["lines"])
    districts = facts.consulates(SAMPLE_HOME, "2025-09-08")
    assert lines == {consulate: len(places) for consulate, places in districts.items() if places}, (
        "two rows that name the same district are one district"
    )
    assert lines["consulate-general-philippines-xiamen"] == 2
    assert data["card"]["district"]["text"] == "福建省、江西省"
    assert not any("Z" in line["path"] for line in data["lines"]), "a district is never an area"


def test_economic_map_shows_projects(loaded_address: StoreAddress, open_map: Any) -> None:
    _, data = open_map(loaded_address, layers="projects", lang="en", partner="trier")
    marks = {mark["id"]: mark for mark in data["marks"]}
    places = Counter(row["partner_place"] for row in facts.rows("projects"))
    del places[SAMPLE_HOME]
    assert {key: mark["projects"] for key, mark in marks.items()} == places
    assert {mark["form"] for mark in marks.values()} == {"project"}
    economy = data["card"]["economy"]
    trier = facts.by_id("cities")["trier"]
    assert (trier["population"], trier["population_year"]) == ("106544", "2013")
    assert economy["facts"][0] == "Inhabitants: 106,544 (2013)"
    assert len(economy["items"]) == places["trier"]
    assert any("completed" in item["tags"] for item in economy["items"])
    works = open_map(loaded_address, layers="projects", lang="en")[1]["overview"]["works"]
    assert works["aside"] == f"{places.total()} projects"
    assert {row["name"] for row in works["rows"]} >= {"culture", "health", "other"}


def test_project_that_has_not_begun_is_not_shown(loaded_address: StoreAddress, open_map: Any) -> None:
    before = open_map(loaded_address, layers="projects", as_of="2016-12-31")[1]
    assert "fortaleza" not in {mark["id"] for mark in before["marks"]}
    assert "japan" in {mark["id"] for mark in before["marks"]}


def test_filters_agree_with_those_of_the_circle(
    loaded_address: StoreAddress, open_app: Open, open_map: Any
) -> None:
    given = {"kinds": "sister,contact", "continents": "EU", "contact": "lapsed"}
    data = open_map(loaded_address, **given)[1]
    assert {mark["id"] for mark in data["marks"]} == {
        mark["id"] for mark in circle(open_app(loaded_address, **given))["marks"]
    }
    assert data["marks"]


def test_names_not_drawn_are_counted(loaded_address: StoreAddress, open_map: Any) -> None:
    data = open_map(loaded_address, kinds=EVERY_KIND, layers=EVERY_LAYER, lang="en")[1]
    for step in data["steps"]:
        left = len(data["marks"]) - len(step["names"])
        where = "on hover" if step is data["steps"][-1] else "when nearer"
        assert step["nameless"] == (
            f"{left} names {where}" if left > 1 else f"1 name {where}" if left else ""
        )
    assert data["steps"][0]["groups"]
    assert data["steps"][-1]["groups"] == []
    assert len(data["steps"][-1]["names"]) >= len(data["marks"]) - 1, (
        "seven posts have their seat at one place"
    )


def test_names_without_room_at_the_last_step_are_not_said_to_come_nearer(
    empty_store: GraphStore, store_address: StoreAddress, open_map: Any
) -> None:
    office(empty_store)
    for number in range(120):
        partner(empty_store, f"p{number:03d}", name=f"A city with a long name {number}")
    empty_store.write_statement("MATCH (c:City) WHERE c.id <> 'home' SET c.lat = 10.0, c.lon = 20.0")
    empty_store.write_statement("MATCH (c:City {id: 'home'}) SET c.lat = 50.0, c.lon = 90.0")
    *nearer, last = open_map(store_address, home="home", lang="en")[1]["steps"]
    assert {step["nameless"] for step in nearer} == {"120 names when nearer"}
    left = 120 - len(last["names"])
    assert left > 1
    assert last["nameless"] == f"{left} names on hover"


def test_partner_without_a_position_is_listed_as_such(
    empty_store: GraphStore, store_address: StoreAddress, open_map: Any
) -> None:
    office(empty_store)
    partner(empty_store, "p1", name="Here")
    partner(empty_store, "p2", name="Nowhere")
    empty_store.write_statement("MATCH (c:City) WHERE c.id IN ['home', 'p1'] SET c.lat = 10.0, c.lon = 20.0")
    _, data = open_map(store_address, home="home", lang="en", partner="p2")
    assert [mark["id"] for mark in data["marks"]] == ["p1"]
    assert "1 without a position, listed only" in data["texts"]["shown"]
    cells = {row["id"]: row["cells"] for row in data["table"]["rows"]}
    assert "10.00°N 20.00°E" in cells["p1"]
    assert "not recorded" in cells["p2"]
    assert "Its position is not recorded, so it is not drawn." in data["card"]["notes"]


def test_home_without_a_position_has_no_lines(
    empty_store: GraphStore, store_address: StoreAddress, open_map: Any
) -> None:
    office(empty_store)
    partner(empty_store, "p1", name="Here")
    empty_store.write_statement("MATCH (c:City {id: 'p1'}) SET c.lat = 10.0, c.lon = 20.0")
    _, data = open_map(store_address, home="home", lang="en")
    assert data["home"] is None
    assert data["lines"] == []
    assert len(data["marks"]) == 1


def test_text_from_the_graph_is_not_markup(
    empty_store: GraphStore, store_address: StoreAddress, open_map: Any
) -> None:
    office(empty_store, name=NASTY)
    partner(empty_store, "p1", name=NASTY)
    empty_store.write_statement("MATCH (c:City) SET c.lat = 10.0, c.lon = 20.0")
    empty_store.write_statement(
        "MATCH (c:City {id: 'p1'}) CREATE (:Project {id: 'x', name_en: $name, sector: $name, company: "
        "$name})-[:INVOLVES]->(c)",
        {"name": NASTY},
    )
    app, data = open_map(store_address, home="home", lang="en", partner="p1", layers=EVERY_LAYER)
    assert "<script>" not in words(app)
    sent = json.dumps(data, ensure_ascii=False)
    assert "\u202e" not in sent
    assert len(sent) < 40_000


def test_invalid_link_opens_the_map(loaded_address: StoreAddress, open_map: Any) -> None:
    app, data = open_map(loaded_address, lang="en", layers="ties,rooutes", partner="triers")
    assert "rooutes (did it mean routes?)" in words(app)
    assert "did it mean trier?" in words(app)
    assert data["chosen"] is None
    assert data["marks"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_own_text_is_forbidden_by_the_naming_profile(
    loaded_address: StoreAddress, open_map: Any, lang: str
) -> None:
    naming = load_naming("cn")
    _, data = open_map(loaded_address, lang=lang, kinds=EVERY_KIND, layers=EVERY_LAYER, view="list")
    own = [
        text
        for mark in data["marks"]
        for text in (mark["name"], mark["label"], mark["country"], mark["what"], mark["activity"])
    ]
    own += [column["title"] for column in data["table"]["columns"]] + [
        cell for row in data["table"]["rows"] for cell in row["cells"]
    ]
    own += [*data["texts"].values(), *(row["name"] for row in data["overview"]["works"]["rows"])]
    assert [hit for text in own for hit in naming.find_forbidden(text)] == []
    if lang == "en":
        assert not re.search(
            "[\u4e00-\u9fff]",
            json.dumps([data["texts"], data["legend"], data["table"]["columns"]], ensure_ascii=False),
        )


def test_office_may_have_its_own_stamp_and_land(
    loaded_address: StoreAddress,
    open_app: Open,
    open_map: Any,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    own = tmp_path / "land.json"
    own.write_text(
        '{"type": "Polygon", "coordinates": [[[100, 0], [120, 0], [120, 20], [100, 20]]]}', encoding="utf-8"
    )
    monkeypatch.setenv("FRIENDCIRCLE_MAP_APPROVAL_NO", "审图号 GS(2026)1")
    monkeypatch.setenv("FRIENDCIRCLE_MAP_BASEMAP", str(own))
    app, data = open_map(loaded_address)
    assert data["texts"]["stamp"] == "审图号 GS(2026)1"
    assert component(app, "friendcircle_land")["path"].count("M") == 1
    assert circle(open_app(loaded_address))["texts"]["stamp"] == "审图号 GS(2026)1"
    own.write_text("{", encoding="utf-8")
    app = open_app(loaded_address, lang="en")
    turned(app)
    assert not app.exception
    assert "no readable GeoJSON" in words(app)
