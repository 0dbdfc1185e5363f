// purpose: Create relationships; both ends are looked up by label and id
UNWIND $rows AS row
MATCH (a:__from_label__ {id: row.start})
MATCH (x:__first_label__ {id: row.first})
CREATE (a)-[r:__first_type__]->(x)
SET r = row.of_first
