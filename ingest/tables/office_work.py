"""``programmes``, ``functions``, ``sites``, ``quotas`` and ``documents``: context of an office's work."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from graph.model.schema import PLACE_LABELS
from ingest.tables.declaration import (
    PROVENANCE,
    CellType,
    Claim,
    Claims,
    Context,
    Identity,
    InputColumn,
    InputTable,
    NodeReference,
    Record,
    RowLink,
)

_NAMES = ("name_en", "name_zh", "name_local")
_NAME_COLUMNS = (
    InputColumn("name_en", required=True),
    InputColumn("name_zh"),
    InputColumn("name_local", optional=True),
)
_BODIES = ("Organisation",)


def _identities(label: str) -> Callable[[Record, Context], Iterable[Identity]]:
    """Return a function that yields one node with the id of the row."""
    return lambda record, context: (
        Identity(
            NodeReference(label, record.row), name_en=record.text("name_en"), name_zh=record.text("name_zh")
        ),
    )


def _claims(label: str, columns: tuple[str, ...], **links: str) -> Claims:
    """Return a function that yields one claim about the node with the id of the row, linked to the home.

    :param columns: columns stored as properties of the same name, in addition to the names and the note
    :param links: relationship type to the column that holds the target ids
    """

    def claims(record: Record, context: Context) -> Iterable[Claim]:
        found = [
            RowLink(type_, context.ref(node_id))
            for type_, column in links.items()
            for node_id in record.texts(column)
        ]
        found += [RowLink("OF_HOME", context.ref(context.home))] if context.home else []
        yield Claim(NodeReference(label, record.row), record.pick(*_NAMES, *columns, "note"), tuple(found))

    return claims


PROGRAMMES = InputTable(
    name="programmes",
    columns=(
        InputColumn("id", CellType.ID),
        *_NAME_COLUMNS,
        InputColumn("kind", CellType.WORD, required=True, vocabulary="programme_kind"),
        InputColumn(
            "includes",
            CellType.REFERENCES,
            optional=True,
            labels=("Programme", "Mechanism", "Project", "Event", "Visit"),
        ),
        *PROVENANCE,
    ),
    identities=_identities("Programme"),
    claims=_claims("Programme", ("kind",), INCLUDES="includes"),
    key=("name_en", "kind"),
)

FUNCTIONS = InputTable(
    name="functions",
    columns=(
        InputColumn("id", CellType.ID),
        *_NAME_COLUMNS,
        InputColumn("holder", CellType.REFERENCES, labels=_BODIES),
        InputColumn("former_holder", CellType.REFERENCES, optional=True, labels=_BODIES),
        InputColumn("transferred", CellType.DATE, optional=True),
        *PROVENANCE,
    ),
    identities=_identities("Function"),
    claims=_claims("Function", ("transferred",), HELD_BY="holder", FORMERLY_HELD_BY="former_holder"),
    key=("name_en",),
    valid_on=("transferred",),
)

SITES = InputTable(
    name="sites",
    columns=(
        InputColumn("id", CellType.ID),
        *_NAME_COLUMNS,
        InputColumn("kind", CellType.WORD, required=True, vocabulary="site_kind"),
        InputColumn("place", CellType.REFERENCES, labels=PLACE_LABELS),
        InputColumn("seen_by", CellType.REFERENCES, optional=True, labels=("Visit",)),
        InputColumn("lat", CellType.NUMBER, optional=True),
        InputColumn("lon", CellType.NUMBER, optional=True),
        *PROVENANCE,
    ),
    identities=_identities("Site"),
    claims=_claims("Site", ("kind", "lat", "lon"), LOCATED_IN="place", SEEN_BY="seen_by"),
    key=("name_en", "place"),
)

QUOTAS = InputTable(
    name="quotas",
    columns=(
        InputColumn("id", CellType.ID),
        *_NAME_COLUMNS,
        InputColumn("kind", CellType.WORD, required=True, vocabulary="quota_kind"),
        InputColumn("category", optional=True),
        InputColumn("year", CellType.INTEGER, optional=True),
        InputColumn("groups", CellType.INTEGER, optional=True),
        InputColumn("persons", CellType.INTEGER, optional=True),
        InputColumn("share", CellType.NUMBER, optional=True),
        InputColumn("holder", CellType.REFERENCES, optional=True, labels=_BODIES),
        InputColumn("valid_from", CellType.DATE, optional=True),
        InputColumn("valid_to", CellType.DATE, optional=True),
        *PROVENANCE,
    ),
    identities=_identities("Quota"),
    claims=_claims(
        "Quota",
        ("kind", "category", "year", "groups", "persons", "share", "valid_from", "valid_to"),
        HELD_BY="holder",
    ),
    key=("name_en", "kind", "category", "year"),
    valid_on=("valid_from", "year"),
)

DOCUMENTS = InputTable(
    name="documents",
    columns=(
        InputColumn("id", CellType.ID),
        *_NAME_COLUMNS,
        InputColumn("kind", CellType.WORD, required=True, vocabulary="document_kind"),
        InputColumn("date", CellType.DATE, optional=True),
        InputColumn("document_no", optional=True),
        InputColumn("issued_by", CellType.REFERENCES, optional=True, labels=_BODIES),
        *PROVENANCE,
    ),
    identities=_identities("Document"),
    claims=_claims("Document", ("kind", "date", "document_no"), ISSUED_BY="issued_by"),
    key=("name_en", "kind", "date"),
    valid_on=("date",),
)
