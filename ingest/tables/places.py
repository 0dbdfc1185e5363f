"""``cities``: places of every level; ``place_parts``: which place is part of which."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.i18n import Bilingual
from graph.model.fact_nodes import PLACE_LABELS
from ingest.tables.declaration import (
    PROVENANCE,
    CellType,
    Claim,
    Context,
    Identity,
    InputColumn,
    InputTable,
    NodeReference,
    Record,
    RowLink,
    name_key,
)

#: The level word at the end of a region's name, which registers leave out: "Fujian" for "Fujian Province".
_LEVEL_WORD = re.compile(r"(?<=\w) (Province|Prefecture|State|Region)$|(?<=\w\w)(省|自治区)$")
#: Levels of the places that hold cities.
REGION_LEVELS = {"supra_region", "province", "state", "region", "prefecture", "economic_zone"}


def _label(record: Record, context: Context) -> str:
    level, iso2 = record.text("admin_level"), record.text("country_iso2")
    # Some areas are recorded as regions (Macao); a city named like its country (Luxembourg) remains a city.
    if level == "country" or (
        level == "region"
        and iso2
        and context.names_area(iso2, record.text("name_en"), record.text("name_zh"))
    ):
        return "CountryOrArea"
    return "Region" if level in REGION_LEVELS else "City"


def _identities(record: Record, context: Context) -> Iterable[Identity]:
    label, iso2 = _label(record, context), record.text("country_iso2")
    given = [record.text(column) for column in ("name_en", "name_zh", "name_local") if record.text(column)]
    names = tuple(
        dict.fromkeys(
            name_key(label, form, iso2) for name in given for form in (name, _LEVEL_WORD.sub("", name))
        )
    )
    if label == "CountryOrArea":
        names += (name_key("Area", iso2),)
    yield Identity(
        node=NodeReference(label, record.row),
        names=names,
        country=iso2,
        name_en=record.text("name_en"),
        name_zh=record.text("name_zh"),
    )


def _claims(record: Record, context: Context) -> Iterable[Claim]:
    label, iso2 = _label(record, context), record.text("country_iso2")
    values = record.pick("name_en", "name_zh", "name_local", "lat", "lon", "note", "note_zh")
    if label == "CountryOrArea":
        yield Claim(NodeReference(label, record.row), values | {"iso2": iso2})
        return
    values |= record.pick("admin_level", "population", "population_year", "is_port_city")
    yield Claim(
        NodeReference(label, record.row), values, (RowLink("IN", context.country(iso2)),) if iso2 else ()
    )


CITIES = InputTable(
    name="cities",
    label=Bilingual("Places", "地方"),
    means=Bilingual(
        "A place of any level, from village to country or area.", "一个地方，从村到国家（地区）均可。"
    ),
    columns=(
        InputColumn("id", CellType.ID),
        InputColumn("name_en", optional=True),
        InputColumn("name_zh", optional=True),
        InputColumn("name_local", optional=True),
        InputColumn("country_iso2", CellType.COUNTRY),
        InputColumn(
            "admin_level",
            CellType.WORD,
            required=True,
            vocabulary="admin_level",
            label=Bilingual("Level", "行政层级"),
            means=Bilingual("what the place is", "地方的级别"),
        ),
        InputColumn("lat", CellType.NUMBER, optional=True),
        InputColumn("lon", CellType.NUMBER, optional=True),
        InputColumn("coord_source", optional=True),
        InputColumn(
            "population",
            CellType.INTEGER,
            optional=True,
            label=Bilingual("Inhabitants", "人口"),
            means=Bilingual("inhabitants", "人口"),
        ),
        InputColumn(
            "population_year",
            CellType.INTEGER,
            optional=True,
            label=Bilingual("Year of that figure", "人口年份"),
            means=Bilingual("year of that figure", "人口数据的年份"),
        ),
        InputColumn(
            "is_port_city",
            CellType.TRUTH,
            optional=True,
            label=Bilingual("Port city", "是否港口城市"),
            means=Bilingual("whether it has a seaport", "是否有海港"),
        ),
        *PROVENANCE,
    ),
    identities=_identities,
    claims=_claims,
    one_of=("name_en", "name_zh", "name_local"),
    key=("name_en", "country_iso2", "admin_level"),
)


def _part_claims(record: Record, context: Context) -> Iterable[Claim]:
    yield Claim(context.ref(record.text("part")), {}, (RowLink("IN", context.ref(record.text("whole"))),))


PLACE_PARTS = InputTable(
    name="place_parts",
    label=Bilingual("Parts of places", "地方隶属"),
    means=Bilingual(
        "That one place lies in another, where the country code does not say enough.",
        "一个地方属于另一个地方；仅填国家（地区）代码不够时使用。",
    ),
    columns=(
        InputColumn("id", CellType.ID),
        InputColumn(
            "part",
            CellType.REFERENCE,
            required=True,
            labels=("City", "Region"),
            label=Bilingual("Part", "下级地方"),
            means=Bilingual("the place that lies in the other", "下属地方"),
        ),
        InputColumn(
            "whole",
            CellType.REFERENCE,
            required=True,
            labels=PLACE_LABELS,
            label=Bilingual("Whole", "上级地方"),
            means=Bilingual("the place it lies in", "所属地方"),
        ),
        *PROVENANCE,
    ),
    claims=_part_claims,
    key=("part", "whole"),
)
