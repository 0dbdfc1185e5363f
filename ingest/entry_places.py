"""What an entry says of places that the store has to complete.

Cities of the bundled gazetteer that it names and the store does not know yet, and the names of a place that
was decided to be another one.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.store import GraphStore
from ingest.registers.intake import decided_places
from ingest.registers.places.decided import names_cell, names_told
from ingest.registers.places.gazetteer import PREFIX, city_of
from ingest.registers.places.place_book import PlaceBook
from ingest.tables.decisions import DECISIONS, SAME_AS
from ingest.tables.declaration import CellType, InputTable, parts_of
from queries.statements import ask

_REFERENCES = (CellType.REFERENCE, CellType.REFERENCES)


def with_places(
    store: GraphStore, table: InputTable, cells: Mapping[str, str]
) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Return the cells with ids for the cities named by their number, and the rows of the new ones.

    A city that the store knows under its name in its country is that one. A number that the gazetteer does
    not have stays, to be reported as an unknown reference.
    """
    found, rows = dict(cells), list[dict[str, str]]()
    columns = [
        column.name
        for column in table.columns
        if column.cell in _REFERENCES and "City" in column.labels and PREFIX in cells.get(column.name, "")
    ]
    if not columns:
        return found, rows
    places, decided = decided_places(store)
    book = PlaceBook(places, decided.same)
    for name in columns:
        found[name] = ";".join(_id_of(part, book, rows) for part in parts_of(cells[name]))
    return found, rows


def with_decided_names(store: GraphStore, table: InputTable, cells: Mapping[str, str]) -> dict[str, str]:
    """Return the cells of a decision that a place is another one, with the names of the place."""
    if table.name != DECISIONS.name or cells.get("property") != SAME_AS or cells.get("names"):
        return dict(cells)
    found = ask(store, "lookup/names_of_place", id=cells.get("fact", ""))
    names = [name for row in found for name in (*row["names"], *row["others"], *names_told(row["decided"]))]
    return {**cells, "names": names_cell(names)} if names else dict(cells)


def _id_of(part: str, book: PlaceBook, rows: list[dict[str, str]]) -> str:
    city = city_of(part)
    if city is None:
        return part
    place = book.take(city.place, city.called)
    if place.is_new:
        new = place.place
        cells = {
            "id": new.id,
            "name_en": new.name_en,
            "name_zh": new.name_zh,
            "country_iso2": new.country,
            "admin_level": new.level,
            "lat": new.lat,
            "lon": new.lon,
        }
        rows.append({name: cell for name, cell in cells.items() if cell})
    return place.place.id
