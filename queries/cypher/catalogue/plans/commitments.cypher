// name: commitments
// purpose: The commitments of the home's plans made by a day, and what had come of each by then; one row per outcome. An outcome without a date counts from the day a source told it; what was done after the time of a commitment is late
// purpose_zh: 截至某日本地计划的重点任务及其完成情况，每一结果一行；结果无日期者自有出处记载之日起计；逾期完成的评定为逾期完成
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// param plan: id = null -- only this plan | 只看该计划
// column plan: id -- the plan | 计划
// column commitment: id -- the commitment | 重点任务
// column verb: text(verb) -- what is to be done | 任务动词
// column text: text -- the commitment in short | 任务内容
// column due_year: int -- year by which | 完成年份
// column division: text -- division in charge | 责任处室
// column targets: texts -- what it concerns | 涉及对象
// column outcome: id -- what came of it | 完成情况
// column verdict: text(verdict) -- judgement | 评定
// column date: date -- when | 日期
// column result: text -- what was found | 完成情况说明
// example:

MATCH (:City|Region|CountryOrArea {id: $home})<-[:OF_HOME]-(plan:Plan)<-[:OF_PLAN]-(commitment:Commitment)
WHERE ($plan IS NULL OR plan.id = $plan) AND EXISTS { MATCH (commitment)<-[:SAYS]-(said:Statement) WHERE ($known_as_of IS NULL OR coalesce(said.published_on_to, said.recorded_on) <= $known_as_of) }
  AND coalesce(COLLECT { MATCH (commitment)<-[:SAYS]-(said:Statement) WHERE ($known_as_of IS NULL OR coalesce(said.published_on_to, said.recorded_on) <= $known_as_of) RETURN min(said.published_on_to) }[0],
    date({year: plan.year, month: 1, day: 1})) <= $as_of
OPTIONAL MATCH (commitment)-[:CONCERNS]->(target)
WITH plan, commitment, target ORDER BY target.id
WITH plan, commitment, collect(DISTINCT target.id) AS targets
OPTIONAL MATCH (o:Outcome)-[:ANSWERS]->(commitment)
WHERE CASE WHEN o.date IS NULL THEN EXISTS { MATCH (o)<-[:SAYS]-(said:Statement) WHERE ($known_as_of IS NULL OR coalesce(said.published_on_to, said.recorded_on) <= $known_as_of) }
    AND coalesce(COLLECT { MATCH (o)<-[:SAYS]-(said:Statement) WHERE ($known_as_of IS NULL OR coalesce(said.published_on_to, said.recorded_on) <= $known_as_of) RETURN min(said.published_on_to) }[0] <= $as_of, coalesce(o.verdict, '') <> 'not_found') ELSE o.date_to <= $as_of AND ($known_as_of IS NULL OR EXISTS { MATCH (o)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of }) END
  AND (coalesce(o.verdict, '') <> 'not_found' OR coalesce(commitment.deadline, date({year: commitment.due_year, month: 12, day: 31}), date('0001-01-01')) < $as_of)
RETURN plan.id AS plan, commitment.id AS commitment, commitment.verb AS verb, coalesce(commitment.text, commitment.text_zh) AS text, commitment.due_year AS due_year, commitment.division AS division, targets,
  o.id AS outcome,
  CASE WHEN o.verdict = 'done' AND o.date_from > coalesce(commitment.deadline, date({year: commitment.due_year, month: 12, day: 31})) THEN 'done_late' ELSE o.verdict END AS verdict, o.date AS date, coalesce(o.text, o.text_zh) AS result
ORDER BY plan, commitment, outcome
