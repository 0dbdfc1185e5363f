// purpose: Create relationships as they are in a backup; both ends are looked up by label and id
UNWIND $rows AS row
MATCH (a:__from_label__ {id: row.start})
MATCH (b:__to_label__ {id: row.end})
CREATE (a)-[r:__type__]->(b)
SET r = row.properties
RETURN count(r) AS made
