// purpose: Take away the relationships of one type that start at some nodes; gathered first: the embedded store passes over some that are deleted while it goes through a node's
UNWIND $ids AS id
MATCH (n:__label__ {id: id})-[r:__type__]->()
WITH collect(r) AS found
UNWIND found AS r
DELETE r
