// purpose: Create nodes of several labels with one statement, for labels of which there are few
UNWIND $rows AS row
CREATE (n:$(row.label))
SET n = row.properties
RETURN row.label AS label, n.id AS id, elementId(n) AS element
