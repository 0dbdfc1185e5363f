// purpose: The visits on which each organisation was met
MATCH (visit:Visit)-[:MET_WITH]->(organisation:Organisation)
RETURN organisation.id AS organisation, collect(visit.id) AS visits
ORDER BY organisation
