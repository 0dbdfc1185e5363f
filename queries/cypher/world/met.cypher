// purpose: The visits on which each organisation was met
MATCH (visit:Visit)-[:MET_WITH]->(organisation:Organisation)
WITH organisation.id AS organisation, collect(visit.id) AS visits
ORDER BY organisation
RETURN collect({organisation: organisation, visits: visits}) AS rows
