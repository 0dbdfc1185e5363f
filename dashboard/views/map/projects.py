"""The cooperation projects on the map: what is drawn, and the texts about them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.components.payloads.stage_data import EconomyData, WorksData
from dashboard.views.map.listing import population_text
from graph.i18n import Bilingual, Texts
from graph.model.partial_date import PartialDate
from graph.sanitize import one_line
from graph.strength.config import StrengthConfig, fold
from queries.geography import Geography

#: Maximum number of characters of the name of a company, and of the title of a project.
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
                "text": t("card.quote", text=project.name),
                "tags": " · ".join(
                    part
                    for part in (
                        until_text(project, t),
                        project.stage,
                        field_text(project, t),
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


def until_text(project: MapProject, t: Texts) -> str:
    """Return when a project ended, or how it stands."""
    return (
        t("card.until", date=project.end)
        if project.start and project.end and project.end != project.start
        else ""
    )


def field_text(project: MapProject, t: Texts) -> str:
    """Return the sectors in the page's terms, else the wording of the source as a quotation."""
    return t("list.tags").join(project.sectors) or (
        t("card.quote", text=project.field) if project.field else ""
    )


def project_text(project: MapProject, t: Texts) -> str:
    """Return name, stage and sum of a project."""
    return t("list.tags").join(part for part in (project.name, project.stage, project.sum) if part)
