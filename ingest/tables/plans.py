"""``projects``, ``plan_YEAR``, ``outcomes`` and ``indicators_YEAR``.

They hold projects, commitments, their outcomes and reported totals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.i18n import Bilingual
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
        "note_zh",
        start="date_start",
        end="date_end",
    )
    yield Claim(NodeReference("Project", record.row), values, links)


PROJECTS = InputTable(
    name="projects",
    label=Bilingual("Projects", "项目"),
    means=Bilingual("A cooperation project.", "一个合作项目。"),
    columns=(
        InputColumn("id", CellType.ID),
        InputColumn("name_en", optional=True),
        InputColumn("name_zh", optional=True),
        InputColumn(
            "partner_place",
            CellType.REFERENCES,
            labels=PLACE_LABELS,
            label=Bilingual("Partner", "合作地方"),
            means=Bilingual("places of the partners", "合作方所在地"),
        ),
        InputColumn("sector", label=Bilingual("Sector", "领域"), means=Bilingual("sector in a word", "领域")),
        InputColumn(
            "status",
            CellType.WORD,
            required=True,
            vocabulary="project_status",
            means=Bilingual("stage of the project", "项目阶段"),
        ),
        InputColumn("date_start", CellType.DATE),
        InputColumn("date_end", CellType.DATE, optional=True),
        InputColumn("date_precision", optional=True),
        InputColumn(
            "company", optional=True, label=Bilingual("Company", "企业"), means=Bilingual("company", "企业")
        ),
        InputColumn(
            "amount",
            CellType.NUMBER,
            optional=True,
            label=Bilingual("Sum", "金额"),
            means=Bilingual("sum", "金额"),
        ),
        InputColumn(
            "currency",
            optional=True,
            label=Bilingual("Currency", "币种"),
            means=Bilingual("ISO 4217 code of the sum", "币种，ISO 4217 代码"),
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
    one_of=("name_en", "name_zh"),
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
        text_zh="commitment_zh",
    )
    yield Claim(NodeReference("Commitment", record.row), values, tuple(links))
    yield Claim(
        plan,
        {"name_en": f"Plan {year}", "name_zh": f"{year}年工作计划", "year": year} if year else {},
        _of_home(context),
    )


PLAN = InputTable(
    name="plan",
    label=Bilingual("Commitments", "任务"),
    means=Bilingual(
        "A commitment of a plan; the year is in the name of the file (`plan_2020.csv`).",
        "工作计划中的一项重点任务；年份写在文件名中（`plan_2020.csv`）。",
    ),
    columns=(
        InputColumn("id", CellType.ID),
        InputColumn(
            "target_place",
            CellType.REFERENCE,
            optional=True,
            labels=FACT_LABELS,
            soft=True,
            label=Bilingual("Place", "任务对象"),
            means=Bilingual(
                "place, port or body it is about; another id is kept as text",
                "所涉地方、港口或机构的编号；其他编号作文字保存",
            ),
        ),
        InputColumn(
            "verb",
            CellType.WORD,
            required=True,
            vocabulary="verb",
            label=Bilingual("Verb", "任务动词"),
            means=Bilingual("what is to be done, as a word", "任务动词"),
        ),
        InputColumn("commitment", optional=True, long=True),
        InputColumn(
            "commitment_zh",
            optional=True,
            long=True,
            label=Bilingual("Commitment in Chinese", "任务内容（中文）"),
            means=Bilingual("the commitment in Chinese", "任务内容（中文）"),
        ),
        InputColumn(
            "due_year",
            CellType.INTEGER,
            optional=True,
            label=Bilingual("Due in", "完成年份"),
            means=Bilingual("year by which", "完成年份"),
        ),
        InputColumn("division", optional=True),
        InputColumn(
            "others",
            optional=True,
            label=Bilingual("Others involved", "配合单位"),
            means=Bilingual("others involved", "配合单位"),
        ),
        InputColumn(
            "deadline",
            CellType.DAY,
            optional=True,
            label=Bilingual("Deadline", "完成时限"),
            means=Bilingual("day by which", "完成时限"),
        ),
        InputColumn(
            "measure",
            optional=True,
            long=True,
            label=Bilingual("Target", "量化目标"),
            means=Bilingual("measurable target", "量化目标"),
        ),
        InputColumn(
            "progress",
            optional=True,
            long=True,
            label=Bilingual("Progress", "进展"),
            means=Bilingual("progress", "进展"),
        ),
        InputColumn(
            "blocked_by",
            optional=True,
            long=True,
            label=Bilingual("Blocked by", "存在困难"),
            means=Bilingual("what blocks it", "存在困难"),
        ),
        *PROVENANCE,
    ),
    one_of=("commitment", "commitment_zh"),
    identities=lambda record, context: (
        Identity(
            node=NodeReference("Commitment", record.row),
            names=(_commitment_key(context.home, record.text("verb"), record.text("target_place")),),
        ),
    ),
    claims=_plan_claims,
    key=("verb", "target_place", "commitment", "due_year"),
    first=(
        "verb",
        "target_place",
        "commitment",
        "commitment_zh",
        "due_year",
        "division",
        "deadline",
        "measure",
        "progress",
        "blocked_by",
        "note",
    ),
)


def _outcome_claims(record: Record, context: Context) -> Iterable[Claim]:
    links = list(_of_home(context))
    if target := context.find(record.text("target")):
        links.append(RowLink("CONCERNS", target))
    verb = record.text("commitment")
    # Prefer the commitment with this verb and target; else the only commitment with this verb and no target.
    keys = (_commitment_key(context.home, verb, target) for target in (record.text("target"), ""))
    if commitment := next(filter(None, map(context.node_named, keys)), None):
        links.append(RowLink("ANSWERS", commitment))
    yield Claim(
        NodeReference("Outcome", record.row),
        record.pick("verdict", verb="commitment", text="outcome", text_zh="outcome_zh", date="outcome_date"),
        tuple(links),
    )


OUTCOMES = InputTable(
    name="outcomes",
    label=Bilingual("Outcomes", "落实情况"),
    means=Bilingual(
        "What came of a commitment, or happened without one.", "一项重点任务的完成情况，或计划外的事项。"
    ),
    columns=(
        InputColumn("id", CellType.ID),
        InputColumn(
            "target",
            CellType.REFERENCE,
            labels=FACT_LABELS,
            soft=True,
            label=Bilingual("Commitment answered", "所对应任务"),
            means=Bilingual(
                "what it is about; another id is kept as text", "所涉对象的编号；其他编号作文字保存"
            ),
        ),
        InputColumn(
            "commitment",
            choices="verbs",
            label=Bilingual("Verb of the commitment", "任务动词"),
            means=Bilingual("verb of the commitment it answers", "所对应任务的动词"),
        ),
        InputColumn(
            "outcome",
            optional=True,
            long=True,
            label=Bilingual("Outcome", "落实情况"),
            means=Bilingual("what was found, in English", "查到的情况（英文）"),
        ),
        InputColumn(
            "outcome_zh",
            optional=True,
            long=True,
            label=Bilingual("Outcome in Chinese", "落实情况（中文）"),
            means=Bilingual("what was found, in Chinese", "查到的情况（中文）"),
        ),
        InputColumn(
            "outcome_date",
            CellType.DATE,
            optional=True,
            label=Bilingual("Date of the outcome", "落实日期"),
            means=Bilingual("when", "日期"),
        ),
        InputColumn("date_precision", optional=True),
        InputColumn(
            "verdict",
            CellType.WORD,
            required=True,
            vocabulary="verdict",
            label=Bilingual("Verdict", "落实结论"),
            means=Bilingual(
                "judgement; `not_found` means that no source was found", "判断；`not_found` 指未查到出处"
            ),
        ),
        *PROVENANCE,
    ),
    one_of=("outcome", "outcome_zh"),
    identities=lambda record, context: (Identity(node=NodeReference("Outcome", record.row)),),
    claims=_outcome_claims,
    key=("target", "commitment", "outcome", "outcome_date", "verdict"),
    first=("target", "commitment", "verdict", "outcome", "outcome_zh", "outcome_date", "note"),
    valid_on=("outcome_date",),
)


def _indicator_claims(record: Record, context: Context) -> Iterable[Claim]:
    given = record.text("value")
    values = record.pick("unit", "meaning", "meaning_zh", "year", name="indicator", value_text="value")
    if re.fullmatch(r"-?\d+(\.\d+)?", given):
        values["value"] = float(given)
    reports = tuple(RowLink("REPORTS", context.ref(channel)) for channel in record.texts("channel"))
    yield Claim(NodeReference("Indicator", record.row), values, (*_of_home(context), *reports))


INDICATORS = InputTable(
    name="indicators",
    label=Bilingual("Indicators", "指标"),
    means=Bilingual(
        "A total that a report states; the year is in the name of the file too (`indicators_2019.csv`).",
        "报告所列的一项数据；文件名也写年份（`indicators_2019.csv`）。",
    ),
    columns=(
        InputColumn("id", CellType.ID),
        InputColumn(
            "indicator",
            required=True,
            label=Bilingual("Indicator", "指标代码"),
            means=Bilingual("code of the indicator", "指标代码"),
        ),
        InputColumn("value", required=True),
        InputColumn("unit", label=Bilingual("Unit", "单位"), means=Bilingual("unit", "单位")),
        InputColumn(
            "meaning",
            optional=True,
            long=True,
            label=Bilingual("What is counted", "统计口径"),
            means=Bilingual("what exactly is counted, in English", "统计口径（英文）"),
        ),
        InputColumn(
            "meaning_zh",
            optional=True,
            long=True,
            label=Bilingual("What is counted in Chinese", "统计口径（中文）"),
            means=Bilingual("what exactly is counted, in Chinese", "统计口径（中文）"),
        ),
        InputColumn(
            "channel",
            CellType.REFERENCES,
            optional=True,
            labels=("Organisation",),
            label=Bilingual("Channel", "渠道"),
            means=Bilingual("publicity channel that it is a figure of", "所属宣传渠道的编号"),
        ),
        InputColumn("year", CellType.INTEGER, required=True),
        *PROVENANCE,
    ),
    one_of=("meaning", "meaning_zh"),
    identities=lambda record, context: (Identity(node=NodeReference("Indicator", record.row)),),
    claims=_indicator_claims,
    key=("indicator", "year", "value", "unit"),
    valid_on=("year",),
)
