// name: domestic_port_links
// purpose: Links of the home's ports with other ports of its own country
// purpose_zh: 本地港口与国内其他港口的合作
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// column port: id -- port of the home | 本地港口
// column other: id -- the port at the other end | 对方港口
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column kind: text(tie_kind) -- kind of the tie | 结好类别
// column status: text(tie_status) -- status of the tie | 结好状态
// column signed: date -- day of signature | 签署日期
// column tie: id -- the tie | 结好关系
// example:

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN|LOCATED_IN|SERVES*0..4]-(port:Port)
WITH collect(DISTINCT port) AS ports, collect(DISTINCT port.id) AS ids
UNWIND ports AS port
MATCH (port)<-[:BETWEEN]-(t:Tie)-[:BETWEEN]->(other:Port)
WHERE NOT other.id IN ids
MATCH (port)-[:LOCATED_IN|IN*1..3]->(c:CountryOrArea)<-[:LOCATED_IN|IN*1..3]-(other)
WITH DISTINCT port, t, other
// include: tie_on_day
WITH port, t, other, reached, status WHERE status <> 'refuted'
RETURN port.id AS port, other.id AS other, other.name_en AS name_en, other.name_zh AS name_zh, reached.kind AS kind, status,
  CASE WHEN reached.step = 'signed' THEN reached.date END AS signed, t.id AS tie
ORDER BY port, other, tie
