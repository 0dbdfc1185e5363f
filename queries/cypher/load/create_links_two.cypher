// purpose: Create two relationships that start at one node, which is looked up once
UNWIND $rows AS row
MATCH (a:__from_label__ {id: row.start})
MATCH (x:__first_label__ {id: row.first})
MATCH (y:__second_label__ {id: row.second})
CREATE (a)-[r:__first_type__]->(x)
CREATE (a)-[s:__second_type__]->(y)
SET r = row.of_first, s = row.of_second
