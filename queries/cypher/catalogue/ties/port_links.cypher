// name: port_links
// purpose: The home's ports and what they are linked to: sister ports, routes, alliances, contacts
// purpose_zh: 本地港口的友好港、航线（班列）、联盟及联系
// param home: id = @home -- the home | 本地
// param country: text = null -- only this country or area, as an ISO 3166-1 alpha-2 code | 只看该国家（地区），ISO 3166-1 二位代码
// column port: id -- port of the home | 本地港口
// column other: id -- the port at the other end | 对方港口
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column unlocode: text -- its UN/LOCODE | 联合国口岸代码
// column city: id -- the city it serves | 所属城市
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column kind: text(tie_kind) -- kind of the tie | 结好类别
// column status: text(tie_status) -- status of the tie | 结好状态
// column signed: date -- day of signature | 签署日期
// column tie: id -- the tie | 结好关系
// example:

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN|LOCATED_IN|SERVES|BASED_IN*0..4]-(side:City|Region|CountryOrArea|Port|Organisation)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[own:BETWEEN]-(t:Tie)-[:BETWEEN]->(other:Port)
WHERE side:Port AND (NOT other.id IN ids OR own.role = 'a')
OPTIONAL MATCH (other)-[:SERVES]->(city:City)
OPTIONAL MATCH (other)-[:LOCATED_IN|IN*1..3]->(c:CountryOrArea)
WITH side, t, other, head(collect(DISTINCT city.id)) AS city, head(collect(DISTINCT c.iso2)) AS country
WHERE $country IS NULL OR country = $country
RETURN side.id AS port, other.id AS other, other.name_en AS name_en, other.name_zh AS name_zh, other.unlocode AS unlocode, city, country,
  t.kind AS kind, t.status AS status, t.signed AS signed, t.id AS tie
ORDER BY port, kind, coalesce(signed, '9999'), other
