// purpose: What each statement says of the facts of a label, cell by cell, and from when it is known
MATCH (statement:Statement)-[:SAYS]->(fact:__label__)
WHERE $facts IS NULL OR fact.id IN $facts
MATCH (statement)-[:FROM_SOURCE]->(source:Source)
RETURN labels(fact)[0] AS label, fact.id AS fact, statement.id AS statement, source.id AS source, source.grade AS grade, source.disclosure AS disclosure, statement.collection AS collection,
       coalesce(statement.published_on_to, statement.recorded_on) AS known_on, statement.published_on AS published,
       statement.locator AS locator, coalesce(statement.valid_on, statement.published_on) AS speaks_of, statement.values AS values
