// purpose: The commitments of the plans of a home with what they concern
MATCH (:City|Region|CountryOrArea {id: $home})<-[:OF_HOME]-(promise:Commitment)
OPTIONAL MATCH (promise)-[:OF_PLAN]->(plan:Plan)
OPTIONAL MATCH (promise)-[:CONCERNS]->(target)
WITH promise, plan, target ORDER BY target.id
RETURN promise.id AS id, plan.id AS plan, promise.verb AS verb, promise.text AS text, promise.due_year AS due, promise.deadline AS deadline, promise.division AS division,
       promise.others AS others, promise.measure AS measure, promise.progress AS progress, promise.blocked_by AS blocked_by, collect(DISTINCT target.id) AS targets
ORDER BY id
