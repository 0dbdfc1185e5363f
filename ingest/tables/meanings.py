"""Descriptions of tables and columns in English and Chinese, for :mod:`ingest.tables.document`.

Columns of the same name have the same meaning in every table, unless an entry is qualified with its table
(``completeness.kind``). A test checks that no description is missing.
"""

from __future__ import annotations

#: Table to a description of one of its rows (English, Chinese).
TABLE_MEANINGS: dict[str, tuple[str, str]] = {
    "sources": ("A document that other rows cite.", "其他各表所引用的一份文件、网页或资料。"),
    "cities": (
        "A place of any level, from village to country or area.",
        "一个地方，从村到国家（地区）均可。",
    ),
    "place_parts": (
        "That one place lies in another, where the country code does not say enough.",
        "一个地方属于另一个地方；仅填国家（地区）代码不够时使用。",
    ),
    "ports": ("A seaport or airport.", "一个海港或空港。"),
    "organisations": (
        "An association, company, university, authority or other body.",
        "一个协会、企业、高校、机关或其他机构。",
    ),
    "consulates": (
        (
            "What one source says of an embassy, consulate or honorary post; "
            "rows with the same `consulate_id` speak of one post."
        ),
        "一个出处对一个使领馆的记载；`consulate_id` 相同的各行是同一馆。",
    ),
    "mechanisms": (
        "A standing meeting or arrangement in which several bodies work together.",
        "多方参加的会议机制或其他工作机制。",
    ),
    "tie_steps": (
        "One step of a tie's procedure, on the home's or the partner's track; for the pending board.",
        "结好程序的一个步骤，分我方、对方；用于推进看板。",
    ),
    "tie_actors": (
        "A party of a tie that is neither a place nor a port.",
        "结好关系中既非地方也非港口的一方。",
    ),
    "ties": (
        (
            "What one source says of a relation between two parties. Several rows may speak of one relation; "
            "they become one tie with its steps."
        ),
        "一个出处对一项结好关系的记载。同一关系可有多行，系统归并为一项关系及其各个步骤。",
    ),
    "port_links": ("As `ties`, between two ports.", "与 `ties` 相同，双方均为港口。"),
    "visits": ("A delegation's journey as one source tells it.", "一个出处记载的一个来访或出访团组。"),
    "events": (
        "An anniversary, forum, fair, training or the like as one source tells it.",
        "一个出处记载的一项活动。",
    ),
    "projects": ("A cooperation project.", "一个合作项目。"),
    "plan": (
        "A commitment of a plan; the year is in the name of the file (`plan_2020.csv`).",
        "工作计划中的一项重点任务；年份写在文件名中（`plan_2020.csv`）。",
    ),
    "outcomes": (
        "What came of a commitment, or happened without one.",
        "一项重点任务的完成情况，或计划外的事项。",
    ),
    "indicators": (
        "A total that a report states; the year is in the name of the file too (`indicators_2019.csv`).",
        "报告所列的一项数据；文件名也写年份（`indicators_2019.csv`）。",
    ),
    "programmes": (
        "A programme, strategy or policy under which the office works.",
        "本单位所实施的专项，或所服务、执行的战略、政策。",
    ),
    "functions": (
        "A duty of an office: who has it, and who had it before a reform.",
        "一项职能：现由哪个单位承担，机构改革前由哪个单位承担。",
    ),
    "sites": (
        "A place within a place that guests are shown or that serves exchanges.",
        "供外宾参观考察或服务对外交往的一处地点。",
    ),
    "quotas": (
        "How much travel abroad is allowed in a year, or what somebody is authorised to do.",
        "一年的因公出国（境）配额，或一项授权。",
    ),
    "documents": (
        (
            "A paper or work that is spoken of: rules, a handbook, a book, a film. "
            "What other rows cite stands in `sources`."
        ),
        "提到的一份文件、手册、书籍、影片等；其他各表所引用的出处列入 `sources`。",
    ),
    "completeness": (
        (
            "That the rows of a table are complete for a kind and a period, "
            "so that a missing row means that it did not happen."
        ),
        "声明某表某类别在某一时期登记完整，其间没有的行即为没有发生。",
    ),
    "conflicts": ("A disagreement between sources in words.", "用文字说明的一处记载不一致。"),
    "decisions": (
        "What the office decided where sources contradict each other about a fact.",
        "各来源对同一事实记载不一致时，本单位核定的结论。",
    ),
}

