// purpose: What was decided on a fact where its sources differ
MATCH (d:Decision)-[:CONCERNS]->(f:__label__ {id: $id})
RETURN d.property AS property, d.value AS value, d.reason AS reason
ORDER BY property
