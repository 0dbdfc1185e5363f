// name: events_by_kind
// purpose: Events in the home or with its part in a period, by kind
// purpose_zh: 某一时期在本地举办或本地参与的活动按类别统计
// param home: id = @home -- the home | 本地
// param from: date = null -- only from this day on | 起始日期
// param to: date = @today -- only up to this day | 截止日期
// column kind: text(event_kind) -- kind of event | 活动类别
// column events: int -- events | 活动数
// column in_home: int -- of these, held in the home | 其中在本地举办
// column first: date -- the earliest | 最早
// column last: date -- the latest | 最近
// example: from=2015-01-01 to=2024-12-31

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[:HELD_IN|JOINED_BY]-(e:Event)
WHERE NOT (e)-[:SAME_AS]->(:Event) AND coalesce(e.status, 'held') = 'held'
  AND ($from IS NULL OR e.start_from >= $from) AND ($to IS NULL OR e.start_to <= $to)
WITH DISTINCT ids, e
RETURN e.kind AS kind, count(e) AS events, count(CASE WHEN EXISTS { MATCH (e)-[:HELD_IN]->(venue) WHERE venue.id IN ids } THEN e END) AS in_home,
  min(e.start) AS first, max(e.start) AS last
ORDER BY events DESC, kind
