// purpose: What is there of a label: ids, and digests of values and relationships
MATCH (n:__label__)
RETURN n.id AS id, n.content_hash AS hash
