// purpose: Delete some nodes, all but the store's own record
MATCH (n)
WHERE NOT n:Store
WITH n LIMIT $batch
DETACH DELETE n
RETURN count(*) AS gone
