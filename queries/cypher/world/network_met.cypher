// purpose: Which organisations and consulates were met on each visit
MATCH (visit:Visit)-[:MET_WITH]->(body:Organisation|Consulate)
RETURN visit.id AS visit, body.id AS body
ORDER BY visit, body