_NAMES_OF_PARTY = ("id of a party: place, port or organisation", "一方的编号：地方、港口或机构")

#: Column, or ``table.column``, to its description (English, Chinese).
COLUMN_MEANINGS: dict[str, tuple[str, str]] = {
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
    "title": ("title as printed", "原标题"),
    "publisher": ("who publishes it", "发布单位"),
    "url": ("address", "网址"),
    "date": ("day of publication", "发布日期"),
    "language": ("language, ISO 639-1 code", "语言，ISO 639-1 代码"),
    "reliability": ("note on its reliability", "可靠程度说明"),
    "grade": (
        "A own record or the partner's; B other official; C press; D reposts and unsigned; E inferred",
        "A 自有登记或对方登记；B 其他官方来源；C 新闻报道；D 转载或未署名；E 推断",
    ),
    "disclosure": (
        "who may see what it says; left out: as `office.toml` says",
        "公开范围；不填则按 `office.toml`",
    ),
    "rows_citing": ("how many rows cite it; kept, not used", "被多少行引用；只保存，不使用"),
    "named_in_notes": ("whether only remarks name it; kept, not used", "是否仅在备注中提到；只保存，不使用"),
    "country_iso2": ("country or area, ISO 3166-1 alpha-2", "国家（地区），ISO 3166-1 两位代码"),
    "admin_level": ("what the place is", "地方的级别"),
    "lat": ("latitude in degrees, north positive", "纬度（度），北纬为正"),
    "lon": ("longitude in degrees, east positive", "经度（度），东经为正"),
    "coord_source": ("where the position comes from; kept, not used", "坐标来源；只保存，不使用"),
    "population": ("inhabitants", "人口"),
    "population_year": ("year of that figure", "人口数据的年份"),
    "is_port_city": ("whether it has a seaport", "是否为港口城市"),
    "part": ("the place that lies in the other", "下属地方"),
    "whole": ("the place it lies in", "所属地方"),
    "city_id": (
        "place it lies in; if that is a city, it is this city's port",
        "所在地；如为城市，即为该市港口",
    ),
    "unlocode": ("UN/LOCODE", "联合国口岸代码（UN/LOCODE）"),
    "code_source": ("where the code comes from; kept, not used", "代码来源；只保存，不使用"),
    "place_id": ("place of its seat", "所在地"),
    "valid_from": ("since when it exists under this name", "以此名称存在的起始日期"),
    "quotas.valid_from": ("since when it is in force", "生效日期"),
    "valid_to": ("until when", "截止日期"),
    "succeeds": ("the organisation it continues", "所承继的机构"),
    "consulate_id": (
        "the post, the same in all rows that speak of it; left out: the row's id",
        "馆的编号，同一馆各行相同；不填则用本行编号",
    ),
    "sending_country_iso2": ("country it represents, ISO 3166-1 alpha-2", "派遣国，ISO 3166-1 两位代码"),
    "seat": ("place of its seat", "驻地"),
    "opened": ("day it opened", "开馆日期"),
    "closed": ("day it closed", "闭馆日期"),
    "district": ("provinces or cities of its consular district, by name", "领区：省或市的名称"),
    "members": ("organisations, consulates and places that take part", "成员：机构、领馆、地方的编号"),
    "same_as": (
        "the row that stands for the same happening; count only rows without it",
        "与哪一行是同一件事；统计时只计此列为空的行",
    ),
    "tie_actors.same_as": (
        "the organisation of `organisations` that it is",
        "即 `organisations` 表中的哪一机构",
    ),
    "from_id": _NAMES_OF_PARTY,
    "to_id": ("id of the other party; the order of the two does not matter", "另一方的编号；先后不论"),
    "kind": ("kind", "类别"),
    "completeness.kind": ("kind within that table; empty for all of it", "该表中的类别；不填则为全部"),
    "status": ("stage, as the source gives it", "出处所记的阶段"),
    "visits.status": (
        "planned, confirmed, held or cancelled; left out: held",
        "计划中、已确定、已成行、已取消；不填则为已成行",
    ),
    "events.status": (
        "planned, confirmed, held or cancelled; left out: held",
        "计划中、已确定、已举行、已取消；不填则为已举行",
    ),
    "projects.status": ("stage of the project", "项目阶段"),
    "contact_date": ("day of the first contact", "建立联系日期"),
    "intent_date": ("day of the letter of intent", "签署意向书日期"),
    "application_date": ("day of the application", "报批日期"),
    "approval_date": ("day of the approval", "批复日期"),
    "signed_date": ("day of signature, or of the opening of a route", "签署日期，或航线开通日期"),
    "as_of": (
        "day of which the statement speaks: the status was so on that day",
        "记载所指日期：截至该日的状态",
    ),
    "approval_no": ("number of the approval", "批件号"),
    "place_signed": ("place of signature", "签署地点"),
    "signatories": ("signatories, by office", "签署人职务"),
    "languages": ("languages of the text", "文本语言"),
    "term": ("term of the agreement", "有效期"),
    "counterpart": ("counterpart department", "对口部门"),
    "division": ("division of the office in charge", "责任处室"),
    "procedure": ("procedure it follows", "所循程序"),
    "mode": ("how it was done", "方式"),
    "tie_steps.procedure": (
        "procedure: a file of `profiles/procedures`, such as `cn-sister`",
        "结好程序：`profiles/procedures` 中的文件名，如 `cn-sister`",
    ),
    "step": ("step of that procedure, by its id there", "该程序中的步骤编号"),
    "tie_steps.kind": (
        "kind it leads to; left out: the first one the procedure is for",
        "所要结成的类别；不填则按程序的第一类",
    ),
    "track": ("whose step it is; left out: ours", "哪一方的步骤；不填则为我方"),
    "tie_steps.status": ("whether it was taken; left out: done", "是否完成；不填则为已完成"),
    "tie_steps.date": ("when", "日期"),
    "body": ("who took it", "承办单位"),
    "document_no": ("number of the document", "文号"),
    "direction": ("which way", "来访、出访等"),
    "date_start": ("first day", "开始日期"),
    "date_end": ("last day", "结束日期"),
    "from_place": (
        "place it comes from; empty for a group from many countries",
        "来自何地；来自多国的团组不填",
    ),
    "from_countries": (
        "countries or areas it comes from, used where `from_place` is empty",
        "来自哪些国家（地区）；`from_place` 为空时使用",
    ),
    "to_place": ("places it goes to, in order", "前往何地，按先后"),
    "host": ("who receives it", "接待单位"),
    "level": ("rank of its head", "团长级别"),
    "delegation_title": ("the delegation, by office", "团组名称（用职务）"),
    "topics": ("subjects", "主题"),
    "counterpart_orgs": (
        "bodies met, by name; a name that `organisations` or `consulates` has becomes a relationship",
        "会见单位名称；与 `organisations`、`consulates` 中的名称相同的，自动建立关联",
    ),
    "tie": (
        "the tie it concerns, as `tie-a--b` with the two ids in alphabetical order",
        "所涉结好关系，写作 `tie-甲--乙`，两个编号按字母顺序",
    ),
    "announced_on": ("day it was announced", "公布日期"),
    "groups": ("groups or batches", "批次"),
    "persons": ("persons", "人次"),
    "category": ("category of guest", "来宾类别"),
    "assigned_by": ("who assigned the reception", "交办单位"),
    "result": ("result", "成果"),
    "sites": ("sites that were seen: ids of `sites`", "参观点：`sites` 表中的编号"),
    "place": ("places where it was held", "举办地"),
    "participant_places": ("places that took part", "参加的地方"),
    "participant_countries": ("countries or areas that took part", "参加的国家（地区）"),
    "series": ("series it belongs to", "所属系列"),
    "edition": ("number within the series", "届次"),
    "partner_place": ("places of the partners", "合作方所在地"),
    "sector": ("sector, as the source names it", "领域"),
    "company": ("company", "企业"),
    "amount": ("sum", "金额"),
    "currency": ("ISO 4217 code of the sum", "币种，ISO 4217 代码"),
    "target_place": (
        "place, port or body it is about; another id is kept as text",
        "所涉地方、港口或机构的编号；其他编号作文字保存",
    ),
    "verb": ("what is promised, as a word", "任务动词"),
    "commitment": ("the promise in short", "任务内容"),
    "outcomes.commitment": ("verb of the promise it answers", "所对应任务的动词"),
    "due_year": ("year by which", "完成年份"),
    "others": ("others involved", "配合单位"),
    "deadline": ("day by which", "完成时限"),
    "measure": ("measurable target", "量化目标"),
    "progress": ("progress", "进展"),
    "blocked_by": ("what blocks it", "存在困难"),
    "target": ("what it is about; another id is kept as text", "所涉对象的编号；其他编号作文字保存"),
    "outcome": ("what was found", "查到的情况"),
    "outcome_date": ("when", "日期"),
    "verdict": ("judgement; `not_found` means that no source was found", "判断；`not_found` 指未查到出处"),
    "indicator": ("code of the indicator", "指标代码"),
    "value": ("the figure as given", "数值，照原文"),
    "decisions.value": (
        "value it shall have; `open`: both statements stay, nothing is decided",
        "核定的值；`open` 表示两种记载并存，暂不核定",
    ),
    "fact": (
        "id of the fact that was decided on; left out: the tie between the two parties",
        "所核定事实的编号；不填则为双方的结好关系",
    ),
    "unit": ("unit", "单位"),
    "meaning": ("what exactly is counted", "统计口径"),
    "year": ("year it is of", "所属年份"),
    "includes": (
        "programmes, mechanisms, projects, events and visits that are part of it",
        "所含专项、机制、项目、活动、团组的编号",
    ),
    "holder": (
        "organisations that have it now: after a reform, the successor",
        "现承担单位的编号；机构改革后即承接单位",
    ),
    "quotas.holder": ("organisations that have it", "获得配额或授权的单位编号"),
    "former_holder": ("organisations that had it before", "原承担单位的编号"),
    "transferred": ("when it left the former holder", "划转日期"),
    "sites.place": ("place it lies in", "所在地"),
    "seen_by": ("visits on which it was seen", "参观过此处的团组编号"),
    "quotas.category": ("for whom: officials, business", "对象：公务、企业等"),
    "quotas.groups": ("groups allowed", "批次上限"),
    "quotas.persons": ("persons allowed", "人次上限"),
    "share": ("percent of the whole", "占比（%）"),
    "documents.date": ("when it was made or adopted", "制定或通过日期"),
    "issued_by": ("organisations that made or adopted it", "制定、发布单位的编号"),
    "dataset": ("table whose rows are complete", "登记完整的数据表"),
    "home": ("home for which they are; left out: that of `office.toml`", "所属本地；不填则按 `office.toml`"),
    "date_from": ("first day", "起始日期"),
    "date_to": ("last day", "截止日期"),
    "file": ("file of the row it hangs on", "相关行所在文件"),
    "decisions.file": ("file it is about; kept, not used", "所涉文件；只保存，不使用"),
    "row_id": ("id of that row", "相关行的编号"),
    "subject": ("what it is about", "事项"),
    "description": ("the disagreement", "不一致之处"),
    "property": (
        (
            "property of the fact in which its sources differ: "
            "`kind` or `status` of a tie, `date` of a step, `start` of a visit or event"
        ),
        (
            "核定的项目：结好关系的 `kind`（类别）、`status`（状态），步骤的 `date`（日期），"
            "团组、活动的 `start`（开始日期）等"
        ),
    ),
    "reason": ("why", "理由"),
    "decided_on": ("when", "核定日期"),
}


def table_meaning(table: str, lang: str) -> str:
    """Return the description of one row of a table.

    :raises KeyError: if the table has no description
    """
    return TABLE_MEANINGS[table][lang == "zh"]


def column_meaning(table: str, column: str, lang: str) -> str:
    """Return the description of a column.

    :raises KeyError: if the column has no description
    """
    return (COLUMN_MEANINGS.get(f"{table}.{column}") or COLUMN_MEANINGS[column])[lang == "zh"]
