// name: events_by_year
// purpose: Events in the home or with its part by year
// purpose_zh: 历年在本地举办或本地参与的活动数
// param home: id = @home -- the home | 本地
// param from: date = null -- only from this day on | 起始日期
// param to: date = @today -- only up to this day | 截止日期
// column year: int -- year | 年份
// column events: int -- events | 活动数
// column in_home: int -- of these, held in the home | 其中在本地举办
// column kinds: texts -- kinds of event | 活动类别
// example: from=2015-01-01 to=2024-12-31

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[:HELD_IN|JOINED_BY]-(e:Event)
WHERE NOT (e)-[:SAME_AS]->(:Event) AND coalesce(e.status, 'held') = 'held'
  AND ($from IS NULL OR e.start_from >= $from) AND ($to IS NULL OR e.start_to <= $to)
WITH DISTINCT ids, e
WITH ids, e ORDER BY e.kind
RETURN e.start_from.year AS year, count(e) AS events, count(CASE WHEN EXISTS { MATCH (e)-[:HELD_IN]->(venue) WHERE venue.id IN ids } THEN e END) AS in_home,
  collect(DISTINCT e.kind) AS kinds
ORDER BY coalesce(year, 9999)
