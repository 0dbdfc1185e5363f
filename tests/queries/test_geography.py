"""Positions of places, compared with the files of the sample."""

from __future__ import annotations

import pytest

from graph.store import GraphStore
from queries.geography import MapPosition, geography, middle
from tests.queries import facts


def test_places_and_ports_have_the_coordinates_of_the_files(loaded_store: GraphStore) -> None:
    found = geography(loaded_store)
    for table in ("cities", "ports"):
        for row in facts.rows(table):
            place = found.positions.get(row["id"])
            if row["lat"]:
                assert place == MapPosition(float(row["lat"]), float(row["lon"])), row["id"]
            else:
                assert place is None or place.rough, row["id"]
    for row in facts.rows("cities"):
        population = (int(row["population"]), int(row["population_year"] or 0)) if row["population"] else None
        assert found.population.get(row["id"]) == population
        if found.names[row["id"]].label == "City":
            assert (row["id"] in found.port_cities) == (row["is_port_city"] == "true")


def test_country_lies_in_the_middle_of_its_recorded_places(loaded_store: GraphStore) -> None:
    found = geography(loaded_store)
    (country,) = (
        names.id for names in found.names.values() if names.label == "CountryOrArea" and names.country == "TR"
    )
    places = [
        found.positions[row["id"]]
        for row in [*facts.rows("cities"), *facts.rows("ports")]
        if row["country_iso2"] == "TR" and row["lat"]
    ]
    assert len(places) > 1
    assert found.positions[country].rough
    assert (found.positions[country].lat, found.positions[country].lon) == pytest.approx(
        (middle(places).lat, middle(places).lon)
    )
    assert not found.positions["italy"].rough, "the files have coordinates of it"


def test_consulates_have_their_seats_and_districts(loaded_store: GraphStore) -> None:
    found = geography(loaded_store)
    assert found.seats["consulate-general-japan-guangzhou"] == "guangzhou"
    assert found.districts["consulate-general-philippines-xiamen"] == ("fujian", "jiangxi")
    assert found.districts["consulate-general-thailand-xiamen"] == ()


def test_store_without_coordinates_has_no_positions(empty_store: GraphStore) -> None:
    assert geography(empty_store).positions == {}
    empty_store.write_statement(
        "CREATE (:City {id: 'a', name_en: 'A', lat: 91.0, lon: 0.0}), (:City {id: 'b', lat: 10.0})"
    )
    found = geography(empty_store)
    assert found.positions == {}, "coordinates that cannot be, or half of them, are none"
    assert found.names["a"].en == "A"


def test_middle_can_lie_on_the_180th_meridian() -> None:
    found = middle([MapPosition(0.0, 179.0), MapPosition(0.0, -179.0)])
    assert abs(found.lon) == pytest.approx(180.0)
    assert found.lat == pytest.approx(0.0)
