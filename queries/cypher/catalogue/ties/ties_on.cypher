// name: ties_on
// purpose: How far each tie of the home with a place had come on a day: what it is on its way to, or else what it is. Dates may come from later sources
// purpose_zh: 截至某日本地与各地结好的进展：正在推进的阶段，否则为已达成者。日期可能出自此后的出处
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column tie: id -- the tie | 结好关系
// column place: id -- the partner | 伙伴
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column kind: text(tie_kind) -- kind of tie that the stage belongs to | 该阶段所属类别
// column stage: text(step) -- stage | 阶段
// column since: date -- when it was reached, as far as known | 到达该阶段的日期（已知时）
// column known_by: date -- where no source gives the day: since when it is known | 无日期时：最早见于记载的日期
// column status: text(tie_status) -- stage reached, or end | 所达阶段，或已终止等
// column steps: int -- steps recorded up to the day | 截至该日登记的步骤数
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
WITH t, p, country, best, status, steps
WHERE status <> 'refuted'
RETURN t.id AS tie, p.id AS place, CASE WHEN p:CountryOrArea THEN null ELSE p.name_en END AS name_en, CASE WHEN p:CountryOrArea THEN null ELSE p.name_zh END AS name_zh, country, best.kind AS kind, best.step AS stage, best.date AS since,
  best.known_by AS known_by, status, steps
ORDER BY place, tie
