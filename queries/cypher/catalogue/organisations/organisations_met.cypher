// name: organisations_met
// purpose: Organisations and consulates that the home's visits met, most often met first; only those that the store knows by that name
// purpose_zh: 本地往来团组会见的机构与领馆，按次数排列；仅含库中已有名称者
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param from: date = null -- only from this day on | 起始日期
// param to: date = @today -- only up to this day | 截止日期
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column organisation: id -- the organisation | 机构
// column label: text -- what it is, as a label of the model | 模型中的类型
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column kind: text -- its kind | 类别
// column visits: int -- visits | 团组数
// column last: date -- the latest of them | 其中最近
// example: to=2024-12-31

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
// include: visits_on_day
WITH v, dated, rows WHERE ($from IS NULL OR dated.start_from >= $from) AND dated.start_to <= $to
UNWIND rows AS row
MATCH (row)-[:MET_WITH]->(o:Organisation|Consulate)
WITH DISTINCT v, dated, o
RETURN o.id AS organisation, labels(o)[0] AS label, o.name_en AS name_en, o.name_zh AS name_zh, o.kind AS kind, count(v) AS visits, max(dated.start) AS last
ORDER BY visits DESC, organisation
