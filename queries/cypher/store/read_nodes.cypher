// purpose: Read all nodes but those of some labels, for backups and comparisons
MATCH (n)
WHERE none(label IN labels(n) WHERE label IN $left_out)
RETURN labels(n) AS labels, properties(n) AS properties
