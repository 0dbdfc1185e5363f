"""What columns mean, and how they and the words that they hold are labelled, in English and Chinese.

A column that occurs in one table only has its texts in its declaration; columns of the same name in several
tables share the texts below.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from graph.i18n import LANGUAGES, Bilingual, Texts, read_texts
from graph.model.vocabulary import VOCABULARIES
from ingest.tables.declaration import InputColumn, InputTable, fold

#: The labels of true and false.
TRUTHS: Mapping[bool, Bilingual] = {True: Bilingual("yes", "是"), False: Bilingual("no", "否")}

#: What columns mean that several tables have; other columns say it themselves.
SHARED_MEANINGS: Mapping[str, Bilingual] = {
    "id": Bilingual(
        (
            "name of the row: letters and digits, with - _ . between them, unique in its table; other rows "
            "refer to it"
        ),
        "本行的编号：字母和数字，中间可用 - _ .，在本表中不得重复；其他行以此引用",
    ),
    "note": Bilingual("remark in English", "备注（英文）"),
    "note_zh": Bilingual("remark in Chinese", "备注（中文）"),
    "source": Bilingual("the source that says so: an id of `sources`", "出处：`sources` 表中的编号"),
    "locator": Bilingual("where in the source: section, page, paragraph", "在出处中的位置：章节、页码、段落"),
    "name_en": Bilingual("name in English", "英文名称"),
    "name_zh": Bilingual("name in Chinese", "中文名称"),
    "name_local": Bilingual("name in the place's own language", "当地语言名称"),
    "date_precision": Bilingual(
        "`year`, `month` or `day` of the leading date; for people only, the date itself tells",
        "主要日期的精度（`year`、`month`、`day`）；仅供阅读，系统以日期写法为准",
    ),
    "date": Bilingual("day of publication", "发布日期"),
    "country_iso2": Bilingual("country or area, ISO 3166-1 alpha-2", "国家（地区），ISO 3166-1 两位代码"),
    "lat": Bilingual("latitude in degrees, north positive", "纬度（度），北纬为正"),
    "lon": Bilingual("longitude in degrees, east positive", "经度（度），东经为正"),
    "coord_source": Bilingual("where the position comes from; kept, not used", "坐标来源；只保存，不使用"),
    "valid_from": Bilingual("since when it exists under this name", "以此名称存在的起始日期"),
    "valid_to": Bilingual("until when", "截止日期"),
    "same_as": Bilingual(
        "the row that stands for the same happening; count only rows without it",
        "与哪一行是同一件事；统计时只计此列为空的行",
    ),
    "from_id": Bilingual("id of a party: place, port or organisation", "一方的编号：地方、港口或机构"),
    "to_id": Bilingual(
        "id of the other party; the order of the two does not matter", "另一方的编号；先后不论"
    ),
    "kind": Bilingual("kind", "类别"),
    "status": Bilingual("stage, as the source gives it", "出处所记的阶段"),
    "contact_date": Bilingual("day of the first contact", "建立联系日期"),
    "intent_date": Bilingual("day of the letter of intent", "签署意向书日期"),
    "signed_date": Bilingual("day of signature, or of the opening of a route", "签署日期，或航线开通日期"),
    "as_of": Bilingual(
        "day of which the statement speaks: the status was so on that day",
        "记载所指日期：截至该日的状态",
    ),
    "approval_no": Bilingual("number of the approval", "批件号"),
    "division": Bilingual("division of the office in charge", "责任处室"),
    "procedure": Bilingual("procedure it follows", "所循程序"),
    "mode": Bilingual("how it was done", "方式"),
    "document_no": Bilingual("number of the document", "文号"),
    "date_start": Bilingual("first day", "开始日期"),
    "date_end": Bilingual("last day", "结束日期"),
    "tie": Bilingual(
        "the tie it concerns, as `tie-a--b` with the two ids in alphabetical order",
        "所涉结好关系，写作 `tie-甲--乙`，两个编号按字母顺序",
    ),
    "announced_on": Bilingual("day it was announced", "公布日期"),
    "groups": Bilingual("groups or batches", "批次"),
    "persons": Bilingual("persons", "人次"),
    "category": Bilingual("category of guest", "来宾类别"),
    "place": Bilingual("places where it was held", "举办地"),
    "commitment": Bilingual("the commitment in short", "任务内容"),
    "value": Bilingual("the figure, as the source gives it", "数值，照出处填写"),
    "year": Bilingual("year it is of", "所属年份"),
    "holder": Bilingual(
        "organisations that have it now: after a reform, the successor",
        "现承担单位的编号；机构改革后即承接单位",
    ),
    "file": Bilingual("file of the row it hangs on", "相关行所在文件"),
}

#: Labels of such columns in the form of an entry and at the head of a template.
SHARED_LABELS: Mapping[str, Bilingual] = {
    "date_start": Bilingual("First day", "开始日期"),
    "date_end": Bilingual("Last day", "结束日期"),
    "same_as": Bilingual("Same happening as", "与之为同一件事"),
    "tie": Bilingual("Tie it concerns", "所涉结好关系"),
    "status": Bilingual("Status", "状态"),
    "announced_on": Bilingual("Announced on", "公布日期"),
    "groups": Bilingual("Groups", "批次"),
    "persons": Bilingual("Persons", "人次"),
    "mode": Bilingual("How", "方式"),
    "category": Bilingual("Category of guest", "来宾类别"),
    "approval_no": Bilingual("Approval number", "批件号"),
    "note": Bilingual("Remark", "英文备注"),
    "note_zh": Bilingual("Remark in Chinese", "备注"),
    "locator": Bilingual("Place in our records", "在本单位档案中的位置"),
    "kind": Bilingual("Kind", "类别"),
    "name_en": Bilingual("Name in English", "英文名称"),
    "name_zh": Bilingual("Name in Chinese", "中文名称"),
    "place": Bilingual("Held in", "举办地"),
    "from_id": Bilingual("One party", "一方"),
    "to_id": Bilingual("The other party", "另一方"),
    "procedure": Bilingual("Procedure", "结好程序"),
    "date": Bilingual("Date", "日期"),
    "document_no": Bilingual("Document number", "文号"),
    "id": Bilingual("Id", "编号"),
    "name_local": Bilingual("Name in the local language", "当地语言名称"),
    "country_iso2": Bilingual("Country or area", "国家（地区）"),
    "lat": Bilingual("Latitude", "纬度"),
    "lon": Bilingual("Longitude", "经度"),
    "valid_from": Bilingual("Valid from", "起始日期"),
    "valid_to": Bilingual("Valid until", "截止日期"),
    "contact_date": Bilingual("First contact", "建立联系日期"),
    "intent_date": Bilingual("Letter of intent", "签署意向书日期"),
    "signed_date": Bilingual("Signed", "签署日期"),
    "as_of": Bilingual("Stated as of", "记载所指日期"),
    "division": Bilingual("Division in charge", "责任处室"),
    "commitment": Bilingual("Commitment", "任务内容"),
    "value": Bilingual("Figure", "数值"),
    "year": Bilingual("Year", "年份"),
    "holder": Bilingual("Holder", "现承担单位"),
    "source": Bilingual("Source", "出处"),
}


def meaning_of(column: InputColumn, lang: str) -> str:
    """Return what a column holds; :raises KeyError: if it has no meaning in either place"""
    return (column.means or SHARED_MEANINGS[column.name]).text(lang)


def label_of(column: InputColumn, lang: str) -> str:
    """Return the label of a column in a form or a template; its name where it has none."""
    label = column.label or SHARED_LABELS.get(column.name)
    return label.text(lang) if label else column.name.replace("_", " ")


def has_label(column: InputColumn) -> bool:
    """Whether a column has a label; others are for people only or kept and not used."""
    return bool(column.label or SHARED_LABELS.get(column.name))


@cache
def columns_by_label(table: InputTable) -> Mapping[str, str]:
    """Return the names of the columns of a table by their folded labels in every language."""
    return {
        fold(label_of(column, lang)): column.name
        for column in table.columns
        if has_label(column)
        for lang in LANGUAGES
    }


@cache
def _texts(lang: str) -> Texts:
    return read_texts(lang, "graph")


def word_label(vocabulary: str, word: str, lang: str) -> str:
    """Return a word of a vocabulary as people read it."""
    return _texts(lang).word(vocabulary, word)


@cache
def _words(vocabulary: str) -> Mapping[str, str]:
    return {
        fold(word_label(vocabulary, word, lang)): word
        for word in VOCABULARIES[vocabulary].words
        for lang in LANGUAGES
    }


def word_labelled(label: str, vocabulary: str) -> str | None:
    """Return the word of a vocabulary that has this label in some language, or ``None``."""
    return _words(vocabulary).get(fold(label))
