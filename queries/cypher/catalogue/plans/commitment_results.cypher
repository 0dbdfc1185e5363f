// name: commitment_results
// purpose: How the commitments of the home's plans stand: by best verdict, an empty one where no outcome is recorded
// purpose_zh: 本地各计划重点任务完成情况汇总：按最好评定计，未登记者为空
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// column plan: id -- the plan | 计划
// column verdict: text(verdict) -- best judgement among its outcomes | 各结果中的最好评定
// column commitments: int -- commitments | 任务数
// column ids: texts -- which | 任务编号
// example:

MATCH (:City|Region|CountryOrArea {id: $home})<-[:OF_HOME]-(plan:Plan)<-[:OF_PLAN]-(commitment:Commitment)
WHERE EXISTS { MATCH (commitment)<-[:SAYS]-(said:Statement) WHERE ($known_as_of IS NULL OR coalesce(said.published_on_to, said.recorded_on) <= $known_as_of) }
  AND coalesce(COLLECT { MATCH (commitment)<-[:SAYS]-(said:Statement) WHERE ($known_as_of IS NULL OR coalesce(said.published_on_to, said.recorded_on) <= $known_as_of) RETURN min(said.published_on_to) }[0],
    date({year: plan.year, month: 1, day: 1})) <= $as_of
OPTIONAL MATCH (o:Outcome)-[:ANSWERS]->(commitment)
WHERE CASE WHEN o.date IS NULL THEN EXISTS { MATCH (o)<-[:SAYS]-(said:Statement) WHERE ($known_as_of IS NULL OR coalesce(said.published_on_to, said.recorded_on) <= $known_as_of) }
    AND coalesce(COLLECT { MATCH (o)<-[:SAYS]-(said:Statement) WHERE ($known_as_of IS NULL OR coalesce(said.published_on_to, said.recorded_on) <= $known_as_of) RETURN min(said.published_on_to) }[0] <= $as_of, coalesce(o.verdict, '') <> 'not_found') ELSE o.date_to <= $as_of AND ($known_as_of IS NULL OR EXISTS { MATCH (o)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of }) END
  AND (coalesce(o.verdict, '') <> 'not_found' OR coalesce(commitment.deadline, date({year: commitment.due_year, month: 12, day: 31}), date('0001-01-01')) < $as_of)
WITH plan, commitment, collect(CASE WHEN o.verdict = 'done' AND o.date_from > coalesce(commitment.deadline, date({year: commitment.due_year, month: 12, day: 31})) THEN 'done_late' ELSE o.verdict END) AS verdicts
WITH plan, commitment, [x IN ['done', 'done_late', 'partly', 'extra', 'not_found'] WHERE x IN verdicts][0] AS verdict
ORDER BY commitment.id
RETURN plan.id AS plan, verdict, count(commitment) AS commitments, collect(commitment.id) AS ids
ORDER BY plan, commitments DESC, verdict
