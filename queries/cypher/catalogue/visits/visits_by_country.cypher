// name: visits_by_country
// purpose: Visits of the home in a period by country or area of the other end; a group from several counts for each, the row without one holds those whose origin no source names
// purpose_zh: 某一时期本地往来团组按对方国家（地区）统计；来自多国者各计一次，无国家一行为出处未载明者
// param home: id = @home -- the home | 本地
// param from: date = null -- only from this day on | 起始日期
// param to: date = @today -- only up to this day | 截止日期
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column visits: int -- visits | 团组数
// column inbound: int -- inbound visits | 来访
// column outbound: int -- outbound visits | 出访
// column last: date -- the latest of them | 其中最近
// example: from=2015-01-01 to=2024-12-31

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[:FROM_PLACE|TO_PLACE]-(v:Visit)
WHERE NOT (v)-[:SAME_AS]->(:Visit) AND coalesce(v.status, 'held') = 'held'
  AND ($from IS NULL OR v.start_from >= $from) AND ($to IS NULL OR v.start_to <= $to)
WITH DISTINCT ids, v
OPTIONAL MATCH (v)-[:FROM_PLACE|TO_PLACE]->(far:City|Region|CountryOrArea)
WHERE NOT far.id IN ids
OPTIONAL MATCH (far)-[:IN]->(c:CountryOrArea)
WITH DISTINCT v, coalesce(far.iso2, c.iso2) AS country
RETURN country, count(v) AS visits, count(CASE WHEN v.direction = 'inbound' THEN v END) AS inbound, count(CASE WHEN v.direction = 'outbound' THEN v END) AS outbound,
  max(v.start) AS last
ORDER BY visits DESC, country
