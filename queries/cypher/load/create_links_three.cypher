// purpose: Create three relationships that start at one node, which is looked up once
UNWIND $rows AS row
MATCH (a:__from_label__ {id: row.start})
MATCH (x:__first_label__ {id: row.first})
MATCH (y:__second_label__ {id: row.second})
MATCH (z:__third_label__ {id: row.third})
CREATE (a)-[r:__first_type__]->(x)
CREATE (a)-[s:__second_type__]->(y)
CREATE (a)-[t:__third_type__]->(z)
SET r = row.of_first, s = row.of_second, t = row.of_third
