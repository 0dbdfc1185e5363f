// name: ties_by_continent
// purpose: Ties of the home, its ports and organisations signed by a day, by continent of the other party
// purpose_zh: 截至某日已签署的结好关系（含港口、机构），按对方所在大洲统计
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column continent: text(continent) -- continent | 大洲
// column ties: int -- ties of any kind | 各类结好数
// column sister_cities: int -- of these, sister cities | 其中友好城市
// column areas: areas -- countries or areas | 国家（地区）
// column partners: texts -- ids of the partners | 伙伴编号
// example: as_of=2023-12-05

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN|LOCATED_IN|SERVES|BASED_IN*0..4]-(side:City|Region|CountryOrArea|Port|Organisation)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[:BETWEEN]-(t:Tie {family: 'relation'})-[:BETWEEN]->(p:City|Region|CountryOrArea|Port|Organisation)
WHERE NOT p.id IN ids
OPTIONAL MATCH (p)-[:IN|LOCATED_IN|BASED_IN*0..3]->(c:CountryOrArea)
WITH ids, t, p, min(c.iso2) AS country, min(c.continent) AS continent
WHERE NOT coalesce(country, '-') IN split($outside, ',') AND NOT (p:Region AND (country IS NULL OR coalesce(p.admin_level, '') = 'supra_region'))
// include: tie_on_day
WITH t, p, country, continent, reached, in_force WHERE in_force
WITH t, p, country, continent, reached ORDER BY country, p.id
RETURN continent, count(DISTINCT t) AS ties, count(DISTINCT CASE WHEN reached.kind = 'sister_city' THEN t END) AS sister_cities,
  collect(DISTINCT country) AS areas, collect(DISTINCT p.id) AS partners
ORDER BY ties DESC, continent
