"""``consulates``, ``organisations`` and ``mechanisms``: the organisations that an office works with."""

from __future__ import annotations

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
    slug,
)

_NAME_COLUMNS = ("name_en", "name_zh", "name_local")


def organisation_names(record: Record) -> tuple[str, ...]:
    """Return name keys, the same for all kinds, because registers of visits give only names."""
    return tuple(
        name_key("Organisation", record.text(column)) for column in _NAME_COLUMNS if record.text(column)
    )


def _consulate_ref(record: Record) -> NodeReference:
    return NodeReference("Consulate", record.text("consulate_id") or record.row)


def _consulate_identities(record: Record, context: Context) -> Iterable[Identity]:
    yield Identity(
        node=_consulate_ref(record),
        names=organisation_names(record),
        name_en=record.text("name_en"),
        name_zh=record.text("name_zh"),
    )


def _consulate_claims(record: Record, context: Context) -> Iterable[Claim]:
    links, regions = [], []
    country = ""
    if seat := record.text("seat"):
        links.append(RowLink("SEATED_IN", context.ref(seat)))
        country = context.country_of(seat)
    if sender := record.text("sending_country_iso2"):
        links.append(RowLink("SENT_BY", context.country(sender)))
    for name in record.texts("district"):
        region = context.node_named(name_key("Region", name, country)) or context.node_named(
            name_key("City", name, country)
        )
        if region is None:
            # A province that no other row describes: only its name and country are known.
            region = NodeReference("Region", f"region-{country.lower()}-{slug(name) or name}")
            regions.append(
                Claim(
                    region, {"name_en": name}, (RowLink("IN", context.country(country)),) if country else ()
                )
            )
        links.append(RowLink("COVERS", region))
    values = record.pick(*_NAME_COLUMNS, "kind", "opened", "closed", "note", "note_zh")
    yield Claim(_consulate_ref(record), values, tuple(links))
    yield from regions


CONSULATES = InputTable(
    name="consulates",
    label=Bilingual("Posts", "驻外与领事机构"),
    means=Bilingual(
        (
            "What one source says of an embassy, consulate or honorary post; rows with the same "
            "`consulate_id` "
            "speak of one post."
        ),
        "一个出处对一个使领馆的记载；`consulate_id` 相同的各行是同一馆。",
    ),
    columns=(
        InputColumn("id", CellType.ID),
        InputColumn(
            "consulate_id",
            optional=True,
            label=Bilingual("Post", "机构编号"),
            means=Bilingual(
                "the post, the same in all rows that speak of it; left out: the row's id",
                "馆的编号，同一馆各行相同；不填则用本行编号",
            ),
        ),
        InputColumn("name_en", optional=True),
        InputColumn("name_zh", optional=True),
        InputColumn("name_local", optional=True),
        InputColumn(
            "sending_country_iso2",
            CellType.COUNTRY,
            required=True,
            label=Bilingual("Sending country or area", "派遣国家（地区）"),
            means=Bilingual("country it represents, ISO 3166-1 alpha-2", "派遣国，ISO 3166-1 两位代码"),
        ),
        InputColumn(
            "seat",
            CellType.REFERENCE,
            labels=PLACE_LABELS,
            label=Bilingual("Place of its seat", "驻地"),
            means=Bilingual("place of its seat", "驻地"),
        ),
        InputColumn("kind", CellType.WORD, required=True, vocabulary="consulate_kind"),
        InputColumn(
            "opened",
            CellType.DATE,
            optional=True,
            label=Bilingual("Opened", "开馆日期"),
            means=Bilingual("day it opened", "开馆日期"),
        ),
        InputColumn(
            "closed",
            CellType.DATE,
            optional=True,
            label=Bilingual("Closed", "闭馆日期"),
            means=Bilingual("day it closed", "闭馆日期"),
        ),
        InputColumn("date_precision", optional=True),
        InputColumn(
            "district",
            CellType.TEXTS,
            optional=True,
            label=Bilingual("Consular district", "领区"),
            means=Bilingual("provinces or cities of its consular district, by name", "领区：省或市的名称"),
        ),
        *PROVENANCE,
    ),
    identities=_consulate_identities,
    claims=_consulate_claims,
    one_of=("name_en", "name_zh", "name_local"),
    key=("name_en", "sending_country_iso2", "kind"),
    valid_on=("opened",),
)


