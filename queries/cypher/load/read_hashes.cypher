// purpose: Read ids and digests of all nodes that a load compares
MATCH (n)
WHERE labels(n)[0] IN $labels
RETURN n.id AS id, labels(n)[0] AS label, n.content_hash AS hash
