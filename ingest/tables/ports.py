"""``ports`` and ``port_links``: ports, and what one source says of a relation between two of them."""

from __future__ import annotations

from collections.abc import Iterable

from graph.i18n import Bilingual
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
from ingest.tables.ties import tie_claims, tie_identities


def _identities(record: Record, context: Context) -> Iterable[Identity]:
    names = tuple(
        name_key("Port", record.text(column)) for column in ("name_en", "name_zh") if record.text(column)
    )
    yield Identity(
        node=NodeReference("Port", record.row),
        names=names,
        country=record.text("country_iso2"),
        name_en=record.text("name_en"),
        name_zh=record.text("name_zh"),
    )


def _claims(record: Record, context: Context) -> Iterable[Claim]:
    links = []
    if city := record.text("city_id"):
        place = context.ref(city)
        links.append(RowLink("LOCATED_IN", place))
        if place.label == "City":
            links.append(RowLink("SERVES", place))
    elif iso2 := record.text("country_iso2"):
        links.append(RowLink("LOCATED_IN", context.country(iso2)))
    yield Claim(
        NodeReference("Port", record.row),
        record.pick("name_en", "name_zh", "name_local", "unlocode", "lat", "lon", "note", "note_zh"),
        tuple(links),
    )


PORTS = InputTable(
    name="ports",
    label=Bilingual("Ports", "港口"),
    means=Bilingual("A seaport or airport.", "一个海港或空港。"),
    columns=(
        InputColumn("id", CellType.ID),
        InputColumn("name_en", optional=True),
        InputColumn("name_zh", optional=True),
        InputColumn("name_local", optional=True),
        InputColumn(
            "city_id",
            CellType.REFERENCE,
            labels=("City", "Region", "CountryOrArea"),
            label=Bilingual("City", "所在城市"),
            means=Bilingual(
                "place it lies in; if that is a city, it is this city's port",
                "所在地；如为城市，即为该市港口",
            ),
        ),
        InputColumn("country_iso2", CellType.COUNTRY),
        InputColumn(
            "unlocode",
            optional=True,
            label=Bilingual("UN/LOCODE", "联合国口岸代码"),
            means=Bilingual("UN/LOCODE", "联合国口岸代码（UN/LOCODE）"),
        ),
        InputColumn(
            "code_source",
            optional=True,
            means=Bilingual("where the code comes from; kept, not used", "代码来源；只保存，不使用"),
        ),
        InputColumn("lat", CellType.NUMBER, optional=True),
        InputColumn("lon", CellType.NUMBER, optional=True),
        InputColumn("coord_source", optional=True),
        *PROVENANCE,
    ),
    identities=_identities,
    claims=_claims,
    one_of=("name_en", "name_zh", "name_local"),
    key=("name_en", "country_iso2"),
)

PORT_LINKS = InputTable(
    name="port_links",
    label=Bilingual("Links of ports", "港口关系"),
    means=Bilingual("As `ties`, between two ports.", "与 `ties` 相同，双方均为港口。"),
    columns=(
        InputColumn("id", CellType.ID),
        InputColumn("from_id", CellType.REFERENCE, required=True, labels=("Port",)),
        InputColumn("to_id", CellType.REFERENCE, required=True, labels=("Port",)),
        InputColumn("kind", CellType.WORD, required=True, vocabulary="tie_kind"),
        InputColumn("status", CellType.WORD, required=True, vocabulary="tie_status"),
        InputColumn("contact_date", CellType.DATE, optional=True),
        InputColumn("intent_date", CellType.DATE, optional=True),
        InputColumn("signed_date", CellType.DATE, optional=True),
        InputColumn("as_of", CellType.DATE, optional=True),
        InputColumn("date_precision", optional=True),
        *PROVENANCE,
    ),
    identities=tie_identities,
    late=True,
    claims=tie_claims,
    key=("from_id", "to_id", "kind", "status", "signed_date", "source", "locator"),
    valid_on=("as_of", "signed_date", "contact_date"),
)
