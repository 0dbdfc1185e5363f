// purpose: Nodes of a label by their ids
UNWIND $ids AS id
MATCH (n:__label__ {id: id})
RETURN n.id AS id, properties(n) AS properties
