// purpose: For each organisation the dated fact that names it first, and for each earlier day of knowledge the first one known by then, each with a statement on it: contacts that were held, and ties
MATCH (body:Organisation)<-[:MET_WITH|JOINED_BY|BETWEEN]-(fact:Visit|Event|Tie)<-[:SAYS]-(statement:Statement)
WHERE (fact:Tie OR coalesce(fact.status, 'held') = 'held') AND (NOT $public OR EXISTS { (statement)-[:FROM_SOURCE]->(:Source {disclosure: 'public'}) })
WITH body, fact, statement, coalesce(fact.start_to, fact.signed_to, statement.valid_on_to, statement.published_on_to) AS last, coalesce(statement.published_on_to, statement.recorded_on) AS known_on
WHERE last IS NOT NULL
ORDER BY known_on, last
WITH body, collect([last, fact, statement]) AS told
UNWIND reduce(first = [], one IN told | CASE WHEN size(first) = 0 OR one[0] < first[-1][0] THEN first + [one] ELSE first END) AS one
WITH body, one[1] AS fact, one[2] AS statement
MATCH (statement)-[:FROM_SOURCE]->(source:Source)
WITH *
ORDER BY body.id, statement.id
RETURN collect({body: body.id, date: coalesce(fact.start, fact.signed), statement: statement.id, source: source.id, grade: source.grade, disclosure: source.disclosure,
       locator: statement.locator, known_on: coalesce(statement.published_on_to, statement.recorded_on), published: statement.published_on,
       speaks_of: coalesce(statement.valid_on, statement.published_on)}) AS rows
