// name: common_partners
// purpose: Places that two homes both have a tie with, at whatever stage; where one home lies in the other, the places of the inner one count for it alone
// purpose_zh: 两地共同的结好伙伴（含意向）；一地隶属另一地时，下属地的结好只计入下属地
// param other: id -- the other home | 另一地
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column place: id -- the partner | 伙伴
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column home_tie: id -- tie with the first | 与前者的结好关系
// column home_kind: text(tie_kind) -- its kind | 其类别
// column home_status: text(tie_status) -- its status | 其状态
// column other_tie: id -- tie with the second | 与后者的结好关系
// column other_kind: text(tie_kind) -- its kind | 其类别
// column other_status: text(tie_status) -- its status | 其状态
// example: other=fujian

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(place:City|Region|CountryOrArea)
WITH collect(DISTINCT place.id) AS a
MATCH (:City|Region|CountryOrArea {id: $other})<-[:IN*0..3]-(place:City|Region|CountryOrArea)
WITH a, collect(DISTINCT place.id) AS b
WITH [id IN a WHERE NOT (id IN b AND $other IN a)] AS a, [id IN b WHERE NOT (id IN a AND $home IN b)] AS b
MATCH (one:City|Region|CountryOrArea)<-[:BETWEEN]-(x:Tie {family: 'relation'})-[:BETWEEN]->(p:City|Region|CountryOrArea)
WHERE one.id IN a AND NOT p.id IN a AND NOT p.id IN b
MATCH (p)<-[:BETWEEN]-(y:Tie {family: 'relation'})-[:BETWEEN]->(two:City|Region|CountryOrArea)
WHERE two.id IN b
OPTIONAL MATCH (p)-[:IN*0..3]->(c:CountryOrArea)
WITH p, x, y, min(c.iso2) AS country
WHERE NOT coalesce(country, '-') IN split($outside, ',') AND NOT (p:Region AND (country IS NULL OR coalesce(p.admin_level, '') = 'supra_region'))
WITH p, x, y, country, x AS t
// include: tie_on_day
WITH p, x, y, country, reached AS first, status AS first_status, y AS t WHERE status <> 'refuted'
// include: tie_on_day
WITH p, x, y, country, first, first_status, reached, status WHERE status <> 'refuted'
RETURN p.id AS place, CASE WHEN p:CountryOrArea THEN null ELSE p.name_en END AS name_en, CASE WHEN p:CountryOrArea THEN null ELSE p.name_zh END AS name_zh, country, x.id AS home_tie, first.kind AS home_kind, first_status AS home_status,
  y.id AS other_tie, reached.kind AS other_kind, status AS other_status
ORDER BY place, home_tie, other_tie
