// purpose: Take away the links of a home; they are gathered first, since the embedded store passes over some of a node's that are deleted while it goes through them
MATCH (:__label__ {id: $home})-[r:LINKED]->()
WITH collect(r) AS found
UNWIND found AS r
DELETE r
