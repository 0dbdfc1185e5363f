// name: domestic_port_links
// purpose: Links of the home's ports with other ports of its own country
// purpose_zh: 本地港口与国内其他港口的合作
// param home: id = @home -- the home | 本地
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
RETURN DISTINCT port.id AS port, other.id AS other, other.name_en AS name_en, other.name_zh AS name_zh, t.kind AS kind, t.status AS status, t.signed AS signed, t.id AS tie
ORDER BY port, other, tie
