// name: channels_without_tie
// purpose: Countries and areas that the home reaches on a day through a consulate, a port link or an organisation's agreement, without a tie in force of the home's places there
// purpose_zh: 某日本地已有领馆、港口或机构渠道而无有效结好城市的国家（地区）
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column continent: text(continent) -- continent | 大洲
// column consulates: texts -- its consulates seated in the home | 驻本地领馆
// column ports: texts -- its ports linked with those of the home | 有联系的港口
// column organisations: texts -- its organisations with an agreement | 有协议的机构
// column undated: texts -- of the consulates, those whose opening is not recorded, listed on every day | 其中未载开馆日期、每日均列的领馆
// example: as_of=2024-12-31

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN|LOCATED_IN|SERVES|BASED_IN*0..4]-(side:City|Region|CountryOrArea|Port|Organisation)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
CALL (sides, ids) {
  UNWIND sides AS side
  MATCH (side)<-[:SEATED_IN]-(o:Consulate)-[:SENT_BY]->(c:CountryOrArea)
  WHERE coalesce(o.opened_to <= $as_of, true) AND coalesce(o.closed_to > $as_of, true) AND ($known_as_of IS NULL OR EXISTS { MATCH (o)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of })
  RETURN c, 'consulate' AS channel, o.id AS id, o.opened IS NULL AS undated
  UNION
  UNWIND sides AS side
  MATCH (side)<-[:BETWEEN]-(t:Tie)-[:BETWEEN]->(o:Port|Organisation)-[:LOCATED_IN|BASED_IN|IN*1..4]->(c:CountryOrArea)
  WHERE NOT o.id IN ids AND coalesce(o.valid_from_to <= $as_of, true) AND coalesce(o.valid_to_to > $as_of, true)
  WITH DISTINCT c, o, t
// include: tie_on_day
  WITH c, o, status WHERE NOT status IN ['refuted', 'terminated', 'expired', 'suspended']
  RETURN c, CASE WHEN o:Port THEN 'port' ELSE 'organisation' END AS channel, o.id AS id, false AS undated
}
WITH ids, c, channel, id, undated ORDER BY id
WITH ids, c, collect(DISTINCT CASE WHEN channel = 'consulate' THEN id END) AS consulates, collect(DISTINCT CASE WHEN channel = 'port' THEN id END) AS ports,
  collect(DISTINCT CASE WHEN channel = 'organisation' THEN id END) AS organisations, collect(DISTINCT CASE WHEN undated THEN id END) AS undated
WHERE NOT c.iso2 IN split($outside, ',') AND NOT EXISTS { MATCH (c)<-[:IN*0..3]-(own) WHERE own.id IN ids }
OPTIONAL MATCH (c)<-[:IN*0..3]-(p:City|Region|CountryOrArea)<-[:BETWEEN]-(t:Tie {family: 'relation'})-[:BETWEEN]->(own:City|Region|CountryOrArea)
WHERE own.id IN ids AND NOT p.id IN ids
WITH c, consulates, ports, organisations, undated, collect(DISTINCT t) AS ties
CALL (ties) {
  UNWIND ties AS t
// include: tie_on_day
  RETURN count(CASE WHEN in_force THEN 1 END) AS tied
}
WITH c, consulates, ports, organisations, undated, tied WHERE tied = 0
RETURN c.iso2 AS country, c.continent AS continent, consulates, ports, organisations, undated
ORDER BY country
