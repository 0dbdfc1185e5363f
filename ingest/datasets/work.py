"""``programmes``, ``functions``, ``sites``, ``quotas`` and ``documents``: what an office works under, with and by, beside its relations themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from graph.model.schema import PLACE_LABELS
from ingest.table import PROVENANCE, Cell, Claim, Claims, Column, Context, Identity, Link, Record, Ref, Table

_NAMES = ("name_en", "name_zh", "name_local")
_NAME_COLUMNS = (Column("name_en", required=True), Column("name_zh"), Column("name_local", optional=True))
_BODIES = ("Organisation",)


def _identities(label: str) -> Callable[[Record, Context], Iterable[Identity]]:
    """A row brings the one node of its own id into being."""
    return lambda record, context: (Identity(Ref(label, record.row), name_en=record.text("name_en"), name_zh=record.text("name_zh")),)


def _claims(label: str, columns: tuple[str, ...], **links: str) -> Claims:
    """A row speaks of the one node of its own id, which belongs to the home.

    :param columns: properties that are columns of the same name, beside names and remark
    :param links: relationship type to the column that holds the ids it leads to
    """

    def claims(record: Record, context: Context) -> Iterable[Claim]:
        found = [Link(type_, context.ref(node_id)) for type_, column in links.items() for node_id in record.texts(column)]
        found += [Link("OF_HOME", context.ref(context.home))] if context.home else []
        yield Claim(Ref(label, record.row), record.pick(*_NAMES, *columns, "note"), tuple(found))

    return claims


PROGRAMMES = Table(
    name="programmes",
    columns=(
        Column("id", Cell.ID),
        *_NAME_COLUMNS,
        Column("kind", Cell.WORD, required=True, vocabulary="programme_kind"),
        Column("includes", Cell.REFERENCES, optional=True, labels=("Programme", "Mechanism", "Project", "Event", "Visit")),
        *PROVENANCE,
    ),
    identities=_identities("Programme"),
    claims=_claims("Programme", ("kind",), INCLUDES="includes"),
    key=("name_en", "kind"),
)

FUNCTIONS = Table(
    name="functions",
    columns=(
        Column("id", Cell.ID),
        *_NAME_COLUMNS,
        Column("holder", Cell.REFERENCES, labels=_BODIES),
        Column("former_holder", Cell.REFERENCES, optional=True, labels=_BODIES),
        Column("transferred", Cell.DATE, optional=True),
        *PROVENANCE,
    ),
    identities=_identities("Function"),
    claims=_claims("Function", ("transferred",), HELD_BY="holder", FORMERLY_HELD_BY="former_holder"),
    key=("name_en",),
    valid_on=("transferred",),
)

SITES = Table(
    name="sites",
    columns=(
        Column("id", Cell.ID),
        *_NAME_COLUMNS,
        Column("kind", Cell.WORD, required=True, vocabulary="site_kind"),
        Column("place", Cell.REFERENCES, labels=PLACE_LABELS),
        Column("seen_by", Cell.REFERENCES, optional=True, labels=("Visit",)),
        Column("lat", Cell.NUMBER, optional=True),
        Column("lon", Cell.NUMBER, optional=True),
        *PROVENANCE,
    ),
    identities=_identities("Site"),
    claims=_claims("Site", ("kind", "lat", "lon"), LOCATED_IN="place", SEEN_BY="seen_by"),
    key=("name_en", "place"),
)

QUOTAS = Table(
    name="quotas",
    columns=(
        Column("id", Cell.ID),
        *_NAME_COLUMNS,
        Column("kind", Cell.WORD, required=True, vocabulary="quota_kind"),
        Column("category", optional=True),
        Column("year", Cell.INTEGER, optional=True),
        Column("groups", Cell.INTEGER, optional=True),
        Column("persons", Cell.INTEGER, optional=True),
        Column("share", Cell.NUMBER, optional=True),
        Column("holder", Cell.REFERENCES, optional=True, labels=_BODIES),
        Column("valid_from", Cell.DATE, optional=True),
        Column("valid_to", Cell.DATE, optional=True),
        *PROVENANCE,
    ),
    identities=_identities("Quota"),
    claims=_claims("Quota", ("kind", "category", "year", "groups", "persons", "share", "valid_from", "valid_to"), HELD_BY="holder"),
    key=("name_en", "kind", "category", "year"),
    valid_on=("valid_from", "year"),
)

DOCUMENTS = Table(
    name="documents",
    columns=(
        Column("id", Cell.ID),
        *_NAME_COLUMNS,
        Column("kind", Cell.WORD, required=True, vocabulary="document_kind"),
        Column("date", Cell.DATE, optional=True),
        Column("document_no", optional=True),
        Column("issued_by", Cell.REFERENCES, optional=True, labels=_BODIES),
        *PROVENANCE,
    ),
    identities=_identities("Document"),
    claims=_claims("Document", ("kind", "date", "document_no"), ISSUED_BY="issued_by"),
    key=("name_en", "kind", "date"),
    valid_on=("date",),
)
