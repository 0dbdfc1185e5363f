"""``consulates``, ``organisations`` and ``mechanisms``: the bodies one works with."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model.schema import PLACE_LABELS
from ingest.table import PROVENANCE, Cell, Claim, Column, Context, Identity, Link, Record, Ref, Table, name_key, slug

_NAMES = ("name_en", "name_zh", "name_local")


def _body_names(record: Record) -> tuple[str, ...]:
    """Bodies are found by name whatever their kind: a visit's register says only whom the guests met."""
    return tuple(name_key("Body", record.text(column)) for column in _NAMES if record.text(column))


def _consulate_ref(record: Record) -> Ref:
    return Ref("Consulate", record.text("consulate_id") or record.row)


def _consulate_identities(record: Record, context: Context) -> Iterable[Identity]:
    yield Identity(_consulate_ref(record), names=_body_names(record), name_en=record.text("name_en"), name_zh=record.text("name_zh"))


def _consulate_claims(record: Record, context: Context) -> Iterable[Claim]:
    links, regions = [], []
    country = ""
    if seat := record.text("seat"):
        links.append(Link("SEATED_IN", context.ref(seat)))
        country = context.country_of(seat)
    if sender := record.text("sending_country_iso2"):
        links.append(Link("SENT_BY", context.country(sender)))
    for name in record.texts("district"):
        region = context.named(name_key("Region", name, country)) or context.named(name_key("City", name, country))
        if region is None:
            # A province that no other row describes: known by its name and country alone.
            region = Ref("Region", f"region-{country.lower()}-{slug(name) or name}")
            regions.append(Claim(region, {"name_en": name}, (Link("IN", context.country(country)),) if country else ()))
        links.append(Link("COVERS", region))
    values = record.pick(*_NAMES, "kind", "opened", "closed", "note")
    yield Claim(_consulate_ref(record), values, tuple(links))
    yield from regions


CONSULATES = Table(
    name="consulates",
    columns=(
        Column("id", Cell.ID),
        Column("consulate_id", optional=True),
        Column("name_en", required=True),
        Column("name_zh"),
        Column("name_local", optional=True),
        Column("sending_country_iso2", Cell.COUNTRY, required=True),
        Column("seat", Cell.REFERENCE, labels=PLACE_LABELS),
        Column("kind", Cell.WORD, required=True, vocabulary="consulate_kind"),
        Column("opened", Cell.DATE, optional=True),
        Column("closed", Cell.DATE, optional=True),
        Column("date_precision", optional=True),
        Column("district", Cell.TEXTS, optional=True),
        *PROVENANCE,
    ),
    identities=_consulate_identities,
    claims=_consulate_claims,
    key=("name_en", "sending_country_iso2", "kind"),
    valid_on=("opened",),
)


def _organisation_identities(record: Record, context: Context) -> Iterable[Identity]:
    yield Identity(Ref("Organisation", record.row), names=_body_names(record), name_en=record.text("name_en"), name_zh=record.text("name_zh"))


def _organisation_claims(record: Record, context: Context) -> Iterable[Claim]:
    links = [Link("BASED_IN", context.ref(record.text("place_id")))] if record.text("place_id") else []
    links += [Link("SUCCEEDS", context.ref(record.text("succeeds")))] if record.text("succeeds") else []
    yield Claim(Ref("Organisation", record.row), record.pick(*_NAMES, "kind", "valid_from", "valid_to", "note"), tuple(links))


ORGANISATIONS = Table(
    name="organisations",
    columns=(
        Column("id", Cell.ID),
        Column("name_en", required=True),
        Column("name_zh"),
        Column("name_local", optional=True),
        Column("kind", Cell.WORD, required=True, vocabulary="organisation_kind"),
        Column("place_id", Cell.REFERENCE, labels=PLACE_LABELS),
        Column("valid_from", Cell.DATE, optional=True),
        Column("valid_to", Cell.DATE, optional=True),
        Column("succeeds", Cell.REFERENCE, optional=True, labels=("Organisation",)),
        *PROVENANCE,
    ),
    identities=_organisation_identities,
    claims=_organisation_claims,
    key=("name_en", "place_id", "kind"),
    valid_on=("valid_from",),
)


def _mechanism_identities(record: Record, context: Context) -> Iterable[Identity]:
    yield Identity(Ref("Mechanism", record.row), name_en=record.text("name_en"), name_zh=record.text("name_zh"))


def _mechanism_claims(record: Record, context: Context) -> Iterable[Claim]:
    links = [Link("HAS_MEMBER", context.ref(member)) for member in record.texts("members")]
    links += [Link("OF_HOME", context.ref(context.home))] if context.home else []
    yield Claim(Ref("Mechanism", record.row), record.pick(*_NAMES), tuple(links))


MECHANISMS = Table(
    name="mechanisms",
    columns=(
        Column("id", Cell.ID, required=True),
        Column("name_en", required=True),
        Column("name_zh"),
        Column("name_local", optional=True),
        Column("members", Cell.REFERENCES, labels=("Organisation", "Consulate", *PLACE_LABELS)),
        *PROVENANCE,
    ),
    identities=_mechanism_identities,
    claims=_mechanism_claims,
)
