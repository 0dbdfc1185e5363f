// purpose: The relationships that begin at nodes of a label and end at one of a set
UNWIND $ids AS id
MATCH (a:__label__ {id: id})-[r]->(b)
WHERE b.id IN $all
RETURN a.id AS start, type(r) AS type, b.id AS end, properties(r) AS properties
ORDER BY start, type, end
