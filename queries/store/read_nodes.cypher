// purpose: Every node of a label with its properties
MATCH (n:__label__)
RETURN properties(n) AS properties
