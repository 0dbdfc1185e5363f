"""``sources``: the documents that the other tables cite."""

from __future__ import annotations

from collections.abc import Iterable

from graph.i18n import Bilingual
from ingest.tables.declaration import (
    NOTE,
    CellType,
    Claim,
    Context,
    Identity,
    InputColumn,
    InputTable,
    NodeReference,
    Record,
)


def _identities(record: Record, context: Context) -> Iterable[Identity]:
    yield Identity(node=NodeReference("Source", record.row))


def _claims(record: Record, context: Context) -> Iterable[Claim]:
    values = record.pick(
        "title", "publisher", "url", "date", "language", "reliability", "grade", "disclosure"
    )
    yield Claim(NodeReference("Source", record.row), values)


SOURCES = InputTable(
    name="sources",
    label=Bilingual("Sources", "出处"),
    means=Bilingual("A document that other rows cite.", "其他各表所引用的一份文件、网页或资料。"),
    columns=(
        InputColumn("id", CellType.ID),
        InputColumn(
            "title",
            required=True,
            label=Bilingual("Title", "标题"),
            means=Bilingual("title as printed", "原标题"),
        ),
        InputColumn(
            "publisher",
            label=Bilingual("Publisher", "发布单位"),
            means=Bilingual("who publishes it", "发布单位"),
        ),
        InputColumn("url", label=Bilingual("Address", "网址"), means=Bilingual("address", "网址")),
        InputColumn("date", CellType.DATE),
        InputColumn("date_precision", optional=True),
        InputColumn(
            "language",
            label=Bilingual("Language", "语言"),
            means=Bilingual("language, ISO 639-1 code", "语言，ISO 639-1 代码"),
        ),
        InputColumn(
            "reliability",
            label=Bilingual("Reliability", "可靠程度"),
            means=Bilingual("note on its reliability", "可靠程度说明"),
        ),
        InputColumn(
            "grade",
            CellType.WORD,
            required=True,
            vocabulary="grade",
            label=Bilingual("Grade", "等级"),
            means=Bilingual(
                (
                    "A own record or the partner's; B other official; C press; D reposts and unsigned; E "
                    "inferred"
                ),
                "A 自有登记或对方登记；B 其他官方来源；C 新闻报道；D 转载或未署名；E 推断",
            ),
        ),
        InputColumn(
            "disclosure",
            CellType.WORD,
            optional=True,
            vocabulary="disclosure",
            label=Bilingual("Disclosure", "公开范围"),
            means=Bilingual(
                "who may see what it says; left out: as `office.toml` says",
                "公开范围；不填则按 `office.toml`",
            ),
        ),
        InputColumn(
            "rows_citing",
            optional=True,
            means=Bilingual("how many rows cite it; kept, not used", "被多少行引用；只保存，不使用"),
        ),
        InputColumn(
            "named_in_notes",
            optional=True,
            means=Bilingual(
                "whether only remarks name it; kept, not used", "是否仅在备注中提到；只保存，不使用"
            ),
        ),
        NOTE,
    ),
    identities=_identities,
    claims=_claims,
    key=("title", "publisher", "date", "url"),
    valid_on=("date",),
    sourced=False,
)
