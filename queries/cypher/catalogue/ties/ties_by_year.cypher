// name: ties_by_year
// purpose: Ties of the home in force on a day by the year of signature and kind; a tie counts once, under what it is on the day
// purpose_zh: 某日有效的结好关系按签署年份与类别统计；每一关系按当日类别只计一次
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param kind: text(tie_kind) = null -- only signatures of this kind | 只看该类别
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column year: int -- year | 年份
// column kind: text(tie_kind) -- kind of tie signed | 签署类别
// column ties: int -- ties signed | 签署数
// column partners: texts -- ids of the partners | 伙伴编号
// example: kind=sister_city as_of=2023-12-05

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN|LOCATED_IN|SERVES|BASED_IN*0..4]-(side:City|Region|CountryOrArea|Port|Organisation)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[:BETWEEN]-(t:Tie {family: 'relation'})-[:BETWEEN]->(p:City|Region|CountryOrArea|Port|Organisation)
WHERE NOT p.id IN ids
OPTIONAL MATCH (p)-[:IN|LOCATED_IN|BASED_IN*0..3]->(c:CountryOrArea)
WITH ids, t, p, min(c.iso2) AS country, min(c.continent) AS continent
WHERE NOT coalesce(country, '-') IN split($outside, ',') AND NOT (p:Region AND (country IS NULL OR coalesce(p.admin_level, '') = 'supra_region'))
// include: tie_on_day
WITH t, p, reached, in_force WHERE in_force AND ($kind IS NULL OR reached.kind = $kind)
WITH DISTINCT t, p, reached ORDER BY p.id
RETURN reached.date_from.year AS year, reached.kind AS kind, count(DISTINCT t) AS ties, collect(DISTINCT p.id) AS partners
ORDER BY coalesce(year, 9999), kind
