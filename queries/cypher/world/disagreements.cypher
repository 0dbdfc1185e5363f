// purpose: Pairs of statements on a tie that cannot both be true, with the stage where it is about a step
MATCH (one:Statement)-[:SAYS]->(tie:Tie)
MATCH (one)-[contradiction:CONTRADICTS]->(other:Statement)-[:SAYS]->(tie)
OPTIONAL MATCH (step:TieStep {id: contradiction.fact})
RETURN DISTINCT tie.id AS tie, contradiction.fact AS fact, contradiction.property AS property, step.step AS stage, step.kind AS kind, one.id AS one, other.id AS other
ORDER BY tie, fact, property, one, other
