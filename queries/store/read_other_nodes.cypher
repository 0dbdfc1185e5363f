// purpose: Every node whose label the model does not know, as an older model can have left
MATCH (n)
WHERE none(label IN labels(n) WHERE label IN $known)
RETURN labels(n) AS labels, properties(n) AS properties
