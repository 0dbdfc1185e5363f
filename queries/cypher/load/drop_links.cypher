// purpose: Take away the links of a home
MATCH (:__label__ {id: $home})-[r:LINKED]->()
DELETE r
