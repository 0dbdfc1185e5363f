// purpose: Take away the relationships of one type that start at some nodes
UNWIND $ids AS id
MATCH (n:__label__ {id: id})-[r:__type__]->()
DELETE r
