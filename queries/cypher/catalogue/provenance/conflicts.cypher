// name: conflicts
// purpose: Known disagreements between sources, in words; those that two statements show by themselves are in contradictions
// purpose_zh: 已知的记载不一致（文字说明）；由两条来源记载直接显示的见 contradictions
// param as_of: date = @today -- the day | 情况截至
// param known_as_of: date = null -- only what was known by this day; null for all | 只计此日已知者
// column conflict: id -- the disagreement | 记载不一致
// column subject: text -- what it is about | 事由
// column text: text -- the disagreement in words | 说明
// column facts: texts -- facts it concerns | 涉及事实
// column source: id -- the source | 出处
// column locator: text -- where in the source | 出处位置
// example:

MATCH (x:Conflict)
WHERE ($known_as_of IS NULL OR EXISTS { MATCH (x)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of }) AND (NOT EXISTS { (x)-[:CONCERNS]->() } OR EXISTS { MATCH (x)-[:CONCERNS]->(f) WHERE coalesce(coalesce(f.start_to, f.date_to, f.opened_to, f.valid_from_to) <= $as_of, true) AND (NOT f:Tie OR EXISTS { MATCH (f)<-[:STEP_OF]-(step:TieStep) WHERE coalesce(step.date_to, step.known_by) <= $as_of AND ($known_as_of IS NULL OR EXISTS { MATCH (step)<-[:SAYS]-(said:Statement) WHERE coalesce(said.published_on_to, said.recorded_on) <= $known_as_of }) }) })
OPTIONAL MATCH (x)-[:CONCERNS]->(f)
WITH x, f ORDER BY f.id
WITH x, collect(DISTINCT f.id) AS facts
OPTIONAL MATCH (x)<-[:SAYS]-(said:Statement)-[:FROM_SOURCE]->(s:Source)
RETURN x.id AS conflict, x.subject AS subject, coalesce(x.text, x.text_zh) AS text, facts, min(s.id) AS source, min(said.locator) AS locator
ORDER BY conflict
