// purpose: Pairs of visits or events that were decided not to be one happening
MATCH (d:Decision {property: 'different_from'})-[:CONCERNS]->(f:Visit|Event)
RETURN f.id AS fact, d.value AS other
ORDER BY fact, other
