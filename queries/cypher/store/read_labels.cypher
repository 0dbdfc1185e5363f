// purpose: Labels of the store and how many nodes have them
MATCH (n)
RETURN labels(n) AS labels, count(*) AS nodes
