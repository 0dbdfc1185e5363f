// purpose: Create relationships of several types with one statement, for types of which there are few; both ends are given by the store's own identifiers
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row.start
MATCH (b) WHERE elementId(b) = row.end
CREATE (a)-[r:$(row.type)]->(b)
SET r = row.properties
RETURN count(r) AS made
