// name: partners
// purpose: What binds each place with the home: ties, visits each way, events, projects, organisations, ports; the richest first
// purpose_zh: 本地与各地的联系一览：结好、来访、出访、活动、项目、机构、港口
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// column place: id -- the partner | 伙伴
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column ties: int -- ties with the home | 与本地的结好数
// column inbound: int -- inbound visits | 来访
// column outbound: int -- outbound visits | 出访
// column events: int -- events | 活动数
// column projects: int -- projects | 项目数
// column organisations: int -- organisations seated there | 机构数
// column ports: int -- ports that serve it | 港口数
// column total: int -- sum of these | 合计
// example: as_of=2024-12-31

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)--(x:Tie|Visit|Event)-[:BETWEEN|FROM_PLACE|TO_PLACE|HELD_IN|JOINED_BY]->(p:City|Region|CountryOrArea)
WHERE NOT p.id IN ids AND NOT (x)-[:SAME_AS]->(:Visit|Event)
  AND CASE WHEN x:Tie THEN coalesce(x.status, '') <> 'refuted' ELSE coalesce(x.status, 'held') = 'held' AND coalesce(x.start_to <= $as_of, false) END
WITH p, count(DISTINCT CASE WHEN x:Tie THEN x END) AS ties, count(DISTINCT CASE WHEN x:Visit AND x.direction = 'inbound' THEN x END) AS inbound,
  count(DISTINCT CASE WHEN x:Visit AND x.direction = 'outbound' THEN x END) AS outbound, count(DISTINCT CASE WHEN x:Event THEN x END) AS events
OPTIONAL MATCH (p)-[:IN]->(c:CountryOrArea)
WITH p, ties, inbound, outbound, events, head(collect(DISTINCT c.iso2)) AS country,
  COUNT { (p)<-[:INVOLVES]-(:Project) } AS projects, COUNT { (p)<-[:BASED_IN]-(:Organisation) } AS organisations, COUNT { (p)<-[:SERVES]-(:Port) } AS ports
RETURN p.id AS place, CASE WHEN p:CountryOrArea THEN null ELSE p.name_en END AS name_en, CASE WHEN p:CountryOrArea THEN null ELSE p.name_zh END AS name_zh, coalesce(p.iso2, country) AS country, ties, inbound, outbound, events, projects, organisations, ports,
  ties + inbound + outbound + events + projects + organisations + ports AS total
ORDER BY total DESC, place
