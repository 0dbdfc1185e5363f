"""``ports`` and ``port_links``: ports, and what one source says of a relation between two."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.datasets.ties import tie_claims, tie_identities
from ingest.table import PROVENANCE, Cell, Claim, Column, Context, Identity, Link, Record, Ref, Table, name_key


def _identities(record: Record, context: Context) -> Iterable[Identity]:
    names = tuple(name_key("Port", record.text(column)) for column in ("name_en", "name_zh") if record.text(column))
    yield Identity(Ref("Port", record.row), names=names, country=record.text("country_iso2"), name_en=record.text("name_en"), name_zh=record.text("name_zh"))


def _claims(record: Record, context: Context) -> Iterable[Claim]:
    links = []
    if city := record.text("city_id"):
        place = context.ref(city)
        links.append(Link("LOCATED_IN", place))
        if place.label == "City":
            links.append(Link("SERVES", place))
    elif iso2 := record.text("country_iso2"):
        links.append(Link("LOCATED_IN", context.country(iso2)))
    yield Claim(Ref("Port", record.row), record.pick("name_en", "name_zh", "name_local", "unlocode", "lat", "lon", "note"), tuple(links))


PORTS = Table(
    name="ports",
    columns=(
        Column("id", Cell.ID),
        Column("name_en", required=True),
        Column("name_zh"),
        Column("name_local", optional=True),
        Column("city_id", Cell.REFERENCE, labels=("City", "Region", "CountryOrArea")),
        Column("country_iso2", Cell.COUNTRY),
        Column("unlocode", optional=True),
        Column("code_source", optional=True),
        Column("lat", Cell.NUMBER, optional=True),
        Column("lon", Cell.NUMBER, optional=True),
        Column("coord_source", optional=True),
        *PROVENANCE,
    ),
    identities=_identities,
    claims=_claims,
    key=("name_en", "country_iso2"),
)

PORT_LINKS = Table(
    name="port_links",
    columns=(
        Column("id", Cell.ID),
        Column("from_id", Cell.REFERENCE, required=True, labels=("Port",)),
        Column("to_id", Cell.REFERENCE, required=True, labels=("Port",)),
        Column("kind", Cell.WORD, required=True, vocabulary="tie_kind"),
        Column("status", Cell.WORD, required=True, vocabulary="tie_status"),
        Column("contact_date", Cell.DATE, optional=True),
        Column("intent_date", Cell.DATE, optional=True),
        Column("signed_date", Cell.DATE, optional=True),
        Column("as_of", Cell.DATE, optional=True),
        Column("date_precision", optional=True),
        *PROVENANCE,
    ),
    identities=tie_identities,
    late=True,
    claims=tie_claims,
    key=("from_id", "to_id", "kind", "status", "signed_date", "source", "locator"),
    valid_on=("as_of", "signed_date", "contact_date"),
)
