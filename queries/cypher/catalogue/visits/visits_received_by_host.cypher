// name: visits_received_by_host
// purpose: Visits that the home received in a period, by who received them
// purpose_zh: 某一时期本地来访团组按接待单位统计
// param home: id = @home -- the home | 本地
// param from: date = null -- only from this day on | 起始日期
// param to: date = @today -- only up to this day | 截止日期
// column host: text -- who received them | 接待单位
// column visits: int -- visits | 团组数
// column high_level: int -- of these, high-level visits | 其中高访
// column last: date -- the latest of them | 其中最近
// example: from=2015-01-01 to=2024-12-31

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[:FROM_PLACE|TO_PLACE]-(v:Visit)
WHERE NOT (v)-[:SAME_AS]->(:Visit) AND coalesce(v.status, 'held') = 'held'
  AND ($from IS NULL OR v.start_from >= $from) AND ($to IS NULL OR v.start_to <= $to) AND v.direction = 'inbound'
WITH DISTINCT ids, v
RETURN v.host AS host, count(v) AS visits, count(CASE WHEN v.level IN ['head_of_state', 'vice_minister_or_ambassador'] THEN v END) AS high_level, max(v.start) AS last
ORDER BY visits DESC, host
