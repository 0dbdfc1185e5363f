// name: events_of_partner
// purpose: Events that the home and one partner share, the latest first
// purpose_zh: 本地与某一伙伴共同参与的活动，最近者在前
// param partner: id -- the partner | 伙伴
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param to: date = @today -- only up to this day | 截止日期
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column event: id -- the event | 活动
// column kind: text(event_kind) -- kind of event | 活动类别
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column start: date -- first day | 开始日期
// column last_day: date -- last day | 结束日期
// column held_in: id -- where | 地点
// example: partner=nice

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
// include: events_on_day
WITH event, e, dated, rows, far WHERE dated.start_to <= $to AND any(place IN far WHERE place.id = $partner)
WITH event, e, dated, COLLECT { UNWIND rows AS row MATCH (row)-[:HELD_IN]->(venue) WITH DISTINCT venue.id AS id, CASE row.id WHEN event THEN 0 ELSE 1 END AS rank ORDER BY rank, id RETURN id }[0] AS held_in
RETURN event, e.kind AS kind, e.name_en AS name_en, e.name_zh AS name_zh, dated.start AS start, coalesce(dated.end, e.end) AS last_day, held_in
ORDER BY dated.start_to DESC, event
