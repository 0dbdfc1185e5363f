// name: commitment_results
// purpose: How the commitments of the home's plans stand: by best verdict, an empty one where no outcome is recorded
// purpose_zh: 本地各计划重点任务完成情况汇总：按最好评定计，未登记者为空
// param home: id = @home -- the home | 本地
// column plan: id -- the plan | 计划
// column verdict: text(verdict) -- best judgement among its outcomes | 各结果中的最好评定
// column commitments: int -- commitments | 任务数
// column ids: texts -- which | 任务编号
// example:

MATCH (:City|Region|CountryOrArea {id: $home})<-[:OF_HOME]-(plan:Plan)<-[:OF_PLAN]-(commitment:Commitment)
OPTIONAL MATCH (o:Outcome)-[:ANSWERS]->(commitment)
WITH plan, commitment, collect(o.verdict) AS verdicts
WITH plan, commitment, [x IN ['done', 'done_late', 'partly', 'extra', 'not_found'] WHERE x IN verdicts][0] AS verdict
ORDER BY commitment.id
RETURN plan.id AS plan, verdict, count(commitment) AS commitments, collect(commitment.id) AS ids
ORDER BY plan, commitments DESC, verdict
