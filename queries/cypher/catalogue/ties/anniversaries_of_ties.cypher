// name: anniversaries_of_ties
// purpose: Ties of the home whose signature has a round anniversary in a year, with the events recorded within half a year of it
// purpose_zh: 某年逢整数周年的结好关系，及前后半年内登记的有关活动
// param home: id = @home -- the home | 本地
// param year: year = @today -- the year | 年份
// param every: int = 5 -- anniversaries divisible by this number of years | 逢几周年
// param kind: text(tie_kind) = null -- only ties of this kind | 只看该类别
// column place: id -- the partner | 伙伴
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column kind: text(tie_kind) -- kind of the tie | 结好类别
// column signed: date -- day of signature | 签署日期
// column day: date -- the anniversary; empty where the day of signature is not known | 周年日；签署日不详则为空
// column years: int -- years since the signature | 周年数
// column events: texts -- events that the partner took part in | 该伙伴参与的活动
// column tie: id -- the tie | 结好关系
// example: year=2020 kind=sister_city

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[:BETWEEN]-(t:Tie {family: 'relation'})-[:BETWEEN]->(p:City|Region|CountryOrArea)
WHERE NOT p.id IN ids AND NOT coalesce(t.status, '') IN ['refuted', 'terminated', 'expired'] AND t.signed_from.year < $year AND ($year - t.signed_from.year) % $every = 0 AND ($kind IS NULL OR t.kind = $kind)
WITH ids, t, p, $year - t.signed_from.year AS years
WITH ids, t, p, years, t.signed_from + duration({years: years}) AS first, t.signed_to + duration({years: years}) AS last
OPTIONAL MATCH (p)<-[:HELD_IN|JOINED_BY]-(e:Event)-[:HELD_IN|JOINED_BY]->(own)
WHERE own.id IN ids AND NOT (e)-[:SAME_AS]->(:Event) AND coalesce(e.status, 'held') <> 'cancelled'
  AND e.start_from <= last + duration({days: 183}) AND e.start_to >= first - duration({days: 183})
OPTIONAL MATCH (p)-[:IN]->(c:CountryOrArea)
WITH t, p, years, e, c ORDER BY e.start_from, e.id
WITH t, p, years, collect(DISTINCT e.id) AS events, head(collect(DISTINCT c.iso2)) AS country
RETURN p.id AS place, CASE WHEN p:CountryOrArea THEN null ELSE p.name_en END AS name_en, CASE WHEN p:CountryOrArea THEN null ELSE p.name_zh END AS name_zh, coalesce(p.iso2, country) AS country, t.kind AS kind, t.signed AS signed,
  CASE WHEN size(t.signed) = 10 THEN toString($year) + substring(t.signed, 4) END AS day, years, events, t.id AS tie
ORDER BY coalesce(day, toString($year) + '-99'), place, tie
