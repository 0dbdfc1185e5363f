// purpose: Read all relationships but those from or to nodes of some labels, and those of some types, for backups and comparisons
MATCH (a)-[r]->(b)
WHERE none(label IN labels(a) + labels(b) WHERE label IN $left_out) AND NOT type(r) IN $types_left_out
RETURN labels(a) AS start_labels, a.id AS start, type(r) AS type, labels(b) AS labels, b.id AS end, properties(r) AS properties
