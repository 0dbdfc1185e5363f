// name: pending_ties
// purpose: Targets, letters of intent and applications open on a day: no signature of the tie has followed by then; one row per tie, with its furthest step
// purpose_zh: 截至某日的拟结好对象：已列入计划、签署意向书或报批而尚未签署；每一对象一行，取所达最远阶段
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
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
WHERE NOT p.id IN ids AND NOT coalesce(t.status, '') IN ['refuted', 'terminated', 'expired']
MATCH (t)<-[:STEP_OF]-(s:TieStep)
WHERE s.status IN ['done', 'planned'] AND s.step IN ['target', 'intent', 'application', 'approval'] AND coalesce(s.date_to, s.known_by) <= $as_of
OPTIONAL MATCH (t)<-[:STEP_OF]-(signature:TieStep {step: 'signed', status: 'done'})
WHERE coalesce(signature.date_to, signature.known_by) <= $as_of AND coalesce(signature.date_from, signature.known_by) >= coalesce(s.date_from, s.known_by)
WITH t, p, s, count(signature) AS signatures, CASE s.step WHEN 'signed' THEN 6 WHEN 'approval' THEN 5 WHEN 'application' THEN 4 WHEN 'intent' THEN 3 WHEN 'contact' THEN 2 ELSE 1 END AS rank
WHERE signatures = 0
WITH t, p, s ORDER BY t.id, rank DESC, coalesce(s.date_from, s.known_by) DESC, s.id
WITH t, p, collect(DISTINCT s)[0] AS s
OPTIONAL MATCH (p)-[:IN]->(c:CountryOrArea)
OPTIONAL MATCH (promise:Commitment)-[:CONCERNS]->(p)
WITH t, p, s, c, promise ORDER BY promise.id
WITH t, p, s, head(collect(DISTINCT c.iso2)) AS country, collect(DISTINCT promise.id) AS commitments
RETURN p.id AS place, CASE WHEN p:CountryOrArea THEN null ELSE p.name_en END AS name_en, CASE WHEN p:CountryOrArea THEN null ELSE p.name_zh END AS name_zh, coalesce(p.iso2, country) AS country, s.kind AS kind, s.step AS stage, s.date AS since,
  CASE WHEN s.date IS NULL THEN toString(s.known_by) END AS known_by, commitments, t.id AS tie
ORDER BY place, tie
