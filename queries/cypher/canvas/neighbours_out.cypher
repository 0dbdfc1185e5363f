// purpose: What a node points at by one relationship type, the newest first
MATCH (n:__label__ {id: $id})-[:__type__]->(m:__end_label__)
WHERE NOT m.id IN $known
WITH DISTINCT m
RETURN m.id AS id, properties(m) AS properties
ORDER BY coalesce(m.start, m.date, m.signed, m.published_on, '') DESC, id
LIMIT $most
