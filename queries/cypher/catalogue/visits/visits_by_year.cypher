// name: visits_by_year
// purpose: Visits of the home by year and direction; happenings, not reports of them, are counted
// purpose_zh: 本地历年往来团组按方向统计；同一往来只计一次
// param home: id = @home -- the home | 本地
// param from: date = null -- only from this day on | 起始日期
// param to: date = @today -- only up to this day | 截止日期
// column year: int -- year | 年份
// column visits: int -- visits | 团组数
// column inbound: int -- inbound visits | 来访
// column outbound: int -- outbound visits | 出访
// column online: int -- online meetings | 线上
// column domestic_tour: int -- domestic tours | 境内考察
// example: from=2015-01-01 to=2024-12-31

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[:FROM_PLACE|TO_PLACE]-(v:Visit)
WHERE NOT (v)-[:SAME_AS]->(:Visit) AND coalesce(v.status, 'held') = 'held'
  AND ($from IS NULL OR v.start_from >= $from) AND ($to IS NULL OR v.start_to <= $to)
WITH DISTINCT ids, v
RETURN v.start_from.year AS year, count(v) AS visits, count(CASE WHEN v.direction = 'inbound' THEN v END) AS inbound,
  count(CASE WHEN v.direction = 'outbound' THEN v END) AS outbound, count(CASE WHEN v.direction = 'online' THEN v END) AS online,
  count(CASE WHEN v.direction = 'domestic_tour' THEN v END) AS domestic_tour
ORDER BY coalesce(year, 9999)
