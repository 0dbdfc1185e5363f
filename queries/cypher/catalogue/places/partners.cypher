// name: partners
// purpose: What binds each place with the home by a day: ties, visits each way, events, projects, organisations, ports; the richest first. Regions of several countries are no partners
// purpose_zh: 截至某日本地与各地的联系一览：结好、来访、出访、活动、项目、机构、港口。跨国区域不计为伙伴
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column place: id -- the partner | 伙伴
// column label: text -- what it is, as a label of the model | 模型中的类型
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
MATCH (side)<-[:BETWEEN]-(t:Tie {family: 'relation'})-[:BETWEEN]->(p:City|Region|CountryOrArea)
WHERE NOT p.id IN ids
OPTIONAL MATCH (p)-[:IN*0..3]->(c:CountryOrArea)
WITH sides, ids, side, t, p, min(c.iso2) AS country
WHERE NOT coalesce(country, '-') IN split($outside, ',') AND NOT (p:Region AND (country IS NULL OR coalesce(p.admin_level, '') = 'supra_region'))
// include: tie_on_day
WITH sides, ids, p, t, status WHERE status <> 'refuted'
WITH sides, ids, p, count(DISTINCT t) AS ties
WITH sides, ids, collect({place: p, ties: ties}) AS tied
CALL (sides, ids) {
  CALL (sides, ids) {
// include: visits_on_day
    UNWIND far AS place
    RETURN place, v.direction AS what
    UNION ALL
    WITH sides, ids
// include: events_on_day
    UNWIND far AS place
    RETURN place, 'event' AS what
  }
  WITH place, count(CASE WHEN what = 'inbound' THEN 1 END) AS inbound, count(CASE WHEN what = 'outbound' THEN 1 END) AS outbound, count(CASE WHEN what = 'event' THEN 1 END) AS events
  RETURN collect({place: place, inbound: inbound, outbound: outbound, events: events}) AS met
}
UNWIND tied + met AS entry
WITH entry.place AS p, sum(coalesce(entry.ties, 0)) AS ties, sum(coalesce(entry.inbound, 0)) AS inbound, sum(coalesce(entry.outbound, 0)) AS outbound, sum(coalesce(entry.events, 0)) AS events
OPTIONAL MATCH (p)-[:IN*0..3]->(c:CountryOrArea)
WITH p, ties, inbound, outbound, events, min(c.iso2) AS country
WHERE NOT (p:Region AND (country IS NULL OR coalesce(p.admin_level, '') = 'supra_region'))
WITH p, ties, inbound, outbound, events, country,
  COUNT { (p)<-[:INVOLVES]-(x:Project) WHERE coalesce(x.start_to <= $as_of, true) AND ($known_as_of IS NULL OR EXISTS { MATCH (x)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of }) } AS projects,
  COUNT { (p)<-[:BASED_IN]-(o:Organisation) WHERE coalesce(o.valid_from_to <= $as_of, true) AND coalesce(o.valid_to_to > $as_of, true) AND ($known_as_of IS NULL OR EXISTS { MATCH (o)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of }) } AS organisations, COUNT { (p)<-[:SERVES]-(port:Port) WHERE ($known_as_of IS NULL OR EXISTS { MATCH (port)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of }) } AS ports
RETURN p.id AS place, labels(p)[0] AS label, CASE WHEN p:CountryOrArea THEN null ELSE p.name_en END AS name_en, CASE WHEN p:CountryOrArea THEN null ELSE p.name_zh END AS name_zh, country, ties, inbound, outbound, events, projects, organisations, ports,
  ties + inbound + outbound + events + projects + organisations + ports AS total
ORDER BY total DESC, place
