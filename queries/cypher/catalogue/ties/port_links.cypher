// name: port_links
// purpose: The home's ports and what they are linked to: sister ports, routes, alliances, contacts
// purpose_zh: 本地港口的友好港、航线（班列）、联盟及联系
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
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
// column known_by: date -- where no source gives the day: since when it is known | 无日期时：最早见于记载的日期
// column in_force: truth -- whether it is signed or opened, and has not ended | 是否已签署（开通）且未终止
// column tie: id -- the tie | 结好关系
// example:

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN|LOCATED_IN|SERVES|BASED_IN*0..4]-(side:City|Region|CountryOrArea|Port|Organisation)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[own:BETWEEN]-(t:Tie)-[:BETWEEN]->(other:Port)
WHERE side:Port AND (NOT other.id IN ids OR own.role = 'a')
OPTIONAL MATCH (other)-[:SERVES]->(city:City)
OPTIONAL MATCH (other)-[:LOCATED_IN|IN*1..3]->(c:CountryOrArea)
WITH side, t, other, min(city.id) AS city, min(c.iso2) AS country
WHERE $country IS NULL OR country = $country
// include: tie_on_day
WITH side, t, other, city, country, reached, status, in_force WHERE status <> 'refuted'
RETURN side.id AS port, other.id AS other, other.name_en AS name_en, other.name_zh AS name_zh, other.unlocode AS unlocode, city, country,
  reached.kind AS kind, status, CASE WHEN reached.step = 'signed' THEN reached.date END AS signed, reached.known_by AS known_by, in_force, t.id AS tie
ORDER BY port, kind, coalesce(signed, '9999'), other
