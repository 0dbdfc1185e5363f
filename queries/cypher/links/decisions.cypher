// purpose: What was decided on ties where sources differ; a decision that leaves a question open decides nothing
MATCH (decision:Decision)-[:CONCERNS]->(tie:Tie)
WHERE decision.value <> 'open'
RETURN tie.id AS tie, decision.property AS property, decision.value AS value, decision.decided_on AS decided_on
ORDER BY tie, property, decided_on
