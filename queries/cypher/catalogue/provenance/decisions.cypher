// name: decisions
// purpose: What was decided where sources contradict each other, and why
// purpose_zh: 对记载不一致所作的认定及理由
// column decision: id -- the decision | 认定
// column facts: texts -- facts it concerns | 涉及事实
// column property: text -- property decided | 属性
// column value: text -- value it shall have | 认定值
// column reason: text -- why | 理由
// column decided_on: date -- when | 日期
// example:

MATCH (d:Decision)
OPTIONAL MATCH (d)-[:CONCERNS]->(f)
WITH d, f ORDER BY f.id
RETURN d.id AS decision, collect(DISTINCT f.id) AS facts, d.property AS property, d.value AS value, d.reason AS reason, toString(d.decided_on) AS decided_on
ORDER BY decision
