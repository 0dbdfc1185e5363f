// name: ties_by_year
// purpose: Signatures of the home, its ports and organisations by year and kind up to a day; the row without a year holds those no source dates
// purpose_zh: 截至某日本地（含港口、机构）各年各类签署数；无年份的一行为未载日期者
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param kind: text(tie_kind) = null -- only signatures of this kind | 只看该类别
// column year: int -- year | 年份
// column kind: text(tie_kind) -- kind of tie signed | 签署类别
// column ties: int -- ties signed | 签署数
// column partners: texts -- ids of the partners | 伙伴编号
// example: kind=sister_city as_of=2023-12-05

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN|LOCATED_IN|SERVES|BASED_IN*0..4]-(side:City|Region|CountryOrArea|Port|Organisation)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[:BETWEEN]-(t:Tie {family: 'relation'})-[:BETWEEN]->(p:City|Region|CountryOrArea|Port|Organisation)
WHERE NOT p.id IN ids AND NOT coalesce(t.status, '') IN ['refuted', 'terminated', 'expired']
MATCH (t)<-[:STEP_OF]-(s:TieStep {step: 'signed', status: 'done'})
WHERE coalesce(s.date_to, s.known_by) <= $as_of AND ($kind IS NULL OR s.kind = $kind)
WITH DISTINCT t, s, p ORDER BY p.id
RETURN s.date_from.year AS year, s.kind AS kind, count(DISTINCT t) AS ties, collect(DISTINCT p.id) AS partners
ORDER BY coalesce(year, 9999), kind
