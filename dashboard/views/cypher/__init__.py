"""The page "Cypher"."""
