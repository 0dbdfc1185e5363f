// purpose: Which sources state the signature of a tie, of which kind
MATCH (source:Source)<-[:FROM_SOURCE]-(:Statement)-[:SAYS]->(step:TieStep {step: 'signed'})
WHERE source.id IN $sources
RETURN DISTINCT source.id AS source, step.kind AS kind
