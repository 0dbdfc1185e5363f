// purpose: The sources of facts of a label, with where in them each fact stands
UNWIND $ids AS id
MATCH (fact:__label__ {id: id})<-[:SAYS]-(statement:Statement)-[:FROM_SOURCE]->(source:Source)
RETURN DISTINCT fact.id AS fact, statement.id AS statement, statement.locator AS locator,
       source.id AS source, source.title AS title, source.publisher AS publisher, source.url AS url, source.date AS date, source.grade AS grade,
       coalesce(statement.published_on_to, statement.recorded_on) AS known_on
ORDER BY fact, statement
