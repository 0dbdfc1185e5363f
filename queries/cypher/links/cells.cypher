// purpose: What each statement says of the facts of a label, cell by cell, and from when it is known
MATCH (statement:Statement)-[:SAYS]->(fact:__label__)
WHERE $facts IS NULL OR fact.id IN $facts
MATCH (statement)-[:FROM_SOURCE]->(source:Source)
RETURN collect({label: labels(fact)[0], fact: fact.id, statement: statement.id, source: source.id, grade: source.grade, disclosure: source.disclosure, collection: statement.collection,
       known_on: coalesce(statement.published_on_to, statement.recorded_on), published: statement.published_on, locator: statement.locator,
       speaks_of: coalesce(statement.valid_on, statement.published_on), values: statement.values}) AS rows
