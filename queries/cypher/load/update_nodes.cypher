// purpose: Replace the values of nodes
UNWIND $rows AS row
MATCH (n:__label__ {id: row.id})
SET n = row
