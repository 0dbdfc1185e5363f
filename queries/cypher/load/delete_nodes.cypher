// purpose: Retire nodes with all their relationships
UNWIND $ids AS id
MATCH (n:__label__ {id: id})
DETACH DELETE n
