// name: channels_without_tie
// purpose: Countries and areas that the home reaches through a consulate, a port link or an organisation's agreement, without a signed tie of the home's places there
// purpose_zh: 本地已有领馆、港口或机构渠道而尚无结好城市的国家（地区）
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column continent: text(continent) -- continent | 大洲
// column consulates: texts -- its consulates seated in the home | 驻本地领馆
// column ports: texts -- its ports linked with those of the home | 有联系的港口
// column organisations: texts -- its organisations with an agreement | 有协议的机构
// example: as_of=2024-12-31

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN|LOCATED_IN|SERVES|BASED_IN*0..4]-(side:City|Region|CountryOrArea|Port|Organisation)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
CALL (sides, ids) {
  UNWIND sides AS side
  MATCH (side)<-[:SEATED_IN]-(x:Consulate)-[:SENT_BY]->(c:CountryOrArea)
  RETURN c, 'consulate' AS channel, x.id AS id
  UNION
  UNWIND sides AS side
  MATCH (side)<-[:BETWEEN]-(:Tie)-[:BETWEEN]->(x:Port)-[:LOCATED_IN|IN*1..3]->(c:CountryOrArea)
  WHERE NOT x.id IN ids
  RETURN c, 'port' AS channel, x.id AS id
  UNION
  UNWIND sides AS side
  MATCH (side)<-[:BETWEEN]-(:Tie)-[:BETWEEN]->(x:Organisation)-[:BASED_IN|IN*1..4]->(c:CountryOrArea)
  WHERE NOT x.id IN ids
  RETURN c, 'organisation' AS channel, x.id AS id
}
WITH ids, c, channel, id ORDER BY id
WITH ids, c, collect(DISTINCT CASE WHEN channel = 'consulate' THEN id END) AS consulates, collect(DISTINCT CASE WHEN channel = 'port' THEN id END) AS ports,
  collect(DISTINCT CASE WHEN channel = 'organisation' THEN id END) AS organisations
WHERE NOT EXISTS {
  MATCH (c)<-[:IN*0..3]-(p:City|Region|CountryOrArea)<-[:BETWEEN]-(t:Tie {family: 'relation'})-[:BETWEEN]->(own:City|Region|CountryOrArea)
  MATCH (t)<-[:STEP_OF]-(s:TieStep {step: 'signed', status: 'done'})
  WHERE own.id IN ids AND NOT p.id IN ids AND NOT coalesce(t.status, '') IN ['refuted', 'terminated', 'expired'] AND coalesce(s.date_to, s.known_by) <= $as_of
} AND NOT EXISTS { MATCH (c)<-[:IN*0..3]-(own) WHERE own.id IN ids }
RETURN c.iso2 AS country, c.continent AS continent, consulates, ports, organisations
ORDER BY country
