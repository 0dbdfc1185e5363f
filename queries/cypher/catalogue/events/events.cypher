// name: events
// purpose: Events in the home or with its part in a period, each happening once
// purpose_zh: 某一时期在本地举办或本地参与的活动，同一活动只列一次
// param home: id = @home -- the home | 本地
// param from: date = null -- only from this day on | 起始日期
// param to: date = @today -- only up to this day | 截止日期
// param kind: text(event_kind) = null -- only events of this kind | 只看该类别
// param country: text = null -- only this country or area, as an ISO 3166-1 alpha-2 code | 只看该国家（地区），ISO 3166-1 二位代码
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
UNWIND sides AS side
MATCH (side)<-[:HELD_IN|JOINED_BY]-(e:Event)
WHERE NOT (e)-[:SAME_AS]->(:Event) AND coalesce(e.status, 'held') = 'held'
  AND ($from IS NULL OR e.start_from >= $from) AND ($to IS NULL OR e.start_to <= $to) AND ($kind IS NULL OR e.kind = $kind)
WITH DISTINCT ids, e
OPTIONAL MATCH (e)-[:HELD_IN]->(venue)
OPTIONAL MATCH (e)-[:JOINED_BY]->(guest)
OPTIONAL MATCH (guest)-[:IN*0..1]->(c:CountryOrArea)
WITH e, min(venue.id) AS held_in, c.iso2 AS area, collect(DISTINCT guest.id) AS guests ORDER BY area
WITH e, held_in, collect(area) AS areas, collect(guests) AS groups
OPTIONAL MATCH (e)-[:JOINED_BY]->(guest)
WITH e, held_in, areas, count(DISTINCT guest) AS participants
WHERE $country IS NULL OR $country IN areas
RETURN e.id AS event, e.kind AS kind, e.name_en AS name_en, e.name_zh AS name_zh, e.start AS start, e.end AS last_day, held_in, areas, participants
ORDER BY e.start_from, e.start_to, event
