// name: areas_at_a_glance
// purpose: Countries and areas that the home has to do with: ties, visits, events and consulates, counted each
// purpose_zh: 与本地有往来的国家（地区）：结好、团组、活动、驻在机构数
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column continent: text(continent) -- continent | 大洲
// column ties: int -- ties at whatever stage | 结好数（含意向）
// column sister_cities: int -- of these, signed sister cities | 其中友好城市
// column visits: int -- visits | 团组数
// column events: int -- events | 活动数
// column consulates: int -- its consulates seated in the home | 驻本地领馆数
// example: as_of=2024-12-31

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)--(x:Tie|Visit|Event)-[:BETWEEN|FROM_PLACE|TO_PLACE|HELD_IN|JOINED_BY]->(p:City|Region|CountryOrArea)-[:IN*0..3]->(c:CountryOrArea)
WHERE NOT p.id IN ids AND NOT (x)-[:SAME_AS]->(:Visit|Event)
  AND CASE WHEN x:Tie THEN coalesce(x.status, '') <> 'refuted' ELSE coalesce(x.status, 'held') = 'held' AND coalesce(x.start_to <= $as_of, false) END
WITH ids, c, count(DISTINCT CASE WHEN x:Tie THEN x END) AS ties, count(DISTINCT CASE WHEN x:Tie AND x.kind = 'sister_city' AND x.status = 'signed' THEN x END) AS sister_cities,
  count(DISTINCT CASE WHEN x:Visit THEN x END) AS visits, count(DISTINCT CASE WHEN x:Event THEN x END) AS events
OPTIONAL MATCH (c)<-[:SENT_BY]-(post:Consulate)-[:SEATED_IN]->(seat)
WHERE seat.id IN ids
RETURN c.iso2 AS country, c.continent AS continent, ties, sister_cities, visits, events, count(DISTINCT post) AS consulates
ORDER BY ties DESC, visits DESC, events DESC, country
