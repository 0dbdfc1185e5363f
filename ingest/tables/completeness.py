"""``completeness`` and ``conflicts``: declared coverage of tables and known disagreements between sources."""

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
)


def _coverage_claims(record: Record, context: Context) -> Iterable[Claim]:
    home = record.text("home") or context.home
    values = {
        **record.pick("dataset", "kind", "note", "note_zh"),
        **record.pick(**{"from": "date_from", "to": "date_to"}),
    }
    yield Claim(
        NodeReference("Coverage", record.row),
        values,
        (RowLink("OF_HOME", context.ref(home)),) if home else (),
    )


COMPLETENESS = InputTable(
    name="completeness",
    label=Bilingual("Completeness", "登记完整度"),
    means=Bilingual(
        (
            "That the rows of a table are complete for a kind and a period, so that a missing row means "
            "that it "
            "did not happen."
        ),
        "声明某表某类别在某一时期登记完整，其间没有的行即为没有发生。",
    ),
    columns=(
        InputColumn("id", CellType.ID),
        InputColumn(
            "dataset",
            required=True,
            choices="tables",
            label=Bilingual("Table", "数据表"),
            means=Bilingual("table whose rows are complete", "登记完整的数据表"),
        ),
        InputColumn(
            "kind",
            choices="kinds",
            means=Bilingual("kind within that table; empty for all of it", "该表中的类别；不填则为全部"),
        ),
        InputColumn(
            "home",
            CellType.REFERENCE,
            optional=True,
            labels=PLACE_LABELS,
            label=Bilingual("Home", "本方"),
            means=Bilingual(
                "home for which they are; left out: that of `office.toml`",
                "所属本地；不填则按 `office.toml`",
            ),
        ),
        InputColumn(
            "date_from",
            CellType.DAY,
            required=True,
            label=Bilingual("From", "起始日期"),
            means=Bilingual("first day", "起始日期"),
        ),
        InputColumn(
            "date_to",
            CellType.DAY,
            required=True,
            label=Bilingual("Until", "截止日期"),
            means=Bilingual("last day", "截止日期"),
        ),
        *PROVENANCE,
    ),
    identities=lambda record, context: (Identity(node=NodeReference("Coverage", record.row)),),
    claims=_coverage_claims,
    key=("dataset", "kind", "home", "date_from", "date_to"),
    valid_on=("date_to",),
)


def _conflict_claims(record: Record, context: Context) -> Iterable[Claim]:
    dataset = record.text("file").removesuffix(".csv")
    about = (
        context.said_by(dataset, record.text("row_id")) if dataset else context.find(record.text("subject"))
    )
    links = (RowLink("CONCERNS", about),) if about else ()
    yield Claim(
        NodeReference("Conflict", record.row),
        record.pick("subject", text="description", text_zh="description_zh"),
        links,
    )


CONFLICTS = InputTable(
    name="conflicts",
    label=Bilingual("Disagreements in words", "记载不一致说明"),
    means=Bilingual("A disagreement between sources in words.", "用文字说明的一处记载不一致。"),
    columns=(
        InputColumn("id", CellType.ID),
        InputColumn(
            "file", optional=True, choices="tables", label=Bilingual("Table of the row", "相关行所在数据表")
        ),
        InputColumn(
            "row_id",
            optional=True,
            label=Bilingual("Row", "相关行编号"),
            means=Bilingual("id of that row", "相关行的编号"),
        ),
        InputColumn(
            "subject",
            required=True,
            label=Bilingual("Subject", "事项"),
            means=Bilingual("what it is about", "事项"),
        ),
        InputColumn(
            "description",
            optional=True,
            long=True,
            label=Bilingual("Disagreement", "不一致之处（英文）"),
            means=Bilingual("the disagreement, in English", "不一致之处（英文）"),
        ),
        InputColumn(
            "description_zh",
            optional=True,
            long=True,
            label=Bilingual("Disagreement in Chinese", "不一致之处（中文）"),
            means=Bilingual("the disagreement, in Chinese", "不一致之处（中文）"),
        ),
        *PROVENANCE,
    ),
    one_of=("description", "description_zh"),
    identities=lambda record, context: (Identity(node=NodeReference("Conflict", record.row)),),
    claims=_conflict_claims,
    key=("file", "row_id", "subject", "description"),
    templated=False,
)
