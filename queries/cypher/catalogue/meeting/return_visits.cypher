// name: return_visits
// purpose: Places with a tie of the home to which a return visit is owed: their last delegation came later than the home's last one went
// purpose_zh: 应回访的结好对象：对方最近一次来访晚于本地最近一次出访
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column place: id -- the partner | 对方
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column received: date -- first day of their last visit | 对方最近一次来访
// column visit: id -- that visit | 该次来访
// column level: text(level) -- level of its head | 团长级别
// column sent: date -- first day of the home's last visit there; empty if none is recorded | 本地最近一次出访，未登记则为空
// example: as_of=2020-01-22

MATCH (:City|Region|CountryOrArea {id: $home})<-[:IN*0..3]-(side:City|Region|CountryOrArea)
WITH collect(DISTINCT side) AS sides, collect(DISTINCT side.id) AS ids
UNWIND sides AS side
MATCH (side)<-[:BETWEEN]-(t:Tie {family: 'relation'})-[:BETWEEN]->(p:City|Region|CountryOrArea)
WHERE NOT p.id IN ids
OPTIONAL MATCH (p)-[:IN*0..3]->(c:CountryOrArea)
WITH sides, ids, side, t, p, min(c.iso2) AS country
WHERE NOT coalesce(country, '-') IN split($outside, ',') AND NOT (p:Region AND (country IS NULL OR coalesce(p.admin_level, '') = 'supra_region'))
// include: tie_on_day
WITH sides, ids, p, country, status WHERE status <> 'refuted'
WITH sides, ids, collect(DISTINCT {place: p, country: country}) AS tied
// include: visits_on_day
WITH tied, visit, v, dated, far WHERE v.direction IN ['inbound', 'outbound']
UNWIND tied AS entry
WITH entry, visit, v, dated, far WHERE entry.place IN far
WITH entry.place AS p, entry.country AS country, visit, v, dated ORDER BY dated.start_to DESC, visit
WITH p, country, collect(CASE WHEN v.direction = 'inbound' THEN {visit: visit, level: v.level, dated: dated} END)[0] AS last, collect(CASE WHEN v.direction = 'outbound' THEN dated END)[0] AS went
WHERE last IS NOT NULL AND (went IS NULL OR went.start_to < last.dated.start_to)
RETURN p.id AS place, CASE WHEN p:CountryOrArea THEN null ELSE p.name_en END AS name_en, CASE WHEN p:CountryOrArea THEN null ELSE p.name_zh END AS name_zh,
  country, last.dated.start AS received, last.visit AS visit, last.level AS level, went.start AS sent
ORDER BY received DESC, place
