// purpose: What the sources say of a fact, each with the properties in which another one contradicts it
MATCH (s:Statement)-[:SAYS]->(f:__label__ {id: $id})
OPTIONAL MATCH (s)-[:FROM_SOURCE]->(o:Source)
OPTIONAL MATCH (s)-[c:CONTRADICTS]-(:Statement)
WHERE c.fact = $id
WITH s, o, collect(DISTINCT c.property) AS contested
RETURN s.id AS statement, o.id AS source, o.title AS title, o.grade AS grade, s.locator AS locator,
       coalesce(s.published_on, s.valid_on, o.date) AS said_on, s.values AS values, contested
ORDER BY grade, said_on, statement