def _organisation_identities(record: Record, context: Context) -> Iterable[Identity]:
    yield Identity(
        node=NodeReference("Organisation", record.row),
        names=organisation_names(record),
        name_en=record.text("name_en"),
        name_zh=record.text("name_zh"),
    )


def _organisation_claims(record: Record, context: Context) -> Iterable[Claim]:
    links = [RowLink("BASED_IN", context.ref(record.text("place_id")))] if record.text("place_id") else []
    links += [RowLink("SUCCEEDS", context.ref(record.text("succeeds")))] if record.text("succeeds") else []
    yield Claim(
        NodeReference("Organisation", record.row),
        record.pick(*_NAME_COLUMNS, "kind", "valid_from", "valid_to", "note", "note_zh"),
        tuple(links),
    )


ORGANISATIONS = InputTable(
    name="organisations",
    label=Bilingual("Organisations", "机构"),
    means=Bilingual(
        "An association, company, university, authority or other body.",
        "一个协会、企业、高校、机关或其他机构。",
    ),
    columns=(
        InputColumn("id", CellType.ID),
        InputColumn("name_en", optional=True),
        InputColumn("name_zh", optional=True),
        InputColumn("name_local", optional=True),
        InputColumn("kind", CellType.WORD, required=True, vocabulary="organisation_kind"),
        InputColumn(
            "place_id",
            CellType.REFERENCE,
            labels=PLACE_LABELS,
            label=Bilingual("Seat", "所在地"),
            means=Bilingual("place of its seat", "所在地"),
        ),
        InputColumn("valid_from", CellType.DATE, optional=True),
        InputColumn("valid_to", CellType.DATE, optional=True),
        InputColumn(
            "succeeds",
            CellType.REFERENCE,
            optional=True,
            labels=("Organisation",),
            label=Bilingual("Succeeds", "承接自"),
            means=Bilingual("the organisation it continues", "所承继的机构"),
        ),
        *PROVENANCE,
    ),
    identities=_organisation_identities,
    claims=_organisation_claims,
    one_of=("name_en", "name_zh", "name_local"),
    key=("name_en", "place_id", "kind"),
    valid_on=("valid_from",),
)


def _mechanism_identities(record: Record, context: Context) -> Iterable[Identity]:
    yield Identity(
        node=NodeReference("Mechanism", record.row),
        name_en=record.text("name_en"),
        name_zh=record.text("name_zh"),
    )


def _mechanism_claims(record: Record, context: Context) -> Iterable[Claim]:
    links = [RowLink("HAS_MEMBER", context.ref(member)) for member in record.texts("members")]
    links += [RowLink("OF_HOME", context.ref(context.home))] if context.home else []
    yield Claim(NodeReference("Mechanism", record.row), record.pick(*_NAME_COLUMNS), tuple(links))


MECHANISMS = InputTable(
    name="mechanisms",
    label=Bilingual("Standing meetings", "机制"),
    means=Bilingual(
        "A standing meeting or arrangement in which several organisations work together.",
        "多方参加的会议机制或其他工作机制。",
    ),
    columns=(
        InputColumn("id", CellType.ID),
        InputColumn("name_en", optional=True),
        InputColumn("name_zh", optional=True),
        InputColumn("name_local", optional=True),
        InputColumn(
            "members",
            CellType.REFERENCES,
            labels=("Organisation", "Consulate", *PLACE_LABELS),
            label=Bilingual("Members", "成员"),
            means=Bilingual(
                "organisations, consulates and places that take part", "成员：机构、领馆、地方的编号"
            ),
        ),
        *PROVENANCE,
    ),
    one_of=("name_en", "name_zh", "name_local"),
    identities=_mechanism_identities,
    claims=_mechanism_claims,
    key=("name_en",),
)
