// purpose: Loads in batches that were broken off
MATCH (r:LoadRun {state: 'running'})
RETURN r.id AS id
ORDER BY id
