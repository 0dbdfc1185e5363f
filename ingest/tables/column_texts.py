"""What columns mean and how they are labelled, in English and Chinese.

A column that occurs in one table only has its texts in its declaration; columns of the same name in several
tables share the texts below.
"""

from __future__ import annotations

from collections.abc import Mapping

from ingest.tables.declaration import InputColumn

#: What columns mean that several tables have; other columns say it themselves.
SHARED_MEANINGS: Mapping[str, tuple[str, str]] = {
    "id": (
        (
            "name of the row: letters and digits, with - _ . between them, unique in its table; other rows "
            "refer to it"
        ),
        "本行的编号：字母和数字，中间可用 - _ .，在本表中不得重复；其他行以此引用",
    ),
    "note": ("remark", "备注"),
    "source": ("the source that says so: an id of `sources`", "出处：`sources` 表中的编号"),
    "locator": ("where in the source: section, page, paragraph", "在出处中的位置：章节、页码、段落"),
    "name_en": ("name in English", "英文名称"),
    "name_zh": ("name in Chinese", "中文名称"),
    "name_local": ("name in the place's own language", "当地语言名称"),
    "date_precision": (
        "`year`, `month` or `day` of the leading date; for people only, the date itself tells",
        "主要日期的精度（`year`、`month`、`day`）；仅供阅读，系统以日期写法为准",
    ),
    "date": ("day of publication", "发布日期"),
    "country_iso2": ("country or area, ISO 3166-1 alpha-2", "国家（地区），ISO 3166-1 两位代码"),
    "lat": ("latitude in degrees, north positive", "纬度（度），北纬为正"),
    "lon": ("longitude in degrees, east positive", "经度（度），东经为正"),
    "coord_source": ("where the position comes from; kept, not used", "坐标来源；只保存，不使用"),
    "valid_from": ("since when it exists under this name", "以此名称存在的起始日期"),
    "valid_to": ("until when", "截止日期"),
    "same_as": (
        "the row that stands for the same happening; count only rows without it",
        "与哪一行是同一件事；统计时只计此列为空的行",
    ),
    "from_id": ("id of a party: place, port or organisation", "一方的编号：地方、港口或机构"),
    "to_id": ("id of the other party; the order of the two does not matter", "另一方的编号；先后不论"),
    "kind": ("kind", "类别"),
    "status": ("stage, as the source gives it", "出处所记的阶段"),
    "contact_date": ("day of the first contact", "建立联系日期"),
    "intent_date": ("day of the letter of intent", "签署意向书日期"),
    "signed_date": ("day of signature, or of the opening of a route", "签署日期，或航线开通日期"),
    "as_of": (
        "day of which the statement speaks: the status was so on that day",
        "记载所指日期：截至该日的状态",
    ),
    "approval_no": ("number of the approval", "批件号"),
    "division": ("division of the office in charge", "责任处室"),
    "procedure": ("procedure it follows", "所循程序"),
    "mode": ("how it was done", "方式"),
    "document_no": ("number of the document", "文号"),
    "date_start": ("first day", "开始日期"),
    "date_end": ("last day", "结束日期"),
    "tie": (
        "the tie it concerns, as `tie-a--b` with the two ids in alphabetical order",
        "所涉结好关系，写作 `tie-甲--乙`，两个编号按字母顺序",
    ),
    "announced_on": ("day it was announced", "公布日期"),
    "groups": ("groups or batches", "批次"),
    "persons": ("persons", "人次"),
    "category": ("category of guest", "来宾类别"),
    "place": ("places where it was held", "举办地"),
    "commitment": ("the commitment in short", "任务内容"),
    "value": ("the figure as given", "数值，照原文"),
    "year": ("year it is of", "所属年份"),
    "holder": (
        "organisations that have it now: after a reform, the successor",
        "现承担单位的编号；机构改革后即承接单位",
    ),
    "file": ("file of the row it hangs on", "相关行所在文件"),
}

#: Labels of such columns in the form of an entry.
SHARED_LABELS: Mapping[str, tuple[str, str]] = {
    "date_start": ("First day", "开始日期"),
    "date_end": ("Last day", "结束日期"),
    "same_as": ("Same happening as", "与之为同一件事"),
    "tie": ("Tie it concerns", "所涉结好关系"),
    "status": ("Status", "状态"),
    "announced_on": ("Announced on", "公布日期"),
    "groups": ("Groups", "批次"),
    "persons": ("Persons", "人次"),
    "mode": ("How", "方式"),
    "category": ("Category of guest", "来宾类别"),
    "approval_no": ("Approval number", "批件号"),
    "note": ("Remark", "备注"),
    "locator": ("Place in our records", "在本单位档案中的位置"),
    "kind": ("Kind", "类别"),
    "name_en": ("Name in English", "英文名称"),
    "name_zh": ("Name in Chinese", "中文名称"),
    "place": ("Held in", "举办地"),
    "from_id": ("One party", "一方"),
    "to_id": ("The other party", "另一方"),
    "procedure": ("Procedure", "结好程序"),
    "date": ("Date", "日期"),
    "document_no": ("Document number", "文号"),
}


def meaning_of(column: InputColumn, lang: str) -> str:
    """Return what a column holds; :raises KeyError: if it has no meaning in either place"""
    return (column.means if column.means[0] else SHARED_MEANINGS[column.name])[lang == "zh"]


def label_of(column: InputColumn, lang: str) -> str:
    """Return the label of a column in a form; its name where it has none."""
    label = column.label if column.label[0] else SHARED_LABELS.get(column.name)
    return label[lang == "zh"] if label else column.name.replace("_", " ")
