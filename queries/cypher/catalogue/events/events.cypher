// name: events
// purpose: Events in the home or with its part in a period, each happening once
// purpose_zh: 某一时期在本地举办或本地参与的活动，同一活动只列一次
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param from: date = null -- only from this day on | 起始日期
// param to: date = @today -- only up to this day | 截止日期
// param kind: text(event_kind) = null -- only events of this kind | 只看该类别
// param country: text = null -- only this country or area, as an ISO 3166-1 alpha-2 code | 只看该国家（地区），ISO 3166-1 二位代码
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column event: id -- the event | 活动
// column kind: text(event_kind) -- kind of event | 活动类别
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column start: date -- first day | 开始日期
// column last_day: date -- last day | 结束日期
// column held_in: id -- where | 地点
// column areas: areas -- countries or areas that took part | 参与国家（地区）
// column participants: int -- parties that took part | 参与方数
// example: kind=concert

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
// include: events_on_day
WITH event, e, dated, rows, COLLECT { UNWIND rows AS row MATCH (row)-[:JOINED_BY]->(guest) WITH DISTINCT guest ORDER BY guest.id RETURN guest } AS guests, COLLECT { UNWIND rows AS row MATCH (row)-[:HELD_IN]->(venue) WITH DISTINCT venue.id AS id, CASE row.id WHEN event THEN 0 ELSE 1 END AS rank ORDER BY rank, id RETURN id } AS venues
WHERE ($from IS NULL OR dated.start_from >= $from) AND dated.start_to <= $to AND ($kind IS NULL OR e.kind = $kind)
WITH event, e, dated, guests, venues[0] AS held_in,
  COLLECT { UNWIND guests AS guest MATCH (guest)-[:IN*0..3]->(c:CountryOrArea) WHERE NOT c.iso2 IN split($outside, ',') WITH DISTINCT c.iso2 AS area ORDER BY area RETURN area } AS areas
WHERE $country IS NULL OR $country IN areas
RETURN event, e.kind AS kind, e.name_en AS name_en, e.name_zh AS name_zh, dated.start AS start, coalesce(dated.end, e.end) AS last_day, held_in, areas, size(guests) AS participants
ORDER BY dated.start_from, dated.start_to, event
