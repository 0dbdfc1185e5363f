// name: imprecise_signatures
// purpose: Signed ties of the home, its ports and organisations whose day of signature is not known to the day
// purpose_zh: 签署日期不详（仅到年、月或未载）的结好关系
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
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
WHERE NOT p.id IN ids OR own.role = 'a'
OPTIONAL MATCH (p)-[:IN|LOCATED_IN|BASED_IN*0..3]->(c:CountryOrArea)
WITH t, p, min(c.iso2) AS country
WHERE NOT coalesce(country, '-') IN split($outside, ',') AND NOT (p:Region AND (country IS NULL OR coalesce(p.admin_level, '') = 'supra_region'))
// include: tie_on_day
WITH t, p, reached, in_force WHERE in_force AND (reached.date IS NULL OR size(reached.date) < 10)
WITH DISTINCT t, p, reached
RETURN t.id AS tie, p.id AS party, reached.kind AS kind, reached.date AS signed, CASE WHEN reached.date IS NULL THEN 'none' WHEN size(reached.date) = 4 THEN 'year' ELSE 'month' END AS precision,
  COUNT { (t)<-[:SAYS]-(said:Statement) WHERE $known_as_of IS NULL OR coalesce(said.published_on_to, said.recorded_on) <= $known_as_of } AS statements
ORDER BY precision, party, tie
