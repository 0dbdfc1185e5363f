// purpose: The load that began last
MATCH (r:LoadRun)
RETURN r.id AS id, r.state AS state
ORDER BY r.started_at DESC, r.id DESC
LIMIT 1
