// purpose: Delete some relationships, so that the nodes can go in small transactions
MATCH ()-[r]->()
WITH r LIMIT $batch
DELETE r
RETURN count(*) AS gone
