"""``names``: former and other names of places, ports and bodies, with their times."""

from __future__ import annotations

from collections.abc import Iterable

from graph.i18n import Bilingual
from graph.model.fact_nodes import NAME_BEARERS
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
    other_name_key,
)

#: Labels whose names are looked up as those of organisations, since registers give only a name.
_BODIES = ("Organisation", "Consulate")


def _identities(record: Record, context: Context) -> Iterable[Identity]:
    """Yield the name as an alias of what it names, so that rows that give only this name find it."""
    bearer = context.find(record.text("of"))
    if bearer is None:
        return
    if bearer.label in _BODIES:
        key = name_key("Organisation", record.text("text"))
    elif bearer.label == "Port":
        key = name_key("Port", record.text("text"))
    else:
        key = name_key(bearer.label, record.text("text"), context.country_of(bearer.id))
    yield Identity(node=NodeReference("Name", record.row), same_as=bearer.id, names=(other_name_key(key),))


def _claims(record: Record, context: Context) -> Iterable[Claim]:
    yield Claim(
        NodeReference("Name", record.row),
        record.pick("text", "lang", "kind", "valid_from", "valid_to", "note", "note_zh"),
        (RowLink("NAME_OF", context.ref(record.text("of"))),),
    )


NAMES = InputTable(
    name="names",
    label=Bilingual("Other names", "其他名称"),
    means=Bilingual(
        "A former or other name of a place, port or body; search and rows that give only a name find it.",
        "地方、港口或机构的旧称或其他名称；检索和只写名称的行均可据以找到。",
    ),
    columns=(
        InputColumn("id", CellType.ID),
        InputColumn(
            "of",
            CellType.REFERENCE,
            required=True,
            labels=NAME_BEARERS,
            label=Bilingual("Name of", "所属编号"),
            means=Bilingual("what it names: place, port or body", "所指的地方、港口或机构"),
        ),
        InputColumn(
            "text",
            required=True,
            label=Bilingual("Name", "名称"),
            means=Bilingual("the name as it is written", "名称原文"),
        ),
        InputColumn(
            "lang",
            optional=True,
            label=Bilingual("Language", "语言"),
            means=Bilingual("its language: `en`, `zh`", "语言，如 `en`、`zh`"),
        ),
        InputColumn(
            "kind",
            CellType.WORD,
            required=True,
            vocabulary="name_kind",
            means=Bilingual("kind of name", "名称类别"),
        ),
        InputColumn(
            "valid_from",
            CellType.DATE,
            optional=True,
            means=Bilingual("since when it was so called", "使用此名称的起始日期"),
        ),
        InputColumn("valid_to", CellType.DATE, optional=True),
        *PROVENANCE,
    ),
    identities=_identities,
    late=True,
    claims=_claims,
    key=("of", "text", "kind"),
)
