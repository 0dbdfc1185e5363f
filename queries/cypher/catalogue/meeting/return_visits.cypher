// name: return_visits
// purpose: Places with a tie of the home to which a return visit is owed: their last delegation came later than the home's last one went
// purpose_zh: 应回访的结好对象：对方最近一次来访晚于本地最近一次出访
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// column place: id -- the partner | 对方
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column received: date -- first day of their last visit | 对方最近一次来访
// column visit: id -- that visit | 该次来访
// column level: text(level) -- level of its head | 团长级别
// column sent: date -- first day of the home's last visit there; empty if none is recorded | 本地最近一次出访，未登记则为空
// example: as_of=2020-01-22

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[:BETWEEN]-(:Tie {family: 'relation'})-[:BETWEEN]->(p:City|Region|CountryOrArea)
WHERE NOT p.id IN ids
WITH DISTINCT ids, p
MATCH (p)<-[:FROM_PLACE]-(v:Visit {direction: 'inbound'})-[:TO_PLACE]->(own:City|Region|CountryOrArea)
WHERE own.id IN ids AND coalesce(v.status, 'held') = 'held' AND v.start_to <= $as_of
WITH ids, p, v ORDER BY v.start_to DESC, v.id
WITH ids, p, collect(DISTINCT v)[0] AS last
OPTIONAL MATCH (p)<-[:TO_PLACE]-(w:Visit {direction: 'outbound'})-[:FROM_PLACE]->(from:City|Region|CountryOrArea)
WHERE from.id IN ids AND coalesce(w.status, 'held') = 'held' AND w.start_to <= $as_of
WITH p, last, w ORDER BY w.start_to DESC, w.id
WITH p, last, collect(w)[0] AS went
WHERE went IS NULL OR went.start_to < last.start_to
OPTIONAL MATCH (p)-[:IN]->(c:CountryOrArea)
WITH p, last, went, head(collect(DISTINCT c.iso2)) AS country
RETURN p.id AS place, CASE WHEN p:CountryOrArea THEN null ELSE p.name_en END AS name_en, CASE WHEN p:CountryOrArea THEN null ELSE p.name_zh END AS name_zh,
  coalesce(p.iso2, country) AS country, last.start AS received, last.id AS visit, last.level AS level, went.start AS sent
ORDER BY received DESC, place
