// purpose: What was entered by hand and stands, with the load that brought it
MATCH (s:Statement {collection: $collection})
OPTIONAL MATCH (s)-[:BROUGHT_BY]->(r:LoadRun)
RETURN s.dataset AS table, s.row AS row, s.values AS values, r.started_at AS at
ORDER BY table, row
