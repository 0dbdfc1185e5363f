// name: events_of_partner
// purpose: Events that the home and one partner share, the latest first
// purpose_zh: 本地与某一伙伴共同参与的活动，最近者在前
// param partner: id -- the partner | 伙伴
// param home: id = @home -- the home | 本地
// param to: date = @today -- only up to this day | 截止日期
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
MATCH (p:City|Region|CountryOrArea {id: $partner})<-[:HELD_IN|JOINED_BY]-(e:Event)-[:HELD_IN|JOINED_BY]->(own)
WHERE own.id IN ids AND NOT p.id IN ids AND NOT (e)-[:SAME_AS]->(:Event) AND coalesce(e.status, 'held') = 'held' AND e.start_to <= $to
WITH DISTINCT e
OPTIONAL MATCH (e)-[:HELD_IN]->(venue)
WITH e, min(venue.id) AS held_in
RETURN e.id AS event, e.kind AS kind, e.name_en AS name_en, e.name_zh AS name_zh, e.start AS start, e.end AS last_day, held_in
ORDER BY e.start_to DESC, event
