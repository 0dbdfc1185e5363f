"""Data of the map: positions, lines, projects and the economy of partners. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.components.payloads.map_data import MapDrawingData, MapLineData, MapMarkData
from dashboard.components.payloads.stage_data import LegendData, LegendEntryData
from dashboard.shared.circle_filters import KINDS
from dashboard.shared.circle_items import (
    MOST_MARKS,
    CircleItem,
    chosen_items,
    country_of,
    drawn_name,
    name_of,
    other_names,
)
from dashboard.shared.partner_card import head
from dashboard.views.map.projects import MapProject
from dashboard.views.map.state import MapState
from graph.circle import Activity, TieLine
from graph.i18n import Texts
from graph.model.areas import AREAS
from graph.naming.profile import Naming
from graph.sanitize import one_line
from queries.circle_partners import Circle
from queries.geography import Geography, MapPosition
from queries.homes import Names
from reports.drawing.text_metrics import shorten
from reports.drawing.world_map import HEIGHT, PROJECTION, VIEW, WIDTH, MapMark, ZoomStep, arc

#: Kinds of tie that are transport routes.
ROUTES = ("shipping_route", "rail_route", "air_route")
#: Layers that can be switched on and off, in order; ports and consulates are kinds, as on the circle.
SWITCHES = ("ties", "port", "routes", "consulate", "projects")
#: Kinds of partner that can be filtered.
RINGS = KINDS[:5]
HOME_SIZE = 9.0


@dataclass(frozen=True, slots=True)
class MapContent:
    """The items that pass the layers and filters.

    :param items: in the order in which they are placed
    :param counts: number of items per layer, whether it is on or off
    :param total: number of items without filters
    :param projects: projects by id of the place; empty if the layer is off
    """

    items: tuple[CircleItem, ...]
    counts: Mapping[str, int]
    total: int
    projects: Mapping[str, tuple[MapProject, ...]]


def shown(
    every: Sequence[CircleItem],
    facts: Circle,
    state: MapState,
    every_project: Sequence[MapProject],
    places: Mapping[str, Names],
    t: Texts,
    naming: Naming,
) -> MapContent:
    """Return the content of the map and its list.

    :param places: names of places, for those known from projects only
    """
    routed = {
        partner.names.id
        for partner in facts.partners
        if any(entry.kind in ROUTES for entry in partner.standings)
    }
    filtered = chosen_items([item for item in every if item.kind != "organisation"], state, kinds=False)
    ties = [item for item in filtered if item.main and item.kind in state.kinds]
    ports = [item for item in filtered if item.kind == "port"]
    posts = [item for item in filtered if item.kind == "consulate"]
    by_place: dict[str, list[MapProject]] = defaultdict(list)
    for project in every_project:
        for place in project.places:
            by_place[place].append(project)
    known = {item.id: item for item in every}
    sites = [known.get(place) or _place_item(places[place], t, naming) for place in sorted(by_place)]
    sites = [item for item in sites if not state.continents or item.continent in state.continents]
    on = switched_on(state)
    chosen: dict[str, CircleItem] = {}
    for switch, items in (
        ("ties", ties),
        ("projects", sites),
        ("port", ports),
        ("routes", [item for item in ports if item.id in routed]),
        ("consulate", posts),
    ):
        if switch in on:
            chosen.update({item.id: item for item in items if item.id not in chosen})
    counts = {
        "ties": len(ties),
        "port": len(ports),
        "routes": len(routed & {item.id for item in ports}),
        "consulate": len(posts),
        "projects": len(every_project),
    }
    everything = {item.id for item in every if item.here and item.kind != "organisation"} | {
        item.id for item in sites
    }
    return MapContent(
        tuple(chosen.values()),
        counts,
        len(everything),
        {place: tuple(entries) for place, entries in by_place.items()} if "projects" in on else {},
    )


def switched_on(state: MapState) -> tuple[str, ...]:
    """Return the layers that are switched on."""
    return tuple(name for name in SWITCHES if name in state.layers or name in state.kinds)


def position(item: CircleItem, lying: Geography) -> MapPosition | None:
    """Return the position of an item: its own, else that of its seat or place; None if none is recorded."""
    where = (item.id, lying.seats.get(item.id, ""), item.near)
    return next((lying.positions[place] for place in where if place in lying.positions), None)


def spots(
    items: Sequence[CircleItem], lying: Geography, projects_of: Mapping[str, Sequence[MapProject]]
) -> tuple[MapMark, ...]:
    """Return the marks to arrange; items without a position are left out."""
    found = []
    for item in items:
        if (place := position(item, lying)) is not None:
            x, y = PROJECTION.place(place.lon, place.lat)
            # Consulates are labelled by their country, since their own names are long and begin alike.
            name = (
                shorten(item.country, 124.0)
                if item.form == "consulate" and item.country
                else drawn_name(item)
            )
            found.append(
                MapMark(id=item.id, x=round(x, 2), y=round(y, 2), size=_size(item, projects_of), name=name)
            )
    return tuple(found)


def home_spot(identifier: str, name: str, lying: Geography) -> MapMark | None:
    """Return the mark of the home; None if its position is not recorded, in which case no lines are drawn."""
    if (place := lying.positions.get(identifier)) is None:
        return None
    x, y = PROJECTION.place(place.lon, place.lat)
    return MapMark(id=identifier, x=round(x, 2), y=round(y, 2), size=HOME_SIZE, name=one_line(name, 24))


def drawing(
    what: MapContent,
    facts: Circle,
    state: MapState,
    lying: Geography,
    home: MapMark | None,
    placed: Sequence[MapMark],
    steps: Sequence[ZoomStep],
    t: Texts,
    named: Mapping[str, str],
) -> MapDrawingData:
    """Return the part of the component's data that is drawn.

    :param named: names of places by id
    """
    by_id = {item.id: item for item in what.items}
    at = {spot.id: spot for spot in placed}
    on = switched_on(state)
    marks: list[MapMarkData] = []
    for spot in placed:
        item = by_id[spot.id]
        marks.append(
            {
                **head(item, t),
                "x": spot.x,
                "y": spot.y,
                "size": spot.size,
                "form": form_of(item, state),
                "label": spot.name,
                "projects": len(what.projects.get(item.id, ())),
                "rough": _is_rough(item, lying),
            }
        )
    lines = _lines(by_id, at, facts, on, home, lying, named) if home else []
    return {
        "frame": {"width": WIDTH, "height": HEIGHT, "x": VIEW[0], "y": VIEW[1]},
        "home": {"id": facts.home, "x": home.x, "y": home.y, "size": home.size, "label": home.name}
        if home
        else None,
        "marks": marks,
        "lines": lines,
        "steps": [
            {
                "zoom": step.zoom,
                "groups": [{"ids": list(group.ids), "size": group.size} for group in step.groups],
                "moved": {identifier: list(away) for identifier, away in step.moved.items()},
                "home": step.home,
                "names": dict(step.names),
                "nameless": t.number("map.nameless", step.nameless) if step.nameless else "",
            }
            for step in steps
        ],
        "legend": _legend(what, state, placed, lines, t),
    }


def form_of(item: CircleItem, state: MapState) -> str:
    """Return the form of an item's mark; a place shown only for its projects is a hexagon."""
    if item.form == "circle" and (
        "ties" not in state.layers or item.kind not in state.kinds or not item.here
    ):
        return "project"
    return item.form


