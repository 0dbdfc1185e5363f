// name: outcomes_beyond_plan
// purpose: What happened, or did not, without a commitment in a plan
// purpose_zh: 计划外的进展与结果
// param home: id = @home -- the home | 本地
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// column outcome: id -- the outcome | 结果
// column verdict: text(verdict) -- judgement | 评定
// column date: date -- when | 日期
// column targets: texts -- what it concerns | 涉及对象
// column result: text -- what was found | 说明
// example:

MATCH (:City|Region|CountryOrArea {id: $home})<-[:OF_HOME]-(o:Outcome)
WHERE NOT (o)-[:ANSWERS]->(:Commitment) AND CASE WHEN o.date IS NULL THEN EXISTS { MATCH (o)<-[:SAYS]-(said:Statement) WHERE ($known_as_of IS NULL OR coalesce(said.published_on_to, said.recorded_on) <= $known_as_of) }
    AND coalesce(COLLECT { MATCH (o)<-[:SAYS]-(said:Statement) WHERE ($known_as_of IS NULL OR coalesce(said.published_on_to, said.recorded_on) <= $known_as_of) RETURN min(said.published_on_to) }[0] <= $as_of, coalesce(o.verdict, '') <> 'not_found') ELSE o.date_to <= $as_of AND ($known_as_of IS NULL OR EXISTS { MATCH (o)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of }) END
OPTIONAL MATCH (o)-[:CONCERNS]->(target)
WITH o, target ORDER BY target.id
RETURN o.id AS outcome, o.verdict AS verdict, o.date AS date, collect(DISTINCT target.id) AS targets, coalesce(o.text, o.text_zh) AS result
ORDER BY outcome
