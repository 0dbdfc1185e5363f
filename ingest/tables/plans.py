"""``projects``, ``plan_YEAR``, ``outcomes`` and ``indicators_YEAR``.

They hold projects, commitments, their outcomes and reported totals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.model.fact_nodes import FACT_LABELS, PLACE_LABELS
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


def _of_home(context: Context) -> tuple[RowLink, ...]:
    return (RowLink("OF_HOME", context.ref(context.home)),) if context.home else ()


def _project_claims(record: Record, context: Context) -> Iterable[Claim]:
    links = tuple(RowLink("INVOLVES", context.ref(place)) for place in record.texts("partner_place"))
    values = record.pick(
        "name_en",
        "name_zh",
        "sector",
        "status",
        "company",
        "amount",
        "currency",
        "note",
        start="date_start",
        end="date_end",
    )
    yield Claim(NodeReference("Project", record.row), values, links)


PROJECTS = InputTable(
    name="projects",
    means=("A cooperation project.", "一个合作项目。"),
    columns=(
        InputColumn(name="id", cell=CellType.ID),
        InputColumn(name="name_en", required=True),
        InputColumn(name="name_zh", optional=True),
        InputColumn(
            name="partner_place",
            cell=CellType.REFERENCES,
            labels=PLACE_LABELS,
            means=("places of the partners", "合作方所在地"),
        ),
        InputColumn(name="sector", means=("sector, as the source names it", "领域")),
        InputColumn(
            name="status",
            cell=CellType.WORD,
            required=True,
            vocabulary="project_status",
            means=("stage of the project", "项目阶段"),
        ),
        InputColumn(name="date_start", cell=CellType.DATE),
        InputColumn(name="date_end", cell=CellType.DATE, optional=True),
        InputColumn(name="date_precision", optional=True),
        InputColumn(name="company", optional=True, means=("company", "企业")),
        InputColumn(name="amount", cell=CellType.NUMBER, optional=True, means=("sum", "金额")),
        InputColumn(
            name="currency", optional=True, means=("ISO 4217 code of the sum", "币种，ISO 4217 代码")
        ),
        *PROVENANCE,
    ),
    identities=lambda record, context: (
        Identity(
            node=NodeReference("Project", record.row),
            name_en=record.text("name_en"),
            name_zh=record.text("name_zh"),
        ),
    ),
    claims=_project_claims,
    key=("name_en", "partner_place"),
    valid_on=("date_start", "date_end"),
)


def _commitment_key(home: str, verb: str, target: str) -> str:
    return name_key("Commitment", f"{home}|{verb}|{target}")


def _plan_claims(record: Record, context: Context) -> Iterable[Claim]:
    match = re.search(r"(\d{4})$", record.dataset)
    year = int(match[1]) if match else record.values.get("due_year")
    plan = NodeReference(
        "Plan", "-".join(part for part in ("plan", context.home, str(year or "undated")) if part)
    )
    links = [RowLink("OF_PLAN", plan), *_of_home(context)]
    if target := context.find(record.text("target_place")):
        links.append(RowLink("CONCERNS", target))
    values = record.pick(
        "verb",
        "due_year",
        "division",
        "others",
        "deadline",
        "measure",
        "progress",
        "blocked_by",
        text="commitment",
    )
    yield Claim(NodeReference("Commitment", record.row), values, tuple(links))
    yield Claim(
        plan,
        {"name_en": f"Plan {year}", "name_zh": f"{year}年工作计划", "year": year} if year else {},
        _of_home(context),
    )


PLAN = InputTable(
    name="plan",
    means=(
        "A commitment of a plan; the year is in the name of the file (`plan_2020.csv`).",
        "工作计划中的一项重点任务；年份写在文件名中（`plan_2020.csv`）。",
    ),
    columns=(
        InputColumn(name="id", cell=CellType.ID, required=True),
        InputColumn(
            name="target_place",
            cell=CellType.REFERENCE,
            optional=True,
            labels=FACT_LABELS,
            soft=True,
            means=(
                "place, port or body it is about; another id is kept as text",
                "所涉地方、港口或机构的编号；其他编号作文字保存",
            ),
        ),
        InputColumn(
            name="verb",
            cell=CellType.WORD,
            required=True,
            vocabulary="verb",
            means=("what is to be done, as a word", "任务动词"),
        ),
        InputColumn(name="commitment", required=True),
        InputColumn(
            name="due_year", cell=CellType.INTEGER, optional=True, means=("year by which", "完成年份")
        ),
        InputColumn(name="division", optional=True),
        InputColumn(name="others", optional=True, means=("others involved", "配合单位")),
        InputColumn(name="deadline", cell=CellType.DAY, optional=True, means=("day by which", "完成时限")),
        InputColumn(name="measure", optional=True, means=("measurable target", "量化目标")),
        InputColumn(name="progress", optional=True, means=("progress", "进展")),
        InputColumn(name="blocked_by", optional=True, means=("what blocks it", "存在困难")),
        *PROVENANCE,
    ),
    identities=lambda record, context: (
        Identity(
            node=NodeReference("Commitment", record.row),
            names=(_commitment_key(context.home, record.text("verb"), record.text("target_place")),),
        ),
    ),
    claims=_plan_claims,
)


def _outcome_claims(record: Record, context: Context) -> Iterable[Claim]:
    links = list(_of_home(context))
    if target := context.find(record.text("target")):
        links.append(RowLink("CONCERNS", target))
    verb = record.text("commitment")
    # Prefer the commitment with this verb and target; else the only commitment with this verb and no target.
    commitment = context.named(_commitment_key(context.home, verb, record.text("target"))) or context.named(
        _commitment_key(context.home, verb, "")
    )
    if commitment:
        links.append(RowLink("ANSWERS", commitment))
    yield Claim(
        NodeReference("Outcome", record.row),
        record.pick("verdict", verb="commitment", text="outcome", date="outcome_date"),
        tuple(links),
    )


OUTCOMES = InputTable(
    name="outcomes",
    means=("What came of a commitment, or happened without one.", "一项重点任务的完成情况，或计划外的事项。"),
    columns=(
        InputColumn(name="id", cell=CellType.ID, required=True),
        InputColumn(
            name="target",
            cell=CellType.REFERENCE,
            labels=FACT_LABELS,
            soft=True,
            means=("what it is about; another id is kept as text", "所涉对象的编号；其他编号作文字保存"),
        ),
        InputColumn(name="commitment", means=("verb of the commitment it answers", "所对应任务的动词")),
        InputColumn(name="outcome", required=True, means=("what was found", "查到的情况")),
        InputColumn(name="outcome_date", cell=CellType.DATE, optional=True, means=("when", "日期")),
        InputColumn(name="date_precision", optional=True),
        InputColumn(
            name="verdict",
            cell=CellType.WORD,
            required=True,
            vocabulary="verdict",
            means=("judgement; `not_found` means that no source was found", "判断；`not_found` 指未查到出处"),
        ),
        *PROVENANCE,
    ),
    identities=lambda record, context: (Identity(node=NodeReference("Outcome", record.row)),),
    claims=_outcome_claims,
    valid_on=("outcome_date",),
)


def _indicator_claims(record: Record, context: Context) -> Iterable[Claim]:
    given = record.text("value")
    values = record.pick("unit", "meaning", "year", name="indicator", value_text="value")
    if re.fullmatch(r"-?\d+(\.\d+)?", given):
        values["value"] = float(given)
    yield Claim(NodeReference("Indicator", record.row), values, _of_home(context))


INDICATORS = InputTable(
    name="indicators",
    means=(
        "A total that a report states; the year is in the name of the file too (`indicators_2019.csv`).",
        "报告所列的一项数据；文件名也写年份（`indicators_2019.csv`）。",
    ),
    columns=(
        InputColumn(name="id", cell=CellType.ID, required=True),
        InputColumn(name="indicator", required=True, means=("code of the indicator", "指标代码")),
        InputColumn(name="value", required=True),
        InputColumn(name="unit", means=("unit", "单位")),
        InputColumn(name="meaning", required=True, means=("what exactly is counted", "统计口径")),
        InputColumn(name="year", cell=CellType.INTEGER, required=True),
        *PROVENANCE,
    ),
    identities=lambda record, context: (Identity(node=NodeReference("Indicator", record.row)),),
    claims=_indicator_claims,
    valid_on=("year",),
)
