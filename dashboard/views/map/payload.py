"""Data of the map: positions, lines, projects and the economy of partners. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.components.payloads.map_data import MapDrawingData, MapLineData, MapMarkData
from dashboard.components.payloads.stage_data import EconomyData, LegendData, LegendEntryData, WorksData
from dashboard.shared.circle_filters import KINDS
from dashboard.shared.circle_items import (
    MOST_MARKS,
    CircleItem,
    chosen_items,
    country_of,
    drawn_name,
    every_other_name,
    name_of,
)
from dashboard.shared.partner_card import head
from dashboard.views.map.state import MapState
from graph.circle import Activity, Circle, TieLine
from graph.facts.names import Names
from graph.i18n import Bilingual, Texts
from graph.model.areas import AREAS
from graph.model.partial_date import PartialDate
from graph.naming.profile import Naming
from graph.sanitize import one_line
from graph.strength.config import StrengthConfig, fold
from queries.geography import Geography, MapPosition
from reports.drawing.text_metrics import shorten
from reports.drawing.world_map import HEIGHT, PROJECTION, VIEW, WIDTH, MapMark, ZoomStep, arc

#: Kinds of tie that are transport routes.
ROUTES = ("shipping_route", "rail_route", "air_route")
#: Layers that can be switched on and off, in order; ports and consulates are kinds, as on the circle.
SWITCHES = ("ties", "port", "routes", "consulate", "projects")
#: Kinds of partner that can be filtered.
RINGS = KINDS[:5]
HOME_SIZE = 9.0
_NAME, _TITLE = 120, 180


@dataclass(frozen=True, slots=True, kw_only=True)
class MapProject:
    """A cooperation project.

    :param sectors: the sectors recognised, in the page's terms
    :param field: the sector in the wording of the source
    :param stage: in words
    :param start: as recorded, or empty; ``end`` likewise
    :param sum: with its currency, or empty
    """

    id: str
    name: str
    sectors: tuple[str, ...]
    field: str
    stage: str
    start: str
    end: str
    company: str
    sum: str
    places: tuple[str, ...]


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


def projects(
    rows: Iterable[Mapping[str, Any]],
    numbers: StrengthConfig,
    t: Texts,
    *,
    abroad: Collection[str],
    until: str,
) -> list[MapProject]:
    """Return the projects begun by a day; one without a date counts as begun.

    :param rows: rows of the query ``projects``
    :param abroad: places that belong to the circle
    :param until: the day, ISO text
    """
    found = []
    for row in rows:
        start, end = str(row["start"] or ""), str(row["last_day"] or "")
        if start and PartialDate.parse(start).first.isoformat() > until:
            continue
        places = tuple(place for place in row["partners"] if place in abroad)
        if not places:
            continue
        name = Bilingual(row["name_en"] or "", row["name_zh"] or "").text(t.lang)
        amount = f"{row['amount']:,.0f} {row['currency'] or ''}".strip() if row["amount"] is not None else ""
        found.append(
            MapProject(
                id=row["project"],
                name=one_line(name or row["project"], _TITLE),
                sectors=sectors(str(row["sector"] or ""), numbers, t),
                field=one_line(row["sector"] or "", 60),
                stage=t.word("project_status", row["stage"]) if row["stage"] else "",
                start=start,
                end=end,
                company=one_line(row["company"] or "", _NAME),
                sum=amount,
                places=places,
            )
        )
    return found


def sectors(text: str, numbers: StrengthConfig, t: Texts) -> tuple[str, ...]:
    """Return the sectors a source names, in the page's terms; unknown ones are left out."""
    parts = [fold(part) for part in text.replace(";", "/").split("/")]
    return tuple(
        dict.fromkeys(
            t.word("sector", sector) for part in parts for sector in numbers.topic_sectors.get(part, ())
        )
    )


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
                "nameless": _nameless(step, last=step is steps[-1], t=t),
            }
            for step in steps
        ],
        "legend": _legend(what, state, placed, lines, t),
    }


def _nameless(step: ZoomStep, *, last: bool, t: Texts) -> str:
    """Return how many names are not drawn, and how to see them: nearer, or at the last step by pointing."""
    if not step.nameless:
        return ""
    return t.number("caption.nameless" if last else "map.nameless", step.nameless)


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


def economy(identifier: str, lying: Geography, found: Sequence[MapProject], t: Texts) -> EconomyData:
    """Return the economy section of a place's card: inhabitants, sectors of its projects, projects."""
    facts = []
    if identifier in lying.population:
        facts.append(t("map.people_line", text=population_text(identifier, lying, t)))
    if identifier in lying.port_cities:
        facts.append(t("map.port_city"))
    words = list(dict.fromkeys(sector for project in found for sector in project.sectors))
    if words:
        facts.append(t("map.sectors", sectors=t("list.tags").join(words)))
    return {
        "title": t("map.economy"),
        "aside": t.number("card.projects", len(found)) if found else "",
        "facts": facts,
        "items": [
            {
                "date": project.start or project.end or t("card.undated"),
                "text": project.name,
                "tags": " · ".join(
                    part
                    for part in (
                        _until(project, t),
                        project.stage,
                        _field(project, t),
                        project.company,
                        project.sum,
                    )
                    if part
                ),
                "ref": "",
                "sources": [],
            }
            for project in found
        ],
        "empty": t("map.no_projects"),
    }


def overview(found: Sequence[MapProject], t: Texts) -> WorksData:
    """Return the economic overview: projects by sector and by stage, sums by currency."""
    by_sector = Counter(sector for project in found for sector in project.sectors or (t("map.other_sector"),))
    by_stage = Counter(project.stage for project in found if project.stage)
    without = sum(not project.sum for project in found)
    notes = (
        [
            t("list.tags").join(
                t("map.of_stage", stage=stage, n=count) for stage, count in by_stage.most_common()
            )
        ]
        if by_stage
        else []
    )
    if without:
        notes.append(t.number("map.without_sum", without))
    return {
        "title": t("map.economic_map"),
        "aside": t.number("card.projects", len(found)),
        "rows": [
            {"name": name, "count": count}
            for name, count in sorted(
                by_sector.items(), key=lambda entry: (entry[0] == t("map.other_sector"), -entry[1], entry[0])
            )
        ],
        "most": max(by_sector.values(), default=1),
        "notes": notes,
        "empty": t("map.no_projects"),
    }


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
            "projects": t("list.and").join(_told(project, t) for project in found)
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


def _until(project: MapProject, t: Texts) -> str:
    return (
        t("card.until", date=project.end)
        if project.start and project.end and project.end != project.start
        else ""
    )


def _field(project: MapProject, t: Texts) -> str:
    """Return the sectors in the page's terms, else as they are recorded."""
    return t("list.tags").join(project.sectors) or project.field


def _told(project: MapProject, t: Texts) -> str:
    return t("list.tags").join(part for part in (project.name, project.stage, project.sum) if part)


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
        others=every_other_name(names, naming, t),
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
