// name: ties_by_country
// purpose: Ties of the home, its ports and organisations signed by a day, by country or area of the other party
// purpose_zh: 截至某日已签署的结好关系（含港口、机构），按对方国家（地区）统计
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column continent: text(continent) -- continent | 大洲
// column ties: int -- ties of any kind | 各类结好数
// column sister_cities: int -- of these, sister cities | 其中友好城市
// column first: date -- earliest signature, where dated | 最早签署（有日期者）
// column last: date -- latest signature, where dated | 最近签署（有日期者）
// column partners: texts -- ids of the partners | 伙伴编号
// example: as_of=2023-12-05

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN|LOCATED_IN|SERVES|BASED_IN*0..4]-(side:City|Region|CountryOrArea|Port|Organisation)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[:BETWEEN]-(t:Tie {family: 'relation'})-[:BETWEEN]->(p:City|Region|CountryOrArea|Port|Organisation)
WHERE NOT p.id IN ids AND NOT coalesce(t.status, '') IN ['refuted', 'terminated', 'expired']
MATCH (t)<-[:STEP_OF]-(s:TieStep {step: 'signed', status: 'done'})
WHERE coalesce(s.date_to, s.known_by) <= $as_of
OPTIONAL MATCH (p)-[:IN|LOCATED_IN|BASED_IN*0..3]->(c:CountryOrArea)
WITH DISTINCT t, s, p, c ORDER BY p.id
RETURN c.iso2 AS country, c.continent AS continent, count(DISTINCT t) AS ties, count(DISTINCT CASE WHEN s.kind = 'sister_city' THEN t END) AS sister_cities,
  min(s.date) AS first, max(s.date) AS last, collect(DISTINCT p.id) AS partners
ORDER BY ties DESC, country
