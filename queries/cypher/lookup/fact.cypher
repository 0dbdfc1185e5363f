// purpose: A node by its id, whatever stands for a fact
MATCH (f:__label__ {id: $id})
RETURN labels(f)[0] AS label, properties(f) AS properties
LIMIT 1
