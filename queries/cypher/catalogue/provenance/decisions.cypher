// name: decisions
// purpose: What was decided where sources contradict each other, and why
// purpose_zh: 对记载不一致所作的认定及理由
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// column decision: id -- the decision | 认定
// column facts: texts -- facts it concerns | 涉及事实
// column property: text -- property decided | 属性
// column value: text -- value it shall have | 认定值
// column reason: text -- why | 理由
// column decided_on: date -- when | 日期
// example:

MATCH (x:Decision)
WHERE ($known_as_of IS NULL OR x.decided_on <= $known_as_of) AND (NOT EXISTS { (x)-[:CONCERNS]->() } OR EXISTS { MATCH (x)-[:CONCERNS]->(f) WHERE coalesce(coalesce(f.start_to, f.date_to, f.opened_to, f.valid_from_to) <= $as_of, true) AND (NOT f:Tie OR EXISTS { MATCH (f)<-[:STEP_OF]-(step:TieStep) WHERE coalesce(step.date_to, step.known_by) <= $as_of AND ($known_as_of IS NULL OR EXISTS { MATCH (step)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of }) }) })
OPTIONAL MATCH (x)-[:CONCERNS]->(f)
WITH x, f ORDER BY f.id
RETURN x.id AS decision, collect(DISTINCT f.id) AS facts, x.property AS property, x.value AS value, x.reason AS reason, toString(x.decided_on) AS decided_on
ORDER BY decision