def caption(what: MapContent, placed: Sequence[MapMark], cut: int, t: Texts) -> str:
    """Return how much of the whole is shown, and what has no position."""
    parts = [t("map.shown", n=len(placed), total=what.total)]
    if placeless := len(what.items) - cut - len(placed):
        parts.append(t.number("map.placeless", placeless))
    if cut:
        parts.append(t("map.cut", n=MOST_MARKS))
    return " · ".join(parts)


def _place_item(names: Names, t: Texts, naming: Naming) -> CircleItem:
    """Return an item for a place known from its projects only."""
    return CircleItem(
        id=names.id,
        kind="project",
        form="circle",
        ring="",
        continent=AREAS[names.country].continent if names.country in AREAS else "",
        order=0.0,
        names=names,
        name=name_of(names, naming, t.lang),
        others=other_names(names, naming, t.lang),
        country=country_of(names, naming, t.lang),
        what=t("map.project_place"),
        activity="",
        state="",
        line="",
        size=5.2,
        kind_text=t("map.project_place"),
    )


def _size(item: CircleItem, projects_of: Mapping[str, Sequence[MapProject]]) -> float:
    """Return the radius of a mark, including the ring for its projects."""
    size = min(item.size, 7.5) if item.main else item.size
    return size + 3.0 if item.id in projects_of and item.main else size


