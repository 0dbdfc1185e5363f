// purpose: The load that began last
MATCH (l:LoadRun)
RETURN l.id AS id, l.state AS state, l.started_at AS started_at, l.finished_at AS finished_at
ORDER BY started_at DESC, id DESC
LIMIT 1
