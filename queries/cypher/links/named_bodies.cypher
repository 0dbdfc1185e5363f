// purpose: Dated facts that name some consulates or organisations, each with a statement on it: contacts that were held, and ties
UNWIND $bodies AS id
MATCH (body:Consulate|Organisation {id: id})<-[:MET_WITH|JOINED_BY|BETWEEN]-(fact:Visit|Event|Tie)<-[:SAYS]-(statement:Statement)-[:FROM_SOURCE]->(source:Source)
WHERE fact:Tie OR coalesce(fact.status, 'held') = 'held'
RETURN body.id AS body, coalesce(fact.start, fact.signed) AS date, statement.id AS statement, source.id AS source, source.grade AS grade, source.disclosure AS disclosure,
       statement.locator AS locator, coalesce(statement.published_on_to, statement.recorded_on) AS known_on, statement.published_on AS published, coalesce(statement.valid_on, statement.published_on) AS speaks_of
ORDER BY body, statement
