// purpose: Dated facts that name some consulates or organisations, each with a statement on it: contacts that were held, and ties
UNWIND $bodies AS id
MATCH (body:Consulate|Organisation {id: id})<-[:MET_WITH|JOINED_BY|BETWEEN]-(fact:Visit|Event|Tie)<-[:SAYS]-(statement:Statement)-[:FROM_SOURCE]->(source:Source)
WHERE fact:Tie OR coalesce(fact.status, 'held') = 'held'
WITH *
ORDER BY body.id, statement.id
RETURN collect({body: body.id, date: coalesce(fact.start, fact.signed), statement: statement.id, source: source.id, grade: source.grade, disclosure: source.disclosure,
       locator: statement.locator, known_on: coalesce(statement.published_on_to, statement.recorded_on), published: statement.published_on,
       speaks_of: coalesce(statement.valid_on, statement.published_on)}) AS rows