def _is_rough(item: CircleItem, lying: Geography) -> bool:
    place = position(item, lying)
    return bool(place and place.rough)


def _lines(
    by_id: Mapping[str, CircleItem],
    at: Mapping[str, MapMark],
    facts: Circle,
    on: Sequence[str],
    home: MapMark,
    lying: Geography,
    named: Mapping[str, str],
) -> list[MapLineData]:
    """Return the lines with their layers: ties and port links from the home, routes, and from each consulate
    to the places of its district.
    """
    kinds = {partner.names.id: [entry.kind for entry in partner.standings] for partner in facts.partners}
    start = (home.x, home.y)
    found: list[MapLineData] = []
    for identifier, spot in at.items():
        item = by_id[identifier]
        end = (spot.x, spot.y)
        if item.main and "ties" in on and item.line and item.here:
            found.append(
                {
                    "id": identifier,
                    "layer": "ties",
                    "line": item.line,
                    "state": item.state,
                    "path": arc(start, end),
                }
            )
        elif item.form == "port":
            has = kinds.get(identifier, ())
            if "port" in on and any(kind not in ROUTES for kind in has):
                found.append(
                    {
                        "id": identifier,
                        "layer": "port",
                        "line": item.line or TieLine.SIGNED.value,
                        "state": "",
                        "path": arc(start, end),
                    }
                )
            if "routes" in on and any(kind in ROUTES for kind in has):
                found.append(
                    {"id": identifier, "layer": "routes", "line": "", "state": "", "path": arc(start, end)}
                )
        elif item.form == "consulate":
            for place in lying.districts.get(identifier, ()):
                if place in lying.positions and place in named:
                    there = PROJECTION.place(lying.positions[place].lon, lying.positions[place].lat)
                    found.append(
                        {
                            "id": identifier,
                            "layer": "consulate",
                            "line": "",
                            "state": "",
                            "path": arc(end, (round(there[0], 1), round(there[1], 1))),
                        }
                    )
    return [line for line in found if line["path"]]


def _legend(
    what: MapContent,
    state: MapState,
    placed: Sequence[MapMark],
    lines: Sequence[MapLineData],
    t: Texts,
) -> LegendData:
    """Return the legend, limited to what is visible: contact states, forms, lines of each layer."""
    there = {spot.id for spot in placed}
    drawn = [item for item in what.items if item.id in there]
    mains = [item for item in drawn if form_of(item, state) == "circle"]
    states: list[LegendEntryData] = [
        {
            "state": entry.value,
            "text": t.word("activity", entry.value),
            "count": sum(item.state == entry.value for item in mains),
        }
        for entry in Activity
    ]
    forms: list[LegendEntryData] = [
        {"form": form, "text": t.word("kind", form)}
        for form in ("port", "consulate")
        if any(item.form == form for item in drawn)
    ]
    if any(item.id in what.projects for item in drawn):
        forms.append({"form": "project", "text": t("map.with_projects")})
    styles = {line["line"] for line in lines if line["layer"] in ("ties", "port")}
    kinds: list[LegendEntryData] = [
        {"line": line.value, "text": t.word("line", line.value)} for line in TieLine if line.value in styles
    ]
    layers = {line["layer"] for line in lines}
    kinds += [
        {"line": layer, "text": t(f"map.line_{layer}")}
        for layer in ("routes", "consulate")
        if layer in layers
    ]
    return {"states": states if mains else [], "shapes": [*forms, *kinds]}
