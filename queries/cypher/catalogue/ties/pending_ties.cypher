// name: pending_ties
// purpose: Ties on their way to their first signature on a day: target, letter of intent, application or approval; one row per tie, with its furthest step. upgrades=1 adds those that are signed and aim at a stronger kind
// purpose_zh: 某日正在推进、尚未签署的结好对象：拟结好、意向、报批、获批；每一对象一行，取所达最远阶段。upgrades=1 时另列已签署而拟提升类别者
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param upgrades: int = 0 -- 1: also ties that are signed and aim at a stronger kind | 1：另列已签署而拟提升类别者
// param outside: text = @outside -- codes of the countries and areas outside the office's remit, which are left out | 不属工作范围、不计入的国家（地区）代码
// column place: id -- the partner | 伙伴
// column name_en: text -- its name in English | 英文名称
// column name_zh: text -- its name in Chinese | 中文名称
// column country: area -- country or area it lies in, or that it is | 所在国家（地区），或其本身
// column kind: text(tie_kind) -- kind of tie aimed at | 拟结好类别
// column stage: text(step) -- stage | 阶段
// column since: date -- when that stage was reached, as far as known | 到达该阶段的日期（已知时）
// column known_by: date -- where no source gives the day: since when it is known | 无日期时：最早见于记载的日期
// column commitments: texts -- commitments of a plan that concern the partner | 计划中涉及该伙伴的重点任务
// column tie: id -- the tie | 结好关系
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
WITH t, p, country, reached, best, open WHERE open AND ($upgrades = 1 OR reached.step <> 'signed')
OPTIONAL MATCH (plan:Plan)<-[:OF_PLAN]-(promise:Commitment)-[:CONCERNS]->(p)
// Made by the day: told by a source, or else of a plan whose year had begun.
WHERE EXISTS { MATCH (promise)<-[:SAYS]-(said:Statement) WHERE ($known_as_of IS NULL OR coalesce(said.published_on_to, said.recorded_on) <= $known_as_of) }
  AND coalesce(COLLECT { MATCH (promise)<-[:SAYS]-(said:Statement) WHERE ($known_as_of IS NULL OR coalesce(said.published_on_to, said.recorded_on) <= $known_as_of) RETURN min(said.published_on_to) }[0],
    date({year: plan.year, month: 1, day: 1})) <= $as_of
WITH t, p, country, best, promise ORDER BY promise.id
WITH t, p, country, best, collect(DISTINCT promise.id) AS commitments
RETURN p.id AS place, CASE WHEN p:CountryOrArea THEN null ELSE p.name_en END AS name_en, CASE WHEN p:CountryOrArea THEN null ELSE p.name_zh END AS name_zh, country, best.kind AS kind, best.step AS stage, best.date AS since, best.known_by AS known_by, commitments, t.id AS tie
ORDER BY place, tie
