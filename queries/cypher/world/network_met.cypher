// purpose: Which organisations and consulates were met on each visit
MATCH (visit:Visit)-[:MET_WITH]->(organisation:Organisation|Consulate)
RETURN visit.id AS visit, organisation.id AS organisation
ORDER BY visit, organisation
