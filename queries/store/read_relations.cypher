// purpose: Every relationship that starts at a label
MATCH (a:__label__)-[r]->(b)
RETURN a.id AS start, type(r) AS type, labels(b) AS labels, b.id AS end, properties(r) AS properties
