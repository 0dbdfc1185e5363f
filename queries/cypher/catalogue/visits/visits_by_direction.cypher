// name: visits_by_direction
// purpose: Visits of the home in a period by direction; happenings, not reports of them, are counted
// purpose_zh: 某一时期本地往来团组按方向统计；同一往来只计一次
// param home: id = @home -- the home | 本地
// param from: date = null -- only from this day on | 起始日期
// param to: date = @today -- only up to this day | 截止日期
// column direction: text(direction) -- direction | 方向
// column visits: int -- visits | 团组数
// column first: date -- the earliest of them | 其中最早
// column last: date -- the latest of them | 其中最近
// example: from=2015-01-01 to=2024-12-31

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[:FROM_PLACE|TO_PLACE]-(v:Visit)
WHERE NOT (v)-[:SAME_AS]->(:Visit) AND coalesce(v.status, 'held') = 'held'
  AND ($from IS NULL OR v.start_from >= $from) AND ($to IS NULL OR v.start_to <= $to)
WITH DISTINCT ids, v
RETURN v.direction AS direction, count(v) AS visits, min(v.start) AS first, max(v.start) AS last
ORDER BY visits DESC, direction
