// purpose: The commitments of the plans of a home with what they concern
MATCH (:City|Region|CountryOrArea {id: $home})<-[:OF_HOME]-(commitment:Commitment)
OPTIONAL MATCH (commitment)-[:OF_PLAN]->(plan:Plan)
OPTIONAL MATCH (commitment)-[:CONCERNS]->(target)
WITH commitment, plan, target ORDER BY target.id
RETURN commitment.id AS id, plan.id AS plan, plan.year AS year, commitment.verb AS verb, commitment.text AS text, commitment.text_zh AS text_zh, commitment.due_year AS due, commitment.deadline AS deadline, commitment.division AS division,
       commitment.others AS others, commitment.measure AS measure, commitment.progress AS progress, commitment.blocked_by AS blocked_by, collect(DISTINCT target.id) AS targets
ORDER BY id
