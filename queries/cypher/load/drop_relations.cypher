// purpose: Take away relationships that start at some nodes, of each those of some types
UNWIND $rows AS row
MATCH (n:__label__ {id: row.id})-[r]->()
WHERE type(r) IN row.types
DELETE r
