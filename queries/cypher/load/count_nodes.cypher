// purpose: How many nodes there are, those that people keep for themselves, statements and loads
MATCH (n)
WITH count(n) AS nodes
RETURN 'all' AS kind, nodes
UNION ALL
MATCH (n:Perspective)
WITH count(n) AS nodes
RETURN 'perspectives' AS kind, nodes
UNION ALL
MATCH (n:Statement)
WITH count(n) AS nodes
RETURN 'statements' AS kind, nodes
UNION ALL
MATCH (n:LoadRun)
WITH count(n) AS nodes
RETURN 'loads' AS kind, nodes
