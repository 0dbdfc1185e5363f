// name: commitments
// purpose: The commitments of the home's plans and what came of each; one row per outcome, an empty verdict where none is recorded
// purpose_zh: 本地计划的重点任务与完成情况；一项结果一行，未登记者为空
// param home: id = @home -- the home | 本地
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
WHERE $plan IS NULL OR plan.id = $plan
OPTIONAL MATCH (commitment)-[:CONCERNS]->(target)
WITH plan, commitment, target ORDER BY target.id
WITH plan, commitment, collect(DISTINCT target.id) AS targets
OPTIONAL MATCH (o:Outcome)-[:ANSWERS]->(commitment)
RETURN plan.id AS plan, commitment.id AS commitment, commitment.verb AS verb, commitment.text AS text, commitment.due_year AS due_year, commitment.division AS division, targets,
  o.id AS outcome, o.verdict AS verdict, o.date AS date, o.text AS result
ORDER BY plan, commitment, outcome
