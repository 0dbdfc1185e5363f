// purpose: How many nodes of a label there are
MATCH (n:__label__)
RETURN '__label__' AS label, count(n) AS nodes
