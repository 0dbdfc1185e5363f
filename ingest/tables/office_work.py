"""``programmes``, ``functions``, ``sites``, ``quotas`` and ``documents``: context of an office's work."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from graph.i18n import Bilingual
from graph.model.fact_nodes import PLACE_LABELS
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
    InputColumn("name_en", optional=True),
    InputColumn("name_zh", optional=True),
    InputColumn("name_local", optional=True),
)
_BODIES = ("Organisation",)


def _identities(label: str) -> Callable[[Record, Context], Iterable[Identity]]:
    """Return a function that yields one node with the id of the row."""
    return lambda record, context: (
        Identity(
            node=NodeReference(label, record.row),
            name_en=record.text("name_en"),
            name_zh=record.text("name_zh"),
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
        yield Claim(
            NodeReference(label, record.row), record.pick(*_NAMES, *columns, "note", "note_zh"), tuple(found)
        )

    return claims


PROGRAMMES = InputTable(
    name="programmes",
    label=Bilingual("Programmes", "工程项目计划"),
    means=Bilingual(
        "A programme, strategy or policy under which the office works.",
        "本单位所实施的专项，或所服务、执行的战略、政策。",
    ),
    columns=(
        InputColumn("id", CellType.ID),
        *_NAME_COLUMNS,
        InputColumn("kind", CellType.WORD, required=True, vocabulary="programme_kind"),
        InputColumn(
            "includes",
            CellType.REFERENCES,
            optional=True,
            labels=("Programme", "Mechanism", "Project", "Event", "Visit", "Organisation"),
            label=Bilingual("Includes", "包括"),
            means=Bilingual(
                "programmes, mechanisms, projects, events, visits and bodies that are part of it",
                "所含专项、机制、项目、活动、团组、机构的编号",
            ),
        ),
        *PROVENANCE,
    ),
    identities=_identities("Programme"),
    claims=_claims("Programme", ("kind",), INCLUDES="includes"),
    one_of=("name_en", "name_zh", "name_local"),
    key=("name_en", "kind"),
)

FUNCTIONS = InputTable(
    name="functions",
    label=Bilingual("Functions", "职能"),
    means=Bilingual(
        "A duty of an office: who has it, and who had it before a reform.",
        "一项职能：现由哪个单位承担，机构改革前由哪个单位承担。",
    ),
    columns=(
        InputColumn("id", CellType.ID),
        *_NAME_COLUMNS,
        InputColumn("holder", CellType.REFERENCES, labels=_BODIES),
        InputColumn(
            "former_holder",
            CellType.REFERENCES,
            optional=True,
            labels=_BODIES,
            label=Bilingual("Former holder", "原承担单位"),
            means=Bilingual("organisations that had it before", "原承担单位的编号"),
        ),
        InputColumn(
            "transferred",
            CellType.DATE,
            optional=True,
            label=Bilingual("Transferred", "转移日期"),
            means=Bilingual("when it left the former holder", "划转日期"),
        ),
        *PROVENANCE,
    ),
    identities=_identities("Function"),
    claims=_claims("Function", ("transferred",), HELD_BY="holder", FORMERLY_HELD_BY="former_holder"),
    one_of=("name_en", "name_zh", "name_local"),
    key=("name_en",),
    valid_on=("transferred",),
)

SITES = InputTable(
    name="sites",
    label=Bilingual("Sites", "参观点"),
    means=Bilingual(
        "A place within a place that guests are shown or that serves exchanges.",
        "供外宾参观考察或服务对外交往的一处地点。",
    ),
    columns=(
        InputColumn("id", CellType.ID),
        *_NAME_COLUMNS,
        InputColumn("kind", CellType.WORD, required=True, vocabulary="site_kind"),
        InputColumn(
            "place",
            CellType.REFERENCES,
            labels=PLACE_LABELS,
            label=Bilingual("Place", "所在地"),
            means=Bilingual("place it lies in", "所在地"),
        ),
        InputColumn(
            "seen_by",
            CellType.REFERENCES,
            optional=True,
            labels=("Visit",),
            label=Bilingual("Seen by", "参观团组"),
            means=Bilingual("visits on which it was seen", "参观过此处的团组编号"),
        ),
        InputColumn("lat", CellType.NUMBER, optional=True),
        InputColumn("lon", CellType.NUMBER, optional=True),
        *PROVENANCE,
    ),
    identities=_identities("Site"),
    claims=_claims("Site", ("kind", "lat", "lon"), LOCATED_IN="place", SEEN_BY="seen_by"),
    one_of=("name_en", "name_zh", "name_local"),
    key=("name_en", "place"),
)

QUOTAS = InputTable(
    name="quotas",
    label=Bilingual("Quotas", "限额"),
    means=Bilingual(
        "How much travel abroad is allowed in a year, or what somebody is authorised to do.",
        "一年的因公出国（境）配额，或一项授权。",
    ),
    columns=(
        InputColumn("id", CellType.ID),
        *_NAME_COLUMNS,
        InputColumn("kind", CellType.WORD, required=True, vocabulary="quota_kind"),
        InputColumn(
            "category",
            optional=True,
            label=Bilingual("For whom", "适用对象"),
            means=Bilingual("for whom: officials, business", "对象：公务、企业等"),
        ),
        InputColumn("year", CellType.INTEGER, optional=True),
        InputColumn(
            "groups",
            CellType.INTEGER,
            optional=True,
            label=Bilingual("Groups allowed", "批次上限"),
            means=Bilingual("groups allowed", "批次上限"),
        ),
        InputColumn(
            "persons",
            CellType.INTEGER,
            optional=True,
            label=Bilingual("Persons allowed", "人次上限"),
            means=Bilingual("persons allowed", "人次上限"),
        ),
        InputColumn(
            "share",
            CellType.NUMBER,
            optional=True,
            label=Bilingual("Share in per cent", "占比（%）"),
            means=Bilingual("percent of the whole", "占比（%）"),
        ),
        InputColumn(
            "holder",
            CellType.REFERENCES,
            optional=True,
            labels=_BODIES,
            means=Bilingual("organisations that have it", "获得配额或授权的单位编号"),
        ),
        InputColumn(
            "valid_from",
            CellType.DATE,
            optional=True,
            means=Bilingual("since when it is in force", "生效日期"),
        ),
        InputColumn("valid_to", CellType.DATE, optional=True),
        *PROVENANCE,
    ),
    identities=_identities("Quota"),
    claims=_claims(
        "Quota",
        ("kind", "category", "year", "groups", "persons", "share", "valid_from", "valid_to"),
        HELD_BY="holder",
    ),
    one_of=("name_en", "name_zh", "name_local"),
    key=("name_en", "kind", "category", "year"),
    first=(*_NAMES, "kind", "category", "year", "groups", "persons", "share", "holder", "note"),
    valid_on=("valid_from", "year"),
)

DOCUMENTS = InputTable(
    name="documents",
    label=Bilingual("Documents", "文件资料"),
    means=Bilingual(
        (
            "A paper or work that is spoken of: rules, a handbook, a book, a film. What other rows cite "
            "stands "
            "in `sources`."
        ),
        "提到的一份文件、手册、书籍、影片等；其他各表所引用的出处列入 `sources`。",
    ),
    columns=(
        InputColumn("id", CellType.ID),
        *_NAME_COLUMNS,
        InputColumn("kind", CellType.WORD, required=True, vocabulary="document_kind"),
        InputColumn(
            "date",
            CellType.DATE,
            optional=True,
            means=Bilingual("when it was made or adopted", "制定或通过日期"),
        ),
        InputColumn("document_no", optional=True),
        InputColumn(
            "issued_by",
            CellType.REFERENCES,
            optional=True,
            labels=_BODIES,
            label=Bilingual("Issued by", "发布机构"),
            means=Bilingual("organisations that made or adopted it", "制定、发布单位的编号"),
        ),
        *PROVENANCE,
    ),
    identities=_identities("Document"),
    claims=_claims("Document", ("kind", "date", "document_no"), ISSUED_BY="issued_by"),
    one_of=("name_en", "name_zh", "name_local"),
    key=("name_en", "kind", "date"),
    valid_on=("date",),
)
