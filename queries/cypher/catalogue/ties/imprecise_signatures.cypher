// name: imprecise_signatures
// purpose: Signed ties of the home, its ports and organisations whose day of signature is not known to the day
// purpose_zh: 签署日期不详（仅到年、月或未载）的结好关系
// param home: id = @home -- the home | 本地
// column tie: id -- the tie | 结好关系
// column party: id -- the other party | 对方
// column kind: text(tie_kind) -- kind of the tie | 结好类别
// column signed: date -- day of signature | 签署日期
// column precision: text -- none, year or month | 日期精度：无、年、月
// column statements: int -- number of statements | 来源记载数
// example:

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN|LOCATED_IN|SERVES|BASED_IN*0..4]-(side:City|Region|CountryOrArea|Port|Organisation)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[own:BETWEEN]-(t:Tie)-[:BETWEEN]->(p:City|Region|CountryOrArea|Port|Organisation)
WHERE (NOT p.id IN ids OR own.role = 'a') AND t.status IN ['signed', 'opened', 'dormant'] AND (t.signed IS NULL OR size(t.signed) < 10)
OPTIONAL MATCH (t)<-[:SAYS]-(s:Statement)
RETURN t.id AS tie, p.id AS party, t.kind AS kind, t.signed AS signed, CASE WHEN t.signed IS NULL THEN 'none' WHEN size(t.signed) = 4 THEN 'year' ELSE 'month' END AS precision,
  count(DISTINCT s) AS statements
ORDER BY precision, party, tie
