// purpose: Every relationship that starts at a label the model does not know
MATCH (a)-[r]->(b)
WHERE none(label IN labels(a) WHERE label IN $known)
RETURN labels(a) AS start_labels, a.id AS start, type(r) AS type, labels(b) AS labels, b.id AS end, properties(r) AS properties
