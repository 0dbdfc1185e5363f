"""The content of the map as a list, and the texts of its columns. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.shared.circle_items import (
    CircleItem,
)
from dashboard.views.map.payload import MapContent, position
from dashboard.views.map.projects import project_text
from graph.i18n import Texts
from queries.geography import Geography


def table(
    items: Sequence[CircleItem],
    what: MapContent,
    lying: Geography,
    t: Texts,
    area_header: str,
    named: Mapping[str, str],
    *,
    everything: bool = False,
) -> tuple[list[tuple[str, str]], list[tuple[str, list[str]]]]:
    """Return columns (title, type) and rows (id, cells) of the list.

    :param everything: whether to include all columns and each project
    """
    posts = everything or any(item.form == "consulate" for item in items)
    works = everything or bool(what.projects)
    columns: dict[str, tuple[str, str]] = {
        "name": (t("table.name"), "text"),
        "area": (area_header, "text"),
        "kind": (t("table.kind"), "text"),
        "status": (t("table.status"), "text"),
        "since": (t("table.since"), "date"),
        "last": (t("table.last"), "date"),
        "position": (t("map.position"), "date"),
        "population": (t("map.population"), "date"),
        "projects": (t("map.projects"), "text"),
        "district": (t("map.district"), "text"),
    }
    left_out = {
        name
        for name, there in (
            ("status", everything),
            ("population", works),
            ("projects", works),
            ("district", posts),
        )
        if not there
    }
    rows = []
    for item in items:
        found = what.projects.get(item.id, ())
        cells = {
            "name": item.name,
            "area": item.country,
            "kind": item.kind_text or item.what,
            "status": item.status_text,
            "since": item.since,
            "last": item.last,
            "position": position_text(item, lying, t),
            "population": population_text(item.id, lying, t) if item.id in lying.population else "",
            "projects": t("list.and").join(project_text(project, t) for project in found)
            if everything
            else t.number("card.projects", len(found))
            if found
            else "",
            "district": district_text(item.id, lying, t, named),
        }
        rows.append((item.id, [cell for name, cell in cells.items() if name not in left_out]))
    return [column for name, column in columns.items() if name not in left_out], rows


def position_text(item: CircleItem, lying: Geography, t: Texts) -> str:
    """Return the coordinates of an item, with a note if they are approximate or not recorded."""
    place = position(item, lying)
    if place is None:
        return t("map.no_position")
    text = (
        f"{abs(place.lat):.2f}°{'N' if place.lat >= 0 else 'S'} "
        f"{abs(place.lon):.2f}°{'E' if place.lon >= 0 else 'W'}"
    )
    return t("map.rough", position=text) if place.rough else text


def population_text(identifier: str, lying: Geography, t: Texts) -> str:
    """Return the number of inhabitants with the year of the figure."""
    people, year = lying.population[identifier]
    return t("map.people_in", n=f"{people:,}", year=year) if year else t("map.people", n=f"{people:,}")


def district_text(identifier: str, lying: Geography, t: Texts, named: Mapping[str, str]) -> str:
    """Return the recorded places of a consulate's district."""
    return t("list.tags").join(named.get(place, place) for place in lying.districts.get(identifier, ()))
