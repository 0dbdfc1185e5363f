// purpose: What points at a node: how many, by relationship type and label
MATCH (n:__label__ {id: $id})<-[r]-(m)
RETURN type(r) AS type, labels(m)[0] AS label, count(DISTINCT m.id) AS number
ORDER BY type, label
